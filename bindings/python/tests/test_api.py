# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The binding itself: positions, objects, errors, threads and how the library is found."""
import ctypes
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import threading

import pytest

import poise
from poise import _native as native

ROOT = pathlib.Path(__file__).parents[3]
INSULT = "You are an idiot."
POLICY = (ROOT / "examples/replies/policy.json").read_bytes()
ROSTER = (ROOT / "examples/replies/roster.json").read_bytes()


def marked(text, code, **options):
    return [text[item.start:item.end] for item in poise.check(text, **options).signals if item.code == code]


def test_a_check_says_what_carries_the_tone():
    report = poise.check(INSULT)
    assert report.scores.insulting >= 500 > report.scores.apologetic
    assert marked(INSULT, "insulting.name_calling") == ["You are an idiot"]
    assert report.language == "en" and report.decision == "none"
    assert re.fullmatch("[0-9a-f]{64}", report.digest)


@pytest.mark.parametrize("before", ["", "é ", "😀😀 ", "e\u0301 ", "a\0b. ", "日本語。 ", "👩‍👩‍👧 "])
def test_positions_are_indices_into_the_str(before):
    assert marked(before + INSULT, "insulting.name_calling", lang="en") == ["You are an idiot"]


def test_links_contacts_and_attachments():
    text = "😀 See https://bit.ly/abc or write to help@shop.example."
    with poise.Checker(own=["shop.example"], flagged=["bit.ly"]) as checker:
        report = checker.check(text, attachments=[poise.Attachment("a.pdf", b"\x7fELF\2\1\1" + bytes(57), "application/pdf")])
    link = next(item for item in report.media if item.via == "link")
    assert text[link.start:link.end] == "https://bit.ly/abc" and "flagged" in link.flags
    contact, = report.contacts
    assert (text[contact.start:contact.end], contact.kind, contact.own) == ("help@shop.example", "email", True)
    attached = next(item for item in report.media if item.via == "attachment")
    assert attached.attachment == 0 and attached.target == "a.pdf"
    about_it = {item.code for item in report.findings if item.attachment == 0}
    assert {"media.disguised_attachment", "media.executable"} <= about_it


def test_one_changed_character_gives_another_digest():
    assert poise.check("Thank you.").digest != poise.check("Thank you!").digest
    assert poise.check("Thank you.").digest == poise.check("Thank you.").digest


def test_reports_are_values():
    report = poise.check(INSULT)
    assert report == poise.check(INSULT)
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.decision = "allow"


def test_a_report_outlives_its_checker():
    with poise.Checker(messages="fr") as checker:
        report = checker.check(INSULT)
    assert report.signals[0].code == "insulting.name_calling"
    with pytest.raises(poise.ArgumentError, match="closed"):
        checker.check(INSULT)
    checker.close()


def test_a_policy_decides():
    with poise.Policy(POLICY, ROSTER) as policy, poise.Checker(policy=policy) as checker:
        report = checker.check("You are a stupid idiot. You are a liar.", author="nobody", now=1700000000)
        assert report.decision in ("need", "deny")
        assert report.reasons
        assert re.fullmatch("[0-9a-f]{64}", policy.digest)
    with pytest.raises(poise.ArgumentError, match="closed"):
        policy.digest


def test_a_closed_policy_is_not_used():
    policy = poise.Policy(POLICY, ROSTER)
    with poise.Checker(policy=policy) as checker:
        policy.close()
        with pytest.raises(poise.ArgumentError, match="closed"):
            checker.check(INSULT)


def test_approvals_are_handed_on():
    with poise.Policy(POLICY, ROSTER) as policy, poise.Checker(policy=policy) as checker:
        digest = checker.check("Thank you.").digest
        approval = poise.Approval("nobody", 1700000000, digest, rules=["harsh"], verified=True)
        assert checker.check("Thank you.", approvals=[approval], now=1700000001).digest == digest
        with pytest.raises(poise.ArgumentError, match="verdict"):
            checker.check("Thank you.", approvals=[dataclasses.replace(approval, verdict="maybe")])


def test_errors_say_where():
    with pytest.raises(poise.PolicyError) as caught:
        poise.Policy('{\n  "version": 1,\n  "nonsense": 2\n}')
    assert caught.value.status == "POISE_E_POLICY" and caught.value.line == 3
    with pytest.raises(poise.RosterError) as caught:
        poise.Policy(POLICY, "{")
    assert caught.value.status == "POISE_E_ROSTER"
    assert issubclass(poise.PolicyError, poise.Error) and issubclass(poise.PolicyError, ValueError)


