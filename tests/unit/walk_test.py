# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Which files are read: ignore files as git reads them, excludes, lists of files, standard input under a name."""
import os
import pathlib
import pty
import random
import re
import subprocess
import time

import pytest

from program import run

INSULT = b"You are an idiot.\n"


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(INSULT)


def repository(folder):
    subprocess.run(["git", "init", "-q", folder], check=True)
    return folder


def listed(folder, *arguments, status=0, **options):
    result = run("lint", "--list-files", *arguments, cwd=folder, **options)
    assert result.returncode == status, result.stderr
    return [line.removeprefix("./") for line in result.stdout.decode().splitlines()]


# ---- The language of patterns ---------------------------------------------------------------------

# Patterns, what they leave out, and what stays.
TABLE = [
    ("a.txt", "a.txt d/a.txt d/e/a.txt", "b.txt d/ba.txt"),
    ("# a.txt\n\n", "", "a.txt"),
    ("\\#a.txt", "#a.txt", "a.txt"),
    ("\\!a.txt", "!a.txt", "a.txt"),
    ("*.txt\n!a.txt", "b.txt d/b.txt", "a.txt d/a.txt"),
    ("!a.txt\n*.txt", "a.txt", ""),
    ("d/\n!d/a.txt", "d/a.txt", "a.txt"),
    ("d/*\n!d/a.txt", "d/b.txt", "d/a.txt"),
    ("a.txt/", "", "a.txt"),
    ("d/", "d/a.txt e/d/a.txt", "a.txt"),
    ("/d/", "d/a.txt", "e/d/a.txt"),
    ("/a.txt", "a.txt", "d/a.txt"),
    ("d/e", "d/e/a.txt", "x/d/e/a.txt d/a.txt"),
    ("d/*.txt", "d/a.txt", "d/e/a.txt a.txt"),
    ("**/e/a.txt", "e/a.txt d/e/a.txt d/f/e/a.txt", "a.txt d/a.txt"),
    ("d/**", "d/a.txt d/e/a.txt", "a.txt"),
    ("d/**/a.txt", "d/a.txt d/e/a.txt d/e/f/a.txt", "a.txt d/b.txt"),
    ("d/**/e/**/a.txt", "d/e/a.txt d/x/e/y/z/a.txt", "d/a.txt d/x/a.txt"),
    ("?.txt", "a.txt d/b.txt", "ab.txt"),
    ("d?a.txt", "", "d/a.txt"),
    ("[ab].txt", "a.txt b.txt", "c.txt"),
    ("[a-c]x.txt", "ax.txt cx.txt", "dx.txt -x.txt"),
    ("[!a-c].txt", "d.txt", "a.txt c.txt"),
    ("[^a-c].txt", "d.txt", "a.txt c.txt"),
    ("[]a].txt", "].txt a.txt", "b.txt"),
    ("[a-].txt", "-.txt a.txt", "b.txt"),
    ("[[:digit:]x].txt", "1.txt x.txt", "a.txt"),
    ("[[:nothing:]].txt", "", "a.txt n.txt"),
    ("[a.txt", "", "a.txt [a.txt"),
    ("\\[a.txt", "[a.txt", "a.txt"),
    ("a\\*.txt", "a*.txt", "ab.txt"),
    ("a.txt   ", "a.txt", "b.txt"),
    ("a.txt\\ ", "", "a.txt"),
    ("a\\", "", "a.txt"),
    ("a.txt\r\nb.txt\r\n", "a.txt b.txt", "c.txt"),
    ("\ufeffa.txt", "a.txt", "b.txt"),
    ("/", "", "a.txt d/a.txt"),
    ("/*\n!/d/\n/d/*\n!/d/e/", "a.txt d/a.txt x/a.txt", "d/e/a.txt"),
    ("é.txt", "é.txt", "e.txt"),
]


@pytest.mark.parametrize("name", [".gitignore", ".poiseignore"])
@pytest.mark.parametrize("patterns, gone, kept", TABLE)
def test_a_pattern_leaves_out_what_gitignore_says(tmp_path, name, patterns, gone, kept):
    repository(tmp_path)
    make(tmp_path, *gone.split(), *kept.split())
    (tmp_path / name).write_bytes(patterns.encode())
    assert sorted(listed(tmp_path)) == sorted(kept.split())


