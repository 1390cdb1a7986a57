#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Compile a folder of language data (lib/packs/FORMAT.md) into one binary pack.

usage: compile_pack.py FOLDER [--rules RULES.tsv] --output FILE [--c-array NAME] [-v]
       compile_pack.py --check FOLDER

--c-array NAME writes the same tables as the C constant poise__pack_NAME instead, so that a built-in pack needs no
work when a program starts and is in the byte order of its machine. -v tells sizes on stderr.

The format, version 1; all numbers are little-endian:

    pack     := header section*                 sections lie in the order below, each at a multiple of 4
    header   := "\\x89poise\\r\\n" format:u32 size:u32 date:u32 tag:char[12] hash:char[68] run_max:u32 automata:u32 place{10}
    place    := offset:u32 count:u32            of a section, count in its elements
    sections:
      slots    := (hash:u32 text:u32 number:u16 len:u8 says:u8)*
                  says: the evidence of the word, plus 4 if it is hidden, plus 8 if it is starred as well;
                  a hash table: a power of two of slots, FNV-1a modulo their number, then the next free one.
                  Never more than PROBE_MAX full slots in a row. number 0: the slot is empty.
      texts    := u8*                           spellings of the words, one behind the other
      starts   := (u16{automata})*              by word number: the state that it leads to from the start of each automaton
      states   := (edges:u32 accepts:u32 any:u16 pad:u16)*
                  the first of its edges and accepts, which end where those of the next state begin; the last state
                  is only such an end. any: where a word without an edge leads. State 0 is none. An edge leads to a
                  higher state, so no run is endless.
      edges    := (word:u16 state:u16)*         by word within a state
      accepts  := u16*                          cues that are complete in a state
      cues     := (rule:u16 strength:u16 kind:u8 scope:u8)*      rule is the number of lib/base/rules.tsv; 0: a frame
      weights  := (rule:u16 weight:i16{4})*     defensive, insulting, apologetic, remedy; by rule
      curves   := (axis:u32 sum:i32 score:u32)* by axis, then sum
      features := (tag:u16 low:u8 weight:i8{3})*
                  a hash table like slots, or nothing: hashes of lib/tone/wording.h. tag: the upper half; low: the lowest seven
                  bits and 0x80, which tell apart all that a look-up can meet; 0: the slot is empty

A word of ALIAS_MIN letters and more may be written without its accents, unless a pattern uses that spelling too. Where two
words lose their accents to the same spelling, it stands for both. Words that mean the same to every pattern have one
number; those from WORD_FIRST on are as many as starts has.
"""
import argparse
import array
import datetime
import hashlib
import pathlib
import re
import struct
import sys
import unicodedata

import pack_patterns as patterns
import wording

FILES = ("pack.tsv", "words.tsv", "classes.tsv", "cues.tsv", "weights.tsv", "curves.tsv")
MODEL = "model.tsv"  # a pack may have one
MAGIC, FORMAT = b"\x89poise\r\n", 1
HEADER = struct.Struct("<8sIII12s68sII")
HIDDEN, STARRED = 4, 8
PROBE_MAX, ALIAS_MIN, AUTOMATA_MAX, GAPS_EACH, FEATURE_ROW_MAX = 32, 5, 8, 30, 127

SIGNAL_GROUPS = ("defensive", "insulting", "apologetic", "courtesy", "remedy")
FRAMES = ("negation", "disclaimer", "contrast", "reported", "self", "addressee", "guard")
SCOPES = ("neg", "you", "not-self", "not-asked", "no-apology", "consumes", "even-quoted")
AXES = ("defensive", "insulting", "apologetic", "remedy")


def bare(word):
    """The word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def read_rules(path):
    """Numbers of the rules by code, retired ones left out."""
    rules = {}
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, code, _severity, _since, *retired = line.split("\t")
            if not any(retired):
                rules[code] = int(number)
    return rules


# ---- Sources ---------------------------------------------------------------------------------

