# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What `poise lint` is told to leave: suppressions in the files of replies, and the baseline."""
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile

import pytest

from program import run

NAMES = "insulting.name_calling"
DENIAL = "defensive.denial"
POLICY = "defensive.policy_wall"
IDIOT = "You are an idiot."
FAULT = "It was not our fault."
RULES = "That is our policy."


def lint(folder, *arguments):
    result = run("lint", "--format", "json", *arguments, cwd=folder)
    document = json.loads(result.stdout) if result.stdout else None
    return result.returncode, document, result.stderr.decode()


def findings(document):
    """(path, finding) of replies and files, in order."""
    for file in document["files"]:
        for reply in file["replies"]:
            yield from ((file["path"], finding) for finding in reply["findings"])
        yield from ((file["path"], finding) for finding in file["findings"])


def state(finding):
    return finding.get("suppressed") or ("known" if finding.get("known") else "open")


def states(document, code):
    return [state(finding) for _, finding in findings(document) if finding["code"] == code]


def said(document, folder):
    """What the program says of suppressions, with the bytes it points at."""
    return [(finding["code"], (folder / path).read_bytes()[finding["start"]:finding["end"]].decode())
            for path, finding in findings(document) if finding["code"].startswith("lint.")]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# Suppressions. How each format says a note and a reply behind it.

COMMENTED = {
    "md": lambda pairs: "".join(f"# T\n\n" + "".join(f"<!-- {note} -->\n" for note in notes) + f"{text}\n\n"
                                for notes, text in pairs),
    "yaml": lambda pairs: "".join("".join(f"# {note}\n" for note in notes) + f"- body: {text}\n"
                                  for notes, text in pairs),
    "po": lambda pairs: 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' + "".join(
        "\n" + "".join(f"#. {note}\n" for note in notes) + f'msgid "m{number}"\nmsgstr "{text}"\n'
        for number, (notes, text) in enumerate(pairs)),
    "csv": lambda pairs: "title,body\n" + "".join("".join(f"# {note}\n" for note in notes) + f'T,"{text}"\n'
                                                  for notes, text in pairs),
}

MEMBERS = {
    "json": lambda pairs: json.dumps([{**dict(note.split(" ", 1) for note in notes), "body": text} for notes, text in pairs],
                                     ensure_ascii=False),
}
FORMATS = {**COMMENTED, **MEMBERS}


def hands_over(ending):
    """Whether the reader of this format knows notes."""
    with tempfile.TemporaryDirectory() as folder:
        note = f"poise-ignore-next {NAMES}: x"
        path = write(pathlib.Path(folder) / f"a.{ending}", FORMATS[ending]([([note], IDIOT)]))
        return states(lint(path.parent, path)[1], NAMES) == ["x"]


@pytest.fixture(params=sorted(FORMATS))
def ending(request):
    if request.param != "md" and not hands_over(request.param):
        pytest.skip(f"no notes in .{request.param} yet")
    return request.param


# What stands before the three replies; what becomes of their findings; what is said of the notes.
TABLE = [
    ([[], [], []], ["open"] * 3, []),
    ([[f"poise-ignore-next {NAMES}: an old joke"], [], []], ["an old joke", "open", "open"], []),
    ([[], [f"poise-ignore-next {NAMES}: c'est notre façon de parler"], []],
     ["open", "c'est notre façon de parler", "open"], []),
    ([[], [], [f"poise-ignore-next {NAMES}:raison"]], ["open", "open", "raison"], []),
    ([[], [], [f"poise-ignore-next {NAMES} : 漢字"]], ["open", "open", "漢字"], []),
    ([[f"poise-ignore-file {NAMES}: all of it"], [], []], ["all of it"] * 3, []),
    ([[], [], [f"poise-ignore-file {NAMES}: at the end"]], ["at the end"] * 3, []),
    ([[f"poise-ignore-file {NAMES}: far"], [f"poise-ignore-next {NAMES}: near"], []], ["far", "near", "far"], []),
    ([[f"poise-ignore-next {NAMES}, {DENIAL}: both"], [], []], ["both", "open", "open"],
     [("lint.unused_suppression", DENIAL)]),
    ([[f"poise-ignore-file {DENIAL}: none here"], [], []], ["open"] * 3, [("lint.unused_suppression", DENIAL)]),
    ([[f"poise-ignore-next {NAMES}, {NAMES}: twice"], [], []], ["twice", "open", "open"],
     [("lint.unused_suppression", NAMES)]),
    ([[f"poise-ignore-next insulting.name_caling, {NAMES}: x"], [], []], ["x", "open", "open"],
     [("lint.unknown_rule", "insulting.name_caling")]),
    ([["poise-ignore-next insulting: x"], [], []], ["open"] * 3, [("lint.unknown_rule", "insulting")]),
    ([["poise-ignore-next insulting.*: x"], [], []], ["open"] * 3, [("lint.unknown_rule", "insulting.*")]),
    ([["poise-ignore-file lint.unknown_rule: x"], [], []], ["open"] * 3,
     [("lint.unknown_rule", "lint.unknown_rule")]),
]