NAMES = ["a", "b", "ab", "ba", "a.b", "x-y", "[a]", "a b", "*", "é"]
PIECES = ["a", "b", "ab", "x", "-", ".", "*", "*", "?", "[ab]", "[!a]", "[a-x]", "[]a]", "[[:alpha:]]", "\\*", "\\[", "\\a", " ", "é", "["]


def some_pattern(rng):
    """Everything but a "**" that touches a letter in a path, which git reads in two ways."""
    parts = []
    for _ in range(rng.choice([1, 1, 2, 2, 3, 4])):
        if rng.random() < 0.2:
            parts.append("**")
            continue
        part = ""
        for piece in rng.choices(PIECES, k=rng.randint(1, 4)):
            if not (piece == "*" and part.endswith("*")):
                part += piece
        parts.append(part)
    ending = rng.choice(["", "", "", ".txt", "*", "/", "/**", "  "])
    if ending == "*" and parts[-1].endswith("*"):
        ending = ""
    return rng.choice(["", "", "", "!", "/", "!/"]) + "/".join(parts) + ending


def git_ignores(folder, paths):
    result = subprocess.run(
        ["git", "check-ignore", "--no-index", "-z", "--stdin"], cwd=folder, input="\0".join(paths).encode(),
        capture_output=True, check=False,
    )
    assert result.returncode in (0, 1), result.stderr
    return set(filter(None, result.stdout.decode().split("\0")))


def test_random_ignore_files_mean_what_they_mean_to_git(tmp_path):
    rng = random.Random(20260901)
    repository(tmp_path)
    folders = [""] + [f"{name}/" for name in NAMES[:6]]
    folders += [f"{parent}{name}/" for parent in rng.sample(folders[1:], 4) for name in NAMES[:4]]
    folders += [f"{parent}{name}/" for parent in rng.sample(folders[7:], 4) for name in NAMES[:2]]
    paths = [f"{folder}{name}.txt" for folder in folders for name in rng.sample(NAMES, 4)]
    make(tmp_path, *paths)
    ignored = 0
    for _ in range(120):
        files = [tmp_path / folder / ".gitignore" for folder in ["", *rng.sample(folders[1:], 2)]]
        for file in files:
            file.write_text("".join(some_pattern(rng) + "\n" for _ in range(rng.randint(1, 5))), encoding="utf-8")
        gone = git_ignores(tmp_path, paths)
        found = listed(tmp_path)
        assert sorted(found) == sorted(set(paths) - gone), {str(file): file.read_text("utf-8") for file in files}
        ignored += len(gone)
        for file in files:
            file.unlink()
    assert ignored > 20 * len(paths)


@pytest.mark.parametrize("pattern", ["a*" * 2000 + "b", "**/" * 2000 + "b", "**/a*/" * 500 + "b", "[a-z]*" * 500 + "b", "[" * 5000])
def test_no_pattern_takes_long(tmp_path, pattern):
    folder = "/".join(["a" * 200] * 10)
    make(tmp_path, f"{folder}/{'a' * 200}.txt")
    (tmp_path / ".poiseignore").write_text(f"{pattern}\n/{pattern}\n", encoding="utf-8")
    start = time.monotonic()
    assert len(listed(tmp_path)) == 1
    assert time.monotonic() - start < 10


# ---- Ignore files ---------------------------------------------------------------------------------

def test_ignore_files_count_from_the_root_of_the_repository(tmp_path):
    (tmp_path / ".gitignore").write_text("*\n")
    root = repository(tmp_path / "root")
    make(root, "a/b/x.txt", "a/b/y.txt", "a/b/z.txt", "a/b/w.txt")
    (root / ".gitignore").write_text("/a/b/x.txt\n")
    (root / "a/.poiseignore").write_text("b/y.txt\n")
    (root / "a/b/.gitignore").write_text("z.txt\n")
    for folder, operand in [(root, "."), (root / "a/b", "."), (root / "a", "b"), (tmp_path, root)]:
        assert [path.split("/")[-1] for path in listed(folder, operand)] == ["w.txt"]
    assert len(listed(root, "--no-ignore")) == 4
    assert listed(root, "--no-ignore", "--exclude", "[x-z].txt") == ["a/b/w.txt"]


