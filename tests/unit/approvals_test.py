# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""`poise approve` and `poise verify`: who said what of a canned reply, and what that allows."""
import copy
import hashlib
import json
import os
import shutil
import subprocess
import time

import pytest

from approvals_unit import GOOD, NOW, POLICY, ROSTER, Desk, desk_fixture, needs_ssh_keygen  # noqa: F401

DAY = 86400


def test_two_people_let_a_reply_out(desk):
    assert desk.judge() == (1, "need", [])
    desk.approve("bo")
    assert desk.judge() == (1, "need", ["LIVE"])
    desk.approve("cy")
    assert desk.judge() == (0, "allow", ["LIVE", "LIVE"])
    first, second = desk.records()
    assert list(first) == ["by", "at", "verdict", "digest", "policy", "draft", "rules"]
    assert (first["by"], second["by"]) == ("bo", "cy") and first["at"] == NOW and first["verdict"] == "approve"
    assert first["draft"] == "#1" and first["rules"] == ["baseline"]
    assert first["policy"] == hashlib.sha256((desk.folder / "policy.json").read_bytes()).hexdigest()


def test_what_is_shown_is_what_is_recorded(desk):
    desk.write("reply.txt", GOOD + "![menu](https://desk.example/menu.png)\n")
    result = desk.approve("di")
    assert b"Rules that apply: baseline, media" in result.stdout and b"warning: " in result.stdout
    assert desk.records()[0]["rules"] == ["baseline", "media"]


def test_the_next_step_is_told(desk):
    result = desk.verify()
    assert result.returncode == 1
    assert b"reply.txt:1: #1: need" in result.stdout
    assert b'Rule "baseline" needs 2 approvals from lead and has 0.' in result.stdout
    assert b"next: poise approve --policy policy.json --roster roster.json --by WHO reply.txt" in result.stdout
    assert b"files 1, replies 1: allowed 0, to approve 1, denied 0" in result.stdout


@pytest.mark.parametrize("change", range(len(GOOD.encode())))
def test_one_byte_voids_all(desk, change):
    if change == 0:
        desk.approve("bo")
        desk.approve("cy")
    else:  # a process for each byte is enough
        desk.write("reply.txt.approvals.jsonl", "")
        desk.approve("bo")
        desk.approve("cy")
    data = bytearray(GOOD.encode())
    data[change] ^= 1
    desk.write("reply.txt", bytes(data))
    status, decision, records = desk.judge()
    assert (status, decision) == (1, "need") and records == ["OTHER_BYTES"] * 2
    desk.write("reply.txt", GOOD)
    assert desk.judge()[1] == "allow"


@pytest.mark.parametrize("author, record", [("bo", "AUTHOR"), ("BO", "AUTHOR"), ("bo@home.example", "AUTHOR"), ("ana", "LIVE")])
def test_nobody_approves_their_own_reply(desk, author, record):
    desk.approve("bo@desk.example")
    desk.approve("cy")
    status, decision, records = desk.judge(author=author)
    assert records == [record, "LIVE"]
    assert (status, decision) == ((0, "allow") if record == "LIVE" else (1, "need"))


def test_two_names_are_one_person(desk):
    desk.approve("bo")
    desk.approve("bo@home.example", now=NOW + 1)
    assert desk.judge() == (1, "need", ["SUPERSEDED", "LIVE"])
    desk.approve("cy")
    assert desk.judge()[1] == "allow"


def test_an_unknown_author_is_never_allowed(desk):
    desk.approve("bo")
    desk.approve("cy")
    result = desk.verify(author="eve@elsewhere.example")
    assert result.returncode == 1 and b"next: add eve@elsewhere.example to the aliases of its owner in roster.json" in result.stdout
    assert desk.verify(author="ana@desk.example").returncode == 0


def test_an_approval_ends(desk):
    desk.approve("bo")
    desk.approve("cy", now=NOW + 10)
    assert desk.judge(now=NOW + DAY - 1)[1] == "allow"
    assert desk.judge(now=NOW + DAY) == (1, "need", ["EXPIRED", "LIVE"])
    assert desk.judge(now="2023-11-15T22:13:19Z")[1] == "allow"
    assert desk.judge(now="2023-11-15T22:13:20Z")[1] == "need"


