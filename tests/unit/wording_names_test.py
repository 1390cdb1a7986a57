#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The hashes that lib/tools/wording.py computes from names are those that the library computes from text.

usage: wording_names_test.py FEATURES_PROGRAM
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "lib/tools"))
sys.dont_write_bytecode = True

import wording  # noqa: E402 (the path above finds it)
from compile_pack import read_rules  # noqa: E402

TEXTS = (
    ("en", "You idiot! We are sorry. You should have read the terms, 12 of them; see https://a.example."),
    ("en", "Sorry you feel that way. You're not stupid, \u201cmadam\u201d. Caf\u00e9 \U0001f600 \u2014 stra\u00dfe."),
    ("fr", "D\u00e9sol\u00e9 que vous le preniez ainsi\u00a0! L\u2019\u0153uf \u00e9tait o\u00f9\u00a0? \u00ab\u00a0Ici\u00a0\u00bb\u2026"),
    ("fr", "INO\u00cfS \u0153uvre \u010capek. " + "anticonstitutionnellement" * 3 + " \u00e9" * 3),
    ("fr", "a" * 39 + "\u0153\u00e9 " + "a" * 40 + "\u0153"),
)


def main(program):
    rules = read_rules(ROOT / "lib/base/rules.tsv")
    lines = "".join(json.dumps({"lang": lang, "text": text}) + "\n" for lang, text in TEXTS)
    run = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) == len(TEXTS)
    counts = dict.fromkeys(("gram", "piece", "order", "length"), 0)

    def same(kind, name, value):
        assert wording.feature(kind, name, rules) == value, (kind, name)
        counts[kind] += 1

    for row in found:
        same("length", str(row["tokens"].bit_length()), row["length"])
        for first, second, value in row["orders"]:
            same("order", f"{first} {second}", value)
        for value, *terms in row["grams"]:
            same("gram", " ".join(wording.GAP if term is None else term for term in terms), value)
        for word, *pieces in row["words"]:
            assert wording.pieces(word) == pieces[::2], word
            for name, value in zip(pieces[::2], pieces[1::2]):
                same("piece", name, value)
    assert all(counts.values()), counts


main(sys.argv[1])
