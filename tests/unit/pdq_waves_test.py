# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The table of lib/media/file/pdq.c against the matrix that Meta's reference computes with cos() when it starts.

Usage: pdq_waves_test.py PDQ_C
"""
import math
import pathlib
import re
import struct
import sys


def single(value):
    return struct.unpack("f", struct.pack("f", value))[0]


def folded(waves, k):
    k %= 256
    k = 256 - k if k > 128 else k
    return waves[k] if k < 64 else -waves[128 - k]


source = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
table = re.search(r"quarter_wave\[64\] = \{([^}]*)\}", source).group(1)
waves = [float.fromhex(value.strip().removesuffix("f")) for value in table.split(",") if value.strip()]
scale = single(math.sqrt(2 / 64))
wrong = [
    (wave, place)
    for wave in range(16)
    for place in range(64)
    if folded(waves, (wave + 1) * (2 * place + 1)) != single(scale * math.cos(math.pi / 2 / 64 * (wave + 1) * (2 * place + 1)))
]
print(f"{len(waves)} values, {16 * 64} places, wrong: {wrong}")
sys.exit(bool(wrong or len(waves) != 64))
