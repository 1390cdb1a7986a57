# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""From what people said to what may be sent: templates, tickets, signatures and the log. Each refusal has its twin."""
import dataclasses
import json
import pathlib
import shutil
import subprocess

import pytest

import poise

NOW = 1767225600
LEAD = [[{"count": 1, "roles": ["lead"]}]]
POLICY = {"version": 1, "baseline": LEAD, "ttl": 100}
ROSTER = {"ana": {}, "bo": {"roles": ["lead"]}, "di": {"roles": ["duty"]}, "ed": {"roles": ["duty"]}}
DRAFT = {"author": "ana", "id": "d1", "now": NOW}
FORM = poise.Template(
    "Dear {{who}}, {{sum}} are on their way by {{day}}.", {"who": "name", "sum": "amount", "day": "date"}, id="t1")
FILLED = dataclasses.replace(FORM, values={"who": "Zoë Roux", "sum": "12,50 €", "day": "3 March"})
LETTER = "Dear Zoë Roux, 12,50 € are on their way by 3 March."


@pytest.fixture
def desk():
    """A function that gives a checker under a policy, changed by some of its keys."""
    opened = []

    def open_desk(policy=None, **files):
        made = poise.Policy(json.dumps({**POLICY, **(policy or {})}), json.dumps(ROSTER), **files)
        opened.extend((poise.Checker(policy=made), made))
        return opened[-2]

    yield open_desk
    for item in opened:
        item.close()


def said(digest, by="bo", **more):
    return poise.Approval(by, NOW - 10, digest, **{"verified": True, **more})


def digest_of(text, **options):
    return poise.check(text, **{**DRAFT, **options}).digest


# ---- Records -------------------------------------------------------------------------------------


def test_what_became_of_each_record_is_told(desk):
    digest = digest_of("Thank you.")
    records = [said(digest), said(digest, by="zed"), said(digest, by="di", verified=False)]
    report = desk().check("Thank you.", approvals=records, **DRAFT)
    assert report.records == ("LIVE", "UNKNOWN_PERSON", "BAD_SIGNATURE")
    assert report.decision == "allow"
    report = desk().check("Thank you.", approvals=records[1:], **DRAFT)
    assert (report.records, report.decision) == (("UNKNOWN_PERSON", "BAD_SIGNATURE"), "need")


@pytest.mark.parametrize("shown, record, decision", [
    (None, "LIVE", "allow"), (["baseline"], "LIVE", "allow"), (["other"], "NOT_INFORMED", "need"), ([], "NOT_INFORMED", "need"),
])
def test_who_was_shown_no_rule_approved_none(desk, shown, record, decision):
    report = desk().check("Thank you.", approvals=[said(digest_of("Thank you."), rules=shown)], **DRAFT)
    assert (report.records, report.decision) == ((record,), decision)


def test_what_waits_too_long_is_escalated(desk):
    rules = [{"name": "r", "any": LEAD, "escalate": {"after": "1h", "roles": ["head"], "people": ["ed"]}}]
    checker = desk({"baseline": "none", "rules": rules})
    need, = checker.check("Thank you.", since=NOW - 3600, **DRAFT).needs
    assert (need.escalate_to, need.escalate_at, need.escalate_due) == (("head", "ed"), NOW, True)
    need, = checker.check("Thank you.", since=NOW - 3599, **DRAFT).needs
    assert (need.escalate_at, need.escalate_due) == (NOW + 1, False)
    need, = checker.check("Thank you.", **DRAFT).needs
    assert (need.escalate_at, need.escalate_due) == (None, False)


def test_the_bare_decision():
    request = {
        "policy": POLICY, "roster": ROSTER, "draft": {"digest": "D", "author": "ana"}, "now": NOW,
        "approvals": [{"by": "bo", "at": NOW - 10, "verdict": "approve", "digest": "D"}],
    }
    answer = json.loads(poise.decide(json.dumps(request)))
    assert answer["decision"] == "allow" and answer["ticket"]["records"] == [0]
    request["approvals"][0]["digest"] = "E"
    answer = json.loads(poise.decide(json.dumps(request).encode()))
    assert answer["decision"] == "need" and answer["records"] == ["OTHER_BYTES"] and "ticket" not in answer
    assert json.loads(poise.decide("{"))["error"]["status"] == "POISE_E_REQUEST"


