# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""poise for people who write Python. Positions are indices into the str that was given."""
from __future__ import annotations

import ctypes
import dataclasses
import json
import threading
from typing import Iterable, Iterator, Mapping, NamedTuple, Optional, Sequence, Union

from . import _native as native
from .errors import (
    ArgumentError, AuditError, CryptoError, Error, MagicError, PolicyError, RequestError, RosterError,
    SignatureError, TicketError, TooLongError, UnsupportedError, ensure,
)

lib = native.lib


# ---- What goes in --------------------------------------------------------------------------------


class Pdq(NamedTuple):
    """What a picture looks like: 64 hexadecimal digits, and 0 to 100 for how much there is to see."""

    hash: str
    quality: int  # 0: not said


@dataclasses.dataclass(frozen=True)
class Attachment:
    """A file that goes out with the reply. data None: only name and type are known.

    pdq: of the decoded picture, from `pdq` or another program that computes it.
    """

    name: Optional[str] = None
    data: Optional[bytes] = None  # or another buffer of bytes
    type: Optional[str] = None
    pdq: Optional[Pdq] = None


@dataclasses.dataclass(frozen=True)
class Approval:
    """Something that a person said of a draft. Set `verified` once you know that they did.

    rules: those that the person was shown; None: all. signature: of `statement`, as `ssh-keygen -Y sign -n poise`
    writes it.
    """

    by: str
    at: int
    digest: str
    verdict: str = "approve"
    policy_digest: Optional[str] = None
    draft_id: Optional[str] = None
    rules: Optional[Sequence[str]] = None
    verified: bool = False
    reason: Optional[str] = None
    signature: Optional[str] = None
    consumed: bool = False

    def statement(self) -> bytes:
        """The bytes that the person signs."""
        pieces, write = collector()
        ensure(lib.poise_approval_statement(ctypes.byref(approval_struct(self)), write, None))
        return b"".join(pieces)


@dataclasses.dataclass(frozen=True)
class Template:
    """A canned reply that was approved once. {{name}} stands in the text for each of `placeholders`.

    placeholders: name to type, "name", "number", "date", "amount" or "code". values: name to what a draft has there.
    """

    text: str
    placeholders: Mapping[str, str] = dataclasses.field(default_factory=dict)
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    id: Optional[str] = None

    def digest(self, attachments: Sequence[Attachment] = ()) -> str:
        """What an approval of this canned reply binds to."""
        hex_digits = ctypes.create_string_buffer(65)
        draft = native.Draft(
            template_=ctypes.pointer(template_struct(self)), attachments=attachment_array(attachments),
            attachment_count=len(attachments),
        )
        ensure(lib.poise_template_digest(ctypes.byref(draft), hex_digits))
        return decoded(hex_digits.value)


# ---- What comes out ------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Scores:
    """0 to 1000 each; 500 is the line between "no" and "yes"."""

    defensive: int
    insulting: int
    apologetic: int
    remedy: int


@dataclasses.dataclass(frozen=True)
class Rest:
    """What is added to each axis and is in no signal. With the signals it is the sum that becomes the score."""

    defensive: int
    insulting: int
    apologetic: int


@dataclasses.dataclass(frozen=True)
class Signal:
    """Words that carry a tone, and what they add to each axis."""

    code: str
    start: int
    end: int
    strength: int
    defensive: int
    insulting: int
    apologetic: int


@dataclasses.dataclass(frozen=True)
class Finding:
    """Something that a second reader would point at. attachment: its index, when it is about one."""

    code: str
    start: int
    end: int
    severity: str
    message: str
    hint: str
    attachment: Optional[int]


@dataclasses.dataclass(frozen=True)
class Media:
    """A link, an embedded picture or (attachment is its index) an attachment."""

    kind: str
    via: str
    target: str
    start: int
    end: int
    flags: frozenset[str]
    type: Optional[str]
    attachment: Optional[int]


@dataclasses.dataclass(frozen=True)
class Contact:
    """Another channel that the reply offers."""

    kind: str
    value: str
    start: int
    end: int
    own: bool


@dataclasses.dataclass(frozen=True)
class Need:
    """A rule of the policy that still waits for people."""

    rule: str
    have: int
    want: int
    possible: bool
    roles: tuple[str, ...]
    escalate_to: tuple[str, ...] = ()
    escalate_at: Optional[int] = None
    escalate_due: bool = False


