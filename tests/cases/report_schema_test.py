# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What goes into `poise check --jsonl` and what comes out is what the committed schemas say."""
import hashlib
import json
import os
import pathlib
import subprocess

import jsonschema
import pytest

import cases

ROOT = pathlib.Path(__file__).parents[2]
POLICY = ROOT / "examples/replies/policy.json"
ROSTER = ROOT / "examples/replies/roster.json"
CASES = [case for path in sorted(pathlib.Path(__file__).parent.rglob("*.txt")) for case in cases.read(path) if case.portable]

RICH = {
    "id": "r1", "text": "You are an idiot. https://bit.ly/x or help@shop.example 😀", "lang": "en", "channel": "x",
    "audience": "public", "author": "ana", "editors": ["bo"],
    "attachments": [{"name": "a.pdf", "type": "application/pdf", "base64": "TVqQAAMAAAAEAAAA"}, {}],
    "in_reply_to": {"id": "m9", "text": "Where is my order?"},
    "approvals": [{"by": "cy", "at": 1700000000, "verdict": "approve", "digest": "00", "verified": True}],
    "now": 1700000100,
}
BROKEN = [
    "", "{", "[]", "null", '{"id":"x"}', '{"id":"x","text":1}', '{"text":"a","text":"b"}', '{"text":"a","colour":1}',
    '{"text":"a"} b', '{"id":"x","text":"a","attachments":[{"base64":"%"}]}', '{"text":"\\ud800"}',
]


def schema(name):
    document = json.loads((ROOT / "lib/report" / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)


REQUEST, REPORT = schema("request.schema.json"), schema("report.schema.json")


def filtered(lines, *options):
    done = subprocess.run(
        [os.environ["POISE_PROGRAM"], "check", "--jsonl", *options], input="".join(line + "\n" for line in lines).encode(),
        capture_output=True, check=False,
    )
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reports) == len(lines), done.stderr.decode()
    return reports


def test_every_case_is_a_request_and_its_report_a_report():
    requests = [case.request() for case in CASES]
    assert len(requests) > 100
    for request in requests:
        REQUEST.validate(request)
    for report in filtered([json.dumps(request) for request in requests]):
        REPORT.validate(report)
        assert "error" not in report


@pytest.mark.parametrize("options", [(), ("--policy", POLICY, "--roster", ROSTER), ("--own", "shop.example")])
def test_a_request_with_everything_in_it(options):
    REQUEST.validate(RICH)
    report, = filtered([json.dumps(RICH)], *map(str, options))
    REPORT.validate(report)
    assert report["id"] == "r1"
    assert report["signals"] and report["media"] and report["contacts"] and report["findings"]
    assert (report["decision"] == "none") == (options[:1] != ("--policy",))


# ---- Approvals in requests, and what becomes of them in reports ----------------------------------

DESK = {
    "version": 1, "baseline": [[{"count": 1, "roles": ["lead"]}]], "ttl": "1h",
    "rules": [{"name": "night", "when": {"field": "channel", "eq": "x"}, "hold": "wait"}],
    "override": {"roles": ["duty"], "count": 2, "reason_min": 3},
}
WAITING = {"version": 1, "baseline": "none", "rules": [
    {"name": "r", "any": DESK["baseline"], "escalate": {"after": "1h", "roles": ["head"], "people": ["ed"]}}]}
STAFF = {"ana": {}, "bo": {"roles": ["lead"]}, "di": {"roles": ["duty"]}, "ed": {"roles": ["duty"]}}
LETTER = {"id": "r1", "text": "Dear Ana, thank you.", "author": "ana", "channel": "email", "now": 1700000000}
FORM = {"id": "t1", "text": "Dear {{who}}, thank you.", "placeholders": {"who": {"type": "name", "value": "Ana"}}}