# ---- Templates -----------------------------------------------------------------------------------


def test_an_approval_of_a_template_holds_for_its_letters(desk):
    checker, approvals = desk(), [said(FORM.digest())]
    assert FILLED.digest() == FORM.digest()
    assert checker.check(LETTER, template=FILLED, approvals=approvals, **DRAFT).decision == "allow"
    for text, template in [
        (LETTER + " ", FILLED),
        (LETTER, FORM),
        (LETTER, dataclasses.replace(FILLED, id="t2")),
        (LETTER, dataclasses.replace(FILLED, values={**FILLED.values, "who": "Zoë"})),
        (LETTER.replace("Zoë Roux", "Idiot"), dataclasses.replace(FILLED, values={**FILLED.values, "who": "Idiot"})),
    ]:
        assert checker.check(text, template=template, approvals=approvals, **DRAFT).decision == "need"
    assert checker.check(LETTER, approvals=approvals, **DRAFT).decision == "need"


def test_the_digest_of_a_template_covers_its_attachments(desk):
    files = [poise.Attachment("a.txt", b"text", "text/plain")]
    approvals = [said(FORM.digest(files))]
    assert desk().check(LETTER, template=FILLED, attachments=files, approvals=approvals, **DRAFT).decision == "allow"
    assert desk().check(LETTER, template=FILLED, approvals=approvals, **DRAFT).decision == "need"


@pytest.mark.parametrize("template, message", [
    (poise.Template("{{a}}"), "POISE_E_ARG"),
    (poise.Template("{{a}}", {"a": "text"}), "no such type of placeholder: 'text'"),
    (poise.Template("{{a}}", {"a": "name"}, {"b": "Bo"}), "no placeholder 'b'"),
    (poise.Template("a\ud800"), "template has a lone surrogate at index 1"),
])
def test_a_template_that_is_none_is_refused(template, message):
    assert len(poise.Template("{{a}}", {"a": "name"}).digest()) == 64
    with pytest.raises(poise.ArgumentError, match=message):
        template.digest()


# ---- Tickets -------------------------------------------------------------------------------------


def test_a_ticket_is_for_exactly_these_bytes(desk):
    checker, digest = desk(), digest_of("Thank you.")
    report = checker.check("Thank you.", approvals=[said(digest)], **DRAFT)
    ticket = report.ticket
    assert (ticket.digest, ticket.issued, ticket.expires, ticket.records, ticket.lifted) == (digest, NOW, NOW + 90, (0,), ())
    checker.confirm(ticket, "Thank you.", **DRAFT)
    checker.confirm(ticket, "Thank you.", **{**DRAFT, "now": NOW + 89})
    checker.confirm(ticket, "Thank you.", approvals=[said(digest)], **DRAFT)
    for text, change, reason in [
        ("Thank you!", {}, "another reply"), ("Thank you.", {"id": "d2"}, "another reply"),
        ("Thank you.", {"channel": "x"}, "another reply"), ("Thank you.", {"now": NOW + 90}, "expired"),
        ("Thank you.", {"now": 0}, "the time is not said"), ("Thank you.", {"now": NOW - 1}, "in the future"),
        ("Thank you.", {"approvals": [said(digest, consumed=True)]}, "used up"),
    ]:
        with pytest.raises(poise.TicketError, match=reason) as caught:
            checker.confirm(ticket, text, **{**DRAFT, **change})
        assert caught.value.status == "POISE_E_TICKET"
    with pytest.raises(poise.TicketError, match="another policy"):
        desk({"ttl": 99}).confirm(ticket, "Thank you.", **DRAFT)
    with poise.Checker() as bare, pytest.raises(poise.ArgumentError, match="under a policy"):
        bare.confirm(ticket, "Thank you.", **DRAFT)


def test_only_what_may_go_out_has_a_ticket(desk):
    assert desk().check("Thank you.", **DRAFT).ticket is None
    assert poise.check("Thank you.", **DRAFT).ticket is None
    ticket = desk({"baseline": "none"}).check("Thank you.", **DRAFT).ticket
    assert (ticket.expires, ticket.records) == (None, ())
    desk({"baseline": "none"}).confirm(ticket, "Thank you.", **{**DRAFT, "now": 0})


