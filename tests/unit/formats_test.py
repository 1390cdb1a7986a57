# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What `poise lint` prints for programs: each format is well-formed, keeps to its schema, and says what the others say."""
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import unicodedata
import urllib.parse
import xml.etree.ElementTree as ElementTree

import pytest

from approvals_unit import POLICY, ROSTER
from program import run

FORMATS = ["sarif", "junit", "checkstyle", "github", "gitlab", "unix"]
SCHEMAS = pathlib.Path(__file__).parents[2] / "build" / "schemas"

ERROR = "You are an idiot."
WARNING = "See https://bit.ly/3abc now."
GOOD = "Thank you, we are open until six."
PIECES = [ERROR, WARNING, GOOD, "Vous êtes un idiot.", "漢字", "😀", "cafe\u0301", "\u202eabc\u202c", "a]]>b", '"x" & <y>', "100 %"]

Entry = collections.namedtuple("Entry", "path line column end_line end_column code severity words", defaults=[None] * 8)
LEVELS = {"error": "error", "warning": "warning", "note": "info", "notice": "info", "Error": "error", "Warning": "warning",
          "Info": "info", "info": "info", "major": "error", "minor": "warning"}


def lint(folder, format_, *arguments, paths=(".",), status=(0, 1)):
    result = run("lint", "--format", format_, *arguments, *paths, cwd=folder)
    assert result.returncode in status, result.stderr
    return result.stdout


# Each format, read as its users read it


def read_json(output):
    """What the others are held against: all findings, by file."""
    for file in json.loads(output)["files"]:
        found = [finding for reply in file["replies"] for finding in reply["findings"]] + file["findings"]
        for finding in found:
            yield Entry(file["path"].removeprefix("./"), finding["line"], finding["column"], finding["end_line"],
                        finding["end_column"], finding["code"], finding["severity"],
                        f'{finding["message"]} {finding["hint"]}')


def uri_path(location):
    assert re.fullmatch(r"[A-Za-z0-9\-._~/!$&'()*+,;=@%]+", location["uri"])
    assert location["uriBaseId"] == "%SRCROOT%"
    return urllib.parse.unquote(location["uri"], errors="surrogateescape")


def read_sarif(output):
    log = json.loads(output)
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    for result in log["runs"][0]["results"]:
        [location] = result["locations"]
        region = location["physicalLocation"]["region"]
        if result["ruleId"] in rules:
            assert rules[result["ruleIndex"]] == result["ruleId"]
        else:
            assert result["ruleId"] == "policy" and "ruleIndex" not in result
        yield Entry(uri_path(location["physicalLocation"]["artifactLocation"]), region["startLine"], region["startColumn"],
                    region["endLine"], region["endColumn"], result["ruleId"], LEVELS[result["level"]], result["message"]["text"])


LINE = re.compile(r"(.*?):(\d+):(\d+): (error|warning|info): (.*) \[([a-z0-9_.]+)\]")


def read_junit(output):
    suites = ElementTree.fromstring(output)
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        for tag, count in (("failure", "failures"), ("error", "errors")):
            assert int(suite.get(count)) == len([case for case in cases if case.find(tag) is not None])
        for case in cases:
            assert case.get("classname") == suite.get("name")
            for child in case:
                assert child.tag in ("error", "failure", "system-out")
                for number, line in enumerate(child.text.removesuffix("\n").split("\n")):
                    path, at, column, severity, words, code = LINE.fullmatch(line).groups()
                    if child.tag != "system-out" and number == 0:
                        assert (child.get("type"), " ".join(child.get("message").split())) == (code, " ".join(words.split()))
                    yield Entry(suite.get("name"), int(at), int(column), code=code, severity=severity, words=words)
    for count in ("tests", "failures", "errors"):
        assert int(suites.get(count)) == sum(int(suite.get(count)) for suite in suites)


def read_checkstyle(output):
    for file in ElementTree.fromstring(output):
        for error in file:
            yield Entry(file.get("name"), int(error.get("line")), int(error.get("column", 0)),
                        code=error.get("source").removeprefix("poise."), severity=error.get("severity"), words=error.get("message"))


