/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * The statement goes through a file in a folder that only we may enter: with standard input,
 * ssh-keygen could not ask for a passphrase.
 */
#include "sign.h"

#include "source.h"
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct workplace {
    struct buffer folder;
    struct buffer statement; /* path of the file */
    struct buffer signature; /* path that ssh-keygen writes */
};

static void text_add(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

static bool workplace_make(struct workplace *place)
{
    const char *base = getenv("TMPDIR");

    *place = (struct workplace){ 0 };
    text_add(&place->folder, base != NULL && base[0] == '/' ? base : "/tmp");
    text_add(&place->folder, "/poise-XXXXXX");
    if (mkdtemp(place->folder.data) == NULL) {
        fprintf(stderr, "poise: %s: %s\n", place->folder.data, strerror(errno));
        buffer_release(&place->folder);
        return false;
    }
    text_add(&place->statement, place->folder.data);
    text_add(&place->statement, "/statement");
    text_add(&place->signature, place->statement.data);
    text_add(&place->signature, ".sig");
    return true;
}

static void workplace_remove(struct workplace *place)
{
    if (place->folder.data == NULL) return;
    unlink(place->signature.data);
    unlink(place->statement.data);
    rmdir(place->folder.data);
    buffer_release(&place->folder);
    buffer_release(&place->statement);
    buffer_release(&place->signature);
}

static bool file_write(const char *path, const struct buffer *bytes)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool ok = file >= 0 && write(file, bytes->data, bytes->len) == (ssize_t)bytes->len;

    if (file >= 0 && close(file) != 0) ok = false;
    if (!ok) fprintf(stderr, "poise: %s: %s\n", path, strerror(errno));
    return ok;
}

static bool statement_sign(const struct workplace *place, const char *key, struct buffer *signature)
{
    const char *argv[] = { "ssh-keygen",          "-q", "-Y", "sign", "-n", "poise", "-f", key,
                           place->statement.data, NULL };
    struct source source = { 0 };
    int status = child_run(argv);
    bool ok = false;

    if (status == 0 && source_load(&source, place->signature.data)) {
        buffer_add(signature, source.data, source.len);
        ok = true;
    } else if (status > 0) {
        fprintf(stderr, "poise: %s: ssh-keygen did not sign with this key\n", key);
    }
    source_release(&source);
    return ok;
}

bool sign_approval(const poise_approval *approval, const char *key, struct buffer *signature)
{
    struct buffer statement = { 0 };
    struct workplace place = { 0 };
    poise_status status = poise_approval_statement(approval, buffer_write, &statement);
    bool ok = false;

    if (status != POISE_OK)
        fprintf(stderr, "poise: nothing to sign: %s\n", poise_status_name(status));
    else if (workplace_make(&place))
        ok = file_write(place.statement.data, &statement) && statement_sign(&place, key, signature);
    workplace_remove(&place);
    buffer_release(&statement);
    return ok;
}