def test_an_override_says_what_it_lifted(desk):
    policy = {"rules": [{"name": "night", "hold": "wait"}], "override": {"roles": ["duty"], "count": 2, "reason_min": 3}}
    digest = digest_of("Thank you.")
    records = [said(digest, by=who, verdict="override", reason="fire") for who in ("di", "ed")]
    report = desk(policy).check("Thank you.", approvals=records, **DRAFT)
    assert report.decision == "allow_override" and report.ticket.lifted == ("baseline", "night")
    desk(policy).confirm(report.ticket, "Thank you.", **DRAFT)
    records[1] = dataclasses.replace(records[1], reason="no")
    report = desk(policy).check("Thank you.", approvals=records, **DRAFT)
    assert (report.decision, report.ticket, report.records) == ("need", None, ("LIVE", "NO_OVERRIDE"))


# ---- Signatures ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """Bo's key: a function that signs bytes, and the public half."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is not installed")
    path = tmp_path_factory.mktemp("key") / "bo"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bo", "-f", path], check=True)

    def sign(data):
        done = subprocess.run(
            ["ssh-keygen", "-q", "-Y", "sign", "-f", path, "-n", "poise"], input=data, capture_output=True, check=True)
        return done.stdout.decode()

    return sign, " ".join(pathlib.Path(f"{path}.pub").read_text(encoding="ascii").split()[:2])


def test_a_statement_says_what_the_approval_says():
    plain = poise.Approval("bo", NOW, "00ff", verified=True)
    assert plain.statement() == b'poise-approval-1\n{"at":%d,"by":"bo","digest":"00ff","verdict":"approve"}\n' % NOW
    full = dataclasses.replace(plain, verdict="override", policy_digest="p", draft_id="d", rules=["é", "b"], reason="r")
    members = json.loads(full.statement().splitlines()[1])
    assert members == {
        "at": NOW, "by": "bo", "digest": "00ff", "draft": "d", "policy": "p", "reason": "r", "rules": ["é", "b"],
        "verdict": "override",
    }
    assert b'"rules":[],' in dataclasses.replace(plain, rules=[]).statement()
    with pytest.raises(poise.ArgumentError, match="verdict"):
        dataclasses.replace(plain, verdict="maybe").statement()


def test_a_record_that_was_signed_needs_no_word(desk, key):
    sign, public = key
    checker = desk({"signatures": "required"}, signers=f"bo {public}\n")
    record = said(digest_of("Thank you."), verified=False)
    signed = dataclasses.replace(record, signature=sign(record.statement()))
    assert checker.check("Thank you.", approvals=[signed], **DRAFT).decision == "allow"
    for other in (
        dataclasses.replace(record, verified=True), dataclasses.replace(signed, at=signed.at + 1),
        dataclasses.replace(signed, rules=["baseline"]), dataclasses.replace(signed, by="di"),
    ):
        assert checker.check("Thank you.", approvals=[other], **DRAFT).records == ("BAD_SIGNATURE",)
    late = desk(signers=f"bo {public}\n", revoked=public)
    assert late.check("Thank you.", approvals=[signed], **DRAFT).records == ("BAD_SIGNATURE",)


def test_the_bare_decision_reads_signatures(key):
    sign, public = key
    approval = poise.Approval("bo", NOW - 10, "D", rules=["baseline"])
    said_so = {"by": "bo", "at": NOW - 10, "verdict": "approve", "digest": "D", "rules": ["baseline"]}
    request = {
        "policy": {**POLICY, "signatures": "required"}, "roster": ROSTER, "draft": {"digest": "D", "author": "ana"}, "now": NOW,
        "signers": f'bo valid-before="20260101000029Z" {public}\n',
        "approvals": [{**said_so, "signature": sign(approval.statement())}],
    }
    answer = json.loads(poise.decide(json.dumps(request)))
    assert answer["decision"] == "allow" and answer["ticket"]["expires"] == NOW + 30
    for change in ({"now": NOW + 30}, {"approvals": [said_so]}, {"revoked": public}, {"signers": f"di {public}\n"}):
        answer = json.loads(poise.decide(json.dumps({**request, **change})))
        assert (answer["decision"], answer["records"]) == ("need", ["BAD_SIGNATURE"])
    error = json.loads(poise.decide(json.dumps({**request, "signers": f"bo {public}\nbo octopus {public}\n"})))["error"]
    assert (error["status"], error["line"], error["column"]) == ("POISE_E_SIGNATURE", 2, 4)
    del request["signers"]
    assert json.loads(poise.decide(json.dumps(request)))["error"]["status"] == "POISE_E_POLICY"


