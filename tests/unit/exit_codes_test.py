# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The exit status of every way in which a run can end: 0 nothing, 1 findings, 2 use or input, 3 internal."""
import os
import pathlib
import shutil
import subprocess

import pytest

from program import run

REPLIES = pathlib.Path(__file__).parents[2] / "examples/replies"
FILES = {
    "fine.txt": b"We are open from nine to five.\n",
    "error.txt": b"You are an idiot.\n",
    "warning.txt": b"See https://bit.ly/3abc for more.\n",
    "empty.txt": b"",
    "bytes.txt": b"We are open \xff\xfe from nine.\n",
    "broken.json": b'{"body": "You are an idiot."',
    "broken.yaml": b"body: [1, 2\n",
    "ragged.csv": b"id,body\n1,You are an idiot.\n2\n",
    "wide.txt": "We are open.\n".encode("utf-16"),
    "picture.png": b"\x89PNG\r\n",
    "ignored.txt": b"You are an idiot.\n",
    ".poiseignore": b"ignored.txt\n",
    "list.txt": b"error.txt\n",
    "policy.json": b'{"version": 1, "rules": 5}',
    "broken-config.yaml": b"fail_on: error\n",
    "config.yaml": b"rules: {media: info}\nmax-warnings: 0\n",
    "stale.json": b'{"version":1,"findings":[{"path":"fine.txt","rule":"insulting.name_calling","reply":null,'
                  b'"fingerprint":"00000000000000000000000000000000","count":1,"words":"gone"}]}',
    "suppressed.md": b"<!-- poise-ignore-next insulting.name_calling: a test -->\n> You are an idiot.\n",
    "unknown-rule.md": b"<!-- poise-ignore-next insulting.nam_calling: a test -->\n> We are open.\n",
    "no-reason.md": b"<!-- poise-ignore-next insulting.name_calling -->\n> We are open.\n",
    "unused.md": b"<!-- poise-ignore-next insulting.name_calling: a test -->\n> We are open.\n",
}

# Status, what stands on standard error (b"": nothing), arguments.
TABLE = [
    # Findings, and what makes them fail.
    (0, "", "lint fine.txt"),
    (1, "", "lint error.txt"),
    (0, "", "lint warning.txt"),
    (0, "", "lint --fail-on error warning.txt"),
    (1, "", "lint --fail-on warning warning.txt"),
    (1, "", "lint --fail-on info warning.txt"),
    (1, "", "lint --fail-on info error.txt"),
    (0, "", "lint --fail-on info fine.txt"),
    (0, "", "lint --max-warnings 1 warning.txt"),
    (1, "warnings 1, more than --max-warnings 0", "lint --max-warnings 0 warning.txt"),
    (1, "avertissements 1, plus que --max-warnings 0", "lint --messages fr --max-warnings 0 warning.txt"),
    (0, "", "lint --max-warnings 0 fine.txt"),
    (1, "", "lint --format json error.txt"),
    (1, "", "lint --format jsonl error.txt"),
    (1, "", "lint bytes.txt"),
    # What is read, and what is not.
    (0, "no reply found", "lint empty.txt"),
    (0, "", "lint ignored.txt"),
    (0, "", "lint --exclude fine.txt fine.txt"),
    (0, "nothing to lint", "lint --exclude * ."),
    (2, "none.txt: No such file", "lint none.txt"),
    (2, "none.txt: No such file", "lint --files-from none.txt"),
    (2, "loop.txt: ", "lint loop.txt"),
    (2, "picture.png: no format", "lint picture.png"),
    (2, "<stdin>: no format", "lint -"),
    (2, "broken.json:1:", "lint broken.json"),
    (2, "broken.yaml:", "lint broken.yaml"),
    (2, "ragged.csv:3:", "lint ragged.csv"),
    (2, "wide.txt: is UTF-16", "lint wide.txt"),
    (2, "broken.json:1:", "lint error.txt broken.json"),
    (2, "No such file", "lint none.txt fine.txt --fail-on info"),
    (0, "", "lint --list-files error.txt"),
    (2, "none.txt: No such file", "lint --list-files none.txt"),
    # Policies.
    (2, "policy.json:1:", "lint --policy policy.json fine.txt"),
    (2, "none.json: No such file", "lint --policy none.json fine.txt"),
    # How it is called.
    (2, "Usage", ""),
    (2, "unknown command: lnt (did you mean lint?)", "lnt"),
    (2, "unknown option: --fail-onn (did you mean --fail-on?)", "lint --fail-onn"),
    (2, "no such value: eror (did you mean error?)", "lint --fail-on eror"),
    (2, "needs a value", "lint --fail-on"),
    (2, "takes no value", "lint --verbose=1"),
    (2, "not a whole number", "lint --max-warnings many"),
    (2, "not an option of this command", "lint --jsonl"),
    (2, "not an option of this command", "rules --policy x"),
    (2, "unexpected argument", "rules all"),
    (2, "name one rule", "explain"),
    (2, "no such rule", "explain insulting.name_caling"),
    (2, "no such shell", "completions ksh"),
    (2, "name one shell", "completions"),
    (2, "/nowhere/at/all: No such file", "lint --report json=/nowhere/at/all fine.txt"),
    (2, "standard output gets what --format says", "lint --report json=- fine.txt"),
    (2, "cannot share a file", "lint --report json=out --report html=out fine.txt"),
    (2, "error.txt: it is read in this run", "lint --report json=error.txt fine.txt error.txt"),
    (2, "error.txt: it is read in this run", "lint --report json=./error.txt --files-from list.txt"),
    (2, "known.json: it is read in this run", "lint --report json=known.json --baseline known.json error.txt"),
    (2, "config.yaml: it is read in this run", "lint --report json=config.yaml --config config.yaml error.txt"),
    (0, "", "--help"),
    (0, "", "lint --help"),
    (0, "", "lint --fail-onn --help"),
    (0, "", "--version"),
    (0, "", "rules"),
    (0, "", "explain insulting.name_calling"),
    (0, "", "completions bash"),
    (0, "", "manual"),
    # The other commands.
    (0, "", "digest fine.txt"),
    (2, "none.txt: No such file", "digest none.txt"),
    (2, "under which policy?", "verify fine.txt"),
    # What was said of replies elsewhere.
    (2, "broken-config.yaml:1:1: unknown key", "lint --config broken-config.yaml fine.txt"),
    (2, "none.yaml: No such file", "lint --config none.yaml fine.txt"),
    (0, "", "lint --config config.yaml warning.txt"),
    (0, "", "lint --baseline known.json error.txt"),
    (1, "", "lint --baseline known.json error.txt bytes.txt"),
    (1, "", "lint --baseline stale.json fine.txt"),
    (0, "", "lint --baseline stale.json warning.txt"),
    (2, "taken out: 1", "lint --baseline stale.json --prune-baseline fine.txt none.txt"),
    (0, "taken out: 1", "lint --baseline stale.json --prune-baseline fine.txt"),
    (0, "listed: 1", "lint --write-baseline error.txt"),
    (1, "listed: 1", "lint --write-baseline error.txt no-reason.md"),
    (2, "none.json: no such baseline", "lint --baseline none.json fine.txt"),
    (2, "policy.json:1:", "lint --baseline policy.json fine.txt"),
    (0, "", "lint suppressed.md"),
    (1, "", "lint unknown-rule.md"),
    (1, "", "lint no-reason.md"),
    (0, "", "lint unused.md"),
    (1, "", "lint --fail-on warning unused.md"),
]


