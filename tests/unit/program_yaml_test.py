# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Policies and rosters in YAML: they decide as the same documents in JSON do, and what is wrong is told with its place."""
import json
import pathlib

import pytest

from program import run

REPLIES = pathlib.Path(__file__).parents[2] / "examples" / "replies"

POLICY = """\
# who looks at what
rules:
  - name: no-insult   # the order of keys does not matter
    tier: hard
    when: {field: tone.insulting, gte: 700}
    deny: >-
      the reply insults
      the customer
  - name: harsh
    when:
      any:
      - {field: tone.defensive, gte: 500}
      - {"field": 'tone.insulting', gte: +400}
    any: [[{count: 2, roles: [lead]}]]
    ttl: 2h
  - {name: media, when: {field: media.kinds, has: image}, any: [[{count: 2, roles: [lead, agent]}]]}
  - name: flagged
    when: {field: media.flags, has: flagged}
    deny: a flagged link or picture
    tier: hard
version: 1
id: "lanterne/replies/1"
ttl: 24h
skew: 2m
baseline: [[{count: 1, roles: [lead]}]]
vetoes:
- count: 1
  roles: [legal]
separate: [[harsh, media]]
"""

ROSTER = """\
---
ana:
  roles: [agent]
  aliases: [ana@lanterne.example]
bo: {roles: [agent]}
chidi: {roles: [lead], aliases: ["chidi@lanterne.example"]}
dalia: {roles: [{role: lead, from: 0, until: 4102444800}]}
emre: {roles: [lead]}
fanny: {roles: [legal]}
...
"""


def lint(policy, roster, *more):
    return run("lint", "--policy", policy, "--roster", roster, *more)


def test_yaml_decides_as_json_does(tmp_path):
    policy, roster = tmp_path / "policy.yaml", tmp_path / "roster.YML"
    policy.write_text(POLICY, encoding="utf-8")
    roster.write_text(ROSTER, encoding="utf-8")
    files = sorted(path for path in REPLIES.iterdir() if path.name not in ("policy.json", "roster.json"))
    as_yaml = lint(policy, roster, "--format", "json", *files)
    as_json = lint(REPLIES / "policy.json", REPLIES / "roster.json", "--format", "json", *files)
    assert as_yaml.returncode == as_json.returncode == 1
    assert as_yaml.stderr == as_json.stderr == b""
    assert as_yaml.stdout == as_json.stdout
    assert b'"need"' in as_yaml.stdout and b'"deny"' in as_yaml.stdout


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("old, new, place, message", [
    ("ttl: 24h", "tll: 24h", "23:6", 'did you mean "ttl"?'),
    ("version: 1", "version: 2", "21:10", "version"),
    ("version: 1", "version: '1'", "21:10", "must be a whole number, not a string"),
    ("version: 1", "version: true", "21:10", "must be a whole number, not true or false"),
    ("version: 1", "version:", "21:1", "must be a whole number, not null"),
    ("version: 1", "version: 0x1", "21:10", "only whole numbers"),
    ("version: 1", "version: 1.0", "21:10", "only whole numbers"),
    ("version: 1", "version: -.5e+1", "21:10", "only whole numbers"),
    ("version: 1", "version: .NaN", "21:10", "only whole numbers"),
    ("version: 1", "version: 01", "21:10", "drop the zero"),
    ("version: 1", "version: 1234567890123456789", "21:10", "more than 18 digits"),
    ("tier: hard", "tier: hrad", "4:11", '"tier"'),
    ("tier: hard", "tier: 2026-01-01T00:00:00Z", "4:11", '"tier"'),
    ("ttl: 2h", "ttl: yes", "15:10", "ttl"),
    ("gte: +400", "gte: \"é\", gtf: 400", "13:", ""),
    ("ttl: 2h", "name: twice", "15:5", 'the key "name" appears twice'),
    ("ttl: 2h", '"na\\u006de": twice', "15:5", 'the key "name" appears twice'),
    ("[lead, agent]", "&a [lead, agent]", "16:84", "anchor"),
    ("ttl: 2h", "ttl: &a 2h", "15:10", "anchor"),
    ("ttl: 2h", "ttl: *a", "15:10", "alias"),
    ("ttl: 2h", "ttl: !!str 2h", "15:10", "tag"),
    ("ttl: 2h", "ttl: ! 2h", "15:10", "tag"),
    ("vetoes:", "vetoes: !x", "26:9", "tag"),
    ("ttl: 2h", "? [a, b]\n    : 2h", "15:7", "a key must be a word"),
    ("ttl: 2h", "<<: {ttl: 2h}", "15:9", 'unknown key "<<"'),
    ("ttl: 2h", "ttl: [", "", "not valid YAML"),
    ("separate:", "---\nseparate:", "29:1", "a second document"),
])
def test_what_is_wrong_is_told_with_its_place(tmp_path, old, new, place, message, mark, end):
    policy = tmp_path / "policy.yaml"
    text = POLICY.replace(old, new, 1)
    assert text != POLICY
    policy.write_bytes((mark + text.replace("\n", end)).encode())
    result = lint(policy, REPLIES / "roster.json", REPLIES / "shop-thanks.en.md")
    assert result.returncode == 2 and result.stdout == b""
    assert f"{policy}:{place}".encode() in result.stderr and message.encode() in result.stderr, result.stderr.decode()


