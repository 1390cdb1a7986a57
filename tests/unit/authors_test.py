# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""`poise verify --git`: who wrote a reply, as the commits of its lines say, whatever the repository would have git do."""
import os
import stat
import subprocess

import pytest

from approvals_unit import GOOD, NOW, needs_git, repository_fixture  # noqa: F401

pytestmark = needs_git
SEVERAL = "## A\n\n> We are open\n> until six.\n\n## B\n\n> The menu is on the door.\n"


def approved(repository, name="reply.txt", *more):
    for by in ("bo", "cy"):
        repository.approve(by, *more, name=name)


def test_who_committed_it_wrote_it(repository):
    approved(repository)
    assert repository.said() == (0, "ana@desk.example", [], "allow", ["LIVE", "LIVE"])


def test_who_wrote_it_cannot_approve_it(repository):
    repository.write("reply.txt", GOOD + "Come again.\n")
    repository.commit(who="bo@home.example", when=NOW - 900)
    approved(repository)
    status, author, editors, decision, records = repository.said()
    assert (status, author, decision, records) == (1, "bo@home.example", "need", ["AUTHOR", "LIVE"])
    assert editors == ["ana@desk.example"]
    repository.approve("di")
    assert repository.said()[3] == "allow"


def test_who_changed_a_part_of_it_cannot_approve_it(repository):
    repository.write("reply.txt", GOOD + "Come again.\n")
    repository.commit(who="bo@desk.example", when=NOW - 900)
    repository.write("reply.txt", GOOD + "Come again.\nSoon.\n")
    repository.commit(when=NOW - 800)
    approved(repository)
    assert repository.said()[1:] == ("ana@desk.example", ["bo@desk.example"], "need", ["EDITOR", "LIVE"])


def test_each_reply_has_its_own_author(repository):
    repository.write("a.md", SEVERAL)
    repository.commit()
    repository.write("a.md", SEVERAL.replace("six", "five"))
    repository.commit(who="cy@desk.example", when=NOW - 900)
    for reply in ("A", "B"):
        approved(repository, "a.md", "--reply", reply)
    result = repository.verify("--git", author=None, name="a.md")
    lines = result.stdout.decode().split("\n")
    assert result.returncode == 1 and "a.md:3: A: need" in lines and "a.md:8: B: allow" in lines


@pytest.mark.parametrize("data", ["We are open.\r\nUntil six.\r\n", "One\rline\rto git.\n", "\ufeffWe are open.", "We are open until six.\n" * 900])
def test_lines_are_those_of_git(repository, data):
    repository.write("x.txt", data)
    repository.commit()
    approved(repository, "x.txt")
    assert repository.said(name="x.txt")[:4] == (0, "ana@desk.example", [], "allow")


def test_what_is_not_committed_is_nobodys(repository):
    approved(repository)
    repository.write("reply.txt", GOOD + "x")
    result = repository.verify("--git", author=None)
    assert result.returncode == 1 and b"its author is not known: it has changes that are not committed" in result.stdout
    repository.git("add", "reply.txt")
    assert repository.said()[:2] == (1, None)
    repository.write("new.txt", GOOD)
    approved(repository, "new.txt")
    result = repository.verify("--git", author=None, name="new.txt")
    assert result.returncode == 1 and b"its author is not known: it is not committed" in result.stdout
    repository.write("reply.txt", GOOD)
    repository.commit()
    assert repository.said()[0] == 0 and repository.said(name="new.txt")[0] == 0


def test_an_unknown_committer_is_never_allowed(repository):
    repository.write("reply.txt", GOOD + "x\n")
    repository.commit(who="eve@elsewhere.example", when=NOW - 900)
    approved(repository)
    result = repository.verify("--git", author=None)
    assert result.returncode == 1 and b"next: add eve@elsewhere.example to the aliases" in result.stdout
    repository.write("reply.txt", GOOD + "x\ny\n")
    repository.commit(when=NOW - 500)
    approved(repository)
    result = repository.verify("--git", author=None)
    assert result.returncode == 1 and b"roster.json have all of eve@elsewhere.example" in result.stdout


def test_a_mail_map_changes_no_author(repository):
    repository.write("reply.txt", GOOD + "Come again.\n")
    repository.write(".mailmap", "N <ana@desk.example> <bo@desk.example>\n")
    repository.commit(who="bo@desk.example", when=NOW - 900)
    repository.git("config", "log.mailmap", "true")
    repository.git("config", "mailmap.file", ".mailmap")
    approved(repository)
    assert repository.said()[1] == "bo@desk.example" and repository.said()[4][0] == "AUTHOR"