def test_a_rejection_stops_it_until_it_is_taken_back(desk):
    desk.approve("bo")
    desk.approve("cy")
    desk.approve("le", "--verdict", "reject", "--reason", "ask us first", now=NOW + 1)
    assert desk.judge() == (1, "deny", ["LIVE", "LIVE", "VETO"])
    assert desk.records()[2]["reason"] == "ask us first"
    desk.approve("bo", "--verdict", "revoke", now=NOW + 2)
    assert desk.judge()[1] == "deny"
    desk.approve("bo", now=NOW + 3)
    desk.approve("le", "--verdict", "revoke", now=NOW + 4)
    assert desk.judge()[1] == "allow"


def test_an_edit_sheds_no_rejection(desk):
    desk.approve("le", "--verdict", "reject")
    desk.write("reply.txt", GOOD.replace("six", "five"))
    desk.approve("bo")
    desk.approve("cy")
    assert desk.judge()[1] == "deny"


def test_another_policy_voids_all(desk):
    desk.approve("bo")
    desk.approve("cy")
    looser = copy.deepcopy(POLICY)
    looser["baseline"][0][0]["count"] = 1
    desk.write("policy.json", json.dumps(looser))
    assert desk.judge() == (1, "need", ["OTHER_POLICY", "OTHER_POLICY"])
    desk.write("policy.json", json.dumps(POLICY))
    assert desk.judge()[1] == "allow"


def test_an_override_goes_out_and_says_so(desk):
    reason = "The kitchen is on fire and the hours on the door are wrong."
    desk.approve("di", "--verdict", "override", "--reason", reason)
    assert desk.judge()[1] == "need"
    desk.approve("ed", "--verdict", "override", "--reason", reason)
    assert desk.judge() == (0, "allow_override", ["LIVE", "LIVE"])
    desk.write("reply.txt", GOOD + "x")
    assert desk.judge()[1] == "need"


# YAML


