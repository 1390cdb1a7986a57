# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The public headers, one to one. Nothing here decides anything; `api` is for people."""
import ctypes
import ctypes.util
import os
import pathlib
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, c_char, c_char_p, c_int, c_int32, c_int64, c_size_t, c_uint8, c_uint32, c_uint64, c_void_p

OK = 0
(
    COUNT_SIGNALS, COUNT_FINDINGS, COUNT_MEDIA, COUNT_CONTACTS, COUNT_NEEDS, COUNT_REASONS, COUNT_RECORDS,
) = range(1, 8)
LANGUAGES = {None: 0, "en": 1, "fr": 2}
VERDICTS = {"approve": 1, "reject": 2, "revoke": 3, "override": 4}
PLACEHOLDERS = {"name": 1, "number": 2, "date": 3, "amount": 4, "code": 5}
DECISIONS = ("none", "allow", "need", "deny", "allow_override")
NEVER = 2**63 - 1
SEVERITIES = {1: "info", 2: "warning", 3: "error"}
KINDS = (
    "unknown", "image", "video", "audio", "document", "archive", "executable", "page", "shortener", "filename_mention",
)
VIAS = {1: "link", 2: "embed", 3: "data", 4: "attachment"}
FLAGS = (
    "shortener", "own", "flagged", "carried_over", "obfuscated", "userinfo", "ip_host", "mixed_script", "punycode",
    "invisible", "redirector", "maybe", "mismatch", "double_extension", "rtl_name", "active_content", "trailing_data",
    "empty", "backslash", "too_long", "bidi", "bad_host", "text_mismatch", "polyglot", "encrypted", "traversal", "bomb",
    "animated", "location",
)
CONTACTS = {1: "email", 2: "phone"}


class Sized(Structure):
    """A struct that starts with its size, which it fills in itself."""

    def __init__(self, **members):
        super().__init__(size=ctypes.sizeof(type(self)), **members)


class Span(Structure):
    _fields_ = [("begin", c_uint32), ("end", c_uint32)]


class Error(Sized):
    _fields_ = [
        ("size", c_uint32), ("status", c_int32), ("offset", c_uint32), ("line", c_uint32), ("column", c_uint32),
        ("input", c_uint32), ("message", c_char * 232),
    ]


class Place(Sized):
    _fields_ = [
        ("size", c_uint32), ("offset", c_uint32), ("line", c_uint32), ("column", c_uint32), ("code_point", c_uint32),
        ("utf16_index", c_uint32),
    ]


class PackInfo(Sized):
    _fields_ = [
        ("size", c_uint32), ("format", c_uint32), ("date", c_uint32), ("cue_count", c_uint32), ("word_count", c_uint32),
        ("byte_count", c_uint32), ("tag", c_char_p), ("source_hash", c_char_p),
    ]


class PolicySource(Sized):
    _fields_ = [
        ("size", c_uint32), ("reserved", c_uint32), ("policy", c_char_p), ("policy_len", c_uint64), ("roster", c_char_p),
        ("roster_len", c_uint64), ("signers", c_char_p), ("signers_len", c_uint64), ("revoked", c_char_p),
        ("revoked_len", c_uint64),
    ]


class Attachment(Sized):
    _fields_ = [
        ("size", c_uint32), ("pdq_quality", c_uint32), ("name", c_char_p), ("type", c_char_p), ("data", c_char_p),
        ("data_len", c_uint64), ("pdq", c_char_p),
    ]


class Approval(Sized):
    _fields_ = [
        ("size", c_uint32), ("verdict", c_uint32), ("at", c_int64), ("by", c_char_p), ("digest", c_char_p),
        ("policy_digest", c_char_p), ("draft_id", c_char_p), ("rules", POINTER(c_char_p)), ("rule_count", c_uint32),
        ("verified", c_uint32), ("reason", c_char_p), ("signature", c_char_p), ("consumed", c_uint32),
        ("reserved", c_uint32),
    ]


class Placeholder(Sized):
    _fields_ = [("size", c_uint32), ("type", c_uint32), ("name", c_char_p), ("value", c_char_p)]


class Template(Sized):
    _fields_ = [
        ("size", c_uint32), ("placeholder_count", c_uint32), ("id", c_char_p), ("text", c_char_p),
        ("text_len", c_uint64), ("placeholders", POINTER(Placeholder)),
    ]


