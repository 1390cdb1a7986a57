# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Which members and columns are replies: the shapes that help desks export, --field, comments and attachments."""
import json
import random

import pytest

from lint_readers_test import assert_same
from program import check, run

BAD = "You are an idiot."


def replies_of(path, *arguments, status=(0, 1)):
    result = run("lint", "--format", "json", *arguments, path)
    assert result.returncode in status, result.stderr
    return json.loads(result.stdout)["files"][0]["replies"]


def assert_reads(path, wanted, *arguments):
    """wanted: pairs of name and text, in order. The digest says what was read."""
    replies = replies_of(path, *arguments)
    assert [reply["name"] for reply in replies] == [name for name, _ in wanted]
    if wanted:
        reports = check([text for _, text in wanted])
        assert [reply["digest"] for reply in replies] == [report["digest"] for report in reports]


def action(field, value):
    return {"field": field, "value": value}


SHAPES = {
    "chatwoot": ([{"short_code": "a", "content": "One"}, {"short_code": "b", "content": "Two"}],
                 [("a", "One"), ("b", "Two")]),
    "title and body": ([{"body": "One", "title": "A", "note": "inside", "keywords": "k"}], [("A", "One")]),
    "zendesk": ({"macros": [
        {"title": "M", "description": "for agents", "actions": [
            action("status", "solved"), action("comment_value", "One"), action("subject", "No"),
            {"value": "Two", "field": "comment_value_html"}, action("comment_value", ["channel:all", "Three"])]},
        {"title": "N", "actions": [action("set_tags", "late parcel"), action("side_conversation", ["to", "No"])]},
    ]}, [("M", "One"), ("M", "Two"), ("M", "Three")]),
    "zendesk without a comment": ({"macros": [{"title": "N", "id": 7, "actions": [action("status", "open")]}]}, []),
    "zendesk, one macro": ({"macro": {"title": "M", "actions": [action("comment_value", "One")]}}, [("M", "One")]),
    "freshdesk": ([{"id": 3, "title": "F", "content": "One", "content_html": "<p>One</p>"}],
                  [("F", "One"), ("F", "<p>One</p>")]),
    "intercom": ({"data": [{"name": "I", "body": "<p>One</p>", "body_text": "One"}]}, [("I", "<p>One</p>"), ("I", "One")]),
    "gorgias": ({"data": [{"name": "G", "actions": [
        {"name": "setResponseText", "title": "Add text", "arguments": {"body_text": "One", "body_html": "<i>One</i>"}},
        {"name": "addTags", "title": "Add tags", "arguments": {"tags": "x"}}]}]}, [("G", "One"), ("G", "<i>One</i>")]),
    "front": ({"_results": [{"id": "rsp_1", "name": "F", "subject": "Re: it", "body": "One", "is_available_for_all": True}]},
              [("F", "One")]),
    "help scout": ([{"name": "H", "text": "One", "chatText": "Two"}], [("H", "One"), ("H", "Two")]),
    "templates of mail": ([{"Name": "P", "HtmlBody": "<p>One</p>", "TextBody": "One", "Active": True},
                           {"name": "R", "html": "<p>Two</p>", "text": "Two"}, {"name": "S", "plain-text": "Three"},
                           {"Name": "T", "HtmlValue": "<p>Four</p>"}],
                          [("P", "<p>One</p>"), ("P", "One"), ("R", "<p>Two</p>"), ("R", "Two"), ("S", "Three"),
                           ("T", "<p>Four</p>")]),
    "forms of one reply": ([{"name": "U", "body": {"html": "<p>One</p>", "plain": "One"}},
                            {"name": "V", "body": {"value": "Two", "format": "no"}}],
                           [("U", "<p>One</p>"), ("U", "One"), ("V", "Two")]),
    "forms alone say nothing": ([{"name": "W", "chat": "no", "plain": "no", "reply": "One", "text_": "no"}], [("W", "One")]),
    "one reply with an id": ({"id": "7", "title": "A", "content": "One", "status": "no", "count": 3}, [("A", "One")]),
    "replies with ids": ({"replies": [{"id": "7", "title": "A", "text": "One"}]}, [("A", "One")]),
    "an id and a count": ({"id": "7", "count": 3, "note": "no"}, []),
    "Indonesian": ({"id": {"message": "One", "hello": "Two"}}, [("/id/message", "One"), ("/id/hello", "Two")]),
    "replies by name": ({"version": 1, "replies": {"late": "One", "title": "no", "refund": {"en": "Two", "tags": "no"},
                                                   "tags": ["no"], "page": {"text": "Three", "note": "no"}}},
                        [("no", "One"), ("no", "Two"), ("no", "Three")]),
    "answers by name": ({"n": 1, "réponses": {"retard": "One"}, "body": "Two"}, [("/réponses/retard", "One"), ("/body", "Two")]),
    "Indonesian among others": ([{"name": "X", "body": {"en": "One", "id": "Dua", "fr": "Trois"}}],
                                [("X", "One"), ("X", "Dua"), ("X", "Trois")]),
    "zammad": ([{"name": "Z", "keywords": "k", "content": "One", "note": "inside", "active": True}], [("Z", "One")]),
    "a list is one reply each": ({"name": "L", "responses": ["One", "Two"]}, [("L", "One"), ("L", "Two")]),
    "translations": ([{"name": "T", "body": {"en": "One", "fr": "Deux"}, "description": {"en": "no"}}],
                     [("T", "One"), ("T", "Deux")]),
    "a description beside a reply": ([{"description": "no", "title": "D", "answer": "One"},
                                      {"title": "E", "answer": "Two", "comment": "no"}], [("D", "One"), ("E", "Two")]),
    "a description alone": ({"description": "no", "items": [{"title": "D", "description": "One"}]}, [("D", "One")]),
    "bodyHtml": ([{"title": "B", "bodyHtml": "<p>One</p>"}], [("B", "<p>One</p>")]),
    "context is no text": ([{"title": "B", "context": "no", "reply": "One"}], [("B", "One")]),
    "all values": ({"b": {"value": "One", "key": "k"}, "c": "Two"}, [("/b/value", "One"), ("/b/key", "k"), ("/c", "Two")]),
    "notes to this program": ([{"poise-ignore-next": "R: no", "title": "P", "body": "One"},
                               {"title": "Q", "body": "Two", "poise-ignore-file": ["R: no", "S: no"]}],
                              [("P", "One"), ("Q", "Two")]),
    "nothing": ([{"title": "x", "count": 3}], []),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["json", "yaml"])