def test_a_policy_in_yaml_has_a_digest_that_others_compute(desk):
    desk.write("policy.yaml", "# a note\n" + "\n".join(f"{key}: {json.dumps(value)}" for key, value in reversed(POLICY.items())))
    desk.approve("bo", policy="policy.yaml")
    desk.approve("cy", policy="policy.yaml")
    compact = json.dumps(POLICY, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert desk.records()[0]["policy"] == hashlib.sha256(compact.encode()).hexdigest()
    assert desk.judge(policy="policy.yaml")[1] == "allow"
    desk.write("policy.yaml", (desk.folder / "policy.yaml").read_text(encoding="utf-8").replace("# a note", "# another\n"))
    assert desk.judge(policy="policy.yaml")[1] == "allow"
    assert desk.judge()[1] == "need"
    desk.write("policy.json", compact)
    assert desk.judge()[1] == "allow"


# Several replies, names, placeholders

SEVERAL = "# Replies\n\n## Hours\n\n> We are open until six.\n\n## Menu\n\n> The menu is on the door.\n\n## Menu\n\n> Ask us.\n"


def test_several_replies_are_told_apart(desk):
    desk.write("replies.md", SEVERAL)
    listed = desk.approve("bo", name="replies.md", rc=2).stderr.decode()
    assert "several replies" in listed and "#1  line 5  Hours" in listed and "#3  line 13  #3" in listed
    assert desk.approve("bo", "--reply", "Dinner", name="replies.md", rc=2).stderr.count(b"line") == 3
    assert not desk.records("replies.md")
    for by in ("bo", "cy"):
        desk.approve(by, "--reply", "Hours", name="replies.md")
        desk.approve(by, "--reply", "#2", name="replies.md")
    assert [record["draft"] for record in desk.records("replies.md")] == ["Hours", "#2"] * 2
    result = desk.verify("--format", "json", name="replies.md")
    assert [reply["decision"] for reply in json.loads(result.stdout)["files"][0]["replies"]] == ["allow", "allow", "need"]


def test_records_of_a_reply_that_is_gone_are_stale(desk):
    desk.write("replies.md", SEVERAL)
    for by in ("bo", "cy"):
        desk.approve(by, "--reply", "Hours", name="replies.md")
    desk.approve("le", "--verdict", "reject", "--reply", "Hours", name="replies.md")
    desk.write("replies.md", "# Replies\n\n## Menu\n\n> The menu is on the door.\n")
    for by in ("bo", "cy"):
        desk.approve(by, name="replies.md")
    result = desk.verify(name="replies.md")
    assert result.returncode == 0 and result.stdout.count(b": stale: ") == 3 and b"stale records 3" in result.stdout
    assert b"replies.md.approvals.jsonl:3: stale: reject by le of Hours" in result.stdout
    assert [record["draft"] for record in json.loads(desk.verify("--format", "json", name="replies.md").stdout)["files"][0]["stale"]] \
        == ["Hours"] * 3


def test_a_copied_reply_has_no_approval_of_its_own(desk):
    desk.write("replies.md", "## A\n\n> We are open.\n\n## B\n\n> We are open.\n")
    for by in ("bo", "cy"):
        desk.approve(by, "--reply", "A", name="replies.md")
    replies = json.loads(desk.verify("--format", "json", name="replies.md").stdout)["files"][0]["replies"]
    assert [reply["decision"] for reply in replies] == ["allow", "need"]
    assert replies[0]["digest"] != replies[1]["digest"]


def test_placeholders_have_types(desk):
    desk.write("reply.txt", "Dear {{first_name}}, your order {{order.id}} left. See you, {{first_name}}!\n")
    untyped = desk.approve("bo", rc=2)
    assert b"reply.txt:1:1: it has a placeholder without a type {{first_name}}" in untyped.stderr
    types = ["--placeholder", "first_name=name", "--placeholder", "order.id=code"]
    assert b"no placeholder {{x}}" in desk.approve("bo", *types, "--placeholder", "x=name", rc=2).stderr
    for wrong in ("first_name", "first_name=word", "=name", "first_name="):
        assert desk.approve("bo", "--placeholder", wrong, rc=2).stderr.startswith(b"poise: ")
    assert desk.approve("bo", *types, "--placeholder", "order.id=name", rc=2).stderr.startswith(b"poise: a placeholder that has a type")
    assert b"--placeholder" in desk.verify().stdout and not desk.records()
    for by in ("bo", "cy"):
        desk.approve(by, *types)
    assert desk.records()[0]["placeholders"] == {"first_name": "name", "order.id": "code"}
    assert desk.judge() == (0, "allow", ["LIVE", "LIVE"])
    digest = desk.run("digest", *types, "reply.txt")
    assert digest.stdout.split()[0].decode() == desk.records()[0]["digest"]
    desk.approve("bo", "--placeholder", "first_name=name", "--placeholder", "order.id=number", now=NOW + 1)
    assert desk.judge()[1] == "need"
    for odd in ("{{ name }}", "{{a|b}}", "{{", "a {{x}", "{{}}"):
        desk.write("odd.txt", f"Dear {odd}")
        assert b"{{" in desk.approve("bo", name="odd.txt", rc=2).stderr
    desk.write("even.txt", "Dear {name}, %{x} {%a%} {")
    desk.approve("bo", name="even.txt")


def test_an_override_of_a_reply_to_be_filled_in_is_refused(desk):
    desk.write("reply.txt", "Dear {{name}}\n")
    result = desk.approve("di", "--verdict", "override", "--reason", "x" * 30, "--placeholder", "name=name", rc=2)
    assert b"exact bytes" in result.stderr and not desk.records()


@pytest.mark.parametrize("name", ["-x.txt", "--by.txt", "a\nb.txt", "é 漢字.txt", "it's.txt", "a b;$(x).txt", "sub/-y.txt", " .txt"])
def test_names_of_files_are_only_names(desk, name):
    desk.write(name, GOOD)
    desk.approve("bo", name=name)
    result = desk.verify(name=name)
    assert result.returncode == 1 and b"next: poise approve " in result.stdout
    assert result.stdout.count(b"\n") == 5
    desk.approve("cy", name=name)
    assert desk.judge(name=name) == (0, "allow", ["LIVE", "LIVE"])


def test_the_line_to_run_runs(desk):
    desk.write("it's -x.md", SEVERAL.replace("Hours", "It's \"open\""))
    line = next(line for line in desk.verify(name="it's -x.md").stdout.decode().split("\n") if "next: " in line)
    command = line.split("next: ")[1].replace("WHO", "bo").replace("poise ", '"$POISE_PROGRAM" ', 1)
    subprocess.run(["sh", "-c", command], cwd=desk.folder, check=True, capture_output=True)
    assert desk.records("it's -x.md")[0]["draft"] == "It's \"open\""


def test_types_need_not_be_said_again(desk):
    desk.write("reply.txt", "Dear {{name}}, thank you.\n")
    assert b"{{name}} is a name\n" in desk.approve("bo", "--placeholder", "name=name").stdout
    assert b"{{name}} is a name\n" in desk.approve("cy").stdout
    assert desk.judge() == (0, "allow", ["LIVE", "LIVE"])
    desk.approve("le", "--verdict", "reject", now=NOW + 1)
    assert desk.judge() == (1, "deny", ["LIVE", "LIVE", "VETO"])


def test_a_name_that_nobody_has_is_not_recorded(desk):
    result = desk.approve("boo", rc=2)
    assert b"nobody in roster.json is called boo" in result.stderr and not desk.records()
    for by, reason in (("bo", "x" * 30), ("di", "short")):
        result = desk.approve(by, "--verdict", "override", "--reason", reason, rc=2)
        assert b"no override" in result.stderr and not desk.records()
    desk.approve("BO@desk.example")
    assert len(desk.records()) == 1


def test_records_stand_for_their_file(desk):
    desk.approve("bo")
    assert desk.judge(name="reply.txt.approvals.jsonl") == (1, "need", ["LIVE"])


# The file of records


def record(**changes):
    fine = {"by": "bo", "at": NOW, "verdict": "approve", "digest": "00", "policy": "00", "draft": "#1", "rules": ["baseline"]}
    fine.update(changes)
    return json.dumps({key: value for key, value in fine.items() if value is not None})


@pytest.mark.parametrize("text, place, message", [
    (record(), "1:", "cut off"),
    (record() + "\n" + record()[:40], "2:41", "cut off"),
    (record() + "\n{\n", "2:", "not a record"),
    (record() + "\n\n", "2:1", "not a record"),
    ("[]\n", "1:1", "a record is an object"),
    (record(signed=1) + "\n", "1:", "is no key of a record"),
    ('{"by":"bo","by":"cy"}\n', "1:", "duplicate"),
    (record(by=None) + "\n", "1:1", "without all of"),
    (record(by=7) + "\n", "1:2", "must be a string"),
    (record(by="") + "\n", "1:2", "must not be empty"),
    (record(by="a\0b") + "\n", "1:2", "zero byte"),
    (record(at="now") + "\n", "1:", "must be a number"),
    (record(at=None) + "\n", "1:1", "must be a number"),
    (record(verdict="ok") + "\n", "1:", "must be approve"),
    (record(policy=None) + "\n", "1:1", "without all of"),
    (record(rules=None) + "\n", "1:1", "must be a list"),
    (record(rules="baseline") + "\n", "1:", "must be a list"),
    (record(rules=[1]) + "\n", "1:", "must be a list"),
    (record(placeholders=[]) + "\n", "1:", "must be an object"),
    (record(placeholders={"a": "word"}) + "\n", "1:", "must say name"),
    ('{"by":"\xff"}\n'.encode("latin-1"), "1:", "not a record"),
])
def test_a_broken_file_of_records_is_left_alone(desk, text, place, message):
    path = desk.write("reply.txt.approvals.jsonl", text)
    before = path.read_bytes()
    for result in (desk.approve("bo", rc=2), desk.verify()):
        assert result.returncode == 2
        assert f"poise: reply.txt.approvals.jsonl:{place}".encode() in result.stderr and message.encode() in result.stderr, result.stderr
    assert path.read_bytes() == before
    document = json.loads(desk.verify("--format", "json").stdout)
    assert document["files"][0]["errors"] and document["summary"]["unread"] == 1


@pytest.mark.parametrize("changes", [{}, {"rules": []}, {"reason": "é\n\""}, {"placeholders": {}}, {"at": -5}, {"verdict": "revoke"}])
def test_records_that_are_fine_are_read(desk, changes):
    desk.write("reply.txt.approvals.jsonl", record(**changes) + "\n")
    assert desk.verify().returncode == 1
    desk.approve("cy")
    assert len(desk.records()) == 2


def test_an_approval_of_no_rules_counts_for_none(desk):
    desk.approve("bo")
    desk.approve("cy")
    for rules, wanted in (([], "NOT_INFORMED"), (["baseline"], "LIVE")):
        lines = [dict(line, rules=rules) for line in desk.records()]
        desk.write("reply.txt.approvals.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        assert desk.judge()[2] == [wanted] * 2


def test_what_others_gave_at_the_same_time_is_kept(desk):
    people = {f"p{number}x": {"roles": ["lead"]} for number in range(100, 116)}
    desk.write("roster.json", json.dumps(dict(ROSTER, **people)))
    running = [subprocess.Popen([os.environ["POISE_PROGRAM"], "approve", "--by", by, "--policy", "policy.json", "--roster",
                                 "roster.json", "--now", str(NOW), "reply.txt"], cwd=desk.folder, stdout=subprocess.DEVNULL)
               for by in people]
    assert all(process.wait(timeout=60) == 0 for process in running)
    assert sorted(line["by"] for line in desk.records()) == sorted(people)


def test_a_full_disk_loses_nothing(desk):
    desk.approve("bo")
    before = (desk.folder / "reply.txt.approvals.jsonl").read_bytes()

    def limited():
        import resource  # pylint: disable=import-outside-toplevel
        import signal  # pylint: disable=import-outside-toplevel
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, len(before) + 20))

    result = desk.run("approve", "--by", "cy", "--policy", "policy.json", "--roster", "roster.json", "reply.txt", preexec_fn=limited)
    assert result.returncode == 2 and b"no room" in result.stderr
    assert (desk.folder / "reply.txt.approvals.jsonl").read_bytes() == before