@pytest.mark.parametrize("notes, wanted, problems", TABLE)
def test_suppressions(tmp_path, ending, notes, wanted, problems):
    path = write(tmp_path / f"a.{ending}", FORMATS[ending]([(note, IDIOT) for note in notes]))
    status, document, _ = lint(tmp_path, path.name)
    assert states(document, NAMES) == wanted
    assert said(document, tmp_path) == problems
    errors = wanted.count("open") + sum(code != "lint.unused_suppression" for code, _ in problems)
    assert document["summary"]["error"] == errors and status == (errors > 0)
    assert document["summary"]["suppressed"] == 3 - wanted.count("open")


@pytest.mark.parametrize("note, problem", [
    (f"poise-ignore-next {NAMES}", ("lint.suppression_without_reason", "poise-ignore-next")),
    (f"poise-ignore-file {NAMES}:", ("lint.suppression_without_reason", "poise-ignore-file")),
    (f"poise-ignore-next {NAMES}: 12 -- !", ("lint.suppression_without_reason", "poise-ignore-next")),
    ("poise-ignore-next: a reason for all", ("lint.unknown_rule", "poise-ignore-next")),
    ("poise-ignore-next , : no rule", ("lint.unknown_rule", "poise-ignore-next")),
    (f"poise-ignore {NAMES}: x", ("lint.unknown_rule", "poise-ignore")),
    (f"poise-ignore-nxt {NAMES}: x", ("lint.unknown_rule", "poise-ignore-nxt")),
    (f"TODO poise-ignore-next {NAMES}: x", ("lint.unknown_rule", "poise-ignore-next")),
])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_suppresses_nothing_is_told(tmp_path, note, problem, language):
    path = write(tmp_path / "a.md", COMMENTED["md"]([([note], IDIOT)]))
    status, document, _ = lint(tmp_path, path.name, "--messages", language)
    assert status == 1 and states(document, NAMES) == ["open"]
    assert said(document, tmp_path) == [problem]
    finding = [finding for _, finding in findings(document) if finding["code"] == problem[0]][0]
    assert (finding["line"], finding["column"]) == (3, 6 + note.index(problem[1]))
    assert finding["hint"] and (" ne " in finding["message"] or " n'" in finding["message"] or
                                "sans" in finding["message"] or "doit" in finding["message"]) == (language == "fr")


def test_the_rule_that_was_meant_is_named(tmp_path):
    write(tmp_path / "a.md", COMMENTED["md"]([(["poise-ignore-next defensive.denail: x"], "Hello.")]))
    assert "(did you mean defensive.denial?)" in lint(tmp_path, "a.md")[1]["files"][0]["findings"][0]["message"]
    assert "(vouliez-vous dire defensive.denial ?)" in run("lint", "--messages", "fr", "a.md", cwd=tmp_path).stdout.decode()


def test_a_comment_may_hold_several(tmp_path):
    write(tmp_path / "a.md", f"<!--\n  For Bo.\n  poise-ignore-next {NAMES}: said\n    by a customer\n"
                             f"  poise-ignore-next {DENIAL}: it was\n-->\n{IDIOT} {FAULT}\n\n# Two\n\n{IDIOT}\n")
    _, document, _ = lint(tmp_path, "a.md")
    assert states(document, NAMES) == ["said by a customer", "open"] and states(document, DENIAL) == ["it was"]
    assert said(document, tmp_path) == []


def test_a_comment_behind_a_reply_is_for_the_next(tmp_path):
    write(tmp_path / "a.md", f"# One\n\n{IDIOT}\n<!-- poise-ignore-next {NAMES}: late -->\n\n# Two\n\n{IDIOT}\n")
    assert states(lint(tmp_path, "a.md")[1], NAMES) == ["open", "late"]


def test_one_that_no_reply_follows_is_unused(tmp_path):
    write(tmp_path / "a.md", f"# One\n\n{IDIOT}\n\n<!-- poise-ignore-next {NAMES}: late -->\n")
    _, document, _ = lint(tmp_path, "a.md")
    assert states(document, NAMES) == ["open"] and said(document, tmp_path) == [("lint.unused_suppression", NAMES)]