def unescape(text):
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")


def read_github(output):
    """As the runner of GitHub does."""
    for line in output.decode().split("\n"):
        if not line.startswith("::"):
            assert line == "" or line.startswith("poise")
            continue
        head, words = line[2:].split("::", 1)
        command, properties = head.split(" ", 1)
        pairs = {key: unescape(value) for key, value in (pair.split("=", 1) for pair in properties.split(","))}
        assert set(pairs) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert ("col" in pairs) == ("endColumn" in pairs) == (pairs.get("line") == pairs.get("endLine") and "line" in pairs)
        numbers = [int(pairs[key]) if key in pairs else None for key in ("line", "col", "endLine", "endColumn")]
        yield Entry(pairs["file"], *numbers, pairs["title"], LEVELS[command], unescape(words))


def read_gitlab(output):
    entries = json.loads(output)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert set(entry["location"]) == {"path", "lines"} and not entry["location"]["path"].startswith("./")
        yield Entry(entry["location"]["path"], entry["location"]["lines"]["begin"], end_line=entry["location"]["lines"]["end"],
                    code=entry["check_name"], severity=LEVELS.get(entry["severity"], entry["severity"]), words=entry["description"])


def read_unix(output):
    lines = output.decode().split("\n")
    if lines == [""]:
        return
    assert lines[-3:] == ["", f"{len(lines) - 3} problem{'s' * (len(lines) != 4)}", ""]
    for line in lines[:-3]:
        path, at, column, words, severity, code = re.fullmatch(r"(.*?):(\d+):(\d+): (.*) \[(\w+)/([a-z0-9_.]+)\]", line).groups()
        yield Entry(path, int(at), int(column), code=code, severity=LEVELS[severity], words=words)


READERS = {"sarif": read_sarif, "junit": read_junit, "checkstyle": read_checkstyle, "github": read_github, "gitlab": read_gitlab,
           "unix": read_unix}


def agrees(entry, wanted):
    """A format may leave a part out, and says nothing else."""
    return all(mine is None or mine == theirs for mine, theirs in zip(entry, wanted))


def entries(folder, format_, *arguments, **options):
    return list(READERS[format_](lint(folder, format_, *arguments, **options)))


def assert_all_agree(folder, *arguments):
    wanted = list(read_json(lint(folder, "json", *arguments)))
    for format_ in FORMATS:
        got = entries(folder, format_, *arguments)
        if format_ == "github":
            ranks = {"error": 0, "warning": 1, "info": 2}
            there = [found for rank in ranks for found in [f for f in wanted if f.severity == rank][:10]]
        elif format_ == "junit":
            there, got = sorted(wanted), sorted(got, key=lambda e: [0 if part is None else part for part in e])
            assert collections.Counter(e[:3] + e[5:] for e in got) == collections.Counter(e[:3] + e[5:] for e in there)
            continue
        else:
            there = wanted
        assert len(got) == len(there), format_
        for mine, theirs in zip(got, there):
            assert agrees(mine, theirs), (format_, mine, theirs)
    return wanted


# They say the same, and where it is


def write_replies(rng, folder):
    text = "\n".join(rng.choices(PIECES, k=12) + [ERROR])
    (folder / "a.txt").write_text(rng.choice(["", "\ufeff"]) + text.replace("\n", rng.choice(["\n", "\r\n", "\r"])), "utf-8", newline="")
    members = [{"title": f"T{number}", "body": rng.choice(PIECES) + " " + rng.choice(PIECES)} for number in range(6)]
    (folder / "b.json").write_text(json.dumps(members, ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, 1])), "utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "c.md").write_text("".join(f"---- T{n}\n{rng.choice(PIECES)}\n" for n in range(6)), "utf-8")


@pytest.mark.parametrize("seed", range(8))
def test_all_formats_say_the_same(tmp_path, seed):
    write_replies(random.Random(seed), tmp_path)
    assert len(assert_all_agree(tmp_path)) > 3


