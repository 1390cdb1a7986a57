# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Whole files as people keep them. data/replies has one of each kind; beside it, FILE.jsonl says what a person reads
in it as replies: the line, the name and the text of each. The digest of a reply shows that the program read this text."""
import json
import os
import pathlib

import pytest

from program import check, run

SAMPLES = pathlib.Path(__file__).parent / "data" / "replies"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".jsonl")
SUITE = pathlib.Path(os.environ["POISE_SUITES"]) / "replies" if "POISE_SUITES" in os.environ else None


def replies_of(path):
    return json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_read_as_a_person_reads_it(path):
    golden = path.with_name(path.name + ".jsonl").read_text(encoding="utf-8")
    wanted = [json.loads(line) for line in golden.splitlines()]
    got = replies_of(path)
    assert [(reply["line"], reply["name"]) for reply in got] == [(reply["line"], reply["name"]) for reply in wanted]
    for reply, one, report in zip(wanted, got, check([reply["text"] for reply in wanted])):
        assert one["digest"] == report["digest"], reply
        assert [signal["code"] for signal in one["signals"]] == [signal["code"] for signal in report["signals"]]


def test_words_for_colleagues_are_in_no_sample():
    assert not [path.name for path in FILES for reply in replies_of(path) if reply["tone"]["insulting"] >= 500]


def test_all_formats_have_a_sample():
    assert {path.suffix for path in FILES} == {".txt", ".md", ".html", ".json", ".yaml", ".yml", ".csv", ".po", ".pot"}


# Files of other projects: only what is in them, and nothing of them.

FACTS = {
    "18f-bug-bounty-canned-responses.en.md": (2, ["cloud.gov customer apps", "Out of scope"]),
    "blendify-responses.en.md": (15, ["NOT OUR ADDON", "DESIGN ISSUE"]),
    "cx-macros-refunds.en.md": (4, ["1. Confirming a Refund Has Been Issued"]),
    "cx-macros-tone-variations.en.md": (17, ["🎩 1. Formal Tone"]),
    "purrify-zendesk-macros-excerpt.en+fr.md": (2, ["4. Refund Request Received"]),
    "glpi-label-commenter.en.yml": (3, ["invalid", "support", "IA only"]),
    "refined-saved-replies.en.replies.yml": (1, ["Clearly Duplicate Issue"]),
    "typescript-eslint-replies.en.replies.yml": (7, ["Checking In"]),
    "osticket-premade.en.yaml": (2, ["What is osTicket (sample)?", "Sample (with variables)"]),
    "osticket-message.autoresp.en.yaml": (1, ["Message Confirmation"]),
    "chatwoot-canned-travel-excerpt.en.json": (14, ["ask-booking", "elaborate"]),
    "train-mail-templates-excerpt.fr.json": (3, ["Avertissement / blâme (RH)"]),
    "zammad-text_module-simple.csv": (2, ["some name1", "some name2"]),
    "mailman3.fr.po": (389, ["(no subject)", "[No bounce details are available]"]),
    "rt5.fr.po": (2811, []),
    "mailman3-list-user-notice-hold.fr.txt": (1, [None]),
}


@pytest.mark.skipif(SUITE is None, reason="POISE_SUITES names no folder")
@pytest.mark.parametrize("name", FACTS)
def test_real_files(name):
    count, names = FACTS[name]
    replies = replies_of(SUITE / name)
    assert len(replies) == count
    assert [reply["name"] for reply in replies[:len(names)]] == names
