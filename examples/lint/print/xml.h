/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* xml.h: text in XML 1.0. What that has no place for, as most control characters, becomes U+FFFD. */
#ifndef LINT_XML_H
#define LINT_XML_H

#include <stddef.h>
#include <stdio.h>

void xml_declare(FILE *out);

/* Between tags. */
void xml_text(FILE *out, const char *text);

/* ` name="value"`, with a space in front; line breaks and tabs are kept. */
void xml_attribute(FILE *out, const char *name, const char *value);
void xml_number(FILE *out, const char *name, size_t value);

#endif
