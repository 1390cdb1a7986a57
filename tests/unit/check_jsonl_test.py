# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""`poise check --jsonl`: one line out for each line in, in order, whatever the line is."""
import base64
import json
import os
import subprocess

import pytest

import program
from program import run


def lines_of(result):
    assert result.stdout.endswith(b"\n") or not result.stdout
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_answers_come_in_order():
    requests = "".join(json.dumps({"id": f"r{number}", "text": "x" * (number % 7)}) + "\n" for number in range(5000))
    result = run("check", "--jsonl", stdin=requests.encode())
    assert result.returncode == 0 and result.stderr == b""
    assert [line["id"] for line in lines_of(result)] == [f"r{number}" for number in range(5000)]


def test_a_line_that_is_no_request_is_answered_with_an_error():
    requests = b'{"id":"a","text":"x"}\n\nnonsense\n{"id":"b"}\n\r\n{"id":"c","text":"y"}\n'
    result = run("check", "--jsonl", stdin=requests)
    lines = lines_of(result)
    assert result.returncode == 0
    assert [("error" in line) for line in lines] == [False, True, True, True, True, False]
    assert lines[5]["id"] == "c"
    assert b"4 of 6 lines were refused" in result.stderr


def test_the_last_line_may_lack_its_end():
    assert len(lines_of(run("check", "--jsonl", stdin=b'{"text":"a"}\n{"text":"b"}'))) == 2
    assert len(lines_of(run("check", "--jsonl", stdin=b'{"text":"a"}\r\n{"text":"b"}\r\n'))) == 2
    assert lines_of(run("check", "--jsonl", stdin=b"")) == []


def test_an_over_long_line_is_refused_and_the_rest_goes_on():
    long = b'{"text":"' + b"a" * (64 * 1024 * 1024) + b'"}\n'
    lines = lines_of(run("check", "--jsonl", stdin=b'{"id":"a","text":"x"}\n' + long + b'{"id":"b","text":"y"}'))
    assert [line.get("id") for line in lines] == ["a", None, "b"]
    assert lines[1]["error"]["status"] == "POISE_E_TOO_LONG"


def test_an_answer_does_not_wait_for_the_next_request():
    with subprocess.Popen([os.environ["POISE_PROGRAM"], "check", "--jsonl"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as filter_:
        for number in range(3):
            filter_.stdin.write(b'{"id":"%d","text":"x"}\n' % number)
            filter_.stdin.flush()
            assert json.loads(filter_.stdout.readline())["id"] == str(number)
        filter_.stdin.close()
        assert filter_.wait(timeout=60) == 0


def test_libmagic_tells_the_type_of_what_no_check_of_ours_knows():
    database = base64.b64encode(b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20" + bytes(80)).decode()
    request = json.dumps({"text": "Hello.", "attachments": [{"name": "sky.db", "base64": database}]}).encode()
    plain = json.loads(run("check", "--jsonl", stdin=request).stdout)
    asked = run("check", "--jsonl", "--magic", stdin=request)
    if asked.returncode == 3:
        pytest.skip("built without libmagic")
    assert "type" not in plain["media"][0]
    assert json.loads(asked.stdout)["media"][0]["type"] == "application/vnd.sqlite3"
    assert run("check", "--magic").returncode == 2
