# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""poise.yaml: which one is read, what may stand in it, what stands above it, and `poise init`."""
import json
import os
import random
import re

import pytest

from program import run

HARSH = "You are an idiot.\n"  # an error
SHORTENER = "See https://bit.ly/3abc please.\n"  # a warning, and an info as long as no own site is known
KIND = "Thank you for writing to us.\n"

POLICY = """{"version": 1, "baseline": "none", "rules": [
 {"name": "harsh", "when": {"field": "tone.insulting", "gte": 400}, "any": [[{"count": 1, "roles": ["lead"]}]]}]}"""
ROSTER = """{"ana": {"roles": ["lead"]}, "bo": {"roles": ["lead"]}}"""


@pytest.fixture(name="folder")
def fixture_folder(tmp_path):
    """A repository: nothing above it has a say."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes(folder, *arguments):
    """Code and severity of each finding."""
    result = run("lint", "--format", "json", *arguments, cwd=folder)
    assert result.returncode in (0, 1), result.stderr
    return {(finding["code"], finding["severity"])
            for file in json.loads(result.stdout)["files"]
            for reply in file["replies"] for finding in reply["findings"]}


def status(folder, *arguments):
    return run("lint", *arguments, cwd=folder).returncode


def refused(folder, text, command=("lint",), stdin=b""):
    """What is said of a configuration; nothing was linted."""
    write(folder, "poise.yaml", text)
    result = run(*command, cwd=folder, stdin=stdin)
    assert result.returncode == 2
    assert result.stdout == b""
    return result.stderr.decode()


def settings(folder, *arguments):
    result = run("lint", "--print-config", *arguments, cwd=folder)
    assert result.returncode == 0, result.stderr
    return result.stdout.decode()


# Which file


def test_nearest_upward(folder):
    write(folder, "a/b/c/reply.txt", HARSH)
    write(folder, "poise.yaml", "rules: {insulting: off}\n")
    for at in (".", "a", "a/b", "a/b/c"):
        assert codes(folder / at) == set()
    write(folder, "a/b/poise.yaml", "rules: {insulting: info}\n")
    assert codes(folder / "a") == set()
    assert codes(folder / "a/b/c") == {("insulting.name_calling", "info")}
    assert "# ../poise.yaml:1:20" in settings(folder / "a/b/c")


def test_search_ends_at_the_repository(folder):
    write(folder, "inner/.git", "gitdir: elsewhere\n")  # as in a work tree
    write(folder, "inner/deep/reply.txt", HARSH)
    write(folder, "poise.yaml", "rules: {insulting: off}\n")
    assert status(folder / "inner/deep") == 1
    write(folder, "inner/poise.yaml", "rules: {insulting: off}\n")
    assert status(folder / "inner/deep") == 0


def test_search_ends_at_the_root():
    assert run("lint", "--print-config", cwd="/").returncode == 0


def test_config_names_another(folder):
    write(folder, "reply.txt", HARSH)
    write(folder, "poise.yaml", "broken: [\n")
    write(folder, "ci/strict", "fail-on: info\nrules: {insulting: info}\n")
    assert status(folder, "--config", "ci/strict") == 1
    assert status(folder, "--config", folder / "ci/strict", "--fail-on", "warning") == 0
    assert "# ci/strict:1:10" in settings(folder, "--config", "ci/strict")
    assert status(folder) == 2


def test_no_config(folder):
    write(folder, "reply.txt", HARSH)
    write(folder, "poise.yaml", "rules: {insulting: off}\n")
    assert status(folder) == 0
    assert status(folder, "--no-config") == 1
    both = run("lint", "--no-config", "--config", "poise.yaml", cwd=folder)
    assert both.returncode == 2 and b"--config FILE, --no-config" in both.stderr


def test_other_commands(folder):
    write(folder, "poise.yaml", "rules: {insulting: off}\nsigners: signers\nexclude: x\n")
    assert run("check", cwd=folder, stdin=HARSH.encode()).returncode == 2  # signers without a policy
    write(folder, "poise.yaml", "rules: {insulting: off}\nexclude: x\nbaseline: known.json\n")
    assert run("check", cwd=folder, stdin=HARSH.encode()).returncode == 0
    assert run("check", "--no-config", cwd=folder, stdin=HARSH.encode()).returncode == 1
    write(folder, "poise.yaml", "nonsense: 1\n")
    for command in (["check"], ["digest"], ["approve", "x.txt"], ["verify", "--config", "poise.yaml"], ["lint"]):
        assert b"poise.yaml:1:1: unknown key: nonsense" in run(*command, cwd=folder).stderr
    for command in (["rules"], ["explain", "media.flagged"]):
        assert run(*command, cwd=folder).returncode == 0


def test_who_is_verified_has_no_say_in_it(folder):
    write(folder, "policy.json", POLICY)
    write(folder, "roster.json", ROSTER)
    write(folder, "reply.txt", HARSH)
    write(folder, ".poiseignore", "*\n")
    write(folder, ".gitignore", "*\n")
    write(folder, "poise.yaml", 'exclude: "*"\nfield: none\npolicy: nowhere.json\n')
    arguments = ["verify", "--policy", "policy.json", "--roster", "roster.json", "--author", "ana"]
    result = run(*arguments, cwd=folder)
    assert result.returncode == 1 and b"reply.txt" in result.stdout
    assert run(*arguments, "--config", "poise.yaml", cwd=folder).returncode == 0
    assert b"not an option of this command" in run(*arguments, "--no-ignore", cwd=folder).stderr


def test_language_of_filter_is_no_conflict(folder):
    write(folder, "poise.yaml", "lang: fr\n")
    assert run("check", "--jsonl", cwd=folder, stdin=b'{"text": "x"}\n').returncode == 0
    assert run("check", "--jsonl", "--lang", "fr", cwd=folder).returncode == 2


# What is in it


def test_command_line_stands_above(folder):
    write(folder, "reply.txt", SHORTENER)
    write(folder, "poise.yaml", "fail-on: warning\nmax-warnings: 5\n")
    assert status(folder) == 1
    assert status(folder, "--fail-on", "error") == 0
    assert status(folder, "--fail-on=error", "--max-warnings", "0") == 1
    text = settings(folder, "--fail-on", "info")
    assert "fail-on: info  # command line" in text
    assert "max-warnings: 5  # poise.yaml:2:15" in text


def test_max_warnings(folder):
    write(folder, "reply.txt", SHORTENER)
    for most, wanted in ((0, 1), (1, 0)):
        write(folder, "poise.yaml", f"max-warnings: {most}\n")
        assert status(folder) == wanted


def test_lists_add_up(folder):
    write(folder, "one.txt", "https://one.example/\n")
    write(folder, "two.txt", "https://two.example/\n")
    write(folder, "poise.yaml", "own: one.example\n")
    assert len(codes(folder)) == 1
    assert codes(folder, "--own", "two.example") == set()
    write(folder, "poise.yaml", "own:\n  - one.example\n  - two.example\n")
    assert codes(folder) == set()
    write(folder, "poise.yaml", "flagged: [one.example]\n")
    assert ("media.flagged", "error") in codes(folder)


def test_languages(folder):
    write(folder, "reply.txt", HARSH)
    write(folder, "poise.yaml", "messages: fr\nlang: en\njobs: 1\nno-ignore: true\nfield: body\n")
    assert "erreur" in run("lint", cwd=folder).stdout.decode()
    assert "error" in run("lint", "--messages", "en", cwd=folder).stdout.decode()
    write(folder, "poise.yaml", "no-ignore: false\n")
    assert "no-ignore: false  # poise.yaml:1:12" in settings(folder)


def test_paths_are_those_of_the_file(folder):
    write(folder, "poise.yaml", "policy: rules/policy.json\nroster: rules/roster.json\n")
    write(folder, "rules/policy.json", POLICY)
    write(folder, "rules/roster.json", ROSTER)
    reply = write(folder, "deep/er/reply.txt", HARSH)
    for arguments, at in (((), reply.parent), (("deep",), folder), ((reply,), folder / "rules")):
        assert b"needs 1 of lead for harsh" in run("lint", *arguments, cwd=at).stdout
    result = run("verify", "--config", "../../poise.yaml", "--author", "ana", cwd=reply.parent)
    assert result.returncode == 1
    assert b"--policy ../../rules/policy.json --roster ../../rules/roster.json" in result.stdout
    approve = run("approve", "--by", "bo", "reply.txt", cwd=reply.parent)
    assert approve.returncode == 0, approve.stderr
    assert run("verify", "--config", "../../poise.yaml", "--author", "ana", cwd=reply.parent).returncode == 0
    write(folder, "poise.yaml", f"policy: {folder}/rules/policy.json\n")
    assert b"needs 1 of lead for harsh" in run("lint", cwd=reply.parent).stdout


def test_what_it_names_is_no_reply(folder):
    names = {"policy": "policy.json", "roster": "roster.json", "signers": "signers.txt", "baseline": "known.json"}
    write(folder, "poise.yaml", "".join(f"{key}: {name}\n" for key, name in names.items()))
    write(folder, "policy.json", POLICY)
    write(folder, "roster.json", ROSTER)
    write(folder, "signers.txt", "")
    write(folder, "known.json", '{"version":1,"findings":[]}')
    write(folder, "deep/poise.yaml", "content: You are an idiot.\n")
    for command in ("digest", "lint"):
        result = run(command, "--format", "json", cwd=folder)
        assert result.returncode == 0
        assert "reply" not in result.stderr.decode()
        assert "json" not in result.stdout.decode() and "signers" not in result.stdout.decode()


def test_a_policy_that_is_missing(folder):
    write(folder, "reply.txt", KIND)
    write(folder, "poise.yaml", "policy: nowhere.json\n")
    result = run("lint", cwd=folder)
    assert result.returncode == 2
    assert b"nowhere.json: No such file or directory" in result.stderr
    write(folder, "poise.yaml", 'policy: "-"\n')
    assert b"./-: No such file or directory" in run("lint", cwd=folder, stdin=POLICY.encode()).stderr


# Rules


@pytest.mark.parametrize("severity, statuses", [
    ("off", {"info": 0, "warning": 0, "error": 0}), ("info", {"info": 1, "warning": 0, "error": 0}),
    ("warning", {"info": 1, "warning": 1, "error": 0}), ("error", {"info": 1, "warning": 1, "error": 1}),
])
def test_severity_decides_the_exit_status(folder, severity, statuses):
    write(folder, "reply.txt", HARSH)
    write(folder, "poise.yaml", f"rules:\n  insulting.name_calling: {severity}\n")
    for least, wanted in statuses.items():
        assert status(folder, "--fail-on", least) == wanted
    found = codes(folder)
    assert found == ({("insulting.name_calling", severity)} if severity != "off" else set())
    text = run("lint", cwd=folder).stdout.decode()
    assert ("[insulting.name_calling]" in text) == (severity != "off")
    assert f"{severity}s 1" in text or severity in ("off", "info")


@pytest.mark.parametrize("order", [0, 1])
def test_the_more_exact_name_wins(folder, order):
    write(folder, "reply.txt", SHORTENER)
    rows = ["  media: off\n", "  media.hidden_target: error\n"]
    if order:
        rows.reverse()
    write(folder, "poise.yaml", "rules:\n" + "".join(rows))
    assert codes(folder) == {("media.hidden_target", "error")}


def test_every_rule_and_family_is_known(folder):
    names = [line.split()[1] for line in run("rules").stdout.decode().splitlines()]
    names += sorted({name.split(".")[0] for name in names})
    assert len(names) > 60 and "lint" in names and "template" in names
    write(folder, "poise.yaml", "rules:\n" + "".join(f"  {name}: warning\n" for name in names))
    text = settings(folder)
    assert all(f"\n  {name}: warning  # poise.yaml:" in text for name in names)


def test_rules_leave_the_decision_alone(folder):
    write(folder, "reply.txt", HARSH)
    write(folder, "policy.json", POLICY.replace('"any": [[{"count": 1, "roles": ["lead"]}]]', '"deny": "no"'))
    write(folder, "poise.yaml", "policy: policy.json\nrules: {insulting: off}\n")
    assert codes(folder) == set()
    assert status(folder) == 1


# Formats


def test_formats(folder):
    write(folder, "macros/a.tpl", HARSH)
    write(folder, "macros/deep/b.tpl", "# Title\n\nsome notes\n\n> " + HARSH)
    write(folder, "c.tpl", HARSH)
    write(folder, "reply.txt", "> " + HARSH)
    assert run("lint", "macros/a.tpl", cwd=folder).returncode == 2
    write(folder, "poise.yaml", """formats:
  "*.tpl": text
  macros/deep/*.tpl: markdown
  /reply.txt: markdown
""")
    for at in (folder, folder / "macros", folder / "macros/deep"):
        result = run("lint", "--format", "json", folder, cwd=at)
        replies = {os.path.relpath(file["path"], folder): [reply["line"] for reply in file["replies"]]
                   for file in json.loads(result.stdout)["files"]}
        assert replies == {"macros/a.tpl": [1], "macros/deep/b.tpl": [5], "c.tpl": [1], "reply.txt": [1]}
    result = run("lint", "--format", "json", "b.tpl", "../../macros/./a.tpl", cwd=folder / "macros/deep")
    assert [file["replies"][0]["line"] for file in json.loads(result.stdout)["files"]] == [5, 1]
    write(folder, "elsewhere/poise.yaml", "formats: {macros/*.tpl: text}\n")
    assert status(folder, "--config", "elsewhere/poise.yaml", "macros/a.tpl") == 2  # not below elsewhere
    write(folder, "poise.yaml", 'formats: {"*.tpl": markdown, "a*": text}\n')
    write(folder, "macros/a.tpl", "some notes\n\n> " + HARSH)
    for arguments, line in (((), 1), (("--as", "markdown"), 3)):  # the last that matches; what stands above it
        result = run("lint", "--format", "json", *arguments, "macros/a.tpl", cwd=folder)
        assert json.loads(result.stdout)["files"][0]["replies"][0]["line"] == line


# What is wrong with it

FAULTS = [
    ("fail_on: error\n", "1:1", "unknown key: fail_on (did you mean fail-on?)"),
    ("\n  Policy: x\n", "2:3", "unknown key: Policy (did you mean policy?)"),
    ("qqqqqqqqqqqq: 1\n", "1:1", "unknown key: qqqqqqqqqqqq (one of rules, formats, fail-on, max-warnings, "),
    ("format: json\n", "1:1", "format is an option of the command line alone"),
    ("by: ana\n", "1:1", "by is an option of the command line alone"),
    ("fail-on: eror\n", "1:10", "fail-on: no such value: eror (did you mean error?)"),
    ("fail-on: true\n", "1:10", "fail-on: no such value: true (one of error, warning, info)"),
    ("fail-on: [error]\n", "1:10", "fail-on takes one value"),
    ("fail-on:\n", "1:1", "fail-on has no value: say one, or take it out"),
    ("lang: de\n", "1:7", "lang: no such value: de (one of en, fr)"),
    ("messages: {a: b}\n", "1:11", "messages takes one value"),
    ('max-warnings: "3"\n', "1:15", "max-warnings must be a whole number, without quotes"),
    ("max-warnings: many\n", "1:15", "max-warnings must be a whole number, without quotes"),
    ("max-warnings: -1\n", "1:15", "max-warnings: not a whole number: -1"),
    ("max-warnings: 1.5\n", "1:15", "only whole numbers"),
    ("jobs: 0\n", "1:7", "jobs: not a number from 1 to 256: 0"),
    ("no-ignore: yes\n", "1:12", "no-ignore must be true or false"),
    ("policy: true\n", "1:9", "policy takes text: put true in quotes"),
    ("policy: ''\n", "1:9", "policy has no value: say one, or take it out"),
    ("baseline: [a]\n", "1:11", "baseline takes one value"),
    ("own: 33123456789\n", "1:6", "own takes text: put 33123456789 in quotes"),
    ("own: [a.example, [b.example]]\n", "1:18", "own takes one value"),
    ("exclude: {a: b}\n", "1:10", "exclude takes one value"),
    ("rules: [media.flagged]\n", "1:8", "rules must be a map"),
    ("rules: {media.flaged: off}\n", "1:9", "no such rule: media.flaged (did you mean media.flagged?)"),
    ("rules: {mdia: off}\n", "1:9", "no such rule: mdia (did you mean media?)"),
    ("rules: {media.: off}\n", "1:9", "no such rule: media. (did you mean media?)"),
    ("rules: {qqqqqqqqq: off}\n", "1:9", 'no such rule: qqqqqqqqq ("poise rules" lists them)'),
    ("rules: {media: waring}\n", "1:16", "no such severity: waring (did you mean warning?)"),
    ("rules: {media: of}\n", "1:16", "no such severity: of (did you mean off?)"),
    ("rules: {media: false}\n", "1:16", "no such severity: false (one of off, info, warning, error)"),
    ("rules: {media: }\n", "1:9", "media has no value"),
    ("formats: markdown\n", "1:10", "formats must be a map"),
    ("formats: {a: markdwn}\n", "1:14", "no such format: markdwn (did you mean markdown?)"),
    ("formats: {a: 1}\n", "1:14", "no such format: 1 (one of text, markdown, "),
    ("own: a.example\nown: b.example\n", "2:1", 'the key "own" appears twice'),
    ("rules: {media: off, media: info}\n", "1:21", 'the key "media" appears twice'),
    ("own: &x a.example\n", "1:6", "an anchor (&) is not read here"),
    ("own: *x\n", "1:6", "an alias (*) is not read here"),
    ("own: !!str a.example\n", "1:6", "a tag (!) is not read here"),
    ("own: a\n---\nown: b\n", "2:1", "a second document"),
    ("- own\n", "1:1", "must be a map: keys and their values"),
    ("own\n", "1:1", "must be a map: keys and their values"),
    ("own: [a\n", None, "not valid YAML"),
    ('own: "a\\0b"\n', "1:6", "a text with a zero byte"),
    ('"own\\0": a\n', "1:1", "a text with a zero byte"),
    ("own: a.example\nroster: r.json\n", "2:9", "a roster needs a policy"),
]


@pytest.mark.parametrize("text, place, message", FAULTS)
def test_faults(folder, text, place, message):
    write(folder, "reply.txt", HARSH)
    said = refused(folder, text)
    assert f"poise: poise.yaml:{place or ''}" in said
    assert message in said
    if place is not None:
        assert f"poise.yaml:{place}: {message}" in said


def test_signers_need_a_policy(folder):
    assert "poise.yaml:1:10: signers need a policy" in refused(folder, "signers: s\n", ("check",))
    assert "poise.yaml:1:10: revoked keys need signers" in refused(folder, "revoked: r\n", ("check",))


def test_all_faults_are_said(folder):
    said = refused(folder, "a: 1\nfail-on: x\njobs: 999\nrules: {b: c}\n")
    assert re.findall(r"poise\.yaml:(\d+:\d+)", said) == ["1:1", "2:10", "3:7", "4:9", "4:12"]


def test_a_file_full_of_faults_ends_soon(folder):
    said = refused(folder, "".join(f"unknown_key_{number}: 1\n" for number in range(20000)))
    assert said.count("unknown key") == 50


def test_columns_are_characters(folder):
    assert "poise.yaml:1:23: no such severity: é" in refused(folder, 'rules: {"m\\u0065dia": é}\n')
    write(folder, "poise.yaml", "")
    (folder / "poise.yaml").write_bytes(b"\xef\xbb\xbf" + "own: [é.example, 1]\n".encode())
    assert b"poise.yaml:1:18: own takes text" in run("lint", cwd=folder).stderr


def test_a_key_of_another_command_must_be_valid(folder):
    assert "poise.yaml:1:7: jobs: not a number" in refused(folder, "jobs: 0\n", ("digest",))


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n# nothing\n", "own: []\nrules: {}\nformats: {}\n", "{}"])
def test_nothing_is_configured(folder, text):
    write(folder, "deep/poise.yaml", text)
    write(folder, "deep/reply.txt", HARSH)
    write(folder, "poise.yaml", "rules: {insulting: off}\n")
    assert status(folder / "deep") == 1
    assert "poise.yaml:" not in settings(folder / "deep")


def test_what_is_no_file(folder):
    write(folder, "reply.txt", HARSH)
    (folder / "poise.yaml").mkdir()
    result = run("lint", cwd=folder)
    assert result.returncode == 2 and b"poise: poise.yaml: is no file" in result.stderr
    (folder / "poise.yaml").rmdir()
    os.mkfifo(folder / "poise.yaml")
    assert b"poise: poise.yaml: is no file" in run("lint", cwd=folder).stderr
    (folder / "poise.yaml").unlink()
    (folder / "poise.yaml").symlink_to("nowhere")
    result = run("lint", cwd=folder)
    assert result.returncode == 2 and b"poise: poise.yaml: No such file" in result.stderr
    for name, reason in (("nowhere.yaml", b"No such file"), (".", b"Is a directory"), ("/proc/self/mem", b"Input/output error")):
        result = run("lint", "--config", name, cwd=folder)
        assert result.returncode == 2 and reason in result.stderr and result.stdout == b""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(folder):
    write(folder, "poise.yaml", "own: a\n").chmod(0)
    result = run("lint", cwd=folder)
    assert result.returncode == 2 and b"poise: poise.yaml: Permission denied" in result.stderr


def test_utf_16(folder):
    (folder / "poise.yaml").write_bytes("own: a\n".encode("utf-16"))
    result = run("lint", cwd=folder)
    assert result.returncode == 2 and b"UTF-16" in result.stderr


def test_bytes_that_are_no_configuration(folder):
    rng = random.Random(20261126)
    whole = 'rules: {media: off, "insulting": info}\nformats: {"*.t": text}\nown: [a.example, "b.example"]\nfail-on: info\n'.encode()
    write(folder, "reply.txt", KIND)
    seen = set()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(data))
            data[at:at + rng.randint(0, 3)] = bytes(rng.choice(b"{}[]:,#&*!|>'\"%@-?\n\t \0ax\xc3\xa9\xff") for _ in range(rng.randint(0, 2)))
        (folder / "poise.yaml").write_bytes(data)
        result = run("lint", cwd=folder)
        seen.add(result.returncode)
        assert result.returncode in (0, 1, 2), data
        if result.returncode == 2:
            assert re.match(rb"poise: (poise\.yaml:\d+:\d+: |own\[|flagged\[)", result.stderr), (data, result.stderr)
    assert seen >= {0, 2}


# Where values come from

WHOLE = """\
fail-on: warning
max-warnings: 12
field: [body, "/macros/*/text"]
exclude: ["*.bak", "!keep", "# no comment", "a: b", 'qu"ote', "é ", "null", "-", "12"]
no-ignore: true
baseline: a folder/known.json
jobs: 3
policy: policy.json
roster: /elsewhere/roster.json
signers: "true"
revoked: revoked
own: [a.example, "+33 1 23 45 67 89"]
flagged: b.example
lang: fr
messages: fr
rules: {media: off, media.flagged: error, courtesy: info}
formats: {"*.tpl": markdown, "deep/*": csv}
"""


def bare(text):
    """Without the comments behind values, where origins are."""
    return re.sub(r"  # (poise\.yaml:\S+|command line|default)$", "", text, flags=re.M)


def test_print_config_reads_back(folder):
    write(folder, "poise.yaml", WHOLE)
    first = settings(folder)
    assert "default" not in first
    write(folder, "poise.yaml", first)
    second = settings(folder)
    assert bare(second) == bare(first)
    for key in WHOLE.splitlines():
        assert key.split(":")[0] + ":" in first
    assert first.count("# poise.yaml:") == 30


def test_print_config_of_nothing_reads_back(folder):
    first = settings(folder)
    assert first.splitlines()[0] == "fail-on: error  # default"
    assert "# policy:  # default: none" in first
    write(folder, "poise.yaml", first)
    assert bare(settings(folder)) == bare(first)


def test_print_config_of_the_command_line_reads_back(folder):
    arguments = ["--own", "a.example", "--exclude", "x: #y", "--fail-on", "info", "--jobs", "2", "--no-ignore",
                 "--policy", "p q.json", "--roster", "r.json", "--field", "/a\tb"]
    write(folder, "poise.yaml", "own: first.example\n")
    first = settings(folder, *arguments)
    assert first.index("- first.example  # poise.yaml:1:6") < first.index("- a.example  # command line")
    assert "no-ignore: true  # command line" in first
    write(folder, "poise.yaml", first)
    assert bare(settings(folder)) == bare(first)


def test_print_config_from_below(folder):
    write(folder, "poise.yaml", "policy: p.json\n")
    (folder / "deep").mkdir()
    text = settings(folder / "deep")
    assert text.startswith("# Paths are as seen from here; patterns of exclude and formats from ..\n")
    write(folder, "deep/poise.yaml", text)
    assert "policy: \"../p.json\"  # poise.yaml:" in settings(folder / "deep")


# init


def lines(result):
    return result.stdout.decode().splitlines()


@pytest.mark.parametrize("language, wrote, left", [("en", "wrote {}", "left {} as it is"), ("fr", "{} : écrit", "{} : laissé tel quel")])
def test_init(folder, language, wrote, left):
    names = ["poise.yaml", "policy.yaml", "roster.yaml"]
    result = run("init", "--messages", language, cwd=folder)
    assert result.returncode == 0
    assert lines(result)[:3] == [wrote.format(name) for name in names]
    assert lines(result)[3].endswith(": poise lint")
    assert sorted(path.name for path in folder.iterdir()) == [".git"] + sorted(names)
    before = {name: (folder / name).read_bytes() for name in names}
    assert all(text.startswith(b"# ") for text in before.values())

    empty = run("lint", cwd=folder)
    assert empty.returncode == 0
    assert empty.stderr == b"poise: warning: nothing to lint\n"  # no warning about the policy

    again = run("init", "--messages", language, cwd=folder)
    assert again.returncode == 2
    assert lines(again) == [left.format(name) for name in names]
    assert {name: (folder / name).read_bytes() for name in names} == before

    write(folder, "reply.txt", HARSH)
    assert ("error" if language == "en" else "erreur") in run("lint", cwd=folder).stdout.decode()
    verify = run("verify", "--config", "poise.yaml", "--author", "cy", cwd=folder)
    assert verify.returncode == 1 and b"needs 2 approvals" in verify.stdout and b"never" not in verify.stdout
    for who in ("ana", "bo"):
        assert run("approve", "--by", who, "reply.txt", cwd=folder).returncode == 0
    assert run("verify", "--config", "poise.yaml", "--author", "cy", cwd=folder).returncode == 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_examples_in_comments_are_valid(folder, language):
    run("init", "--messages", language, cwd=folder)
    path = folder / "poise.yaml"
    path.write_text(re.sub(r"^#(?! )|^#(?=  )", "", path.read_text(), flags=re.M))
    text = settings(folder)
    for key in ("own", "exclude", "rules", "formats"):
        assert re.search(rf"^{key}:$", text, re.M), text


def test_init_fills_in_what_is_missing(folder):
    (folder / "replies").mkdir()
    write(folder, "replies/policy.yaml", POLICY)
    for name in ("a.md", "b.md", "deep/c.csv"):
        write(folder / "replies", name, KIND)
    result = run("init", "replies", cwd=folder)
    assert result.returncode == 0
    assert lines(result) == [
        "replies here: markdown 2, csv 1", "wrote replies/poise.yaml", "left replies/policy.yaml as it is",
        "wrote replies/roster.yaml", "next: put your people into replies/roster.yaml, then: cd replies && poise lint"]
    assert (folder / "replies/policy.yaml").read_text() == POLICY


def test_init_where_nothing_can_be_written(folder):
    write(folder, "file", "")
    for name, reason in (("nowhere", b"No such file or directory"), ("file", b"Not a directory")):
        result = run("init", name, cwd=folder)
        assert result.returncode == 2 and result.stdout == b"" and name.encode() + b": " + reason in result.stderr
    result = run("init", "/proc/self/fdinfo", cwd=folder)  # nobody can write there
    assert result.returncode == 2
    assert result.stderr.count(b"poise: /proc/self/fdinfo/") == 3
    assert run("init", "a", "b", cwd=folder).returncode == 2


def test_init_takes_links_for_files(folder):
    (folder / "poise.yaml").symlink_to("outside.yaml")
    assert run("init", cwd=folder).returncode == 0
    assert not (folder / "outside.yaml").exists()
