# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Real signatures by ssh-keygen, and its verdict beside ours: what it refuses is never valid here."""
import ctypes
import json
import os
import random
import shutil
import subprocess

import pytest

from poise import _native as native

if not shutil.which("ssh-keygen"):
    pytest.skip("ssh-keygen is not installed", allow_module_level=True)

ENVIRONMENT = {**os.environ, "TZ": "UTC"}  # a time without Z is local for ssh-keygen and UTC for us
NOW = 1767225600
KINDS = {"ana": ("ed25519",), "bo": ("ed25519",), "ec": ("ecdsa",), "rsa": ("rsa", "-b", "2048")}


def keygen(*arguments, **options):
    return subprocess.run(["ssh-keygen", *arguments], env=ENVIRONMENT, capture_output=True, check=False, **options)


def in_utc(seconds):
    return subprocess.run(["date", "-u", "-d", f"@{seconds}", "+%Y%m%d%H%M%S"], capture_output=True, check=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("keys"))


class Desk:
    """Keys in a folder, what they sign, and both verdicts on it."""

    def __init__(self, folder):
        self.folder, self.signed = folder, {}
        for name, kind in KINDS.items():
            keygen("-q", "-t", *kind, "-N", "", "-C", name, "-f", str(folder / name)).check_returncode()

    def public(self, name):
        return " ".join((self.folder / f"{name}.pub").read_text().split()[:2])

    def sign(self, name, data=b"the draft\n", namespace="poise", *options):
        asked = (name, data, namespace, *options)
        if asked not in self.signed:
            done = keygen("-q", "-Y", "sign", "-f", str(self.folder / name), "-n", namespace, *options, input=data)
            done.check_returncode()
            self.signed[asked] = done.stdout
        return self.signed[asked]

    def theirs(self, signature, signers, principal="ana", data=b"the draft\n", namespace="poise", revoked=None, at=NOW):
        files = {"sig": signature, "allowed": signers.encode(), "revoked": (revoked or "").encode()}
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        options = ("-r", str(self.folder / "revoked")) if revoked is not None else ()
        return keygen("-Y", "verify", "-f", str(self.folder / "allowed"), "-I", principal, "-n", namespace, "-s", str(self.folder / "sig"),
                      f"-Overify-time={in_utc(at)}Z", *options, input=data).returncode == 0


def ours(signature, signers, principal="ana", data=b"the draft\n", namespace="poise", revoked=None, at=NOW):
    """The status, and the message of a refusal."""
    signers, revoked = signers.encode(), None if revoked is None else revoked.encode()
    asked = native.Signature(
        armoured=signature, armoured_len=len(signature), data=data, data_len=len(data), namespace_=namespace.encode(),
        principal=principal.encode(), signers=signers, signers_len=len(signers), revoked=revoked, revoked_len=len(revoked or b""), at=at,
    )
    error = native.Error()
    status = native.lib.poise_signature_check(None, ctypes.byref(asked), ctypes.byref(error))
    return native.lib.poise_status_name(status).decode(), error.message.decode()


def statement(**members):
    written = []

    @native.WRITE
    def write(_, data, size):
        written.append(ctypes.string_at(data, size))
        return 0

    rules = [rule.encode() for rule in members.pop("rules", ())]
    approval = native.Approval(**{name: value.encode() if isinstance(value, str) else value for name, value in members.items()})
    if rules:
        approval.rules, approval.rule_count = (ctypes.c_char_p * len(rules))(*rules), len(rules)
    assert native.lib.poise_approval_statement(ctypes.byref(approval), write, None) == native.OK
    return b"".join(written)


# ---- One at a time, each refusal beside what is valid --------------------------------------------


def test_a_good_signature_is_valid_with_either_hash(desk):
    signers = f"ana {desk.public('ana')}\n"
    for options in ((), ("-O", "hashalg=sha256")):
        signature = desk.sign("ana", b"the draft\n", "poise", *options)
        assert desk.theirs(signature, signers)
        assert ours(signature, signers) == ("POISE_OK", "")


