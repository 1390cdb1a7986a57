# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What the tests of `poise approve` and `poise verify` share: a desk of people, its policy, its replies."""
import json
import pathlib
import shutil
import subprocess

import pytest

from program import run

NOW = 1700000000
POLICY = {
    "version": 1, "id": "desk/1", "ttl": "24h", "baseline": [[{"count": 2, "roles": ["lead"]}]],
    "vetoes": [{"count": 1, "roles": ["legal"]}],
    "rules": [{"name": "insult", "when": {"field": "tone.insulting", "gte": 700}, "deny": "it insults", "tier": "hard"},
              {"name": "media", "when": {"field": "media.kinds", "has": "image"}, "any": [[{"count": 1, "roles": ["brand"]}]]}],
    "override": {"roles": ["duty"], "count": 2},
}
ROSTER = {
    "ana": {"roles": ["agent"], "aliases": ["ana@desk.example"]},
    "bo": {"roles": ["lead"], "aliases": ["bo@desk.example", "bo@home.example"]},
    "cy": {"roles": ["lead"], "aliases": ["cy@desk.example"]},
    "di": {"roles": ["lead", "brand", "duty"]},
    "ed": {"roles": ["duty"]},
    "le": {"roles": ["legal"]},
}
GOOD = "Thank you for your visit. We are open until six.\n"


class Desk:
    """A folder with a policy, a roster and a reply."""

    def __init__(self, folder, policy=None, roster=None):
        self.folder = folder
        self.write("policy.json", json.dumps(policy or POLICY))
        self.write("roster.json", json.dumps(roster or ROSTER))
        self.write("reply.txt", GOOD)
        self.signers = []

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def records(self, name="reply.txt"):
        path = self.folder / (name + ".approvals.jsonl")
        return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []

    def run(self, *arguments, **options):
        return run(*arguments, cwd=self.folder, **options)

    def approve(self, by, *more, name="reply.txt", now=NOW, policy="policy.json", rc=0):
        result = self.run("approve", "--by", by, "--policy", policy, "--roster", "roster.json", "--now", now, *more, "--", name)
        assert result.returncode == rc, (result.stdout, result.stderr)
        return result

    def verify(self, *more, name="reply.txt", now=NOW + 60, author="ana", policy="policy.json"):
        who = ["--author", author] if author else []
        if self.signers:
            self.write("signers", "".join(self.signers))
            who += ["--signers", "signers"]
        return self.run("verify", "--policy", policy, "--roster", "roster.json", "--now", now, *who, *more, "--", name)

    def judge(self, *more, **options):
        """(exit status, decision, dispositions) of the one reply."""
        result = self.verify("--format", "json", *more, **options)
        files = json.loads(result.stdout)["files"]
        (reply,) = files[0]["replies"]
        return result.returncode, reply["decision"], [record["record"] for record in reply["records"]]

    def key(self, owner, principal=None):
        """A key of a person, known to the signers file."""
        path = self.folder / ("key_" + owner)
        if not path.exists():
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", owner, "-f", path], check=True)
        public = path.with_suffix(".pub").read_text().split()
        self.signers.append(f'{principal or owner} namespaces="poise" {public[0]} {public[1]}\n')
        return path.name


needs_ssh_keygen = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="no ssh-keygen")
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="no git")


@pytest.fixture(name="desk")
def desk_fixture(tmp_path):
    return Desk(tmp_path)


class Repository(Desk):
    """A desk that is a git repository."""

    def git(self, *arguments, who="ana@desk.example", when=NOW - 1000, check=True):
        environment = {
            "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(self.folder.parent), "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "N", "GIT_AUTHOR_EMAIL": who, "GIT_COMMITTER_NAME": "N", "GIT_COMMITTER_EMAIL": who,
            "GIT_AUTHOR_DATE": f"{when} +0000", "GIT_COMMITTER_DATE": f"{when} +0000",
        }
        return subprocess.run(["git", *map(str, arguments)], cwd=self.folder, env=environment, check=check, capture_output=True)

    def commit(self, who="ana@desk.example", when=NOW - 1000):
        self.git("add", "-A")
        self.git("commit", "-q", "--no-gpg-sign", "-m", "x", who=who, when=when)

    def said(self, *more, name="reply.txt"):
        """(exit status, author, editors, decision, dispositions) by git."""
        result = self.verify("--git", "--format", "json", *more, author=None, name=name)
        (reply,) = json.loads(result.stdout)["files"][0]["replies"]
        return (result.returncode, reply["author"], reply["editors"], reply["decision"],
                [record["record"] for record in reply["records"]])


@pytest.fixture(name="repository")
def repository_fixture(tmp_path):
    folder = pathlib.Path(tmp_path) / "repository"
    folder.mkdir()
    desk = Repository(folder)
    desk.git("init", "-q")
    desk.commit()
    return desk
