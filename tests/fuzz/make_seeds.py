# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Write the seeds under seeds/TARGET/; the same bytes every time. Crashes that were found stay beside them."""
import hashlib
import io
import json
import pathlib
import struct
import zipfile

REQUEST = {
    "id": "a", "text": "You are an idiot 😀. See https://evil.example/x.png", "lang": "en", "author": "ana", "editors": ["bo"],
    "attachments": [{"name": "a.pdf", "type": "application/pdf", "base64": "TVqQAA=="}], "now": 1700000000,
    "in_reply_to": {"id": "m", "text": "Where is it?"}, "reported": ["https://evil.example/x.png"],
    "approvals": [{"by": "bo", "at": 1699999999, "verdict": "approve", "digest": "0" * 64}],
}
RULE = {"name": "harsh", "when": {"any": [{"field": "tone.insulting", "gte": 400}, {"field": "media.count", "gte": 1}]},
        "any": [[{"count": 2, "roles": ["lead"]}]], "ttl": "2h"}
POLICY = {"version": 1, "id": "p", "ttl": "24h", "baseline": "none", "rules": [RULE, {"name": "no", "when": {"field": "tone.defensive", "gte": 900},
                                                                  "deny": "too harsh", "tier": "hard"}]}
ROSTER = {"ana": {"roles": ["agent"], "aliases": ["ana@shop.example"]}, "bo": {"roles": ["lead"]}}

# Of keys that nobody keeps, over "the draft\n".
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAVGFnhzLoq83NwSN0OvMK2iNb4ch9lnnpJwMWbxAF9i"
SIGNED = (
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgBUYWeHMuirzc3BI3Q68wraI1vhyH2WeeknAxZvEAX2IAAAAFcG9pc2UAAAAAAAAABn"
    "NoYTUxMgAAAFMAAAALc3NoLWVkMjU1MTkAAABADdfRBwAvwYT9JtQwYCdJQNl3uyDJLYo43PV2KivaTecfWCcwS4tqXy3s0SmV8vdJHCm+bQHS"
    "CVLbTw/MKEWwBQ=="
)
SIGNED_ECDSA = (
    "U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAEEEnSre/xReaFY+QYinLrf15/IIt1XGnmMLuEhdty"
    "7q+TmDfrjiu5l4uwvvtKPH8dWnu7eatzV8h0oujOuanjGlDwAAAAVwb2lzZQAAAAAAAAAGc2hhNTEyAAAAZAAAABNlY2RzYS1zaGEyLW5pc3Rw"
    "MjU2AAAASQAAACAzA6kRdUjORd9sTu/VDroBLYQexaaFmoIkwRlu+llF+wAAACEA8i6zOPthUVAYWFBM4ti/DacJQt0sWbfuu80BebYFkLM="
    ""
)


def filled(form, *placeholders):
    """A template and what is put into it."""
    fields = [form, *(field for placeholder in placeholders for field in (chr(48 + placeholder[0]), *placeholder[1:]))]
    return "\0".join(fields).encode()


def chain(*entries):
    """An audit log."""
    lines, prev = [], "0" * 64
    for number, entry in enumerate(entries, 1):
        lines.append(b'{"n":%d,"prev":"%s","entry":%s}' % (number, prev.encode(), entry))
        prev = hashlib.sha256(lines[-1]).hexdigest()
    return b"\n".join(lines) + b"\n"


def message(name, sender, at, **more):
    return {"id": name, "place": "p", "public": True, "sender": sender, "at": at, **more}


REMOVAL = {"how": "deleted", "at": 5, "by": "bo", "ground": "threat", "criticised": ["ana"], "approvals": REQUEST["approvals"]}
RUDE = {"tone": {"insulting": 900, "apologetic": 0}, "remedy": 0, "digest": "0", "findings": [], "contacts": [{"own": False, "start": 1, "end": 2}],
        "signals": [{"code": "insulting.threat", "strength": 900, "start": 0, "end": 4}, {"code": "defensive.scapegoat", "strength": 1}]}
