# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The program's readers: whatever a format does to a text, the marks stand on the characters that were written."""
import html
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import unicodedata

import pytest

import program
from program import check, run

FLAGGED = ["You are an idiot.", "Vous êtes un idiot.", "write to help@lanterne.example", "see https://bit.ly/3abc"]
HARMLESS = ["Bonjour {{name}}", "漢字", "😀", "cafe\u0301", "we are sorry", "it's", 'a "word"', "a; b, c", "100 %", "é, à"]
AWKWARD = ["back\\slash", "a: b", "# no", "- no", "a\tb", "''", '""', "[x]", "\u00a0", "\u200d"]

SEEDS = range(12)
REPLIES = 12


def draft(rng, pieces, joiners=(" ", "\n", "\n\n")):
    chosen = [rng.choice(FLAGGED)] + rng.choices(pieces + FLAGGED, k=rng.randint(1, 9))
    rng.shuffle(chosen)
    text = chosen[0]
    for piece in chosen[1:]:
        text += rng.choice(joiners) + piece
    return text


def place(data, offset):
    """Line and column as people count them."""
    before = data[:offset].decode().removeprefix("\ufeff")
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


def items_of(report):
    for kind in ("signals", "findings", "media", "contacts"):
        for item in report.get(kind, []):
            if "start" in item:
                yield kind, item


def bare(text):
    return re.sub(r"\s+", "", text)


def assert_same(path, texts, decode):
    """The program finds in the file what the library finds in the texts, on the bytes that say it there."""
    data = path.read_bytes()
    result = run("lint", "--format", "json", path)
    assert result.returncode in (0, 1), result.stderr
    replies = json.loads(result.stdout)["files"][0]["replies"]
    assert len(replies) == len(texts)
    total = 0
    for text, wanted, got in zip(texts, check(texts), replies):
        assert got.get("digest") == wanted.get("digest"), text
        wanted_items, got_items = list(items_of(wanted)), list(items_of(got))
        assert len(wanted_items) == len(got_items)
        for (kind, there), (_, here) in zip(wanted_items, got_items):
            said = text.encode()[there["start"]:there["end"]].decode()
            written = data[here["start"]:here["end"]].decode()
            assert bare(decode(written)) == bare(said), (kind, there, written)
            assert (here["line"], here["column"]) == place(data, here["start"])
            assert (here["end_line"], here["end_column"]) == place(data, here["end"])
        total += len(got_items)
    assert total > 0


# JSON


def json_string(rng, text):
    short = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "/": "\\/"}
    out = ""
    for character in text:
        way = rng.random()
        if character in short and (way < 0.5 or character in '\n\t"\\'):
            out += short[character]
        elif way < 0.15:
            units = character.encode("utf-16-be")
            spell = "\\u%04x" if way < 0.1 else "\\u%04X"
            out += "".join(spell % int.from_bytes(units[i:i + 2], "big") for i in range(0, len(units), 2))
        else:
            out += character
    return '"' + out + '"'


@pytest.mark.parametrize("seed", SEEDS)
def test_json(tmp_path, seed):
    rng = random.Random(seed)
    texts = [draft(rng, HARMLESS + AWKWARD, (" ", "\n", "\t", "  ")) for _ in range(REPLIES)]
    members = []
    for number, text in enumerate(texts):
        pair = [f'"title":"T{number}"', f'{rng.choice(["", " "])}"{rng.choice(["body", "content", "Text"])}" : '
                + json_string(rng, text)]
        rng.shuffle(pair)
        members.append("{" + rng.choice([",", ",\r\n  "]).join(pair) + ',"n":[1.5e3,null,{"x":"y"}]}')
    path = tmp_path / "replies.json"
    mark = rng.choice(["", "\ufeff"])
    path.write_bytes((mark + "[" + rng.choice([",", ",\n"]).join(members) + "]").encode())
    assert_same(path, texts, lambda written: json.loads('"' + written + '"', strict=False))


# YAML


def fold(rng, text, indent, blank):
    """Break lines at single spaces between words, and write a line feed as an empty line."""
    out = ""
    for index, character in enumerate(text):
        between = 0 < index < len(text) - 1 and not text[index - 1].isspace() and not text[index + 1].isspace()
        if character == "\n":
            out += ("\n" if index and text[index - 1] == "\n" else "\n" + blank + "\n") + indent
        elif character == " " and between and text[index + 1] not in "-#" and rng.random() < 0.2:
            out += "\n" + indent
        else:
            out += character
    return out


