# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The page of `poise lint --format html`: it stands alone, shows what it was given, and runs nothing of it."""
import base64
import hashlib
import html.parser
import json
import pathlib
import random
import re
import shutil
import subprocess
import time

import pytest

from program import run

REPLIES = pathlib.Path(__file__).parents[2] / "examples" / "replies"
POLICY = ["--policy", REPLIES / "policy.json", "--roster", REPLIES / "roster.json"]
VOID = {"meta", "input", "rect", "path", "circle"}
SCRIPT = "<script>parent.postMessage('ran', '*')</script>"
HOSTILE = [SCRIPT, "<img src=x onerror=\"parent.postMessage('ran', '*')\">", "</style>", "</script>", "-->", "<!--", "]]>",
           "&amp;", "&#60;", "\"'`", "\x00", "\x07", "\x1b[2J", "\u202e", "\u2066", "\u200b", "\ufeff", "id\u200diot", "\r\n", "\r",
           "\t", "\ufffe", "👩\u200d💻", "é", "漢字", "javascript:alert(1)", "https://evil.example/x.png",
           "![x](https://evil.example/y.png)"]
TONES = ["You are an idiot.", "You people never read what we send.", "We are sorry for the wait.", "Thank you for writing.",
         "We will refund you.", "I am sorry you feel that way, but you are wrong.", "Nobody else complained."]


class Page(html.parser.HTMLParser):
    """What the tests ask of a page. Tags must be nested well."""

    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.stack, self.attributes, self.ids, self.cards, self.raw = [], [], [], [], {}
        self.card = None
        self.feed(data.decode("utf-8"))
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        assert len(attributes) == len(attrs)
        self.attributes += [(tag, *attribute) for attribute in attrs]
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag not in VOID:
            self.stack.append((tag, attributes))
        classes = attributes.get("class", "").split()
        if tag == "article":
            self.card = {"id": attributes.get("id"), "name": "", "place": "", "text": "", "pieces": {}, "findings": [], "media": "",
                         "has": attributes.get("data-has", "").split(), "figures": [], "decision": "", "denial": ""}
            self.cards.append(self.card)
        elif tag == "li" and self.within("findings"):
            self.card["findings"].append({"id": attributes.get("id"), "classes": classes, "words": "", "code": "",
                                          "pieces": attributes.get("data-pieces")})
        elif tag == "svg" and self.within("figures"):
            self.card["figures"].append(classes)
        elif "mark" in classes and self.within("text"):
            self.card["pieces"][attributes["id"]] = {"classes": classes, "text": "", "href": attributes.get("href")}

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag
        if tag == "article":
            self.card = None

    def within(self, name):
        return any(name in attributes.get("class", "").split() for _, attributes in self.stack)

    def handle_data(self, data):
        tag, attributes = self.stack[-1] if self.stack else ("", {})
        if tag in ("style", "script"):
            self.raw[tag] = self.raw.get(tag, "") + data
        if self.card is None:
            return
        if attributes.get("class") == "char":
            data = chr(int(data[2:], 16))
        if self.within("text"):
            self.card["text"] += data
            for _, outer in self.stack:
                if outer.get("id") in self.card["pieces"]:
                    self.card["pieces"][outer["id"]]["text"] += data
        elif self.within("findings") and self.card["findings"]:
            self.card["findings"][-1]["words"] += data
            if tag == "code":
                self.card["findings"][-1]["code"] += data
        elif self.within("media"):
            self.card["media"] += data
        elif any(outer == "h3" for outer, _ in self.stack):
            self.card["name"] += data
        for part in ("place", "decision", "denial"):
            if self.within(part):
                self.card[part] += data

    def words_of(self, card, finding):
        """The words that a finding leads to."""
        first, last = map(int, finding["pieces"].split())
        return "".join(card["pieces"][f"{card['id']}p{number}"]["text"] for number in range(first, last + 1))