@dataclasses.dataclass(frozen=True)
class Ticket:
    """A decision that let a reply out: hand it to Checker.confirm with the exact draft right before sending.

    records: indices of the approvals that it stands on, to be marked as consumed once the reply is out.
    lifted: rules that an override lifted, which somebody has to review.
    """

    digest: str
    policy_digest: str
    people_digest: str
    issued: int
    expires: Optional[int]
    records: tuple[int, ...]
    lifted: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Report:
    """The result. It holds copies only, so it outlives everything."""

    scores: Scores
    language: Optional[str]
    decision: str
    digest: str
    signals: tuple[Signal, ...]
    rest: Rest
    findings: tuple[Finding, ...]
    media: tuple[Media, ...]
    contacts: tuple[Contact, ...]
    needs: tuple[Need, ...]
    reasons: tuple[str, ...]
    records: tuple[str, ...]
    ticket: Optional[Ticket]


@dataclasses.dataclass(frozen=True)
class Rule:
    """What a code means."""

    code: str
    number: int
    severity: str
    message: str
    hint: str
    why: str
    fires: str
    quiet: str


# ---- Strings and positions -----------------------------------------------------------------------


def encode(what: str, text: str) -> bytes:
    if not isinstance(text, str):
        raise TypeError(f"{what} must be str, not {type(text).__name__}")
    try:
        return text.encode()
    except UnicodeEncodeError as reason:
        raise ArgumentError("POISE_E_ARG", f"{what} has a lone surrogate at index {reason.start}") from reason


def word(what: str, text: Optional[str]) -> Optional[bytes]:
    """A C string: identifiers and names, which end at a zero byte and so may not hold one."""
    if text is None:
        return None
    if "\0" in text:
        raise ArgumentError("POISE_E_ARG", f"{what} holds a zero character")
    return encode(what, text)


def words(what: str, texts: Iterable[str]):
    if isinstance(texts, str):
        raise TypeError(f"{what} must be a sequence of str, not one str")
    encoded = [word(what, text) for text in texts]
    return (ctypes.c_char_p * len(encoded))(*encoded) if encoded else None


def language_number(lang: Optional[str]) -> int:
    if lang not in native.LANGUAGES:
        raise ArgumentError("POISE_E_ARG", f"lang must be 'en', 'fr' or None, not {lang!r}")
    return native.LANGUAGES[lang]


def decoded(text: Optional[bytes]) -> str:
    return text.decode("utf-8", "replace") if text else ""


class Positions:
    """Bytes of UTF-8 to indices into the str. Every position of a report begins a character."""

    def __init__(self, text: bytes):
        self.indices = None
        if not text.isascii():
            starts = (at for at, byte in enumerate(text) if byte & 0xC0 != 0x80)
            self.indices = {at: index for index, at in enumerate(starts)}
            self.indices[len(text)] = len(self.indices)

    def __call__(self, span) -> tuple[int, int]:
        if self.indices is None:
            return span.begin, span.end
        return self.indices[span.begin], self.indices[span.end]


# ---- Reading a report ----------------------------------------------------------------------------


def items(report, what: int, struct, getter) -> Iterator:
    for index in range(lib.poise_report_count(report, what)):
        item = struct()
        ensure(getter(report, index, ctypes.byref(item)))
        yield item


def read_signal(item, place: Positions) -> Signal:
    return Signal(decoded(item.code), *place(item.where), item.strength, item.defensive, item.insulting, item.apologetic)


def read_finding(item, place: Positions) -> Finding:
    attachment = item.attachment - 1 if item.attachment else None
    start, end = place(item.where) if attachment is None else (0, 0)
    return Finding(
        decoded(item.code), start, end, native.SEVERITIES[item.severity], decoded(item.message), decoded(item.hint),
        attachment,
    )


def read_media(item, place: Positions) -> Media:
    via = native.VIAS[item.via]
    attachment = item.attachment if via == "attachment" else None
    start, end = place(item.where) if attachment is None else (0, 0)
    flags = frozenset(name for bit, name in enumerate(native.FLAGS) if item.flags >> bit & 1)
    mime = decoded(item.type) or None
    return Media(native.KINDS[item.kind], via, decoded(item.target), start, end, flags, mime, attachment)