def test_lone_surrogates_are_refused_with_their_place():
    with pytest.raises(poise.ArgumentError, match="lone surrogate at index 3"):
        poise.check("abc\ud800")
    with pytest.raises(poise.ArgumentError, match="reply_to has a lone surrogate"):
        poise.check("abc", reply_to="\udfff")


def test_wrong_arguments_are_refused():
    with pytest.raises(TypeError):
        poise.check(b"bytes")
    with pytest.raises(poise.ArgumentError, match="lang"):
        poise.check("a", lang="de")
    with pytest.raises(poise.ArgumentError, match="zero"):
        poise.check("a", author="a\0b")
    with pytest.raises(TypeError, match="sequence"):
        poise.Checker(own="shop.example")
    with pytest.raises(poise.TooLongError):
        poise.check("a" * (16 * 1024 * 1024 + 1))


def test_json_goes_through():
    with poise.Checker() as checker:
        report = json.loads(checker.check_json('{"id":"a","text":"' + INSULT + '"}'))
        assert report["id"] == "a" and report["tone"]["insulting"] >= 500
        assert json.loads(checker.check_json("{"))["error"]["status"] == "POISE_E_REQUEST"


def test_the_rest_of_a_score_is_told():
    with poise.Checker() as checker:
        told = json.loads(checker.check_json(json.dumps({"text": INSULT})))["rest"]
    rest = poise.check(INSULT).rest
    assert {axis: value for axis, value in dataclasses.asdict(rest).items() if value} == told and told


def test_rules_in_both_languages():
    english, french = poise.rules("en"), poise.rules("fr")
    assert [rule.code for rule in english] == [rule.code for rule in french]
    assert english == poise.rules()
    assert all(rule.message and rule.hint and rule.why for rule in english + french)
    assert all(a.message != b.message for a, b in zip(english, french))


def test_links_of_reported_posts_are_known():
    reported = ["Somebody posted https://pics.example/x.jpg"]
    report = poise.check("Our answer: https://pics.example/x.jpg", reported=reported)
    assert "media.carried_over" in {finding.code for finding in report.findings}


def test_an_entry_that_is_none_is_named():
    with pytest.raises(poise.ArgumentError, match=r'flagged\[1\] "not a host"'):
        poise.Checker(flagged=["bit.ly", "not a host"])
    with pytest.raises(poise.ArgumentError, match=r'own\[0\] "sha256:12"'):
        poise.Checker(own=["sha256:12"])


def test_threads_agree_with_their_own_and_with_a_shared_checker():
    texts = [INSULT, "Nous sommes désolés du retard.", "Thank you.", "See https://example.org/é."]
    expected = [poise.check(text) for text in texts]
    shared, wrong = poise.Checker(), []

    def work():
        for _ in range(50):
            for text, report in zip(texts, expected):
                if poise.check(text) != report or shared.check(text) != report:
                    wrong.append(text)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_every_public_function_is_mirrored():
    mapped = set(re.findall(r"^\s+(poise_\w+);", (ROOT / "lib/poise.map").read_text(), flags=re.M))
    assert mapped == set(native.FUNCTIONS)


def test_structs_have_the_layout_of_the_headers(tmp_path):
    structs = {
        "poise_" + re.sub("(?<!^)(?=[A-Z])", "_", name).lower(): kind for name, kind in vars(native).items()
        if isinstance(kind, type) and issubclass(kind, native.Sized) and kind is not native.Sized
    }
    assert len(structs) == 29
    checks = [
        f"_Static_assert(offsetof({c_name}, {member}) == {getattr(kind, member).offset}, \"{member}\");"
        for c_name, kind in structs.items() for member, *_ in kind._fields_
    ]
    checks += [f"_Static_assert(sizeof({c_name}) == {ctypes.sizeof(kind)}, \"\");" for c_name, kind in structs.items()]
    source = tmp_path / "layout.c"
    source.write_text("#include <poise/poise.h>\n" + "\n".join(checks) + "\n")
    subprocess.run(["cc", "-std=c11", "-fsyntax-only", "-I", ROOT / "include", source], check=True)


def run_python(code, **environment):
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "bindings/python"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, "-c", code], env={**kept, **environment}, capture_output=True, text=True, check=False)


def test_poise_library_is_the_only_place_when_it_is_set():
    done = run_python("import poise", POISE_LIBRARY="/nowhere/libpoise.so")
    assert done.returncode != 0 and "/nowhere/libpoise.so" in done.stderr and "POISE_LIBRARY" in done.stderr
    assert done.stderr.count("cannot open shared object") == 1
    done = run_python("import poise; print(poise.version())", POISE_LIBRARY=os.environ["POISE_LIBRARY"])
    assert done.stdout.strip() == poise.version() == poise.__version__
