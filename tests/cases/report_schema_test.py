# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What goes into `poise check --jsonl` and what comes out is what the committed schemas say."""
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
