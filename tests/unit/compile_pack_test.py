#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What lib/tools/compile_pack.py accepts, refuses and writes. Runs under pytest and by itself."""
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parents[2]
SMALL = ROOT / "tests/unit/data/pack_small"
TOOL = ROOT / "lib/tools/compile_pack.py"
sys.path.insert(0, str(ROOT / "lib/tools"))
sys.dont_write_bytecode = True

import pack_patterns as patterns  # noqa: E402 (the path above finds it)


def compile_with(changes, *options, seed="0"):
    """Compile the small pack with some files replaced. Returns (exit status, stderr, bytes)."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for source in SMALL.iterdir():
            (folder / source.name).write_bytes(source.read_bytes())
        for name, text in changes.items():
            (folder / name).write_text(text, encoding="utf-8")
        out = folder / "out.pack"
        run = subprocess.run([sys.executable, "-B", TOOL, folder, "--output", out, *options], capture_output=True,
                             text=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=False)
        return run.returncode, run.stderr.replace(f"{folder}/", ""), out.read_bytes() if out.exists() else b""


def cue(pattern, code="courtesy.thanks", strength="500", scope="-"):
    return f"{code}\t{strength}\t{pattern}\t{scope}\t\n"


def refused(changes, message):
    status, errors, data = compile_with(changes)
    assert status == 1 and not data, (status, errors)
    assert message in errors.splitlines(), f"expected {message!r} in:\n{errors}"


def accepted(pattern):
    status, errors, data = compile_with({"cues.tsv": cue(pattern)})
    assert status == 0 and data, errors


def test_the_small_pack_compiles():
    status, errors, data = compile_with({}, "-v")
    assert status == 0 and data.startswith(b"\x89poise\r\n\x01\0\0\0")
    assert "21 cues" in errors and f"{len(data)} bytes" in errors


def test_the_same_sources_give_the_same_bytes():
    assert len({compile_with({}, seed=str(seed))[2] for seed in range(8)}) == 1
    assert len({compile_with({}, "--c-array", "x", seed=str(seed))[2] for seed in range(8)}) == 1


def test_wrong_cues_are_told_with_their_line():
    refused({"cues.tsv": "\n" + cue("a", code="courtesy.tea")}, "cues.tsv:2: no signal or frame is called courtesy.tea")
    refused({"cues.tsv": cue("a", code="media.flagged")}, "cues.tsv:1: no signal or frame is called media.flagged")
    refused({"cues.tsv": cue("a", strength="1001")}, "cues.tsv:1: strength “1001” is no number from 0 to 1000")
    refused({"cues.tsv": cue("a", strength="½")}, "cues.tsv:1: strength “½” is no number from 0 to 1000")
    refused({"cues.tsv": cue("a", scope="neg,maybe")}, "cues.tsv:1: no scope is called “maybe”")
    refused({"cues.tsv": cue("a", scope="neg,neg")}, "cues.tsv:1: neg twice")
    refused({"cues.tsv": cue("a", code="frame.self", scope="neg")}, "cues.tsv:1: a frame has no scope: write -")
    refused({"cues.tsv": cue("a", code="remedy.offer") + cue("a")},
            "cues.tsv:2: courtesy.thanks stands behind remedy.offer: the cues are sorted by code")
    refused({"cues.tsv": cue("a  b") + cue("a b")}, "cues.tsv:2: the same cue as in line 1")
    refused({"cues.tsv": "courtesy.thanks\t500\ta\n"}, "cues.tsv:1: 3 columns instead of 5")
    refused({"cues.tsv": cue("a", code="defensive.bolster")}, "cues.tsv:1: the signal has no line in weights.tsv")


def test_wrong_patterns_are_told_with_their_column():
    for pattern, column, message in (
            ("", 1, "the pattern can match nothing"),
            ("a? b?", 1, "the pattern can match nothing"),
            ("~", 1, "the pattern can match nothing"),
            ("~2 a 24h", 6, "“24h” is no word and no sign"),
            ("thank (you", 7, "( without )"),
            ("thank you)", 10, ") without ("),
            ("a | b", 3, "| outside brackets"),
            ("a @who", 3, "no class is called @who"),
            ("a l'@we", 3, "“l'@we” is no word and no sign"),
            ("a @we's", 3, "@we's is no class name: put spaces around a class"),
            ("a ~0 b", 3, "a gap is ~ or ~1 to ~9"),
            ("a ~? b", 3, "a gap may be empty already: leave out the ?"),
            ("a Thank", 3, "“Thank” is not normalised: write “thank”"),
            ("a de\u0301j", 3, "“de\u0301j” is not normalised: write “déj”"),
            ("a ﬁn", 3, "“ﬁn” is not normalised: write “fin”"),
            ("a don’t", 3, "“don’t” is no word and no sign"),
            ("a " + "b" * 256, 3, "a word of more than 255 bytes"),
            ("a 24h", 3, "“24h” is no word and no sign"),
            ("a customers'", 3, "“customers'” is no word and no sign"),
            ("sorr(y me|ies)", 6, "alternatives glued to letters are parts of one word: no spaces"),
            ("sorr(y|ies)?", 12, "unclear ?: write ending(a|b|) for an optional ending, (word(a|b))? for an optional "
                                 "word"),
            (" ".join(["a"] * 65), 1, "the pattern may be 65 tokens long, 64 at most"),
            ("(a|b)(c|d)" + "(e|f)" * 9, 1, "more than 512 spellings of one word")):
        refused({"cues.tsv": cue(pattern)}, f"cues.tsv:1:{column}: {message}")


def test_wrong_classes_are_told_once_at_their_line():
    refused({"classes.tsv": "a\t@b x\t\nb\ty @a\t\n", "cues.tsv": cue("z")}, "classes.tsv:2:3: @b: @a contains itself")
    refused({"classes.tsv": "a\tx\t\na\ty\t\n", "cues.tsv": cue("z")}, "classes.tsv:2: @a stands here twice")
    refused({"classes.tsv": "a\t\t\n", "cues.tsv": cue("z")}, "classes.tsv:1:1: @a: the class is empty")
    refused({"classes.tsv": "A\tx\t\n", "cues.tsv": cue("z")},
            "classes.tsv:1: “A” is no name: letters a to z, digits, - and _, without the @")
    _, errors, _ = compile_with({"classes.tsv": "a\t(x\t\n", "cues.tsv": cue("@a") + cue("b @a")})
    assert errors.count("( without )") == 1 and "cues.tsv:2:3: @a is wrong" in errors


def slots_of(data):
    """What each word says, by its spelling."""
    (slots, count), (texts, _) = struct.iter_unpack("<II", data[108:124])
    rows = struct.iter_unpack("<IIHBB", data[slots:slots + 12 * count])
    return {data[texts + at:texts + at + size].decode(): says for _, at, number, size, says in rows if number}


def test_two_classes_name_the_words_that_people_disguise():
    says = slots_of(compile_with({})[2])
    assert says["stupid"] & 12 == 12 and says["idiots"] & 12 == 4 and says["entetee"] & 12 == 4
    assert says["you"] == 3 + 4 and says["sorry"] & 12 == 0
    assert not any(says & 12 for says in slots_of(compile_with({"classes.tsv": "", "cues.tsv": cue("stupid")})[2]).values())


def test_the_other_files_are_checked_too():
    refused({"pack.tsv": "tag\tEN\ndate\t20261126\nelisions\t\n"}, "pack.tsv:1: a tag is two to eight letters from a to z")
    refused({"pack.tsv": "tag\ten\ndate\t20261326\nelisions\t\n"}, "pack.tsv:2: a date is written YYYYMMDD")
    refused({"pack.tsv": "tag\ten\ndate\t20261126\n"}, "pack.tsv:1: elisions is missing")
    refused({"pack.tsv": "tag\ten\ndate\t20261126\nelisions\tl' de\n"},
            "pack.tsv:3: “de” is no elision: lower-case letters and a '")
    refused({"words.tsv": "the\t4\n"}, "words.tsv:1: evidence “4” is no number from 1 to 3")
    refused({"words.tsv": "the\t3\nthe\t3\n"}, "words.tsv:2: “the” stands here twice")
    refused({"words.tsv": "of the\t3\n"}, "words.tsv:1: “of the” is not one word")
    refused({"weights.tsv": "courtesy.thanks\t0\t0\t0\t40000\n"},
            "weights.tsv:1: weight “40000” is no number from -32768 to 32767")
    refused({"curves.tsv": "defensive\t0\t0\ndefensive\t0\t5\n"}, "curves.tsv:2: sums ascend")
    refused({"curves.tsv": "defensive\t0\t9\ndefensive\t1\t5\n"}, "curves.tsv:2: scores never fall")
    refused({"curves.tsv": "defensive\t0\t0\ndefensive\t1\t5\n"}, "curves.tsv:1: insulting has fewer than two points")
    refused({"curves.tsv": "defensive\t0\t0\r\n"}, "curves.tsv:1: a carriage return: lines end with a line feed alone")


def test_what_the_language_allows_is_accepted():
    for pattern in ("thank", "thank you?", "apologi(s|z)e(d|)", "(un|in)fair", "(a|b c|)? d", "excusez-nous", "# days",
                    "sorry ?", "sorry ,? but", "{} ~9 _", "^ ok $", "((a|b) c)? d ...", "it's", "@we @be?"):
        accepted(pattern)


def matches(pattern, tokens, elisions=()):
    """The lengths, in tokens, at which a pattern is complete: the automaton, walked the obvious way."""
    tree = patterns.parse(pattern, elisions, None)
    positions = patterns.Positions()
    positions.add(0, tree, lambda symbols: symbols)
    automaton = patterns.Automaton.__new__(patterns.Automaton)
    numbers = {word: 16 + i for i, word in enumerate(sorted(patterns.words_of(tree)))}
    positions.symbols = [frozenset(numbers.get(s, s) for s in symbols) for symbols in positions.symbols]
    automaton.__init__(positions)
    node, found = automaton.start, []
    for length, token in enumerate(tokens, 1):
        number = patterns.SIGNS.get(token, numbers.get(token, patterns.UNKNOWN))
        _, other, edges = automaton.nodes[node]
        node = dict(edges).get(number, None if number in patterns.NO_WORDS else other)
        if node is None:
            break
        if automaton.nodes[node][0]:
            found.append(length)
    return found


def test_patterns_mean_what_the_table_says():
    assert matches("a b?", ["a", "b"]) == [1, 2]
    assert matches("a ~2 b", ["a", "b", "b", "b", "b"]) == [2, 3, 4]
    assert matches("a ~ b", ["a", "#", "{}", "x", "x", "b"]) == [6]
    assert matches("a ~ b", ["a", ".", "b"]) == []
    assert matches("a ~ b", ["a", "x", "x", "x", "x", "x", "b"]) == []
    assert matches("a _ b", ["a", "b"]) == []
    assert matches("^ a ? $", ["^", "a", "?"]) == []
    assert matches("(a b|a) c", ["a", "b", "c"]) == [3]
    assert matches("qu'il", ["qu'", "il"], ("qu'",)) == [2]
    assert matches("excusez-nous", ["excusez", "nous"]) == [2]


def test_a_large_pack_compiles_in_seconds():
    letters = "abcdefghijklmnopqrst"
    words = [x + y for x in letters for y in letters]
    some = "(" + "|".join(words[300:]) + ")"
    cues = "".join(cue(f"(you|your) {words[i]} {some}? ~ {words[i + 1]} ~2 {some}") for i in range(300))
    begin = time.monotonic()
    status, errors, _ = compile_with({"cues.tsv": cues})
    assert status == 0, errors
    assert time.monotonic() - begin < 30


def test_a_hopeless_cue_is_named():
    hopeless = "a ~9 b ~9 c ~9 d ~9 e ~9 f"
    status, errors, _ = compile_with({"cues.tsv": cue("thank you") + cue(hopeless)})
    assert status == 1
    assert errors.startswith("cues.tsv:2: the automaton has too many states"), errors


def test_wrong_features_are_told_with_their_line():
    refused({"model.tsv": "gram\tyou\t128\t0\t0\n"}, "model.tsv:1: weight “128” is no number from -127 to 127")
    refused({"model.tsv": "gram\tyou\t1\t0\n"}, "model.tsv:1: 4 columns instead of 5")
    refused({"model.tsv": "word\tyou\t1\t0\t0\n"}, "model.tsv:1: there is no word “you”")
    refused({"model.tsv": "length\tlong\t1\t0\t0\n"}, "model.tsv:1: there is no length “long”")
    refused({"model.tsv": "order\tinsulting.mockery tea\t1\t0\t0\n"}, "model.tsv:1: there is no order “insulting.mockery tea”")
    refused({"model.tsv": "gram\té\t1\t0\t0\ngram\te\t1\t0\t0\n"}, "model.tsv:2: gram “e” has the hash of one before it")


def test_a_pack_may_do_without_a_model():
    status, errors, _ = compile_with({"model.tsv": "# nothing\n"}, "-v")
    assert status == 0 and " 0 features" in errors, errors


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            test()
