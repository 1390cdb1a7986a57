# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Three lists of public functions must be one: the headers, lib/poise.map and the built library.

Usage: symbols.py INCLUDE_FOLDER MAP LIBRARY
"""
import pathlib
import re
import subprocess
import sys


def declared(folder):
    names = set()
    for header in sorted(folder.glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S)
        text = re.sub(r"^#.*$", "", text, flags=re.M)
        for declaration in re.findall(r"POISE_API([^;]*);", text):
            names.add(re.search(r"(\w+)\s*\(", declaration).group(1))
    return names


def mapped(path):
    text = path.read_text(encoding="utf-8")
    return set(re.findall(r"^\s+(poise_\w+);", text, flags=re.M))


def exported(library):
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    symbols = (line.split() for line in lines.splitlines())
    return {name.split("@")[0] for _, kind, name in symbols if kind != "A"}


def main(include, version_map, library):
    headers = declared(pathlib.Path(include))
    wrong = False
    if len(headers) < 10:
        sys.exit(f"{include}: only {len(headers)} functions found; the reader of headers is broken")
    for what, names in (("lib/poise.map", mapped(pathlib.Path(version_map))), ("the library", exported(library))):
        for name in sorted(headers ^ names):
            print(f"{name}: in {'the headers' if name in headers else what} only, when compared with {what}")
            wrong = True
    sys.exit(wrong)


main(*sys.argv[1:])