def test_without_a_repository_only_walked_folders_count(tmp_path):
    make(tmp_path, "a/x.txt", "a/y.txt")
    (tmp_path / ".gitignore").write_text("x.txt\n")
    assert listed(tmp_path) == ["a/y.txt"]
    assert listed(tmp_path, "a") == ["a/x.txt", "a/y.txt"]


def test_a_later_file_wins_and_excludes_win_over_all(tmp_path):
    make(tmp_path, "a.txt", "b.txt", "c.txt")
    (tmp_path / ".gitignore").write_text("*.txt\n")
    (tmp_path / ".poiseignore").write_text("!a.txt\n!b.txt\n")
    assert listed(tmp_path) == ["a.txt", "b.txt"]
    assert listed(tmp_path, "--exclude", "a.txt", "--exclude", "!c.txt") == ["b.txt", "c.txt"]


def test_an_ignore_file_that_cannot_be_read_is_said(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / ".gitignore").mkdir()
    result = run("lint", "--fail-on", "error", tmp_path)
    assert result.returncode == 2 and b".gitignore: Is a directory" in result.stderr
    assert b"name_calling" in result.stdout


def test_excludes_are_relative_to_the_current_folder(tmp_path):
    make(tmp_path, "in/a.txt", "in/d/a.txt", "out/a.txt", "out/b.txt")
    assert listed(tmp_path / "in", "--exclude", "/a.txt") == ["d/a.txt"]
    assert listed(tmp_path / "in", ".", "../out", "--exclude", "/a.txt") == ["d/a.txt", "../out/a.txt", "../out/b.txt"]
    assert listed(tmp_path / "in", tmp_path / "out", "--exclude", "a.*") == [f"{tmp_path}/out/b.txt"]
    # Folders that the current one is in have names too.
    assert len(listed(tmp_path / "in", "--exclude", "in", "--exclude", tmp_path.name)) == 2
    assert len(listed(tmp_path / "in", ".", "--exclude", "in/")) == 2
    assert listed(tmp_path / "in", ".", "--exclude", "*") == []


# ---- What is named --------------------------------------------------------------------------------

def test_what_is_named_and_left_out_is_no_error(tmp_path):
    root = repository(tmp_path)
    make(root, "drafts/a.txt", "b.txt", "c.txt")
    (root / ".poiseignore").write_text("drafts/\n")
    (root / ".gitignore").write_text("c.txt\n")
    for arguments in [["drafts/a.txt"], ["drafts"], ["b.txt", "--exclude", "b.*"], [root / "drafts/a.txt"]]:
        result = run("lint", *arguments, cwd=root)
        assert (result.returncode, result.stderr) == (0, b""), arguments
        assert b"idiot" not in result.stdout
        told = run("lint", "--verbose", *arguments, cwd=root).stderr.decode()
        assert "not read: --exclude or .poiseignore leaves it out" in told
    assert listed(root) == ["b.txt"]
    # What git ignores is read when it is named: it is not to be committed, but it can be a reply.
    assert listed(root, "c.txt") == ["c.txt"]
    assert listed(root, "drafts/a.txt", "--no-ignore") == ["drafts/a.txt"]


def test_what_is_something_else_is_no_reply(tmp_path):
    names = ["poise.yaml", "d/poise.yaml", "poise-baseline.json", "b.json", "p.json", "r.yaml", "s.txt", "v.txt", "l.txt"]
    make(tmp_path, "a.txt", "a.txt.approvals.jsonl", *names)
    (tmp_path / "l.txt").write_text("s.txt\n")
    named = ["--no-config", "--policy", "p.json", "--roster", "./r.yaml", "--baseline", tmp_path / "b.json"]
    assert listed(tmp_path, ".", *named, "--files-from", "l.txt", "--exclude", "[sv].txt") == ["a.txt"]
    assert listed(tmp_path, "a.txt", "poise.yaml", "p.json", *named) == ["a.txt"]


