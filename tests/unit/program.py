# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What the tests of the `poise` program share: how it is run. POISE_PROGRAM names it."""
import json
import os
import subprocess


def run(*arguments, stdin=b"", **options):
    """The finished process; output is bytes."""
    environment = {key: value for key, value in os.environ.items() if key not in ("CLICOLOR_FORCE", "NO_COLOR")}
    return subprocess.run(
        [os.environ["POISE_PROGRAM"], *map(str, arguments)], input=stdin, capture_output=True, env=environment,
        timeout=120, check=False, **options,
    )


def check(texts):
    """The library's reports on texts, through the filter."""
    requests = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    result = run("check", "--jsonl", stdin=requests.encode())
    assert result.returncode == 0, result.stderr
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(reports) == len(texts)
    return reports
