# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Print "passed failed skipped" of a build folder's last test run.

Meson sees a pytest run as one test. Where that run left its own list (pytest-*.xml) the items in it
are counted in its place; where it left none, it fell over, and counts as the one failure it is.
"""
import collections
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

MESON = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}


def pytest_items(path, counts):
    for item in ElementTree.parse(path).iter("testcase"):
        tags = {child.tag for child in item}
        counts["failed" if tags & {"failure", "error"} else "skipped" if "skipped" in tags else "passed"] += 1


def main(build):
    counts = collections.Counter()
    log = build / "meson-logs/testlog.json"
    for line in log.read_text(encoding="utf-8").splitlines():
        test = json.loads(line)
        name = test["name"].split(" / ")[-1]
        items = build / f"{name}.xml"
        if name.startswith("pytest-") and items.is_file():
            pytest_items(items, counts)
        else:
            counts[MESON.get(test["result"], "failed")] += 1
    if not counts:
        sys.exit("no test has run")
    print(counts["passed"], counts["failed"], counts["skipped"])


main(pathlib.Path(sys.argv[1]))
