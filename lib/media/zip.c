/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * zip.c: what a ZIP holds, by the names in its directory. Of a cut file, which has none at its end,
 * the names in the heads of its first files are read.
 */
#include "media/format.h"

#include <string.h>

#include "media/chars.h"

enum {
    ENTRIES_MAX = 1024, /* names that are read */
    END_LEN = 22,       /* of the record that closes the directory, its comment aside */
    CENTRAL_LEN = 46,
    LOCAL_LEN = 30
};

static uint32_t u16_at(struct poise__slice bytes, size_t at)
{
    const unsigned char *p = (const unsigned char *)bytes.data + at;

    return p[0] | (uint32_t)p[1] << 8;
}

static uint32_t u32_at(struct poise__slice bytes, size_t at)
{
    return u16_at(bytes, at) | u16_at(bytes, at + 2) << 16;
}

/* The record that closes the directory ends the file, but for a comment whose length it tells. */
static bool end_find(struct poise__slice bytes, size_t *at)
{
    if (bytes.len < END_LEN) return false;
    for (size_t back = END_LEN; back <= bytes.len && back <= POISE__LOOK_MAX; back++) {
        size_t here = bytes.len - back;
        if (bytes.data[here] != 'P' || !poise__bytes_at(bytes, here, "PK\5\6", 4)) continue;
        if (u16_at(bytes, here + 20) != back - END_LEN) continue;
        *at = here;
        return true;
    }
    return false;
}

bool poise__zip_is_at_tail(struct poise__slice bytes)
{
    size_t at;

    return end_find(bytes, &at);
}

/* What the names that were seen say. */
struct content {
    bool word, sheet, slides, jar, android, macro;
};

static void content_add(struct content *content, struct poise__slice name)
{
    static const char macro[] = "vbaproject.bin";

    if (poise__text_has(name, 0, "word/")) content->word = true;
    if (poise__text_has(name, 0, "xl/")) content->sheet = true;
    if (poise__text_has(name, 0, "ppt/")) content->slides = true;
    if (poise__slice_is(name, "meta-inf/manifest.mf")) content->jar = true;
    if (poise__slice_is(name, "androidmanifest.xml")) content->android = true;
    if (name.len >= sizeof macro - 1 &&
        poise__text_has(name, (uint32_t)(name.len - (sizeof macro - 1)), macro))
        content->macro = true;
}

static bool directory_read(struct poise__slice bytes, struct content *content)
{
    size_t end, at;

    if (!end_find(bytes, &end)) return false;
    /* Told from the end, so that bytes in front of the archive do no harm. */
    uint32_t size = u32_at(bytes, end + 12);
    if (size > end) return false;
    at = end - size;
    for (int i = 0; i < ENTRIES_MAX && at + CENTRAL_LEN <= end; i++) {
        if (!poise__bytes_at(bytes, at, "PK\1\2", 4)) return i > 0;
        uint32_t name = u16_at(bytes, at + 28);
        if (name > end - at - CENTRAL_LEN) return i > 0;
        content_add(content, (struct poise__slice){ bytes.data + at + CENTRAL_LEN, name });
        at += CENTRAL_LEN + name + u16_at(bytes, at + 30) + u16_at(bytes, at + 32);
    }
    return true;
}

static void heads_read(struct poise__slice bytes, struct content *content)
{
    size_t at = 0;

    for (int i = 0; i < ENTRIES_MAX && at + LOCAL_LEN <= bytes.len; i++) {
        if (!poise__bytes_at(bytes, at, "PK\3\4", 4)) return;
        uint32_t name = u16_at(bytes, at + 26);
        if (name > bytes.len - at - LOCAL_LEN) return;
        content_add(content, (struct poise__slice){ bytes.data + at + LOCAL_LEN, name });
        uint64_t next = (uint64_t)at + LOCAL_LEN + name + u16_at(bytes, at + 28) +
                        u32_at(bytes, at + 18);
        if (next > bytes.len) return;
        at = (size_t)next;
    }
}

/* OpenDocument and EPUB begin with a stored file "mimetype" that holds their type. */
static bool declared_type(struct poise__slice bytes, struct poise__format *format)
{
    static const char *const types[] = { "application/vnd.oasis.opendocument.text",
                                         "application/vnd.oasis.opendocument.spreadsheet",
                                         "application/vnd.oasis.opendocument.presentation",
                                         "application/vnd.oasis.opendocument.graphics",
                                         "application/epub+zip",
                                         NULL };

    if (bytes.len < LOCAL_LEN || !poise__bytes_at(bytes, LOCAL_LEN, "mimetype", 8)) return false;
    size_t at = LOCAL_LEN + 8 + u16_at(bytes, 28);
    for (const char *const *type = types; *type; type++)
        if (poise__bytes_at(bytes, at, *type, strlen(*type))) {
            format->type = *type;
            format->kind = POISE_MEDIA_DOCUMENT;
            format->form = POISE__FORMAT_OFFICE;
            return true;
        }
    return false;
}

void poise__zip_look(struct poise__slice bytes, struct poise__format *format)
{
    struct content content = { false };

    if (declared_type(bytes, format)) return;
    if (!directory_read(bytes, &content)) heads_read(bytes, &content);
    if (content.word || content.sheet || content.slides) {
        format->type =
            content.word ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            : content.sheet
                ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                : "application/vnd.openxmlformats-officedocument.presentationml.presentation";
        format->kind = POISE_MEDIA_DOCUMENT;
        format->form = POISE__FORMAT_OFFICE;
        if (content.macro) format->flags |= POISE_MEDIA_ACTIVE;
    } else if (content.android || content.jar) {
        format->type = content.android ? "application/vnd.android.package-archive"
                                       : "application/java-archive";
        format->kind = POISE_MEDIA_EXECUTABLE;
        format->form = POISE__FORMAT_OTHER;
    }
}