@pytest.mark.parametrize("reverse", [False, True])
def test_shapes(tmp_path, shape, kind, reverse):
    """In whatever order the members of a map stand."""
    document, wanted = SHAPES[shape]

    def turn(value):
        if isinstance(value, dict):
            return {key: turn(item) for key, item in reversed(value.items())}
        return [turn(item) for item in value] if isinstance(value, list) else value

    path = tmp_path / f"a.{kind}"
    path.write_text(json.dumps(turn(document) if reverse else document), encoding="utf-8")
    if not reverse:
        assert_reads(path, wanted)
        return
    replies = replies_of(path)
    assert sorted(reply["name"] for reply in replies) == sorted(name for name, _ in wanted)
    if wanted:
        reports = check([text for _, text in wanted])
        assert sorted(reply["digest"] for reply in replies) == sorted(report["digest"] for report in reports)


@pytest.mark.parametrize("count", [3, 300])
def test_names_stay_when_replies_are_judged_on_the_way(tmp_path, count):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"name": "All", "replies": ["One"] * count,
                                "more": [{"body": "Two", "title": f"T{number}"} for number in range(count)]}), encoding="utf-8")
    assert [reply["name"] for reply in replies_of(path)] == ["All"] * count + [f"T{number}" for number in range(count)]


# Attachments