def read_contact(item, place: Positions) -> Contact:
    return Contact(native.CONTACTS[item.kind], decoded(item.value), *place(item.where), bool(item.own))


def split(names: Optional[bytes]) -> tuple[str, ...]:
    return tuple(name.strip() for name in decoded(names).split(",") if name.strip())


def moment(seconds: int) -> Optional[int]:
    return None if seconds == native.NEVER else seconds


def read_need(item) -> Need:
    return Need(
        decoded(item.rule), item.have, item.want, bool(item.possible), split(item.roles), split(item.escalate_to),
        moment(item.escalate_at), bool(item.escalate_due),
    )


def read_ticket(report) -> Optional[Ticket]:
    item = native.Ticket()
    status = lib.poise_report_ticket(report, ctypes.byref(item))
    if decoded(lib.poise_status_name(status)) == "POISE_E_RANGE":
        return None
    ensure(status)
    return Ticket(
        decoded(item.digest), decoded(item.policy_digest), decoded(item.people_digest), item.issued, moment(item.expires),
        tuple(item.records[: item.record_count]), tuple(decoded(rule) for rule in item.lifted[: item.lifted_count]),
    )


def read_report(report, text: bytes) -> Report:
    place, summary = Positions(text), native.Summary()
    ensure(lib.poise_report_summary(report, ctypes.byref(summary)))
    signals = items(report, native.COUNT_SIGNALS, native.Signal, lib.poise_report_signal)
    findings = items(report, native.COUNT_FINDINGS, native.Finding, lib.poise_report_finding)
    media = items(report, native.COUNT_MEDIA, native.Media, lib.poise_report_media)
    contacts = items(report, native.COUNT_CONTACTS, native.Contact, lib.poise_report_contact)
    needs = items(report, native.COUNT_NEEDS, native.Need, lib.poise_report_need)
    reasons = range(lib.poise_report_count(report, native.COUNT_REASONS))
    records = range(lib.poise_report_count(report, native.COUNT_RECORDS))
    return Report(
        scores=Scores(summary.defensive, summary.insulting, summary.apologetic, summary.remedy),
        language=next((tag for tag, number in native.LANGUAGES.items() if number == summary.language), None),
        decision=native.DECISIONS[summary.decision],
        digest=decoded(summary.digest),
        signals=tuple(read_signal(item, place) for item in signals),
        rest=Rest(summary.rest_defensive, summary.rest_insulting, summary.rest_apologetic),
        findings=tuple(read_finding(item, place) for item in findings),
        media=tuple(read_media(item, place) for item in media),
        contacts=tuple(read_contact(item, place) for item in contacts),
        needs=tuple(read_need(item) for item in needs),
        reasons=tuple(decoded(lib.poise_report_reason(report, index)) for index in reasons),
        records=tuple(decoded(lib.poise_report_record(report, index)) for index in records),
        ticket=read_ticket(report),
    )


# ---- The objects ---------------------------------------------------------------------------------


class Policy:
    """Compiled rules and people, from two JSON documents. Share it between checkers and threads.

    signers: an allowed_signers file, by which signatures of approvals are verified; revoked: public keys that no
    longer count, one a line.
    """

    def __init__(
        self, policy: Union[str, bytes], roster: Union[str, bytes, None] = None, *,
        signers: Union[str, bytes, None] = None, revoked: Union[str, bytes, None] = None,
    ):
        self._handle = ctypes.c_void_p()
        given = {"policy": policy, "roster": roster, "signers": signers, "revoked": revoked}
        texts = {what: encode(what, text) if isinstance(text, str) else text for what, text in given.items()}
        lengths = {what + "_len": len(text or b"") for what, text in texts.items()}
        source, error = native.PolicySource(**texts, **lengths), native.Error()
        status = lib.poise_policy_parse(None, ctypes.byref(source), ctypes.byref(error), ctypes.byref(self._handle))
        ensure(status, error)

    @property
    def digest(self) -> str:
        """SHA-256 of the policy document."""
        return decoded(lib.poise_policy_digest(self._open()))

    def _open(self):
        if not self._handle:
            raise ArgumentError("POISE_E_ARG", "the policy is closed")
        return self._handle

    def close(self) -> None:
        handle, self._handle = self._handle, ctypes.c_void_p()
        lib.poise_policy_free(handle)

    def __enter__(self) -> Policy:
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def __del__(self):
        if getattr(self, "_handle", None):
            self.close()