def test_all_that_match_in_a_reply_are_suppressed(tmp_path):
    write(tmp_path / "a.md", f"<!-- poise-ignore-next {NAMES}: x -->\n{IDIOT} Thank you.\n\n{IDIOT}\n\n# T\n\n{IDIOT}\n")
    assert states(lint(tmp_path, "a.md")[1], NAMES) == ["x", "x", "open"]


def test_people_see_what_is_suppressed_when_they_ask(tmp_path):
    write(tmp_path / "a.md", f"<!-- poise-ignore-next {NAMES}: an old joke -->\n{IDIOT}\n")
    quiet, loud = run("lint", "a.md", cwd=tmp_path), run("lint", "-v", "a.md", cwd=tmp_path)
    assert quiet.returncode == loud.returncode == 0
    assert b"old joke" not in quiet.stdout and b"suppressed 1" in quiet.stdout
    assert b"= suppressed: an old joke" in loud.stdout


def test_a_policy_decides_as_before(tmp_path):
    write(tmp_path / "policy.json", json.dumps({
        "version": 1, "id": "x/1", "baseline": "none",
        "rules": [{"name": "rude", "when": {"field": "tone.insulting", "gte": 700}, "deny": "Never."}]}))
    plain, marked = (write(tmp_path / name, text) for name, text in (
        ("a.md", f"{IDIOT}\n"), ("b.md", f"<!-- poise-ignore-next {NAMES}: x -->\n{IDIOT}\n")))
    results = [lint(tmp_path, "--policy", "policy.json", path.name) for path in (plain, marked)]
    assert [document["summary"]["deny"] for _, document, _ in results] == [1, 1]
    assert [status for status, _, _ in results] == [1, 1]


# Members: what stands around them

@pytest.fixture
def members():
    if not hands_over("json"):
        pytest.skip("no notes in .json yet")


@pytest.mark.parametrize("text, wanted", [
    ('[{"poise-ignore-next": "R: r", "a": {"body": "I"}, "b": [{"body": "I"}, {"text": "I"}]}, {"body": "I"}]',
     ["r", "r", "r", "open"]),
    ('[{"body": "I"}, {"body": "I", "poise-ignore-next": "R: behind"}, {"body": "I"}]', ["open", "behind", "open"]),
    ('{"body": "I", "x": {"body": "I", "poise-ignore-next": "R: inner"}, "y": {"body": "I"}, '
     '"poise-ignore-next": "R: outer"}', ["outer", "inner", "outer"]),
    ('{"poise-ignore-next": "R: outer", "x": {"y": {"poise-ignore-next": "R: inner", "body": "I"}, "body": "I"}}',
     ["inner", "outer"]),
    ('[{"body": "I"}, {"poise-ignore-file": "R: all", "body": "I"}]', ["all", "all"]),
])
def test_members_are_about_what_is_around_them(tmp_path, members, text, wanted):
    write(tmp_path / "a.json", re.sub(r"\bR\b", NAMES, text).replace('"I"', json.dumps(IDIOT)))
    _, document, _ = lint(tmp_path, "a.json")
    assert states(document, NAMES) == wanted and said(document, tmp_path) == []


def test_a_map_that_is_judged_in_part_ends_where_it_ends(tmp_path, members):
    """So many replies are judged before the maps around them have been read to their ends."""
    many = [{"body": IDIOT}] * 600
    replies = {"a": {"poise-ignore-next": f"{NAMES}: outer", "b": many, "c": {"poise-ignore-next": f"{NAMES}: inner", "d": many},
                     "e": many}, "f": many, "g": {"poise-ignore-next": f"{NAMES}: last", "h": {"body": IDIOT}}, "i": {"body": IDIOT}}
    write(tmp_path / "a.json", json.dumps(replies))
    status, document, _ = lint(tmp_path, "a.json")
    assert status == 1 and said(document, tmp_path) == []
    assert states(document, NAMES) == ["outer"] * 600 + ["inner"] * 600 + ["outer"] * 600 + ["open"] * 600 + ["last", "open"]


def test_a_member_with_escapes_has_its_place(tmp_path, members):
    write(tmp_path / "a.json", f'[{{"poise-ignore-next": "insulting.name_c\\u0061lling, defensive.denail: x", "body": "Hello."}}]')
    assert {code for code, _ in said(lint(tmp_path, "a.json")[1], tmp_path)} == {"lint.unknown_rule",
                                                                                 "lint.unused_suppression"}


