/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* poise.h: everything. Start reading at check.h. */
#ifndef POISE_POISE_H
#define POISE_POISE_H

#include <poise/audit.h>
#include <poise/base.h>
#include <poise/check.h>
#include <poise/pack.h>
#include <poise/pdq.h>
#include <poise/policy.h>
#include <poise/thread.h>
#include <poise/signature.h>

#endif