class Checker:
    """Judges drafts. One call runs at a time, others wait; give each thread its own to run side by side.

    messages: language of messages and hints, "en" or "fr". own, flagged: hosts and such of the brand; what must never go out.
    magic: ask libmagic for a second opinion on attachments.
    """

    def __init__(
        self, *, policy: Optional[Policy] = None, messages: Optional[str] = None, own: Sequence[str] = (),
        flagged: Sequence[str] = (), magic: bool = False, magic_path: Optional[str] = None,
    ):
        self._checker, self._report = ctypes.c_void_p(), ctypes.c_void_p()
        self._policy, self._lock = policy, threading.Lock()
        error = native.Error()
        options = native.CheckerOptions(
            message_language=language_number(messages), policy=policy and policy._open(), own=words("own", own),
            own_count=len(own), flagged=words("flagged", flagged), flagged_count=len(flagged), magic=int(magic),
            magic_path=word("magic_path", magic_path), error=ctypes.pointer(error),
        )
        ensure(lib.poise_checker_new(None, ctypes.byref(options), ctypes.byref(self._checker)), error)
        ensure(lib.poise_report_new(None, ctypes.byref(self._report)))

    def check(self, text: str, **options) -> Report:
        """Judge one draft, options as `draft_struct` takes them. That it breaks rules is in the report."""
        draft = draft_struct(text, **options)
        with self._lock:
            self._open()
            ensure(lib.poise_check(self._checker, ctypes.byref(draft), self._report))
            return read_report(self._report, draft.text or b"")

    def confirm(self, ticket: Ticket, text: str, **options) -> None:
        """Check right before sending that a ticket is for exactly this draft, under this policy, now: TicketError if not."""
        draft, error = draft_struct(text, **options), native.Error()
        with self._lock:
            self._open()
            if self._policy is None:
                raise ArgumentError("POISE_E_ARG", "a ticket is confirmed under a policy, and this checker has none")
            status = lib.poise_ticket_check(
                ctypes.byref(ticket_struct(ticket)), ctypes.byref(draft), self._policy._open(), ctypes.byref(error))
        ensure(status, error)

    def _open(self) -> None:
        if not self._checker:
            raise ArgumentError("POISE_E_ARG", "the checker is closed")
        if self._policy is not None:
            self._policy._open()

    def check_json(self, request: Union[str, bytes]) -> str:
        """One request in JSON, one report in JSON. A request that is none gives a line that says so."""
        raw = encode("request", request) if isinstance(request, str) else request
        pieces, write = collector()

        with self._lock:
            self._open()
            status = lib.poise_check_json(self._checker, raw, len(raw), write, None)
        if not pieces:
            ensure(status)
        return b"".join(pieces).decode()

    def close(self) -> None:
        with self._lock:
            checker, self._checker = self._checker, ctypes.c_void_p()
            report, self._report = self._report, ctypes.c_void_p()
        lib.poise_report_free(report)
        lib.poise_checker_free(checker)

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def __del__(self):
        if getattr(self, "_lock", None):
            self.close()


class AuditLog:
    """A chain of lines in which nothing that others follow can be changed unseen. You keep the lines and, elsewhere, the head.

    To carry on with a log that lies in a file, verify its lines from the first one on.
    """

    def __init__(self):
        self._chain, self._lock = native.Audit(), threading.Lock()

    @property
    def count(self) -> int:
        """How many lines there are so far."""
        return self._chain.count

    @property
    def head(self) -> str:
        """SHA-256 of the last line; empty before the first."""
        return decoded(self._chain.head)

    def append(self, entry: Union[str, Mapping]) -> str:
        """The next line, with its line feed, for an object or its JSON."""
        if not isinstance(entry, str):
            entry = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        raw = encode("entry", entry)
        pieces, write = collector()
        with self._lock:
            ensure(lib.poise_audit_append(ctypes.byref(self._chain), raw, len(raw), write, None))
        return b"".join(pieces).decode()

    def verify(self, line: str) -> None:
        """Go on by a line if it is exactly the next one: AuditError if not, whose `line` is the number that it should have."""
        raw, error = encode("line", line), native.Error()
        raw = raw[:-1] if raw.endswith(b"\n") else raw
        with self._lock:
            status = lib.poise_audit_verify(ctypes.byref(self._chain), raw, len(raw), ctypes.byref(error))
        ensure(status, error)