@pytest.mark.parametrize("operands", [["d", "d/a.txt", "./d"], ["d/a.txt", "d"], [".", "link"], ["d", "again.txt", "d/../d"]])
def test_each_file_is_read_once(tmp_path, operands):
    make(tmp_path, "d/a.txt", "d/b.txt")
    (tmp_path / "link").symlink_to("d")
    (tmp_path / "again.txt").symlink_to("d/a.txt")
    found = listed(tmp_path, *operands)
    assert sorted(os.path.realpath(tmp_path / path) for path in found) == [f"{tmp_path}/d/a.txt", f"{tmp_path}/d/b.txt"]
    assert found[0] in (f"{operands[0]}/a.txt", operands[0], "again.txt")


def test_many_named_files_take_no_longer_than_their_number(tmp_path):
    names = [f"{i}.txt" for i in range(20000)]
    make(tmp_path, *names)
    start = time.monotonic()
    found = listed(tmp_path, ".", "--files-from", "-", stdin="\n".join(names * 2).encode())
    assert len(found) == len(names) and time.monotonic() - start < 20


# ---- Lists of files, and standard input ------------------------------------------------------------

@pytest.mark.parametrize("text", [b"a.txt\n\nd/b c.txt\n", b"a.txt\r\nd/b c.txt", b"a.txt\0d/b c.txt\0", b"\xef\xbb\xbfa.txt\nd/b c.txt"])
def test_files_from_a_list(tmp_path, text):
    make(tmp_path, "a.txt", "d/b c.txt", "e.txt", "f.txt")
    (tmp_path / "list").write_bytes(text)
    assert listed(tmp_path, "--files-from", "list") == ["a.txt", "d/b c.txt"]
    assert listed(tmp_path, "--files-from", "-", stdin=text) == ["a.txt", "d/b c.txt"]
    assert listed(tmp_path, "e.txt", "--files-from=list") == ["e.txt", "a.txt", "d/b c.txt"]


def test_a_long_list_is_read_like_a_short_one(tmp_path):
    make(tmp_path, "a.txt", "b.txt")
    (tmp_path / "list").write_bytes(b"a.txt" + b"\n" * 1500000 + b"b.txt")
    assert listed(tmp_path, "--files-from", "list") == ["a.txt", "b.txt"]


def test_a_list_that_names_nothing_reads_nothing(tmp_path):
    make(tmp_path, "a.txt")
    result = run("lint", "--files-from", "-", cwd=tmp_path)
    assert result.returncode == 0 and b"warning: nothing to lint" in result.stderr and b"idiot" not in result.stdout


def test_a_list_that_is_missing_or_names_what_is_missing_is_an_error(tmp_path):
    make(tmp_path, "a.txt")
    result = run("lint", "--files-from", "none", "a.txt", cwd=tmp_path)
    assert result.returncode == 2 and b"poise: none: No such file" in result.stderr and b"idiot" in result.stdout
    result = run("lint", "--files-from", "-", cwd=tmp_path, stdin=b"a.txt\nnone.txt\n-\n")
    assert result.returncode == 2 and b"idiot" in result.stdout
    assert b"poise: none.txt: No such file" in result.stderr and b"poise: ./-: No such file" in result.stderr


def test_list_files_prints_what_can_be_read(tmp_path):
    make(tmp_path, "a.txt", "b.zip")
    result = run("lint", "--list-files", "none.txt", "b.zip", "a.txt", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, b"a.txt\n")
    assert b"poise: none.txt: No such file" in result.stderr and b"poise: b.zip: no format" in result.stderr
    assert listed(tmp_path, "b.zip", "--as", "text") == ["b.zip"]


def test_standard_input_has_the_name_it_is_given(tmp_path):
    text = b"---- One\n\nWe are open.\n\n---- Two\n\nYou idiot.\n"
    for name in ("replies/a.md", "no/such/folder/a.md"):
        result = run("lint", "-", "--stdin-filename", name, stdin=text, cwd=tmp_path)
        assert result.returncode == 1 and f"{name}:7:1: error".encode() in result.stdout
        assert b"stdin" not in result.stdout + result.stderr
        assert listed(tmp_path, "-", "--stdin-filename", name) == [name]
        assert listed(tmp_path, "-", "--stdin-filename", name, "--exclude", "a.md") == []
    (tmp_path / ".poiseignore").write_text("b.md\n")
    assert run("lint", "-", "--stdin-filename", "b.md", stdin=text, cwd=tmp_path).returncode == 0
    result = run("lint", "-", "--stdin-filename", "a.json", stdin=b"{", cwd=tmp_path)
    assert result.returncode == 2 and b"poise: a.json:1:2: not valid JSON" in result.stderr
    digest = run("digest", "-", "--stdin-filename", "a.txt", stdin=text, cwd=tmp_path)
    assert digest.returncode == 0 and b"a.txt" in digest.stdout


