#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Turn lib/base/rules.tsv and the words of lib/report into C.

usage: compile_rules.py index  RULES.tsv            the enum of rules
       compile_rules.py table  RULES.tsv            the rows of struct poise__rule
       compile_rules.py words  RULES.tsv WORDS.tsv  the rows of struct poise__rule_words

Retired rules keep their line and number in the table and appear nowhere in C. WORDS.tsv has the columns
code, message, hint, why, fires, quiet, and must have exactly the rules that are not retired.
"""
import json
import sys

SEVERITIES = {"info": "POISE_SEVERITY_INFO", "warning": "POISE_SEVERITY_WARNING", "error": "POISE_SEVERITY_ERROR"}


def rows(path, columns):
    """Yield (line number, fields) of a table; stop with a message on a line of another shape."""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            fields = line.split("\t")
            if len(fields) != columns:
                sys.exit(f"{path}:{number}: {len(fields)} columns instead of {columns}")
            yield number, fields


def read_rules(path):
    rules, last = [], 0
    for line, (number, code, severity, _since, retired) in rows(path, 5):
        if not number.isdigit() or not last < int(number) < 65536:
            sys.exit(f"{path}:{line}: the number {number} does not come after {last}")
        if severity not in SEVERITIES:
            sys.exit(f"{path}:{line}: no severity is called {severity}")
        last = int(number)
        if not retired:
            rules.append((last, code, severity))
    return rules


def c_string(text):
    """A C literal. JSON's escapes are C's for all that may stand in a table line."""
    return json.dumps(text, ensure_ascii=False)


def read_words(path, rules):
    words = {}
    for line, (code, *texts) in rows(path, 6):
        if code in words:
            sys.exit(f"{path}:{line}: {code} stands here twice")
        if not all(texts):
            sys.exit(f"{path}:{line}: {code} has an empty column")
        words[code] = texts
    known = {code for _, code, _ in rules}
    for code in sorted(known ^ words.keys()):
        sys.exit(f"{path}: {code} is {'missing' if code in known else 'no rule'}")
    return words


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("index", "table", "words"):
        sys.exit(__doc__)
    rules = read_rules(sys.argv[2])
    print("/* Made by lib/tools/compile_rules.py. Do not edit. */")
    if sys.argv[1] == "index":
        print("enum {")
        for _, code, _ in rules:
            print(f"    POISE__RULE_{code.upper().replace('.', '_')},")
        print("    POISE__RULE_COUNT\n};")
    elif sys.argv[1] == "table":
        for number, code, severity in rules:
            print(f"{{ {c_string(code)}, {number}, {SEVERITIES[severity]} }},")
    else:
        words = read_words(sys.argv[3], rules)
        for _, code, _ in rules:
            print("{ " + ", ".join(c_string(text) for text in words[code]) + " },")


if __name__ == "__main__":
    main()
