#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Turn a table of lib/tables into the rows of a C array, sorted by the bytes of their first column.

usage: compile_tables.py names       LIST.txt        strings
       compile_tables.py tlds        tlds.txt        strings; an international name also in its xn-- form
       compile_tables.py hosts       hosts.tsv       struct poise__host_row
       compile_tables.py extensions  extensions.tsv  struct poise__extension_row
       compile_tables.py letters     confusables.tsv code point and letter
       compile_tables.py twins       host_confusables.tsv  code point
       compile_tables.py scripts     scripts.tsv     first and last code point, number of the script
"""
import json
import string
import sys

KINDS = ("image", "video", "audio", "document", "archive", "executable", "page")
# Scripts that the library knows by number, in the order of lib/media/homoglyph.c; the others follow.
SCRIPTS = ("latin", "han", "hiragana", "katakana", "bopomofo", "hangul")


def rows(path, columns):
    """Yield the fields of each line; stop on a line of another shape or a name that stands twice."""
    seen = set()
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if number == 1 and not line.startswith("#"):
                sys.exit(f"{path}:1: the first line must name source, date and licence")
            if not line or line.startswith("#"):
                continue
            fields = line.split("\t")
            if len(fields) != columns:
                sys.exit(f"{path}:{number}: {len(fields)} columns instead of {columns}")
            if fields[0] in seen or fields[0] != fields[0].casefold():
                sys.exit(f"{path}:{number}: {fields[0]} stands here twice or is not in lower case")
            seen.add(fields[0])
            yield fields


def c_string(text):
    """A C literal. JSON's escapes are C's for all that may stand in a table line."""
    return json.dumps(text, ensure_ascii=False)


def kind_of(path, name):
    if name not in KINDS:
        sys.exit(f"{path}: no kind is called {name}")
    return f"POISE_MEDIA_{name.upper()}"


def compile_names(path):
    return {name: c_string(name) for (name,) in rows(path, 1)}


def compile_tlds(path):
    names = compile_names(path)
    for name in [name for name in names if not name.isascii()]:
        ascii_form = "xn--" + name.encode("punycode").decode("ascii")
        names[ascii_form] = c_string(ascii_form)
    return names


def compile_hosts(path):
    return {host: f"{{ {c_string(host)}, {kind_of(path, kind)} }}" for host, kind in rows(path, 2)}


def compile_extensions(path):
    table = {}
    for extension, kind, mime, reads_as in rows(path, 4):
        if reads_as not in ("file", "other"):
            sys.exit(f"{path}: {extension} reads as neither file nor other")
        is_file = "true" if reads_as == "file" else "false"
        table[extension] = f"{{ {c_string(extension)}, {kind_of(path, kind)}, {c_string(mime)}, {is_file} }}"
    return table


def compile_letters(path):
    table = {}
    for letter, looks_like, _name in rows(path, 3):
        if len(letter) != 1 or letter.isascii() or not ("a" <= looks_like <= "z" and len(looks_like) == 1):
            sys.exit(f"{path}: {letter} is not one letter that looks like one from a to z")
        table[letter] = f"{{ 0x{ord(letter):04X}, '{looks_like}' }}"
    return table


def compile_twins(path):
    table = {}
    for letter, looks_like, _name in rows(path, 3):
        if len(letter) != 1 or letter.isascii() or looks_like not in string.ascii_lowercase + string.digits + "-":
            sys.exit(f"{path}: {letter} is not one character that looks like one of a host's")
        table[letter] = f"0x{ord(letter):04X}"
    return table


def compile_scripts(path):
    table, numbers, after = {}, {name: number for number, name in enumerate(SCRIPTS)}, 0
    for reach, script in rows(path, 2):
        first, last = (int(end, 16) for end in reach.split(".."))
        if not after <= first <= last:
            sys.exit(f"{path}: {reach} is no range or not in order")
        after = last + 1
        number = numbers.setdefault(script, len(numbers))
        table[f"{first:06X}"] = f"{{ 0x{first:04X}, 0x{last:04X}, {number} }}"
    return table


def main():
    makers = {
        "names": compile_names,
        "tlds": compile_tlds,
        "hosts": compile_hosts,
        "extensions": compile_extensions,
        "letters": compile_letters,
        "twins": compile_twins,
        "scripts": compile_scripts,
    }
    if len(sys.argv) != 3 or sys.argv[1] not in makers:
        sys.exit(__doc__)
    table = makers[sys.argv[1]](sys.argv[2])
    print("/* Made by lib/tools/compile_tables.py. Do not edit. */")
    for name in sorted(table, key=lambda text: text.encode("utf-8")):
        print(table[name] + ",")


if __name__ == "__main__":
    main()
