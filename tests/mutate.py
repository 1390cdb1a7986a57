#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Break the approval core in one small way after the other, and list what no test notices.

usage: mutate.py [-j JOBS] [-n EVERY] [FILE…]

Without FILE every source of lib/policy and lib/thread. Each mutant changes one operator, condition, constant or
statement; its file is compiled alone, the library linked again, and the tests run until one fails, the quick ones first.
-n 10 takes every tenth mutant, for a look. Survivors are printed as FILE:LINE, the line as it was and as it is. Those
of which an optimiser makes the same code are counted as the same, those of mutants.tsv, which says why no test could
tell them apart from the original, as excused.

Two cores try about two mutants a second, and there are some 5,900: an hour. Builds into build/mutate.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / 'build/mutate'
TESTS = re.compile(r'(policy|thread|approval|api|audit|template|report_request)(_\w+)?(?<!_model)(?<!_suites)$')
LIBRARIES = ['-lcmocka', '-lutf8proc', '-ljansson', '-lsodium', '-lmagic']
# Of one test, in seconds of the processor and KiB, so that a busy machine kills no mutant.
LIMITS = 'ulimit -t 4 -v 4000000; exec "$@"'
TIMEOUT = 120
# Models in Python, and the program that each of them asks.
MODELS = {'policy_model': 'decide_filter', 'thread_model': 'thread_filter'}
MODEL_CASES = '500'

# Each name becomes the next of its family.
FAMILIES = [names.split() for names in (
    'POISE__TRUE POISE__FALSE POISE__UNKNOWN', 'POISE__EXCLUDE_AUTHOR POISE__EXCLUDE_EDITORS',
    'POISE__WHEN_NOW POISE__WHEN_STILL POISE__WHEN_EVER', 'POISE__EFFECT_ANY POISE__EFFECT_HOLD POISE__EFFECT_DENY',
    'POISE_DECISION_ALLOW POISE_DECISION_NEED POISE_DECISION_DENY POISE_DECISION_ALLOW_OVERRIDE',
    'POISE_VERDICT_APPROVE POISE_VERDICT_REJECT POISE_VERDICT_REVOKE POISE_VERDICT_OVERRIDE',
    'POISE__RECORD_LIVE POISE__RECORD_AUTHOR POISE__RECORD_EDITOR POISE__RECORD_OTHER_BYTES '
    'POISE__RECORD_OTHER_POLICY POISE__RECORD_OTHER_DRAFT POISE__RECORD_EXPIRED POISE__RECORD_FUTURE '
    'POISE__RECORD_SUPERSEDED POISE__RECORD_REVOKED POISE__RECORD_VETO POISE__RECORD_UNKNOWN_PERSON '
    'POISE__RECORD_BAD_SIGNATURE POISE__RECORD_NOT_INFORMED POISE__RECORD_ROLE_ENDED POISE__RECORD_CONSUMED',
    'POISE__OP_ALL POISE__OP_ANY POISE__OP_NOT', 'POISE__OP_GTE POISE__OP_LTE POISE__OP_GT POISE__OP_LT',
    'true false', 'INT64_MAX INT64_MIN')]
NEXT = {name: family[(place + 1) % len(family)] for family in FAMILIES for place, name in enumerate(family)}
OPERATORS = [(r' < ', ' <= '), (r' <= ', ' < '), (r' > ', ' >= '), (r' >= ', ' > '), (r' == ', ' != '),
             (r' != ', ' == '), (r' && ', ' || '), (r' \|\| ', ' && '), (r' \+ ', ' - '), (r' - ', ' + '),
             (r' \+= ', ' -= '), (r' \|= ', ' &= '), (r' & ', ' | '), (r'(?<=[( ])!(?=[\w(])', '')]


# ---- Mutants ----

def blanked(text):
    """The text with comments, strings, directives and assertions blanked, so that every place stays where it is."""
    pattern = r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|^#(?:\\\n|[^\n])*|\bassert\([^;]*;|^_Static_assert[^;]*;'
    return re.sub(pattern, lambda found: re.sub(r'[^\n]', ' ', found.group()), text, flags=re.S | re.M)


