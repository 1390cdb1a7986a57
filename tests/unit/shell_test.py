# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What the program says of itself: the help of one command, completions in real shells, the manual page, and the
files with which others run it."""
import os
import pathlib
import re
import shutil
import subprocess

import pytest

from program import run

ROOT = pathlib.Path(__file__).parents[2]
TABLE = (ROOT / "examples/lint/option_table.c").read_text(encoding="utf-8")
OPTIONS = re.findall(r'^    \{ "(--[a-z-]+)",', TABLE, re.M)
COMMANDS = re.findall(r'^    \{ "([a-z]+)", "poise', TABLE, re.M)


def told(*arguments):
    result = run(*arguments)
    assert result.returncode == 0 and result.stderr == b""
    return result.stdout.decode()


def needs(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is missing")


# ---- Help ----------------------------------------------------------------------------------------

@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_about_it_alone(command):
    text = told(command, "--help")
    options = set(re.findall(r"^  (--[a-z-]+)", text, re.M)) - {"--help"}
    for option in OPTIONS:
        refused = "not an option of this command" in run(command, option, "x").stderr.decode()
        assert refused == (option not in options), option
    assert re.findall(r"^  poise ([a-z]+)", text, re.M) == [command]
    assert text == told(command, "-h") and len(text) < len(told("--help"))
    assert all(len(line) <= 100 for line in text.split("\n"))


def test_help_of_what_is_no_command_is_all_of_it():
    assert told("lnt", "--help") == told("--help") == told("--help", "lint")


# ---- Completions ---------------------------------------------------------------------------------

# What is typed so far, the last word to be completed, and some of what must, and must not, be offered.
LINES = [
    ("poise l", ["lint"], ["check", "rules"]),
    ("poise ", COMMANDS, []),
    ("poise lint --fo", ["--format"], ["--fail-on", "--jsonl"]),
    ("poise check --js", ["--jsonl"], []),
    ("poise lint --format js", ["json", "jsonl"], ["text"]),
    ("poise lint --fail-on ", ["error", "warning", "info"], ["a.txt"]),
    ("poise lint --policy pol", ["policy.json"], ["a.txt"]),
    ("poise lint a", ["a.txt"], ["policy.json"]),
    ("poise audit a", ["append"], ["verify"]),
    ("poise audit append a", ["a.txt"], ["append"]),
    ("poise completions ", ["bash", "zsh", "fish"], ["a.txt"]),
    ("poise explain insulting.name", ["insulting.name_calling"], ["a.txt"]),
]


@pytest.fixture
def folder(tmp_path):
    for name in ("a.txt", "policy.json"):
        (tmp_path / name).write_text("")
    for shell in ("bash", "zsh", "fish"):
        (tmp_path / f".{shell}").write_text(told("completions", shell), encoding="utf-8")
    return tmp_path


def offered(command, folder, **options):
    result = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60, **options)
    assert result.returncode == 0 and result.stderr == b"", result.stderr
    return result.stdout.decode()


def assert_offers(words, wanted, unwanted):
    assert set(wanted) <= set(words) and not set(unwanted) & set(words), words


@needs("bash")
@pytest.mark.parametrize("line, wanted, unwanted", LINES + [
    ("poise lint --format = js", ["json", "jsonl"], ["text"]),
    ("poise lint --format =", ["text", "json"], []),
    ("poise lint --report ", ["json="], ["json"]),
])
def test_bash_completes(folder, line, wanted, unwanted):
    words = line.split(" ")
    script = 'source .bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _poise; printf "%s\\n" "${COMPREPLY[@]}"'
    assert_offers(offered(["bash", "-c", script, "bash", *words], folder).split("\n"), wanted, unwanted)


@needs("fish")
@pytest.mark.parametrize("line, wanted, unwanted", LINES)
def test_fish_completes(folder, line, wanted, unwanted):
    said = offered(["fish", "--no-config", "-c", f"source .fish; complete -C '{line}'"], folder, env={**os.environ, "HOME": str(folder)})
    assert_offers([word.split("\t")[0] for word in said.split("\n")], wanted, unwanted)


ZSH = r"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PS1=; autoload -U compinit; compinit -u -D; source ./.zsh; bindkey "^I" expand-or-complete; print REA''DY'
zpty -r z out '*READY*'
zpty -w -n z "$1"$'\t'
out=
repeat 100; do
    sleep 0.05
    while zpty -r -t z chunk; do out+=$chunk; done
    [[ $out == *$2* ]] && break
done
print -r -- $out
zpty -d z
"""


@needs("zsh")
@pytest.mark.parametrize("line, whole", [
    ("poise exp", "poise explain"), ("poise lint --forma", "poise lint --format"), ("poise lint --format jsonl", "poise lint --format jsonl"),
    ("poise lint --fail-on war", "poise lint --fail-on warning"), ("poise lint --policy pol", "poise lint --policy policy.json"),
    ("poise lint a", "poise lint a.txt"), ("poise audit app", "poise audit append"), ("poise completions z", "poise completions zsh"),
    ("poise explain insulting.name", "poise explain insulting.name_calling"),
])
def test_zsh_completes(folder, line, whole):
    assert whole in offered(["zsh", "-f", "-c", ZSH, "zsh", line, whole], folder)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_parse_and_name_every_option(folder, shell):
    text = (folder / f".{shell}").read_text(encoding="utf-8")
    for name in OPTIONS:
        assert re.search(rf"(-l {name[2:]}|{name})(?![a-z-])", text), name
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is missing")
    assert offered([shell, "-n", f".{shell}"], folder) == ""


