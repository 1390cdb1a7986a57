# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The core keeps to the map in lib/README.md, and stays pure.

Reads the table there and every #include under lib, and fails on an edge that the table lacks. Looks
for calls and types that a pure core has no use for, the exceptions below apart. An exception that
is not used any more is a failure too.

Usage: layers.py LIB_FOLDER
"""
import pathlib
import re
import sys

# Calls that reach for the heap, clock, environment, locale or files behind the caller's back.
CALLS = (
    "malloc calloc realloc free strdup strndup asprintf alloca getline time clock gettimeofday clock_gettime localtime "
    "gmtime mktime strftime getenv setenv setlocale localeconv printf fprintf vprintf vfprintf puts putchar perror scanf "
    "sscanf fscanf fopen fread fwrite strtod strtof atof atoi strtol strtoul isalpha isdigit isalnum "
    "isspace isupper islower ispunct toupper tolower strcasecmp strncasecmp strcoll strxfrm strtok strerror rand srand "
    "random abort exit signal"
).split()
FLOATS = ("float", "double")

# (file, word): why it may stand there.
EXCEPTIONS = {
    ("base/memory.c", "malloc"): "the default allocator: poise_alloc NULL is the C library's heap",
    ("base/memory.c", "realloc"): "the default allocator",
    ("base/memory.c", "free"): "the default allocator",
    ("media/file/pdq.c", "float"): "the algorithm is defined in single precision",
    ("media/file/magic.c", "fopen"): "libmagic's database, from the path that the caller gives",
    ("media/file/magic.c", "fread"): "the same database",
}

# What the core needs of the system and of its dependencies.
SYSTEM = (
    "assert.h stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h limits.h jansson.h magic.h sodium.h utf8proc.h"
).split()

ROW = re.compile(r"^\| (\w+) \|[^|]*\|[^|]*\| ([^|]*) \|$", re.M)
ANGLE = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
# A call of the plain function, not of a member or of a name that ends so.
CALL = re.compile(r"(?<![\w.>])(" + "|".join(CALLS) + r")\s*\(")
FLOAT = re.compile(r"\b(" + "|".join(FLOATS) + r")\b")


def read_table(readme):
    rows = dict(ROW.findall(readme.read_text(encoding="utf-8")))
    rows.pop("module", None)
    table = {module: set(re.findall(r"\w+", others)) for module, others in rows.items()}
    if "base" not in table or "api" not in table:
        sys.exit(f"{readme}: no table of modules found")
    return table


def code_only(text):
    """The text without comments and literals, its lines kept."""
    token = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return token.sub(lambda match: "\n" * match.group().count("\n") or " ", text)


def edges(source, module, table):
    for match in INCLUDE.finditer(source):
        other = match.group(1).split("/")[0]
        if "/" in match.group(1) and other in table and other != module and other not in table[module]:
            yield match.start(), f"{module} may not include {match.group(1)}; see the table in lib/README.md"


def foreign(source):
    for match in ANGLE.finditer(source):
        if match.group(1) not in SYSTEM and not match.group(1).startswith("poise/"):
            yield match.start(), f"<{match.group(1)}>: not a header for the core"


def impurities(source, path, used):
    code = code_only(source)
    for match in [*CALL.finditer(code), *FLOAT.finditer(code)]:
        if (path, match.group(1)) in EXCEPTIONS:
            used.add((path, match.group(1)))
        else:
            yield match.start(1), f"{match.group(1)}: not in the core", code


def main(lib):
    table = read_table(lib / "README.md")
    problems, used, files = [], set(), 0
    for path in sorted([*lib.rglob("*.c"), *lib.rglob("*.h")]):
        name = path.relative_to(lib).as_posix()
        source = path.read_text(encoding="utf-8")
        module = name.split("/")[0]
        if module == "tools":
            continue  # programs of the build, no part of the library
        files += 1
        if module in table:
            problems += [(name, source.count("\n", 0, at) + 1, what) for at, what in edges(source, module, table)]
        problems += [(name, source.count("\n", 0, at) + 1, what) for at, what in foreign(source)]
        problems += [(name, code.count("\n", 0, at) + 1, what) for at, what, code in impurities(source, name, used)]
    for name, line, what in problems:
        print(f"lib/{name}:{line}: {what}")
    for name, word in sorted(EXCEPTIONS.keys() - used):
        print(f"lib/{name}: {word} is excepted but not used")
    print(f"{files} files, {len(problems)} problems")
    sys.exit(bool(problems or EXCEPTIONS.keys() - used or not files))


main(pathlib.Path(sys.argv[1]))