# Signatures


@pytest.fixture(name="signing")
def signing_fixture(tmp_path):
    return Desk(tmp_path, policy=dict(POLICY, signatures="required"))


@needs_ssh_keygen
def test_signed_approvals_count(signing):
    for by in ("bo", "cy"):
        assert b"signed" in signing.approve(by, "--key", signing.key(by)).stdout
    assert signing.judge() == (0, "allow", ["LIVE", "LIVE"])
    assert signing.records()[0]["signature"].startswith("-----BEGIN SSH SIGNATURE-----\n")
    assert not [path for path in signing.folder.iterdir() if "statement" in path.name]


@needs_ssh_keygen
def test_what_is_not_signed_counts_for_nothing(signing):
    signing.approve("bo", "--key", signing.key("bo"))
    signing.approve("cy")
    assert signing.judge() == (1, "need", ["LIVE", "BAD_SIGNATURE"])
    signing.signers.clear()
    result = signing.verify()
    assert result.returncode == 2 and b"requires signatures" in result.stderr
    assert signing.run("lint", *BOTH, "reply.txt").returncode == 0


@needs_ssh_keygen
@pytest.mark.parametrize("member, value", [
    ("at", NOW + 1), ("by", "di"), ("digest", None), ("rules", ["baseline", "media"]), ("reason", "x"), ("verdict", "revoke"),
])
def test_a_signature_is_of_one_record(signing, member, value):
    for by in ("bo", "cy", "di"):
        key = signing.key(by)
        if by != "di":
            signing.approve(by, "--key", key)
    assert signing.judge()[1] == "allow"
    first, second = signing.records()
    first[member] = second["digest"][::-1] if member == "digest" else value
    signing.write("reply.txt.approvals.jsonl", json.dumps(first) + "\n" + json.dumps(second) + "\n")
    status, decision, records = signing.judge()
    assert (status, decision) == (1, "need") and records[0] in ("BAD_SIGNATURE", "OTHER_BYTES") and records[1] == "LIVE"