def closing(text, start):
    """The place of the parenthesis that closes the one at start."""
    depth = 0
    for at in range(start, len(text)):
        depth += {'(': 1, ')': -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError('unbalanced')


def mutants_of(text):
    """(begin, end, replacement) of each change."""
    code = blanked(text)
    for pattern, replacement in OPERATORS:
        for found in re.finditer(pattern, code):
            yield found.start(), found.end(), replacement
    for found in re.finditer(r'\bif \(', code):
        begin, end = found.end(), closing(code, found.end() - 1)
        yield begin, end, f'!({text[begin:end]})'
        yield begin, end, '0'
    for found in re.finditer(r'(?<![\w.])\d+(?![\w.])', code):
        yield found.start(), found.end(), str(int(found.group()) + 1)
        if found.group() != '0':
            yield found.start(), found.end(), str(int(found.group()) - 1)
    for found in re.finditer(r'\b\w+\b', code):
        if found.group() in NEXT:
            yield found.start(), found.end(), NEXT[found.group()]
    # A statement that is no declaration: a call, or an assignment to what exists.
    for found in re.finditer(r'(?m)^ +((?:[\w.]+(?:->|\[[^\]]*\])?)+(?:\(| [|+-]?= |\+\+)[^;{}]*;)', code):
        if not re.match(r'(?:return|for|if|while|do|else|switch|case|break|continue)\b', found.group(1)):
            yield found.start(1), found.end(1), ';'


def line_of(text, begin, end):
    """Number and text of the lines that a place lies in."""
    first = text.rfind('\n', 0, begin) + 1
    last = text.find('\n', end)
    return text.count('\n', 0, begin) + 1, ' '.join(text[first:last].split())


def described(name, text, change):
    """(file, line number, the line as it was, as it is)."""
    begin, end, replacement = change
    number, before = line_of(text, begin, end)
    mutant = text[:begin] + replacement + text[end:]
    return name, number, before, line_of(mutant, begin, begin + len(replacement))[1]


# ---- Building ----

def run(command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def build():
    """Commands per source of the library, and per test its object files and arguments."""
    if not (BUILD / 'build.ninja').exists():
        run(['meson', 'setup', BUILD, '-Dbuildtype=plain', '-Db_ndebug=false', '-Dexamples=false', '-Dbindings=',
             '-Dc_args=-O0 -DPOISE_TIGHT_MEMORY'], cwd=ROOT)
    run(['ninja', '-C', BUILD, 'build.ninja'])
    tests = []
    for test in json.loads(run(['meson', 'introspect', '--tests', BUILD])):
        program = pathlib.Path(test['cmd'][0])
        if TESTS.match(test['name']) and BUILD in program.parents:
            tests.append((test['name'], program, test['cmd'][1:]))
    tests += [(name, BUILD / 'tests/unit' / program, []) for name, program in MODELS.items()]
    run(['ninja', '-C', BUILD, 'lib/libpoise_private.a',
         *sorted({os.path.relpath(program, BUILD) for _, program, _ in tests})])
    commands = {}
    for entry in json.loads((BUILD / 'compile_commands.json').read_text()):
        if 'poise_private' in entry['output']:
            command = [word for word in shlex.split(entry['command']) if word != '-fvisibility=hidden']
            commands[os.path.normpath(os.path.join(BUILD, entry['file']))] = command, entry['output']
    return commands, tests


def link_tests(folder, tests):
    """Link every test against a library that is found where LD_LIBRARY_PATH says."""
    folder.mkdir(exist_ok=True)
    linked = []
    for name, program, arguments in tests:
        out = folder / program.name
        if not any(out == other for _, other, _ in linked):
            objects = sorted((program.parent / (program.name + '.p')).glob('*.o'))
            run(['cc', '-o', out, *objects, f'-L{folder}', '-lmutant', *LIBRARIES])
        linked.append((name, out, arguments))
    return linked


def link_library(objects, out):
    run(['cc', '-shared', '-o', out, *objects, *LIBRARIES[1:]])


class Bench:
    """What a worker needs to try a mutant: the objects of the library, and the tests."""

    def __init__(self):
        self.commands, tests = build()
        self.folder = BUILD / 'mutants'
        self.folder.mkdir(exist_ok=True)
        self.objects = {}
        for source, (command, output) in self.commands.items():
            self.objects[source] = self.folder / output.replace('/', '_')
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda source: self.compile(source, source, self.objects[source]), self.commands))
        link_library(self.objects.values(), self.folder / 'libmutant.so')
        self.tests = link_tests(self.folder, tests)

    def compile(self, source, text_file, out):
        command, output = self.commands[source]
        at = command.index('-MQ')
        words = command[:at] + command[at + 4:]
        words[words.index(output)] = str(out)
        words[-1] = str(text_file)
        run([*words, '-w', '-iquote', str(pathlib.Path(source).parent)], cwd=BUILD)

    def passes(self, test, folder):
        """Whether a test passes with the library of a folder."""
        name, program, arguments = test
        command = [program, *arguments]
        if name in MODELS:
            command = [sys.executable, ROOT / 'tests/unit' / (name + '.py'), program, MODEL_CASES]
        try:
            done = subprocess.run(['bash', '-c', LIMITS, 'bash', *command], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, timeout=TIMEOUT,
                                  env={**os.environ, 'LD_LIBRARY_PATH': str(folder)})
        except subprocess.TimeoutExpired:
            return False
        return done.returncode in (0, 77)

    def quick_first(self):
        """Sort the tests by the time they take; all of them must pass without any mutant."""
        taken = {}
        for test in self.tests:
            start = time.monotonic()
            if not self.passes(test, self.folder):
                sys.exit(f'{test[0]} fails without any mutant')
            taken[test[0]] = time.monotonic() - start
        self.tests.sort(key=lambda test: taken[test[0]])

    def optimised(self, source, text_file):
        """The code that an optimiser makes of a source, without assertions."""
        command, output = self.commands[source]
        at = command.index('-MQ')
        words = [word for word in command[:at] if word != '-O0' and not word.startswith('-g')]
        code = run([*words, '-w', '-iquote', str(pathlib.Path(source).parent), '-O2', '-DNDEBUG', '-S', '-o', '-',
                    str(text_file)], cwd=BUILD)
        return re.sub(r'(?m)^\s*\.file.*$', '', code)

    def try_mutant(self, job):
        """"killed", "survived", "same" or "not compiled"."""
        source, text, (begin, end, replacement) = job
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            folder = pathlib.Path(folder)
            mutant, out = folder / pathlib.Path(source).name, folder / 'mutant.o'
            mutant.write_text(text[:begin] + replacement + text[end:])
            try:
                self.compile(source, mutant, out)
                objects = [out if name == source else path for name, path in self.objects.items()]
                link_library(objects, folder / 'libmutant.so')
            except subprocess.CalledProcessError:
                return 'not compiled'
            if not all(self.passes(test, folder) for test in self.tests):
                return 'killed'
            return 'same' if self.optimised(source, mutant) == self.optimised(source, source) else 'survived'