def yaml_double(rng, text, indent):
    named = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\u00a0": "\\_"}
    out = ""
    for index, character in enumerate(text):
        way = rng.random()
        code = ord(character)
        if character in named:
            out += named[character]
        elif way < 0.05 and code < 256:
            out += "\\x%02x" % code
        elif way < 0.1 and code < 65536:
            out += "\\u%04X" % code
        elif way < 0.15:
            out += "\\U%08x" % code
        elif character == " " and 0 < index < len(text) - 1 and text[index - 1:index + 2].count(" ") == 1 \
                and "\n" not in text[index - 1:index + 2] and way < 0.4:
            out += "\n" + indent
        else:
            out += character
            if way > 0.97 and index < len(text) - 1 and text[index + 1] not in " \t\n":
                out += "\\\n" + indent
    return '"' + out + '"'


def yaml_scalar(rng, text, indent):
    """What is written, and the line feeds that stand behind the text then."""
    style = rng.choice(["double", "single", "literal", "folded"])
    if style == "double":
        return yaml_double(rng, text, indent), ""
    if style == "single":
        return "'" + fold(rng, text, indent, rng.choice(["", "  "])).replace("'", "''") + "'", ""
    mark = "|" if style == "literal" else ">"
    header, below, after = rng.choice([("-", "", ""), ("2-", "", ""), ("-  # note", "", ""), ("-", "\n\n", ""), ("", "", "\n"),
                                       ("2", "\n", "\n"), ("+", "", "\n"), ("+2", "\n\n", "\n\n\n")])
    if style == "folded":
        return mark + header + "\n" + indent + fold(rng, text, indent, "") + below, after
    lines = [indent + line if line else line for line in text.split("\n")]
    return mark + header + "\n" + "\n".join(lines) + below, after


def yaml_decode(written):
    written = re.sub(r"\\\r?\n", "", written).replace("''", "'")
    named = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "_": "\u00a0"}

    def one(match):
        escape = match.group(1)
        return named[escape] if escape in named else chr(int(escape[1:], 16))

    return re.sub(r"\\(x..|u....|U........|.)", one, written)


@pytest.mark.parametrize("seed", SEEDS)
def test_yaml(tmp_path, seed):
    rng = random.Random(seed)
    texts = [draft(rng, HARMLESS) for _ in range(REPLIES)]
    entries = []
    for number, text in enumerate(texts):
        if rng.random() < 0.2:
            entries.append(f"- {{name: N{number}, # you idiot\n   body: {yaml_double(rng, text, '    ')}}}\n")
            continue
        written, after = yaml_scalar(rng, text, "    ")
        entries.append(f"- name: N{number}\n  body: {written}\n" + rng.choice(["", "  # you idiot\n", "# you idiot\n"]))
        texts[number] += after
    document = "# saved replies\n" + rng.choice(["", "---\n"]) + "".join(entries)
    path = tmp_path / "replies.yml"
    if rng.random() < 0.3:
        document = document.replace("\n", "\r\n")
    path.write_bytes((rng.choice(["", "\ufeff"]) + document).encode())
    assert_same(path, texts, yaml_decode)


def test_yaml_plain_text_goes_on_in_the_next_line(tmp_path):
    path = tmp_path / "replies.yaml"
    path.write_text("- body: You are an\n    idiot.\n\n    Write to help@lanterne.example # a note\n", encoding="utf-8")
    assert_same(path, ["You are an idiot.\nWrite to help@lanterne.example"], lambda written: written)


def test_yaml_double_quotes_take_awkward_text(tmp_path):
    rng = random.Random(1)
    texts = [draft(rng, AWKWARD, (" ", "\n", "\t", "  ")) for _ in range(40)]
    path = tmp_path / "replies.yaml"
    path.write_text("".join(f"- body: {yaml_double(rng, text, '   ')}\n" for text in texts), encoding="utf-8")
    assert_same(path, texts, yaml_decode)


def test_yaml_aliases_of_what_is_read_are_read_once(tmp_path):
    path = tmp_path / "a.yaml"
    for written, count in [("- text: &a Hello\n- text: *a\n", 1), ("- text: &a {en: Hello, fr: Salut}\n- text: *a\n", 2),
                           ("a: &a Hello\ntext: *a\n", 1), ("a: &a {text: Hello}\nb:\n  <<: *a\n", 1)]:
        path.write_text(written, encoding="utf-8")
        result = run("lint", "--format", "json", path)
        assert result.returncode == 0 and len(json.loads(result.stdout)["files"][0]["replies"]) == count