@needs_ssh_keygen
def test_one_key_is_one_person(signing):
    key = signing.key("bo")
    signing.key("bo", principal="cy")
    for by in ("bo", "cy"):
        signing.approve(by, "--key", key)
    assert signing.judge() == (1, "need", ["BAD_SIGNATURE", "BAD_SIGNATURE"])


@needs_ssh_keygen
def test_a_revoked_key_counts_no_more(signing):
    for by in ("bo", "cy"):
        signing.approve(by, "--key", signing.key(by))
    signing.write("revoked", "# lost in a taxi\n" + (signing.folder / "key_cy.pub").read_text(encoding="utf-8"))
    signing.write("none", "# none\n")
    assert signing.judge("--revoked", "none")[1] == "allow"
    assert signing.judge("--revoked", "revoked") == (1, "need", ["LIVE", "BAD_SIGNATURE"])


@needs_ssh_keygen
def test_a_signers_file_has_its_places(signing):
    signing.signers = ["# people\n", 'bo namespace="poise" ssh-ed25519 AAAA\n']
    result = signing.verify()
    assert result.returncode == 2 and b"poise: signers:2:" in result.stderr


@needs_ssh_keygen
def test_nothing_is_recorded_that_could_not_be_signed(signing):
    signing.write("nokey", "not a key\n")
    for key in ("none", "nokey"):
        result = signing.approve("bo", "--key", key, rc=2)
        assert b"ssh-keygen did not sign" in result.stderr
    assert not signing.records()