@pytest.fixture
def folder(tmp_path):
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    run("lint", "--baseline", "known.json", "--write-baseline", "error.txt", cwd=tmp_path)
    return tmp_path


@pytest.mark.parametrize("status, told, arguments", TABLE, ids=[row[2] or "(nothing)" for row in TABLE])
def test_the_table(folder, status, told, arguments):
    result = run(*arguments.split(), cwd=folder)
    said = result.stderr.decode()
    assert result.returncode == status, said
    assert (told in said) if told else said == ""


@pytest.mark.parametrize("text, status", [(b"We are open.", 0), (b"You are an idiot.", 1), (b"", 0)])
def test_check(text, status):
    assert run("check", stdin=text).returncode == status


@pytest.mark.parametrize("broken", ["broken.json", "none.txt", "picture.png", "wide.txt", "loop.txt"])
def test_the_rest_is_still_linted(folder, broken):
    result = run("lint", broken, "error.txt", cwd=folder)
    assert result.returncode == 2 and b"error.txt:1:1: error" in result.stdout


def test_invalid_utf8_is_a_finding(folder):
    result = run("lint", "bytes.txt", cwd=folder)
    assert result.returncode == 1 and b"text.invalid_utf8" in result.stdout


def test_a_reply_that_is_denied(folder):
    denied = REPLIES / "policy.json"
    assert run("lint", "--policy", denied, "fine.txt", cwd=folder).returncode in (0, 1)
    verified = run(
        "verify", "--policy", denied, "--roster", REPLIES / "roster.json", "--author", "bo", "fine.txt", cwd=folder,
    )
    assert verified.returncode == 1, verified.stderr


def as_anybody(*arguments, cwd):
    """Without the rights of root, to whom every file is readable."""
    drop = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
    if drop and not shutil.which("setpriv"):
        pytest.skip("setpriv is missing")
    return subprocess.run(
        [*drop, os.environ["POISE_PROGRAM"], *arguments], cwd=cwd, capture_output=True, stdin=subprocess.DEVNULL, check=False,
    )


@pytest.fixture
def open_folder(folder):
    """One that others may look into; pytest makes its own for one person alone."""
    place = pathlib.Path("/tmp") / f"poise-{os.getpid()}"
    shutil.copytree(folder, place, symlinks=True)
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def test_what_must_not_be_read(open_folder):
    if as_anybody("--version", cwd=open_folder).returncode != 0:
        pytest.skip("nobody else can run the program")
    (open_folder / "error.txt").chmod(0)
    (open_folder / "shut").mkdir(mode=0)
    for arguments, told in [
        (["error.txt"], b"error.txt: Permission denied"),
        (["shut"], b"shut: Permission denied"),
        (["."], b"shut: Permission denied"),
        (["--list-files", "shut/a.txt"], b"shut/a.txt: Permission denied"),
    ]:
        result = as_anybody("lint", *arguments, cwd=open_folder)
        assert (result.returncode, told in result.stderr) == (2, True), (arguments, result.stderr)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("arguments", ["lint fine.txt", "lint --format json fine.txt", "lint --list-files fine.txt", "rules", "manual", "--help"])
def test_a_full_disk(folder, arguments):
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [os.environ["POISE_PROGRAM"], *arguments.split()], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False,
        )
    assert result.returncode == 3 and b"<stdout>: No space left" in result.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_report_on_a_full_disk(folder):
    result = run("lint", "--report", "json=/dev/full", "fine.txt", cwd=folder)
    assert result.returncode == 3 and b"/dev/full: No space left" in result.stderr


def test_a_closed_output(folder):
    command = f'"{os.environ["POISE_PROGRAM"]}" lint fine.txt >&-'
    result = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=False)
    assert result.returncode == 3 and b"<stdout>: Bad file descriptor" in result.stderr
