#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Compare the duties over a conversation with a slow model of them, on generated cases, and check what must always hold.

usage: thread_model.py FILTER [CASES [SECONDS]]

The model counts business second by second and follows every chain of parents anew; the cases come from a fixed seed. It
stops after SECONDS.
"""
import collections
import json
import random
import subprocess
import sys
import time

F, U, T = 0, 1, 2  # false, unknown, true
LINE, WORDS = 500, 5
GROUNDS = {"threat": ["insulting.threat"], "obscenity": ["insulting.profanity_directed"]}
POLICY = {"version": 1, "baseline": [[{"count": 1, "roles": ["mod"]}]], "vetoes": [{"count": 1, "roles": ["legal"]}]}
OPEN_POLICY = {"version": 1, "baseline": "none", "exclude": []}
STRICT_POLICY = {"version": 1, "baseline": "none", "ttl": 30, "rules": [
    {"name": "stars", "when": {"field": "tone.insulting", "gte": 1}, "any": [[{"count": 1, "roles": ["legal"]}]]}]}
ROSTER = {"own": {"aliases": ["own@x"]}, "ana": {"roles": ["mod"]}, "bo": {"roles": ["mod"], "aliases": ["bo@x"]},
          "cy": {"roles": ["legal"]}}
PERSON = {"own": "own", "own@x": "own", "ana": "ana", "bo": "bo", "bo@x": "bo", "cy": "cy"}
SETTLED = ("met", "paid", "done", "allow")


# ---- The model ----

def removed(m, now):
    r = m.get("removal")
    return bool(r) and r["how"] != "asked" and r["at"] <= now


def seen(m, now):
    """The versions that somebody may have seen."""
    end = m["removal"]["at"] if removed(m, now) else now
    return [(i, v) for i, v in enumerate(m.get("versions", [])) if v["at"] <= end]


def report(v):
    return (v or {}).get("report", {})


def score(v, name):
    value = report(v).get("remedy") if name == "remedy" else report(v).get("tone", {}).get(name)
    return U if value is None else T if value >= LINE else F


def signals(v, codes, strength):
    """Whether one of the codes is there; unknown without signals."""
    if "signals" not in report(v):
        return U
    return T if any(s["code"] in codes and s["strength"] >= strength for s in report(v)["signals"]) else F


def pays(v):
    return (score(v, "apologetic") == T and score(v, "insulting") == F
            and signals(v, ["apologetic.explicit", "apologetic.responsibility"], LINE) == T
            and signals(v, ["defensive.non_apology"], 0) == F)


def in_time(case, since, end, limit):
    """Whether end comes no later than the second that is the last of the business time allowed."""
    if limit is None:
        return T
    if "business" not in case:
        return T if end - since <= limit else F
    last, count = case["business"][-1]["until"] if case["business"] else None, 0
    for second in range(since, last or since):
        count += any(hours["from"] <= second < hours["until"] for hours in case["business"])
        if count == limit:
            return T if end <= second + 1 else F
    return T if last is not None and end <= last else U


class Thread:
    """Messages by id, with their conversations."""

    def __init__(self, case):
        self.case, self.now = case, case["now"]
        self.messages = [m for m in case["messages"] if m["at"] <= self.now]
        self.all = {m["id"]: m for m in case["messages"]}
        order = {m["id"]: i for i, m in enumerate(case["messages"])}
        self.by_time = sorted(self.messages, key=lambda m: (m["at"], order[m["id"]]))
        self.heads = {m["id"]: self.find_head(m) for m in self.messages}

    def parent(self, m):
        """The parent, unless it is not there or the link is part of a ring."""
        at, steps = self.all.get(m.get("parent")), 0
        first = at
        while at and steps <= len(self.all):
            if at["id"] == m["id"]:
                return None
            at, steps = self.all.get(at.get("parent")), steps + 1
        return first

    def head(self, m):
        return self.heads[m["id"]]

    def find_head(self, m):
        best = None
        while m:
            if m["sender"] == "customer":
                best = m["id"]
            m = self.parent(m)
        return best

    def answers(self, m):
        return m["sender"] == "human" and not removed(m, self.now)

    def later_answers(self, m):
        at = self.by_time.index(m)
        return [r for r in self.by_time[at + 1:] if self.answers(r) and self.head(r) == self.head(m)]


def responses(t):
    limit, found = t.case["duties"].get("response"), {}
    for head in {t.head(m) for m in t.messages} - {None}:
        running = None
        for m in t.by_time:
            if t.head(m) != head:
                continue
            if m["sender"] == "customer" and running is None:
                running = m
            elif t.answers(m) and running:
                met = in_time(t.case, running["at"], m["at"], limit)
                found[running["id"]] = (["late", "unknown", "met"][met], m["id"])
                running = None
        if running:
            met = in_time(t.case, running["at"], t.now, limit)
            found[running["id"]] = (["overdue", "unknown", "open"][met], None)
    return [(mid, "response", state, by) for mid, (state, by) in found.items()]


def apologies(t):
    limit, found, paying = t.case["duties"].get("apology"), [], []
    for m in t.messages:
        if m["sender"] not in ("human", "campaign") or not m["public"] or removed(m, t.now):
            continue
        since = None
        for _, v in reversed(seen(m, t.now)):
            if not pays(v):
                break
            since = v["at"]
        if since is not None:
            paying.append((m["place"], since, [x["id"] for x in t.case["messages"]].index(m["id"]), m["id"]))
    for m in t.messages:
        if m["sender"] == "customer" or not m["public"]:
            continue
        states = []
        for _, v in seen(m, t.now) or [(0, None)]:
            at, insults = v["at"] if v else m["at"], score(v, "insulting")
            later = sorted((a for a in paying if a[0] == m["place"] and a[1] > at), key=lambda a: a[1:3])
            if insults == T:
                if later:
                    states.append(("paid", later[0][3]))
                else:
                    late = in_time(t.case, at, t.now, limit) == F
                    states.append(("overdue" if late else "owed", None))
            elif insults == U and not later:
                states.append(("unknown", None))
        first = [s for s in states if s[0] in ("owed", "overdue")] or [s for s in states if s[0] == "unknown"]
        if first:
            found.append((m["id"], "apology", *first[0]))
        elif states:
            found.append((m["id"], "apology", *states[-1]))
    return found


def shown(t, m, v):
    codes = t.case["duties"].get("grounds", GROUNDS).get(m["removal"].get("ground"), [])
    marks = [s for s in report(v).get("signals", []) if s["strength"] >= LINE] + report(v).get("findings", [])
    return any(s["code"] in codes and s["start"] < s["end"] for s in marks)


def agreed(t, m, digest, at):
    """People who agreed and count, and who vetoed; None without a policy or without knowing whom it criticises."""
    r, policy = m["removal"], t.case.get("policy")
    criticised = [PERSON.get(name) for name in r.get("criticised", [])]
    if not policy or not criticised or None in criticised:
        return None
    last = {}
    for a in sorted(r.get("approvals", []), key=lambda a: a["at"]):
        if a["by"] in PERSON and a["at"] <= at:
            last[PERSON[a["by"]]] = a
    alive = {who for who, a in last.items() if a["verdict"] == "approve" and a["digest"] == digest
             and at < a["at"] + policy.get("ttl", 10**9)}
    return alive - set(criticised), [who for who, a in last.items() if a["verdict"] == "reject"]


def removals(t, digests):
    found = []
    for m in t.messages:
        r = m.get("removal")
        if not r or m["sender"] != "customer" or (r.get("by") is not None and r.get("by") == m.get("by")):
            continue
        versions = seen(m, t.now)
        v = versions[-1][1] if versions else None
        at = r["at"] if removed(m, t.now) else t.now
        state = "need"
        if not shown(t, m, v):
            state = "deny"
        elif report(v).get("digest") and agreed(t, m, digests.get(m["id"]), at):
            people, vetoes = agreed(t, m, digests.get(m["id"]), at)
            if t.case["policy"] == POLICY:
                enough = bool(people & {"ana", "bo"})
                if "cy" in vetoes:
                    state = "deny"
            else:
                enough = t.case["policy"] == OPEN_POLICY or "cy" in people
            if state == "need" and enough and len(people) >= 2:
                state = "allow"
        found.append((m["id"], "removal", state, None))
    return found


def complaints(t):
    found, answered = [], collections.defaultdict(list)
    for m in t.messages:
        parent = t.parent(m)
        if not parent or parent["at"] > t.now or parent["sender"] != "customer" or removed(m, t.now):
            continue
        complaint = {"negative": T, "unknown": U}.get(parent.get("sentiment", "unknown"), F)
        if complaint == F or m["sender"] in ("customer", "note"):
            continue
        versions = seen(m, t.now)
        v = versions[-1][1] if versions else None
        if m["sender"] == "human":
            answered[parent["id"]].append((m, v))

        def find(kind, there):
            if min(there, complaint) != F:
                found.append((m["id"], kind, ["", "unknown", "found"][min(there, complaint)], None))
        contacts = report(v).get("contacts")
        for own in [U] if contacts is None else [F if c["own"] else T for c in contacts]:
            find("contact", own)
        if m["public"] and m["sender"] == "human":
            find("pointer", pointer(v))
        listed = report(v).get("signals")
        for blame in [U] if listed is None else [T for s in listed if s["code"] == "defensive.scapegoat"]:
            find("scapegoat", blame)
    for mid, replies in answered.items():
        sure = t.all[mid].get("sentiment") == "negative"

        def require(kind, there):
            found.append((mid, kind, "done" if there == T else "missing" if there == F and sure else "unknown", None))
        require("own_it", min(max(score(v, name) for _, v in replies) for name in ("apologetic", "remedy")))
        public = [v for m, v in replies if m["public"]]
        if public:
            require("channel", max(offers(v) for v in public))
    return found


def offers(v):
    contacts = report(v).get("contacts")
    return U if contacts is None else T if any(c["own"] for c in contacts) else F


def pointer(v):
    contacts, words = report(v).get("contacts"), (v or {}).get("words")
    points = max(U if contacts is None else T if contacts else F, signals(v, ["courtesy.contact"], 0))
    if points == U and contacts is not None and "signals" in report(v):
        points = F
    speaks = max(U if words is None else T if words >= WORDS else F, signals(v, [
        "apologetic.explicit", "apologetic.responsibility", "apologetic.empathy", "apologetic.promise", "courtesy.thanks",
        "remedy.offer"], LINE))
    return min(points, 2 - speaks)


def coverage(t):
    total, answered = collections.Counter(), collections.Counter()
    for m in t.messages:
        if m["sender"] == "customer":
            kind = m.get("sentiment", "unknown")
            total[kind] += 1
            answered[kind] += bool(t.later_answers(m))
    return {kind: [answered[kind], total[kind]] for kind in ("positive", "negative", "neutral", "unknown")}


def model(case, digests):
    t = Thread(case)
    return sorted(responses(t) + apologies(t) + removals(t, digests) + complaints(t), key=str), coverage(t)


# ---- Cases ----

class Dice(random.Random):
    """Quick picks: most of the time goes into making cases."""

    def choice(self, seq):
        return seq[int(self.random() * len(seq))]

    def randrange(self, start, stop=None):
        return int(self.random() * start) if stop is None else start + int(self.random() * (stop - start))


def make_report(pick, sender):
    codes = {"customer": ["insulting.threat", "insulting.profanity_directed", "insulting.mockery"],
             }.get(sender, ["apologetic.explicit", "apologetic.responsibility", "defensive.non_apology", "defensive.scapegoat",
                            "courtesy.contact", "courtesy.thanks"])

    def mark(**more):
        start = pick.randrange(20)
        return {**more, "start": start, "end": start + pick.choice([5, 5, 5, 5, 0])}
    parts = {
        "tone": {name: pick.choice([0, 499, 500, 900]) for name in ("insulting", "apologetic") if pick.random() < .95},
        "remedy": pick.choice([0, 500, 800]),
        "signals": [mark(code=code, strength=pick.choice([100, 499, 500, 900]))
                    for code in codes if pick.random() < .4],
        "findings": [mark(code=pick.choice(["media.flagged", "insulting.threat"])) for _ in range(pick.choice([0, 0, 0, 1]))],
        "contacts": [mark(kind="email", value="a@b.c", own=pick.random() < .6) for _ in range(pick.choice([0, 0, 1, 2]))],
        "digest": "D" + str(pick.randrange(3)),
    }
    if pick.random() < .2:
        parts["tone"] = {"insulting": 0, "apologetic": 900}
        parts["signals"] = [mark(code=codes[0], strength=pick.choice([500, 900]))]
    keep = 1 if pick.random() < .7 else .7
    return {name: part for name, part in parts.items() if pick.random() < keep}


def make_versions(pick, message):
    versions, at = [], message["at"]
    for _ in range(pick.choice([0, 1, 1, 1, 1, 2, 3])):
        version = {"at": at}
        if pick.random() < .9:
            version["report"] = make_report(pick, message["sender"])
        if pick.random() < .6:
            version["words"] = pick.choice([0, 4, 5, 9])
        versions.append(version)
        at += pick.randint(1, 15)
    return versions


def make_removal(pick, message):
    if pick.random() < .3:
        return {"how": pick.choice(["asked", "hidden"]), "at": message["at"] + 30, "ground": "threat", "criticised": ["own"]}
    removal = {"how": pick.choice(["asked", "hidden", "deleted", "deleted"]), "at": message["at"] + pick.randint(0, 30)}
    if pick.random() < .9:
        removal["ground"] = pick.choice(["threat", "threat", "threat", "obscenity", "spam"])
    if pick.random() < .9:
        removal["criticised"] = pick.choice([["own"], ["own@x"], ["own", "ana"], ["zed"], [], ["own", "zed"]])
    if pick.random() < .5:
        removal["by"] = pick.choice(["bo", "c0"])
    return removal


def make_message(pick, index, ids):
    sender = pick.choice(["customer"] * 5 + ["human"] * 4 + ["bot", "automation", "campaign", "note"])
    message = {"id": ids[index], "place": pick.choice(["p", "p", "q"]), "sender": sender, "at": pick.randrange(90),
               "public": sender != "note" and pick.random() < .75}
    if index and pick.random() < .8:
        message["parent"] = ids[pick.randrange(index)]
    elif pick.random() < .2:
        message["parent"] = pick.choice(ids + ["gone"])
    if sender == "customer":
        message["by"] = "c" + str(pick.randrange(3))
        if pick.random() < .8:
            message["sentiment"] = pick.choice(["negative", "negative", "positive", "neutral", "unknown"])
    versions = make_versions(pick, message)
    if versions or pick.random() < .5:
        message["versions"] = versions
    if pick.random() < .25:
        message["removal"] = make_removal(pick, message)
    return message


def make_case(pick):
    count = pick.randint(1, 8)
    ids = [f"m{i}" for i in range(count)]
    case = {"now": pick.choice([40, 70, 100, 130]), "duties": {}, "messages": [make_message(pick, i, ids) for i in range(count)]}
    for name in ("response", "apology"):
        if pick.random() < .85:
            case["duties"][name] = pick.choice([1, 5, 10, 20, 60])
    if pick.random() < .2:
        case["duties"]["grounds"] = {"spam": ["media.flagged"], "threat": ["insulting.threat", "insulting.mockery"]}
    if pick.random() < .5:
        edges = sorted(pick.sample(range(-10, 140), 2 * pick.randrange(4)))
        case["business"] = [{"from": a, "until": b} for a, b in zip(edges[::2], edges[1::2])]
    if pick.random() < .9:
        case["policy"], case["roster"] = pick.choice([POLICY, POLICY, OPEN_POLICY, STRICT_POLICY]), ROSTER
    return case


def add_approvals(pick, case, digests):
    """Approvals can only be given once the digest of the removal is known."""
    for m in case["messages"]:
        if m["id"] not in digests or "removal" not in m or pick.random() < .1:
            continue
        times = pick.sample(range(m["at"], m["at"] + 32), 4)
        m["removal"]["approvals"] = [
            {"by": who, "at": at, "verdict": pick.choice(["approve"] * 9 + ["reject"]),
             "digest": pick.choice([digests[m["id"]]] * 19 + ["other"])}
            for who, at in zip(pick.sample(["ana", "bo", "cy", "own", "bo@x", "zed"], pick.choice([1, 2, 3, 4, 4])), times)]


# ---- What must always hold ----

def duties_of(answer, kinds=None, but=()):
    return sorted(((d["message"], d["kind"], d["state"], d.get("by")) for d in answer["duties"]
                   if (kinds is None or d["kind"] in kinds) and d["message"] not in but), key=str)


def not_cleared(kind, bad):
    """A duty in one of these states stays one of its kind that is not settled."""
    def holds(changed, original):
        after = {d["message"]: d["state"] for d in changed["duties"] if d["kind"] == kind}
        return all(after.get(d["message"], "gone") not in (*SETTLED, "gone") for d in original["duties"]
                   if d["kind"] == kind and d["state"] in bad)
    return holds


def same(kinds=None, but=()):
    def holds(changed, original):
        coverage = kinds is None and not but
        return (duties_of(changed, kinds, but) == duties_of(original, kinds, but)
                and (not coverage or changed["summary"] == original["summary"]))
    return holds


def variants(case, pick):
    """(what is claimed, a relation of the answers, the changed case)."""
    def changed(change):
        other = json.loads(json.dumps(case))
        change(other)
        return other

    def each(c, sender=None):
        return [m for m in c["messages"] if sender is None or m["sender"] == sender]

    if len({m["at"] for m in case["messages"]}) == len(case["messages"]):
        yield "the order of records is irrelevant", same(), changed(lambda c: pick.shuffle(c["messages"]))

    def remove_insults(c):
        for m in each(c):
            if m["sender"] != "customer" and "removal" not in m:
                m["removal"] = {"how": "deleted", "at": max([m["at"], *[v["at"] for v in m.get("versions", [])], c["now"]])}
    yield "deleting the insult never pays", not_cleared("apology", ("owed", "overdue", "unknown")), changed(remove_insults)

    def edit_insults(c):
        for m in each(c):
            if m["sender"] != "customer" and m.get("versions") and "removal" not in m:
                clean = {"tone": {"insulting": 0, "apologetic": 0}, "remedy": 0, "signals": [], "findings": [], "contacts": []}
                m["versions"].append({"at": m["versions"][-1]["at"] + 1, "report": clean})
    yield "editing the insult never pays", not_cleared("apology", ("owed", "overdue", "unknown")), changed(edit_insults)

    sorry = {"tone": {"insulting": 0, "apologetic": 900}, "remedy": 900, "findings": [], "contacts": [],
             "signals": [{"code": "apologetic.explicit", "strength": 900, "start": 0, "end": 5}]}

    def say_sorry(place="p", **more):
        message = {"id": "new", "place": place, "sender": "human", "at": case["now"], "public": True,
                   "versions": [{"at": case["now"], "words": 9, "report": sorry}], **more}
        return changed(lambda c: c["messages"].append(message))
    apology = ("owed", "overdue", "unknown")
    yield "a private message never pays", not_cleared("apology", apology), say_sorry(public=False)
    yield "an apology elsewhere never pays", not_cleared("apology", apology), say_sorry(place="elsewhere")
    yield "a program never pays", not_cleared("apology", apology), say_sorry(sender="bot")
    yield "a deleted apology never pays", not_cleared("apology", apology), say_sorry(
        removal={"how": "deleted", "at": case["now"]})
    yield "a bot's reply changes nothing", same(), changed(lambda c: c["messages"].append(
        {"id": "new", "place": "p", "sender": "bot", "at": c["now"], "public": True, "parent": c["messages"][0]["id"],
         "versions": [{"at": c["now"], "words": 9, "report": {**sorry, "signals": []}}]}))

    def paid(changed_answer, _):
        after = {d["message"]: d["state"] for d in changed_answer["duties"] if d["kind"] == "apology"}
        here = [m for m in case["messages"] if m["place"] == "p"
                and all(v["at"] < case["now"] for v in m.get("versions", []) + [m])]
        return all(after.get(m["id"], "paid") == "paid" for m in here)
    yield "a public apology in the place pays what was before it", paid, say_sorry()

    def other_sentiments(c):
        for m in each(c, "customer"):
            m["sentiment"] = pick.choice(["negative", "positive", "neutral", "unknown"])
            for v in m.get("versions", []):
                if "report" in v:
                    v["report"]["tone"] = {"insulting": pick.choice([0, 900]), "apologetic": pick.choice([0, 900])}
    yield "sentiment never changes a removal", same(("removal",)), changed(other_sentiments)

    def forget(c):
        for m in each(c):
            if m["sender"] != "customer":
                for v in m.get("versions", []):
                    v.pop("report", None)
    for kind, bad in (("apology", apology), ("contact", ("found", "unknown")), ("scapegoat", ("found", "unknown")),
                      ("own_it", ("missing", "unknown")), ("channel", ("missing", "unknown")), ("pointer", ("unknown",))):
        yield "missing findings clear no " + kind, not_cleared(kind, bad), changed(forget)
    yield "missing findings clear no response", same(("response",)), changed(forget)

    def forget_comments(c):
        for m in each(c, "customer"):
            m["versions"] = []
    yield "missing findings allow no removal", not_cleared("removal", ("need", "deny")), changed(forget_comments)

    def one_approval(c):
        for m in each(c, "customer"):
            m.get("removal", {})["approvals"] = m.get("removal", {}).get("approvals", [])[:1]
    yield "one person removes nothing", lambda after, _: not any(
        d["kind"] == "removal" and d["state"] == "allow" for d in after["duties"]), changed(one_approval)
    latest = max([0] + [x for m in case["messages"] for x in [m["at"], m.get("removal", {}).get("at", 0)]
                        + [v["at"] for v in m.get("versions", [])]])
    if latest <= case["now"]:
        def no_way_back(after, before):
            then = {(d["message"], d["kind"]): d["state"] for d in before["duties"]}
            return all(d["state"] in SETTLED for d in after["duties"]
                       if d["kind"] in ("apology", "response") and then.get((d["message"], d["kind"])) in SETTLED)
        yield "time alone turns nothing paid into owed", no_way_back, changed(lambda c: c.update(now=c["now"] + 1000))
        bad = ("overdue", "late", "owed")
        yield "time alone pays for nothing", not_cleared("apology", bad), changed(lambda c: c.update(now=c["now"] + 1000))
        yield "time alone answers nothing", not_cleared("response", ("open", "overdue", "late")), changed(
            lambda c: c.update(now=c["now"] + 1000))
    due = case["duties"].get("response")
    if due and "business" not in case:
        def exact(late):
            at = 2000
            return {"now": at + due + 5, "duties": case["duties"], "messages": [
                {"id": "a", "place": "p", "sender": "customer", "public": True, "at": at},
                {"id": "b", "place": "p", "sender": "human", "public": True, "at": at + due + late, "parent": "a"}]}
        yield "exactly at due is met", lambda a, _: duties_of(a, ("response",)) == [("a", "response", "met", "b")], exact(0)
        yield "a second after due is late", lambda a, _: duties_of(a, ("response",)) == [("a", "response", "late", "b")], exact(1)


# ---- Running ----

class Filter:
    """The C program: requests in, answers out, a batch at a time."""

    def __init__(self, path):
        self.path = path

    def judge(self, cases):
        lines = "".join(json.dumps(case) + "\n" for case in cases)
        done = subprocess.run([self.path], input=lines, capture_output=True, text=True, check=True)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(answers) == len(cases), "an answer is missing"
        for case, answer in zip(cases, answers):
            if "duties" not in answer:
                sys.exit(f"refused: {answer}\n{json.dumps(case)}")
        return answers


def digests_of(answer):
    return {d["message"]: d["digest"] for d in answer["duties"] if d["kind"] == "removal" and d["digest"]}


def compare(case, answer, digests):
    wanted, covered = model(case, digests)
    got = duties_of(answer)
    got_covered = {kind: [answer["summary"]["coverage"][kind]["answered"], answer["summary"]["coverage"][kind]["total"]]
                   for kind in covered}
    attention = sum(state not in SETTLED for _, _, state, _ in wanted)
    if (got, got_covered, answer["summary"]["attention"]) != (wanted, covered, attention):
        sys.exit(f"the model says {sorted(set(wanted) - set(got), key=str)} {covered}, the library "
                 f"{sorted(set(got) - set(wanted), key=str)} {got_covered}:\n{json.dumps(case)}")


def run_batch(program, pick, size, tally):
    cases = [make_case(pick) for _ in range(size)]
    digests = [digests_of(answer) for answer in program.judge(cases)]
    for case, its in zip(cases, digests):
        add_approvals(pick, case, its)
    asked, claims = list(cases), []
    # The claims multiply the work by twenty-five, so every sixtieth case bears them.
    for index, case in list(enumerate(cases))[::60]:
        for claim, relation, other in variants(case, pick):
            claims.append((claim, relation, index, len(asked)))
            asked.append(other)
    got = program.judge(asked)
    for case, answer, its in zip(cases, got, digests):
        compare(case, answer, its)
        tally["states"].update((d["kind"], d["state"]) for d in answer["duties"])
    for claim, relation, index, at in claims:
        tally["claims"][claim] += 1
        if not relation(got[at], got[index]):
            sys.exit(f"{claim}: does not hold:\n{json.dumps(cases[index])}\n{json.dumps(asked[at])}")


def main():
    program, wanted = Filter(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    limit = float(sys.argv[3]) if len(sys.argv) > 3 else float("inf")
    pick, start, done = Dice(20260202), time.monotonic(), 0
    tally = {"states": collections.Counter(), "claims": collections.Counter()}
    while done < wanted and time.monotonic() - start < limit:
        size = min(1000, wanted - done)
        run_batch(program, pick, size, tally)
        done += size
    print(f"{done} cases in {time.monotonic() - start:.1f} s")
    print(", ".join(f"{kind} {state} {count}" for (kind, state), count in sorted(tally["states"].items())))
    print(", ".join(f"{claim} {count}" for claim, count in tally["claims"].items()))
    # A state that never comes up is one that nothing was compared on.
    if done >= 5000 and len(tally["states"]) < 24:
        sys.exit(f"only {len(tally['states'])} of 24 kinds of duty in a state came up")


if __name__ == "__main__":
    main()
