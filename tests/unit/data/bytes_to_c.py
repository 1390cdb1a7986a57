#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""usage: bytes_to_c.py FILE NAME: print the bytes of FILE as the C array NAME."""
import pathlib
import sys

print(f"static const uint8_t {sys.argv[2]}[] = {{\n{','.join(map(str, pathlib.Path(sys.argv[1]).read_bytes()))}\n}};")