def targets(reply):
    return [item["target"] for item in reply["media"]]


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("kind", ["json", "yaml"])
def test_attachments_belong_to_the_replies_of_their_map(tmp_path, before, kind):
    files = [{"name": "a.pdf", "type": "application/pdf", "size": 3, "message": "no"}, "b.png",
             {"filename": "c.png", "content_type": "image/png", "tags": ["no.pdf"]}]
    first = {"title": "A", "body": "One", "content_html": "Two"}
    first = {"attachments": files, **first} if before else {**first, "attachments": files}
    path = tmp_path / f"a.{kind}"
    path.write_text(json.dumps({"items": [{"title": "Z", "body": "None"}, first, {"title": "B", "body": "None"}]}),
                    encoding="utf-8")
    assert [(reply["name"], targets(reply)) for reply in replies_of(path)] == [
        ("Z", []), ("A", ["a.pdf", "b.png", "c.png"]), ("A", ["a.pdf", "b.png", "c.png"]), ("B", [])]


def test_attachments_of_a_macro_are_those_of_its_comment(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"macros": [{"title": "M", "actions": [action("comment_value", "One")],
                                            "attachments": ["a.pdf"]}]}), encoding="utf-8")
    assert [targets(reply) for reply in replies_of(path)] == [["a.pdf"]]


def test_a_word_of_that_name_is_no_attachment(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"attachments": "Pièces jointes", "b": {"attachments": {"add": "Ajouter"}}}', encoding="utf-8")
    assert_reads(path, [("/attachments", "Pièces jointes"), ("/b/attachments/add", "Ajouter")])


def test_copies_of_attachments_are_bounded(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"body": ["One"] * 2000, "attachments": [{"name": "a.pdf", "data": "x" * 100000}]}),
                    encoding="utf-8")
    result = run("lint", path)
    assert result.returncode == 2
    assert b"too many replies for such large attachments" in result.stderr


# --field


DOCUMENT = {"a": {"x": ["One", {"y": "Two"}], "body": "no"}, "b": {"x": "Three", "X-Z": "Four", "k/~": "Five"}, "n": "no"}


@pytest.mark.parametrize("kind", ["json", "yaml"])
@pytest.mark.parametrize("fields, wanted", [
    (["x"], ["One", "Three"]), (["X", "x-z"], ["One", "Three", "Four"]), (["/b/x"], ["Three"]), (["/*/x"], ["One", "Three"]),
    (["/a/x/0"], ["One"]), (["/a/x/*/y"], ["Two"]), (["/a/x"], ["One"]), (["/b/k~1~0"], ["Five"]), (["/b/k"], []),
    (["/b"], []), (["/a/*"], ["One", "no"]), (["y", "/b/X-Z"], ["Two", "Four"]), (["/b/x-z"], []), (["text"], []),
    (["/"], []), (["/*"], ["no"]), (["/*/*/*/*"], ["Two"]),
])
def test_field_says_which_members_are_replies(tmp_path, kind, fields, wanted):
    path = tmp_path / f"a.{kind}"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    arguments = [word for field in fields for word in ("--field", field)]
    replies = replies_of(path, *arguments, status=(0,))
    assert len(replies) == len(wanted)
    if wanted:
        assert [reply["digest"] for reply in replies] == [report["digest"] for report in check(wanted)]
    else:
        assert b"warning: no reply found" in run("lint", *arguments, path).stderr


@pytest.mark.parametrize("fields, wanted, status", [
    (["words"], ["One"], 0), (["WORDS", "body"], ["One", "Two"], 0), (["other"], [], 0), (["/words"], [], 2),
    (["/x", "words"], ["One"], 0),
])
def test_field_says_which_columns_are_replies(tmp_path, fields, wanted, status):
    path = tmp_path / "a.csv"
    path.write_text("id,Words,body\n1,One,Two\n", encoding="utf-8")
    arguments = [word for field in fields for word in ("--field", field)]
    result = run("lint", "--format", "json", *arguments, path)
    assert result.returncode == status
    replies = json.loads(result.stdout)["files"][0]["replies"]
    assert len(replies) == len(wanted)
    if wanted:
        assert [reply["digest"] for reply in replies] == [report["digest"] for report in check(wanted)]
    if status == 2:
        assert b"a JSON pointer names no column" in result.stderr