def lint(*arguments):
    """The page and the JSON document of the same run."""
    page = run("lint", "--format", "html", *arguments)
    document = run("lint", "--format", "json", *arguments)
    assert page.returncode == document.returncode and page.returncode in (0, 1, 2), page.stderr
    return Page(page.stdout), json.loads(document.stdout)


def shown(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def replies_of(document):
    return [(file["path"], reply) for file in document["files"] for reply in file["replies"]]


def cards_of(page):
    """Cards of replies in the order of the files."""
    return sorted((card for card in page.cards if card["id"]), key=lambda card: int(card["id"][1:]))


def assert_alone(page):
    """Nothing from outside, every link leads somewhere, and the browser is told to run nothing else."""
    ids = set(page.ids)
    assert len(page.ids) == len(ids)
    for tag, name, value in page.attributes:
        assert name not in ("src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "style", "xmlns")
        assert not name.startswith("on") and "http" not in (value or "")
        if name == "href":
            assert tag == "a" and value[0] == "#" and value[1:] in ids
    assert set(page.raw) == {"style", "script"}
    assert not re.search(r"url\(|@import|http|expression", page.raw["style"])
    assert not re.search(r"http|fetch|innerHTML|eval|import|XMLHttp", page.raw["script"])
    policy = next(value for tag, name, value in page.attributes if tag == "meta" and name == "content")
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert ("meta", "content", "no-referrer") in page.attributes


def unescape(raw):
    """What a part of a JSON string says."""
    return json.loads('"' + raw.decode("utf-8") + '"')


def assert_spans(page, document, decode):
    """Each finding stands on exactly the words that the JSON document names, and leads there and back."""
    count = 0
    for card, (path, reply) in zip(cards_of(page), replies_of(document), strict=True):
        data = pathlib.Path(path).read_bytes()
        assert [finding["code"] for finding in card["findings"]] == [finding["code"] for finding in reply["findings"]]
        for finding, told in zip(card["findings"], reply["findings"]):
            assert told["severity"] in finding["classes"]
            assert told["message"] in finding["words"] and told["hint"] in finding["words"]
            if told["start"] == told["end"]:
                assert finding["pieces"] is None
                continue
            assert page.words_of(card, finding) == shown(decode(data[told["start"]:told["end"]]))
            first, last = map(int, finding["pieces"].split())
            assert all(told["severity"] in card["pieces"][f"{card['id']}p{number}"]["classes"] for number in range(first, last + 1))
            count += 1
        ids = {"#" + finding["id"] for finding in card["findings"]}
        for piece in card["pieces"].values():
            assert piece["href"] in ids if piece["href"] else piece["classes"] == ["mark", "good"]
    return count


def draft(rng):
    parts = [rng.choice(TONES) if rng.random() < 0.5 else rng.choice(HOSTILE) for _ in range(rng.randint(1, 12))]
    return rng.choice([" ", "", "\n"]).join(parts)


@pytest.mark.parametrize("seed", range(6))
def test_the_page_says_what_json_says(tmp_path, seed):
    rng = random.Random(seed)
    replies = [{"title": rng.choice(HOSTILE[:12]) + f" {number}", "body": draft(rng)} for number in range(40)]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(replies, ensure_ascii=rng.random() < 0.5).replace("\ufffe", "\\ufffe"), encoding="utf-8")
    page, document = lint(path)
    assert_alone(page)
    cards = cards_of(page)
    written = [reply for reply in replies if reply["body"].strip(" \t\r\n")]
    assert len(cards) >= len(written) > 30
    assert [card["text"] for card in cards if card["text"].strip()] == [shown(reply["body"]) for reply in written if shown(reply["body"]).strip()]
    for card, (_, reply) in zip(cards, replies_of(document)):
        assert card["name"] == shown(reply["name"])
    assert assert_spans(page, document, unescape) > 30


def test_spans_that_overlap(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Hi,\nyou people never read what we send. Sorry for the wait.", encoding="utf-8")
    page, document = lint(path)
    assert assert_spans(page, document, lambda raw: raw.decode()) >= 3
    pieces = page.cards[0]["pieces"].values()
    assert any({"error", "warning"} <= set(piece["classes"]) and piece["text"] == "people" for piece in pieces), pieces
    assert any(piece["classes"] == ["mark", "good"] and piece["text"].startswith("Sorry") for piece in pieces)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_reply_without_words(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"body": text}, {"body": "You are an idiot."}]), encoding="utf-8")
    page, document = lint(path)
    assert [card["id"] for card in page.cards] == ["r2", "r1"]
    assert "Has no words." in page.cards[1]["findings"][0]["words"]
    assert_spans(page, document, lambda raw: json.loads(b'"' + raw + b'"'))


