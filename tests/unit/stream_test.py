# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Long files: their memory does not grow with their length, and nothing is lost where they are cut."""
import fcntl
import json
import os
import random
import struct
import subprocess
import sys
import termios
import time

import pytest

from program import check, run

BAD = "You are an idiot."
GOOD = "Thank you for writing to us. Your parcel will arrive on Monday."
MILLION = 1000000
REPLIES = 16

# A small process starts the program: what the kernel says of its memory includes that of who started it.
MEASURE = """
import resource, subprocess, sys
with open(sys.argv[1], "rb") as source:
    subprocess.run(sys.argv[2:], stdin=source, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def json_lines(size):
    """Replies beside long notes, so that reading weighs more than judging."""
    note = json.dumps("é and so on, \n" * 300)
    line = '{"title":"T%d","note":%s,"body":"%s"}'
    count = size // len(line % (0, note, GOOD))
    return "[" + ",\n".join(line % (number, note, GOOD) for number in range(count)) + "]"


def csv_lines(size):
    note = '"' + 'he said ""no"", \n' * 300 + '"'
    line = f'T,{note},"{GOOD}"\n'
    return "title,note,body\n" + line * (size // len(line))


def kilobytes(path, *arguments):
    command = [sys.executable, "-S", "-c", MEASURE, path, os.environ["POISE_PROGRAM"], "lint", "-j1", *arguments]
    # What a sanitizer keeps of freed memory is not the program's.
    environment = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"}
    result = subprocess.run(command, capture_output=True, timeout=120, check=True, env=environment)
    assert result.stderr == b""
    return int(result.stdout)


@pytest.mark.parametrize("make, kind", [(json_lines, "json"), (csv_lines, "csv")])
@pytest.mark.parametrize("piped", [False, True])
def test_memory_does_not_grow_with_the_file(tmp_path, make, kind, piped):
    taken = []
    for size in (3, 30):
        path = tmp_path / f"{size}.{kind}"
        path.write_text(make(size * MILLION), encoding="utf-8")
        taken.append(kilobytes(path, *(["--as", kind, "-"] if piped else [path])))
    assert taken[1] < taken[0] + 4 * 1024, taken


def place(data, offset):
    begin = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[begin:offset].decode()) + 1


def words(rng, length):
    pieces = ["é", "we open at six", "漢字", "😀", "a \\ b", 'a "word"', "line\nbreak", "tab\tstop"]
    out = ""
    while len(out) < length:
        out += rng.choice(pieces) + " "
    return out


@pytest.mark.parametrize("seed", range(3))
def test_findings_stand_on_their_words_in_a_long_document(tmp_path, seed):
    """Also where a text crosses what is read at once, and in a document of one line."""
    rng = random.Random(seed)
    texts = []
    members = []
    for number in range(REPLIES):
        text = ""
        for _ in range(rng.randint(1, 4)):
            text += words(rng, rng.choice([0, 40, 65536 - rng.randint(0, 40), 100000])) + BAD + " "
        texts.append(text)
        spelt = json.dumps(text, ensure_ascii=rng.random() < 0.5)
        members.append(f'{{"name":"N{number}","note":{json.dumps("x" * rng.randint(0, 50000))},"body":{spelt}}}')
    path = tmp_path / "long.json"
    path.write_text("[" + rng.choice([",", ",\n"]).join(members) + "]", encoding="utf-8")
    data = path.read_bytes()
    assert len(data) > MILLION
    replies = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    assert [reply["name"] for reply in replies] == [f"N{number}" for number in range(REPLIES)]
    for text, wanted, got in zip(texts, check(texts), replies):
        assert got["digest"] == wanted["digest"]
        assert len(got["findings"]) == len(wanted["findings"]) > 0
        for there, here in zip(wanted["findings"], got["findings"]):
            said = text.encode()[there["start"]:there["end"]].decode()
            assert json.loads(b'"' + data[here["start"]:here["end"]] + b'"') == said
            assert (here["line"], here["column"]) == place(data, here["start"])
            assert (here["end_line"], here["end_column"]) == place(data, here["end"])


@pytest.mark.parametrize("seed", range(2))
def test_a_long_table_is_read_row_by_row(tmp_path, seed):
    rng = random.Random(seed)
    texts = [words(rng, rng.choice([10, 60000])) + BAD for _ in range(60)]
    rows = ['"' + text.replace('"', '""') + f'",{number}' for number, text in enumerate(texts)]
    path = tmp_path / "long.csv"
    path.write_bytes("\n".join(["body,id", *rows]).encode())
    data = path.read_bytes()
    assert len(data) > MILLION
    replies = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    for wanted, got in zip(check(texts), replies, strict=True):
        assert got["digest"] == wanted["digest"]
        finding = got["findings"][-1]
        assert data[finding["start"]:finding["end"]].decode() in BAD
        assert (finding["line"], finding["column"]) == place(data, finding["start"])


def test_a_pipe_is_read_like_a_file(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json_lines(3 * MILLION), encoding="utf-8")
    from_file = json.loads(run("lint", "--format", "json", path).stdout)
    from_pipe = json.loads(run("lint", "--format", "json", "--as", "json", "-", stdin=path.read_bytes()).stdout)
    assert from_pipe["files"][0]["replies"] == from_file["files"][0]["replies"] != []


def test_what_was_judged_before_the_document_broke_is_reported(tmp_path):
    path = tmp_path / "a.json"
    good = [json.dumps({"title": f"T{number}", "body": BAD}) for number in range(1000)]
    path.write_text("[" + ",\n".join(good) + ",\n}", encoding="utf-8")
    result = run("lint", "--format", "json", path)
    document = json.loads(result.stdout)
    assert result.returncode == 2
    assert document["files"][0]["errors"][0]["line"] == 1001
    assert [reply["name"] for reply in document["files"][0]["replies"]] == [f"T{number}" for number in range(1000)]


def test_a_reply_that_is_too_long_does_not_hide_the_others(tmp_path):
    path = tmp_path / "a.json"
    replies = [{"body": BAD}] * 100 + [{"body": "word " * (4 * MILLION)}] + [{"body": BAD}] * 100
    path.write_text(json.dumps(replies), encoding="utf-8")
    result = run("lint", "--format", "json", path)
    assert result.returncode == 2
    assert b"longer than" in result.stderr
    assert len(json.loads(result.stdout)["files"][0]["replies"]) == 200


def waiting(pipe):
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0]


def test_a_file_that_is_cut_short_while_it_is_read_is_told(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"body": BAD}] * 200000), encoding="utf-8")
    with subprocess.Popen([os.environ["POISE_PROGRAM"], "lint", "-j1", path], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        # The program stops where nobody takes what it prints.
        before = -1
        while waiting(process.stdout) != before or before == 0:
            before = waiting(process.stdout)
            time.sleep(0.3)
        os.truncate(path, 4096)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said == b"poise: a file was cut short while it was read\n"


@pytest.mark.parametrize("name, size, status", [
    ("a.txt", (256 << 20) + 1, b"longer than 256 MiB"), ("a.json", (4 << 30) + 1, b"longer than 4 GiB"),
    ("a.json", 257 << 20, b":1:1: not valid JSON"),
])
def test_bounds(tmp_path, name, size, status):
    path = tmp_path / name
    path.touch()
    os.truncate(path, size)
    result = run("lint", path)
    assert result.returncode == 2
    assert status in result.stderr


AWKWARD = {
    "columns.csv": lambda: ",".join(["body"] * 100000) + "\n" + ",".join(["a"] * 100000),
    "depth.json": lambda: "[" * 990 + ",".join(['{"body":"a"}'] * 20000) + "]" * 990,
    "notes.json": lambda: "[" + ",".join(['{"poise-ignore-next":"R: no","field":"status","value":[["a"]]}'] * 100000) + "]",
    "keys.json": lambda: "{" + ",".join(f'"k{number}":1' for number in range(300000)) + "}",
    "escapes.json": lambda: '["' + "\\u00e9a" * 400000 + '"]',
    "digits.json": lambda: '["' + "\\uD83D\\uDE00" * 300000 + '", ' + "9" * 3000000 + "]",
}


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_documents_take_linear_time(tmp_path, name):
    path = tmp_path / name
    path.write_text(AWKWARD[name](), encoding="utf-8")
    began = time.monotonic()
    result = run("lint", path)
    assert result.returncode in (0, 1), result.stderr[:1000]
    assert time.monotonic() - began < 60
