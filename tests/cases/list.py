# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Print the case files, for meson, so that none is forgotten."""
import pathlib

folder = pathlib.Path(__file__).parent
print("\n".join(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.txt"))))