def test_replies_without_words(tmp_path):
    """What is found in them is about no words, so nothing in the text is marked."""
    (tmp_path / "a.csv").write_text('title,content\nCell,\nLast,You are an idiot.\n')
    (tmp_path / "b.json").write_text('[{"content": ""}, {"content": "You are an idiot."}]')
    page, document = lint(tmp_path)
    empty = [card for card in page.cards if any(found["code"] == "text.empty" for found in card["findings"])]
    assert len(empty) == 2 and len(page.cards) == len(replies_of(document)) == 4
    for card in empty:
        assert card["pieces"] == {}
        assert [found["pieces"] for found in card["findings"]] == [None] * len(card["findings"])


def test_bytes_that_are_no_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\n\nfirst \xff\xfe caf\xe9 \xed\xa0\x80 You are an idiot\x00.\r\n")
    page, document = lint(path)
    assert page.cards[0]["text"] == "\n\nfirst \ufffd\ufffd caf\ufffd \ufffd\ufffd\ufffd You are an idiot\x00.\n"
    assert assert_spans(page, document, lambda raw: "".join(map(chr, raw)) if raw.isascii() else "\ufffd" * len(raw)) >= 4
    assert_alone(page)


def test_what_nobody_sees_is_named(tmp_path):
    (tmp_path / "a.txt").write_text("a\u202eb\u200bc\x01 👩\u200d💻 د\u200cر", encoding="utf-8")
    out = run("lint", "--format", "html", tmp_path).stdout.decode()
    text = re.search(r'<div class="text".*?</div>', out, re.DOTALL).group()
    assert re.findall(r'<bdi class="char">([^<]*)</bdi>', text) == ["U+202E", "U+200B", "U+0001"]
    assert not re.search("[\x00-\x08\x0b-\x1f\u200b\u202e]", out) and "👩\u200d💻 د\u200cر" in text


def test_hostile_names_of_files(tmp_path):
    name = "a<img src=x onerror=alert(1)>\"'&.json"
    (tmp_path / name).write_text('[{"body":"You are an idiot."}]', encoding="utf-8")
    (tmp_path / "b<i>.json").write_text('[{"body":"You are an idiot.",}]', encoding="utf-8")
    page, document = lint("--messages", "en", tmp_path)
    assert_alone(page)
    assert [card["id"] for card in page.cards] == [None, "r1", "r2"]
    assert page.cards[0]["name"] == f"{tmp_path}/b<i>.json" and page.cards[1]["place"] == f"{tmp_path}/{name}:1"
    error = document["files"][1]["errors"][0]
    assert error["message"] in page.cards[0]["findings"][0]["words"]
    assert f"line {error['line']}, column {error['column']}" in page.cards[0]["findings"][0]["words"]


def test_worst_first():
    page, document = lint(*POLICY, REPLIES)
    assert_alone(page)
    replies = replies_of(document)

    def rank(index):
        _, reply = replies[index]
        severities = [finding["severity"] for finding in reply["findings"]]
        return (reply["decision"] != "deny", *(-severities.count(severity) for severity in ("error", "warning", "info")),
                -max(reply["tone"]["defensive"], reply["tone"]["insulting"]), index)

    def is_clean(index):
        _, reply = replies[index]
        return not reply["findings"] and reply["decision"] != "deny" and max(
            reply["tone"]["defensive"], reply["tone"]["insulting"]) < 500

    order = sorted(range(len(replies)), key=lambda index: (is_clean(index), rank(index)))
    assert any(map(is_clean, order)) and not all(map(is_clean, order))
    assert [int(card["id"][1:]) - 1 for card in page.cards] == order


