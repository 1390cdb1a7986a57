/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* sign.h: signatures by ssh-keygen, which asks for the passphrase itself or takes it to the agent. */
#ifndef LINT_SIGN_H
#define LINT_SIGN_H

#include "memory.h"

#include <poise/poise.h>

#include <stdbool.h>

/* The armoured signature of an approval's statement. False when there is none, which was then said. */
bool sign_approval(const poise_approval *approval, const char *key, struct buffer *signature);

#endif
