#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Turn the style sheet and the script of the HTML page into C, with the hashes that let a browser run them.

usage: html_page.py html.css html.js > html_page.h
"""
import base64
import hashlib
import json
import sys


def embed(name, path):
    """An array of lines, and the hash of all of them as a Content-Security-Policy names it. The licence stays behind."""
    with open(path, encoding="ascii") as file:
        lines = [line for line in file if "SPDX-" not in line]
    digest = hashlib.sha256("".join(lines).encode()).digest()
    print(f'#define HTML_{name.upper()}_HASH "sha256-{base64.b64encode(digest).decode()}"')
    print(f"static const char *const html_{name}[] = {{")
    for line in lines:
        print(f"    {json.dumps(line)},")
    print("    0,\n};")


embed("style", sys.argv[1])
embed("script", sys.argv[2])
