/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * streams.c: sound and film in frames, packets and generic containers. A frame's head is eleven or
 * twelve set bits and some fields: one alone may be chance, so a second must follow it, unless the
 * file ends before.
 */
#include "media/file/format.h"

#include "media/chars.h"

/* ---- MPEG audio ----------------------------------------------------------------------------- */

/* The bytes of a frame of layer I to III, or 0 when the head cannot be. */
static size_t mpeg_frame(struct poise__slice bytes, size_t at)
{
    static const uint16_t rates[5][16] = {
        { 0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0 },
        { 0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0 },
        { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0 },
        { 0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0 },
        { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0 },
    };
    static const uint16_t samples[4] = { 44100, 48000, 32000, 0 };
    uint32_t head = poise__be32(bytes, at);
    uint32_t version = head >> 19 & 3, layer = 4 - (head >> 17 & 3);

    if (head >> 21 != 0x7FF || version == 1 || layer == 4) return 0;
    bool half = version != 3;
    uint32_t row = !half ? layer - 1 : layer == 1 ? 3 : 4;
    uint32_t rate = rates[row][head >> 12 & 15] * 1000u;
    uint32_t sample = (uint32_t)(samples[head >> 10 & 3] >> (version == 3   ? 0
                                                             : version == 2 ? 1
                                                                            : 2));
    if (rate == 0 || sample == 0) return 0;
    uint32_t padding = head >> 9 & 1;
    if (layer == 1) return (size_t)4 * (12 * rate / sample + padding);
    return (half && layer == 3 ? 72 : 144) * rate / sample + padding;
}

/* AAC in ADTS frames. */
static size_t aac_frame(struct poise__slice bytes, size_t at)
{
    uint32_t head = poise__be32(bytes, at);
    size_t len = (head & 3) << 11 | poise__be16(bytes, at + 4) >> 5;

    if (head >> 20 != 0xFFF || (head >> 17 & 3) != 0 || (head >> 10 & 15) > 12 || len < 7) return 0;
    return len;
}

/* Does a frame begin here, and another where it ends? */
static bool repeats(struct poise__slice bytes, size_t at,
                    size_t (*frame)(struct poise__slice, size_t))
{
    size_t len = frame(bytes, at);

    if (len == 0 || bytes.len < at + 4) return false;
    if (at + len + 4 <= bytes.len) return frame(bytes, at + len) != 0;
    return !POISE__AT(bytes, 0, "\xFF\xFE"); /* which is the mark of UTF-16, too */
}

static bool frames_find(struct poise__slice bytes, size_t at, struct poise__format *format)
{
    if (repeats(bytes, at, aac_frame))
        *format = POISE__FORMAT("audio/aac", AUDIO, OTHER);
    else if (repeats(bytes, at, mpeg_frame))
        *format = POISE__FORMAT("audio/mpeg", AUDIO, OTHER);
    else
        return false;
    return true;
}

static size_t id3_size(struct poise__slice bytes)
{
    size_t size = 0;

    for (size_t i = 6; i < 10; i++) size = size << 7 | (poise__u8(bytes, i) & 0x7F);
    return 10 + size;
}

/* An ID3 tag may stand before several kinds of sound; what follows it decides. */
static bool id3_find(struct poise__slice bytes, struct poise__format *format)
{
    if (!POISE__AT(bytes, 0, "ID3") || poise__u8(bytes, 3) < 2 || poise__u8(bytes, 3) > 4)
        return false;
    size_t size = id3_size(bytes);
    *format = POISE__FORMAT("audio/mpeg", AUDIO, OTHER);
    if (POISE__AT(bytes, size, "fLaC"))
        *format = POISE__FORMAT("audio/flac", AUDIO, OTHER);
    else if (POISE__AT(bytes, size, "MAC "))
        *format = POISE__FORMAT("audio/ape", AUDIO, OTHER);
    else
        frames_find(bytes, size, format);
    return true;
}

/* ---- MPEG transport streams ----------------------------------------------------------------- */

/* Packets of 188 bytes that begin with 'G', or of 192 with a time stamp in front. */
static bool is_transport(struct poise__slice bytes)
{
    enum { PACKETS = 4 };

    for (size_t stamp = 0; stamp <= 4; stamp += 4) {
        size_t i = 0, size = 188 + stamp;
        if (bytes.len < PACKETS * size) continue;
        while (i < PACKETS && bytes.data[stamp + i * size] == 'G') i++;
        if (i == PACKETS) return true;
    }
    return false;
}