# ---- The run ----

def excused():
    """{(file, before, after): reason}"""
    reasons = {}
    for line in (ROOT / 'tests/mutants.tsv').read_text().splitlines():
        if line and not line.startswith('#'):
            name, before, after, reason = line.split('\t')
            reasons[name, before, after] = reason
    return reasons


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('-j', type=int, default=os.cpu_count(), dest='jobs')
    parser.add_argument('-n', type=int, default=1, dest='every')
    parser.add_argument('files', nargs='*')
    given = parser.parse_args()
    bench, reasons, used, survived = Bench(), excused(), set(), 0
    bench.quick_first()
    files = [pathlib.Path(name).resolve() for name in given.files] or sorted(
        path for folder in ('lib/policy', 'lib/thread') for path in (ROOT / folder).glob('*.c'))
    for path in files:
        text = path.read_text()
        jobs = [(str(path), text, change) for change in sorted(set(mutants_of(text)))][::given.every]
        counts = {'killed': 0, 'same': 0, 'excused': 0, 'survived': 0, 'not compiled': 0}
        with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
            for (source, text, change), result in zip(jobs, pool.map(bench.try_mutant, jobs)):
                name, number, before, after = described(os.path.relpath(source, ROOT), text, change)
                if (name, before, after) in reasons and result == 'survived':
                    used.add((name, before, after))
                    result = 'excused'
                counts[result] += 1
                if result == 'survived':
                    print(f'{name}:{number}\n  {before}\n  {after}', flush=True)
        survived += counts['survived']
        print(f'{name}: ' + ', '.join(f'{count} {result}' for result, count in counts.items()), flush=True)
    if given.every == 1 and not given.files:
        for reason in sorted(set(reasons) - used):
            print('mutants.tsv: no such survivor any more:', *reason, sep='\t')
    sys.exit(survived > 0)


if __name__ == '__main__':
    main()
