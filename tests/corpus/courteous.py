#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What `poise lint` says of courteous replies: each warning or error is to be judged by a person, and few may be wrong.

    courteous.py PROGRAM FILE [SKIP]

FILE has a JSON object a line with `id` and `text`, replies of people who knew nothing of this program; it is no part of the repository. The first 300
that thank, greet, offer or ask politely are taken, in the order of the SHA-256 of their ids, which nobody chose; SKIP passes over so many first. They go through Markdown, one fence below one
heading each, as canned replies are kept. Nothing may be fitted to what this prints.
"""
import collections
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

WANTED = 300
COURTEOUS = re.compile(r"\b(thanks?|thank you|please|pls|sorry|apologi[sz]e|happy to|glad to|love to|hi|hello|hey|appreciate|let us know)\b", re.I)


def chosen(path, skip):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows.sort(key=lambda row: hashlib.sha256(row["id"].encode()).digest())
    return [row for row in rows if COURTEOUS.search(row["text"]) and "```" not in row["text"]][skip:skip + WANTED]


def main():
    program, path, skip = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    rows, counts, listed = chosen(path, skip), collections.Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder, "replies.md")
        page.write_text("".join(f"# {row['id']}\n\n```\n{row['text']}\n```\n\n" for row in rows), encoding="utf-8")
        result = subprocess.run([program, "lint", "--format", "json", page], stdout=subprocess.PIPE, check=False)
        data, (file,) = page.read_bytes(), json.loads(result.stdout)["files"]
    assert len(file["replies"]) == len(rows), "not every reply was read"
    for name, finding in [(reply["name"], f) for reply in file["replies"] for f in reply["findings"]] + [
            (None, finding) for finding in file.get("findings", [])]:
        counts[finding["severity"]] += 1
        if finding["severity"] != "info":
            start, end = finding.get("start", 0), finding.get("end", 0)
            line = data[data.rfind(b"\n", 0, start) + 1:data.find(b"\n", end)].decode()
            listed.append(f"{name}: {finding['severity']} {finding['code']}: \"{data[start:end].decode()}\" in: {line}")
    print("\n".join(listed))
    print(f"{len(rows)} replies; findings: " + (", ".join(f"{count} {name}" for name, count in sorted(counts.items())) or "none"))


main()