# Random files of comments against a model


@pytest.mark.parametrize("seed", range(20))
def test_random_suppressions(tmp_path, seed):
    rng = random.Random(seed)
    lines, wanted, waiting, unused = [], [], {}, 0
    sentences = {NAMES: IDIOT, DENIAL: FAULT, POLICY: RULES}
    whole = {code: "whole" for code in sentences if rng.random() < 0.3}
    for number in range(30):
        for code in rng.sample(sorted(sentences), rng.randint(0, 2)):
            lines.append(f"<!-- poise-ignore-next {code}: r{chr(97 + number % 26)} -->\n")
            unused += code in waiting
            waiting.setdefault(code, f"r{chr(97 + number % 26)}")
        if rng.random() < 0.6:
            codes = rng.sample(sorted(sentences), rng.randint(0, 3))
            lines.append(f"# T{number}\n\n{' '.join(sentences[code] for code in codes)} Thank you.\n\n")
            wanted += [(code, waiting.get(code) or whole.get(code) or "open") for code in codes]
            unused += len(set(waiting) - set(codes))
            waiting = {}
    unused += len(waiting) + sum((code, "whole") not in wanted for code in whole)
    lines.insert(rng.choice([0, len(lines)]), "".join(f"<!-- poise-ignore-file {code}: whole -->\n" for code in whole))
    write(tmp_path / "a.md", "".join(lines))
    _, document, _ = lint(tmp_path, "a.md")
    got = [(finding["code"], state(finding)) for _, finding in findings(document) if finding["code"] in sentences]
    assert got == wanted
    assert [code for code, _ in said(document, tmp_path)] == ["lint.unused_suppression"] * unused


def test_many_notes_cost_no_more_than_they_are(tmp_path):
    def seconds(count):
        write(tmp_path / "a.md", "".join(f"<!-- poise-ignore-next {NAMES}: x -->\n<!-- poise-ignore-next a.b: x -->\n"
                                         f"# T\n\nHello.\n\n" for _ in range(count)))
        before = os.times().children_user
        status, document, _ = lint(tmp_path, "-j1", "a.md")
        assert status == 1 and document["summary"]["error"] == document["summary"]["warning"] == count
        return os.times().children_user - before

    seconds(10)
    small, large = min(seconds(500) for _ in range(2)), seconds(8000)
    assert large < 16 * max(small, 0.02) * 4


# The baseline

BASELINE = "poise-baseline.json"


def section(name, *sentences):
    return f"# {name}\n\n{' '.join(sentences)}\n\n"


def entries(path):
    return json.loads(path.read_text(encoding="utf-8"))["findings"]