@pytest.mark.parametrize("arguments", [["--stdin-filename", "a.md"], ["-", "--files-from", "-"]])
def test_standard_input_is_one_thing(arguments):
    assert run("lint", *arguments).returncode == 2


def test_records_stand_for_their_file(tmp_path):
    make(tmp_path, "a.txt", "a.txt.approvals.jsonl")
    (tmp_path / "a.txt.approvals.jsonl").write_bytes(b"")
    replies = pathlib.Path(__file__).parents[2] / "examples/replies"
    result = run(
        "verify", "--policy", replies / "policy.json", "--roster", replies / "roster.json", "--author", "x",
        "--format", "json", "a.txt", "a.txt.approvals.jsonl", cwd=tmp_path,
    )
    assert result.stdout.count(b'"path":"a.txt"') == 1, result.stdout + result.stderr


# ---- Progress -------------------------------------------------------------------------------------

def on_a_terminal(folder, *arguments, both=True, term="xterm", slow=1.3):
    """What a terminal on standard error (and output) is sent while a file keeps the program waiting."""
    os.mkfifo(folder / "0.txt")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [os.environ["POISE_PROGRAM"], "lint", "0.txt", ".", *arguments], cwd=folder, stdin=subprocess.DEVNULL,
        stdout=theirs if both else subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": term},
    )
    os.close(theirs)
    with open(folder / "0.txt", "wb") as file:
        time.sleep(slow)
        file.write(b"We are open.\n")
    said = b""
    with open(ours, "rb", buffering=0) as terminal:
        try:
            while block := terminal.read(65536):
                said += block
        except OSError:  # how Linux says that the other end was closed
            pass
    assert process.wait() in (0, 1)
    return said.decode()


@pytest.mark.parametrize("language, unit", [("en", "files"), ("fr", "fichiers")])
def test_a_long_run_says_how_far_it_is(tmp_path, language, unit):
    make(tmp_path, *[f"{i}.txt" for i in range(1, 1200)])
    said = on_a_terminal(tmp_path, "--messages", language)
    shown = re.findall(rf"\r\x1b\[Kpoise ?: ([0-9,\u202f]+) {unit}, ([0-9,\u202f]+) r[eé]p[a-z]+…\r\x1b\[K", said)
    files = [int(re.sub("[,\u202f]", "", file)) for file, _ in shown]
    assert len(files) > 4 and files == sorted(files) and files[-1] == 1200
    assert shown[-1] == (("1\u202f200",) if language == "fr" else ("1,200",)) * 2
    # Nothing of it is left where something else is written.
    left = re.sub(r"\r\x1b\[Kpoise[^\r]*…\r\x1b\[K", "", said)
    assert "…" not in left and left.count("[insulting.name_calling]") == 1199


@pytest.mark.parametrize("arguments", [{"slow": 0}, {"term": "dumb"}, {"both": False, "term": "dumb"}])
def test_a_short_run_and_a_dumb_terminal_say_nothing(tmp_path, arguments):
    make(tmp_path, *[f"{i}.txt" for i in range(1, 300)])
    assert "…" not in on_a_terminal(tmp_path, **arguments)


def test_what_is_no_terminal_is_told_nothing(tmp_path):
    make(tmp_path, *[f"{i}.txt" for i in range(1, 300)])
    process = subprocess.Popen(
        [os.environ["POISE_PROGRAM"], "lint", ".", "-"], cwd=tmp_path, stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "TERM": "xterm"},
    )
    time.sleep(1.2)
    assert b"files" not in process.communicate(b"We are open.\n")[1]