THREAD = {"now": "1970-01-01T00:10:00Z", "policy": POLICY, "roster": ROSTER, "duties": {"response": "1m", "apology": 90, "line": 400, "words": 3},
          "business": [{"from": 0, "until": 60}, {"from": 90, "until": 400}],
          "messages": [message("a", "customer", 1, sentiment="negative", report=RUDE, removal=REMOVAL),
                       message("b", "human", 2, parent="a", versions=[{"at": 2, "words": 2, "report": RUDE}, {"at": 9}]),
                       message("c", "bot", 3, parent="b", by="x", channel="y", report={})]}


def archive(name):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(zipfile.ZipInfo(name), b"x")
    return file.getvalue()


def png():
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0) + bytes(4)


def exif():
    return bytes.fromhex("4d4d002a00000008 0001 8825000400000001 0000001a 00000000 0001 0002000500000003 00000000 00000000")


def segment(marker, content):
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def riff(form, *parts):
    body = b"".join(name + struct.pack("<I", len(content)) + content + bytes(len(content) & 1) for name, content in zip(parts[::2], parts[1::2]))
    return b"RIFF" + struct.pack("<I", len(body) + 4) + form + body


def box(name, content):
    return struct.pack(">I", len(content) + 8) + name + content


def tar(name, target):
    head = bytearray(512)
    head[:len(name)] = name.encode()
    head[100:156] = b"0000644\0" + b"0000000\0" * 2 + b"00000000000\0" * 2 + b" " * 8
    head[156:158 + len(target)] = b"2" + target.encode() + b"\0"
    head[257:265] = b"ustar\x0000"
    head[148:155] = b"%06o\0" % sum(head)
    return bytes(head) + bytes(1024)


def compound(*names):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10) + struct.pack("<2I", 1, 1)
    table = struct.pack("<2I", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = b"".join(name.encode("utf-16le").ljust(64, b"\0") + struct.pack("<HB", 2 * len(name) + 2, 5 if name == names[0] else 1) + bytes(61)
                       for name in names)
    return head.ljust(512, b"\0") + table + entries.ljust(1024, b"\0")


def armoured(base64):
    lines = "\n".join(base64[at:at + 70] for at in range(0, len(base64), 70))
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}\n-----END SSH SIGNATURE-----\n"


def signed(signers, revoked="", signature=SIGNED):
    return "\0".join((armoured(signature), signers, revoked)).encode()


def dumped(value):
    return json.dumps(value, ensure_ascii=False).encode()


