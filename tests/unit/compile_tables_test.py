#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What lib/tools/compile_tables.py accepts, refuses and writes. Runs under pytest and by itself."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parents[2]
TABLES = ROOT / "lib/tables"
TOOL = ROOT / "lib/tools/compile_tables.py"
sys.path.insert(0, str(ROOT / "lib/tools"))
sys.dont_write_bytecode = True

import compile_tables as tool  # noqa: E402 (the path above finds it)


def compile_files(table, *paths, seed="0"):
    return subprocess.run([sys.executable, "-B", TOOL, table, *paths], capture_output=True, text=True,
                          env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}, check=False)


def compile_texts(table, *texts, head="# source, date, licence\n"):
    """Compile tables of these lines. Returns (exit status, message, C)."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts, 1):
            paths.append(pathlib.Path(folder) / f"table{number}")
            paths[-1].write_text(head + text, encoding="utf-8")
        run = compile_files(table, *paths)
        return run.returncode, run.stderr.replace(f"{folder}/", "").strip(), run.stdout


def written(table, *texts):
    status, message, text = compile_texts(table, *texts)
    assert status == 0, message
    return text


def refused(message, table, *texts, **options):
    status, told, _ = compile_texts(table, *texts, **options)
    assert status == 1 and told == message, told


def array_of(text, name):
    """The lines of one array."""
    return re.search(rf"{name}\[\] = {{\n(.*?)}};", text, re.DOTALL).group(1).splitlines()


def found(text, table, name):
    """The row of a name by the index, as the library looks it up."""
    rows, slots = array_of(text, table), [int(slot.rstrip(","), 16) for slot in array_of(text, f"{table}_slots")]
    value = tool.name_hash(name)
    at = value % len(slots)
    while slots[at]:
        if slots[at] >> 16 == value >> 16 and f'"{name}"' in rows[(slots[at] & 0xFFFF) - 1]:
            return rows[(slots[at] & 0xFFFF) - 1]
        at = (at + 1) % len(slots)
    return None


def test_every_name_is_found_and_no_other():
    names = [f"name{number}" for number in range(700)]
    text = written("tlds", "".join(name + "\n" for name in names))
    assert all(found(text, "tlds", name) == f'"{name}",' for name in names)
    assert not any(found(text, "tlds", name + "x") for name in names)
    slots = array_of(text, "tlds_slots")
    assert len(slots) & (len(slots) - 1) == 0 and slots.count("0x00000000,") >= len(slots) // 2


def test_a_table_may_be_small():
    for text in ("", "a\n", "a\nb\n"):
        slots = array_of(written("tlds", text), "tlds_slots")
        assert "0x00000000," in slots, slots


def test_an_international_name_stands_in_both_forms():
    text = written("tlds", "한국\nfr\n")
    assert array_of(text, "tlds") == ['"fr",', '"xn--3e0b707e",', '"한국",']


def test_the_longest_path_comes_first():
    text = written("hosts", "a.com\tpage\na.com/*\timage\na.com/*/clip\tvideo\nb.com/x\taudio\n", "c.com\n")
    assert array_of(text, "paths") == ['{ "/*/clip", POISE_MEDIA_VIDEO },', '{ "/*", POISE_MEDIA_IMAGE },',
                                       '{ "/x", POISE_MEDIA_AUDIO },']
    assert array_of(text, "hosts") == ['{ "a.com", POISE_MEDIA_PAGE, 0, 2 },',
                                       '{ "b.com", POISE_MEDIA_UNKNOWN, 2, 1 },',
                                       '{ "c.com", POISE_MEDIA_SHORTENER, 3, 0 },']


def test_a_host_of_which_only_paths_are_known_is_what_its_parent_is():
    text = written("hosts", "a.com\taudio\nb.a.com/x\tpage\n", "")
    assert found(text, "hosts", "b.a.com") == '{ "b.a.com", POISE_MEDIA_AUDIO, 0, 1 },'


def test_a_type_of_several_kinds_tells_none():
    text = written("extensions", "a\tdocument\tx/one x/two\tfile\nb\tarchive\tx/one\tother\n")
    assert array_of(text, "extensions") == ['{ "a", POISE_MEDIA_DOCUMENT, "x/one", true },',
                                            '{ "b", POISE_MEDIA_ARCHIVE, "x/one", false },']
    assert array_of(text, "types") == ['{ "x/two", POISE_MEDIA_DOCUMENT },']


def test_wrong_tables_are_told_with_their_line():
    refused("table1:1: the first line must name source, date and licence", "tlds", "fr\n", head="")
    refused("table1:2: 2 columns instead of 1", "tlds", "fr\tFrance\n")
    refused("table1:3: fr stands here twice or is not in lower case", "tlds", "fr\nfr\n")
    refused("table1:2: FR stands here twice or is not in lower case", "tlds", "FR\n")
    refused("table1: no kind is called film", "hosts", "a.com\tfilm\n", "")
    refused("table2: a.com stands in table1 too", "hosts", "a.com\tpage\n", "a.com\n")
    refused("table1: a reads as neither file nor other", "extensions", "a\timage\tx/y\tboth\n")
    for pattern in ("", "*x", "a//b", "a/*b/c", "a/"):
        refused(f"table1: /{pattern} has an empty segment or a star that does not end one", "hosts",
                f"a.com/{pattern}\tpage\n", "")


def test_the_same_tables_give_the_same_bytes():
    for table, *names in (("tlds", "tlds.txt"), ("hosts", "hosts.tsv", "shorteners.txt"),
                          ("extensions", "extensions.tsv"), ("confusables", "confusables.tsv")):
        runs = [compile_files(table, *[TABLES / name for name in names], seed=str(seed)) for seed in range(2)]
        assert all(run.returncode == 0 and run.stdout == runs[0].stdout for run in runs), runs[0].stderr


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            test()
