#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Compare the bare decision with a slow model of it, on generated cases, and check what must always hold.

usage: policy_model.py FILTER [CASES [SECONDS]]

The model tries every way to give people to places; the cases come from a fixed seed. It stops after SECONDS.
"""
import copy
import itertools
import json
import random
import subprocess
import sys
import time

PEOPLE = ['ana', 'bo', 'cy', 'dee', 'eli']
ROLES = ['lead', 'legal', 'brand']
RANK = {'deny': 0, 'need': 1, 'allow': 2}
NOW = 1000
VALUES = {'score': [0, 300, 600, 900], 'kinds': [[], ['image'], ['video', 'image']], 'place': ['public', 'private']}
BOTH = ['author', 'editors']


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


def holds_role(person, roles, when=NOW):
    for role in person.get('roles', []):
        name = role if isinstance(role, str) else role['role']
        bounds = {} if isinstance(role, str) else role
        if name in roles and bounds.get('from', 0) <= when < bounds.get('until', when + 1):
            return True
    return False


def heard_records(case):
    """The records per person that are heard, in the order of time."""
    owner = {name: who for who, person in case['roster'].items() for name in [who, *person.get('aliases', [])]}
    heard = {}
    for record in case['approvals']:
        who = owner.get(record['by'])
        if who is None or not record.get('verified', True) or record.get('draft', 'd') != 'd':
            continue
        if record['at'] > NOW + case['policy'].get('skew', 0):
            continue
        key = (record['at'], ['approve', 'revoke', 'reject'].index(record['verdict']), record['digest'] == 'D1',
               'rules' not in record, record.get('rules', []))
        heard.setdefault(who, []).append((key, record))
    return {who: [record for _, record in sorted(records, key=lambda pair: pair[0])] for who, records in heard.items()}


def last_records(heard):
    return {who: records[-1] for who, records in heard.items()}


def standing_veto(records):
    """The last rejection that was not taken back."""
    standing = []
    for record in records:
        if record['verdict'] == 'reject':
            standing.append(record)
        elif record['digest'] == 'D1':
            standing = []
        elif record['verdict'] == 'revoke' and {other['digest'] for other in standing} == {record['digest']}:
            standing = []
    return standing[-1] if standing else None


def counts(case, who, record, rule):
    policy, draft = case['policy'], case['draft']
    exclude = rule.get('exclude', policy.get('exclude', BOTH))
    if 'author' in exclude and who == draft['author'] or 'editors' in exclude and who in draft['editors']:
        return False
    ttl = min(policy.get('ttl', 10**9), rule.get('ttl', 10**9))
    shown = record.get('rules', [rule['name']])
    return (record['verdict'] == 'approve' and record['digest'] == 'D1' and NOW < record['at'] + ttl
            and rule['name'] in shown)


def fillable(places):
    """Whether distinct people can take the places, each a set of people: by trying everything."""
    if not places:
        return True
    return any(fillable([rest - {who} for rest in places[1:]]) for who in places[0])


def choices_hold(case, last, rules):
    for alternatives in itertools.product(*[rule['any'] for rule in rules]):
        places = []
        for rule, alternative in zip(rules, alternatives):
            for slot in alternative:
                fits = {who for who, record in last.items() if counts(case, who, record, rule)
                        and (who in slot.get('people', []) or holds_role(case['roster'][who], slot.get('roles', [])))}
                places += [fits] * slot['count']
        if fillable(places):
            return True
    return False


def model(case):
    policy, heard, result = case['policy'], heard_records(case), 2
    last = last_records(heard)
    vetoes = {who: veto for who, veto in ((who, standing_veto(records)) for who, records in heard.items()) if veto}
    rules = list(policy['rules'])
    if policy['baseline'] != 'none':
        rules.insert(0, {'name': 'baseline', 'any': policy['baseline']})
    asking = []
    for rule in rules:
        active = truth(rule['when'], case['findings']) if 'when' in rule else True
        if active is False:
            continue
        if 'any' in rule:
            asking.append(rule)
        else:
            result = min(result, 0 if 'deny' in rule and active else 1)
    for slot in policy.get('vetoes', []):
        against = [who for who, veto in vetoes.items() if holds_role(case['roster'][who], slot['roles'], veto['at'])]
        if len(against) >= slot['count']:
            result = 0
    if case['draft']['author'] not in case['roster'] or set(case['draft']['editors']) - set(case['roster']):
        result = min(result, 1)
    grouped = {name for group in policy.get('separate', []) for name in group}
    groups = [[rule for rule in asking if rule['name'] in group] for group in policy.get('separate', [])]
    groups += [[rule] for rule in asking if rule['name'] not in grouped]
    if not all(choices_hold(case, last, group) for group in groups if group):
        result = min(result, 1)
    return result


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
    if pick.random() < .6:
        rule['when'] = make_condition(pick)
    if effect == 'any' and pick.random() < .2:
        rule['ttl'] = pick.choice([100, 500])
    if effect == 'any' and pick.random() < .1:
        rule['exclude'] = pick.choice([[], ['author'], BOTH])
    return rule


def make_record(pick):
    record = {'by': pick.choice(PEOPLE), 'at': pick.choice([100, 700, 950, 950, 1000, 1001, 1020]),
              'verdict': pick.choice(['approve'] * 8 + ['reject', 'revoke']),
              'digest': pick.choice(['D1', 'D1', 'D1', 'D1', 'D0'])}
    if pick.random() < .1:
        record['rules'] = pick.sample(['baseline', 'r0', 'r1', 'r2'], 2)
    return record


def make_role(pick, name):
    return pick.choice([name] * 5 + [{'role': name, 'until': pick.choice([NOW, NOW + 1])},
                                     {'role': name, 'from': pick.choice([NOW, NOW + 1])}])


def make_case(pick):
    rules = [make_rule(pick, f'r{i}') for i in range(pick.randint(1, 3))]
    policy = {'version': 1, 'baseline': pick.choice(['none', make_any(pick)]), 'rules': rules,
              'vetoes': pick.choice([[], [{'count': 1, 'roles': ['legal']}], [{'count': 2, 'roles': ROLES}]])}
    for key, values in (('ttl', [100, 500]), ('skew', [0, 5])):
        if pick.random() < .5:
            policy[key] = pick.choice(values)
    if pick.random() < .4:
        policy['separate'] = [[rule['name'] for rule in rules if 'any' in rule]]
        policy['separate'] = [group for group in policy['separate'] if group]
    roster = {who: {'roles': [make_role(pick, role) for role in pick.sample(ROLES, pick.choice([0, 1, 1, 2, 3]))]}
              for who in PEOPLE}
    findings = {name: pick.choice(values) for name, values in VALUES.items() if pick.random() < .85}
    draft = {'id': 'd', 'digest': 'D1', 'author': pick.choice(PEOPLE + (['zed'] if pick.random() < .3 else [])),
             'editors': pick.sample(PEOPLE, pick.choice([0, 0, 1]))}
    return {'policy': policy, 'roster': roster, 'findings': findings, 'draft': draft, 'now': NOW,
            'approvals': [make_record(pick) for _ in range(pick.randrange(9))]}


# ---- What must always hold ----

SAME, NOT_ABOVE, NOT_BELOW = '==', '<=', '>='


def variants(case, pick):
    """(what is claimed, its relation to the case, the changed case)."""
    def changed(change):
        other = copy.deepcopy(case)
        change(other)
        return other

    def add(**record):
        return changed(lambda c: c['approvals'].append({'at': 990, 'verdict': 'approve', 'digest': 'D1', **record}))

    yield 'the order of records is irrelevant', SAME, changed(lambda c: pick.shuffle(c['approvals']))
    yield 'a repeat has no effect', SAME, changed(lambda c: c['approvals'].extend(c['approvals'][:1]))
    yield 'an unknown person has no effect', SAME, add(by='zoe', verdict=pick.choice(['approve', 'reject']))
    yield 'a bad signature has no effect', SAME, add(by='ana', verified=False)
    yield 'another draft has no effect', SAME, add(by='ana', draft='other')
    yield 'the future has no effect', SAME, add(by='ana', at=5000)
    silent = [who for who in PEOPLE if all(record['by'] != who for record in case['approvals'])]
    if silent:
        who = pick.choice(silent)
        yield 'an approve never lowers', NOT_BELOW, add(by=who)
        yield 'a reject never raises', NOT_ABOVE, add(by=who, verdict='reject')
        yield 'an approve of other bytes has no effect', SAME, add(by=who, digest='D0')
        if who in [case['draft']['author'], *case['draft']['editors']] and all(
                rule.get('exclude', BOTH) == BOTH for rule in case['policy']['rules']):
            yield 'author and editors never count', SAME, add(by=who)
    yield 'an edit never raises', NOT_ABOVE, changed(lambda c: c['draft'].update(digest='D2'))
    yield 'a rule more never raises', NOT_ABOVE, changed(lambda c: c['policy']['rules'].append(make_rule(pick, 'r9')))
    asking = [i for i, rule in enumerate(case['policy']['rules']) if 'any' in rule]
    if asking:
        def raise_count(c):
            for slots in c['policy']['rules'][asking[0]]['any']:
                slots[0]['count'] += 1
        yield 'a higher count never raises', NOT_ABOVE, changed(raise_count)
    if asking and not case['policy'].get('separate'):
        names = [case['policy']['rules'][i]['name'] for i in asking]
        yield 'separation never raises', NOT_ABOVE, changed(lambda c: c['policy'].update(separate=[names]))
    if not any(r['verdict'] != 'approve' or r['at'] > NOW for r in case['approvals']):
        if not any(isinstance(role, dict) for person in case['roster'].values() for role in person['roles']):
            yield 'later never raises', NOT_ABOVE, changed(lambda c: c.update(now=NOW + 300))
    said = [record for record in case['approvals'] if record['at'] <= NOW]
    if said:
        def second_account(c):
            record = copy.deepcopy(pick.choice(said))
            c['roster'][record['by']]['aliases'] = [record['by'] + '@desk']
            record['by'] = record['by'].upper() + '@DESK'
            c['approvals'].append(record)
        yield 'a second account has no effect', SAME, changed(second_account)
    for name in case['findings']:
        for value in VALUES[name]:
            yield 'a missing finding is no better than a value', 'missing', (
                changed(lambda c: c['findings'].pop(name)), changed(lambda c: c['findings'].update({name: value})))
        break


def holds(relation, changed, original):
    return {SAME: changed == original, NOT_ABOVE: changed <= original, NOT_BELOW: changed >= original}[relation]


class Filter:
    """The C program: requests in, decisions out, a batch at a time."""

    def __init__(self, path):
        self.path = path

    def decide(self, cases):
        lines = ''.join(json.dumps(case) + '\n' for case in cases)
        done = subprocess.run([self.path], input=lines, capture_output=True, text=True, check=True)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(answers) == len(cases), 'an answer is missing'
        for case, answer in zip(cases, answers):
            if 'decision' not in answer:
                sys.exit(f'refused: {answer}\n{json.dumps(case)}')
        return [RANK[answer['decision']] for answer in answers]


def run_batch(program, pick, size, tally):
    cases = [make_case(pick) for _ in range(size)]
    asked, claims = list(cases), []
    # The claims multiply the work by twenty, so every eighth case bears them.
    for index, case in list(enumerate(cases))[::8]:
        for claim, relation, other in variants(case, pick):
            others = other if isinstance(other, tuple) else (other,)
            claims.append((claim, relation, index, len(asked)))
            asked += others
    got = program.decide(asked)
    for index, case in enumerate(cases):
        tally['decisions'][got[index]] += 1
        if got[index] != model(case):
            sys.exit(f'the model says {model(case)}, the library {got[index]}:\n{json.dumps(case)}')
    for claim, relation, index, at in claims:
        tally['claims'][claim] = tally['claims'].get(claim, 0) + 1
        # Allowed without a finding means: allowed with each of its values.
        good = got[at] < 2 or got[at + 1] == 2 if relation == 'missing' else holds(relation, got[at], got[index])
        if not good:
            sys.exit(f'{claim}: does not hold:\n{json.dumps(cases[index])}\n{json.dumps(asked[at])}')


def main():
    program, wanted = Filter(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    limit = float(sys.argv[3]) if len(sys.argv) > 3 else float('inf')
    pick, start, done = random.Random(20260101), time.monotonic(), 0
    tally = {'decisions': [0, 0, 0], 'claims': {}}
    while done < wanted and time.monotonic() - start < limit:
        size = min(500, wanted - done)
        run_batch(program, pick, size, tally)
        done += size
    print(f'{done} cases in {time.monotonic() - start:.1f} s; deny, need, allow: {tally["decisions"]}')
    for claim, count in sorted(tally['claims'].items()):
        print(f'{count:8} {claim}')
    if not all(tally['decisions']):
        sys.exit('the cases never come to one of the decisions')


if __name__ == '__main__':
    main()