# JSON


@pytest.mark.parametrize("document, where", [
    ("[1 2]", "1:4"), ('{"a" 1}', "1:6"), ('{"a":01}', "1:6"), ('{"a":-}', "1:6"), ('{"a":1.}', "1:6"), ('["a",\ntru]', "2:1"),
    ('{"a":1}\n x', "2:2"), ('["\\x"]', "1:3"), ('["ab\\ud800x"]', "1:5"), ('["\\udc00"]', "1:3"), ('["\\u12g4"]', "1:3"),
    ("{a:1}", "1:2"), ('["a', "1:2"), ("[1,", "1:4"), ("]", "1:1"), ('{"a":nullx}', "1:10"), ("[1}", "1:3"), ('{"a":1]', "1:7"),
    ('["a\tb"]', "1:4"), ('["a\nb"]', "1:4"), ('{"a":1,}', "1:8"), ('{"\\u0000":1}', "1:2"), ("[" * 1001, "1:1001"),
    ("[1e]", "1:2"), ("[\x0b1]", "1:2"), ("\ufeff[1,]", "1:4"), ("[NaN]", "1:2"), ("['a']", "1:2"), ("[1]//", "1:4"),
])
def test_the_first_byte_that_is_wrong_is_named(tmp_path, document, where):
    path = tmp_path / "a.json"
    path.write_text(document, encoding="utf-8")
    result = run("lint", path)
    assert result.returncode == 2
    assert f"{path}:{where}: not valid JSON: ".encode() in result.stderr


def valid(document):
    """Whether it is JSON, by another reader."""
    def no(word):
        raise ValueError(word)

    try:
        json.loads(document.decode(), parse_constant=no)
    except ValueError:
        return False
    return b"\\ud" not in document.lower()


@pytest.mark.parametrize("seed", range(8))
def test_what_is_json_is_agreed_upon(tmp_path, seed):
    rng = random.Random(seed)
    base = ('{"t":"T","body":"a\\u00e9\\n\\"","n":[1,-0.5e+3,true,false,null,{}],"l":[[],{"x":{"y":[0]}}]}').encode()
    files = []
    for number in range(60):
        document = bytearray(base)
        for _ in range(rng.choice([0, 1, 1, 1, 2])):
            at = rng.randrange(len(document))
            way = rng.random()
            if way < 0.4:
                del document[at]
            elif way < 0.8:
                document.insert(at, rng.choice(base + b"+x\x01"))
            else:
                document[at] = rng.choice(base)
        path = tmp_path / f"{number:02}.json"
        path.write_bytes(document)
        files.append((path, bytes(document)))
    report = json.loads(run("lint", "--format", "json", tmp_path).stdout)
    for (path, document), file in zip(files, report["files"], strict=True):
        broken = any("not valid JSON" in error["message"] for error in file["errors"])
        assert broken == (not valid(document)), document


# CSV