def test_no_revision_is_ignored(repository):
    repository.write("reply.txt", GOOD.replace("six", "five"))
    repository.commit(who="bo@desk.example", when=NOW - 900)
    head = repository.git("rev-parse", "HEAD").stdout.decode()
    repository.write("ignored", head)
    repository.git("config", "blame.ignoreRevsFile", str(repository.folder / "ignored"))
    approved(repository)
    assert repository.said()[1] == "bo@desk.example"


def test_a_replaced_commit_is_not_looked_at(repository):
    repository.write("reply.txt", GOOD + "Come again.\n")
    repository.commit(who="bo@desk.example", when=NOW - 900)
    tree = repository.git("rev-parse", "HEAD^{tree}").stdout.decode().strip()
    other = repository.git("commit-tree", "-m", "x", tree, who="ana@desk.example").stdout.decode().strip()
    repository.git("replace", "HEAD", other)
    approved(repository)
    assert repository.said()[1] == "bo@desk.example"


def test_a_shallow_clone_knows_no_author(repository, tmp_path):
    repository.write("reply.txt", GOOD + "Come again.\n")
    repository.commit(who="bo@desk.example")
    approved(repository)
    repository.commit()
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository.folder}", tmp_path / "clone"], check=True)
    repository.folder = tmp_path / "clone"
    result = repository.verify("--git", author=None)
    assert result.returncode == 1 and b"a shallow clone" in result.stdout


@pytest.mark.parametrize("name", ["-x.txt", "--all.txt", "sub/-y.txt", "é 漢字.txt", "a\nb.txt", ":(top)z.txt", "a:b.txt", "*.txt"])
def test_names_are_only_names(repository, name):
    repository.write(name, GOOD)
    repository.commit(who="cy@desk.example")
    repository.approve("bo", name=name)
    repository.approve("di", name=name)
    assert repository.said(name=name) == (0, "cy@desk.example", [], "allow", ["LIVE", "LIVE"])


def test_nothing_that_a_repository_configures_is_run(repository):
    marker = repository.folder / "ran"
    program = repository.write("evil.sh", f"#!/bin/sh\necho \"$0 $*\" >>'{marker}'\ncat\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    repository.write(".gitattributes", "* filter=evil diff=evil merge=evil\n")
    repository.commit()
    settings = ["core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor", "core.gitProxy", "diff.external",
                "diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process",
                "gpg.program", "pager.blame", "pager.log", "interactive.diffFilter", "credential.helper", "core.alternateRefsCommand",
                "sequence.editor", "uploadpack.packObjectsHook", "merge.evil.driver"]
    for setting in settings:
        repository.git("config", setting, program)
    for alias in ("blame", "log", "cat-file", "rev-parse"):
        repository.git("config", f"alias.{alias}", f"!{program}")
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "core.hooksPath", "hooks")
    for hook in ("post-index-change", "pre-auto-gc", "post-checkout", "reference-transaction", "fsmonitor-watchman"):
        (repository.folder / "hooks").mkdir(exist_ok=True)
        os.symlink("../evil.sh", repository.folder / "hooks" / hook)
    approved(repository)
    # The trap works: git as it is would run it.
    repository.git("diff", "HEAD", check=False)
    repository.write("reply.txt", GOOD + "x")
    repository.git("diff", check=False)
    assert marker.exists()
    marker.unlink()
    repository.write("reply.txt", GOOD)
    assert repository.said() == (0, "ana@desk.example", [], "allow", ["LIVE", "LIVE"])
    assert not marker.exists()


def test_the_environment_of_a_hook_does_not_matter(repository, monkeypatch):
    approved(repository)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "/bin/false")
    repository.write("sub/reply.txt", GOOD)
    assert repository.said()[0] == 0
    assert repository.said(name="sub/reply.txt")[0] == 1


def test_outside_of_a_repository_nothing_is_said(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "loose.txt").write_text(GOOD, encoding="utf-8")
    result = repository.verify("--git", author=None, name=str(tmp_path / "loose.txt"))
    assert result.returncode == 2 and b"not a git repository" in result.stderr


def test_without_git_it_says_so(repository):
    environment = {"PATH": str(repository.folder)}
    result = subprocess.run([os.environ["POISE_PROGRAM"], "verify", "--git", "--policy", "policy.json", "--roster", "roster.json",
                             "reply.txt"], cwd=repository.folder, env=environment, capture_output=True, check=False)
    assert result.returncode == 2 and b"poise: git: " in result.stderr
