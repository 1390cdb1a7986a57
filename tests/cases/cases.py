# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The cases that README.md describes: how they are read, and how an answer is compared.

An answer is a report in the shape of report.schema.json, its positions in bytes. Whoever has one in
other units turns it into this before asking `differences`.

Usage: cases.py PROGRAM FILE   runs the cases of a file through `poise check --jsonl`
"""
import base64
import dataclasses
import json
import pathlib
import re
import subprocess
import sys

ESCAPE = re.compile(rb"\\u\{([0-9A-Fa-f]{1,6})\}|\\x\{([0-9A-Fa-f]{2})\}|\\(\\)")
CARETS = re.compile(r"^  ( *)(\^+) +(\S+)(?: +(\d+)\.\.(\d+))?$")
SCORE = re.compile(r"^(defensive|insulting|apologetic|remedy) (<|>=) (\d+)$")


@dataclasses.dataclass
class Expectation:
    line: int
    kind: str  # span, never, score, language, attachment, link
    what: tuple


@dataclasses.dataclass
class Case:
    path: str
    line: int = 0
    lines: list = dataclasses.field(default_factory=list)
    expectations: list = dataclasses.field(default_factory=list)
    lang: str | None = None
    own: list = dataclasses.field(default_factory=list)
    flagged: list = dataclasses.field(default_factory=list)
    reply_to: bytes | None = None
    attachments: list = dataclasses.field(default_factory=list)
    start: int = 0  # where the last line of text begins

    @property
    def text(self):
        return b"\n".join(self.lines)

    @property
    def portable(self):
        """Whether the text is UTF-8 and so can pass through JSON and Python strings."""
        try:
            self.text.decode(), (self.reply_to or b"").decode()
        except UnicodeDecodeError:
            return False
        return True

    def request(self):
        request = {"text": self.text.decode()}
        if self.lang:
            request["lang"] = self.lang
        if self.reply_to is not None:
            request["in_reply_to"] = {"text": self.reply_to.decode()}
        if self.attachments:
            request["attachments"] = [
                {"name": name, **({"type": kind} if kind else {}), "base64": base64.b64encode(data).decode()}
                for name, kind, data in self.attachments
            ]
        return request


class Malformed(ValueError):
    pass


def unescape(text):
    """The bytes that a line stands for, and for each of its columns (an escape is one) the byte where it begins."""
    out, columns, at = bytearray(), [], 0
    raw = text.encode()
    while at < len(raw):
        match = ESCAPE.match(raw, at)
        if match:
            piece, width = unescape_one(match), match.end() - at
        else:
            if raw[at] == ord("\\"):
                raise Malformed("a backslash that begins no escape")
            width = next(n for n in range(1, 5) if at + n == len(raw) or raw[at + n] & 0xC0 != 0x80)
            piece = raw[at:at + width]
        columns.append(len(out))
        out += piece
        at += width
    return bytes(out), columns + [len(out)]


def unescape_one(match):
    code_point, byte, _ = match.groups()
    if code_point:
        return chr(int(code_point, 16)).encode()
    return bytes([int(byte, 16)]) if byte else b"\\"


def add_carets(case, number, line, columns):
    match = CARETS.match(line)
    if not match or columns is None:
        raise Malformed("carets need a line of text above and a code behind them")
    blanks, carets, code, low, high = match.groups()
    end = len(blanks) + len(carets)
    if end >= len(columns):
        raise Malformed("carets reach beyond the text above")
    bounds = (int(low), int(high)) if low else None
    span = (case.start + columns[len(blanks)], case.start + columns[end])
    case.expectations.append(Expectation(number, "span", (span, code, bounds)))


def add_fact(case, number, words):
    score = SCORE.match(words)
    parts = words.split()
    if score:
        case.expectations.append(Expectation(number, "score", (score[1], score[2], int(score[3]))))
    elif len(parts) == 2 and parts[0] == "language" and parts[1] in ("en", "fr", "-"):
        case.expectations.append(Expectation(number, "language", (parts[1],)))
    elif len(parts) == 3 and parts[0] == "attachment" and parts[1].isdigit():
        case.expectations.append(Expectation(number, "attachment", (int(parts[1]), parts[2])))
    elif len(parts) == 2 and parts[0] == "link" and parts[1].startswith("flag:"):
        case.expectations.append(Expectation(number, "link", (parts[1],)))
    else:
        raise Malformed("no such expectation")


def add_setting(case, words):
    name, _, value = words.partition(" ")
    if name == "lang" and value in ("en", "fr"):
        case.lang = value
    elif name == "own":
        case.own.append(value)
    elif name == "flagged":
        case.flagged.append(value)
    elif name == "reply_to":
        case.reply_to = unescape(value)[0]
    elif name == "attach":
        file_name, kind, *data = value.split(" ")
        content = base64.b64decode("".join(data), validate=True)
        case.attachments.append((file_name, None if kind == "-" else kind, content))
    elif name != "message":
        raise Malformed("no such setting")


def read(path):
    """All cases of a file. A line that is none raises Malformed with its place."""
    cases, case, columns = [], Case(str(path)), None
    for number, line in enumerate(pathlib.Path(path).read_text(encoding="utf-8").split("\n"), 1):
        try:
            if not line.strip():
                cases += [case] if case.lines else []
                case, columns = Case(str(path)), None
            elif line.startswith("> ") or line == ">":
                case.line = case.line or number
                case.start = len(case.text) + 1 if case.lines else 0
                text, columns = unescape(line[2:])
                case.lines.append(text)
            elif line.startswith("  "):
                add_carets(case, number, line, columns)
            elif line.startswith("! "):
                case.expectations.append(Expectation(number, "never", (line[2:].strip(),)))
            elif line.startswith("= "):
                add_fact(case, number, line[2:])
            elif line.startswith("@ "):
                add_setting(case, line[2:])
            elif not line.startswith("#"):
                raise Malformed("a line of no known kind")
        except ValueError as reason:
            raise Malformed(f"{path}:{number}: {reason}") from reason
    cases += [case] if case.lines else []
    return cases


# ---- Comparison ------------------------------------------------------------------------------


def labels(report):
    """(label, span or None, strength or None) of everything that stands in a report."""
    for signal in report["signals"]:
        yield signal["code"], (signal["start"], signal["end"]), signal["strength"]
    for finding in report["findings"]:
        yield finding["code"], (finding["start"], finding["end"]) if "start" in finding else None, None
    for media in report["media"]:
        yield "media:" + media["kind"], (media["start"], media["end"]) if "start" in media else None, None
    for contact in report["contacts"]:
        yield "contact:" + contact["kind"], (contact["start"], contact["end"]), None


def matches(pattern, label):
    return label.startswith(pattern[:-1]) if pattern.endswith("*") else label == pattern


def span_holds(report, span, code, bounds):
    return any(
        label == code and where == span and (bounds is None or (strength is not None and bounds[0] <= strength <= bounds[1]))
        for label, where, strength in labels(report)
    )


def score_holds(report, axis, operator, bound):
    score = report["remedy"] if axis == "remedy" else report["tone"][axis]
    return score < bound if operator == "<" else score >= bound


def attachment_holds(report, index, label):
    for media in report["media"]:
        if media.get("attachment") == index:
            if label == "media:" + media["kind"] or label in ["flag:" + flag for flag in media["flags"]]:
                return True
    return any(finding["code"] == label and finding.get("attachment") == index for finding in report["findings"])


def holds(report, expectation):
    what = expectation.what
    if expectation.kind == "span":
        return span_holds(report, *what)
    if expectation.kind == "never":
        return not any(matches(what[0], label) for label, _, _ in labels(report))
    if expectation.kind == "score":
        return score_holds(report, *what)
    if expectation.kind == "language":
        return (report["lang"] or "-") == what[0]
    if expectation.kind == "attachment":
        return attachment_holds(report, *what)
    return any("start" in media and what[0][5:] in media["flags"] for media in report["media"])


def drawing(case, report):
    """The text with carets under everything that was found."""
    lines, offset = [], 0
    for raw in case.lines:
        lines.append("    > " + raw.decode(errors="replace"))
        for label, span, strength in labels(report):
            if span and offset <= span[0] <= offset + len(raw):
                before = len(raw[:span[0] - offset].decode(errors="replace"))
                width = max(1, len(raw[span[0] - offset:span[1] - offset].decode(errors="replace")))
                lines.append("      " + " " * before + "^" * width + f"  {label} {'' if strength is None else strength}")
        offset += len(raw) + 1
    lines += [f"    attachment: {label}" for label, span, _ in labels(report) if span is None]
    tone = report["tone"]
    lines.append(f"    defensive {tone['defensive']} insulting {tone['insulting']} apologetic {tone['apologetic']} "
                 f"remedy {report['remedy']} language {report['lang'] or '-'}")
    return "\n".join(lines)


def differences(case, report):
    """What the report lacks, in words; empty when all holds."""
    missed = [e for e in case.expectations if not holds(report, e)]
    if not missed:
        return ""
    source = pathlib.Path(case.path).read_text(encoding="utf-8").split("\n")
    places = "\n".join(f"{case.path}:{e.line}: does not hold: {source[e.line - 1].strip()}" for e in missed)
    return places + "\n" + drawing(case, report)


# ---- The program -----------------------------------------------------------------------------


def program_reports(program, group):
    """Reports on cases that share their lists."""
    options = [word for own in group[0].own for word in ("--own", own)]
    options += [word for flagged in group[0].flagged for word in ("--flagged", flagged)]
    lines = "".join(json.dumps(case.request()) + "\n" for case in group)
    done = subprocess.run([program, "check", "--jsonl", *options], input=lines.encode(), capture_output=True, check=False)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode != 0 or len(reports) != len(group):
        sys.exit(f"{program}: exit status {done.returncode}, {len(reports)} of {len(group)} reports\n"
                 + done.stderr.decode(errors="replace"))
    return reports


def main(program, path):
    groups, count, failed = {}, 0, 0
    for case in read(path):
        if case.portable:
            groups.setdefault((tuple(case.own), tuple(case.flagged)), []).append(case)
    for group in groups.values():
        for case, report in zip(group, program_reports(program, group)):
            wrong = differences(case, report)
            count += 1
            failed += bool(wrong)
            if wrong:
                print(wrong, end="\n\n")
    print(f"{count} cases, {failed} failed")
    sys.exit(bool(failed or not count))


if __name__ == "__main__":
    main(*sys.argv[1:])
