/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* check.c: judge one reply. Usage: check "I am sorry you feel that way." */
#include <poise/poise.h>

#include <stdio.h>
#include <string.h>

static void print(const char *text, const poise_report *report)
{
    poise_summary summary = { .size = sizeof summary };

    poise_report_summary(report, &summary);
    printf("defensive %u, insulting %u, apologetic %u\n", (unsigned)summary.defensive,
           (unsigned)summary.insulting, (unsigned)summary.apologetic);
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_SIGNALS); i++) {
        poise_signal signal = { .size = sizeof signal };

        poise_report_signal(report, i, &signal);
        printf("%s (%u): %.*s\n", signal.code, (unsigned)signal.strength,
               (int)(signal.where.end - signal.where.begin), text + signal.where.begin);
    }
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_FINDINGS); i++) {
        poise_finding finding = { .size = sizeof finding };

        poise_report_finding(report, i, &finding);
        printf("%s: bytes %u to %u: %s\n", finding.code, (unsigned)finding.where.begin,
               (unsigned)finding.where.end, finding.message);
    }
}

int main(int argc, char **argv)
{
    const char *text = argc > 1 ? argv[1] : "I am sorry you feel that way.";
    poise_draft draft = { .size = sizeof draft, .text = text, .text_len = strlen(text) };
    poise_checker *checker = NULL;
    poise_report *report = NULL;
    poise_status status = poise_checker_new(NULL, NULL, &checker);

    if (status == POISE_OK) status = poise_report_new(NULL, &report);
    if (status == POISE_OK) status = poise_check(checker, &draft, report);
    if (status == POISE_OK)
        print(text, report);
    else
        fprintf(stderr, "%s\n", poise_status_name(status));
    poise_report_free(report);
    poise_checker_free(checker);
    return status == POISE_OK ? 0 : 1;
}
