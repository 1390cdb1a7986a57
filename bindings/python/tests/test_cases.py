# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Every case file, through the binding: it must agree with C and the program to the byte."""
import pathlib
import sys

import pytest

import poise

CASES = pathlib.Path(__file__).parents[3] / "tests/cases"
sys.path.insert(0, str(CASES))
import cases  # noqa: E402


def in_bytes(text, start, end):
    return {"start": len(text[:start].encode()), "end": len(text[:end].encode())}


def as_json(report, text):
    """The report in the shape of report.schema.json, as far as cases ask."""
    def place(item):
        if getattr(item, "attachment", None) is not None:
            return {"attachment": item.attachment}
        return in_bytes(text, item.start, item.end)

    scores = report.scores
    return {
        "lang": report.language,
        "tone": {"defensive": scores.defensive, "insulting": scores.insulting, "apologetic": scores.apologetic},
        "remedy": scores.remedy,
        "signals": [{"code": item.code, "strength": item.strength, **place(item)} for item in report.signals],
        "findings": [{"code": item.code, **place(item)} for item in report.findings],
        "media": [{"kind": item.kind, "flags": item.flags, **place(item)} for item in report.media],
        "contacts": [{"kind": item.kind, **place(item)} for item in report.contacts],
    }


def judge(case):
    text = case.text.decode()
    attachments = [poise.Attachment(name, data, kind) for name, kind, data in case.attachments]
    reply_to = None if case.reply_to is None else case.reply_to.decode()
    with poise.Checker(own=case.own, flagged=case.flagged) as checker:
        return as_json(checker.check(text, lang=case.lang, attachments=attachments, reply_to=reply_to), text)


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.txt")), ids=lambda path: path.relative_to(CASES).as_posix())
def test_case_file(path):
    portable = [case for case in cases.read(path) if case.portable]
    assert portable
    wrong = [words for words in (cases.differences(case, judge(case)) for case in portable) if words]
    assert not wrong, "\n\n".join(wrong)