def test_a_locale_map_is_all_replies(tmp_path):
    for name, text in (("fr.yml", "fr:\n  a:\n    b: Vous êtes un idiot.\n    n: 3\n"),
                       ("fr.json", '{"a": "You are an idiot.", "b": {"c": "ok"}}')):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        replies = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
        assert [reply["name"] for reply in replies] == (["/fr/a/b"] if name == "fr.yml" else ["/a", "/b/c"])


# CSV


@pytest.mark.parametrize("seed", SEEDS)
def test_csv(tmp_path, seed):
    rng = random.Random(seed)
    delimiter, end = rng.choice(",;"), rng.choice(["\n", "\r\n"])
    texts = [draft(rng, HARMLESS + AWKWARD) for _ in range(REPLIES)]
    rows = [["id", rng.choice(["content", "Réponse".lower(), "free words"]), "n"]]
    for number, text in enumerate(texts):
        plain = not re.search('[",;\n]', text) and rng.random() < 0.5
        rows.append([str(number), text if plain else '"' + text.replace('"', '""') + '"', "1"])
    data = end.join(delimiter.join(row) for row in rows) + rng.choice(["", end])
    path = tmp_path / "replies.csv"
    path.write_bytes((rng.choice(["", "\ufeff"]) + data).encode())
    assert_same(path, texts, lambda written: written.replace('""', '"'))


# gettext


def po_string(rng, text):
    named = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    out = ""
    for index, character in enumerate(text):
        way = rng.random()
        follows_hex = text[index + 1:index + 2] in set("0123456789abcdefABCDEF")
        if way < 0.05:
            out += "".join("\\%03o" % byte for byte in character.encode())
        elif way < 0.1 and not follows_hex:
            out += "".join("\\x%02x" % byte for byte in character.encode())
        else:
            out += named.get(character, character)
        if way > 0.9:
            out += '"' + rng.choice([" ", "\n", "\n  "]) + '"'
    return rng.choice(['""\n', ""]) + '"' + out + '"'


def po_decode(written):
    named = {"n": b"\n", "t": b"\t", '"': b'"', "\\": b"\\"}
    written = re.sub(r'(?<!\\)((?:\\\\)*)"\s+"', r"\1", written)

    def one(match):
        escape = match.group(1).decode()
        return named[escape] if escape in named else bytes([int(escape.lstrip("x"), 16 if escape[0] == "x" else 8)])

    return re.sub(rb"\\(x..|[0-7]{3}|.)", one, written.encode()).decode()


@pytest.mark.parametrize("seed", SEEDS)
def test_po(tmp_path, seed):
    rng = random.Random(seed)
    texts = [draft(rng, HARMLESS + AWKWARD, (" ", "\n", "\t", "  ")) for _ in range(REPLIES)]
    out = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    for number, text in enumerate(texts):
        plural = f'msgid_plural "{number}s"\n' if rng.random() < 0.3 else ""
        out += rng.choice(["", "#, fuzzy\nmsgid \"x\"\nmsgstr \"You are an idiot.\"\n", "#. You idiot\n"])
        out += rng.choice(["", 'msgctxt "c"\n']) + f'msgid {po_string(rng, str(number) + " You idiot")}\n' + plural
        out += ("msgstr[0] " if plural else "msgstr ") + po_string(rng, text) + "\n"
    path = tmp_path / "replies.po"
    if rng.random() < 0.3:
        out = out.replace("\n", "\r\n")
    path.write_bytes((rng.choice(["", "\ufeff"]) + out).encode())
    assert_same(path, texts, lambda written: po_decode(written.replace("\r\n", "\n")))


def test_po_names_and_what_is_no_reply(tmp_path):
    path = tmp_path / "replies.po"
    path.write_text('msgctxt "c"\nmsgid "a\\nb"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[1] "y"\n'
                    'msgid "b" msgstr ""\n#, fuzzy\nmsgid "c"\nmsgstr "z"\n#~ msgid "d"\n#~ msgstr "e"\n',
                    encoding="utf-8")
    replies = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    assert [(reply["name"], reply["line"]) for reply in replies] == [("c: a [0]", 4), ("c: a [1]", 5)]