@pytest.mark.parametrize("old, new", [
    ("ttl: 24h", "ttl: 86400"), ("ttl: 24h", "ttl: \"24h\""), ("version: 1", "version: +1"), ("[lead]", '["lead"]'),
    ("deny: a flagged", "deny: 2026-01-01T00:00:00Z a flagged"), ("[legal]", "['01']"), ("[legal]", "[24h]"),
    ("version: 1", "version: 1 # " + "x" * 1000), ('id: "lanterne/replies/1"', 'id: "a\\u00e9\\n\\"\\\\\\x01"'),
])
def test_what_is_fine_is_read(tmp_path, old, new):
    policy = tmp_path / "policy.yaml"
    text = POLICY.replace(old, new)
    assert text != POLICY
    policy.write_text(text, encoding="utf-8")
    result = lint(policy, REPLIES / "roster.json", REPLIES / "shop-thanks.en.md")
    assert result.returncode in (0, 1) and all(b": warning: " in line for line in result.stderr.splitlines()), result.stderr


def test_a_roster_has_its_own_places(tmp_path):
    roster = tmp_path / "roster.yml"
    roster.write_text(ROSTER.replace("bo: {roles", "bo: {aliases: [ANA@lanterne.example], roles"), encoding="utf-8")
    result = lint(REPLIES / "policy.json", roster, REPLIES / "shop-thanks.en.md")
    assert result.returncode == 2
    assert f"{roster}:5:16: ".encode() in result.stderr and b"share a name" in result.stderr


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing\n", "---\n...\n", "- 1\n", "x"])
def test_what_is_no_policy_is_refused(tmp_path, text):
    policy = tmp_path / "policy.yaml"
    policy.write_text(text, encoding="utf-8")
    result = run("lint", "--policy", policy, REPLIES / "shop-thanks.en.md")
    assert result.returncode == 2 and f"{policy}:".encode() in result.stderr


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "a:\n"])
def test_depth_is_bounded(tmp_path, opening):
    policy = tmp_path / "policy.yaml"
    lines = "".join(" " * level + "a:\n" for level in range(3000)) if opening == "a:\n" else opening * 20000
    policy.write_text(lines, encoding="utf-8")
    result = run("lint", "--policy", policy, REPLIES / "shop-thanks.en.md")
    assert result.returncode == 2 and b"nested too deeply" in result.stderr


def test_five_megabytes_are_read(tmp_path):
    roster = tmp_path / "roster.yaml"
    people = "".join(f"p{number}x: {{roles: [lead], aliases: [p{number}x@lanterne.example]}}\n" for number in range(95000))
    roster.write_text(people + "zoe: {roles: [agnt], rules: []}\n", encoding="utf-8")
    assert roster.stat().st_size > 5_000_000
    result = lint(REPLIES / "policy.json", roster, REPLIES / "shop-thanks.en.md")
    assert result.returncode == 2
    assert f"{roster}:95001:29: unknown key \"rules\"".encode() in result.stderr, result.stderr


def test_a_json_policy_keeps_its_places(tmp_path):
    policy = tmp_path / "policy.json"
    document = json.loads((REPLIES / "policy.json").read_text(encoding="utf-8"))
    document["tll"] = 1
    for mark in ("", "\ufeff"):
        policy.write_text(mark + json.dumps(document, indent=1).replace('"tll"', '\n"tll"'), encoding="utf-8")
        result = lint(policy, REPLIES / "roster.json", REPLIES / "shop-thanks.en.md")
        line = policy.read_text(encoding="utf-8").split("\n").index('"tll": 1') + 1
        assert result.returncode == 2 and f"{policy}:{line}:8: unknown key".encode() in result.stderr, result.stderr