@pytest.mark.parametrize("change, reason", [
    ({"data": b"the drafT\n"}, "other bytes were signed"),
    ({"namespace": "file"}, "it was made for another purpose"),
    ({"principal": "bo"}, "its key is none of this person's"),
    ({"revoked": "ana"}, "its key was revoked"),
    ({"signers": 'ana valid-before="20251231" {ana}\n'}, "its key had expired"),
    ({"signers": 'ana valid-after="20260102" {ana}\n'}, "its key was not valid yet"),
    ({"signers": 'ana namespaces="file" {ana}\n'}, "its key may not sign in this namespace"),
    ({"signers": "ana cert-authority {ana}\n"}, "its key may sign certificates only"),
    ({"signers": "ana {bo}\n"}, "its key is none of this person's"),
])
def test_one_change_and_it_is_refused(desk, change, reason):
    change = dict(change)
    if "revoked" in change:
        change["revoked"] = desk.public(change["revoked"]) + "\n"
    signers = change.pop("signers", "ana {ana}\n").format(ana=desk.public("ana"), bo=desk.public("bo"))
    signature = desk.sign("ana")
    assert ours(signature, f"ana {desk.public('ana')}\n", revoked=desk.public("bo") + "\n")[0] == "POISE_OK"
    assert not desk.theirs(signature, signers, **change)
    assert ours(signature, signers, **change) == ("POISE_E_SIGNATURE", f"the signature is refused: {reason}")


@pytest.mark.parametrize("name", ["ec", "rsa"])
def test_other_kinds_of_keys_are_unsupported(desk, name):
    signers = f"ana {desk.public(name)}\n"
    signature = desk.sign(name)
    assert desk.theirs(signature, signers)
    assert ours(signature, signers)[0] == "POISE_E_UNSUPPORTED"


def test_a_line_that_ssh_keygen_skips_is_named(desk):
    signers = f"bo octopus {desk.public('bo')}\nana {desk.public('ana')}\n"
    assert desk.theirs(desk.sign("ana"), signers)
    status, message = ours(desk.sign("ana"), signers)
    assert status == "POISE_E_SIGNATURE" and "known option" in message


# ---- Many, at random -----------------------------------------------------------------------------


def some_signers(rng, desk):
    """Lines that ssh-keygen can read, for one person or another."""
    lines = []
    for _ in range(rng.randint(1, 4)):
        options = []
        if rng.random() < 0.4:
            options.append('namespaces="%s"' % rng.choice(["poise", "p*", "file", "file,poise", "!poise,*", "!file,*", "POISE", "pois?"]))
        if rng.random() < 0.4:
            options.append('valid-after="%s"' % rng.choice(["20250101", "20260101", "20260101Z", "202601010001", "20270101000000Z", "19800101"]))
        if rng.random() < 0.4:
            options.append('valid-before="%s"' % rng.choice(["20280101", "20280101Z", "20280101000000", "20290630"]))
        elif rng.random() < 0.3 and not any("after" in option for option in options):
            options.append('valid-before="%s"' % rng.choice(["20260101", "20251231235959Z", "202601010001"]))
        if rng.random() < 0.1:
            options.append("cert-authority")
        rng.shuffle(options)
        names = rng.choice(["ana", "ana", "*", "an?", "bo,ana", "!bo,*", "!ana,*", "bo", "a*a", '"ana"', '"bo,a*"', "ANA", "ana,", "*b*", "??"])
        key = desk.public(rng.choice(["ana", "ana", "ana", "bo", "rsa", "ec"]))
        option = ",".join(options)
        option = option.upper().replace("POISE", "poise").replace("FILE", "file") if rng.random() < 0.1 else option
        lines.append(rng.choice(["", " ", "\t"]) + rng.choice([" ", "  ", "\t"]).join(part for part in (names, option, key) if part)
                     + rng.choice(["", " comment", " # x", "\r"]))
        if rng.random() < 0.2:
            lines.append(rng.choice(["", "# ana " + key, "   "]))
    return "\n".join(lines) + rng.choice(["", "\n"])