SEEDS = {
    "text": {
        "insult": b"You are an idiot, and it is your own fault.",
        "apology": "Nous sommes vraiment désolés, nous vous remboursons.".encode(),
        "links": b"See <https://user@evil.example/a?b=c#d>, hxxp://a[.]b[.]com, [x](http://bit.ly/1) ![y](//z.example/q.png)",
        "contacts": b"Write to help@shop.example or call +33 1 23 45 67 89, see invoice.pdf attached.",
        "quoted": b"> You are an idiot\n\nThey wrote \"liar\". `code` {{name}} @ana #tag\r\n",
        "broken": b"sorry \xff\xfe \xc3 \xed\xa0\x80 \xf4\x90\x80\x80 \xc0\xaf you idiot",
        "marks": "so\u0301\u0327rry".encode() + "e\u0301".encode() * 40 + "i" .encode() + "\u0300".encode() * 100,
        "invisible": "you\u200b are an id\u00adiot \u202eexe.fdp\u202c \ufeff".encode(),
        "wide": "Ｙｏｕ ａｒｅ ａｎ ｉｄｉｏｔ ﷺ 👩‍👩‍👧 𝐬𝐨𝐫𝐫𝐲".encode(),
        "disguised": "Y0u 1d10t, b!tch, f*** off, i d i o t, s.t.u.p.i.d, іdіot, sooorry, *no* @sshole $hit i̶d̶".encode(),
        "zero": b"a\0b\0you are an idiot\0",
        "empty": b"",
        "nested": b"(" * 300 + b"![" * 300 + b"<" * 300 + b"\"" * 301 + b"{{" * 200,
        "data": b"![a](data:image/png;base64,iVBORw0KGgo=) <img src=\"data:,x\" onerror=a> javascript:alert(1)",
    },
    "request": {
        "whole": dumped(REQUEST), "least": b'{"text":""}', "no_text": b'{"id":"x"}', "twice": b'{"text":"a","text":"b"}',
        "deep": b'{"text":' + b"[" * 200 + b"]" * 200 + b"}", "cut": dumped(REQUEST)[:90], "empty": b"",
        "surrogate": b'{"text":"\\ud83d"}', "escapes": b'{"text":"\\ud83d\\ude00\\u0000\\n"}', "number": b'{"text":"a","now":1e999}',
        "decide": dumped({"policy": POLICY, "roster": ROSTER, "draft": {"author": "ana"}, "findings": {"tone.insulting": 800},
                          "approvals": [], "now": 1700000000}),
    },
    "policy": {
        "both": dumped(POLICY) + b"\0" + dumped(ROSTER), "alone": dumped(POLICY), "no_rules": b'{"version":1,"id":"p","baseline":"none","rules":[]}',
        "unknown": b'{"version":1,"rulez":[]}', "bad_roster": dumped(POLICY) + b"\0[]", "cut": dumped(POLICY)[:60], "empty": b"",
        "deep": b'{"version":1,"rules":[{"name":"a","when":' + b'{"not":' * 100 + b"1" + b"}" * 100 + b"}]}",
    },
    "signature": {
        "valid": signed(f"ana {KEY}\n"), "revoked": signed(f"ana {KEY}\n", f"# lost\n{KEY}\n"), "ecdsa": signed("", "", SIGNED_ECDSA),
        "options": signed(f'# x\n"bo,a*" namespaces="p*,!file",valid-after="20250101",valid-before="202801010000Z" {KEY} c\r\n'),
        "authority": signed(f"!bo,* cert-authority {KEY}\n"), "unknown": signed(f"ana octopus {KEY}\n"), "no_key": signed("ana\n"),
        "quotes": signed('"ana namespaces="\\"" \n'), "krl": signed(f"ana {KEY}", "SSHKRL\n"), "cut": signed("")[:90], "empty": b"",
        "date": signed(f'ana valid-after="20250230" {KEY}'), "stars": signed("*a" * 200 + f"b {KEY}"), "no_armour": b"a\0b\0c",
    },
    "template": {
        "each_type": filled("Dear {{a}}, {{b}} of {{c}} are {{d}}: {{e}}.", (1, "a", "Zoë O'Neill"), (2, "b", "1,250"), (3, "c", "3 March 2026"),
                            (4, "d", "12,50 €"), (5, "e", "AB-1204")),
        "insult": filled("Dear {{a}}, thank you.", (1, "a", "Idiot")), "link": filled("See {{a}}.", (1, "a", "bit.ly")),
        "contact": filled("Call {{a}}.", (2, "a", "0800 123 456")), "none": filled("Thank you."), "empty": b"",
        "undeclared": filled("{{b}}", (1, "a", "Ana")), "twice": filled("{{a}}{{a}}", (1, "a", "Ana"), (2, "a", "1")),
        "beside": filled("{{a}}{{b}}", (1, "a", "Ana"), (5, "b", "7")), "braces": filled("{{a}}", (1, "a", "{{a}}")),
        "hidden": filled("{{a}}", (1, "a", "\u3164")), "marks": filled("{{a}}", (1, "a", "A" + "\u0301" * 5)), "cut": b"{{a}}\x001\0a\0An\xc3",
    },
    "audit": {
        "whole": chain(b"{}", b'{"decision":"allow"}', b'{"a":[1,{"b":null}]}'), "cut": chain(b"{}", b"{}")[:-5], "empty": b"",
        "swapped": b"\n".join(reversed(chain(b"{}", b'{"a":1}').splitlines())), "twice": chain(b'{"a":1,"a":2}'), "lines": b'{"a":\r1}\n[]\n{}',
    },
    "thread": {
        "whole": dumped(THREAD), "least": b'{"now":1,"messages":[]}', "cut": dumped(THREAD)[:200], "empty": b"",
        "ring": dumped({"now": 9, "messages": [message("a", "customer", 1, parent="b"), message("b", "human", 2, parent="a")]}),
        "twins": dumped({"now": 9, "messages": [message("a", "customer", 1), message("a", "customer", 1)]}),
        "hours": dumped({**THREAD, "business": [{"from": 2, "until": 1}]}), "far": dumped({**THREAD, "now": 2**62}),
        "time": b'{"now":"2026-01-31T12:00:00+24:00","messages":[]}', "no_zone": b'{"now":"2026-01-31T12:00:00","messages":[]}',
    },
    "pack": {"empty": b"", "zeros": bytes(256), "ones": b"\xff" * 256, "word": b"POISE", "text": b"not a pack at all\n"},
    "attachment": {
        "png": b"a.png\n" + png(), "exe_as_pdf": b"a.pdf\nMZ\x90\0" + bytes(60), "zip": b"a.zip\n" + archive("a.exe"),
        "office": b"a.docx\n" + archive("word/vbaProject.bin"), "zip_cut": b"a.zip\n" + archive("a")[:-9],
        "pdf": b"a.pdf\n%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(x)>>>>endobj\n%%EOF\ntrailing",
        "svg": b"a.svg\n<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "html": b"a.txt\n<html><script>x</script>",
        "gif": b"a.gif\nGIF89a\1\0\1\0\0\0\0;", "jpeg": b"a.jpg\n\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9MZ",
        "elf": b"notes\n\x7fELF\2\1\1" + bytes(60), "empty": b"", "name": "fact\u202egnp.exe\n".encode(), "double": b"a.pdf.exe\nMZ",
        "script": b"a.sh\n#!/bin/sh\n", "ole": b"a.doc\n\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        "place": b"a.jpg\n\xff\xd8" + segment(0xE1, b"Exif\0\0" + exif()) + segment(0xDA, bytes(6)) + b"\x12\xff\0\xff\xd9",
        "comment": b"a.jpg\n\xff\xd8" + segment(0xFE, b"<?php x ?>") + segment(0xE2, b"MPF\0") + segment(0xDA, bytes(6)) + b"\xff\xd9",
        "moving": b"a.gif\nGIF89a\1\0\1\0\x80\0\0" + bytes(6) + b"!\xfe\3abc\0" + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0" * 2 + b";PK\3\4",
        "webp": b"a.webp\n" + riff(b"WEBP", b"VP8X", b"\x0a" + bytes(9), b"EXIF", exif(), b"XMP ", b"exif:GPSLatitude"),
        "wave": b"a.wav\n" + riff(b"WAVE", b"fmt ", bytes(16), b"LIST", b"Rar!\x1a\7", b"data", bytes(8)),
        "film": b"a.mp4\n" + box(b"ftyp", b"isom\0\0\2\0isomqt  ") + box(b"free", b"%PDF-1.4") + box(b"moov", b"\xa9xyz") + archive("a"),
        "drawing": b"a.svg\n" + "<svg a='\">' onload = x><a href=' j&#x61;vascript&colon;x'/></svg>".encode("utf-16"),
        "locked": b"a.rar\nRar!\x1a\7\1\0\x33\x92\xb5\xe5\x0a\4\0\0\1\2\3\4\5", "rtf": b"a.rtf\n{\\rtf1{\\object{\\*\\objdata 01}}}",
        "seven_zip": b"a.7z\n7z\xbc\xaf\x27\x1c\0\4" + bytes(12) + b"\x0c" + bytes(11) + b"\x17\6\0\1\t\x24\6\xf1\7\1\0\0",
        "tar": b"a.tar\n" + tar("../a", "/etc/passwd"), "up": b"a.zip\n" + archive("../../a"), "bmp": b"a.bmp\nBM/*" + bytes(10) + b"\x28" + bytes(40) + b"*/",
        "compound": b"a.doc\n" + compound("Root Entry", "WordDocument", "VBA"), "tiff": b"a.tif\n" + exif(),
        "frames": b"a.mp3\n" + (b"\xff\xfb\x90\0" + bytes(413)) * 2, "stream": b"a.ts\n" + (b"G\x40\0\x10" + bytes(184)) * 5,
    },
}


def main():
    for target, seeds in SEEDS.items():
        folder = pathlib.Path(__file__).parent / "seeds" / target
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in seeds.items():
            (folder / name).write_bytes(content)


main()