@pytest.fixture
def written(tmp_path):
    """A folder of replies with a baseline."""
    write(tmp_path / "replies/a.md", section("One", IDIOT) + section("Two", FAULT))
    write(tmp_path / "replies/b.md", section("Trois", "Vous êtes un idiot."))
    result = run("lint", "--write-baseline", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert b"findings listed: 3" in result.stderr
    return tmp_path


def check(folder, *arguments):
    """The exit status, open findings but stale ones, and stale ones by what they list."""
    status, document, error = lint(folder, "--baseline", BASELINE, *arguments)
    assert document is not None, error
    fresh, stale = [], []
    for path, finding in findings(document):
        if finding["code"] == "lint.stale_baseline":
            entry = (folder / path).read_bytes()[finding["start"]:finding["end"]]
            stale.append(tuple(json.loads(entry)[key] for key in ("path", "rule", "count")))
            assert finding["line"] > 1 and finding["severity"] == "error"
        elif state(finding) == "open":
            fresh.append((os.path.normpath(path), finding["code"]))
    return status, fresh, stale


def test_the_file_can_be_read_by_people(written):
    lines = (written / BASELINE).read_text(encoding="utf-8").splitlines()
    assert lines[0] == '{"version":1,"findings":[' and lines[-1] == "]}"
    listed = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    assert [list(entry) for entry in listed] == [["path", "rule", "reply", "fingerprint", "count", "words"]] * 3
    assert [(entry["path"], entry["rule"], entry["reply"], entry["count"]) for entry in listed] == [
        ("replies/a.md", DENIAL, "Two", 1), ("replies/a.md", NAMES, "One", 1), ("replies/b.md", NAMES, "Trois", 1)]
    assert "êtes un idiot" in listed[2]["words"]


def test_what_is_known_does_not_fail(written):
    assert check(written) == (0, [], [])
    assert check(written, "--max-warnings", "0") == (0, [], [])
    assert check(written, "-j", "2", "replies/b.md", "./replies/a.md", "replies/a.md") == (0, [], [])
    assert run("lint", cwd=written).returncode == 1
    out = run("lint", "--baseline", BASELINE, cwd=written).stdout
    assert b"known to the baseline 3" in out and b"idiot" not in out
    assert b"= known to the baseline" in run("lint", "-v", "--baseline", BASELINE, cwd=written).stdout


def test_what_is_new_fails(written):
    write(written / "replies/c.md", IDIOT)
    assert check(written) == (1, [("replies/c.md", NAMES)], [])


def test_moved_lines_stay_known(written):
    write(written / "replies/a.md", "\n\n" + section("Zero", "Hello.") + section("Two", FAULT) + section("One", IDIOT))
    assert check(written) == (0, [], [])


def test_changed_words_are_new_and_stale(written):
    write(written / "replies/a.md", section("One", "You are a liar.") + section("Two", FAULT))
    assert check(written) == (1, [("replies/a.md", NAMES)], [("replies/a.md", NAMES, 1)])


def test_a_renamed_reply_is_new_and_stale(written):
    write(written / "replies/a.md", section("Uno", IDIOT) + section("Two", FAULT))
    assert check(written) == (1, [("replies/a.md", NAMES)], [("replies/a.md", NAMES, 1)])


@pytest.mark.parametrize("language, words", [("en", "that is gone"), ("fr", "qui n'y est plus")])
def test_what_was_repaired_is_stale(written, language, words):
    write(written / "replies/a.md", section("One", "Hello.") + section("Two", FAULT))
    assert check(written) == (1, [], [("replies/a.md", NAMES, 1)])
    out = run("lint", "--baseline", BASELINE, "--messages", language, cwd=written).stdout.decode()
    assert f"{BASELINE}:3:1: " in out and words in out and "--prune-baseline" in out


def test_pruning_takes_out_what_is_gone_and_adds_nothing(written):
    before = (written / BASELINE).read_text(encoding="utf-8").splitlines()
    write(written / "replies/a.md", section("One", "Hello.") + section("Two", FAULT))
    write(written / "replies/c.md", IDIOT)
    result = run("lint", "--baseline", BASELINE, "--prune-baseline", cwd=written)
    assert result.returncode == 1 and b"listed: 2, taken out: 1" in result.stderr
    assert (written / BASELINE).read_text(encoding="utf-8").splitlines() == before[:2] + before[3:]
    assert check(written) == (1, [("replies/c.md", NAMES)], [])
    os.remove(written / "replies/c.md")
    assert check(written) == (0, [], [])


def test_a_run_over_some_files_says_nothing_of_others(written):
    write(written / "replies/a.md", "Hello.")
    assert check(written, "replies/b.md") == (0, [], [])
    for option in ("--write-baseline", "--prune-baseline"):
        assert run("lint", "--baseline", BASELINE, option, "replies/b.md", cwd=written).returncode == 0
        assert len(entries(written / BASELINE)) == 3
    assert check(written, "replies/a.md")[2] == [("replies/a.md", DENIAL, 1), ("replies/a.md", NAMES, 1)]


def test_a_file_that_is_gone_is_stale_whatever_is_linted(written):
    os.remove(written / "replies/b.md")
    assert check(written, "replies/a.md") == (1, [], [("replies/b.md", NAMES, 1)])
    assert check(written, "replies/b.md") == (2, [], [("replies/b.md", NAMES, 1)])
    assert "a file that is gone" in run("lint", "--baseline", BASELINE, cwd=written).stdout.decode()
    assert run("lint", "--baseline", BASELINE, "--prune-baseline", "replies/a.md", cwd=written).returncode == 0
    assert [entry["path"] for entry in entries(written / BASELINE)] == ["replies/a.md"] * 2


def test_a_renamed_file_is_new_and_stale(written):
    os.rename(written / "replies/b.md", written / "replies/c.md")
    assert check(written) == (1, [("replies/c.md", NAMES)], [("replies/b.md", NAMES, 1)])


def test_a_file_that_cannot_be_read_in_full_is_left_alone(written):
    write(written / "replies/a.md", "Hello.\n\n<!-- never closed")
    assert check(written) == (2, [], [])
    for option in ("--write-baseline", "--prune-baseline"):
        assert run("lint", "--baseline", BASELINE, option, cwd=written).returncode == 2
        assert len(entries(written / BASELINE)) == 3


def test_as_often_as_it_is_listed(tmp_path):
    path = write(tmp_path / "a.md", section("One", IDIOT) * 3)
    run("lint", "--write-baseline", cwd=tmp_path)
    assert [entry["count"] for entry in entries(tmp_path / BASELINE)] == [3]
    assert check(tmp_path) == (0, [], [])
    write(path, section("One", IDIOT) * 4)
    assert check(tmp_path) == (1, [("a.md", NAMES)], [])
    write(path, section("One", IDIOT) * 2)
    assert check(tmp_path) == (1, [], [("a.md", NAMES, 3)])
    assert run("lint", "--baseline", BASELINE, "--prune-baseline", cwd=tmp_path).returncode == 0
    assert [entry["count"] for entry in entries(tmp_path / BASELINE)] == [2]


def test_suppressed_findings_use_up_no_entries(tmp_path):
    path = write(tmp_path / "a.md", section("One", IDIOT))
    run("lint", "--write-baseline", cwd=tmp_path)
    write(path, f"<!-- poise-ignore-next {NAMES}: x -->\n" + path.read_text(encoding="utf-8"))
    assert check(tmp_path) == (1, [], [("a.md", NAMES, 1)])
    run("lint", "--write-baseline", cwd=tmp_path)
    assert entries(tmp_path / BASELINE) == []


def test_what_is_said_of_suppressions_is_never_known(tmp_path):
    write(tmp_path / "a.md", f"<!-- poise-ignore-next defensive.denail: x -->\n{IDIOT}\n")
    run("lint", "--write-baseline", cwd=tmp_path)
    assert [entry["rule"] for entry in entries(tmp_path / BASELINE)] == [NAMES]
    assert check(tmp_path) == (1, [("a.md", "lint.unknown_rule")], [])


def test_info_is_listed_only_when_it_fails(tmp_path):
    write(tmp_path / "a.md", "We are very busy.")
    for arguments, count in (((), 0), (("--fail-on", "info"), 1)):
        run("lint", "--write-baseline", *arguments, cwd=tmp_path)
        assert len(entries(tmp_path / BASELINE)) == count
    assert check(tmp_path, "--fail-on", "info") == (0, [], [])


def test_paths_count_from_the_folder_of_the_baseline(written):
    (written / "else/where").mkdir(parents=True)
    wanted = (written / BASELINE).read_bytes()
    for folder, prefix in ((written / "replies", ".."), (written / "else/where", "../.."), (written, str(written))):
        for replies in (f"{prefix}/replies", f"{prefix}/replies/../replies", f"{written}//replies/."):
            arguments = ("lint", "--baseline", f"{prefix}/{BASELINE}", replies)
            assert run(*arguments, cwd=folder).returncode == 0
            assert run(*arguments, "--write-baseline", cwd=folder).returncode == 0
            assert (written / BASELINE).read_bytes() == wanted
    assert run("lint", "--baseline", "../base.json", "--write-baseline", "../replies", cwd=written / "else").returncode == 0
    assert (written / "base.json").read_bytes() == wanted
    assert run("lint", "--baseline", "else/base.json", "--write-baseline", "replies", cwd=written).returncode == 0
    assert {entry["path"] for entry in entries(written / "else/base.json")} == {"../replies/a.md", "../replies/b.md"}


def test_writing_twice_gives_the_same_bytes_whatever_the_order(written):
    wanted = (written / BASELINE).read_bytes()
    for arguments in ((), ("replies/b.md", "replies/a.md"), ("replies/a.md", "./replies/a.md", "replies/b.md")):
        assert run("lint", "--write-baseline", *arguments, cwd=written).returncode == 0
        assert (written / BASELINE).read_bytes() == wanted
    assert run("lint", "--baseline", BASELINE, "--prune-baseline", cwd=written).returncode == 0
    assert (written / BASELINE).read_bytes() == wanted and sorted(os.listdir(written)) == [BASELINE, "replies"]


def test_a_baseline_that_people_laid_out_anew_is_read(written):
    path = written / BASELINE
    path.write_text("\ufeff" + json.dumps(json.loads(path.read_text(encoding="utf-8")), indent=4, sort_keys=True,
                                          ensure_ascii=True), encoding="utf-8")
    assert check(written) == (0, [], [])
    write(written / "replies/b.md", "Bonjour.")
    status, _, stale = check(written)
    assert (status, stale) == (1, [("replies/b.md", NAMES, 1)])


def test_standard_input_is_never_listed(tmp_path):
    result = run("lint", "--as", "text", "--write-baseline", "-", cwd=tmp_path, stdin=IDIOT.encode())
    assert result.returncode == 1 and entries(tmp_path / BASELINE) == []
    assert run("lint", "--as", "text", "--baseline", BASELINE, "-", cwd=tmp_path, stdin=IDIOT.encode()).returncode == 1


def test_the_baseline_is_no_reply(written):
    os.rename(written / BASELINE, written / "known.json")
    paths = [file["path"] for file in lint(written, "--baseline", "known.json")[1]["files"]]
    assert paths == ["./replies/a.md", "./replies/b.md"]
    paths = [file["path"] for file in lint(written, "--baseline", "known.json", "known.json", "replies")[1]["files"]]
    assert paths == ["replies/a.md", "replies/b.md"]


ENTRY = {"path": "a.md", "rule": NAMES, "reply": None, "fingerprint": "0" * 32, "count": 1, "words": "x"}


def baseline_of(*listed, **head):
    return json.dumps({"version": 1, "findings": list(listed), **head})


@pytest.mark.parametrize("text, place", [
    ("", "1:1"), ("{", "1:1"), ("[]", "1:1"), ("Hello", "1:"), ('{"version":1,\n"findings":[}]', "2:"),
    ('{"version":1,"version":1,"findings":[]}', "1:"), ('{"version":1}', "1:1"), ('{"findings":[]}', "1:1"),
    (baseline_of(version=2), "1:1"), (baseline_of(version="1"), "1:1"), (baseline_of(extra=1), "1:1"),
    (baseline_of(findings={}), "1:1"), (baseline_of(1), "1:1"), (baseline_of(ENTRY, ENTRY), "1:"),
    ("\n" + baseline_of(ENTRY).replace('{"path"', '\n  {"path"').replace("a.md", "./a.md"), "3:3"),
    *[(baseline_of({**ENTRY, key: value}), "1:29") for key, value in (
        ("path", 1), ("path", ""), ("path", "/a.md"), ("path", "b/../a.md"), ("path", "a//b"), ("path", "b/"),
        ("path", ".."), ("rule", None), ("reply", 1), ("fingerprint", "00"), ("fingerprint", "G" * 32), ("count", 0),
        ("count", -1), ("count", "1"), ("count", 1.5), ("words", None), ("line", 3))],
    *[(baseline_of({name: value for name, value in ENTRY.items() if name != key}), "1:29") for key in ENTRY],
])
def test_a_broken_baseline_is_refused_and_kept(tmp_path, text, place):
    write(tmp_path / "a.md", "Hello.")
    write(tmp_path / "b.json", text)
    for arguments in ((), ("--write-baseline",), ("--prune-baseline",)):
        status, document, error = lint(tmp_path, "--baseline", "b.json", *arguments, "a.md")
        assert status == 2 and document is None
        assert f"poise: b.json:{place}" in error and "--write-baseline" in error
        assert (tmp_path / "b.json").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("arguments, words", [
    (("--baseline", "none.json"), "none.json: no such baseline; --write-baseline makes one"),
    (("--baseline", "none.json", "--prune-baseline"), "none.json: no such baseline"),
    (("--baseline", "none/b.json", "--write-baseline"), "none/b.json: No such file"),
    (("--baseline", ".", "--write-baseline"), ".: Is a directory"),
    (("--prune-baseline",), "--baseline FILE"),
    (("--baseline", "b.json", "--write-baseline", "--prune-baseline"), "--write-baseline, --prune-baseline"),
])
def test_wrong_use(tmp_path, arguments, words):
    write(tmp_path / "a.md", IDIOT)
    status, document, error = lint(tmp_path, *arguments)
    assert status == 2 and document is None and words in error
    assert os.listdir(tmp_path) == ["a.md"]


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="no folder in which nobody can make a file")
def test_a_folder_that_holds_no_files(written):
    result = run("lint", "--write-baseline", "--baseline", "/proc/poise.json", cwd=written)
    assert result.returncode == 2 and b"/proc/poise.json: " in result.stderr
    assert b"the baseline was not written" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_cannot_be_written_to(written):
    os.chmod(written, 0o555)
    try:
        before = (written / BASELINE).read_bytes()
        result = run("lint", "--write-baseline", cwd=written)
        assert result.returncode == 2 and b"Permission denied; the baseline was not written" in result.stderr
        assert (written / BASELINE).read_bytes() == before
    finally:
        os.chmod(written, 0o755)


