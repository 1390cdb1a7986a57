# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What can go wrong, by status. That a reply breaks a rule is in its report, never an exception."""
from . import _native as native


class Error(Exception):
    """A call that failed. `status` is the library's name for it, such as "POISE_E_POLICY"."""

    def __init__(self, status, message=None, line=0, column=0):
        super().__init__(message or status)
        self.status, self.line, self.column = status, line, column


class ArgumentError(Error, ValueError):
    """A value out of its range, or text that is not Unicode."""


class TooLongError(Error, ValueError):
    """More text than the library judges."""


class PolicyError(Error, ValueError):
    """A policy that cannot be parsed or must be refused; `line` and `column` say where."""


class RosterError(PolicyError):
    """The same of a roster."""


class RequestError(Error, ValueError):
    """A JSON request that is not one."""


class UnsupportedError(Error):
    """The library was built without what the call needs."""


class MagicError(Error):
    """libmagic could not load its database."""


class CryptoError(Error):
    """libsodium could not be initialised."""


class TicketError(Error):
    """A ticket that does not cover these bytes, or no longer."""


class AuditError(Error):
    """A chain of records that was changed."""


class SignatureError(Error):
    """A signature that does not hold, or a list of signers that cannot be read."""


CLASSES = {
    "POISE_E_ARG": ArgumentError, "POISE_E_RANGE": ArgumentError, "POISE_E_TOO_LONG": TooLongError,
    "POISE_E_POLICY": PolicyError, "POISE_E_ROSTER": RosterError, "POISE_E_REQUEST": RequestError,
    "POISE_E_UNSUPPORTED": UnsupportedError, "POISE_E_MAGIC": MagicError, "POISE_E_CRYPTO": CryptoError,
    "POISE_E_TICKET": TicketError, "POISE_E_AUDIT": AuditError, "POISE_E_SIGNATURE": SignatureError,
}


def ensure(status, error=None):
    """Raise what a status stands for, unless it stands for success."""
    if status == native.OK:
        return
    name = native.lib.poise_status_name(status).decode()
    if name == "POISE_E_NOMEM":
        raise MemoryError(name)
    message = error.message.decode("utf-8", "replace") if error is not None else ""
    place = (error.line, error.column) if error is not None else (0, 0)
    raise CLASSES.get(name, Error)(name, f"{name}: {message}" if message else name, *place)