def test_lists_of_signers_are_read_strictly(desk, key):
    _, public = key
    desk({"signatures": "required"}, signers=f"bo {public}\n".encode())
    with pytest.raises(poise.PolicyError, match="no list of signers"):
        desk({"signatures": "required"})
    with pytest.raises(poise.SignatureError) as caught:
        desk(signers=f"bo {public}\nbo octopus {public}\n")
    assert caught.value.line == 2 and caught.value.column == 4


def test_a_signature_is_verified_alone(key):
    sign, public = key
    signers, signature = f"bo {public}\n", sign(b"the draft\n")
    poise.verify_signature(signature, b"the draft\n", "bo", signers, at=NOW)
    poise.verify_signature(signature, b"the draft\n", "bo", signers.encode(), at=NOW, revoked="# none\n")
    for change, reason in [
        ({"data": b"the drafT\n"}, "other bytes were signed"), ({"principal": "di"}, "none of this person's"),
        ({"namespace": "file"}, "another purpose"), ({"revoked": public}, "revoked"),
        ({"signers": f'bo valid-before="20200101Z" {public}\n'}, "expired"),
    ]:
        asked = {"signature": signature, "data": b"the draft\n", "principal": "bo", "signers": signers, "at": NOW}
        with pytest.raises(poise.SignatureError, match=reason):
            poise.verify_signature(**{**asked, **change})
    with pytest.raises(TypeError):
        poise.verify_signature(signature, b"the draft\n", "bo", signers)


# ---- The log -------------------------------------------------------------------------------------


def written(*entries):
    log = poise.AuditLog()
    return log, [log.append(entry) for entry in entries]


def test_a_log_is_read_as_it_was_written():
    log, lines = written({"decision": "allow", "by": "é"}, '{"a":1}')
    assert (log.count, len(log.head)) == (2, 64)
    assert [json.loads(line)["entry"] for line in lines] == [{"decision": "allow", "by": "é"}, {"a": 1}]
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    again = poise.AuditLog()
    assert (again.count, again.head) == (0, "")
    again.verify(lines[0])
    again.verify(lines[1].rstrip("\n"))
    assert (again.count, again.head) == (log.count, log.head)
    assert again.append({"a": 2}) == log.append({"a": 2})


@pytest.mark.parametrize("change", [
    lambda lines: [lines[0].replace("1}}", "9}}"), *lines[1:]], lambda lines: lines[1:], lambda lines: [lines[1], lines[0], lines[2]],
    lambda lines: [lines[0], *lines], lambda lines: [lines[0], lines[2]],
])
def test_what_was_changed_is_found(change):
    def read(lines):
        log = poise.AuditLog()
        for line in lines:
            log.verify(line)

    _, lines = written({"n": 1}, {"n": 2}, {"n": 3})
    read(lines)
    with pytest.raises(poise.AuditError) as caught:
        read(change(lines))
    assert caught.value.status == "POISE_E_AUDIT" and 1 <= caught.value.line <= 3


def test_an_entry_that_is_none_leaves_the_log_as_it_was():
    log, _ = written({"n": 1})
    head = log.head
    for entry in ("[]", '{"a":1,"a":2}', '{"a":1}\n', "{"):
        with pytest.raises(poise.RequestError):
            log.append(entry)
    with pytest.raises(ValueError):
        log.append({"a": float("nan")})
    with pytest.raises(poise.ArgumentError, match="lone surrogate"):
        log.append('{"a":"\ud800"}')
    assert (log.count, log.head) == (1, head)
    log.append({"n": 2})
    assert log.count == 2