def test_approvals():
    page, document = lint(*POLICY, REPLIES)
    words = {"need": "waits for approval", "deny": "must not go out", "allow": "may go out"}
    decisions = set()
    for card, (_, reply) in zip(cards_of(page), replies_of(document), strict=True):
        decisions.add(reply["decision"])
        assert card["decision"] == words[reply["decision"]]
        assert card["figures"] == [[state] for need in reply["needs"] for state in
                                   ["there"] * need["have"] + ["missing"] * (need["want"] - need["have"])]
        assert card["denial"] == (reply["reasons"][0] if reply["decision"] == "deny" else "")
        assert (reply["decision"] in card["has"]) == (reply["decision"] in ("need", "deny"))
    assert {"need", "deny"} <= decisions


def test_media_is_text(tmp_path):
    (tmp_path / "a.txt").write_text(
        "See ![x](https://evil.example/x.png), [bank.example](http://192.168.1.1/a), bit.ly/abc or write to a@b.example. " + "data:text/html;base64," +
        "QUJD" * 500, encoding="utf-8")
    page, document = lint(tmp_path)
    assert_alone(page)
    reply = document["files"][0]["replies"][0]
    assert len(reply["media"]) >= 3 and reply["contacts"]
    for item in reply["media"]:
        assert item["target"][:300] in page.cards[0]["media"]
    for item in reply["contacts"]:
        assert item["value"] in page.cards[0]["media"]
    assert "picture, embedded" in page.cards[0]["media"] and "target cannot be seen" in page.cards[0]["media"]
    assert len(page.cards[0]["media"]) < 1500


def test_totals_are_those_of_json():
    out = run("lint", "--format", "html", *POLICY, REPLIES).stdout.decode()
    summary = json.loads(run("lint", "--format", "json", *POLICY, REPLIES).stdout)["summary"]
    names = {"files": "files", "replies": "replies", "error": "errors", "warning": "warnings", "info": "info", "need": "waiting for approval",
             "deny": "denied", "unread": "not read in full", "suppressed": "suppressed", "known": "known to the baseline"}
    totals = dict(re.findall(r"<dt>([^<]*)</dt><dd>(\d+)</dd>", out))
    assert {key: int(totals[name]) for key, name in names.items()} == {key: summary[key] for key in names}


def test_french(tmp_path):
    (tmp_path / "a.txt").write_text("Vous êtes un idiot. Merci de votre message.", encoding="utf-8")
    page, document = lint("--messages", "fr", tmp_path)
    assert ("html", "lang", "fr") in page.attributes
    assert ("div", "lang", "fr") in page.attributes
    finding = document["files"][0]["replies"][0]["findings"][0]
    assert finding["message"] in page.cards[0]["findings"][0]["words"]
    assert "ligne 1, colonne" in page.cards[0]["findings"][0]["words"]
    out = run("lint", "--format", "html", "--messages", "fr", tmp_path).stdout.decode()
    assert not re.search(r"\b(errors|warnings|suppressed|replies)\b", re.sub(r'<(style|script)>.*?</\1>|id="\w+"|href="#\w+"|class="[^"]*"|data-\w+="[^"]*"|value="\w*"', "", out, flags=re.DOTALL))


def test_nothing_at_all(tmp_path):
    page, _ = lint(tmp_path)
    assert page.cards == []
    assert_alone(page)


def test_two_thousand_replies(tmp_path):
    rng = random.Random(1)
    (tmp_path / "a.json").write_text(json.dumps([{"body": f"{rng.choice(TONES)} {number}"} for number in range(2000)]), encoding="utf-8")
    page, _ = lint(tmp_path)
    assert len(page.cards) == 2000
    assert_alone(page)


