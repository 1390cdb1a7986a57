#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The labelled replies are what README.md of this folder says: their form, their grades and how many there are."""
import json
import pathlib
import re

FOLDER = pathlib.Path(__file__).parent
AXES = ("defensive", "insulting", "apologetic")
KEYS = {"id", "lang", "text", "labels", "second", "scenario", "pair", "channel", "signals", "signal", "lookalike_of",
        "note"}


def check_grades(labels, where):
    assert all(labels.get(axis) in (0, 1, 2) for axis in AXES), where
    assert all(labels[name] in (0, 1) for name in labels.keys() - set(AXES)), where


def check_row(row, lang, where):
    assert not row.keys() - KEYS, f"{where}: {row.keys() - KEYS}"
    assert row["lang"] == lang and row["text"].strip(), where
    check_grades(row["labels"], where)
    if "second" in row:
        check_grades(row["second"], where)
        assert "scenario" in row, where


def main():
    ids, counts, scenarios = set(), {}, {}
    for path in sorted(FOLDER.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        counts[path.stem] = len(lines)
        for number, line in enumerate(lines, 1):
            row, where = json.loads(line), f"{path.name}:{number}"
            check_row(row, path.stem[-2:], where)
            assert row["id"] not in ids, f"{where}: {row['id']} is there twice"
            ids.add(row["id"])
            if row.get("pair"):
                key = path.stem, row["pair"]
                scenario = scenarios.setdefault(key, row["scenario"])
                assert scenario == row["scenario"], f"{where}: a pair across scenarios"
    told = {}
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for names, numbers in re.findall(r"^\| ((?:`\w+` ?)+) \| ([\d, ]+) \|", page, re.M):
        told.update(zip(re.findall(r"`(\w+)`", names), map(int, numbers.split(", "))))
    assert told == counts, f"README.md says {told}, here are {counts}"


main()
