#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Measure how much of the approval core its unit tests reach, and fail below all of it.

usage: coverage.py [BUILD]

Builds with clang 19 into BUILD (build/coverage), runs the tests that concern lib/policy and lib/thread, and
prints lines, branches and MC/DC per file: of every condition in every decision, whether a test showed that it
alone changes the outcome. What no test reached follows, one FILE:LINE:COLUMN a line.

Assertions are compiled out: what cannot happen is asserted, and so is no branch that a test could reach. Every
object has its own allocation (POISE_TIGHT_MEMORY), so that a test that fails the first, the second… fails them all.
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MEASURED = [folder for folder in ('lib/policy', 'lib/thread') if (ROOT / folder).is_dir()]
# The generated cases of policy_model are left out: what they reach must be reached by a test that has a name.
TESTS = re.compile(r'(policy|thread|approval|api|audit|oom|report_request)(_\w+)?(?<!_model)$')
FLAGS = '-O0 -g -DPOISE_TIGHT_MEMORY -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc'
KINDS = ('lines', 'branches', 'conditions')


def output_of(*command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **more).stdout


def configure(build):
    if (build / 'build.ninja').exists():
        output_of('ninja', '-C', build, 'build.ninja')
        return
    output_of('meson', 'setup', build, '-Dbuildtype=plain', '-Db_ndebug=true', '-Dexamples=false', '-Dbindings=',
              f'-Dc_args={FLAGS}', '-Dc_link_args=-fprofile-instr-generate', cwd=ROOT,
              env={**os.environ, 'CC': 'clang-19', 'CXX': 'clang++-19'})


def tests_of(build):
    """Name and command of each test that is a program of ours."""
    chosen = []
    for test in json.loads(output_of('meson', 'introspect', '--tests', build)):
        program = pathlib.Path(test['cmd'][0])
        if TESTS.match(test['name']) and build in program.parents:
            chosen.append((test['name'], test['cmd']))
    return sorted(chosen)


def library_of(build):
    """All of the library, also what no test links."""
    targets = json.loads(output_of('meson', 'introspect', '--targets', build))
    return next(target['filename'][0] for target in targets if target['name'] == 'poise')


def measure(build):
    """Build, run, and return the merged profile."""
    tests, library = tests_of(build), library_of(build)
    programs = [os.path.relpath(path, build) for path in sorted({command[0] for _, command in tests} | {library})]
    output_of('ninja', '-C', build, *programs)
    profiles = []
    for name, command in tests:
        profiles.append(build / f'{name}.profraw')
        done = subprocess.run(command, capture_output=True, text=True, errors='replace',
                              env={**os.environ, 'LLVM_PROFILE_FILE': str(profiles[-1])})
        if done.returncode not in (0, 77):
            sys.exit(f'{name} fails:\n{done.stdout}{done.stderr}')
    merged = build / 'merged.profdata'
    output_of('llvm-profdata-19', 'merge', '-o', merged, *profiles)
    return library, merged


def covered(library, profile, layout):
    return output_of('llvm-cov-19', 'export', f'-format={layout}', f'-instr-profile={profile}', library, *MEASURED,
                     cwd=ROOT)


def lines_seen(lcov):
    """{file: {line: whether it ran}}."""
    seen = collections.defaultdict(dict)
    for record in lcov.splitlines():
        if record.startswith('SF:'):
            lines = seen[os.path.relpath(record[3:], ROOT)]
        elif record.startswith('DA:'):
            line, count = record[3:].split(',')[:2]
            lines[int(line)] = lines.get(int(line), False) or int(count) > 0
    return seen


def outcomes_seen(file):
    """{(line, column, outcome): whether it was seen}, a header's over all that include it."""
    seen = collections.defaultdict(bool)
    for line, column, _, _, true_count, false_count, *_ in file['branches']:
        seen[line, column, 'true'] |= true_count > 0
        seen[line, column, 'false'] |= false_count > 0
    return seen


def conditions_seen(file):
    """{(line, column, which condition of the decision): whether it was shown to decide}."""
    seen = collections.defaultdict(bool)
    for line, column, *_, shown in file['mcdc_records']:
        for number, alone in enumerate(shown, 1):
            seen[line, column, f'condition {number} of {len(shown)}'] |= alone
    return seen


def table(build):
    """{file: {kind: {place: whether it was reached}}}."""
    library, profile = measure(build)
    lines = lines_seen(covered(library, profile, 'lcov'))
    files = {}
    for file in json.loads(covered(library, profile, 'text'))['data'][0]['files']:
        name = os.path.relpath(file['filename'], ROOT)
        places = {(line, 0, 'line'): ran for line, ran in lines[name].items()}
        if places:
            files[name] = dict(zip(KINDS, (places, outcomes_seen(file), conditions_seen(file))))
    return files


def print_table(files):
    def figure(places):
        reached, percent = sum(places), 100 * sum(places) / len(places) if places else 100
        return f'{reached:5} of {len(places):4} {percent:6.2f} %'

    print(f'{"file":28}' + ''.join(f'{kind:>23}' for kind in ('lines', 'branches', 'MC/DC')))
    for name, kinds in sorted(files.items()):
        print(f'{name:28}' + ''.join(f'{figure(list(kinds[kind].values())):>23}' for kind in KINDS))
    print(f'{"all":28}' + ''.join(
        f'{figure([reached for kinds in files.values() for reached in kinds[kind].values()]):>23}' for kind in KINDS))


def missing_places(files):
    """What was not reached; of a line that never ran, nothing more."""
    for name, kinds in sorted(files.items()):
        idle = {line for (line, _, _), ran in kinds['lines'].items() if not ran}
        places = {place: reached for places in kinds.values() for place, reached in places.items()}
        for (line, column, what), reached in sorted(places.items()):
            if not reached and (what == 'line' or line not in idle):
                yield name, line, column, what


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / 'build/coverage').resolve()
    configure(build)
    files = table(build)
    print_table(files)
    missing = list(missing_places(files))
    for name, line, column, what in missing:
        print(f'{name}:{line}:{column}: {"never run" if what == "line" else what + " never seen"}')
    sys.exit(1 if missing or not files else 0)


if __name__ == '__main__':
    main()
