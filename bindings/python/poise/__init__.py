# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Reply governance: how a draft to a customer sounds, what it links, who must see it before it goes out."""
from .api import (
    Approval, ArgumentError, Attachment, AuditError, AuditLog, Checker, Contact, CryptoError, Error, Finding, MagicError,
    Media, Need, Pdq, Policy, PolicyError, Report, RequestError, Rest, RosterError, Rule, Scores, Signal, SignatureError,
    Template, Ticket, TicketError, TooLongError, UnsupportedError, check, decide, pdq, rules, thread, verify_signature,
    version,
)

__all__ = [
    "Approval", "ArgumentError", "Attachment", "AuditError", "AuditLog", "Checker", "Contact", "CryptoError", "Error",
    "Finding", "MagicError", "Media", "Need", "Pdq", "Policy", "PolicyError", "Report", "RequestError", "Rest",
    "RosterError", "Rule", "Scores", "Signal", "SignatureError", "Template", "Ticket", "TicketError", "TooLongError",
    "UnsupportedError", "check", "decide", "pdq", "rules", "thread", "verify_signature", "version",
]
__version__ = version()