/* ---- Containers ----------------------------------------------------------------------------- */

static bool matroska_find(struct poise__slice bytes, struct poise__format *format)
{
    size_t at;

    if (!POISE__AT(bytes, 0, "\x1A\x45\xDF\xA3")) return false;
    *format = poise__find_word(poise__part(bytes, 0, 64), "webm", &at)
                  ? POISE__FORMAT("video/webm", VIDEO, OTHER)
                  : POISE__FORMAT("video/x-matroska", VIDEO, OTHER);
    return true;
}

/* The first page's packet names the codec of the first stream, and films put the picture first. */
static bool ogg_find(struct poise__slice bytes, struct poise__format *format)
{
    if (!POISE__AT(bytes, 0, "OggS\0")) return false;
    if (POISE__AT(bytes, 28, "\x80theora") || POISE__AT(bytes, 28, "\1video") ||
        POISE__AT(bytes, 28, "BBCD\0") || POISE__AT(bytes, 28, "fishead\0"))
        *format = POISE__FORMAT("video/ogg", VIDEO, OTHER);
    else
        *format = POISE__FORMAT("audio/ogg", AUDIO, OTHER);
    return true;
}

static bool riff_find(struct poise__slice bytes, struct poise__format *format)
{
    static const struct {
        const char *form;
        struct poise__format format;
    } forms[] = {
#define FORM(name, type, kind)                                                                     \
    {                                                                                              \
        name,                                                                                      \
        {                                                                                          \
            type, POISE_MEDIA_##kind, POISE__FORMAT_RIFF, 0                                        \
        }                                                                                          \
    }
        FORM("WEBP", "image/webp", IMAGE),   FORM("AVI ", "video/x-msvideo", VIDEO),
        FORM("WAVE", "audio/wav", AUDIO),    FORM("QLCM", "audio/qcelp", AUDIO),
        FORM("RMID", "audio/midi", AUDIO),   FORM("ACON", "image/x-ani", IMAGE),
        FORM("AMV ", "video/x-amv", VIDEO),  FORM("CDDA", "audio/x-cdda", AUDIO),
        FORM("sfbk", "audio/x-sfbk", AUDIO),
#undef FORM
    };

    if (!POISE__AT(bytes, 0, "RIFF") && !POISE__AT(bytes, 0, "RF64") &&
        !POISE__AT(bytes, 0, "RIFX"))
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (poise__bytes_at(bytes, 8, forms[i].form, 4)) {
            *format = forms[i].format;
            return true;
        }
    return false;
}

static bool iff_find(struct poise__slice bytes, struct poise__format *format)
{
    const bool is_form = POISE__AT(bytes, 0, "FORM");

    if (POISE__AT(bytes, 0, "FRM8") && POISE__AT(bytes, 12, "DSD "))
        *format = POISE__FORMAT("audio/x-dff", AUDIO, OTHER);
    else if (is_form && (POISE__AT(bytes, 8, "AIFF") || POISE__AT(bytes, 8, "AIFC") ||
                         POISE__AT(bytes, 8, "8SVX")))
        *format = POISE__FORMAT("audio/x-aiff", AUDIO, OTHER);
    else if (is_form && (POISE__AT(bytes, 8, "ILBM") || POISE__AT(bytes, 8, "PBM ")))
        *format = POISE__FORMAT("image/x-ilbm", IMAGE, OTHER);
    else
        return false;
    return true;
}

