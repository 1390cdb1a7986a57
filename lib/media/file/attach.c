/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/file/attach.h"

#include "media/file/claim.h"
#include "media/file/format.h"
#include "media/file/magic.h"

/* Types of libmagic's that are programs, whatever the tables know. */
static bool names_program(const char *type)
{
    static const char *const parts[] = { "executable", "sharedlib",    "dosexec",     "mach-binary",
                                         "x-object",   "x-coff",       "java-applet", "x-bytecode",
                                         "shockwave",  "x-msdownload", NULL };

    for (const char *const *part = parts; *part; part++)
        if (strstr(type, *part)) return true;
    return false;
}

/* Words alone are libmagic's to name, and no more than that: it takes prose for programs. */
static poise_status ask_magic(struct poise__magic *magic, struct poise__slice bytes,
                              struct poise__arena *strings, struct poise__format *format)
{
    const char *said;
    poise_status st = poise__magic_ask(magic, bytes, strings, &said);

    if (st != POISE_OK || !said) return st;
    if (format->type) {
        if (strncmp(said, "text/", 5) == 0 || strncmp(said, "message/", 8) == 0)
            format->type = said;
        return POISE_OK;
    }
    format->type = said;
    format->kind = names_program(said)
                       ? POISE_MEDIA_EXECUTABLE
                       : poise__table_type((struct poise__slice){ said, strlen(said) });
    return POISE_OK;
}

/*
 * Readers go by name and type where the bytes are words: "Hello" and a script is a page when it is
 * called one, and so is a drawing. Bytes without a form may be words too, with a control or two that
 * readers forgive.
 */
static void look_as_claimed(struct poise__slice bytes, const struct poise__claim *claim,
                            struct poise__format *format)
{
    struct poise__format claimed = *format;
    bool words = !format->type || format->form == POISE__FORMAT_TEXT ||
                 format->form == POISE__FORMAT_SVG || format->form == POISE__FORMAT_HTML;

    claimed.form = poise__claim_markup(claim);
    if (!words || claimed.form == POISE__FORMAT_OTHER || claimed.form == format->form) return;
    poise__active_look(bytes, &claimed);
    format->flags |= claimed.flags;
}

/* libmagic speaks where our own checks know nothing, or words alone; it never overrules them. */
static poise_status judge_bytes(struct poise__arena *strings, struct poise__slice bytes,
                                const struct poise__claim *claim, struct poise__magic *magic,
                                struct poise__media *media)
{
    struct poise__format format;

    poise__format_of(bytes, &format);
    look_as_claimed(bytes, claim, &format);
    bool guessed = !format.type;
    if (poise__claim_is_belied(claim, &format)) media->flags |= POISE_MEDIA_MISMATCH;
    if (magic && (guessed || strcmp(format.type, "text/plain") == 0)) {
        poise_status st = ask_magic(magic, bytes, strings, &format);
        if (st != POISE_OK) return st;
        /* A guess contradicts nobody, unless it is a program's. */
        if (guessed && format.kind == POISE_MEDIA_EXECUTABLE &&
            poise__claim_kind(claim) != POISE_MEDIA_EXECUTABLE)
            media->flags |= POISE_MEDIA_MISMATCH;
    }
    media->type = format.type;
    media->flags |= format.flags;
    if (media->kind != POISE_MEDIA_EXECUTABLE && format.kind != POISE_MEDIA_UNKNOWN &&
        (format.form != POISE__FORMAT_TEXT || media->kind == POISE_MEDIA_UNKNOWN))
        media->kind = format.kind;
    return POISE_OK;
}

poise_status poise__attach_judge(struct poise__arena *strings, const poise_attachment *attachment,
                                 struct poise__magic *magic, struct poise__media *media)
{
    struct poise__claim claim;

    poise__claim_read(attachment, &claim);
    media->target = poise__arena_copy(strings, claim.name.data, claim.name.len);
    if (!media->target) return POISE_E_NOMEM;
    media->kind = poise__claim_kind(&claim);
    media->flags |= poise__claim_name_flags(&claim);
    if (attachment->data && attachment->data_len == 0) media->flags |= POISE_MEDIA_EMPTY;
    if (attachment->data && attachment->data_len > 0) {
        struct poise__slice bytes = { attachment->data, (size_t)attachment->data_len };
        return judge_bytes(strings, bytes, &claim, magic, media);
    }
    if (poise__claim_is_divided(&claim)) media->flags |= POISE_MEDIA_MISMATCH;
    return POISE_OK;
}