class Draft(Sized):
    _fields_ = [
        ("size", c_uint32), ("language", c_uint32), ("text", c_char_p), ("text_len", c_uint64), ("id", c_char_p),
        ("channel", c_char_p), ("audience", c_char_p), ("author", c_char_p), ("editors", POINTER(c_char_p)),
        ("attachments", POINTER(Attachment)), ("approvals", POINTER(Approval)), ("editor_count", c_uint32),
        ("attachment_count", c_uint32), ("approval_count", c_uint32), ("reported_count", c_uint32),
        ("reply_to_id", c_char_p),
        ("reply_to_text", c_char_p), ("reply_to_len", c_uint64), ("now", c_int64), ("reported", POINTER(c_char_p)),
        ("template_", POINTER(Template)), ("since", c_int64),
    ]


class CheckerOptions(Sized):
    _fields_ = [
        ("size", c_uint32), ("message_language", c_uint32), ("policy", c_void_p), ("packs", POINTER(c_void_p)),
        ("pack_count", c_uint32), ("own_count", c_uint32), ("own", POINTER(c_char_p)), ("flagged", POINTER(c_char_p)),
        ("flagged_count", c_uint32), ("magic", c_uint32), ("magic_path", c_char_p), ("error", POINTER(Error)),
    ]


class Pixels(Sized):
    _fields_ = [
        ("size", c_uint32), ("width", c_uint32), ("height", c_uint32), ("channels", c_uint32), ("data", c_char_p),
        ("data_len", c_uint64), ("stride", c_uint64),
    ]


class Pdq(Sized):
    _fields_ = [("size", c_uint32), ("quality", c_uint32), ("hash", c_uint8 * 32)]


class Signature(Sized):
    _fields_ = [
        ("size", c_uint32), ("reserved", c_uint32), ("armoured", c_char_p), ("armoured_len", c_uint64),
        ("data", c_char_p), ("data_len", c_uint64), ("namespace_", c_char_p), ("principal", c_char_p),
        ("signers", c_char_p), ("signers_len", c_uint64), ("revoked", c_char_p), ("revoked_len", c_uint64),
        ("at", c_int64),
    ]


class Audit(Sized):
    _fields_ = [("size", c_uint32), ("reserved", c_uint32), ("count", c_uint64), ("head", c_char * 72)]


class Summary(Sized):
    _fields_ = [
        ("size", c_uint32), ("language", c_uint32), ("defensive", c_uint32), ("insulting", c_uint32),
        ("apologetic", c_uint32), ("remedy", c_uint32), ("decision", c_uint32),
        ("rest_defensive", c_int32), ("rest_insulting", c_int32), ("rest_apologetic", c_int32), ("digest", c_char_p),
    ]


class Signal(Sized):
    _fields_ = [
        ("size", c_uint32), ("strength", c_uint32), ("where", Span), ("defensive", c_int32), ("insulting", c_int32),
        ("apologetic", c_int32), ("reserved", c_uint32), ("code", c_char_p),
    ]


class Finding(Sized):
    _fields_ = [
        ("size", c_uint32), ("severity", c_uint32), ("where", Span), ("attachment", c_uint32), ("reserved", c_uint32),
        ("code", c_char_p), ("message", c_char_p), ("hint", c_char_p),
    ]


class Media(Sized):
    _fields_ = [
        ("size", c_uint32), ("kind", c_uint32), ("via", c_uint32), ("attachment", c_uint32), ("where", Span),
        ("flags", c_uint32), ("reserved", c_uint32), ("target", c_char_p), ("type", c_char_p),
    ]


class Contact(Sized):
    _fields_ = [
        ("size", c_uint32), ("kind", c_uint32), ("where", Span), ("own", c_uint32), ("reserved", c_uint32),
        ("value", c_char_p),
    ]


class Need(Sized):
    _fields_ = [
        ("size", c_uint32), ("have", c_uint32), ("want", c_uint32), ("possible", c_uint32), ("rule", c_char_p),
        ("roles", c_char_p), ("escalate_to", c_char_p), ("escalate_at", c_int64), ("escalate_due", c_uint32),
        ("reserved", c_uint32),
    ]


class Ticket(Sized):
    _fields_ = [
        ("size", c_uint32), ("record_count", c_uint32), ("issued", c_int64), ("expires", c_int64), ("digest", c_char_p),
        ("policy_digest", c_char_p), ("records", POINTER(c_uint32)), ("lifted", POINTER(c_char_p)),
        ("lifted_count", c_uint32), ("reserved", c_uint32), ("people_digest", c_char_p),
    ]


class Rule(Sized):
    _fields_ = [
        ("size", c_uint32), ("number", c_uint32), ("severity", c_uint32), ("reserved", c_uint32), ("code", c_char_p),
        ("message", c_char_p), ("hint", c_char_p), ("why", c_char_p), ("fires", c_char_p), ("quiet", c_char_p),
    ]


