#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Turn tables of lib/tables into C. Rows are sorted by the bytes of their first column.

usage: compile_tables.py tlds        tlds.txt                  an international name also in its xn-- form
       compile_tables.py hosts       hosts.tsv shorteners.txt  hosts and the paths that some of them have
       compile_tables.py extensions  extensions.tsv            extensions and the types that they name
       compile_tables.py confusables confusables.tsv           rows alone: code point and letter
       compile_tables.py host_confusables host_confusables.tsv rows alone: code point
       compile_tables.py scripts     scripts.tsv               rows alone: first and last code point, number of the script

The first three also write an index: a hash table with open addressing, at most half full, whose slots hold the high
half of the hash and the row's number from 1. The hash is FNV-1a from the last byte to the first, so that all parents
of a host are met in one pass.
"""
import json
import string
import sys

KINDS = ("image", "video", "audio", "document", "archive", "executable", "page")
# Scripts that the library knows by number, in the order of lib/media/url/homoglyph.c; the others follow.
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


# ---- The index ------------------------------------------------------------------------------------------------------


def name_hash(name):
    value = 2166136261
    for byte in reversed(name.encode("utf-8")):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def slots_of(names):
    """The slots for names in the order of their rows."""
    if len(names) >= 0xFFFF:
        sys.exit("a row's number must fit 16 bits")
    slots = [0] * (1 << (2 * len(names)).bit_length())
    for number, name in enumerate(names, 1):
        value = name_hash(name)
        at = value % len(slots)
        while slots[at]:
            at = (at + 1) % len(slots)
        slots[at] = value & 0xFFFF0000 | number
    return slots


def in_order(table):
    return sorted(table, key=lambda name: name.encode("utf-8"))


def print_array(declaration, values):
    print(f"static const {declaration}[] = {{")
    for value in values:
        print(f"{value},")
    print("};")


def print_rows(table):
    """The rows alone, for an array that the C file declares."""
    for name in in_order(table):
        print(f"{table[name]},")


def print_indexed(declaration, name, table):
    """The rows of a table and its index."""
    names = in_order(table)
    print_array(f"{declaration}{name}", [table[key] for key in names])
    print_array(f"uint32_t {name}_slots", [f"0x{slot:08X}" for slot in slots_of(names)])


# ---- One table after the other --------------------------------------------------------------------------------------


def compile_tlds(path):
    names = {name: c_string(name) for (name,) in rows(path, 1)}
    for name in [name for name in names if not name.isascii()]:
        ascii_form = "xn--" + name.encode("punycode").decode("ascii")
        names[ascii_form] = c_string(ascii_form)
    print_indexed("char *const ", "tlds", names)


def check_pattern(path, pattern):
    """A star is the rest of one segment."""
    segments = pattern.split("/")
    if "" in segments or any("*" in segment[:-1] for segment in segments):
        sys.exit(f"{path}: /{pattern} has an empty segment or a star that does not end one")


def parent_kind(kinds, host):
    """What a host is when its own line does not say: what its longest known parent is."""
    while host and host not in kinds:
        host = host.partition(".")[2]
    return kinds.get(host, "POISE_MEDIA_UNKNOWN")


def read_hosts(path):
    """The kind of each host and its patterns."""
    kinds, patterns = {}, {}
    for entry, kind in rows(path, 2):
        host, slash, pattern = entry.partition("/")
        if slash:
            check_pattern(path, pattern)
            patterns.setdefault(host, {})[pattern] = kind_of(path, kind)
        else:
            kinds[host] = kind_of(path, kind)
    return kinds | {host: parent_kind(kinds, host) for host in patterns}, patterns


def compile_hosts(path, shorteners):
    kinds, patterns = read_hosts(path)
    for (host,) in rows(shorteners, 1):
        if host in kinds:
            sys.exit(f"{shorteners}: {host} stands in {path} too")
        kinds[host] = "POISE_MEDIA_SHORTENER"
    hosts, paths = {}, []
    for host in in_order(kinds):
        own = patterns.get(host, {})
        hosts[host] = f"{{ {c_string(host)}, {kinds[host]}, {len(paths)}, {len(own)} }}"
        # The longest comes first, and the first that fits counts.
        for pattern in sorted(own, key=lambda text: (-len(text), text)):
            paths.append(f"{{ {c_string('/' + pattern)}, {own[pattern]} }}")
    print_array("struct path_row paths", paths)
    print_indexed("struct poise__host_row ", "hosts", hosts)


def compile_extensions(path):
    table, kinds = {}, {}
    for extension, kind, types, reads_as in rows(path, 4):
        if reads_as not in ("file", "other"):
            sys.exit(f"{path}: {extension} reads as neither file nor other")
        is_file = "true" if reads_as == "file" else "false"
        mime = types.split(" ")[0]
        table[extension] = f"{{ {c_string(extension)}, {kind_of(path, kind)}, {c_string(mime)}, {is_file} }}"
        for mime in types.split(" "):
            kinds.setdefault(mime, set()).add(kind_of(path, kind))
    print_indexed("struct poise__extension_row ", "extensions", table)
    # A type that files of several kinds have says nothing of the kind.
    types = {mime: f"{{ {c_string(mime)}, {min(kinds[mime])} }}" for mime in kinds if len(kinds[mime]) == 1}
    print_indexed("struct type_row ", "types", types)


def compile_confusables(path):
    table = {}
    for letter, looks_like, _name in rows(path, 3):
        if len(letter) != 1 or letter.isascii() or not ("a" <= looks_like <= "z" and len(looks_like) == 1):
            sys.exit(f"{path}: {letter} is not one letter that looks like one from a to z")
        table[letter] = f"{{ 0x{ord(letter):04X}, '{looks_like}' }}"
    print_rows(table)


def compile_host_confusables(path):
    table = {}
    for letter, looks_like, _name in rows(path, 3):
        if len(letter) != 1 or letter.isascii() or looks_like not in string.ascii_lowercase + string.digits + "-":
            sys.exit(f"{path}: {letter} is not one character that looks like one of a host's")
        table[letter] = f"0x{ord(letter):04X}"
    print_rows(table)


def compile_scripts(path):
    table, numbers, after = {}, {name: number for number, name in enumerate(SCRIPTS)}, 0
    for reach, script in rows(path, 2):
        first, last = (int(end, 16) for end in reach.split(".."))
        if not after <= first <= last:
            sys.exit(f"{path}: {reach} is no range or not in order")
        after = last + 1
        number = numbers.setdefault(script, len(numbers))
        table[f"{first:06X}"] = f"{{ 0x{first:04X}, 0x{last:04X}, {number} }}"
    print_rows(table)


def main():
    makers = {
        "tlds": (compile_tlds, 1),
        "hosts": (compile_hosts, 2),
        "extensions": (compile_extensions, 1),
        "confusables": (compile_confusables, 1),
        "host_confusables": (compile_host_confusables, 1),
        "scripts": (compile_scripts, 1),
    }
    maker, inputs = makers.get(sys.argv[1] if len(sys.argv) > 1 else "", (None, 0))
    if not maker or len(sys.argv) != 2 + inputs:
        sys.exit(__doc__)
    print("/* Made by lib/tools/compile_tables.py. Do not edit. */")
    maker(*sys.argv[2:])


if __name__ == "__main__":
    main()