def test_time_grows_with_the_text(tmp_path):
    def seconds(count):
        path = tmp_path / "a.txt"
        path.write_text("you people never read what we send, idiot\u202e. " * count, encoding="utf-8")
        start = time.monotonic()
        run("lint", "--format", "html", path)
        return time.monotonic() - start

    seconds(100)
    assert seconds(8000) < 8 * (4 * seconds(1000) + 0.2)


def luminance(color):
    digits = color * 2 if len(color) == 3 else color
    parts = [int(digits[at:at + 2], 16) / 255 for at in (0, 2, 4)]
    return sum(share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
               for share, part in zip((0.2126, 0.7152, 0.0722), parts))


def test_colours_can_be_told_apart(tmp_path):
    """Text has the contrast of 4.5 that WCAG 2.2, 1.4.3 asks for, on every ground on which it stands, by day and by night."""
    page, _ = lint(tmp_path)
    roots = re.findall(r":root \{(.*?)\}", page.raw["style"], re.DOTALL)[:2]
    for root in roots:
        colors = {name: luminance(value) for name, value in re.findall(r"--([\w-]+): #(\w+);", root)}
        words = ["ink", "soft", "link", "error", "warning", "info", "good", "closed"]
        pairs = [(word, ground) for word in words for ground in ("paper", "card", "info-wash")]
        pairs += [("ink", f"{kind}-wash") for kind in words[3:]] + [(kind, f"{kind}-wash") for kind in words[3:]]
        pairs += [("card", "error"), ("paper", "ink")]
        for word, ground in pairs:
            low, high = sorted((colors[word], colors[ground]))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (word, ground)


# A browser


WATCH = """<script>addEventListener('load', () => parent.postMessage(
  [innerWidth, document.documentElement.scrollWidth <= document.documentElement.clientWidth, document.querySelectorAll('article').length,
   document.getElementById('filters').hidden, getComputedStyle(document.querySelector('.text')).whiteSpace].join(' '), '*'))</script>"""


def browse(tmp_path, data, width):
    """What a copy of the page in a frame of this width says of itself, and what the browser complains of."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no chromium")
    digest = base64.b64encode(hashlib.sha256(WATCH[8:-9].encode()).digest()).decode()
    copy = data.decode().replace("script-src ", f"script-src 'sha256-{digest}' ", 1).replace("</body>", WATCH + "</body>")
    (tmp_path / "page.html").write_text(copy, encoding="utf-8", newline="")
    (tmp_path / "frame.html").write_text(
        f'<!DOCTYPE html><script>addEventListener("message", (event) => document.body.append("[" + event.data + "]"))</script>'
        f'<body><iframe src="page.html" width="{width}" height="740" style="border:0"></iframe>', encoding="utf-8")
    result = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--enable-logging=stderr", f"--user-data-dir={tmp_path}/profile",
         "--window-size=1400,900", "--virtual-time-budget=5000", "--dump-dom", f"file://{tmp_path}/frame.html"],
        capture_output=True, timeout=120, check=False)
    told = re.findall(r"\[([^\]<]*)\]", result.stdout.decode().split("</iframe>")[-1])
    return told, [line for line in result.stderr.decode(errors="replace").split("\n") if "CONSOLE" in line]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_in_a_browser(tmp_path, width, language):
    rng = random.Random(2)
    source = tmp_path / "source"
    source.mkdir()
    bodies = ["x" * 3000 + " You are an idiot.", " ".join(HOSTILE) + " You are an idiot.", "See https://evil.example/" + "y" * 900 + " شكرا"]
    (source / "a.json").write_text(json.dumps(
        [{"title": SCRIPT + "n" * 200, "body": body} for body in bodies + [draft(rng) + "." for _ in range(20)]]), encoding="utf-8")
    data = run("lint", "--format", "html", "--messages", language, *POLICY, source).stdout
    told, complaints = browse(tmp_path, data, width)
    assert complaints == []
    assert told == [f"{width} true 23 false pre-wrap"]
