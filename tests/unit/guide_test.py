# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""The guide in examples/README.md runs as it stands, and prints what it says it prints."""
import os
import pathlib
import re
import subprocess

from approvals_unit import needs_git, needs_ssh_keygen

ROOT = pathlib.Path(__file__).parents[2]
END = "---- end of block ----"


def masked(text):
    text = re.sub(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME", text)
    return re.sub(r"\b[0-9a-f]{64}\b", "HASH", text)


@needs_git
@needs_ssh_keygen
def test_two_people_these_exact_bytes(tmp_path):
    readme = (ROOT / "examples/README.md").read_text(encoding="utf-8")
    guide = readme.split("\n## Two people, these exact bytes\n")[1]
    blocks = re.findall(r"^```(sh|text)\n(.*?)^```$", guide, re.M | re.S)
    script = "set -e\n" + "".join(f"{text}echo '{END}'\n" for kind, text in blocks if kind == "sh")
    path = str(pathlib.Path(os.environ["POISE_PROGRAM"]).parent) + ":" + os.environ["PATH"]
    environment = dict(os.environ, PATH=path, HOME=str(tmp_path), TMPDIR=str(tmp_path), GIT_CONFIG_NOSYSTEM="1")
    result = subprocess.run(["sh", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr
    printed = result.stdout.split(END + "\n")
    shown = 0
    index = -1
    for kind, text in blocks:
        if kind == "sh":
            index += 1
        else:
            assert masked(printed[index]) == masked(text)
            shown += 1
    assert shown == 4 and len(printed) == index + 2