def words_at(text, line, column):
    return re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))[line - 1][column - 1:]


def test_places_are_those_of_the_words(tmp_path):
    text = "\ufeff" + GOOD + "\r\n😀 漢字 cafe\u0301 " + ERROR + "\r" + "é " + ERROR
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8", newline="")
    for format_ in set(FORMATS) - {"gitlab"}:
        found = [entry for entry in entries(tmp_path, format_) if entry.code == "insulting.name_calling"]
        assert [entry.line for entry in found] == [2, 3]
        for entry in found:
            assert words_at(text, entry.line, entry.column) == ERROR
    assert [entry.line for entry in entries(tmp_path, "gitlab") if entry.severity == "error"] == [2, 3]
    results = json.loads(lint(tmp_path, "sarif"))["runs"][0]["results"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in results if result["level"] == "error"]
    for region in regions:
        flagged = path.read_bytes()[region["byteOffset"]:region["byteOffset"] + region["byteLength"]].decode()
        assert flagged == ERROR.rstrip(".")
        assert region["endColumn"] - region["startColumn"] == len(flagged)


def test_a_finding_over_two_lines_has_no_columns_at_github(tmp_path):
    (tmp_path / "a.txt").write_text("You are an\nidiot.", "utf-8")
    [found] = [entry for entry in entries(tmp_path, "github") if entry.code == "insulting.name_calling"]
    assert (found.line, found.end_line, found.column, found.end_column) == (1, 2, None, None)


