/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A run that is shorter needs none. */
enum { FIRST_MS = 1000 };

static int64_t now_ms(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const struct options *options)
{
    const char *terminal = getenv("TERM");

    *progress = (struct progress){ 0 };
    progress->is_wanted = terminal != NULL && strcmp(terminal, "dumb") != 0 &&
                          isatty(STDERR_FILENO);
    progress->is_french = options->messages == POISE_LANGUAGE_FR;
    if (progress->is_wanted) progress->due = now_ms() + FIRST_MS;
}

/* A number in groups of three digits. */
static const char *grouped(size_t number, const char *separator, char *text, size_t size)
{
    char digits[24];
    size_t count = (size_t)snprintf(digits, sizeof digits, "%zu", number), len = 0;

    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0)
            len += (size_t)snprintf(text + len, size - len, "%s", separator);
        len += (size_t)snprintf(text + len, size - len, "%c", digits[i]);
    }
    return text;
}

/* The line leaves the cursor at its start: what another part of the program has to say on standard
 * error is written over it. */
void progress_show(struct progress *progress, const struct tally *tally)
{
    const char *separator = progress->is_french ? "\xE2\x80\xAF" : ",";
    char files[64], replies[64];

    if (!progress->is_wanted || now_ms() < progress->due) return;
    fprintf(stderr,
            progress->is_french ? "\r\033[Kpoise : %s fichiers, %s réponses…\r"
                                : "\r\033[Kpoise: %s files, %s replies…\r",
            grouped(tally->files, separator, files, sizeof files),
            grouped(tally->replies, separator, replies, sizeof replies));
    progress->is_shown = true;
}

void progress_clear(struct progress *progress)
{
    if (progress->is_shown) fputs("\033[K", stderr);
    progress->is_shown = false;
}
