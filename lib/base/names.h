/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * names.h: the numbers of the public headers as JSON and policies spell them. NULL for a number
 * that has no name.
 */
#ifndef POISE_BASE_NAMES_H
#define POISE_BASE_NAMES_H

#include <poise/check.h>

const char *poise__language_name(uint32_t language); /* "en"; NULL for AUTO */
const char *poise__severity_name(uint32_t severity); /* "warning" */
const char *poise__decision_name(uint32_t decision); /* "need" */
const char *poise__media_name(uint32_t kind);        /* "image" */
const char *poise__via_name(uint32_t via);           /* "embed" */
const char *poise__contact_name(uint32_t kind);      /* "email" */

const char *poise__verdict_name(uint32_t verdict); /* "approve" */

/* POISE_VERDICT_* of a name, which may be NULL; 0: it is none. */
uint32_t poise__verdict_of(const char *name);

/* The name of flag bit number bit, "shortener" for 0; NULL beyond the last. */
const char *poise__media_flag_name(uint32_t bit);

/* POISE_LANGUAGE_* of a tag such as "fr" or "fr-CA"; POISE_LANGUAGE_AUTO for any other. */
uint32_t poise__language_of(const char *tag);

#endif
