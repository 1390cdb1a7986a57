/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* unit.h: what every unit test includes, in the order that cmocka wants. */
#ifndef POISE_TESTS_UNIT_H
#define POISE_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SLICE(text) ((struct poise__slice){ text, sizeof(text) - 1 })

#endif
