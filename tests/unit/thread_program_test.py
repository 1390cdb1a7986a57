# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""`poise thread`: the duties over a conversation, from reports of the program itself."""
import json

import pytest

from program import check, run

NOW = 1700100000


def message(identity, at, text, **more):
    (report,) = check([text])
    fine = {"id": identity, "at": at, "place": "x", "public": True, "direction": "out", "sender": "human", "report": report}
    fine.update(more)
    return fine


def customer(identity, at, text, **more):
    return message(identity, at, text, direction="in", sender="customer", sentiment="negative", **more)


COMPLAINT = customer("m1", 1700000000, "The soup was cold.")
INSULT = message("m2", 1700000600, "You are an idiot.", parent="m1")
APOLOGY = message("m3", 1700001200, "We are sorry, and we were wrong to insult you. We will refund your meal today.", parent="m1")


def conversation(*messages, **more):
    fine = {"now": NOW, "duties": {"response": 3600, "apology": "24h"}, "messages": list(messages)}
    fine.update(more)
    return fine


def thread(tmp_path, document, *more, name="thread.json"):
    (tmp_path / name).write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")
    return run("thread", *more, name, cwd=tmp_path)


def states(result):
    return {(duty["message"], duty["kind"]): duty["state"] for duty in json.loads(result.stdout)["duties"]}


def test_an_insult_is_owed_an_apology_until_it_is_paid(tmp_path):
    owed = thread(tmp_path, conversation(COMPLAINT, INSULT), "--format", "json")
    assert owed.returncode == 1 and states(owed)["m2", "apology"] == "overdue"
    paid = thread(tmp_path, conversation(COMPLAINT, INSULT, APOLOGY), "--format", "json")
    assert states(paid)["m2", "apology"] == "paid" and states(paid)["m1", "response"] == "met"


def test_people_read_what_to_do(tmp_path):
    result = thread(tmp_path, conversation(COMPLAINT, INSULT))
    lines = result.stdout.decode().split("\n")
    assert result.returncode == 1 and result.stderr == b""
    at = next(index for index, line in enumerate(lines) if line.startswith("m2: apology: overdue, due 2023-11-15T22:23:20Z"))
    assert lines[at + 1].startswith("  ") and lines[at + 2].startswith("  next: apologise publicly")
    assert lines[-2].startswith("duties ") and "negative messages answered 1 of 1" in lines[-2]
    answered = thread(tmp_path, conversation(COMPLAINT, INSULT, APOLOGY)).stdout.decode()
    assert "m2: apology: paid" in answered and ", by m3\n" in answered


def test_nothing_owed_is_a_clean_exit(tmp_path):
    result = thread(tmp_path, conversation())
    assert result.returncode == 0 and result.stdout.startswith(b"duties 0, waiting or broken 0")
    assert thread(tmp_path, conversation(COMPLAINT)).returncode == 1


def test_json_yaml_and_standard_input_are_one(tmp_path):
    document = conversation(COMPLAINT, INSULT)
    as_json = thread(tmp_path, document, "--format", "json")
    as_yaml = thread(tmp_path, document, "--format", "json", name="thread.yaml")
    as_input = run("thread", "--format", "json", "-", stdin=json.dumps(document).encode())
    assert as_json.stdout == as_yaml.stdout == as_input.stdout and as_json.returncode == as_input.returncode == 1


@pytest.mark.parametrize("name", ["thread.json", "thread.yaml"])
@pytest.mark.parametrize("change, key, message_", [
    ({"messages": [dict(COMPLAINT, sendr="x")]}, '"sendr"', 'unknown key "sendr"'),
    ({"messages": [COMPLAINT, COMPLAINT]}, None, "message 1"),
    ({"policy": {"version": 1}, "roster": {}}, None, "baseline"),
])
def test_what_is_wrong_is_told_with_its_place(tmp_path, name, change, key, message_):
    result = thread(tmp_path, conversation(**{"messages": [COMPLAINT], **change} if "messages" not in change else change), name=name)
    assert result.returncode == 2 and result.stdout == b"" and message_ in result.stderr.decode(), result.stderr
    assert result.stderr.startswith(f"poise: {name}:".encode())
    if key:
        line = next(number for number, text in enumerate((tmp_path / name).read_text(encoding="utf-8").split("\n"), 1) if key in text)
        assert result.stderr.startswith(f"poise: {name}:{line}:".encode())


def test_what_could_steer_the_terminal_is_not_printed(tmp_path):
    result = thread(tmp_path, conversation(dict(COMPLAINT, id="\u001b[2J\u202e")))
    assert result.returncode == 1 and not any(byte < 10 or 10 < byte < 32 for byte in result.stdout)


@pytest.mark.parametrize("arguments, message_", [
    ([], "name one file"), (["a", "b"], "name one file"), (["none.json"], "No such file"), (["--jsonl", "a"], "not an option"),
])
def test_wrong_use_is_told(tmp_path, arguments, message_):
    result = run("thread", *arguments, cwd=tmp_path)
    assert result.returncode == 2 and message_ in result.stderr.decode()
    assert b"did you mean thread?" in run("tread").stderr