@needs_ssh_keygen
def test_a_passphrase_is_asked_for(signing, monkeypatch):
    key = signing.key("bo")
    subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", "open sesame", "-f", key], cwd=signing.folder, check=True)
    ask = signing.write("ask.sh", "#!/bin/sh\necho open sesame\n")
    ask.chmod(0o755)
    (signing.folder / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(signing.folder / "tmp"))
    monkeypatch.setenv("SSH_ASKPASS", "/bin/false")
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    signing.approve("bo", "--key", key, rc=2)
    assert not signing.records()
    monkeypatch.setenv("SSH_ASKPASS", str(ask))
    signing.approve("bo", "--key", key)
    assert signing.judge()[2] == ["LIVE"] and not list((signing.folder / "tmp").iterdir())


@needs_ssh_keygen
@pytest.mark.skipif(not shutil.which("ssh-agent"), reason="no ssh-agent")
def test_the_agent_signs_for_a_public_key(signing, monkeypatch, tmp_path):
    key = signing.key("bo")
    with subprocess.Popen(["ssh-agent", "-D", "-a", tmp_path / "agent"], stdout=subprocess.DEVNULL) as agent:
        try:
            for _ in range(100):
                if (tmp_path / "agent").exists():
                    break
                time.sleep(0.05)
            monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))
            subprocess.run(["ssh-add", "-q", key], cwd=signing.folder, check=True)
            (signing.folder / key).unlink()
            signing.approve("bo", "--key", key + ".pub")
        finally:
            agent.terminate()
    assert signing.judge()[2] == ["LIVE"]


def test_many_replies_take_no_time(desk):
    desk.write("many.csv", "title,body\n" + "".join(f"T{number % 15000},We are open until {number}.\n" for number in range(20000)))
    started = time.monotonic()
    result = desk.run("digest", "many.csv")
    assert result.returncode == 0 and result.stdout.count(b"\n") == 20000 and time.monotonic() - started < 20
    assert result.stdout.count(b"  #") == 10000


def test_without_ssh_keygen_it_says_so(desk):
    environment = {"POISE_PROGRAM": os.environ["POISE_PROGRAM"], "PATH": str(desk.folder)}
    result = subprocess.run([os.environ["POISE_PROGRAM"], "approve", "--by", "bo", "--key", "k", "--policy", "policy.json", "--roster",
                             "roster.json", "reply.txt"], cwd=desk.folder, env=environment, capture_output=True, check=False)
    assert result.returncode == 2 and b"poise: ssh-keygen: " in result.stderr and not desk.records()


# Wrong use

BOTH = ["--policy", "policy.json", "--roster", "roster.json"]


