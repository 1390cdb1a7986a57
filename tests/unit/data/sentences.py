#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""usage: sentences.py: write sentences_en.txt and sentences_fr.txt, sentences of tests/corpus that hold no address.

What may look like a link, an address, a telephone number, a handle or a file name is left out, so that
whatever is found in the rest is a false alarm. The filter is stricter than any reader and knows no list of names.
"""
import hashlib
import json
import pathlib
import re

FOLDER = pathlib.Path(__file__).parent
CORPUS = FOLDER.parents[1] / "corpus"
LIMIT = 3000

END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ])")
KNOWN_DOTS = re.compile(r"\b(?:a\.m|p\.m|e\.g|i\.e|p\.ex|c\.-à-d)\b", re.IGNORECASE)
SUSPICIOUS = re.compile(
    r"""[@#\\<>\[\]{}|`_~^*=\t\n]              # handles, markup, paths
      | ://? | \b(?:https?|www|ftp|mailto|tel|file)\b
      | \w [./] \w* [^\W\d] | [^\W\d] \w* [./] \w   # a letter beside a dot or a slash that touches both sides
      | \d (?: [ .()/\u00a0\u202f-]* \d ){5}        # six digits and more
      | \b(?:dot|slash|arobase|point\ (?:com|fr)|barre\ oblique)\b
      | \b(?:call|ring|dial|text|phone|compos|appel|joi(?:ns|gn)|t[ée]l)\w*\b .* \d{3}
      | \b(?:jpe?g|png|gif|pdf|docx?|zip|exe|mp[34])\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_plain(sentence):
    return (
        20 <= len(sentence) <= 160
        and sentence[0].isupper()
        and sentence[-1] in ".!?"
        and sentence.isprintable()
        and not SUSPICIOUS.search(KNOWN_DOTS.sub("", sentence))
    )


def sentences(language):
    found = set()
    for path in sorted(CORPUS.glob(f"*_{language}.jsonl")):
        if path.name.split("_")[0] in ("bank", "train", "voices"):
            for line in path.read_text(encoding="utf-8").splitlines():
                found.update(filter(is_plain, END.split(json.loads(line)["text"])))
    return sorted(found, key=lambda text: hashlib.sha256(text.encode()).digest())[:LIMIT]


def main():
    for language in ("en", "fr"):
        lines = ["# SPDX-FileCopyrightText: 2026 The poise authors", "# SPDX-License-Identifier: MIT"]
        lines += sentences(language)
        (FOLDER / f"sentences_{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