def test_where_nothing_is_translated_the_messages_go_out(tmp_path):
    path = tmp_path / "replies.pot"
    path.write_text('msgid "You are an idiot."\nmsgstr ""\n#, fuzzy\nmsgid "Hello"\nmsgstr "You idiot"\n', encoding="utf-8")
    assert_same(path, ["You are an idiot.", "Hello"], lambda written: written)


# HTML


def html_text(rng, text):
    named = {"&": "&amp;", "é": "&eacute;", "ê": "&ecirc;", "à": "&agrave;", '"': "&quot;", "\u00a0": "&nbsp;"}
    out = ""
    for character in text:
        way = rng.random()
        if character in named and way < 0.5:
            out += named[character]
        elif way < 0.1 and character not in "<>\n\t":
            out += rng.choice(["&#%d;", "&#x%x;", "&#X%X;"]) % ord(character)
        else:
            out += character
        if character == " " and way > 0.9:
            out += rng.choice(["<!-- you idiot -->", "<!--x>\n-->", "<![x]>", "<!---->", "<!-->", "<style>idiot</style>"])
    return out


def html_decode(written):
    return html.unescape(re.sub(r"(?s)<!-->|<!--.*?-->|<!\[x\]>|<style>.*?</style>", "", written))


@pytest.mark.parametrize("seed", SEEDS)
def test_html(tmp_path, seed):
    rng = random.Random(seed)
    part = rng.choice(["template", "article", "section"])
    texts, out = [], rng.choice(["", "<!DOCTYPE html>\n<html lang='en'><title>You idiot</title>\n"])
    for number in range(REPLIES):
        pieces = [draft(rng, HARMLESS, (" ", "\n", "  ")) for _ in range(rng.randint(1, 3))]
        between = rng.choices(["<br>", "\n<p class='a>b'>", "</p>\n\n", "<b\n>", "</b >"], k=len(pieces) - 1) + [""]
        texts.append("".join(piece + tag for piece, tag in zip(pieces, between)))
        body = "".join(html_text(rng, piece) + tag for piece, tag in zip(pieces, between))
        out += f"<p>You idiot</p><{part} class=x\n id='n{number}'> \n{body} </{part.upper()}>\n"
    path = tmp_path / "replies.html"
    path.write_bytes((rng.choice(["", "\ufeff"]) + out).encode())
    assert_same(path, texts, html_decode)
    replies = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    assert [reply["name"] for reply in replies] == [f"n{number}" for number in range(REPLIES)]


@pytest.mark.parametrize("written, text", [
    ("<p>Vous &ecirc;tes un idiot.", "<p>Vous êtes un idiot."),
    ("You are&nbsp;an idiot &amp; &#146;x&#x92; &unknown; &eacute &#; &", "You are\u00a0an idiot & ’x’ &unknown; &eacute &#; &"),
    ("a &lt; b &gt; c. You idiot.", "a &lt; b &gt; c. You idiot."),
    ("x\n > You are an idiot.", "x\n &gt; You are an idiot."),
    ("<img alt='Vous &ecirc;tes un &#34;idiot&#34;'>", "<img alt='Vous êtes un &#34;idiot&#34;'>"),
    ("<!--[if mso]>You are an idiot.<![endif]-->", "You are an idiot."),
    ("<!--[if !mso]><!-->You are an idiot.<!--<![endif]-->", "You are an idiot."),
    ("<SCRIPT>a < 'idiot' </scripts></script >You idiot", "<SCRIPT></script >You idiot"),
    ("<article>You idiot.</article><article>Bye</article>", "<article>You idiot.</article><article>Bye</article>"),
    ("<p>You idiot</p><svg><title>You fool</title></svg>", "<p>You idiot</p><svg>You fool</svg>"),
    ("<h1>Hi</h1><template id=a>You idiot</template>", "<h1>Hi</h1><template id=a>You idiot</template>"),
])
def test_html_is_read_as_it_is_seen(tmp_path, written, text):
    path = tmp_path / "reply.htm"
    path.write_text(written, encoding="utf-8")
    got, = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    wanted, = check([text])
    assert got["digest"] == wanted["digest"]
    assert len(got["signals"]) == len(wanted["signals"])


