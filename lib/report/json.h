/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* json.h: shared by the two writers of JSON lines, private to lib/report. */
#ifndef POISE_REPORT_JSON_H
#define POISE_REPORT_JSON_H

#include "base/records.h"

#include <jansson.h>

/*
 * Write a document as one line and give it up. NULL stands for a document that memory was too
 * short to build. Errors: POISE_E_NOMEM, POISE_E_WRITE.
 */
poise_status poise__json_line(json_t *document, poise_write_fn write, void *ctx);

/* A string, or null for NULL. NULL when memory is out or the text is no UTF-8. */
json_t *poise__json_optional(const char *text);

#endif
