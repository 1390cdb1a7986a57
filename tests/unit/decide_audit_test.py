# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""`poise decide`, `poise digest` and `poise audit`."""
import hashlib
import json
import os
import pathlib
import re
import subprocess

import pytest

from program import run

REQUEST = {"policy": {"version": 1, "baseline": [[{"count": 1, "roles": ["lead"]}]]}, "roster": {"ana": {}, "bo": {"roles": ["lead"]}},
           "findings": {}, "draft": {"digest": "D", "author": "ana"},
           "approvals": [{"by": "bo", "at": 1, "verdict": "approve", "digest": "D"}], "now": 2}


def test_one_request_gives_one_decision():
    result = run("decide", stdin=json.dumps(REQUEST, indent=1).encode())
    assert result.returncode == 0 and json.loads(result.stdout)["decision"] == "allow" and result.stdout.count(b"\n") == 1
    for wrong in (b"", b"nonsense", json.dumps(dict(REQUEST, polici={})).encode()):
        result = run("decide", stdin=wrong)
        assert result.returncode == 2 and "error" in json.loads(result.stdout)


def test_a_filter_answers_line_by_line():
    other = dict(REQUEST, approvals=[])
    lines = [json.dumps(REQUEST), "", json.dumps(other), "{}", json.dumps(REQUEST)]
    result = run("decide", "--jsonl", stdin="\n".join(lines).encode())
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 0 and [answer.get("decision") for answer in answers] == ["allow", None, "need", None, "allow"]
    assert all("error" in answers[index] and "id" not in answers[index] for index in (1, 3))
    assert b"2 of 5 lines were refused" in result.stderr


def test_an_over_long_request_is_refused():
    long = b'{"a":"' + b"a" * (64 * 1024 * 1024) + b'"}'
    assert json.loads(run("decide", stdin=long).stdout)["error"]["status"] == "POISE_E_TOO_LONG"
    answers = run("decide", "--jsonl", stdin=long + b"\n" + json.dumps(REQUEST).encode()).stdout.splitlines()
    assert json.loads(answers[0])["error"]["status"] == "POISE_E_TOO_LONG" and json.loads(answers[1])["decision"] == "allow"


# Digests


def test_digests_name_their_replies(tmp_path):
    (tmp_path / "a.md").write_text("## One\n\n> Hello.\n\n## Two\n\n> Bye.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Hello.", encoding="utf-8")
    result = run("digest", ".", cwd=tmp_path)
    lines = result.stdout.decode().splitlines()
    assert result.returncode == 0
    assert [re.sub("^[0-9a-f]{64}  ", "", line) for line in lines] == ["./a.md:3  One", "./a.md:7  Two", "./b.txt:1  #1"]
    assert len({line[:64] for line in lines}) == 3
    listed = json.loads(run("digest", "--format", "json", ".", cwd=tmp_path).stdout)
    assert [item["digest"] for item in listed] == [line[:64] for line in lines]
    assert listed[1] == {"digest": lines[1][:64], "path": "./a.md", "line": 7, "draft": "Two"}





def test_a_digest_needs_types(tmp_path):
    (tmp_path / "a.txt").write_text("Dear {{name}}.", encoding="utf-8")
    result = run("digest", "a.txt", cwd=tmp_path)
    assert result.returncode == 2 and result.stdout == b"" and b"a.txt:1:1: has a placeholder without a type {{name}}" in result.stderr
    one = run("digest", "--placeholder", "name=name", "--placeholder", "unused=code", "a.txt", cwd=tmp_path)
    two = run("digest", "--placeholder", "name=code", "a.txt", cwd=tmp_path)
    assert one.returncode == two.returncode == 0 and one.stdout != two.stdout


# Audit logs

ENTRIES = [b'{"decision":"allow"}', b'{ "a": [1, null] }', b'{"\xc3\xa9":"\\n"}']


def chain(entries):
    lines, prev = [], "0" * 64
    for number, entry in enumerate(entries, 1):
        lines.append(b'{"n":%d,"prev":"%s","entry":%s}' % (number, prev.encode(), entry))
        prev = hashlib.sha256(lines[-1]).hexdigest()
    return b"".join(line + b"\n" for line in lines), prev


@pytest.fixture(name="log")
def log_fixture(tmp_path):
    path = tmp_path / "log"
    assert run("audit", "append", path, stdin=b"\n".join(ENTRIES)).returncode == 0
    return path


def test_a_log_is_what_others_compute(log):
    data, head = chain(ENTRIES)
    assert log.read_bytes() == data
    result = run("audit", "verify", log)
    assert result.returncode == 0 and f"entries 3, head {head}\n".encode() in result.stdout and b"cut off at the end" in result.stdout
    result = run("audit", "append", log, stdin=ENTRIES[0] + b"\r\n")
    data, head = chain(ENTRIES + ENTRIES[:1])
    assert result.returncode == 0 and log.read_bytes() == data and result.stdout == f"entries 4, head {head}\n".encode()
    assert run("audit", "verify", "-", stdin=data).returncode == 0