# Markdown


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", ["fence", "quote", "separator", "section"])
def test_markdown(tmp_path, layout, seed):
    rng = random.Random(seed)
    texts = [draft(rng, HARMLESS) for _ in range(REPLIES)]
    out = rng.choice(["", "---\ntitle: You are an idiot.\n---\n"])
    for number, text in enumerate(texts):
        lines = text.split("\n")
        if layout == "fence":
            indent = rng.choice(["", "  "])
            fence = rng.choice(["```", "~~~~"])
            out += f"## T{number}\n\nYou idiot, this is a note.\n\n{indent}{fence}\n"
            out += "".join(indent + line + "\n" for line in lines) + f"{indent}{fence}\n\n"
        elif layout == "quote":
            mark = rng.choice(["> ", ">"])
            out += f"## T{number}\n\nYou idiot, this is a note.\n\n"
            out += "".join(mark + line + "\n" for line in lines) + "\n"
        elif layout == "separator":
            out += f"---- T{number}\n\n{text}\n"
        else:
            out += rng.choice([f"## T{number} ##\n\n", f"T{number}\n===\n\n"]) + text + "\n\n"
    path = tmp_path / "replies.md"
    path.write_text(out, encoding="utf-8")
    assert_same(path, texts, lambda written: re.sub("(?m)^ *> ?", "", written))


def test_markdown_names_come_from_headings(tmp_path):
    path = tmp_path / "replies.md"
    path.write_text("# All\n\n## First\n\n> Hello.\ngoes on\n\n> Second quote.\n", encoding="utf-8")
    replies = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    assert [(reply["name"], reply["line"]) for reply in replies] == [("First", 5), ("First", 8)]


def test_markdown_comments_are_no_replies(tmp_path):
    path = tmp_path / "replies.md"
    path.write_text("# T\n\n<!-- You idiot. -->\nHello.\n<!-- one\ntwo --> You are an idiot.\n", encoding="utf-8")
    assert_same(path, ["Hello.\nYou are an idiot."], lambda written: written)


@pytest.mark.parametrize("written, text", [
    ("# T\n\n<!--\n> You idiot.\n```\n-->\n\n> Hello,\n> you idiot. <!-- one -->Bye.\n", "Hello,\nyou idiot. Bye."),
    ("> a <!-- x\n> y\n> z --> you idiot\n", "a you idiot"),
    ("> a `<!--` you idiot\n", "a `<!--` you idiot"),
    ("> a <!-- you idiot\n\nnote -->\n", "a <!-- you idiot"),
    ("```\n<!-- you idiot -->\n```\n", "<!-- you idiot -->"),
    ("---- T\n<!-- You fool -->\nYou idiot.\n\n```\n---- no\n```\n", "You idiot.\n\n```\n---- no\n```"),
    ("## T\n\n```bash\n# no heading\n```\nYou idiot.\n", "```bash\n# no heading\n```\nYou idiot."),
    ("## T\n\n> You idiot.\n\n```json\n{}\n```\n\n> [!NOTE]\n> A note.\n", "You idiot."),
    ("> You idiot.\n- a note\n", "You idiot."),
    ("- ~~~ text\n  You idiot.\n   two\n  ~~~\n", "You idiot.\n two"),
    ("````\nYou idiot.\n```\nx\n````\n", "You idiot.\n```\nx"),
])
def test_markdown_replies_and_notes(tmp_path, written, text):
    path = tmp_path / "replies.md"
    path.write_text(written, encoding="utf-8")
    got, = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    wanted, = check([text])
    assert got["digest"] == wanted["digest"]
    assert len(got["signals"]) == len(wanted["signals"]) > 0


@pytest.mark.parametrize("words, plain, names", [
    ("Send us the output, please:\n", 2, ["Logs"]), ("Send us the output, please:\n", 3, ["Logs", "T0", "T1", "T2"]),
    ("", 9, ["Logs"]),
])
def test_markdown_a_block_in_one_of_many_replies_is_a_part_of_it(tmp_path, words, plain, names):
    path = tmp_path / "replies.md"
    sections = "".join(f"\n## T{number}\n\nYou idiot.\n" for number in range(plain))
    path.write_text(f"# All\n\n## Logs\n\n{words}```\nlanterne -v\n```\n" + sections, encoding="utf-8")
    replies = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    assert [reply["name"] for reply in replies] == names


def test_markdown_titles_with_a_line_under_them_name_blocks(tmp_path):
    path = tmp_path / "replies.md"
    path.write_text("One\n===\n\n> a\n\nTwo\n---\n\n```\nb\n```\n", encoding="utf-8")
    replies = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    assert [(reply["name"], reply["line"]) for reply in replies] == [("One", 4), ("Two", 10)]


