# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Names of the features of lib/tone/wording.h, and their hashes. packs/FORMAT.md says how they are written."""

MARKS = {"^^": 1, "^": 2, "$": 3, "#": 4, "{}": 5, '""': 6, "~": 7, "~~": 8, '"': 9}
GAP = "_"
KINDS = ("gram", "gapped", "piece", "length", "order")  # from 1, as in wording.c
BARE = str.maketrans("àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ", "aaaaaaaceeeeiiiidnooooo/ouuuuyty", "") | {ord("œ"): "oe"}
WORD_BYTES = 40


def mix(value, other):
    value = (value ^ other) * 0x9E3779B1 & 0xFFFFFFFF
    return value ^ value >> 15


def fnv1a(data):
    value = 0x811C9DC5
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def bare(word):
    """A word as features have it: without the accents of Latin-1."""
    return word.translate(BARE)


def term(name):
    data = bare(name).encode()
    return MARKS.get(name) or fnv1a(data if name.isascii() else data[:WORD_BYTES])


def seed(kind):
    return 1 + KINDS.index(kind) << 28


def gram(name):
    names = name.split(" ")
    gapped = GAP in names
    value = seed("gapped" if gapped else "gram")
    if gapped:
        value = mix(value, len(names) - 1)
    for part in names:
        if part != GAP:
            value = mix(value, term(part))
    return value


def piece(name):
    value = 0
    for byte in name.encode():
        value = mix(value, byte)
    return mix(seed("piece"), value)


def pieces(word):
    """The names of a word's pieces, each as often as it stands there."""
    data = b"<" + bare(word).encode()[:WORD_BYTES] + b">"
    cuts = (data[i:i + size] for i in range(len(data)) for size in range(2, 6) if i + size <= len(data))
    return [cut.decode() for cut in cuts if is_text(cut)]


def is_text(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def length(name):
    return mix(seed("length"), int(name))


def order(name, rules):
    value = seed("order")
    for code in name.split(" "):
        value = mix(value, rules[code])
    return value


def feature(kind, name, rules):
    """The hash of a named feature. ValueError or KeyError: there is no such feature."""
    if kind == "order":
        return order(name, rules)
    return {"gram": gram, "piece": piece, "length": length}[kind](name)