class MessageVersion(Sized):
    _fields_ = [
        ("size", c_uint32), ("known", c_uint32), ("at", c_int64), ("digest", c_char_p), ("signals", POINTER(Signal)),
        ("findings", POINTER(Finding)), ("contacts", POINTER(Contact)), ("signal_count", c_uint32),
        ("finding_count", c_uint32), ("contact_count", c_uint32), ("insulting", c_uint32), ("apologetic", c_uint32),
        ("remedy", c_uint32), ("words", c_uint32), ("reserved", c_uint32),
    ]


class Removal(Sized):
    _fields_ = [
        ("size", c_uint32), ("how", c_uint32), ("at", c_int64), ("by", c_char_p), ("ground", c_char_p),
        ("criticised", POINTER(c_char_p)), ("approvals", POINTER(Approval)), ("criticised_count", c_uint32),
        ("approval_count", c_uint32),
    ]


class Message(Sized):
    _fields_ = [
        ("size", c_uint32), ("direction", c_uint32), ("sender", c_uint32), ("is_public", c_uint32),
        ("sentiment", c_uint32), ("version_count", c_uint32), ("at", c_int64), ("id", c_char_p), ("parent", c_char_p),
        ("place", c_char_p), ("channel", c_char_p), ("by", c_char_p), ("versions", POINTER(MessageVersion)),
        ("removal", POINTER(Removal)),
    ]


class Interval(Structure):
    _fields_ = [
        ("from", c_int64), ("until", c_int64),
    ]


class Ground(Sized):
    _fields_ = [
        ("size", c_uint32), ("code_count", c_uint32), ("name", c_char_p), ("codes", POINTER(c_char_p)),
    ]


class ThreadInput(Sized):
    _fields_ = [
        ("size", c_uint32), ("message_count", c_uint32), ("business_count", c_uint32), ("ground_count", c_uint32),
        ("line", c_uint32), ("words", c_uint32), ("now", c_int64), ("response_due", c_int64),
        ("apology_due", c_int64), ("messages", POINTER(Message)), ("business", POINTER(Interval)),
        ("grounds", POINTER(Ground)), ("policy", c_void_p), ("error", POINTER(Error)),
    ]


class Duty(Sized):
    _fields_ = [
        ("size", c_uint32), ("kind", c_uint32), ("state", c_uint32), ("message", c_uint32), ("other", c_uint32),
        ("version", c_uint32), ("where", Span), ("since", c_int64), ("due", c_int64), ("done", c_uint32),
        ("have", c_uint32), ("want", c_uint32), ("reserved", c_uint32), ("id", c_char_p), ("digest", c_char_p),
        ("reason", c_char_p),
    ]


class ThreadSummary(Sized):
    _fields_ = [
        ("size", c_uint32), ("duty_count", c_uint32), ("attention", c_uint32), ("response_met", c_uint32),
        ("response_late", c_uint32), ("response_open", c_uint32), ("response_overdue", c_uint32),
        ("response_unknown", c_uint32), ("apology_paid", c_uint32), ("apology_owed", c_uint32),
        ("apology_overdue", c_uint32), ("apology_unknown", c_uint32), ("removal_allow", c_uint32),
        ("removal_need", c_uint32), ("removal_deny", c_uint32), ("positive_total", c_uint32),
        ("positive_answered", c_uint32), ("negative_total", c_uint32), ("negative_answered", c_uint32),
        ("neutral_total", c_uint32), ("neutral_answered", c_uint32), ("unknown_total", c_uint32),
        ("unknown_answered", c_uint32), ("positive_per_mille", c_int32), ("negative_per_mille", c_int32),
        ("gap", c_int32), ("has_gap", c_uint32),
    ]


WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_size_t)
ALLOC = c_void_p  # always NULL: the C library's heap