@pytest.mark.parametrize("name, form", [("a.md", "# {}\n\n> Hello\n"), ("a.po", 'msgid "{}"\nmsgstr "Hello"\n'),
                                        ("a.html", "<h1>{}</h1> Hello"), ("a.json", '{{"title": "{}", "body": "Hello"}}')])
def test_a_title_is_cut_between_characters(tmp_path, name, form):
    path = tmp_path / name
    path.write_text(form.format("x" + "é" * 200000), encoding="utf-8")
    got, = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    assert got["name"] == "x" + "é" * 127


# What people see


def columns(text):
    wide = {"W": 2, "F": 2}
    return sum(0 if unicodedata.combining(c) else wide.get(unicodedata.east_asian_width(c), 1) for c in text)


@pytest.mark.parametrize("before", [
    "", "\t", "a\tb\t", "漢字 ", "cafe\u0301 ", "é\t漢\t", "x" * 300 + " ", "漢" * 90 + " ",
])
def test_carets_stand_under_what_they_mark(tmp_path, before):
    path = tmp_path / "reply.txt"
    path.write_text(before + "You are an idiot. " + "y" * 200 + "\n", encoding="utf-8")
    lines = run("lint", path).stdout.decode().split("\n")
    caret = next(index for index, line in enumerate(lines) if "^" in line)
    finding = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"][0]["findings"][0]
    words = path.read_bytes()[finding["start"]:finding["end"]].decode()
    source = lines[caret - 1]
    assert words in source and len(source) < 130
    assert lines[caret].index("^") == columns(source[:source.index(words)])
    assert lines[caret].count("^") == columns(words)


def test_what_could_steer_the_terminal_is_not_printed(tmp_path):
    path = tmp_path / "replies.json"
    path.write_text('[{"title":"\\u001b[2J","body":"You are an idiot."}]', encoding="utf-8")
    raw = tmp_path / "reply.txt"
    raw.write_bytes("\x1b]0;x\x07\u202e You are an idiot.\r\n".encode())
    for target in (path, raw):
        out = run("lint", target).stdout.decode()
        assert "idiot" in out and not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)


def test_colour_is_for_those_who_ask(tmp_path):
    path = tmp_path / "reply.txt"
    path.write_text("You are an idiot.", encoding="utf-8")
    assert b"\033[" not in run("lint", path).stdout
    assert b"\033[" in run("lint", "--color", "always", path).stdout


# Exit statuses and bad inputs

GOOD = "Thank you, we are open until six."
BAD = "You are an idiot."


