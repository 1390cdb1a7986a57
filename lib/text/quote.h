/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* quote.h: what quotes without double marks, and double marks that quote nobody. */
#ifndef POISE_TEXT_QUOTE_H
#define POISE_TEXT_QUOTE_H

#include <stdbool.h>
#include <stdint.h>

struct poise__quote_source {
    const uint8_t *bytes;
    uint32_t len;
};

/* Behind the title of a Markdown link, [words](target "title"), which begins here; 0 when none does.
 * Looks back over one word and the space behind it, and on to the next such mark: no byte is looked
 * at for more than two of them. */
uint32_t poise__quote_title(struct poise__quote_source source, uint32_t at);

/* Behind an earlier message without marks at its lines, when the line that begins here says that one
 * follows: "-----Original Message-----", "On 3 May 2026, Ann wrote:"; otherwise 0. A text that begins
 * with such a line has no other words, and is judged by them. Looks at a bounded part of three lines;
 * only when it finds one further, and then what is behind it is not to be asked about. */
uint32_t poise__quote_message(struct poise__quote_source source, uint32_t line);

/* Behind the quotation between single straight marks that opens here; 0 when none does. It ends in
 * its sentence. No mark before *stop opens one: what was searched here is not searched again. */
uint32_t poise__quote_single(struct poise__quote_source source, uint32_t at, uint32_t *stop);

#endif