# name: (restype, argtypes)
FUNCTIONS = {
    "poise_alloc_pool_init": (c_int32, [c_void_p, c_size_t, c_void_p]),
    "poise_approval_statement": (c_int32, [POINTER(Approval), WRITE, c_void_p]),
    "poise_audit_append": (c_int32, [POINTER(Audit), c_char_p, c_size_t, WRITE, c_void_p]),
    "poise_audit_verify": (c_int32, [POINTER(Audit), c_char_p, c_size_t, POINTER(Error)]),
    "poise_check": (c_int32, [c_void_p, POINTER(Draft), c_void_p]),
    "poise_check_json": (c_int32, [c_void_p, c_char_p, c_size_t, WRITE, c_void_p]),
    "poise_checker_free": (None, [c_void_p]),
    "poise_checker_new": (c_int32, [ALLOC, POINTER(CheckerOptions), POINTER(c_void_p)]),
    "poise_decide_json": (c_int32, [ALLOC, c_char_p, c_size_t, WRITE, c_void_p]),
    "poise_draft_digest": (c_int32, [POINTER(Draft), c_char_p]),
    "poise_locate": (c_int32, [c_char_p, c_size_t, c_uint32, POINTER(Place)]),
    "poise_pack_builtin": (c_void_p, [c_uint32]),
    "poise_pack_builtin_count": (c_uint32, []),
    "poise_pack_free": (None, [c_void_p]),
    "poise_pack_get_info": (c_int32, [c_void_p, POINTER(PackInfo)]),
    "poise_pack_open": (c_int32, [ALLOC, c_char_p, c_size_t, POINTER(Error), POINTER(c_void_p)]),
    "poise_pdq_hash": (c_int32, [ALLOC, POINTER(Pixels), POINTER(Pdq)]),
    "poise_policy_digest": (c_char_p, [c_void_p]),
    "poise_policy_free": (None, [c_void_p]),
    "poise_policy_parse": (c_int32, [ALLOC, POINTER(PolicySource), POINTER(Error), POINTER(c_void_p)]),
    "poise_report_contact": (c_int32, [c_void_p, c_uint32, POINTER(Contact)]),
    "poise_report_count": (c_uint32, [c_void_p, c_uint32]),
    "poise_report_finding": (c_int32, [c_void_p, c_uint32, POINTER(Finding)]),
    "poise_report_free": (None, [c_void_p]),
    "poise_report_json": (c_int32, [c_void_p, c_char_p, WRITE, c_void_p]),
    "poise_report_media": (c_int32, [c_void_p, c_uint32, POINTER(Media)]),
    "poise_report_need": (c_int32, [c_void_p, c_uint32, POINTER(Need)]),
    "poise_report_new": (c_int32, [ALLOC, POINTER(c_void_p)]),
    "poise_report_reason": (c_char_p, [c_void_p, c_uint32]),
    "poise_report_record": (c_char_p, [c_void_p, c_uint32]),
    "poise_report_signal": (c_int32, [c_void_p, c_uint32, POINTER(Signal)]),
    "poise_report_summary": (c_int32, [c_void_p, POINTER(Summary)]),
    "poise_report_ticket": (c_int32, [c_void_p, POINTER(Ticket)]),
    "poise_rule_count": (c_uint32, []),
    "poise_rule_get": (c_int32, [c_uint32, c_uint32, POINTER(Rule)]),
    "poise_signature_check": (c_int32, [ALLOC, POINTER(Signature), POINTER(Error)]),
    "poise_status_name": (c_char_p, [c_int32]),
    "poise_template_digest": (c_int32, [POINTER(Draft), c_char_p]),
    "poise_thread_duty": (c_int32, [c_void_p, c_uint32, POINTER(Duty)]),
    "poise_thread_free": (None, [c_void_p]),
    "poise_thread_json": (c_int32, [ALLOC, c_char_p, c_size_t, WRITE, c_void_p]),
    "poise_thread_judge": (c_int32, [c_void_p, POINTER(ThreadInput), POINTER(ThreadSummary)]),
    "poise_thread_new": (c_int32, [ALLOC, POINTER(c_void_p)]),
    "poise_ticket_check": (c_int32, [POINTER(Ticket), POINTER(Draft), c_void_p, POINTER(Error)]),
    "poise_version": (c_char_p, []),
}

SONAME = {"darwin": "libpoise.0.dylib", "win32": "poise-0.dll"}.get(sys.platform, "libpoise.so.0")


def candidates():
    """Where the library may be, best first. POISE_LIBRARY is the only place when it is set."""
    if os.environ.get("POISE_LIBRARY"):
        return [os.environ["POISE_LIBRARY"]]
    beside = pathlib.Path(__file__).with_name(SONAME)
    return [name for name in (beside.is_file() and str(beside), ctypes.util.find_library("poise"), SONAME) if name]


def load():
    reasons = []
    for name in candidates():
        try:
            library = ctypes.CDLL(name)
            break
        except OSError as reason:
            reasons.append(str(reason))
    else:
        raise ImportError("the poise library was not found; set POISE_LIBRARY to its path: " + "; ".join(reasons))
    for function, (result, arguments) in FUNCTIONS.items():
        entry = getattr(library, function)
        entry.restype, entry.argtypes = result, arguments
    return library


lib = load()