@pytest.mark.parametrize("seed", range(12))
def test_csv_as_programs_write_it(tmp_path, seed):
    rng = random.Random(seed)
    delimiter, end = rng.choice(",;\t"), rng.choice(["\n", "\r\n", "\r"])
    pieces = [BAD, "write to help@lanterne.example", 'a "word"', "a; b, c\td", "漢字", "it's", "# no comment"]
    texts = []
    lines = rng.choice([[], ["sep=" + delimiter], ["# exported, today"], ["# poise-ignore-file R: no; and so on"]])
    lines.append(delimiter.join(["name", "content", "note", "active"]))
    for number in range(20):
        joiner = rng.choice([" ", " ", end])
        texts.append(joiner.join([BAD] + rng.choices(pieces, k=rng.randint(1, 5))))
        row = [f"N{number}", '"' + texts[-1].replace('"', '""') + '"', "no note", "1", "", ""]
        lines.append(delimiter.join(row[:rng.randint(2, 6)]))
        if rng.random() < 0.3:
            lines.append(rng.choice(["# a comment", "#", "", '# a "quote', f"# poise-ignore-next A{delimiter} B: {delimiter}no"]))
    path = tmp_path / "a.csv"
    path.write_bytes((rng.choice(["", "\ufeff"]) + end.join(lines) + rng.choice(["", end])).encode())
    assert_same(path, texts, lambda written: written.replace('""', '"'))


@pytest.mark.parametrize("data, wanted, where", [
    ("name;keywords;content;note\nA;k;One;n\nB;k;Two\nC;k;Three;n;;\n", ["One", "Two", "Three"], None),
    ("content,note\nOne,n,\nTwo\n", ["One", "Two"], None),
    ("name,content\nA,One\nB\nC,Two\n", ["One", "Two"], "3:1"),
    ("name,content\nA,One,more\nC,Two\n", ["One", "Two"], "2:1"),
    ("title,description\nA,One\n", ["One"], None),
    ("title,description,body\nA,no,One\n", ["One"], None),
    ("#,title,body\n1,A,One\n", ["One"], None),
    ("body\n# One\n", ["# One"], None),
    ("a\tb\n1\tOne, two; three\n", ["One, two; three"], None),
    ("hi,One is here.,x\nyo,Two is there\n", ["One is here.", "Two is there"], None),
    ('\nhi,"One\nis here"\nyo,Two is there\n', ["One\nis here", "Two is there"], None),
    (f"hi,{'One ' * 21}\nyo,Two is there, or so\n", ["One " * 21, "Two is there"], "2:1"),
    ("Any good?,Which text\nyes,Two is there\n", ["Two is there"], None),
    ("name,One is here.,content\nA,B,Two\n", ["Two"], None),
    ("One is here.\n", ["One is here."], None),
    ("name, content , note\nA,One,a long note\n", ["One"], None),
    ("Canned response,Internal comment\nOne,a long note\n", ["One"], None),
    ("Canned response,Text,Note\nno,One,a long note\n", ["One"], None),
    ("Number of replies,Corps du mail\n3,One is here\n", ["One is here"], None),
])
def test_csv_rows(tmp_path, data, wanted, where):
    path = tmp_path / "a.csv"
    path.write_text(data, encoding="utf-8")
    result = run("lint", "--format", "json", path)
    file = json.loads(result.stdout)["files"][0]
    assert [reply["digest"] for reply in file["replies"]] == [report["digest"] for report in check(wanted)]
    assert [f"{error['line']}:{error['column']}" for error in file["errors"]] == ([where] if where else [])
    assert result.returncode == (2 if where else 0)


def test_a_table_with_tabs_has_a_name_of_its_own(tmp_path):
    path = tmp_path / "a.TSV"
    path.write_text("title\tbody\nA\tOne, two\n", encoding="utf-8")
    assert_reads(path, [("A", "One, two")])


@pytest.mark.parametrize("reverse", [False, True])
def test_what_is_left_out_is_counted_for_who_asks(tmp_path, reverse):
    members = {"body": "We are open from nine to five.", "keywords": "hours open", "hint": "Ask Mia when it is a Sunday."}
    items = list(members.items())
    (tmp_path / "a.json").write_text(json.dumps([dict(reversed(items) if reverse else items)] * 3), encoding="utf-8")
    assert run("lint", "a.json", cwd=tmp_path).stderr == b""
    told = run("lint", "-v", "a.json", cwd=tmp_path).stderr.decode()
    assert told == "poise: a.json: sentences in members that are no replies by name: 3\n"