def test_what_cannot_be_written_in_full_leaves_the_old_one(written):
    before = (written / BASELINE).read_bytes()
    write(written / "replies/c.md", "".join(section(f"T{number}", IDIOT) for number in range(600)))
    script = 'ulimit -f 1; trap "" XFSZ; exec "$POISE_PROGRAM" lint --write-baseline'
    result = subprocess.run(["bash", "-c", script], cwd=written, capture_output=True, check=False)
    assert result.returncode == 3 and b"the baseline was not written" in result.stderr
    assert (written / BASELINE).read_bytes() == before and sorted(os.listdir(written)) == [BASELINE, "replies"]


def test_mode_and_link_stay(written):
    os.rename(written / BASELINE, written / "real.json")
    os.symlink("real.json", written / BASELINE)
    os.chmod(written / "real.json", 0o640)
    assert run("lint", "--write-baseline", "replies", cwd=written).returncode == 0
    assert os.path.islink(written / BASELINE) and os.stat(written / "real.json").st_mode & 0o777 == 0o640


def test_writers_at_once_leave_a_whole_file(written):
    wanted = (written / BASELINE).read_bytes()
    processes = [subprocess.Popen([os.environ["POISE_PROGRAM"], "lint", "--write-baseline"], cwd=written,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(8)]
    assert [process.wait() for process in processes] == [0] * 8
    assert (written / BASELINE).read_bytes() == wanted and sorted(os.listdir(written)) == [BASELINE, "replies"]


SENTENCES = [(IDIOT, NAMES), ("You are a liar.", NAMES), (FAULT, DENIAL), ("We did nothing wrong.", DENIAL), (RULES, POLICY)]


def random_state(rng, folder):
    """Writes files; how often each (path, rule, reply, words) is in them."""
    found = collections.Counter()
    for path in ("a.md", "b/c.md", "b/d.md", "é.md"):
        if rng.random() < 0.2:
            (folder / path).unlink(missing_ok=True)
            continue
        text = ""
        for _ in range(rng.randint(0, 8)):
            name, (sentence, rule) = rng.choice(["A", "B"]), rng.choice(SENTENCES)
            text += section(name, sentence)
            found[path, rule, name, sentence] += 1
        write(folder / path, text + section("End", "Hello."))
    return found


@pytest.mark.parametrize("seed", range(25))
def test_random_changes(tmp_path, seed):
    rng = random.Random(seed)
    known = random_state(rng, tmp_path)
    jobs = f"-j{rng.randint(1, 3)}"
    assert run("lint", "--write-baseline", jobs, cwd=tmp_path).returncode == 0
    for _ in range(3):
        found = random_state(rng, tmp_path)
        there = [path for path in ("a.md", "b/c.md", "b/d.md", "é.md") if (tmp_path / path).exists()]
        linted = rng.sample(there, rng.randint(1, len(there))) if there and rng.random() < 0.5 else there
        fresh = collections.Counter({key: count for key, count in (found - known).items() if key[0] in linted})
        stale = collections.Counter({key: count for key, count in (known - found).items()
                                     if key[0] in linted or key[0] not in there})
        gone = collections.Counter(key[:2] for key in stale)
        status, got_fresh, got_stale = check(tmp_path, jobs, *(linted or ["."]))
        assert collections.Counter(got_fresh) == collections.Counter(
            {key: sum(count for other, count in fresh.items() if other[:2] == key) for key in {key[:2] for key in fresh}})
        assert collections.Counter(entry[:2] for entry in got_stale) == gone
        assert status == int(bool(stale) or any(key[1] == NAMES for key in fresh))
        if rng.random() < 0.5:
            run("lint", "--baseline", BASELINE, "--prune-baseline", jobs, *(linted or ["."]), cwd=tmp_path)
            known -= stale
        else:
            run("lint", "--write-baseline", jobs, *(linted or ["."]), cwd=tmp_path)
            known = known - stale + fresh
        assert collections.Counter({(entry["path"], entry["rule"], entry["reply"]): 0 for entry in entries(
            tmp_path / BASELINE)}).keys() == {key[:3] for key in known}
        assert sum(entry["count"] for entry in entries(tmp_path / BASELINE)) == sum(known.values())


def test_a_hundred_thousand_entries(tmp_path):
    listed = [{**ENTRY, "path": f"r/{number % 300:03}.md", "fingerprint": f"{number:032x}"} for number in range(100000)]
    write(tmp_path / "b.json", baseline_of(*listed))
    write(tmp_path / "r/000.md", IDIOT)
    result = run("lint", "--baseline", "b.json", "--prune-baseline", cwd=tmp_path)
    assert result.returncode == 1 and b"listed: 0, taken out: 100000" in result.stderr
