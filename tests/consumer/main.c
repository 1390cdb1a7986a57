/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* main.c: somebody else's program. Its exit status is 0 when poise judges an insult as one. */
#include <poise/poise.h>

int main(void)
{
    static const char text[] = "You are an idiot.";
    poise_draft draft = { .size = sizeof draft, .text = text, .text_len = sizeof text - 1 };
    poise_summary summary = { .size = sizeof summary };
    poise_checker *checker = NULL;
    poise_report *report = NULL;
    poise_status st = poise_checker_new(NULL, NULL, &checker);

    if (st == POISE_OK) st = poise_report_new(NULL, &report);
    if (st == POISE_OK) st = poise_check(checker, &draft, report);
    if (st == POISE_OK) st = poise_report_summary(report, &summary);
    poise_report_free(report);
    poise_checker_free(checker);
    return st != POISE_OK || summary.insulting < 500;
}