def draft_struct(
    text: str, *, lang: Optional[str] = None, attachments: Sequence[Attachment] = (),
    approvals: Sequence[Approval] = (), id: Optional[str] = None, channel: Optional[str] = None,
    audience: Optional[str] = None, author: Optional[str] = None, editors: Sequence[str] = (),
    reply_to: Optional[str] = None, reply_to_id: Optional[str] = None, reported: Sequence[str] = (),
    template: Optional[Template] = None, since: int = 0, now: int = 0,
):
    raw = encode("text", text)
    answered = None if reply_to is None else encode("reply_to", reply_to)
    return native.Draft(
        language=language_number(lang), text=raw, text_len=len(raw), id=word("id", id),
        channel=word("channel", channel), audience=word("audience", audience), author=word("author", author),
        editors=words("editors", editors), editor_count=len(editors), attachments=attachment_array(attachments),
        attachment_count=len(attachments), approvals=approval_array(approvals), approval_count=len(approvals),
        reply_to_id=word("reply_to_id", reply_to_id), reply_to_text=answered, reply_to_len=len(answered or b""),
        now=now, reported=words("reported", reported), reported_count=len(reported), since=since,
        template_=None if template is None else ctypes.pointer(template_struct(template)),
    )


def template_struct(template: Template):
    unknown = set(template.values) - set(template.placeholders)
    if unknown:
        raise ArgumentError("POISE_E_ARG", f"the template has no placeholder {min(unknown)!r}")
    made = []
    for name, kind in template.placeholders.items():
        if kind not in native.PLACEHOLDERS:
            raise ArgumentError("POISE_E_ARG", f"no such type of placeholder: {kind!r}")
        made.append(native.Placeholder(
            type=native.PLACEHOLDERS[kind], name=word("placeholder", name), value=word(name, template.values.get(name)),
        ))
    text = encode("template", template.text)
    return native.Template(
        placeholder_count=len(made), id=word("template id", template.id), text=text, text_len=len(text),
        placeholders=(native.Placeholder * len(made))(*made) if made else None,
    )


def ticket_struct(ticket: Ticket):
    return native.Ticket(
        issued=ticket.issued, expires=native.NEVER if ticket.expires is None else ticket.expires,
        digest=word("digest", ticket.digest), policy_digest=word("policy_digest", ticket.policy_digest),
        people_digest=word("people_digest", ticket.people_digest),
        records=(ctypes.c_uint32 * len(ticket.records))(*ticket.records), record_count=len(ticket.records),
        lifted=words("lifted", ticket.lifted), lifted_count=len(ticket.lifted),
    )


def pdq_fields(made: Optional[Pdq]):
    """The two members that say a picture's hash. A quality out of range is the library's to refuse."""
    if made is None:
        return {}
    if not isinstance(made, Pdq):
        raise ArgumentError("POISE_E_ARG", f"pdq must be a Pdq, not {type(made).__name__}")
    return {"pdq": word("pdq", made.hash), "pdq_quality": min(max(made.quality, -1), 101) % 2**32}


def attachment_array(attachments: Sequence[Attachment]):
    made = [
        native.Attachment(
            name=word("attachment name", item.name), type=word("attachment type", item.type),
            data=None if item.data is None else bytes(item.data), data_len=len(item.data or b""), **pdq_fields(item.pdq),
        )
        for item in attachments
    ]
    return (native.Attachment * len(made))(*made) if made else None


def approval_struct(item: Approval):
    if item.verdict not in native.VERDICTS:
        raise ArgumentError("POISE_E_ARG", f"no such verdict: {item.verdict!r}")
    shown = item.rules
    return native.Approval(
        verdict=native.VERDICTS[item.verdict], at=item.at, by=word("by", item.by), digest=word("digest", item.digest),
        policy_digest=word("policy_digest", item.policy_digest), draft_id=word("draft_id", item.draft_id),
        # Who was shown no rule is another thing than who was shown all.
        rules=None if shown is None else words("rules", shown) or (ctypes.c_char_p * 1)(), rule_count=len(shown or ()),
        verified=int(item.verified), reason=word("reason", item.reason), signature=word("signature", item.signature),
        consumed=int(item.consumed),
    )