@pytest.mark.parametrize("arguments, message", [
    (["approve", "reply.txt"], "under which policy?"),
    (["approve", "reply.txt", "--policy", "policy.json"], "of which people?"),
    (["approve", "reply.txt", *BOTH], "who says so?"),
    (["approve", *BOTH, "--by", "bo"], "name one file"),
    (["approve", *BOTH, "--by", "bo", "a", "b"], "name one file"),
    (["approve", *BOTH, "--by", "bo", "-"], "standard input has nowhere"),
    (["approve", *BOTH, "--by", "bo", "none.txt"], "No such file"),
    (["approve", *BOTH, "--by", "bo", "--verdict", "aprove", "reply.txt"], "did you mean approve?"),
    (["approve", *BOTH, "--by", "bo", "--verdict", "override", "reply.txt"], "an override needs a reason"),
    (["approve", *BOTH, "--by", "bo", "--now", "noon", "reply.txt"], "no time like"),
    (["approve", *BOTH, "--by", "bo", "--now", "2023-02-29T00:00:00Z", "reply.txt"], "no time like"),
    (["approve", *BOTH, "--by", "bo", "--now", "2023-02-28T24:00:00Z", "reply.txt"], "no time like"),
    (["approve", *BOTH, "--by", "bo", "--fail-on", "info", "reply.txt"], "not an option of this command"),
    (["approve", *BOTH, "--by", "bo", "--git", "reply.txt"], "not an option of this command"),
    (["verify", "reply.txt"], "under which policy?"),
    (["verify", *BOTH, "reply.txt"], "Say one of: --git, --author WHO"),
    (["verify", *BOTH, "--git", "--author", "ana", "reply.txt"], "Say one of: --git, --author WHO"),
    (["verify", *BOTH, "--author", "ana", "--revoked", "x", "reply.txt"], "revoked keys need signers"),
    (["verify", *BOTH, "--author", "ana", "--signers", "none", "reply.txt"], "No such file"),
    (["verify", *BOTH, "--author", "ana", "none.txt"], "No such file"),
    (["verify", *BOTH, "--git", "-"], "git knows no standard input"),
    (["verify", *BOTH, "--authr", "ana"], "did you mean --author?"),
    (["aprove"], "did you mean approve?"), (["verfy"], "did you mean verify?"), (["deside"], "did you mean decide?"),
    (["decide", "x"], "unexpected argument"), (["decide", "--policy", "policy.json"], "not an option of this command"),
])
def test_wrong_use_is_told(desk, arguments, message):
    result = desk.run(*arguments)
    assert result.returncode == 2 and message in result.stderr.decode(), result.stderr
    assert not desk.records()


def test_folders_are_walked_without_the_records(desk):
    for name in ("b/one.txt", "b/two.txt"):
        desk.write(name, GOOD)
        for by in ("bo", "cy"):
            desk.approve(by, name=name)
    result = desk.verify(name="b")
    assert result.returncode == 0 and result.stderr == b"" and b"files 2, replies 2: allowed 2" in result.stdout
    desk.write("b/two.txt", GOOD + "!")
    assert desk.verify(name="b").returncode == 1


def test_standard_input_can_be_verified(desk):
    result = desk.run("verify", *BOTH, "--author", "ana", "--as", "text", "-", stdin=GOOD.encode())
    assert result.returncode == 1 and b"<stdin>:1: #1: need" in result.stdout and b"next:" not in result.stdout
    loose = dict(POLICY, baseline="none")
    desk.write("policy.json", json.dumps(loose))
    assert desk.run("verify", *BOTH, "--author", "ana", "--as", "text", "-", stdin=GOOD.encode()).returncode == 0


def test_decisions_go_to_the_audit_log(desk):
    assert desk.verify("--audit", "log").returncode == 1
    for by in ("bo", "cy"):
        desk.approve(by)
    assert desk.verify("--audit", "log").returncode == 0
    entries = [json.loads(line)["entry"] for line in (desk.folder / "log").read_bytes().splitlines()]
    assert [entry["decision"] for entry in entries] == ["need", "allow"]
    assert entries[1]["path"] == "reply.txt" and entries[1]["at"] == NOW + 60 and len(entries[1]["records"]) == 2
    assert desk.run("audit", "verify", "log").returncode == 0
    desk.write("log", (desk.folder / "log").read_bytes().replace(b'"need"', b'"allow"'))
    result = desk.verify("--audit", "log")
    assert result.returncode == 1 and b"log:2:" in result.stderr and result.stdout == b""