@pytest.fixture
def desk(tmp_path):
    """A function that gives the report of a request under a policy, both held against their schemas."""
    def report_of(request, policy=DESK):
        for name, document in (("policy", policy), ("roster", STAFF)):
            (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
        REQUEST.validate(request)
        report, = filtered([json.dumps(request)], "--policy", str(tmp_path / "policy.json"), "--roster", str(tmp_path / "roster.json"))
        REPORT.validate(report)
        assert "error" not in report
        return report

    return report_of


def record(by, digest, **more):
    return {"by": by, "at": LETTER["now"] - 10, "verdict": "approve", "digest": digest, "verified": True, **more}


def test_a_ticket_in_a_report(desk):
    refused = desk(LETTER)
    report = desk({**LETTER, "approvals": [record("bo", refused["digest"])]})
    assert report["decision"] == "allow" and "review" not in report
    assert report["ticket"] == {
        "digest": report["digest"], "policy": report["ticket"]["policy"], "people": report["ticket"]["people"],
        "issued": 1700000000, "expires": 1700003590, "records": [0]}
    assert refused["decision"] == "need" and "ticket" not in refused
    lasting = desk({**LETTER, "approvals": [record("bo", refused["digest"])]}, {**DESK, "ttl": "1d"})
    assert lasting["ticket"]["expires"] == 1700000000 - 10 + 86400
    for_ever = desk(LETTER, {"version": 1, "baseline": "none"})
    assert for_ever["ticket"]["expires"] is None and for_ever["ticket"]["records"] == []


def test_an_override_in_a_report(desk):
    urgent = {**LETTER, "channel": "x"}
    digest = desk(urgent)["digest"]
    records = [record(who, digest, verdict="override", reason="fire") for who in ("di", "ed")]
    report = desk({**urgent, "approvals": records})
    assert report["decision"] == "allow_override" and report["review"] == ["baseline", "night"]
    assert report["ticket"]["records"] == [0, 1]
    report = desk({**urgent, "approvals": [records[0], {**records[1], "consumed": True}]})
    assert report["decision"] == "need" and report["records"] == ["LIVE", "CONSUMED"]
    assert "review" not in report and "ticket" not in report


def test_a_template_in_a_request(desk):
    # Of the text, its id, one placeholder "who" that is a name, and no attachment.
    fields = [b"poise-template-1", FORM["text"].encode(), b"t1"]
    content = b"".join(len(field).to_bytes(8, "little") + field for field in fields)
    content += (1).to_bytes(8, "little") + (3).to_bytes(8, "little") + b"who" + (1).to_bytes(8, "little") + (0).to_bytes(8, "little")
    approvals = [record("bo", hashlib.sha256(content).hexdigest())]
    report = desk({**LETTER, "template": FORM, "approvals": approvals})
    assert (report["decision"], report["records"]) == ("allow", ["LIVE"])
    for change in ({"text": "Dear Bo, thank you."}, {"template": {**FORM, "id": "t2"}}, {"template": {**FORM, "placeholders": {}}}):
        report = desk({**LETTER, "template": FORM, "approvals": approvals, **change})
        assert (report["decision"], report["records"]) == ("need", ["OTHER_BYTES"])


def test_an_escalation_in_a_report(desk):
    for since, at, due in ((1699996400, 1700000000, True), (1699996401, 1700000001, False), (None, None, False)):
        report = desk({**LETTER, **({} if since is None else {"since": since})}, WAITING)
        assert report["needs"][0]["escalate"] == {"to": ["head", "ed"], "at": at, "due": due}
    assert "escalate" not in desk(LETTER)["needs"][0]


@pytest.mark.parametrize("change", [
    {"template": {}}, {"template": {"text": 1}}, {"template": {**FORM, "colour": 1}}, {"template": {**FORM, "id": 1}},
    {"template": {**FORM, "placeholders": []}}, {"template": {**FORM, "placeholders": {"who": {}}}},
    {"template": {**FORM, "placeholders": {"who": {"type": "text"}}}}, {"template": {**FORM, "placeholders": {"who": {"type": "name", "value": 1}}}},
    {"since": "1"}, {"approvals": [record("bo", "00", verdict="maybe")]}, {"approvals": [record("bo", "00", reason=1)]},
    {"approvals": [record("bo", "00", signature=1)]}, {"approvals": [record("bo", "00", consumed=1)]},
])
def test_schema_and_program_refuse_the_same(change):
    good = {**LETTER, "template": FORM, "since": 1, "approvals": [record("bo", "00", verdict="override", reason="r", signature="s", consumed=True)]}
    REQUEST.validate(good)
    bad = {**good, **change}
    assert not REQUEST.is_valid(bad)
    report, failure = filtered([json.dumps(good), json.dumps(bad)])
    assert "error" not in report and failure["error"]["status"] == "POISE_E_REQUEST"
    REPORT.validate(failure)


@pytest.mark.parametrize("line", BROKEN)
def test_what_is_no_request_gives_an_error_in_its_place(line):
    good = json.dumps({"id": "good", "text": "Thank you."})
    failure, report = filtered([line, good])
    REPORT.validate(failure)
    assert failure["error"]["status"].startswith("POISE_E_")
    assert report["id"] == "good" and "error" not in report


def test_the_schema_refuses_what_the_program_refuses():
    for line in ('{"id":"x"}', '{"text":1}', '{"text":"a","colour":1}', "[]"):
        assert not REQUEST.is_valid(json.loads(line))
        assert "error" in filtered([line])[0]