def approval_array(approvals: Sequence[Approval]):
    made = [approval_struct(item) for item in approvals]
    return (native.Approval * len(made))(*made) if made else None


def collector():
    """A list, and a write function that fills it with pieces."""
    pieces = []

    @native.WRITE
    def write(_, data, length):
        pieces.append(ctypes.string_at(data, length))
        return 0

    return pieces, write


# ---- Without an object ---------------------------------------------------------------------------

_local = threading.local()


def check(text: str, **options) -> Report:
    """Judge one draft with a checker of the built-in packs; see Checker.check for the options."""
    if not hasattr(_local, "checker"):
        _local.checker = Checker()
    return _local.checker.check(text, **options)


def answer(door, request: Union[str, bytes]) -> str:
    raw = encode("request", request) if isinstance(request, str) else request
    pieces, write = collector()
    status = door(None, raw, len(raw), write, None)
    if not pieces:
        ensure(status)
    return b"".join(pieces).decode()


def decide(request: Union[str, bytes]) -> str:
    """The bare decision: one request in JSON, one answer in JSON. lib/policy/README.md describes the two."""
    return answer(lib.poise_decide_json, request)


def thread(request: Union[str, bytes]) -> str:
    """The duties over a conversation: one request in JSON, one answer in JSON. lib/thread/README.md describes the two."""
    return answer(lib.poise_thread_json, request)


def verify_signature(
    signature: str, data: bytes, principal: str, signers: Union[str, bytes], *, at: int,
    revoked: Union[str, bytes, None] = None, namespace: str = "poise",
) -> None:
    """Whether this person signed these bytes with a key that was theirs at that time: SignatureError if not.

    signature: as `ssh-keygen -Y sign` writes it. signers: an allowed_signers file; revoked: public keys, one a line.
    """
    given = {"armoured": signature, "data": data, "signers": signers, "revoked": revoked}
    texts = {what: encode(what, text) if isinstance(text, str) else text for what, text in given.items()}
    lengths = {what + "_len": len(text or b"") for what, text in texts.items()}
    asked = native.Signature(
        **texts, **lengths, namespace_=word("namespace", namespace), principal=word("principal", principal), at=at)
    error = native.Error()
    ensure(lib.poise_signature_check(None, ctypes.byref(asked), ctypes.byref(error)), error)


def pdq(pixels, width: int, height: int, channels: int = 3) -> Pdq:
    """The perceptual hash of a decoded picture, the same as Meta's reference gives for the same pixels.

    pixels: bytes or another buffer, row by row from the top. channels: 1 luma, 3 RGB, 4 RGB and one more.
    """
    view = memoryview(pixels)
    if view.itemsize != 1:
        raise ArgumentError("POISE_E_ARG", f"a pixel's channel has one byte, not {view.itemsize}")
    data = view.tobytes()
    if len(data) != width * height * channels:
        raise ArgumentError("POISE_E_ARG", f"{len(data)} bytes are not {width} x {height} pixels of {channels}")
    picture = native.Pixels(width=width, height=height, channels=channels, data=data, data_len=len(data))
    made = native.Pdq()
    ensure(lib.poise_pdq_hash(None, ctypes.byref(picture), ctypes.byref(made)))
    return Pdq(bytes(made.hash).hex(), made.quality)


def rules(lang: Optional[str] = None) -> list[Rule]:
    """Every rule, in the words of a language."""
    made, number = [], language_number(lang)
    for index in range(lib.poise_rule_count()):
        rule = native.Rule()
        ensure(lib.poise_rule_get(index, number, ctypes.byref(rule)))
        made.append(Rule(
            decoded(rule.code), rule.number, native.SEVERITIES[rule.severity], decoded(rule.message), decoded(rule.hint),
            decoded(rule.why), decoded(rule.fires), decoded(rule.quiet),
        ))
    return made


def version() -> str:
    """The version of the library that runs."""
    return decoded(lib.poise_version())