/* Windows Media: the type of the first stream lies in its properties. */
static bool asf_find(struct poise__slice bytes, struct poise__format *format)
{
    static const char film[] = "\xC0\xEF\x19\xBC\x4D\x5B\xCF\x11\xA8\xFD\x00\x80\x5F\x5C\x44\x2B";
    static const char sound[] = "\x40\x9E\x69\xF8\x4D\x5B\xCF\x11\xA8\xFD\x00\x80\x5F\x5C\x44\x2B";
    struct poise__slice head = poise__part(bytes, 0, 8192);
    size_t at = 0;

    if (!POISE__AT(bytes, 0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11")) return false;
    bool has_film = poise__find_bytes(head, film, 16, 2, &at);
    at = 0;
    *format = !has_film && poise__find_bytes(head, sound, 16, 2, &at)
                  ? POISE__FORMAT("audio/x-ms-wma", AUDIO, OTHER)
                  : POISE__FORMAT("video/x-ms-asf", VIDEO, OTHER);
    return true;
}

/* RealMedia: the type of each stream stands in its properties. */
static bool real_find(struct poise__slice bytes, struct poise__format *format)
{
    struct poise__slice head = poise__part(bytes, 0, 4096);
    size_t film = 0, sound = 0;

    if (!POISE__AT(bytes, 0, ".RMF\0\0\0")) return false;
    *format = !poise__find_bytes(head, "video/x-pn", 10, 0, &film) &&
                      poise__find_bytes(head, "audio/x-pn", 10, 0, &sound)
                  ? POISE__FORMAT("audio/x-pn-realaudio", AUDIO, OTHER)
                  : POISE__FORMAT("video/vnd.rn-realmedia", VIDEO, OTHER);
    return true;
}

bool poise__stream_find(struct poise__slice bytes, struct poise__format *format)
{
    if (matroska_find(bytes, format) || ogg_find(bytes, format) || riff_find(bytes, format) ||
        iff_find(bytes, format) || asf_find(bytes, format) || real_find(bytes, format) ||
        id3_find(bytes, format) || frames_find(bytes, 0, format))
        return true;
    if (!is_transport(bytes)) return false;
    *format = POISE__FORMAT("video/mp2t", VIDEO, OTHER);
    return true;
}

/* ---- Where the parts end -------------------------------------------------------------------- */

/* Frames behind an ID3 tag, all of a kind: up to the first that is none. */
static size_t frames_end(struct poise__slice bytes)
{
    size_t at = POISE__AT(bytes, 0, "ID3") ? id3_size(bytes) : 0, len;

    while (at < bytes.len && ((len = mpeg_frame(bytes, at)) || (len = aac_frame(bytes, at))))
        at += len;
    return at;
}

static size_t ogg_end(struct poise__slice bytes)
{
    enum { HEAD = 27 };
    size_t at = 0;

    while (POISE__AT(bytes, at, "OggS")) {
        size_t segments = poise__u8(bytes, at + HEAD - 1), next = at + HEAD + segments;
        for (size_t i = 0; i < segments; i++) next += poise__u8(bytes, at + HEAD + i);
        at = next;
    }
    return at;
}

static size_t midi_end(struct poise__slice bytes)
{
    size_t at = 0;

    while (POISE__AT(bytes, at, "MThd") || POISE__AT(bytes, at, "MTrk")) {
        uint32_t len = poise__be32(bytes, at + 4);
        if (len > bytes.len - at) return bytes.len;
        at += 8 + (size_t)len;
    }
    return at;
}

/* A size of Matroska's, as many bytes long as its first has leading zeros and one. False when it is
 * not known, which is written as all ones. */
static bool matroska_size(struct poise__slice bytes, size_t *at, uint64_t *size)
{
    unsigned first = poise__u8(bytes, *at), len = 1;

    while (len <= 8 && !(first & (0x100u >> len))) len++;
    if (len > 8) return false;
    *size = first & ((0x100u >> len) - 1);
    for (unsigned i = 1; i < len; i++) *size = *size << 8 | poise__u8(bytes, *at + i);
    *at += len;
    return *size != (UINT64_C(1) << 7 * len) - 1;
}

static size_t matroska_end(struct poise__slice bytes)
{
    size_t at = 0;
    uint64_t size;

    while (POISE__AT(bytes, at, "\x1A\x45\xDF\xA3") || POISE__AT(bytes, at, "\x18\x53\x80\x67")) {
        at += 4;
        if (!matroska_size(bytes, &at, &size) || at > bytes.len || size > bytes.len - at)
            return bytes.len;
        at += (size_t)size;
    }
    return at;
}

size_t poise__stream_end(struct poise__slice bytes)
{
    if (POISE__AT(bytes, 0, "OggS")) return ogg_end(bytes);
    if (POISE__AT(bytes, 0, "MThd")) return midi_end(bytes);
    if (POISE__AT(bytes, 0, "\x1A\x45\xDF\xA3")) return matroska_end(bytes);
    if (POISE__AT(bytes, 0, "ID3") || POISE__AT(bytes, 0, "\xFF")) return frames_end(bytes);
    return bytes.len;
}