def test_what_was_done_to_a_log_is_found(log):
    lines = log.read_bytes().splitlines(keepends=True)
    for changed, place in (
        (lines[0].replace(b"allow", b"deny ") + lines[1] + lines[2], "2:"), (lines[1] + lines[2], "1:"), (lines[0] + lines[2], "2:"),
        (lines[0] + lines[2] + lines[1], "2:"), (lines[0] + lines[1] + lines[1] + lines[2], "3:"), (b"\n" + b"".join(lines), "1:"),
        (b"".join(lines) + b"\n", "4:"), (b"".join(lines)[:-1], "3:"), (b"".join(lines)[:-9], "3:"), (b"\xef\xbb\xbf" + b"".join(lines), "1:"),
    ):
        log.write_bytes(changed)
        for command in ("verify", "append"):
            result = run("audit", command, log, stdin=b"{}\n")
            assert result.returncode == 1 and f"poise: {log}:{place}".encode() in result.stderr, (changed, result.stderr)
        assert log.read_bytes() == changed


def test_a_cut_end_is_found_by_the_head(log):
    data, head = chain(ENTRIES)
    result = run("audit", "verify", log, "--head", head)
    assert result.returncode == 0 and b"nothing was changed, added or cut off" in result.stdout
    for shorter in (b"".join(data.splitlines(keepends=True)[:2]), b"", data.replace(b'"\\n"}', b'"\\t"}'), chain(ENTRIES[1:])[0]):
        log.write_bytes(shorter)
        assert run("audit", "verify", log).returncode == 0
        assert run("audit", "verify", log, "--head", head).returncode == 1


@pytest.mark.parametrize("entries, message", [
    (b'{}\n[]\n', "<stdin>:2:1: an entry is a JSON object"), (b'{}\n\n{}', "<stdin>:2:"), (b'{}\n {}\n', "<stdin>:2:1"),
    (b'{"a":1,"a":2}\n', "<stdin>:1:"), (b'{}\n{"a":\n', "<stdin>:2:"), (b'{"\xff":1}\n', "<stdin>:1:"),
])
def test_what_is_no_entry_is_refused_with_all_others(log, entries, message):
    before = log.read_bytes()
    result = run("audit", "append", log, stdin=entries)
    assert result.returncode == 2 and message.encode() in result.stderr, result.stderr
    assert log.read_bytes() == before


def test_nothing_appended_is_nothing_written(log):
    before = log.read_bytes()
    assert run("audit", "append", log).returncode == 0 and log.read_bytes() == before


def test_many_append_at_the_same_time(log):
    running = [subprocess.Popen([os.environ["POISE_PROGRAM"], "audit", "append", log], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
               for _ in range(12)]
    for number, process in enumerate(running):
        process.stdin.write(b'{"by":%d}\n' % number * 50)
        process.stdin.close()
    assert all(process.wait(timeout=60) == 0 for process in running)
    result = run("audit", "verify", log)
    assert result.returncode == 0 and b"entries 603," in result.stdout


@pytest.mark.parametrize("arguments, message", [
    ([], "say what to do with which log"), (["verify"], "say what to do"), (["verfy", "log"], "did you mean verify?"),
    (["append", "log", "--head", "x"], "--head"), (["verify", "none"], "No such file"), (["append", "none/log"], "No such file"),
    (["verify", "log", "--hed", "x"], "did you mean --head?"),
])
def test_wrong_use_is_told(tmp_path, arguments, message):
    result = run("audit", *arguments, cwd=tmp_path)
    if arguments == ["verify", "log", "--hed", "x"]:
        (tmp_path / "log").write_bytes(b"")
    assert result.returncode == 2 and message in result.stderr.decode()


def test_help_names_every_command_and_option():
    source = (pathlib.Path(__file__).parents[2] / "examples/lint/option_table.c").read_text(encoding="utf-8")
    told = run("--help").stdout.decode()
    options = re.findall(r'^    \{ "(--[a-z-]+)",', source, re.M)
    words = re.findall(r'^    \{ "([a-z]+)", "poise', source, re.M)
    assert len(options) > 20 and len(words) > 8
    for option in options:
        assert re.search(rf"^  {option}\b|^ +.*{option}\b", told, re.M), option
    for word in words:
        assert f"  poise {word}" in told
    assert set(re.findall(r"^  (--[a-z-]+)", told, re.M)) <= {*options, "--help"}
    assert all(len(line) <= 100 for line in told.split("\n"))