class Source:
    """The sources of a pack, checked. errors holds what is wrong, each with file and line."""

    def __init__(self, folder, rules):
        self.folder, self.rules = pathlib.Path(folder), rules
        self.errors = []
        self.bytes = {name: self.read(name) for name in FILES}
        if (self.folder / MODEL).exists():
            self.bytes[MODEL] = self.read(MODEL)
        self.settings, self.evidence, self.classes, self.cues, self.weights = {}, {}, {}, [], {}
        self.curves = {axis: [] for axis in AXES}
        self.features = {}
        self.trees, self.resolving = {}, []
        self.read_settings()
        self.read_evidence()
        self.read_classes()
        self.read_cues()
        self.read_weights()
        self.read_curves()
        self.hidden, self.starred = self.disguised("hidden"), self.disguised("starred")
        self.read_model()

    def fail(self, name, line, message, column=None):
        place = f"{self.folder / name}:{line}" + (f":{column}" if column else "")
        self.errors.append(f"{place}: {message}")

    def read(self, name):
        try:
            return (self.folder / name).read_bytes()
        except OSError as wrong:
            self.fail(name, 1, wrong.strerror or "cannot be read")
            return b""

    def rows(self, name, columns):
        """Yield (line number, fields) of a table; a line of another shape is an error."""
        try:
            text = self.bytes[name].decode("utf-8")
        except UnicodeDecodeError as wrong:
            self.fail(name, self.bytes[name][:wrong.start].count(b"\n") + 1, "no UTF-8")
            return
        for number, line in enumerate(text.split("\n"), 1):
            if not line or line.startswith("#"):
                continue
            if "\r" in line:
                self.fail(name, number, "a carriage return: lines end with a line feed alone")
                continue
            fields = line.split("\t")
            if len(fields) == columns:
                yield number, fields
            else:
                self.fail(name, number, f"{len(fields)} columns instead of {columns}")

    def number(self, name, line, text, low, high, what):
        """An integer, or None after an error."""
        if re.fullmatch(r"-?[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        self.fail(name, line, f"{what} “{text}” is no number from {low} to {high}")
        return None

    def read_settings(self):
        lines = {}
        for line, (key, value) in self.rows("pack.tsv", 2):
            if key not in ("tag", "date", "elisions") or key in lines:
                self.fail("pack.tsv", line, f"{key} stands here twice" if key in lines else f"no setting is called {key}")
            lines[key], self.settings[key] = line, value
        for key in ("tag", "date", "elisions"):
            if key not in lines:
                self.fail("pack.tsv", 1, f"{key} is missing")
        self.elisions = self.settings.get("elisions", "").split()
        for elision in self.elisions:
            if not elision.endswith("'") or not patterns.is_word(elision) or patterns.normalise(elision) != elision:
                self.fail("pack.tsv", lines["elisions"], f"“{elision}” is no elision: lower-case letters and a '")
        if not re.fullmatch(r"[a-z]{2,8}", self.settings.get("tag", "en")):
            self.fail("pack.tsv", lines["tag"], "a tag is two to eight letters from a to z")
        try:
            datetime.datetime.strptime(self.settings.get("date", "20260101"), "%Y%m%d")
        except ValueError:
            self.fail("pack.tsv", lines["date"], "a date is written YYYYMMDD")

    def tree(self, text, classes=None):
        return patterns.parse(text, self.elisions, classes or self.class_tree)

    def read_evidence(self):
        for line, (word, evidence) in self.rows("words.tsv", 2):
            number = self.number("words.tsv", line, evidence, 1, 3, "evidence")
            try:
                kind, symbols = self.tree(word)
                if kind != "leaf" or symbols != {word}:
                    self.fail("words.tsv", line, f"“{word}” is not one word")
                elif word in self.evidence:
                    self.fail("words.tsv", line, f"“{word}” stands here twice")
                elif number:
                    self.evidence[word] = number
            except patterns.PatternError as wrong:
                self.fail("words.tsv", line, wrong, wrong.column)

    def read_classes(self):
        for line, (name, pattern, _note) in self.rows("classes.tsv", 3):
            if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
                self.fail("classes.tsv", line, f"“{name}” is no name: letters a to z, digits, - and _, without the @")
            elif name in self.classes:
                self.fail("classes.tsv", line, f"@{name} stands here twice")
            else:
                self.classes[name] = line, pattern
        for name in self.classes:
            try:
                self.class_tree(name)
            except patterns.PatternError:
                pass  # told where it was found

    def class_tree(self, name):
        """The tree of a class, made when it is first needed. An error in it is told once, at its own line."""
        if name not in self.classes:
            raise patterns.PatternError(f"no class is called @{name}")
        line, pattern = self.classes[name]
        if name in self.resolving:
            raise patterns.PatternError(f"@{name} contains itself")
        if name not in self.trees:
            self.resolving.append(name)
            try:
                self.trees[name] = self.tree(pattern)
                if self.trees[name] == patterns.NOTHING:
                    raise patterns.PatternError("the class is empty")
            except patterns.PatternError as wrong:
                self.fail("classes.tsv", line, f"@{name}: {wrong}", wrong.column)
                self.trees[name] = None
            finally:
                self.resolving.pop()
        if self.trees[name] is None:
            raise patterns.PatternError(f"@{name} is wrong")
        return self.trees[name]

    def disguised(self, name):
        """The single words of a class that says which ones people disguise; a pack may do without it."""
        return patterns.single_words(self.trees.get(name) or patterns.NOTHING)

    def read_cues(self):
        last, seen = "", {}
        for line, (code, strength, pattern, scope, _note) in self.rows("cues.tsv", 5):
            if code < last:
                self.fail("cues.tsv", line, f"{code} stands behind {last}: the cues are sorted by code")
            last = max(code, last)
            key = code, " ".join(pattern.split())
            if key in seen:
                self.fail("cues.tsv", line, f"the same cue as in line {seen[key]}")
            seen.setdefault(key, line)
            kind, rule = self.kind_of(line, code)
            strength = self.number("cues.tsv", line, strength, 0, 1000, "strength")
            bits = self.scope_bits(line, scope, kind)
            tree = self.cue_tree(line, pattern)
            if None not in (kind, strength, bits, tree):
                self.cues.append((line, tree, (rule, strength, kind, bits)))
        if not 0 < len(self.cues) <= 65_535 and not self.errors:
            self.fail("cues.tsv", 1, "a pack has 1 to 65535 cues")

    def kind_of(self, line, code):
        group, _, name = code.partition(".")
        if group == "frame" and name in FRAMES:
            return 1 + FRAMES.index(name), 0
        if group in SIGNAL_GROUPS and code in self.rules:
            return 0, self.rules[code]
        self.fail("cues.tsv", line, f"no signal or frame is called {code}")
        return None, None

    def scope_bits(self, line, scope, kind):
        if scope == "-":
            return 0
        words = scope.split(",")
        for word in words:
            if word not in SCOPES or words.count(word) > 1:
                self.fail("cues.tsv", line, f"no scope is called “{word}”" if word not in SCOPES else f"{word} twice")
                return None
        if kind:
            self.fail("cues.tsv", line, "a frame has no scope: write -")
            return None
        return sum(1 << SCOPES.index(word) for word in words)

    def cue_tree(self, line, pattern):
        try:
            tree = self.tree(patterns.without_end_gaps(pattern))
            longest = patterns.longest(tree)
            if longest > patterns.LENGTH_MAX:
                raise patterns.PatternError(f"the pattern may be {longest} tokens long, {patterns.LENGTH_MAX} at most")
            patterns.Positions().add(0, tree, lambda symbols: symbols)
            return tree
        except patterns.PatternError as wrong:
            self.fail("cues.tsv", line, wrong, wrong.column)
            return None

    def read_weights(self):
        for line, (code, *texts) in self.rows("weights.tsv", 5):
            if code not in self.rules or code.partition(".")[0] not in SIGNAL_GROUPS:
                self.fail("weights.tsv", line, f"no signal is called {code}")
            elif self.rules[code] in self.weights:
                self.fail("weights.tsv", line, f"{code} stands here twice")
            else:
                row = [self.number("weights.tsv", line, text, -32768, 32767, "weight") for text in texts]
                self.weights[self.rules[code]] = row
        for line, _, (rule, _, kind, _) in self.cues:
            if not kind and rule not in self.weights:
                self.fail("cues.tsv", line, "the signal has no line in weights.tsv")
                self.weights[rule] = None  # told once

    def read_curves(self):
        for line, (axis, total, score) in self.rows("curves.tsv", 3):
            total = self.number("curves.tsv", line, total, -999_999_999, 999_999_999, "sum")
            score = self.number("curves.tsv", line, score, 0, 1000, "score")
            if axis not in AXES:
                self.fail("curves.tsv", line, f"no axis is called {axis}")
            elif total is not None and score is not None:
                points = self.curves[axis]
                if points and total <= points[-1][0]:
                    self.fail("curves.tsv", line, "sums ascend")
                if points and score < points[-1][1]:
                    self.fail("curves.tsv", line, "scores never fall")
                points.append((total, score))
        for axis in AXES:
            if len(self.curves[axis]) < 2 and not self.errors:
                self.fail("curves.tsv", 1, f"{axis} has fewer than two points")

    def read_model(self):
        for line, (kind, name, *texts) in self.rows(MODEL, 5) if MODEL in self.bytes else ():
            row = tuple(self.number(MODEL, line, text, -127, 127, "weight") for text in texts)
            try:
                value = wording.feature(kind, name, self.rules)
            except (KeyError, ValueError):
                self.fail(MODEL, line, f"there is no {kind} “{name}”")
                continue
            if value in self.features:
                self.fail(MODEL, line, f"{kind} “{name}” has the hash of one before it")
            self.features[value] = row


# ---- Tables ----------------------------------------------------------------------------------

class Words:
    """Numbers of the words, and of the spellings that stand for them. Words that occur in the same leaves, such as the
    members of a class, mean the same to every pattern and share a number."""

    def __init__(self, trees, evidence, hidden, starred):
        leaves = sorted(set().union(*(patterns.leaves_of(tree) for tree in trees)), key=sorted)
        used = set().union(*leaves)
        meant = {}
        for word in sorted(used | evidence.keys()):
            if len(word.replace("'", "")) >= ALIAS_MIN and bare(word) != word and bare(word) not in used:
                meant.setdefault(bare(word), []).append(word)
        spellings = sorted(used | evidence.keys() | meant.keys())
        self.says = {
            spelling: evidence.get(spelling, min(evidence.get(word, 0) for word in meant.get(spelling, [""])))
            + HIDDEN * self.stands_for(spelling, meant, hidden | starred)
            + STARRED * self.stands_for(spelling, meant, starred)
            for spelling in spellings
        }
        places = {spelling: [] for spelling in spellings}
        for place, leaf in enumerate(leaves):
            for word in leaf:
                places[word].append(place)
        for spelling, of in meant.items():
            places[spelling] = sorted({place for word in of for place in places[word]})
        numbers = {}
        self.numbers = {spelling: numbers.setdefault(tuple(places[spelling]), patterns.WORD_FIRST + len(numbers))
                        for spelling in spellings}
        self.count = len(numbers)
        self.others = {}
        for spelling, of in meant.items():
            for word in of:
                self.others.setdefault(word, set()).add(self.numbers[spelling])

    @staticmethod
    def stands_for(spelling, meant, words):
        """Whether it is one of some words, accents apart."""
        return not words.isdisjoint(meant.get(spelling, [spelling]))

    def symbols(self, leaf):
        """The numbers of a leaf's symbols."""
        return frozenset(number for symbol in leaf for number in (
            {self.numbers[symbol]} | self.others.get(symbol, set()) if isinstance(symbol, str) else {symbol}))


def open_table(rows, size, row_max):
    """Rows of (hash, slot) in a table of a power of two, each at its hash or in the next free slot, None where there is
    none. The table grows until no more than row_max full slots stand in a row."""
    while True:
        slots = [None] * size
        for value, slot in rows:
            place = value % size
            while slots[place]:
                place = (place + 1) % size
            slots[place] = slot
        full = "".join("x" if slot else " " for slot in slots)
        if max(len(row) for row in (full + full).split(" ")) <= row_max:
            return [slot or (0,) * 5 for slot in slots]
        size *= 2


def size_for(count, share):
    """The power of two, 16 at least, of which a count fills no more than a share."""
    size = 16
    while share * size < count:
        size *= 2
    return size


def hash_table(words):
    """Slots and texts: a table so sparse that no probe is long."""
    rows, texts = [], b""
    for word in sorted(words.numbers):
        data = word.encode()
        value = wording.fnv1a(data)
        rows.append((value, (value, len(texts), words.numbers[word], len(data), words.says[word])))
        texts += data
    return open_table(rows, size_for(len(rows), 0.5), PROBE_MAX), texts


def feature_table(features):
    """A table of what the model weighs; a pack without a model has none."""
    rows = [(value, (value >> 16, 0x80 | value & 0x7F, *weights)) for value, weights in sorted(features.items())]
    return open_table(rows, size_for(len(rows), 0.75), FEATURE_ROW_MAX) if rows else []


def groups(cues):
    """The cues of each automaton: lists of (index, tree). Gaps multiply the states of an automaton with each other, so
    cues with gaps go by few, those without all together."""
    loose = [(index, tree) for index, (_, tree, _) in enumerate(cues) if patterns.has_any(tree)]
    tight = [(index, tree) for index, (_, tree, _) in enumerate(cues) if not patterns.has_any(tree)]
    each = max(GAPS_EACH, -(-len(loose) // (AUTOMATA_MAX - 1)))
    return [tight] * bool(tight) + [loose[i:i + each] for i in range(0, len(loose), each)]


def build(group, symbols):
    positions = patterns.Positions()
    for index, tree in group:
        positions.add(index, tree, symbols)
    return patterns.Automaton(positions)


def number_states(automata, word_count):
    """starts, states, edges, accepts. The nodes of an automaton are taken newest first, so that edges lead upwards."""
    numbers = patterns.WORD_FIRST + word_count
    columns, states, edges, accepts = [], [(0, 0, 0, 0)], [], []
    for automaton in automata:
        last = len(states) + len(automaton.nodes) - 2
        if last > patterns.NODES_MAX:
            automaton.blow_up(patterns.TOO_MANY)
        _, other, first = automaton.nodes[automaton.start]
        column = [0 if other is None or word in patterns.NO_WORDS else last - other for word in range(numbers)]
        for word, target in first:
            column[word] = last - target
        columns.append(column)
        for accepted, other, moves in reversed(automaton.nodes[:automaton.start]):
            states.append((len(edges), len(accepts), 0 if other is None else last - other, 0))
            edges += [(word, last - target) for word, target in moves]
            accepts += accepted
    starts = [state for row in zip(*columns) for state in row]
    return starts, states + [(len(edges), len(accepts), 0, 0)], edges, accepts


class Pack:
    """The tables of a pack, as the sections of the format."""

    # name, layout of an element
    LAYOUT = (("slots", "<IIHBB"), ("texts", "<B"), ("starts", "<H"), ("states", "<IIHH"), ("edges", "<HH"),
              ("accepts", "<H"), ("cues", "<HHBB"), ("weights", "<Hhhhh"), ("curves", "<IiI"), ("features", "<HBbbb"))

    def __init__(self, source):
        words = Words([tree for _, tree, _ in source.cues], source.evidence, source.hidden, source.starred)
        if patterns.WORD_FIRST + words.count > patterns.NUMBERS_MAX:
            raise patterns.BlowUp(len(source.cues) - 1, "up to this cue the pack has too many different words")
        automata = [build(group, words.symbols) for group in groups(source.cues)]
        slots, texts = hash_table(words)
        starts, states, edges, accepts = number_states(automata, words.count)
        self.words = len(words.numbers)
        self.automata = len(automata)
        self.run_max = min(max(a.depth[a.start] for a in automata), patterns.LENGTH_MAX)
        self.tag, self.date = source.settings["tag"], int(source.settings["date"])
        digest = hashlib.sha256()
        for name in source.bytes:
            digest.update(f"{name}\n{len(source.bytes[name])}\n".encode() + source.bytes[name])
        self.hash = digest.hexdigest()
        self.sections = {
            "slots": slots, "texts": texts, "starts": starts, "states": states, "edges": edges, "accepts": accepts,
            "cues": [cue for _, _, cue in source.cues],
            "weights": [(rule, *row) for rule, row in sorted(source.weights.items())],
            "curves": [(AXES.index(axis), *point) for axis in AXES for point in source.curves[axis]],
            "features": feature_table(source.features),
        }

    def encode(self):
        body, places = b"", []
        begin = HEADER.size + 8 * len(self.LAYOUT)
        for name, layout in self.LAYOUT:
            rows = self.sections[name]
            item = struct.Struct(layout)
            data = b"".join(item.pack(*row) if isinstance(row, tuple) else item.pack(row) for row in rows)
            places.append(struct.pack("<II", begin + len(body), len(rows)))
            body += data + b"\0" * (-len(data) % 4)
        head = HEADER.pack(MAGIC, FORMAT, begin + len(body), self.date, self.tag.encode(), self.hash.encode(),
                           self.run_max, self.automata)
        return head + b"".join(places) + body

    def summary(self):
        count = {name: len(rows) for name, rows in self.sections.items()}
        features = sum(slot[1] > 0 for slot in self.sections["features"])
        return (f"{self.tag}: {count['cues']} cues, {self.words} words, {count['states'] - 2} states in {self.automata} "
                f"automata, {count['edges']} edges, {features} features, {len(self.encode())} bytes, run_max {self.run_max}")


# ---- Output ----------------------------------------------------------------------------------

def c_row(row):
    return "{" + ",".join(map(str, row)) + "}" if isinstance(row, tuple) else str(row)


def c_lines(rows):
    """Rows, comma-separated, in lines that an editor can show."""
    line = ""
    for row in rows:
        if len(line) > 110:
            yield line + "\n"
            line = ""
        line += row + ","
    yield line + "\n"


def word_filter(edges, first, last):
    """Bits for the words of a state's edges, which the loader works out for itself."""
    bits = 0
    for word, _ in edges[first:last]:
        bits |= 1 << word % 32
    return bits


def c_source(pack, name, rules):
    """The tables as C: one constant struct poise_pack."""
    codes = {number: "POISE__RULE_" + code.upper().replace(".", "_") for code, number in rules.items()}
    types = {"slots": "struct poise__pack_slot", "texts": "uint8_t", "starts": "uint16_t",
             "states": "struct poise__pack_state", "edges": "struct poise__pack_edge", "accepts": "uint16_t",
             "cues": "struct poise__cue", "weights": "struct poise__pack_weight", "curves": "struct poise__pack_point",
             "features": "struct poise__pack_feature"}
    sections = dict(pack.sections)
    sections["states"] = [(first, accepts, word_filter(sections["edges"], first, after[0]), other, pad)
                          for (first, accepts, other, pad), after
                          in zip(sections["states"], sections["states"][1:] + sections["states"][-1:])]
    sections["cues"] = [(codes[rule] if not kind else 0, strength, kind, bits)
                        for rule, strength, kind, bits in sections["cues"]]
    sections["weights"] = ["[%s]={{%d,%d,%d,%d}}" % (codes[rule], *row) for rule, *row in sections["weights"]]
    sections["curves"] = [(total, score) for _, total, score in sections["curves"]]
    sections["hidden"] = [slot for slot in sections["slots"] if slot[4] & HIDDEN]
    types["hidden"] = types["slots"]
    sections["features"] = ["{%d,%d,{%d,%d,%d}}" % row for row in sections["features"]]
    out = ["/* Made by lib/tools/compile_pack.py. Do not edit. */\n", '#include "base/rules.h"\n',
           '#include "pack/tables.h"\n\n', f"extern const poise_pack poise__pack_{name};\n\n"]
    for section in types:
        size = "POISE__RULE_COUNT" if section == "weights" else str(max(1, len(sections[section])))
        rows = [c_row(row) for row in sections[section]] or ["{0}" if section == "features" else "0"]
        out += [f"static const {types[section]} {section}[{size}] = {{\n", *c_lines(rows), "};\n"]
    count = {section: len(rows) for section, rows in pack.sections.items()}
    points = [0]
    for axis in range(len(AXES)):
        points.append(points[-1] + sum(1 for row in pack.sections["curves"] if row[0] == axis))
    out.append(f"""
const poise_pack poise__pack_{name} = {{
    .format = {FORMAT}, .date = {pack.date}, .byte_count = {len(pack.encode())}, .run_max = {pack.run_max},
    .tag = "{pack.tag}", .hash = "{pack.hash}",
    .slot_mask = {count['slots'] - 1}, .word_count = {pack.words}, .number_count = {count['starts'] // pack.automata},
    .start_count = {pack.automata}, .hidden_count = {len(sections["hidden"])},
    .state_count = {count['states'] - 1},
    .cue_count = {count['cues']}, .points = {{{", ".join(map(str, points))}}},
    .slots = slots, .texts = texts, .starts = starts, .states = states, .edges = edges, .accepts = accepts,
    .cues = cues, .weights = weights, .curves = curves, .hidden = hidden,
    .feature_count = {count['features']}, .features = features,
}};
""")
    return "".join(out)


def compile_folder(folder, rules):
    """The pack of a folder. Stops with every error that was found."""
    source = Source(folder, rules)
    if not source.errors:
        try:
            return Pack(source)
        except patterns.BlowUp as wrong:
            source.fail("cues.tsv", source.cues[wrong.cue][0], wrong)
    sys.exit("\n".join(source.errors))


def main():
    usage = __doc__.split("\n\n")[1]
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0], usage=usage.replace("usage: ", ""))
    parser.add_argument("folder")
    parser.add_argument("--rules", default=pathlib.Path(__file__).parent.parent / "base" / "rules.tsv")
    parser.add_argument("--output")
    parser.add_argument("--c-array")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    if options.check == bool(options.output):
        parser.error("either --check or --output")
    rules = read_rules(options.rules)
    pack = compile_folder(options.folder, rules)
    if options.verbose:
        print(pack.summary(), file=sys.stderr)
    if options.c_array:
        pathlib.Path(options.output).write_text(c_source(pack, options.c_array, rules), encoding="utf-8")
    elif options.output:
        pathlib.Path(options.output).write_bytes(pack.encode())


if __name__ == "__main__":
    main()
