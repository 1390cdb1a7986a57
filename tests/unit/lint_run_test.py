# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""A run over many files: whatever the number of threads and the size of a batch, the same comes out in the same order."""
import json

import pytest

from program import run

INSULT = "You are an idiot."
CLEAN = "We are sorry. We will send a new one today."


@pytest.fixture(name="replies")
def many_replies(tmp_path):
    """More replies than a batch holds, in files that begin and end inside batches."""
    for index in range(40):
        items = [{"short_code": f"r{index}-{n}", "content": INSULT if (index + n) % 7 == 0 else CLEAN} for n in range(1 + index)]
        (tmp_path / f"{index:02}.json").write_text(json.dumps(items), encoding="utf-8")
    (tmp_path / "99.md").write_text("# A\n\n" + INSULT + "\n\n# B\n\n" + CLEAN + "\n", encoding="utf-8")
    return tmp_path


def lint(folder, *arguments):
    return run("lint", *arguments, ".", cwd=folder)


@pytest.mark.parametrize("output", ["text", "json", "jsonl"])
def test_threads_change_nothing(replies, output):
    alone, many = (lint(replies, "--format", output, "-j", jobs) for jobs in ("1", "7"))
    assert alone.returncode == many.returncode == 1
    assert alone.stdout == many.stdout and len(alone.stdout) > 1000


def test_replies_come_in_order(replies):
    document = json.loads(lint(replies, "--format", "json").stdout)
    assert [file["path"] for file in document["files"]] == [f"./{index:02}.json" for index in range(40)] + ["./99.md"]
    names = [reply["name"] for file in document["files"][:-1] for reply in file["replies"]]
    assert names == [f"r{index}-{n}" for index in range(40) for n in range(1 + index)]
    assert document["summary"]["replies"] == len(names) + 2


def test_lines_say_what_the_document_says(replies):
    document = json.loads(lint(replies, "--format", "json").stdout)
    lines = [json.loads(line) for line in lint(replies, "--format", "jsonl").stdout.splitlines()]
    assert lines[-1] == {"summary": document["summary"]}
    assert lines[:-1] == [{"path": file["path"], **reply} for file in document["files"] for reply in file["replies"]]


def test_a_file_that_cannot_be_read_has_a_line(tmp_path):
    (tmp_path / "a.json").write_text('{"content": ', encoding="utf-8")
    result = lint(tmp_path, "--format", "jsonl")
    first, last = map(json.loads, result.stdout.splitlines())
    assert result.returncode == 2 and last["summary"]["unread"] == 1
    assert first["path"] == "./a.json" and first["errors"][0]["line"] == 1 and first["findings"] == []


def test_reports_are_written_beside_what_is_printed(replies):
    plain = lint(replies)
    both = lint(replies, "--report", "json=../out.json", "--report=jsonl=../out.jsonl")
    assert both.returncode == 1 and both.stdout == plain.stdout
    assert (replies.parent / "out.json").read_bytes() == lint(replies, "--format", "json").stdout
    assert (replies.parent / "out.jsonl").read_bytes() == lint(replies, "--format", "jsonl").stdout


@pytest.mark.parametrize("value, message", [
    ("json", "not of the form FORMAT=FILE"), ("jsn=x", "did you mean json?"), ("json=none/x", "none/x: No such file"),
    ("json=", "not of the form"),
])
def test_a_report_that_cannot_be_written_is_told(tmp_path, value, message):
    result = lint(tmp_path, "--report", value)
    assert result.returncode == 2 and message in result.stderr.decode()


def test_a_full_disk_is_no_clean_run(tmp_path):
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    result = lint(tmp_path, "--report", "json=/dev/full")
    assert result.returncode == 3 and b"/dev/full: No space left" in result.stderr


def test_a_clean_reply_is_no_news(tmp_path):
    (tmp_path / "a.txt").write_text("Thank you for your visit.", encoding="utf-8")
    assert lint(tmp_path).stdout == b"files 1, replies 1: errors 0, warnings 0, info 0\n"
    assert b"./a.txt:1: defensive " in lint(tmp_path, "-v").stdout
    assert lint(tmp_path, "--verbose").stdout == lint(tmp_path, "-v").stdout


@pytest.mark.parametrize("most, status", [("0", 1), ("1", 1), ("2", 0), ("1000", 0)])
def test_too_many_warnings_fail(tmp_path, most, status):
    (tmp_path / "a.txt").write_text("Sorry you feel that way.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Sorry you feel that way.", encoding="utf-8")
    assert lint(tmp_path).returncode == 0
    assert lint(tmp_path, "--max-warnings", most).returncode == status


@pytest.mark.parametrize("arguments, message", [
    (["--max-warnings", "many"], "--max-warnings: not a whole number: many"), (["-j", "0"], "--jobs: not a number from 1 to 256: 0"),
    (["-j="], "not a number from 1 to 256: ="), (["--jobs=257"], "not a number"), (["-x"], "unknown option: -x"), (["--formt", "json"], "did you mean --format?"),
    (["--format", "jason"], "did you mean json?"), (["--verbose=1"], "takes no value"), (["-v1"], "takes no value"),
])
def test_wrong_use_is_told(tmp_path, arguments, message):
    result = lint(tmp_path, *arguments)
    assert result.returncode == 2 and message in result.stderr.decode()
