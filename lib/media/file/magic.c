/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * magic.c: the only file that knows libmagic. Its pitfalls, and what is done about them:
 * - without an explicit database it obeys $MAGIC and ~/.magic: a path is always given
 * - its limits do not bound a buffer, and regular expressions over long lines take long: the
 *   buffer is cut, the limits are lowered, the checks of text are off
 * - a handle serves one call at a time, and loading takes some 10 ms: one per checker, loaded with
 *   it, since a database that is missing or broken is to be told there and not amid a check
 * - it allocates with malloc. Where that fails while it looks at a file it says so, mostly; in places
 *   it aborts (a block freed twice), which nobody can prevent who calls it
 */
#include "media/file/magic.h"

#include "media/media_config.h"

#if POISE_HAVE_MAGIC

#include <magic.h>
#include <stdio.h>
#include <string.h>

enum { BUFFER_MAX = 65536 };

struct poise__magic {
    poise_alloc alloc;
    magic_t handle;
};

/* A compiled database begins with this number, in the byte order of its machine. */
static bool is_database(const char *path)
{
    static const unsigned char little[] = { 0x1C, 0x04, 0x1E, 0xF1 };
    static const unsigned char big[] = { 0xF1, 0x1E, 0x04, 0x1C };
    unsigned char head[4];
    FILE *file = fopen(path, "rb");

    if (!file) return false;
    bool read = fread(head, sizeof head, 1, file) == 1;
    fclose(file);
    return read && (memcmp(head, little, sizeof head) == 0 || memcmp(head, big, sizeof head) == 0);
}

static magic_t handle_open(void)
{
    const int flags = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
                      MAGIC_NO_CHECK_TEXT | MAGIC_NO_CHECK_ENCODING | MAGIC_NO_CHECK_TOKENS |
                      MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CSV |
                      MAGIC_NO_CHECK_JSON;
    size_t regex = 256, bytes = 4096, encoding = 4096;
    magic_t handle = magic_open(flags);

    if (!handle) return NULL;
    magic_setparam(handle, MAGIC_PARAM_REGEX_MAX, &regex);
    magic_setparam(handle, MAGIC_PARAM_BYTES_MAX, &bytes);
    magic_setparam(handle, MAGIC_PARAM_ENCODING_MAX, &encoding);
    return handle;
}

poise_status poise__magic_new(const poise_alloc *alloc, const char *path, struct poise__magic **out)
{
    if (!path) path = POISE_MAGIC_PATH;
    if (!is_database(path)) return POISE_E_MAGIC;

    struct poise__magic *magic = poise__acquire(alloc, sizeof *magic);
    if (!magic) return POISE_E_NOMEM;
    *magic = (struct poise__magic){ *alloc, handle_open() };
    if (!magic->handle || magic_load(magic->handle, path) != 0) {
        poise_status st = magic->handle ? POISE_E_MAGIC : POISE_E_NOMEM;
        poise__magic_free(magic);
        return st;
    }
    *out = magic;
    return POISE_OK;
}

void poise__magic_free(struct poise__magic *magic)
{
    if (!magic) return;
    poise_alloc alloc = magic->alloc;
    if (magic->handle) magic_close(magic->handle);
    poise__release(&alloc, magic, sizeof *magic);
}

poise_status poise__magic_ask(struct poise__magic *magic, struct poise__slice bytes,
                              struct poise__arena *strings, const char **type)
{
    const char *said = magic_buffer(magic->handle, bytes.data,
                                    bytes.len < BUFFER_MAX ? bytes.len : BUFFER_MAX);
    *type = NULL;
    /* Of the system it asks nothing but memory for bytes that it has already. */
    if (!said) return magic_errno(magic->handle) != 0 ? POISE_E_NOMEM : POISE_OK;
    if (strcmp(said, "application/octet-stream") == 0 || !strchr(said, '/')) return POISE_OK;
    *type = poise__arena_copy(strings, said, strlen(said));
    return *type ? POISE_OK : POISE_E_NOMEM;
}

#else

poise_status poise__magic_new(const poise_alloc *alloc, const char *path, struct poise__magic **out)
{
    (void)alloc;
    (void)path;
    (void)out;
    return POISE_E_UNSUPPORTED;
}

void poise__magic_free(struct poise__magic *magic)
{
    (void)magic;
}

poise_status poise__magic_ask(struct poise__magic *magic, struct poise__slice bytes,
                              struct poise__arena *strings, const char **type)
{
    (void)magic;
    (void)bytes;
    (void)strings;
    *type = NULL;
    return POISE_OK;
}

#endif