@pytest.mark.parametrize("seed", range(10))
def test_our_verdict_is_that_of_ssh_keygen(desk, seed):
    rng, valid = random.Random(seed), 0
    for _ in range(50):
        data = rng.choice([b"the draft\n", b"the draft\n", b"the draft\n", b"", b"the draft"])
        signature = desk.sign("ana", b"the draft\n", rng.choice(["poise", "poise", "poise", "file"]))
        signers = some_signers(rng, desk)
        asked = {
            "principal": rng.choice(["ana", "ana", "ana", "bo"]), "data": data, "namespace": rng.choice(["poise", "poise", "poise", "file"]),
            "at": NOW + rng.choice([-86400, -1, 0, 1, 60, 61, 86400 * 730, 86400 * 2000]),
            "revoked": rng.choice([None, None, "", "# none\n", desk.public("bo"), desk.public("ana") + " lost\n", desk.public("rsa")]),
        }
        status, message = ours(signature, signers, **asked)
        assert (status == "POISE_OK") == desk.theirs(signature, signers, **asked), (signers, asked, status, message)
        assert status in ("POISE_OK", "POISE_E_SIGNATURE") and message.startswith("the signature is refused") == (status != "POISE_OK")
        valid += status == "POISE_OK"
    assert 0 < valid < 50


@pytest.mark.parametrize("seed", range(6))
def test_damaged_armour_is_never_valid_here_alone(desk, seed):
    rng = random.Random(seed)
    signers = f"ana {desk.public('ana')}\n"
    good = desk.sign("ana")
    for _ in range(30):
        damaged = bytearray(good)
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(damaged))
            what = rng.randrange(3)
            if what == 0:
                damaged[at] = rng.choice(b"ABab01+/=\n -\r\0")
            elif what == 1:
                del damaged[at:at + rng.randint(1, 4)]
            else:
                damaged[at:at] = rng.choice([b"\n", b" ", b"A", b"=", b"-----", b"\r\n"])
        status, _ = ours(bytes(damaged), signers)
        if status == "POISE_OK":
            assert desk.theirs(bytes(damaged), signers), bytes(damaged)


# ---- Statements ----------------------------------------------------------------------------------


def test_a_statement_is_what_other_languages_write(desk):
    rng = random.Random(7)
    for _ in range(300):
        word = lambda: "".join(rng.choice(["a", "é", '"', "\\", "/", "\n", "\t", "\x01", "\x1f", "\x7f", "😀", "\u2028", "<"]) for _ in range(rng.randint(0, 8)))
        members = {"at": rng.randint(-2**63, 2**63 - 1), "by": word(), "digest": word()}
        members.update({name: word() for name in ("draft_id", "policy_digest", "reason") if rng.random() < 0.5})
        rules = [word() for _ in range(rng.randint(0, 3))]
        verdict = rng.choice(list(native.VERDICTS))
        named = {{"draft_id": "draft", "policy_digest": "policy"}.get(name, name): value for name, value in members.items()}
        named.update({"verdict": verdict, **({"rules": rules} if rules else {})})
        expected = "poise-approval-1\n" + json.dumps(named, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        assert statement(verdict=native.VERDICTS[verdict], rules=rules, **members) == expected.encode()


def test_a_statement_that_was_signed_is_verified(desk):
    signers = f"ana {desk.public('ana')}\n"
    said = statement(verdict=1, at=NOW, by="ana", digest="00" * 32, rules=["links"])
    other = statement(verdict=2, at=NOW, by="ana", digest="00" * 32, rules=["links"])
    signature = desk.sign("ana", said)
    assert ours(signature, signers, data=said)[0] == "POISE_OK"
    assert ours(signature, signers, data=other) == ("POISE_E_SIGNATURE", "the signature is refused: other bytes were signed")
