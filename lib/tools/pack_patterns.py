# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The pattern language of language packs, and the automaton that patterns become.

parse     text of a pattern      -> tree
Positions tree                   -> positions (Glushkov's construction: an automaton without empty moves)
Automaton positions of all cues  -> one deterministic automaton, minimal, without cycles

A tree is a tuple: ("leaf", frozenset of symbols), ("row", trees), ("or", trees), ("maybe", tree).
A symbol is a word, one of MARKS, ANY, or a pair ("^" …) of the table below; lib/pack/pack.h numbers them.
"""
import re
import unicodedata

UNKNOWN, NUMBER, OPAQUE, BEGIN, END, COMMA = 0, 1, 2, 3, 4, 5
ANY = -1
MARKS = {",": COMMA, "!": 6, "?": 7, ":": 8, ";": 9, "...": 10, ".": 11}
SIGNS = {"#": NUMBER, "{}": OPAQUE, "^": BEGIN, "_": ANY, **MARKS}
END_MARKS = frozenset((MARKS["!"], MARKS["?"], MARKS["..."], MARKS["."]))
WORD_FIRST = 16

GAP_DEFAULT, GAP_MAX = 4, 9
LENGTH_MAX = 64
WORD_MAX = 255
NUMBERS_MAX = 65_535
SPELLINGS_MAX = 512
SETS_MAX = 100_000
NODES_MAX = 65_534
ACCEPTS_MAX = 32

TOO_MANY = "the automaton has too many states, most of them for this cue: use smaller or fewer gaps"

NOTHING = ("row", ())


class PatternError(Exception):
    """What is wrong, and the column (from 1) of the pattern where."""

    def __init__(self, message, column=1):
        super().__init__(message)
        self.column = column


def normalise(text):
    """The form in which the text module compares words."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def is_word(text):
    return bool(text) and all(c.isalpha() for c in text.replace("'", "")) and not re.search(r"^'|''", text)


# ---- Trees -----------------------------------------------------------------------------------

def leaf(*symbols):
    return ("leaf", frozenset(symbols))


def row(trees):
    return trees[0] if len(trees) == 1 else ("row", tuple(trees))


def either(trees):
    """Alternatives. Those that are a single word each become one leaf, which keeps the automaton small."""
    leaves = [t for t in trees if t[0] == "leaf" and ANY not in t[1]]
    rest = list(dict.fromkeys(t for t in trees if t not in leaves))
    if leaves:
        rest.insert(0, ("leaf", frozenset().union(*(t[1] for t in leaves))))
    if NOTHING in rest:
        rest.remove(NOTHING)
        return maybe(either(rest)) if rest else NOTHING
    return rest[0] if len(rest) == 1 else ("or", tuple(rest))


def maybe(tree):
    return tree if tree[0] == "maybe" or tree == NOTHING else ("maybe", tree)


def repeat(symbols, most):
    """Zero to most symbols of a set."""
    tree = NOTHING
    for _ in range(most):
        one = ("leaf", frozenset(symbols))
        tree = maybe(one if tree == NOTHING else row([one, tree]))
    return tree


# ---- Parsing ---------------------------------------------------------------------------------

class Parser:
    """Recursive descent over one pattern. classes: a function from a name to its tree."""

    def __init__(self, text, elisions, classes):
        self.text, self.at = text, 0
        self.elisions = sorted(elisions, key=len, reverse=True)
        self.classes = classes

    def parse(self):
        tree = self.rows()
        if self.at < len(self.text):
            raise self.error(") without (" if self.text[self.at] == ")" else "| outside brackets")
        return tree

    def error(self, message, at=None):
        return PatternError(message, (self.at if at is None else at) + 1)

    def rows(self):
        """One row, up to the end or to the | or ) that ends it."""
        items = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            if self.text[self.at] == " ":
                self.at += 1
            else:
                items.append(self.item())
        return row(items)

    def item(self):
        begin, chunk = self.at, self.chunk()
        optional = len(chunk) > 1 and chunk.endswith("?")
        if optional:
            chunk = chunk[:-1]
        if chunk.startswith("(") and self.closing(chunk, 0, begin) == len(chunk) - 1:
            tree = self.bracket(begin)
        elif chunk.startswith("~"):
            tree = self.gap(chunk, optional, begin)
        else:
            tree = self.simple(chunk, optional, begin)
        self.at = begin + len(chunk) + optional
        return maybe(tree) if optional else tree

    def chunk(self):
        """The text from here to the next space, | or ) outside brackets."""
        depth, end = 0, self.at
        while end < len(self.text):
            c = self.text[end]
            if depth == 0 and c in " |)":
                break
            depth += (c == "(") - (c == ")")
            end += 1
        if depth:
            raise self.error("( without )")
        return self.text[self.at:end]

    def closing(self, chunk, at, begin):
        depth = 0
        for i in range(at, len(chunk)):
            depth += (chunk[i] == "(") - (chunk[i] == ")")
            if depth == 0:
                return i
        raise self.error("( without )", begin + at)

    def bracket(self, begin):
        self.at = begin + 1
        trees = [self.rows()]
        while self.text[self.at] == "|":
            self.at += 1
            trees.append(self.rows())
        return either(trees)

    def gap(self, chunk, optional, begin):
        if optional:
            raise self.error("a gap may be empty already: leave out the ?", begin)
        if not re.fullmatch(r"~[1-9]?", chunk):
            raise self.error(f"a gap is ~ or ~1 to ~{GAP_MAX}", begin)
        return repeat((ANY,), int(chunk[1:] or GAP_DEFAULT))

    def simple(self, chunk, optional, begin):
        if chunk == "$":
            return row([repeat(END_MARKS, 3), leaf(END)])
        if chunk in SIGNS:
            return leaf(SIGNS[chunk])
        if chunk.startswith("@"):
            if not re.fullmatch(r"@[a-z][a-z0-9_-]*", chunk):
                raise self.error(f"{chunk} is no class name: put spaces around a class", begin)
            try:
                return self.classes(chunk[1:])
            except PatternError as wrong:
                raise self.error(str(wrong), begin) from None
        if optional and "(" in chunk:
            raise self.error("unclear ?: write ending(a|b|) for an optional ending, (word(a|b))? for an optional word",
                             begin + len(chunk))
        spellings = self.spellings(chunk, begin)
        return either([self.words(spelling, begin) for spelling in spellings])

    def spellings(self, chunk, begin):
        """Every spelling of letters with alternatives among them."""
        done = [""]
        at = 0
        while at < len(chunk):
            if chunk[at] == "(":
                close = self.closing(chunk, at, begin)
                parts = [s for part in split_alternatives(chunk[at + 1:close])
                         for s in self.spellings(part, begin + at + 1)]
                at = close + 1
            else:
                end = at + len(re.match(r"[^(]*", chunk[at:]).group())
                parts = [chunk[at:end]]
                at = end
            if any(" " in part for part in parts):
                raise self.error("alternatives glued to letters are parts of one word: no spaces", begin)
            done = list(dict.fromkeys(head + tail for head in done for tail in parts))
            if len(done) > SPELLINGS_MAX:
                raise self.error(f"more than {SPELLINGS_MAX} spellings of one word", begin)
        return done

    def words(self, text, begin):
        """The row of words that the text module makes of a spelling: split at hyphens and behind elisions."""
        words = []
        for part in text.split("-"):
            elision = next((e for e in self.elisions if part.startswith(e) and part != e), None)
            while elision:
                words.append(elision)
                part = part[len(elision):]
                elision = next((e for e in self.elisions if part.startswith(e) and part != e), None)
            words.append(part)
        for word in words:
            if normalise(word) != word:
                raise self.error(f"“{word}” is not normalised: write “{normalise(word)}”", begin)
            if not is_word(word) or (word.endswith("'") and word not in self.elisions):
                raise self.error(f"“{text}” is no word and no sign", begin)
            if len(word.encode()) > WORD_MAX:
                raise self.error(f"a word of more than {WORD_MAX} bytes", begin)
        return row([leaf(word) for word in words])


def split_alternatives(text):
    parts, depth = [""], 0
    for c in text:
        depth += (c == "(") - (c == ")")
        if c == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += c
    return parts


def without_end_gaps(text):
    """A gap takes as few words as will do, which at either end of a cue is none. Columns stay."""
    return re.sub(r"^ *~[1-9]?(?= |$)", lambda gap: " " * len(gap.group()), re.sub(r"(^| )~[1-9]? *$", "", text))


def parse(text, elisions, classes):
    return Parser(text, elisions, classes).parse()


def leaves_of(tree):
    """The words of each leaf."""
    if tree[0] == "leaf":
        return {frozenset(symbol for symbol in tree[1] if isinstance(symbol, str))}
    if tree[0] == "maybe":
        return leaves_of(tree[1])
    return set().union(*(leaves_of(t) for t in tree[1]))


def single_words(tree):
    """The words that match a tree alone: of "(clown|piece of work)" clown."""
    if tree[0] == "leaf":
        return {symbol for symbol in tree[1] if isinstance(symbol, str)}
    if tree[0] == "maybe":
        return single_words(tree[1])
    return set().union(*(single_words(t) for t in tree[1])) if tree[0] == "or" else set()


def words_of(tree):
    """Every word in a tree."""
    return set().union(*leaves_of(tree))


def has_any(tree):
    """Whether a tree has a gap or a _."""
    if tree[0] == "leaf":
        return ANY in tree[1]
    if tree[0] == "maybe":
        return has_any(tree[1])
    return any(has_any(t) for t in tree[1])


def longest(tree):
    """The most tokens that a tree matches."""
    if tree[0] == "leaf":
        return 1
    if tree[0] == "maybe":
        return longest(tree[1])
    lengths = [longest(t) for t in tree[1]]
    return max(lengths) if tree[0] == "or" else sum(lengths)


# ---- Positions -------------------------------------------------------------------------------

class Positions:
    """The leaves of all cues, each with what may follow it. A position follows only smaller ones: no cycles."""

    def __init__(self):
        self.symbols = []  # of each position: frozenset of symbols
        self.follow = []   # of each position: set of positions
        self.cue = []      # of each position: the cue that it belongs to
        self.last = []     # of each position: whether the cue may end with it
        self.first = set()

    def add(self, cue, tree, symbols_of):
        """Add a cue; symbols_of maps the symbols of a leaf to word numbers."""
        nullable, first, last = self.walk(cue, tree, symbols_of)
        if nullable:
            raise PatternError("the pattern can match nothing")
        self.first |= first
        for position in last:
            self.last[position] = True

    def walk(self, cue, tree, symbols_of):
        if tree[0] == "leaf":
            self.symbols.append(symbols_of(tree[1]))
            self.follow.append(set())
            self.cue.append(cue)
            self.last.append(False)
            here = {len(self.symbols) - 1}
            return False, here, here
        if tree[0] == "maybe":
            _, first, last = self.walk(cue, tree[1], symbols_of)
            return True, first, last
        parts = [self.walk(cue, t, symbols_of) for t in tree[1]]
        if tree[0] == "or":
            return (any(p[0] for p in parts), set().union(*(p[1] for p in parts)), set().union(*(p[2] for p in parts)))
        nullable, first, last = True, set(), set()
        for part_nullable, part_first, part_last in parts:
            for position in last:
                self.follow[position] |= part_first
            first = first | part_first if nullable else first
            last = last | part_last if part_nullable else set(part_last)
            nullable = nullable and part_nullable
        return nullable, first, last


# ---- The automaton ---------------------------------------------------------------------------

class BlowUp(Exception):
    """The automaton grows too large; cue is the one that takes part in most of it."""

    def __init__(self, cue, message):
        super().__init__(message)
        self.cue = cue


class Automaton:
    """
    nodes    (accepts, any, edges): cues that are complete, target of any other word or None, ((word, target), …).
             A target is an older node, so the nodes have no cycle; the last is where a run starts.
    depth    of each node: the longest run from it

    A set of positions is what may match next. Equal nodes are one, so what grows is minimal.
    """

    def __init__(self, positions):
        self.positions = positions
        self.nodes, self.depth = [], []
        self.known_nodes, self.known_sets = {}, {}
        self.start = self.node(frozenset(positions.first), (), True)

    def node(self, ahead, accepts, start=False):
        key = (ahead, accepts)
        if key in self.known_sets:
            return self.known_sets[key]
        if len(self.known_sets) > SETS_MAX or len(self.nodes) > NODES_MAX:
            self.blow_up(TOO_MANY)
        if len(accepts) > ACCEPTS_MAX:
            self.blow_up(f"more than {ACCEPTS_MAX} cues end with the same words")
        other = self.target(p for p in ahead if ANY in self.positions.symbols[p])
        edges = tuple(sorted((word, target) for word, target in self.edges(ahead, start) if target != other
                             or word in NO_WORDS))
        node = (accepts, other, edges)
        if node not in self.known_nodes:
            self.known_nodes[node] = len(self.nodes)
            self.nodes.append(node)
            below = [target for _, target in edges] + ([] if other is None else [other])
            self.depth.append(1 + max(self.depth[t] for t in below) if below else 0)
        self.known_sets[key] = self.known_nodes[node]
        return self.known_nodes[node]

    def edges(self, ahead, start):
        """Yield (word, target). Words with the same positions share the work. Sorted, as the order numbers the nodes."""
        by_word = {}
        for position in ahead:
            for word in self.positions.symbols[position]:
                by_word.setdefault(word, set()).add(position)
        loose = frozenset(by_word.pop(ANY, ()))
        by_positions = {}
        for word, matched in sorted(by_word.items()):
            matched = frozenset(matched) if word in NO_WORDS else loose | matched
            by_positions.setdefault((matched, word == COMMA and not start), []).append(word)
        for (matched, passing), words in by_positions.items():
            # A comma that one cue asks for is passed over by the others; the next comma is not.
            passed = {p for p in ahead if COMMA not in self.positions.symbols[p]} if passing else set()
            target = self.target(matched, passed)
            for word in words:
                yield word, target

    def target(self, matched, passed=()):
        """The node behind matched positions, or None when there are none."""
        ahead, accepts = set(passed), set()
        for position in matched:
            ahead |= self.positions.follow[position]
            if self.positions.last[position]:
                accepts.add(self.positions.cue[position])
        return self.node(frozenset(ahead), tuple(sorted(accepts))) if ahead or accepts else None

    def blow_up(self, message):
        share = {}
        for ahead, _ in self.known_sets:
            for cue in {self.positions.cue[p] for p in ahead}:
                share[cue] = share.get(cue, 0) + 1
        raise BlowUp(max(sorted(share), key=share.get), message)


# Numbers that the edge for "any other word" does not stand for.
NO_WORDS = frozenset(n for n in range(1, WORD_FIRST) if n not in (NUMBER, OPAQUE))