def test_nothing_found(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    assert assert_all_agree(tmp_path) == []
    assert lint(tmp_path, "github") == b"" and lint(tmp_path, "unix") == b""
    assert json.loads(lint(tmp_path, "gitlab")) == []
    run_ = json.loads(lint(tmp_path, "sarif"))["runs"][0]
    assert run_["results"] == [] and run_["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    [case] = ElementTree.fromstring(lint(tmp_path, "junit")).iter("testcase")
    assert case.attrib == {"name": "line 1", "classname": "a.txt"} and len(case) == 0


def test_no_files_at_all(tmp_path):
    for format_ in FORMATS:
        assert entries(tmp_path, format_) == []


def test_reports_beside_the_text(tmp_path):
    write_replies(random.Random(1), tmp_path)
    reports = [f"--report={format_}={format_}.out" for format_ in FORMATS]
    text = lint(tmp_path, "text")
    assert lint(tmp_path, "text", *reports) == text
    for format_ in FORMATS:
        assert (tmp_path / f"{format_}.out").read_bytes() == lint(tmp_path, format_)


def test_a_report_takes_no_place_of_what_is_read(tmp_path):
    """Whatever it is called, and whether it is named, found in a folder or listed."""
    (tmp_path / "replies").mkdir()
    (tmp_path / "replies/a.txt").write_text(ERROR, "utf-8")
    (tmp_path / "link.txt").symlink_to("replies/a.txt")
    (tmp_path / "policy.json").write_text(json.dumps(POLICY), "utf-8")
    for report, arguments in (("replies/a.txt", ["replies/a.txt"]), ("link.txt", ["replies/a.txt"]), ("link.txt", ["link.txt"]),
                              ("policy.json", ["--policy", "policy.json", "replies"])):
        before = (tmp_path / report).read_bytes()
        result = run("lint", f"--report=sarif={report}", *arguments, cwd=tmp_path)
        assert result.returncode == 2 and result.stdout == b"" and f"{report}: ".encode() in result.stderr, (report, arguments)
        assert (tmp_path / report).read_bytes() == before


def test_a_report_is_written_anew(tmp_path):
    """In a folder that is linted it is no reply, and of a longer one nothing stays."""
    (tmp_path / "a.txt").write_text(ERROR, "utf-8")
    once = lint(tmp_path, "json")
    (tmp_path / "report.json").write_bytes(once + b"[" * len(once))
    assert lint(tmp_path, "json", "--report=json=report.json") == once
    assert (tmp_path / "report.json").read_bytes() == once


def test_two_reports_to_one_file(tmp_path):
    (tmp_path / "a.txt").write_text(ERROR, "utf-8")
    result = run("lint", "--report=json=out", "--report=html=./out", "a.txt", cwd=tmp_path)
    assert result.returncode == 2 and b"./out: " in result.stderr
    with (tmp_path / "out").open("wb") as out:
        status = subprocess.run([os.environ["POISE_PROGRAM"], "lint", "--report=json=out", "a.txt"], cwd=tmp_path, stdout=out,
                                stderr=subprocess.DEVNULL, check=False).returncode
    assert status == 2
    assert run("lint", "--report=json=/dev/stdout", "a.txt", cwd=tmp_path).returncode == 2
    assert run("lint", "--report=json=/dev/null", "--report=html=/dev/null", "a.txt", cwd=tmp_path).returncode == 1


def test_other_commands_refuse_them(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    for format_ in FORMATS:
        assert run("digest", "--format", format_, tmp_path).returncode == 2


# Schemas


def schema(name):
    path = SCHEMAS / name
    if not path.is_file():
        pytest.skip(f"{path} is not there: fetch_schemas of tests/install.sh fetches it with npm")
    return path


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sarif_keeps_to_its_schema(tmp_path, language):
    jsonschema = pytest.importorskip("jsonschema")
    write_replies(random.Random(2), tmp_path)
    (tmp_path / "broken.json").write_text("{", "utf-8")
    (tmp_path / "policy.json").write_text(json.dumps(POLICY), "utf-8")
    log = json.loads(lint(tmp_path, "sarif", "--messages", language, "--policy", "policy.json", status=(2,)))
    definition = json.loads(schema("sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator.check_schema(definition)
    jsonschema.Draft4Validator(definition).validate(log)
    assert log["runs"][0]["language"] == language


def test_junit_keeps_to_its_schema(tmp_path):
    etree = pytest.importorskip("lxml.etree")
    write_replies(random.Random(3), tmp_path)
    (tmp_path / "broken.json").write_text("{", "utf-8")
    definition = etree.XMLSchema(etree.parse(str(schema("junit.xsd"))))
    for level in ("error", "info"):
        definition.assertValid(etree.fromstring(lint(tmp_path, "junit", "--fail-on", level, status=(2,))))


def test_sarif_rules_are_those_of_explain(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    for language in ("en", "fr"):
        log = json.loads(lint(tmp_path, "sarif", "--messages", language))
        driver = log["runs"][0]["tool"]["driver"]
        listed = run("rules", "--messages", language).stdout.decode().splitlines()
        assert [line.split()[:2] for line in listed] == [[str(rule["properties"]["number"]), rule["id"]] for rule in driver["rules"]]
        rule = next(rule for rule in driver["rules"] if rule["id"] == "insulting.name_calling")
        explained = " ".join(run("explain", rule["id"], "--messages", language).stdout.decode().split())
        for text in (rule["shortDescription"]["text"], rule["fullDescription"]["text"], *rule["help"]["text"].split("\n")):
            assert text.split(": ", 1)[-1] in explained
        assert rule["defaultConfiguration"] == {"level": "error"} and rule["properties"]["tags"] == ["insulting"]
        assert f"poise {driver['version']}\n".encode() == run("--version").stdout


# Fingerprints


def lasting(pairs):
    """Without the findings that depend on the whole text."""
    return [pair for pair in pairs if not pair[0].endswith(".wording")]


def sarif_fingerprints(folder):
    return lasting((result["ruleId"], result["partialFingerprints"]["poise/v1"])
                   for result in json.loads(lint(folder, "sarif"))["runs"][0]["results"])


def gitlab_fingerprints(folder):
    return lasting((entry["check_name"], entry["fingerprint"]) for entry in json.loads(lint(folder, "gitlab")))


@pytest.mark.parametrize("fingerprints", [sarif_fingerprints, gitlab_fingerprints])
def test_fingerprints_outlive_lines_above(tmp_path, fingerprints):
    path = tmp_path / "a.txt"
    path.write_text(f"{ERROR}\n\n{WARNING}\n\n{ERROR}\n", "utf-8")
    before = fingerprints(tmp_path)
    assert len(set(before)) == len(before) and len(before) >= 3
    path.write_text(f"Hello,\n\n{GOOD}\n\n{ERROR}\n\n{WARNING}\n\n{ERROR}\n", "utf-8")
    assert fingerprints(tmp_path) == before
    path.write_text(f"{GOOD}\n\n{WARNING}\n\n{ERROR}\n", "utf-8")
    assert set(fingerprints(tmp_path)) < set(before)


def test_fingerprints_are_counted(tmp_path):
    """The same words many times over, in files that are alike and in one file that is named twice."""
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("body\n" + f"{ERROR}\n" * 300, "utf-8")
    results = json.loads(lint(tmp_path, "sarif", paths=["a.csv", "b.csv"]))["runs"][0]["results"]
    for name in ("a.csv", "b.csv"):
        prints = [result["partialFingerprints"]["poise/v1"] for result in results
                  if result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == name
                  and result["ruleId"] == "insulting.name_calling"]
        assert prints == [prints[0]] + [f"{prints[0]}:{number}" for number in range(2, 301)]
    output = lint(tmp_path, "gitlab", paths=["a.csv", "b.csv", "./a.csv"])
    assert len(list(read_gitlab(output))) >= 600
    alone = [entry["fingerprint"] for entry in json.loads(lint(tmp_path, "gitlab", paths=["b.csv"]))]
    both = json.loads(lint(tmp_path, "gitlab", paths=["a.csv", "b.csv"]))
    assert [entry["fingerprint"] for entry in both if entry["location"]["path"] == "b.csv"] == alone


# GitHub


def test_github_takes_ten_of_each(tmp_path):
    rng = random.Random(5)
    rows = [ERROR] * 30 + [WARNING] * 25
    rng.shuffle(rows)
    (tmp_path / "a.csv").write_text("body\n" + "\n".join(rows) + "\n", "utf-8")
    wanted = collections.Counter(entry.severity for entry in read_json(lint(tmp_path, "json")))
    assert wanted["error"] == 30 and wanted["warning"] == 25
    output = lint(tmp_path, "github")
    got = list(read_github(output))
    assert [entry.severity for entry in got] == ["error"] * 10 + ["warning"] * 10 + ["info"] * min(10, wanted["info"])
    assert_all_agree(tmp_path)
    left = max(0, wanted["info"] - 10)
    assert output.decode().splitlines()[-1].endswith(f": errors 20, warnings 15, info {left}")
    french = lint(tmp_path, "github", "--messages", "fr").decode().splitlines()[-1]
    assert french.endswith(f" : erreurs 20, avertissements 15, infos {left}")


def test_github_drops_nothing_up_to_ten(tmp_path):
    (tmp_path / "a.csv").write_text("body\n" + f"{ERROR}\n" * 10, "utf-8")
    output = lint(tmp_path, "github")
    assert [entry.severity for entry in read_github(output)].count("error") == 10
    assert b"poise:" not in output


# JUnit


def test_junit_fails_where_the_program_fails(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps([{"title": "Rude", "body": ERROR}, {"title": "Short", "body": WARNING},
                                                 {"body": GOOD}]), "utf-8")
    for level, failing in (("error", {"Rude"}), ("warning", {"Rude", "Short"}), ("info", {"Rude", "Short"})):
        cases = list(ElementTree.fromstring(lint(tmp_path, "junit", "--fail-on", level)).iter("testcase"))
        assert [case.get("name") for case in cases] == ["Rude", "Short", "/2/body"]
        assert {case.get("name") for case in cases if case.find("failure") is not None} == failing
        assert ("Short" in failing) == (cases[1].find("system-out") is None or level == "warning")
    (tmp_path / "a.json").write_text(json.dumps([{"body": WARNING}]), "utf-8")
    for level, status in (("error", 0), ("warning", 1)):
        output = lint(tmp_path, "junit", "--fail-on", level, status=(status,))
        assert ElementTree.fromstring(output).get("failures") == str(status)


# What is no finding and fails all the same


def test_unread_files_are_told(tmp_path):
    (tmp_path / "a.json").write_text('[{"body": "x"},]', "utf-8")
    (tmp_path / "b.csv").write_text(f"id,body\n1,a,b\n2,{ERROR}\n3,c,d\n", "utf-8")
    (tmp_path / "c.txt").write_bytes("H".encode("utf-16"))
    paths = ["a.json", "b.csv", "c.txt", "./none.txt"]
    places = [("a.json", 1), ("b.csv", 2), ("b.csv", 4), ("c.txt", 0), ("none.txt", 0)]
    files = json.loads(lint(tmp_path, "json", paths=paths, status=(2,)))["files"]
    words = [error["message"] for file in files for error in file["errors"]]
    assert len(words) == len(places)
    for format_ in ("checkstyle", "github", "gitlab", "unix"):
        found = [entry for entry in entries(tmp_path, format_, paths=paths, status=(2,)) if entry.code == "input"]
        whole = {"gitlab": 1, "github": None}.get(format_, 0)
        assert [(entry.path, entry.line) for entry in found] == [(path, line or whole) for path, line in places]
        assert [entry.words for entry in found] == words
        assert {entry.severity for entry in found} == {"critical" if format_ == "gitlab" else "error"}
    suites = ElementTree.fromstring(lint(tmp_path, "junit", paths=paths, status=(2,)))
    errors = [(suite.get("name"), error) for suite in suites for error in suite.iter("error")]
    assert [path for path, _ in errors] == [path for path, _ in places]
    assert [error.get("message") for _, error in errors] == words
    assert (suites.get("errors"), suites.get("failures")) == ("4", "1")
    invocation = json.loads(lint(tmp_path, "sarif", paths=paths, status=(2,)))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == words
    physical = [note["locations"][0]["physicalLocation"] for note in invocation["toolExecutionNotifications"]]
    assert [(uri_path(place["artifactLocation"]), place.get("region", {"startLine": 0})["startLine"]) for place in physical] == places


def test_replies_that_the_policy_denies_are_told(tmp_path):
    (tmp_path / "policy.json").write_text(json.dumps(POLICY), "utf-8")
    (tmp_path / "roster.json").write_text(json.dumps(ROSTER), "utf-8")
    (tmp_path / "a.json").write_text(json.dumps([{"body": GOOD}, {"body": ERROR + " " + ERROR}]), "utf-8")
    policy = ["--policy", "policy.json", "--roster", "roster.json"]
    assert json.loads(lint(tmp_path, "json", *policy))["summary"]["deny"] == 1
    for format_ in FORMATS:
        [denied] = [entry for entry in entries(tmp_path, format_, *policy) if entry.code == "policy"]
        assert denied.severity == "error" and denied.words == 'Rule "insult" denies the reply: it insults.'


# Hostile input

NAMES = ["a b.json", "c:d,e.json", "100%25.json", "line\nbreak.json", "]]>.json", "q\"'<&>.json", "esc\x1b[31m.json", "\u202egnp.json",
         "é漢😀.json", "tab\there.json", "::error ::x.json", b"bad\xff\xfe.json", "\ufffe\uffff.json", "a\\b#c?d.json", "-v.json"]
TITLES = ['"quoted" & \'so\'', "]]></failure>", "<![CDATA[", "\x1b[31mred", "\x01\x08\x0b\x0c\x1f", "\x7f\x85\x9f", "\ufffe\uffff", "😀𝒳",
          "\u202e\u2066abc", "::error::x", "%0A%25", "a\tb", "\u0301", "&#0;", "\u2028\u2029"]


def xml_text(text):
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def printable(text):
    """As a terminal may show it."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" and c != "\t" or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
                   or "\udc80" <= c <= "\udcff" else c for c in text)


def write_hostile(folder, titles, names=NAMES):
    for name in names:
        path = os.path.join(os.fsencode(folder), name if isinstance(name, bytes) else name.encode())
        with open(path, "w", encoding="utf-8") as file:
            json.dump([{"title": title, "body": ERROR} for title in titles], file)


def hostile_paths():
    """In the order of their bytes, as the folder is walked."""
    return [os.fsdecode(name) for name in sorted(name if isinstance(name, bytes) else name.encode() for name in NAMES)]


def test_hostile_paths_on_standard_error(tmp_path):
    """A host of CI reads commands there too."""
    for name in ("a\n::error::gotcha.json", "b\x1b[2J.csv", "c\u202etxt.txt"):
        (tmp_path / name).write_text({"n": '{"body": "a\nb', "v": "body\na,b\n", "t": ""}[name[-1]], "utf-8")
    result = run("lint", ".", cwd=tmp_path)
    said = result.stderr.decode()
    assert len(said.splitlines()) >= 3 and all(line.startswith("poise: ") for line in said.splitlines())
    assert "\x1b" not in said and "\u202e" not in said and said.count("gotcha") > 0


def test_hostile_paths(tmp_path):
    write_hostile(tmp_path, ["T"])
    paths = hostile_paths()
    wanted = {
        "sarif": paths,
        "junit": [xml_text(path) for path in paths],
        "checkstyle": [xml_text(path) for path in paths],
        "gitlab": [re.sub("[\udc80-\udcff]", "\ufffd", path) for path in paths],
        "unix": [re.sub("[\t\n]", " ", path) for path in paths],
        "github": paths,
    }
    for format_ in FORMATS:
        arguments = ["--fail-on", "info"] if format_ == "junit" else []
        output = lint(tmp_path, format_, *arguments)
        if format_ == "junit":
            got = [suite.get("name") for suite in ElementTree.fromstring(output)]
        elif format_ == "unix":
            assert not [c for c in output.decode() if unicodedata.category(c) == "Cc" and c != "\n"]
            got = [re.match("(.*?):[0-9]+:[0-9]+: ", line).group(1) for line in output.decode().split("\n") if "[Error/" in line]
            wanted[format_] = [printable(path) for path in wanted[format_]]
        else:
            got = [entry.path for entry in READERS[format_](output) if entry.severity == "error"]
        if format_ == "github":
            wanted[format_] = [printable(path) if "\n" not in path else path for path in paths][:10]
        assert got == wanted[format_], format_


@pytest.mark.parametrize("seed", range(6))
def test_hostile_names_of_replies(tmp_path, seed):
    rng = random.Random(seed)
    alphabet = "".join(map(chr, [*range(1, 0x180), 0x202e, 0x2028, 0xfffd, 0xfffe, 0xffff, 0x1f600, 0x10ffff])) + "]]>&<\"'%:,"
    titles = TITLES + ["x" + "".join(rng.choices(alphabet, k=rng.randint(1, 12))) for _ in range(40)]
    write_hostile(tmp_path, titles, ["a.json"])
    names = [reply["name"] for reply in json.loads(lint(tmp_path, "json"))["files"][0]["replies"]]
    assert len(names) == len(titles) and sum(name == title for name, title in zip(names, titles)) > len(titles) // 2
    cases = ElementTree.fromstring(lint(tmp_path, "junit")).iter("testcase")
    assert [case.get("name") for case in cases] == [xml_text(name) for name in names]
    results = json.loads(lint(tmp_path, "sarif"))["runs"][0]["results"]
    logical = [result["locations"][0]["logicalLocations"][0]["name"] for result in results if result["level"] == "error"]
    assert logical == names
    assert_all_agree(tmp_path)


@pytest.mark.parametrize("seed", range(6))
def test_hostile_bytes(tmp_path, seed):
    """Files of anything: each format stays well-formed, and knows of each file that could not be read."""
    rng = random.Random(seed)
    snippets = [ERROR.encode(), WARNING.encode(), b"\x00", b"\xff\xfe", b"]]>", b"\x1b[2J", b"\r", b"\n", b'"', b"---- a\x01\n", b"{", b": ", b"\xc3"]
    for number in range(6):
        name = f"{number}.{rng.choice(['txt', 'md', 'json', 'yaml', 'csv'])}"
        (tmp_path / name).write_bytes(b"".join(rng.choices(snippets, k=rng.randint(1, 30))))
    document = json.loads(lint(tmp_path, "json", status=(0, 1, 2)))
    unread = sum(len(file["errors"]) for file in document["files"])
    for format_ in ("checkstyle", "gitlab", "unix"):
        found = [entry.code for entry in entries(tmp_path, format_, status=(0, 1, 2))]
        assert found.count("input") == unread
    assert len(list(ElementTree.fromstring(lint(tmp_path, "junit", status=(0, 1, 2))).iter("error"))) == unread
    entries(tmp_path, "github", status=(0, 1, 2))
    run_ = json.loads(lint(tmp_path, "sarif", status=(0, 1, 2)))["runs"][0]
    assert len(run_["invocations"][0]["toolExecutionNotifications"]) == unread


def test_an_absolute_path_is_a_file_uri(tmp_path):
    path = tmp_path / "a b.txt"
    path.write_text(ERROR, "utf-8")
    log = json.loads(lint(tmp_path, "sarif", paths=[path]))
    for result in log["runs"][0]["results"]:
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location == {"uri": path.as_uri()}


def test_standard_input_has_a_name(tmp_path):
    for format_ in FORMATS:
        result = run("lint", "--format", format_, "--as", "text", "-", stdin=ERROR.encode(), cwd=tmp_path)
        assert result.returncode == 1
        assert {entry.path for entry in READERS[format_](result.stdout)} == {"<stdin>"}


def test_a_full_disk_is_told(tmp_path):
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    (tmp_path / "a.txt").write_text(ERROR, "utf-8")
    for format_ in FORMATS:
        result = run("lint", f"--report={format_}=/dev/full", "a.txt", cwd=tmp_path)
        assert result.returncode == 3 and b"/dev/full: " in result.stderr, format_


# What is suppressed, and what is known


@pytest.fixture(name="quiet")
def folder_of_three(tmp_path):
    """One finding that is suppressed, one that is known to the baseline and one that is new."""
    (tmp_path / "b.md").write_text(f"> {WARNING}\n", encoding="utf-8")
    assert run("lint", "--baseline", "known.json", "--write-baseline", "b.md", cwd=tmp_path).returncode == 0
    (tmp_path / "c.md").write_text("# Joke\n<!-- poise-ignore-next insulting.name_calling: an <old> joke -->\n"
                                   f"> {ERROR}\n\n# New\n\n> {ERROR}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "sarif"])
def test_what_is_quiet_is_left_out(quiet, format_):
    found = entries(quiet, format_, "--baseline", "known.json", paths=["b.md", "c.md"])
    assert [(entry.path, entry.line) for entry in found if entry.code == "insulting.name_calling"] == [("c.md", 7)]
    assert [entry for entry in found if entry.path == "b.md" and entry.severity != "info"] == []


def test_sarif_says_why_something_is_quiet(quiet):
    log = json.loads(lint(quiet, "sarif", "--baseline", "known.json", paths=["b.md", "c.md"]))
    results = {(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
                result["locations"][0]["physicalLocation"]["region"]["startLine"], result["ruleId"]): result
               for result in log["runs"][0]["results"]}
    assert results["b.md", 1, "media.hidden_target"]["baselineState"] == "unchanged"
    joke, new = results["c.md", 3, "insulting.name_calling"], results["c.md", 7, "insulting.name_calling"]
    assert (joke["baselineState"], new["baselineState"]) == ("new", "new")
    assert joke["suppressions"] == [{"kind": "inSource", "justification": "an <old> joke"}]
    assert new["suppressions"] == []
    plain = json.loads(lint(quiet, "sarif", paths=["b.md"]))
    assert all("baselineState" not in result and result["suppressions"] == [] for result in plain["runs"][0]["results"])


def test_the_page_says_why_something_is_quiet(quiet):
    page = lint(quiet, "html", "--baseline", "known.json", paths=["b.md", "c.md"]).decode()
    assert "an &lt;old&gt; joke" in page and "<old>" not in page
    assert page.count('<span class="why">') == 2
