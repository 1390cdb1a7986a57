#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Print the version that include/poise/base.h states, for meson.build."""
import pathlib
import re

header = pathlib.Path(__file__).parents[2] / "include/poise/base.h"
text = header.read_text(encoding="utf-8")
print(".".join(re.search(rf"#define POISE_VERSION_{part} (\d+)", text).group(1) for part in ("MAJOR", "MINOR", "PATCH")))
