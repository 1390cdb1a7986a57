#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Compare the bare decision with a slow model of it, on generated cases, and check what must always hold.

usage: policy_model.py FILTER [CASES [SECONDS [PROCESSES]]]

The model tries every way to give people to places. The cases come from a fixed seed, the same whatever the number
of processes; it stops after SECONDS. A million cases, which take about eight minutes on two cores:

    tests/unit/policy_model.py build/tests/tests/unit/decide_filter 1000000 inf 2
"""
import itertools
import json
import marshal
import multiprocessing
import random
import subprocess
import sys
import time

SEED = 20260101
BATCH = 500
PEOPLE = ['ana', 'bo', 'cy', 'dee', 'eli']
ROLES = ['lead', 'legal', 'brand']
DECISIONS = ['deny', 'need', 'allow_override', 'allow']
RANK = {name: rank for rank, name in enumerate(DECISIONS)}
DENY, NEED, OVERRIDE, ALLOW = range(4)
NOW = 1000
FOR_EVER = 10**9
VALUES = {'score': [0, 300, 600, 900], 'kinds': [[], ['image'], ['video', 'image']], 'place': ['public', 'private']}
BOTH = ['author', 'editors']
REASONS = ['so it is', '  because   it  burns ', 'the house burns down and nobody is here']


# ---- The model ----

def truth(condition, facts):
    """True, False, or None for unknown."""
    if 'all' in condition or 'any' in condition:
        wins = 'any' in condition
        parts = [truth(part, facts) for part in condition['any' if wins else 'all']]
        return wins if wins in parts else None if None in parts else not wins
    if 'not' in condition:
        inner = truth(condition['not'], facts)
        return None if inner is None else not inner
    if condition['field'] not in facts:
        return None
    value = facts[condition['field']]
    words = value if isinstance(value, list) else [value]
    tests = {'gte': lambda x: value >= x, 'lt': lambda x: value < x, 'has': lambda x: x in words,
             'in': lambda x: any(word in x for word in words)}
    return all(tests[op](x) for op, x in condition.items() if op != 'field')


def role_bounds(role):
    return (role, -FOR_EVER, FOR_EVER) if isinstance(role, str) else (
        role['role'], role.get('from', -FOR_EVER), role.get('until', FOR_EVER))


def fits(case, who, slot, when):
    if who in slot.get('people', []):
        return True
    return any(name in slot.get('roles', []) and begin <= when < end
               for name, begin, end in map(role_bounds, case['roster'][who].get('roles', [])))


def restriction(case, index, record):
    """Within a second what restricts more is later."""
    if record['verdict'] in ('reject', 'revoke'):
        return {'revoke': 2, 'reject': 3}[record['verdict']]
    return 1 if index in case.get('consumed', []) else 0


def reason_length(record):
    return len(' '.join(record.get('reason', '').split()))


def heard_records(case):
    """The (index, record) pairs per person that are heard, in the order of time."""
    owner = {name: who for who, person in case['roster'].items() for name in [who, *person.get('aliases', [])]}
    draft, heard = case['draft'], {}
    for index, record in enumerate(case['approvals']):
        who = owner.get(record['by'])
        if who is None or not record.get('verified', True):
            continue
        if record.get('draft', 'd') not in ('d', draft.get('template_id')):
            continue
        if record['at'] > case['now'] + case['policy'].get('skew', 0):
            continue
        key = (record['at'], restriction(case, index, record), covers(case, record), record.get('policy', 'p') == 'p',
               reason_length(record), 'rules' not in record, record.get('rules', []), record['digest'], index)
        heard.setdefault(who, []).append((key, (index, record)))
    return {who: [pair for _, pair in sorted(records, key=lambda entry: entry[0])] for who, records in heard.items()}


def covers(case, record):
    """An approval is of the bytes as they are, or of the template that they were made from."""
    return record['digest'] in (case['draft']['digest'], case['draft'].get('template'))


def standing_vetoes(case, records):
    """The rejections that were not taken back."""
    standing = []
    for _, record in records:
        if record['verdict'] == 'reject':
            standing.append(record)
        elif record['verdict'] == 'override':
            continue
        elif record['digest'] == case['draft']['digest'] and record.get('policy', 'p') == 'p':
            standing = []
        elif record['verdict'] == 'revoke' and {other['digest'] for other in standing} == {record['digest']}:
            standing = []
    return standing


def live_approvals(case, heard, vetoes):
    """{who: (index, record)} of those whose last word approves these bytes."""
    live = {}
    for who, records in heard.items():
        said = [pair for pair in records if pair[1]['verdict'] != 'override']
        if not said or who in vetoes:
            continue
        index, record = said[-1]
        if (record['verdict'] == 'approve' and covers(case, record) and record.get('policy', 'p') == 'p'
                and index not in case.get('consumed', [])):
            live[who] = said[-1]
    return live


def live_overrides(case, heard):
    override, draft, live = case['policy'].get('override'), case['draft'], {}
    for who, records in heard.items() if override else ():
        last = None
        for index, record in records:
            if record['verdict'] == 'override':
                last = index, record
            elif record['verdict'] != 'approve':
                last = None
        if last is None or last[0] in case.get('consumed', []) or who in [draft['author'], *draft['editors']]:
            continue
        record = last[1]
        if (record['digest'] == draft['digest'] and record.get('policy', 'p') == 'p'
                and reason_length(record) >= override.get('reason_min', 20)
                and case['now'] < record['at'] + override.get('ttl', 3600) and fits(case, who, override, case['now'])):
            live[who] = last
    return live


def counts(case, who, record, rule):
    policy, draft = case['policy'], case['draft']
    exclude = rule.get('exclude', policy.get('exclude', BOTH))
    if 'author' in exclude and who == draft['author'] or 'editors' in exclude and who in draft['editors']:
        return False
    ttl = min(policy.get('ttl', 2 * FOR_EVER), rule.get('ttl', 2 * FOR_EVER))
    return case['now'] < record['at'] + ttl and rule['name'] in record.get('rules', [rule['name']])


def fillable(places):
    """Whether distinct people can take the places, each a set of people: by trying everything."""
    if not places:
        return True
    return any(fillable([rest - {who} for rest in places[1:]]) for who in places[0])


def choices_hold(case, live, rules):
    for alternatives in itertools.product(*[rule['any'] for rule in rules]):
        places = []
        for rule, alternative in zip(rules, alternatives):
            for slot in alternative:
                able = {who for who, (_, record) in live.items() if counts(case, who, record, rule)
                        and fits(case, who, slot, case['now'])}
                places += [able] * slot['count']
        if fillable(places):
            return True
    return False


def all_rules(policy):
    baseline = [] if policy['baseline'] == 'none' else [{'name': 'baseline', 'any': policy['baseline']}]
    return baseline + policy['rules']


def groups_of(case):
    """The active rules that ask for people, those kept separate together."""
    asking = [rule for rule in all_rules(case['policy'])
              if 'any' in rule and ('when' not in rule or truth(rule['when'], case['findings']) is not False)]
    separate = case['policy'].get('separate', [])
    grouped = {name for group in separate for name in group}
    groups = [[rule for rule in asking if rule['name'] in group] for group in separate]
    return [group for group in groups if group] + [[rule] for rule in asking if rule['name'] not in grouped]


def stops(case, vetoes):
    """(decision, whether an override lifts it) of each thing that stops the reply, people aside."""
    policy, draft = case['policy'], case['draft']
    for rule in policy['rules']:
        active = truth(rule['when'], case['findings']) if 'when' in rule else True
        if active is False or 'any' in rule:
            continue
        soft = rule.get('tier') == 'soft' and 'soft' in policy.get('override', {}).get('tiers', ['soft'])
        yield DENY if 'deny' in rule and active else NEED, 'hold' in rule or soft
    for slot in policy.get('vetoes', []):
        if sum(any(fits(case, who, slot, veto['at']) for veto in standing)
               for who, standing in vetoes.items()) >= slot['count']:
            yield DENY, False
    if draft['author'] not in case['roster'] or set(draft['editors']) - set(case['roster']):
        yield NEED, False


def model(case):
    heard = heard_records(case)
    vetoes = {who: standing_vetoes(case, records) for who, records in heard.items()}
    vetoes = {who: standing for who, standing in vetoes.items() if standing}
    live, found = live_approvals(case, heard, vetoes), list(stops(case, vetoes))
    found += [(NEED, True) for group in groups_of(case) if not choices_hold(case, live, group)]
    result = min((decision for decision, _ in found), default=ALLOW)
    override = case['policy'].get('override')
    if result < ALLOW and override and all(liftable for _, liftable in found):
        if len(live_overrides(case, heard)) >= override.get('count', 2):
            return OVERRIDE
    return result


# ---- The ticket ----

def ticket_fault(case, answer):
    """What is wrong with the records that an allowance stands on, or None."""
    used, heard = answer['ticket']['records'], heard_records(case)
    people = {index: who for who, records in heard.items() for index, _ in records}
    if any(answer['records'][index] != 'LIVE' for index in used):
        return 'it stands on a record that is not live'
    if len({people[index] for index in used}) != len(used):
        return 'it stands on somebody twice'
    if answer['decision'] == 'allow_override':
        good = {index for index, _ in live_overrides(case, heard).values()}
        wanted = case['policy']['override'].get('count', 2)
        return None if set(used) <= good and len(used) == wanted else 'it stands on other overrides than it takes'
    live = {who: pair for who, pair in live_approvals(case, heard, {}).items() if pair[0] in used}
    groups = groups_of(case)
    if not all(choices_hold(case, live, group) for group in groups):
        return 'its records do not fill the rules'
    if all(len(rule['any']) == 1 for group in groups for rule in group) and any(
            all(choices_hold(case, {w: p for w, p in live.items() if w != who}, group) for group in groups)
            for who in live) and len(groups) == 1:
        return 'it stands on more records than it takes'
    return None


def has_roles_to_come(case):
    return any(isinstance(role, dict) and 'from' in role
               for person in case['roster'].values() for role in person['roles'])


def at_time(case, now):
    return {**case, 'now': now}


def ticket_times(case, answer):
    """(moment, whether the decision must still hold then, or the very same ticket not) to ask again at."""
    # Records that are not heard yet may change all.
    if any(record['at'] > NOW + case['policy'].get('skew', 0) for record in case['approvals']):
        return
    expires = answer['ticket']['expires']
    if expires is None:
        yield NOW + FOR_EVER // 2, True
        return
    yield expires - 1, True
    # Where there is more than one way to fill the rules, the same people may go on in another one.
    rules = [rule for group in groups_of(case) for rule in group]
    one_way = len(rules) == 1 and len(rules[0]['any']) == 1 and len(rules[0]['any'][0]) == 1
    if (one_way or answer['decision'] == 'allow_override') and not has_roles_to_come(case):
        yield expires, False


# ---- Cases ----

def make_condition(pick, depth=2):
    kind = pick.randrange(6 if depth else 3)
    if kind < 3:
        return [{'field': 'score', 'gte': pick.choice([200, 500, 800])}, {'field': 'kinds', 'has': 'image'},
                {'field': 'place', 'in': ['public', 'shop']}][kind]
    if kind == 3:
        return {'not': make_condition(pick, depth - 1)}
    return {'all' if kind == 4 else 'any': [make_condition(pick, depth - 1) for _ in range(pick.randint(1, 2))]}


def make_slot(pick):
    slot = {'count': pick.choice([1, 1, 2]), 'roles': pick.sample(ROLES, pick.choice([1, 1, 2]))}
    if pick.random() < .1:
        slot['people'] = [pick.choice(PEOPLE)]
    return slot


def make_any(pick):
    return [[make_slot(pick) for _ in range(pick.choice([1, 1, 2]))] for _ in range(pick.choice([1, 1, 2]))]


def make_rule(pick, name):
    effect = pick.choice(['any'] * 6 + ['hold', 'deny'])
    rule = {'name': name, effect: make_any(pick) if effect == 'any' else 'so it is'}
    if effect == 'deny' and pick.random() < .7:
        rule['tier'] = pick.choice(['soft', 'soft', 'hard'])
    if pick.random() < .6:
        rule['when'] = make_condition(pick)
    if effect == 'any' and pick.random() < .2:
        rule['ttl'] = pick.choice([100, 500])
    if effect == 'any' and pick.random() < .1:
        rule['exclude'] = pick.choice([[], ['author'], BOTH])
    return rule


def make_record(pick):
    at = pick.choice([100, 700, 900, 950, 950, 970, NOW, NOW, pick.choice([NOW, NOW + 1, NOW + 20])])
    record = {'by': pick.choice(PEOPLE), 'at': at,
              'verdict': pick.choice(['approve'] * 8 + ['reject', 'revoke'] + ['override'] * 5),
              'digest': pick.choice(['D1', 'D1', 'D1', 'D1', 'D1', 'D0', 'T'])}
    if record['verdict'] == 'override' or pick.random() < .05:
        record['reason'] = pick.choice(REASONS)
    if pick.random() < .1:
        record['policy'] = pick.choice(['p', 'q'])
    if pick.random() < .05:
        record['draft'] = pick.choice(['d', 't', 'e'])
    if pick.random() < .1:
        record['rules'] = pick.sample(['baseline', 'r0', 'r1', 'r2'], 2)
    return record


def make_role(pick, name):
    return pick.choice([name] * 5 + [{'role': name, 'until': pick.choice([NOW, NOW + 1])},
                                     {'role': name, 'from': pick.choice([NOW, NOW + 1])}])


def make_override(pick):
    override = {'roles': pick.sample(ROLES, pick.choice([1, 2, 3]))}
    for key, values in (('count', [2, 2, 3]), ('reason_min', [5, 20]), ('ttl', [60, 400]), ('tiers', [[], ['soft']])):
        if pick.random() < .5:
            override[key] = pick.choice(values)
    return override


def make_case(pick):
    rules = [make_rule(pick, f'r{i}') for i in range(pick.randint(1, 3))]
    policy = {'version': 1, 'id': 'p', 'baseline': pick.choice(['none', make_any(pick)]), 'rules': rules,
              'vetoes': pick.choice([[], [{'count': 1, 'roles': ['legal']}], [{'count': 2, 'roles': ROLES}]])}
    for key, values in (('ttl', [100, 500]), ('skew', [0, 5])):
        if pick.random() < .5:
            policy[key] = pick.choice(values)
    if pick.random() < .5:
        policy['override'] = make_override(pick)
    if pick.random() < .4:
        policy['separate'] = [[rule['name'] for rule in rules if 'any' in rule]]
        policy['separate'] = [group for group in policy['separate'] if group]
    roster = {who: {'roles': [make_role(pick, role) for role in pick.sample(ROLES, pick.choice([0, 1, 1, 2, 3]))]}
              for who in PEOPLE}
    findings = {name: pick.choice(values) for name, values in VALUES.items() if pick.random() < .85}
    draft = {'id': 'd', 'digest': 'D1', 'author': pick.choice(PEOPLE + (['zed'] if pick.random() < .3 else [])),
             'editors': pick.sample(PEOPLE, pick.choice([0, 0, 1]))}
    if pick.random() < .3:
        draft.update(pick.choice([{'template': 'T'}, {'template': 'T', 'template_id': 't'}]))
    approvals = [make_record(pick) for _ in range(pick.randrange(9))]
    if 'override' in policy and pick.random() < .5:
        approvals += [{'by': who, 'at': 960, 'verdict': 'override', 'digest': 'D1', 'reason': REASONS[-1]}
                      for who in pick.sample(PEOPLE, pick.choice([1, 2, 3]))]
    consumed = [index for index in range(len(approvals)) if pick.random() < .04]
    return {'policy': policy, 'roster': roster, 'findings': findings, 'draft': draft, 'now': NOW,
            'approvals': approvals, 'consumed': consumed}


# ---- What must always hold ----

SAME, NOT_ABOVE, NOT_BELOW = '==', '<=', '>='


def changed(case, change):
    other = marshal.loads(marshal.dumps(case))  # ten times as fast as copy.deepcopy
    change(other)
    return other


def keep(case, wanted):
    """Drop the records that are not wanted."""
    order = [index for index, record in enumerate(case['approvals']) if wanted(record)]
    case['consumed'] = [order.index(index) for index in case['consumed'] if index in order]
    case['approvals'] = [case['approvals'][index] for index in order]


def record_variants(case, pick):
    """What is claimed of one more record, the relation to the case, the changed case."""
    def add(**record):
        more = {'at': 990, 'verdict': 'approve', 'digest': 'D1', **record}
        return changed(case, lambda c: c['approvals'].append(more))

    verdict = pick.choice(['approve', 'reject', 'revoke', 'override'])
    said = {'verdict': verdict, 'reason': REASONS[-1]} if verdict == 'override' else {'verdict': verdict}
    who, anyone = pick.choice(PEOPLE), pick.choice(PEOPLE)
    yield 'an unknown person has no effect', SAME, add(by='zoe', **said)
    yield 'a bad signature has no effect', SAME, add(by=who, verified=False, **said)
    yield 'another draft has no effect', SAME, add(by=who, draft='other', **said)
    yield 'the future has no effect', SAME, add(by=who, at=5000, **said)
    yield 'an approve never lowers', NOT_BELOW, add(by=anyone, at=NOW)
    yield 'a reject never raises', NOT_ABOVE, add(by=anyone, at=pick.choice([50, 700, 950, NOW]), verdict='reject',
                                                digest=pick.choice(['D0', 'D1', 'T']))
    override = {'verdict': 'override', 'reason': REASONS[-1]}
    yield 'an override never lowers', NOT_BELOW, add(by=anyone, at=NOW, **override)
    yield 'an override never makes an allow', 'no allow', add(by=anyone, **override)
    alone = changed(case, lambda c: keep(c, lambda record: record['verdict'] != 'override'))
    alone['approvals'].append({'by': anyone, 'at': 990, 'digest': 'D1', **override})
    yield 'one override alone lifts nothing', 'no override', alone
    silent = [who for who in PEOPLE if all(record['by'] != who for record in case['approvals'])]
    if silent:
        who = pick.choice(silent)
        yield 'an approve of other bytes has no effect', SAME, add(by=who, digest='D0')
        yield 'an override of other bytes has no effect', SAME, add(by=who, digest='D0', **override)
        if who in case['draft']['editors'] or who == case['draft']['author']:
            yield 'the writers never override', SAME, add(by=who, **override)
    writers = [case['draft']['author'], *case['draft']['editors']]
    strict = all(rule.get('exclude', BOTH) == BOTH for rule in case['policy']['rules'])
    plain = [who for who in writers if all(record['verdict'] in ('approve', 'override')
                                           for record in case['approvals'] if record['by'] == who)]
    if strict and plain:
        yield 'author and editors never count', SAME, changed(
            case, lambda c: keep(c, lambda record: record['by'] not in plain))


def policy_variants(case, pick):
    """Likewise, of a policy that asks for more."""
    def change(change_policy):
        return changed(case, lambda c: change_policy(c['policy']))

    asking = [rule for rule in all_rules(case['policy']) if 'any' in rule]
    if asking:
        name = pick.choice(asking)['name']
        def raise_count(policy):
            for rule in all_rules(policy):
                for slots in rule['any'] if rule['name'] == name else []:
                    pick.choice(slots)['count'] += 1
        yield 'a higher count never raises', NOT_ABOVE, change(raise_count)
        if not case['policy'].get('separate'):
            names = [rule['name'] for rule in asking]
            yield 'separation never raises', NOT_ABOVE, change(lambda policy: policy.update(separate=[names]))
    yield 'a rule more never raises', NOT_ABOVE, change(lambda policy: policy['rules'].append(make_rule(pick, 'r9')))
    veto = {'count': 1, 'roles': ROLES}
    yield 'a veto more never raises', NOT_ABOVE, change(lambda policy: policy['vetoes'].append(veto))
    asks = [rule['name'] for rule in case['policy']['rules'] if 'any' in rule]
    if asks:
        name = pick.choice(asks)
        def escalate(c):
            c['draft']['since'] = 1
            for rule in c['policy']['rules']:
                if rule['name'] == name:
                    rule['escalate'] = {'after': 1, 'roles': ROLES, 'people': PEOPLE}
        yield 'an escalation gives nobody a right', SAME, changed(case, escalate)
    if 'override' in case['policy']:
        yield 'without an override it is not above', NOT_ABOVE, change(lambda policy: policy.pop('override'))


def variants(case, pick):
    """(what is claimed, its relation to the case, the changed case)."""
    def shuffle(c):
        order = list(range(len(c['approvals'])))
        pick.shuffle(order)
        c['approvals'] = [c['approvals'][index] for index in order]
        c['consumed'] = [order.index(index) for index in c['consumed']]

    yield 'the order of records is irrelevant', SAME, changed(case, shuffle)
    if case['approvals']:
        repeated = pick.choice(case['approvals'])
        yield 'a repeat has no effect', SAME, changed(case, lambda c: c['approvals'].append(repeated))
    yield from record_variants(case, pick)
    yield from policy_variants(case, pick)
    yield 'an edit never raises', NOT_ABOVE, changed(case, lambda c: c.update(
        draft={**c['draft'], 'digest': 'D2', 'template': 'T2'}))
    heard = NOW + case['policy'].get('skew', 0)
    if not has_roles_to_come(case) and all(record['at'] <= heard for record in case['approvals']):
        later = NOW + pick.choice([1, 50, 300, 3000])
        yield 'later never raises', NOT_ABOVE, changed(case, lambda c: c.update(now=later))
    if case['approvals']:
        def second_account(c):
            record = dict(pick.choice(c['approvals']))
            c['roster'][record['by']]['aliases'] = [record['by'] + '@desk']
            record['by'] = record['by'].upper() + '@DESK'
            c['approvals'].append(record)
        yield 'a second account has no effect', SAME, changed(case, second_account)
    if case['findings']:
        name = pick.choice(sorted(case['findings']))
        for value in VALUES[name]:
            yield 'a missing finding is never allowed unless every value is', 'missing', (
                changed(case, lambda c: c['findings'].pop(name)),
                changed(case, lambda c: c['findings'].update({name: value})))


def holds(relation, got, at, original):
    """got[at] is of the changed case; of a pair, the finding is missing in the first."""
    if relation == 'missing':
        return got[at] < OVERRIDE or got[at] <= got[at + 1]
    if relation == 'no allow':
        return got[at] < ALLOW or original == ALLOW
    if relation == 'no override':
        return got[at] != OVERRIDE
    return {SAME: got[at] == original, NOT_ABOVE: got[at] <= original, NOT_BELOW: got[at] >= original}[relation]


# ---- Running them ----

class Failure(Exception):
    pass


def ask(program, cases):
    """The C program: requests in, answers out, a batch at a time."""
    lines = ''.join(json.dumps(case) + '\n' for case in cases)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(cases):
        raise Failure('an answer is missing')
    for case, answer in zip(cases, answers):
        if 'decision' not in answer:
            raise Failure(f'refused: {answer}\n{json.dumps(case)}')
    return answers


def check_tickets(program, cases, answers, tally):
    again = []
    for case, answer in zip(cases, answers):
        if ('ticket' in answer) != (RANK[answer['decision']] >= OVERRIDE):
            raise Failure(f'a ticket is missing, or too many:\n{json.dumps(case)}\n{answer}')
        if 'ticket' not in answer:
            continue
        tally['a ticket stands on live records of different people that fill the rules'] += 1
        fault = ticket_fault(case, answer)
        if fault:
            raise Failure(f'{fault}:\n{json.dumps(case)}\n{answer}')
        again += [(case, answer, now, same) for now, same in ticket_times(case, answer)]
    for (case, answer, now, same), later in zip(again, ask(program, [at_time(case, now) for case, _, now, _ in again])):
        tally['a ticket holds until it expires' if same else 'a ticket expires with what it stands on'] += 1
        ticket = later.get('ticket')
        stands = RANK[later['decision']] >= OVERRIDE
        unchanged = (stands and ticket['records'] == answer['ticket']['records']
                     and later['decision'] == answer['decision'])
        if same and not stands or not same and unchanged:
            raise Failure(f'at {now}: {later}\n{answer}\n{json.dumps(case)}')


class Tally(dict):
    def __missing__(self, key):
        return 0


def run_batch(job):
    """What came out of a batch, or what does not hold in it. Each batch has a seed of its own."""
    program, number, size = job
    pick, tally, decisions = random.Random(f'{SEED} {number}'), Tally(), [0] * len(DECISIONS)
    cases = [make_case(pick) for _ in range(size)]
    asked, claims = list(cases), []
    # The claims multiply the work by thirty, so every sixteenth case bears them.
    for index, case in list(enumerate(cases))[::16]:
        for claim, relation, other in variants(case, pick):
            others = other if isinstance(other, tuple) else (other,)
            claims.append((claim, relation, index, len(asked)))
            asked += others
    try:
        answers = ask(program, asked)
        got = [RANK[answer['decision']] for answer in answers]
        for index, case in enumerate(cases):
            decisions[got[index]] += 1
            if got[index] != model(case):
                raise Failure(f'the model says {DECISIONS[model(case)]}:\n{json.dumps(case)}\n{answers[index]}')
        for claim, relation, index, at in claims:
            tally[claim] += 1
            if not holds(relation, got, at, got[index]):
                raise Failure(f'{claim}: does not hold:\n{json.dumps(cases[index])}\n{json.dumps(asked[at])}')
        check_tickets(program, cases, answers, tally)
    except Failure as failure:
        return decisions, tally, str(failure)
    return decisions, tally, None


def main():
    given = sys.argv[2:] + [None] * 3
    program, wanted = sys.argv[1], int(given[0] or 20000)
    limit, processes = float(given[1] or 'inf'), int(given[2] or 1)
    start, done, decisions, tally = time.monotonic(), 0, [0] * len(DECISIONS), Tally()
    jobs = [(program, number, min(BATCH, wanted - number * BATCH)) for number in range(-(-wanted // BATCH))]
    with multiprocessing.Pool(processes) as pool:
        for job, (counted, claims, failure) in zip(jobs, pool.imap(run_batch, jobs)):
            if failure:
                sys.exit(failure)
            done += job[2]
            decisions = [one + other for one, other in zip(decisions, counted)]
            for claim, count in claims.items():
                tally[claim] += count
            if time.monotonic() - start > limit:
                break
        pool.terminate()
    print(f'{done} cases in {time.monotonic() - start:.1f} s; {dict(zip(DECISIONS, decisions))}')
    for claim, count in sorted(tally.items()):
        print(f'{count:8} {claim}')
    if not all(decisions):
        sys.exit('the cases never come to one of the decisions')


if __name__ == '__main__':
    main()
