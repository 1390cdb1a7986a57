# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Conversations that people can read, and the example of lib/thread/README.md, are judged as they say; all is as the schemas say.

A case is {"about", "request", "duties"}; a duty is "MESSAGE KIND STATE", and the message that answered or paid. THREAD_FILTER names
the command to ask: requests in, answers out, one a line.
"""
import json
import os
import pathlib
import re
import shlex
import subprocess

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).parents[2]
CASES = sorted((pathlib.Path(__file__).parent / "thread").glob("*.json"))
BROKEN = [
    "", "[]", "{}", '{"now":1}', '{"now":1,"messages":[{}]}', '{"now":true,"messages":[]}', '{"now":1,"messages":[],"roster":{}}',
    '{"now":1,"messages":[{"id":"a","place":"p","public":true,"sender":"cat","at":1}]}',
    '{"now":1,"messages":[{"id":"a","place":"p","public":true,"sender":"bot","at":"2026-01-01"}]}',
    '{"now":1,"messages":[{"id":"a","place":"p","public":true,"sender":"customer","at":1,"removal":{"how":"hidden"}}]}',
]


def schema(name):
    document = json.loads((ROOT / "lib/thread" / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)


REQUEST, ANSWER = schema("thread_request.schema.json"), schema("thread_answer.schema.json")


def judged(line):
    done = subprocess.run(shlex.split(os.environ["THREAD_FILTER"]), input=line + "\n", capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    ANSWER.validate(answer)
    return answer


def test_no_case_is_forgotten():
    assert len(CASES) > 25


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    case = json.loads(path.read_text(encoding="utf-8"))
    assert case.keys() == {"about", "request", "duties"}
    REQUEST.validate(case["request"])
    duties = judged(json.dumps(case["request"]))["duties"]
    assert [" ".join(filter(None, (d["message"], d["kind"], d["state"], d.get("by")))) for d in duties] == case["duties"]


def test_the_example_of_the_readme():
    text = (ROOT / "lib/thread/README.md").read_text(encoding="utf-8")
    request, answer = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.S)[:2])
    REQUEST.validate(request)
    assert judged(json.dumps(request)) == answer


@pytest.mark.parametrize("line", BROKEN)
def test_the_schema_refuses_what_the_library_refuses(line):
    assert judged(line)["error"]["status"] == "POISE_E_REQUEST" or '"roster"' in line
    assert not line or not REQUEST.is_valid(json.loads(line))
