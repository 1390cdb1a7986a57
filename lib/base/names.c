/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/names.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *pick(const char *const *names, size_t count, uint32_t number)
{
    return number < count ? names[number] : NULL;
}

static const char *const languages[] = { NULL, "en", "fr" };
static const char *const severities[] = { NULL, "info", "warning", "error" };
static const char *const decisions[] = { "none", "allow", "need", "deny", "allow_override" };
static const char *const verdicts[] = { NULL, "approve", "reject", "revoke", "override" };
static const char *const media[] = { "unknown",   "image",           "video",      "audio",
                                     "document",  "archive",         "executable", "page",
                                     "shortener", "filename_mention" };
static const char *const vias[] = { NULL, "link", "embed", "data", "attachment" };
static const char *const contacts[] = { NULL, "email", "phone" };

/* In the order of the bits of POISE_MEDIA_SHORTENED and its neighbours. */
static const char *const flags[] = {
    "shortener",      "own",           "flagged",       "carried_over",     "obfuscated",
    "userinfo",       "ip_host",       "mixed_script",  "punycode",         "invisible",
    "redirector",     "maybe",         "mismatch",      "double_extension", "rtl_name",
    "active_content", "trailing_data", "empty",         "backslash",        "too_long",
    "bidi",           "bad_host",      "text_mismatch", "polyglot",         "encrypted",
    "traversal",      "bomb",          "animated",      "location",
};

_Static_assert(1 << (COUNT(flags) - 1) == POISE_MEDIA_LOCATION, "a name for each bit");

const char *poise__language_name(uint32_t language)
{
    return pick(languages, COUNT(languages), language);
}

const char *poise__severity_name(uint32_t severity)
{
    return pick(severities, COUNT(severities), severity);
}

const char *poise__decision_name(uint32_t decision)
{
    return pick(decisions, COUNT(decisions), decision);
}

const char *poise__verdict_name(uint32_t verdict)
{
    return pick(verdicts, COUNT(verdicts), verdict);
}

uint32_t poise__verdict_of(const char *name)
{
    for (uint32_t i = POISE_VERDICT_APPROVE; name && i < COUNT(verdicts); i++)
        if (strcmp(name, verdicts[i]) == 0) return i;
    return 0;
}

const char *poise__media_name(uint32_t kind)
{
    return pick(media, COUNT(media), kind);
}

const char *poise__via_name(uint32_t via)
{
    return pick(vias, COUNT(vias), via);
}

const char *poise__contact_name(uint32_t kind)
{
    return pick(contacts, COUNT(contacts), kind);
}

const char *poise__media_flag_name(uint32_t bit)
{
    return pick(flags, COUNT(flags), bit);
}

uint32_t poise__language_of(const char *tag)
{
    for (uint32_t i = 1; i < COUNT(languages); i++)
        if (strncmp(tag, languages[i], 2) == 0 && (!tag[2] || tag[2] == '-' || tag[2] == '_'))
            return i;
    return POISE_LANGUAGE_AUTO;
}