@pytest.mark.parametrize("arguments, status", [
    ([], 2), (["--help"], 0), (["--version"], 0), (["lint", "--help"], 0), (["lnit"], 2),
    (["lint", "good.txt"], 0), (["lint", "bad.txt"], 1), (["lint", "good.txt", "bad.txt"], 1),
    (["lint", "none.txt"], 2), (["lint", "none.txt", "bad.txt"], 2), (["lint", "other.xyz"], 2),
    (["lint", "--as", "text", "other.xyz"], 0), (["lint", "--as=text", "other.xyz"], 0),
    (["lint", "--as", "word", "good.txt"], 2), (["lint", "--nope", "good.txt"], 2), (["lint", "--format"], 2),
    (["lint", "--jsonl", "good.txt"], 2), (["lint", "--roster", "good.txt"], 2),
    (["lint", "--policy", "none.json", "good.txt"], 2), (["lint", "--policy", "good.txt", "good.txt"], 2),
    (["lint", "--", "--help"], 2), (["lint", "--fail-on", "info", "bad.txt"], 1),
    (["check", "extra"], 2), (["check", "--jsonl", "--lang", "fr"], 2), (["check", "--format", "json"], 2),
    (["rules"], 0), (["rules", "--messages", "fr"], 0), (["rules", "extra"], 2),
    (["explain"], 2), (["explain", "insulting.name_calling"], 0), (["explain", "insulting.name_caling"], 2),
])
def test_exit_status(tmp_path, arguments, status):
    for name, text in (("good.txt", GOOD), ("bad.txt", BAD), ("other.xyz", GOOD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == status, result.stderr
    assert (status == 2) == result.stderr.startswith((b"poise: ", b"Usage: "))


@pytest.mark.parametrize("text, status", [(GOOD, 0), (BAD, 1)])
def test_check_reads_one_draft(text, status):
    result = run("check", stdin=text.encode())
    assert result.returncode == status
    assert result.stdout.startswith(b"    1:1 ")
    assert b"\n<stdin>:1: defensive " in result.stdout


def test_the_probable_word_is_named():
    assert b"did you mean lint?" in run("lnit").stderr
    assert b"did you mean --format?" in run("lint", "--fromat", "json").stderr
    assert b"did you mean insulting.name_calling?" in run("explain", "insulting.name_caling").stderr


@pytest.mark.parametrize("name, data, place_of_error", [
    ("a.json", b'[{"body": "x"},]', "1:16"),
    ("a.json", b'{"body": "x", "body": "y"}', "1:15"),
    ("a.json", b"Hello, I am no JSON.", "1:"),
    ("a.json", b'{"body": "caf\xe9"}', "1:"),
    ("a.json", b'{"body": "never closed', "1:"),
    ("a.json", b'{"body": "a\x00b"}', "1:"),
    ("a.json", b"", "1:1"),
    ("a.yaml", b"body: a\nbody: b\n", "2:1"),
    ("a.yaml", b"a: [1, 2\nb: 3\n", ""),
    ("a.yaml", b"body: caf\xe9\n", "1:10"),
    ("a.yaml", b"# R\xe9ponses\nbody: You idiot\n", "1:4"),
    ("a.yaml", b"body: a\n# \x00\ntext: b\n", "2:3"),
    ("a.yaml", b"%a\xff", "1:3"),
    ("a.yaml", b"hello: &a You idiot\nreplies:\n- text: Hi\n- text: *a\n", "4:9"),
    ("a.yaml", b"replies:\n- text: Hi\n- *a\n", "3:3"),
    ("a.yaml", b"? [a, b]\n: body\n", "1:3"),
    ("a.md", b"Hello.\n\n <!-- a note\n\nYou idiot.\n", "3:2"),
    ("a.po", b'msgid "a"\nmsgstr "b\n', "2:8"),
    ("a.po", b'msgid "a"\nmsgstr "b\\q"\n', "2:10"),
    ("a.po", b'msgid "a"\nmsgstr "b" c\n', "2:12"),
    ("a.po", b'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', "1:1"),
    ("a.po", b'msgid "a"\nmsgstr[0] "c"\n', "2:1"),
    ("a.po", b'msgstr "c"\n', "1:1"),
    ("a.po", b'"a"\nmsgid "b"\nmsgstr "c"\n', "1:1"),
    ("a.po", b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=latin-1\\n"\n', "3:36"),
    ("a.html", b"<p>Hello <!-- a\nYou idiot.", "1:10"),
    ("a.html", b"Hello\n<style> p {}", "2:1"),
    ("a.html", b"Hello\n <p title='x>You idiot.", "2:2"),
    ("a.html", b"Hello <!You idiot", "1:7"),
    ("a.csv", b'id,body\n1,"never closed\n2,x\n', "2:3"),
    ("a.csv", b"id,body\n1,a,b\n2,c\n", "2:1"),
    ("a.csv", b'id,body\n1,"a"b\n', "2:6"),
    ("a.csv", b"id,body\n1\n", "2:1"),
    ("a.txt", b"\xff\xfeH\x00i\x00", ""),
])
def test_bad_input_is_told_with_its_place(tmp_path, name, data, place_of_error):
    path = tmp_path / name
    path.write_bytes(data)
    result = run("lint", path)
    assert result.returncode == 2
    assert f"{path}:{place_of_error}".encode() in result.stderr, result.stderr
    document = json.loads(run("lint", "--format", "json", path).stdout)
    assert document["files"][0]["errors"] and document["summary"]["unread"] == 1


def test_ragged_rows_do_not_hide_the_others(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"id;body\n1;a;b\n2;{BAD}\n", encoding="utf-8")
    replies = json.loads(run("lint", "--format", "json", path).stdout)["files"][0]["replies"]
    assert [reply["line"] for reply in replies] == [2, 3]


@pytest.mark.parametrize("name, data", [
    ("a.txt", b""), ("a.txt", b"\xef\xbb\xbf"), ("a.txt", b" \r\n\t"), ("a.md", b""), ("a.md", b"# Only a heading\n"),
    ("a.json", b"{}"), ("a.json", b'{"n": 1}'), ("a.yaml", b""), ("a.yaml", b"# nothing\n"), ("a.csv", b""),
    ("a.csv", b"id,body\n"), ("a.csv", b"\n\n"), ("a.csv", b";;;\n"), ("a.po", b""), ("a.po", b"# nothing\n"),
    ("a.po", b'msgid ""\nmsgstr "Language: fr\\n"\n'), ("a.html", b""), ("a.html", b"<html><body>\n<p></p>"),
    ("a.html", b"<title>Only a title</title>"), ("a.md", b"<!-- a -->\n"),
])
def test_a_file_without_a_reply_is_told(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    result = run("lint", path)
    assert result.returncode == 0
    assert f"{path}: warning: no reply found".encode() in result.stderr


@pytest.mark.parametrize("name, data", [
    ("a.txt", b"a\x00b\x00"), ("a.txt", b"caf\xe9 \xff\xfe \xed\xa0\x80"), ("a.md", b"> a\x00b\xff\r> c\r\r> d\n"),
    ("a.csv", b"body\r\n\"a\x00\xff\r\n\"\r\n"), ("a.yaml", "body: |\r\n  é\r\n\r\n  b\r\n".encode()),
    ("a.json", b'{"body": "a\\u0000b"}'), ("a.po", b'msgid "a"\rmsgstr "\x00\xff\\000"\r'), ("a.html", b"<p \x00=\xff>\x00\xff&#0;"),
    ("a.txt", b"\xef\xbb\xbfHello\r\rthere"),
])
def test_odd_bytes_are_read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    result = run("lint", path)
    assert result.returncode in (0, 1), result.stderr
    document = json.loads(run("lint", "--format", "json", path).stdout)
    assert document["summary"]["replies"] >= 1


def test_five_megabytes_in_one_line(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"body": "é and so on, " * 300000 + "You are an idiot."}]), encoding="utf-8")
    result = run("lint", path)
    assert result.returncode == 1
    assert len(result.stdout) < 100000
    column = int(re.search(rb"a\.json:1:(\d+): error", result.stdout).group(1))
    assert path.read_text(encoding="utf-8")[column - 1:].startswith(("You are an idiot", "an idiot", "idiot"))


def test_walking(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/z.txt", "b/a.md", "a.txt", ".hidden/x.txt", ".x.txt", "picture.png"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    os.symlink("..", tmp_path / "b" / "loop")
    result = run("lint", "--format", "json", ".", cwd=tmp_path)
    assert result.returncode == 0
    assert [file["path"] for file in json.loads(result.stdout)["files"]] == ["./a.txt", "./b/a.md", "./b/z.txt"]
    assert b"left out: 1" in result.stderr


def test_policy_and_roster_are_no_replies():
    replies = pathlib.Path(__file__).parents[2] / "examples" / "replies"
    result = run("lint", "--format", "json", "--policy", replies / "policy.json", "--roster", replies / "roster.json",
                 replies)
    document = json.loads(result.stdout)
    names = {pathlib.Path(file["path"]).name for file in document["files"]}
    assert names == {path.name for path in replies.iterdir()} - {"policy.json", "roster.json"}
    assert document["summary"]["unread"] == 0 and document["summary"]["deny"] > 0
    assert result.returncode == 1 and result.stderr == b""


def test_a_link_to_nowhere_is_told(tmp_path):
    os.symlink("nowhere", tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(BAD, encoding="utf-8")
    result = run("lint", tmp_path)
    assert result.returncode == 2
    assert f"{tmp_path}/a.txt: No such file".encode() in result.stderr
    assert b"b.txt:1:" in result.stdout


def test_a_full_disk_is_no_clean_run(tmp_path):
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    with open("/dev/full", "wb") as full:
        result = subprocess.run([os.environ["POISE_PROGRAM"], "lint", tmp_path], stdout=full, stderr=subprocess.PIPE,
                                check=False)
    assert result.returncode == 3


def test_without_memory_it_says_so(tmp_path):
    def limited():
        resource.setrlimit(resource.RLIMIT_AS, (80 << 20, 80 << 20))

    if run("--version", preexec_fn=limited).returncode != 0:
        pytest.skip("this build cannot even start in so little memory")
    (tmp_path / "a.txt").write_bytes(b"words and words " * (6 << 20))
    result = run("lint", tmp_path, preexec_fn=limited)
    assert result.returncode == 3
    assert b"out of memory" in result.stderr or b"NOMEM" in result.stderr
