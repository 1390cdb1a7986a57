/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include <assert.h>

#include "media/media.h"

const char *poise__media_kind_name(uint32_t kind)
{
    static const char *const names[] = {
        [POISE_MEDIA_UNKNOWN] = "unknown",
        [POISE_MEDIA_IMAGE] = "image",
        [POISE_MEDIA_VIDEO] = "video",
        [POISE_MEDIA_AUDIO] = "audio",
        [POISE_MEDIA_DOCUMENT] = "document",
        [POISE_MEDIA_ARCHIVE] = "archive",
        [POISE_MEDIA_EXECUTABLE] = "executable",
        [POISE_MEDIA_PAGE] = "page",
        [POISE_MEDIA_SHORTENER] = "shortener",
        [POISE_MEDIA_FILENAME_MENTION] = "filename_mention",
    };

    assert(kind < sizeof names / sizeof names[0]);
    return names[kind];
}

const char *poise__media_via_name(uint32_t via)
{
    static const char *const names[] = {
        [POISE_VIA_LINK] = "link",
        [POISE_VIA_EMBED] = "embed",
        [POISE_VIA_DATA] = "data",
        [POISE_VIA_ATTACHMENT] = "attachment",
    };

    assert(via > 0 && via < sizeof names / sizeof names[0]);
    return names[via];
}

const char *poise__media_flag_name(uint32_t flag)
{
    /* By the number of the bit. */
    static const char *const names[] = {
        "shortener",      "own",           "flagged",      "carried_over",     "obfuscated",
        "userinfo",       "ip_host",       "mixed_script", "punycode",         "invisible",
        "redirector",     "maybe",         "mismatch",     "double_extension", "rtl_name",
        "active_content", "trailing_data", "empty",
    };
    uint32_t bit = 0;

    while (flag >> bit > 1) bit++;
    assert(flag && (flag & (flag - 1)) == 0 && bit < sizeof names / sizeof names[0]);
    return names[bit];
}
