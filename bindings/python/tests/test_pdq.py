# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Perceptual hashes: the binding, and pictures of other projects, which Pillow decodes where it is installed."""
import array
import json
import os
import pathlib

import pytest

import poise

SUITE = pathlib.Path(os.environ.get("POISE_SUITES", "")) / "media"


def rings(width, height, channels):
    """The same picture as in tests/unit/media_pdq.c."""
    return bytes(
        (x * x + y * y + x * y * channel) // 64 & 255
        for y in range(height) for x in range(width) for channel in range(channels)
    )


def distance(left, right):
    return bin(int(left, 16) ^ int(right, 16)).count("1")


def test_a_picture_is_hashed():
    made = poise.pdq(rings(200, 150, 3), 200, 150, 3)
    assert made == poise.Pdq("03025fdfb02045d79e3c71c0c33f9c40b97f36e0251f2b7caac1b24faedc2ad8", 100)


@pytest.mark.parametrize("buffer", [bytearray, memoryview])
def test_any_buffer_will_do(buffer):
    data = rings(70, 64, 1)
    assert poise.pdq(buffer(data), 70, 64, 1) == poise.pdq(data, 70, 64, 1)


@pytest.mark.parametrize("width, height, channels", [(10, 9, 3), (0, 0, 3), (-10, -10, 3), (150, 1, 2), (2**32 + 10, 10, 3)])
def test_what_is_no_picture_is_refused(width, height, channels):
    with pytest.raises(poise.ArgumentError):
        poise.pdq(bytes(300), width, height, channels)


def test_something_that_is_no_buffer_is_refused():
    with pytest.raises(TypeError):
        poise.pdq(300, 10, 10, 3)


def test_an_attachment_may_have_a_hash():
    picture = poise.pdq(rings(64, 64, 3), 64, 64, 3)
    with_hash = poise.check("Thank you.", attachments=[poise.Attachment("a.png", pdq=picture)])
    assert with_hash.digest == poise.check("Thank you.", attachments=[poise.Attachment("a.png")]).digest
    for wrong in (poise.Pdq("0", 100), poise.Pdq("g" * 64, 100), poise.Pdq("0" * 64, 101)):
        with pytest.raises(poise.ArgumentError):
            poise.check("Thank you.", attachments=[poise.Attachment("a.png", pdq=wrong)])


def pictures():
    """Rows of the suite whose picture is there: (name, path, hash wanted, bits that may differ or None)."""
    if "POISE_SUITES" not in os.environ:
        return []
    with open(SUITE / "pdq-vectors.jsonl", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    there = (row for row in rows if row["path"] and (SUITE / row["path"]).is_file())
    return [(row["id"], SUITE / row["path"], row["want_pdq"], row["tolerance_bits"]) for row in there]


def test_pictures_of_other_projects():
    """The Python rows, which allow 16 bits. Others come from decoders and scalers of their own: told, not judged."""
    image = pytest.importorskip("PIL.Image")
    rows = pictures()
    if not rows:
        pytest.skip("no pictures in POISE_SUITES")
    far = []
    for name, path, wanted, tolerance in rows:
        with image.open(path) as picture:
            made = poise.pdq(picture.convert("RGB").tobytes(), *picture.size)
        bits = distance(made.hash, wanted)
        print(f"{bits:3} of {tolerance} bits, quality {made.quality:3}: {name}")
        if name.startswith("python-test/") and bits > tolerance:
            far.append((name, bits))
    assert not far


def test_pdqhash_says_the_same():
    """It computes luma in double precision, so only grey pictures, whose luma is whole, must be equal bit by bit."""
    pdqhash, numpy = pytest.importorskip("pdqhash"), pytest.importorskip("numpy")
    for width, height in ((5, 5), (64, 64), (63, 65), (300, 200), (257, 640)):
        grey = numpy.frombuffer(rings(width, height, 1), numpy.uint8).reshape(height, width)
        bits, quality = pdqhash.compute(numpy.stack([grey] * 3, axis=2))
        made = poise.pdq(grey, width, height, 1)
        assert (made.hash, made.quality) == (numpy.packbits(bits.astype(numpy.uint8)).tobytes().hex(), quality)


def test_what_is_no_pdq_is_refused():
    with pytest.raises(poise.ArgumentError, match="must be a Pdq"):
        poise.check("a", attachments=[poise.Attachment("a.png", pdq=("0" * 64, 80))])
    for quality in (-1, 101, 2**32 + 50):
        with pytest.raises(poise.ArgumentError):
            poise.check("a", attachments=[poise.Attachment("a.png", pdq=poise.Pdq("0" * 64, quality))])
    with pytest.raises(poise.ArgumentError, match="one byte"):
        poise.pdq(array.array("i", range(64)), 8, 8, 1)
    report = poise.check("a", attachments=[poise.Attachment("a.bin", bytearray(b"\x7fELF\2\1\1" + bytes(57)))])
    assert report.media[0].kind == "executable"