# ---- The manual page -----------------------------------------------------------------------------

def test_the_manual_has_its_parts():
    page = told("manual")
    heads = re.findall(r"^\.SH (.*)", page, re.M)
    assert heads == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "FILES", "EXAMPLES", "SEE ALSO",
    ]
    plain = page.replace("\\-", "-")
    for name in OPTIONS:
        assert f"\n\\fB{name}\\f" in plain, name
    for name in COMMANDS:
        assert f"\n.B poise {name}" in plain, name
    assert page.isascii()


@needs("groff")
def test_groff_has_nothing_to_say():
    result = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-P-c"], input=run("manual").stdout, capture_output=True, check=False)
    assert result.returncode == 0 and result.stderr == b""
    text = re.sub(".\b", "", result.stdout.decode())
    assert "poise lint [PATH…]" in text and "--fail-on error|warning|info" in text
    assert "git diff --cached --name-only -z -- replies | poise lint --files-from -" in text


@needs("mandoc")
def test_mandoc_has_nothing_to_say():
    """But that there is no date: the same program prints the same page."""
    result = subprocess.run(["mandoc", "-Tlint"], input=run("manual").stdout, capture_output=True, check=False)
    said = (result.stdout + result.stderr).decode().splitlines()
    assert [line for line in said if "missing date" not in line] == []


# ---- How others run it ---------------------------------------------------------------------------

def parsed(path):
    """YAML as the program's own library reads it is not at hand here."""
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def test_the_hooks_of_pre_commit():
    hooks = {hook["id"]: hook for hook in parsed(".pre-commit-hooks.yaml")}
    assert set(hooks) == {"poise", "poise-system"}
    assert all(set(hook) == {"id", "name", "description", "language", "entry", "types_or", "exclude", "require_serial"} for hook in hooks.values())
    assert os.access(ROOT / hooks["poise"]["entry"], os.X_OK) and hooks["poise"]["language"] == "script"
    assert hooks["poise-system"]["entry"] == "poise lint" and hooks["poise-system"]["language"] == "system"


def test_the_script_runs_what_was_built(tmp_path):
    """Building takes minutes and is done elsewhere: here the program stands where the script puts it."""
    script = tmp_path / "examples/ci/pre-commit"
    script.parent.mkdir(parents=True)
    shutil.copy(ROOT / "examples/ci/pre-commit", script)
    (tmp_path / "build/ci").mkdir(parents=True)
    (tmp_path / "build/ci/poise").symlink_to(os.environ["POISE_PROGRAM"])
    (tmp_path / "a b.txt").write_text("You are an idiot.\n")
    result = subprocess.run([script, "--fail-on", "error", "a b.txt"], cwd=tmp_path, capture_output=True, check=False)
    assert result.returncode == 1 and b"a b.txt:1:1: error" in result.stdout


def test_the_script_says_when_it_cannot_build(tmp_path):
    script = tmp_path / "examples/ci/pre-commit"
    script.parent.mkdir(parents=True)
    shutil.copy(ROOT / "examples/ci/pre-commit", script)
    result = subprocess.run([script, "a.txt"], cwd=tmp_path, capture_output=True, check=False)
    assert result.returncode == 2 and b"poise could not be built" in result.stderr and b"apt-get install" in result.stderr


def test_the_action_hands_inputs_to_no_shell():
    action = parsed("examples/ci/action.yml")
    assert set(action["inputs"]) == {"paths", "fail-on", "args"} and set(action["outputs"]) == {"status", "sarif"}
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash" and "${{" not in step["run"]
        assert subprocess.run(["bash", "-n"], input=step["run"].encode(), check=False).returncode == 0


def test_the_action_runs(tmp_path):
    """Its script, as GitHub would run it, with a poise that says how it was called."""
    step = parsed("examples/ci/action.yml")["runs"]["steps"][-1]
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "poise").write_text('#!/bin/sh\nprintf "%s\\n" "$@" >called\necho x >poise.sarif\nexit 1\n')
    (tools / "poise").chmod(0o755)
    environment = {
        "PATH": f"{tools}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(tmp_path / "output"), "POISE_PATHS": "a b\n\n$(touch hurt)\n",
        "POISE_FAIL_ON": "warning", "POISE_ARGS": "--exclude\n*.md\n", "POISE_ACTION": "/nowhere",
    }
    assert set(step["env"]) == {name for name in environment if name.startswith("POISE_")}
    result = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", step["run"]], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert result.returncode == 1, result.stderr
    assert (tmp_path / "called").read_text().splitlines() == [
        "lint", "--format", "github", "--report", "sarif=poise.sarif", "--fail-on", "warning", "--exclude", "*.md", "--",
        "a b", "$(touch hurt)",
    ]
    assert (tmp_path / "output").read_text() == "status=1\nsarif=poise.sarif\n"
    assert not (tmp_path / "hurt").exists()


def test_the_template_for_gitlab():
    job = parsed("examples/ci/gitlab.yml")[".poise"]
    report = job["artifacts"]["reports"]["codequality"]
    assert job["artifacts"]["when"] == "always" and f"gitlab={report}" in job["script"][0]
    for part in job["before_script"] + job["script"]:
        assert subprocess.run(["sh", "-n"], input=part.encode(), check=False).returncode == 0
