/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* policy_value.c: what may be filled in, and what somebody would try to say with it. */
#include "unit.h"

#include "policy/value.h"

#include <poise/check.h>

enum {
    NAME = POISE_PLACEHOLDER_NAME,
    NUMBER = POISE_PLACEHOLDER_NUMBER,
    DATE = POISE_PLACEHOLDER_DATE,
    AMOUNT = POISE_PLACEHOLDER_AMOUNT,
    CODE = POISE_PLACEHOLDER_CODE
};

/* What is refused, beside what is not and differs in the thing that matters. A type with good values
 * alone has bad NULL. */
static const struct row {
    uint32_t type;
    const char *good;
    const char *bad;
} rows[] = {
    /* Names that people have. */
    { NAME, "Ana", NULL },
    { NAME, "ana", NULL },
    { NAME, "MARIE DUPONT", NULL },
    { NAME, "Zoë O'Neill-Roux", NULL },
    { NAME, "Zoë O’Neill", NULL },
    { NAME, "Jean-Pierre d'Artagnan", NULL },
    { NAME, "Maria de la Cruz Garcia", NULL },
    { NAME, "J. R. R. Tolkien", NULL },
    { NAME, "J.R.R. Tolkien", NULL },
    { NAME, "Dr. Strange", NULL },
    { NAME, "Sammy Davis Jr.", NULL },
    { NAME, "John and Mary Smith", NULL },
    { NAME, "Анна Петрова", NULL },
    { NAME, "山田 太郎", NULL },
    { NAME, "محمد علي", NULL },
    { NAME, "नरेंद्र मोदी", NULL },
    { NAME, "Kaʻiulani", NULL },
    { NAME, "Cʼhwezi", NULL },
    { NAME, "Nguyễn Thị Ánh", NULL },
    { NAME, "Nguye\u0302\u0303n", NULL },
    { NAME, "Ana\u00A0Roux", NULL },
    { NAME, "Hilma af Klint", NULL },
    { NAME, "A\u1E00A", NULL },
    { NAME, "A\u1EFFA", NULL },
    { NAME, "A\u024FA", "A\u0250A" },
    { NAME, "Aw Ayers", "Far Away" },
    /* Sentences. */
    { NAME, "Liar Roux", "You Are A Liar" },
    { NAME, "Refund Due", "Refund Is Due" },
    { NAME, "Cow", "stupid cow" },
    { NAME, "Stupid von Cow", "Stupid the Cow" },
    { NAME, "Don T", "Don'T" },
    { NAME, "Don'Thi", "Don't" },
    { NAME, "Mohamed Salah", "Votre Faute" },
    { NAME, "A B C D E F", "A B C D E F G" },
    { NAME, "Get Outis", "Get Out" },
    { NAME, "Sod. Bo", "Sodd. Bo" },
    { NAME, "A. Bo", "A.-Bo" },
    { NAME, "Ana", "Ana\u0378" },
    { NAME, "Ana", "Ana!" },
    { NAME, "Ana", "Ana?" },
    { NAME, "Ana Bo", "Ana, Bo" },
    { NAME, "Ana Bo", "Ana\nBo" },
    { NAME, "Ana Bo", "Ana\tBo" },
    { NAME, "Ana Bo", "Ana\u2028Bo" },
    { NAME, "Ana Bo", "Ana  Bo" },
    { NAME, "Ana", " Ana" },
    { NAME, "Ana", "Ana " },
    { NAME, "Ana B.", "Ana B. " },
    { NAME, "Ana", "-Ana" },
    { NAME, "Ana", "Ana-" },
    { NAME, "Ana-Bo", "Ana--Bo" },
    { NAME, "Ana", "." },
    { NAME, "Ana", "" },
    { NAME, "Ana", "Ana2" },
    { NAME, "Ana", "{{x}}" },
    { NAME, "Ana", "<b>Ana" },
    { NAME, "Ana", "Ana\xFF" },
    { NAME, "Ana", "An\xC3" },
    /* Hosts. */
    { NAME, "B. Ly", "b.ly" },
    { NAME, "J.Smith", "J.smith" },
    { NAME, "Mr. Smith", "Mr.Smith" },
    { NAME, "Bit", "bit.ly" },
    { NAME, "Bit. Ly", "Bit.Ly" },
    { NAME, "Evil", "evil.com" },
    { NAME, "Evil", "ana@evil.com" },
    { NAME, "Evil", "evil/x" },
    { NAME, "Evilcom", "evilꓸcom" },
    /* What looks like something else, or like nothing. */
    { NAME, "Ana", "А" /* Cyrillic */ "na" },
    { NAME, "Анна", "Aнна" },
    { NAME, "Idiot", "Idiotǃ" },
    { NAME, "Idiot", "Idiotǀ" },
    { NAME, "Idiot", "Idiotǆ" },
    { NAME, "Idiot", "Ｉｄｉｏｔ" },
    { NAME, "Idiot", "𝐈𝐝𝐢𝐨𝐭" },
    { NAME, "가", "\u3164" },
    { NAME, "가", "\u115F" },
    { NAME, "Ana", "An\u200Ba" },
    { NAME, "Ana", "An\u00ADa" },
    { NAME, "Ana", "\u202EAna" },
    { NAME, "Ana", "An\u2066a" },
    { NAME, "Ana", "Ana\uFE0F" },
    { NAME, "Ana", "Ana\u034F" },
    { NAME, "A\u0301", "\u0301" },
    { NAME, "A\u0301\u0302\u0303", "A\u0301\u0302\u0303\u0304" },
    { NAME, "A\u0301 B\u0301", "A \u0301B" },
    { NAME, "Ana", "Ana\u20DD" },
    { NAME, "Ana", "Ana😀" },
    /* Numbers. */
    { NUMBER, "0", NULL },
    { NUMBER, "1,250.00", NULL },
    { NUMBER, "1 250,00", NULL },
    { NUMBER, "1\u202F250,00", NULL },
    { NUMBER, "1\u00A0250", NULL },
    { NUMBER, "1'250", NULL },
    { NUMBER, "1’250", NULL },
    { NUMBER, "12", "12." },
    { NUMBER, "12", "12 " },
    { NUMBER, "12", " 12" },
    { NUMBER, "1.2", "1..2" },
    { NUMBER, "1 2", "1  2" },
    { NUMBER, "12", "-12" },
    { NUMBER, "12", "+12" },
    { NUMBER, "12", "12%" },
    { NUMBER, "12", "twelve" },
    { NUMBER, "12", "1\n2" },
    { NUMBER, "12", "١٢" },
    { NUMBER, "12", "１２" },
    { NUMBER, "12", "1\xFF" },
    { NUMBER, "12", "." },
    { NUMBER, "12", " " },
    { NUMBER, "12", "" },
    { NUMBER, "123456789012345678901234567890123456789012345678",
      "1234567890123456789012345678901234567890123456789" },
    /* Dates. */
    { DATE, "3 mars 2026", NULL },
    { DATE, "March 3rd", NULL },
    { DATE, "March 3rd, 2026", NULL },
    { DATE, "Wednesday, September 30th, 2026 at 10:30 am", NULL },
    { DATE, "14:30", NULL },
    { DATE, "14h30", NULL },
    { DATE, "14 h 30", NULL },
    { DATE, "26/11/2026", NULL },
    { DATE, "2026-11-26", NULL },
    { DATE, "26.11.2026", NULL },
    { DATE, "1er AOÛT", NULL },
    { DATE, "1er août à 9 h", NULL },
    { DATE, "3 FÉVRIER", NULL },
    { DATE, "3 février", NULL },
    { DATE, "3 january", NULL },
    { DATE, "1 JANVIER À 9 h", NULL },
    { DATE, "26 nov. 2026", NULL },
    { DATE, "3 - 5 mars", NULL },
    { DATE, "3\u00A0mars", NULL },
    { DATE, "3 March", "March" },
    { DATE, "3 March", "3 Marches" },
    { DATE, "3 March", "3 Marchmarchmarchmarch" },
    { DATE, "3 March", "never, 3 March" },
    { DATE, "3 March", "3 March you" },
    { DATE, "1 may a may a may a", "1 may a may a may a may" },
    { DATE, "3 friday", "3 frİday" },
    { DATE, "3 oct", "3 oct\u212A" },
    { DATE, "3 March", "3 March!" },
    { DATE, "3 March", "3\nMarch" },
    { DATE, "3 March", " 3 March" },
    { DATE, "3 March", "3 March " },
    { DATE, "3 March", "3 March." },
    { DATE, "3 March", ".3 March" },
    { DATE, "3 - 5", "3   5" },
    { DATE, "1-1", "1:-1" },
    { DATE, "1-1", "1 -.- 1" },
    { DATE, "3 March", "3 March\xFF" },
    { DATE, "3 March", "3 M\u0430rch" },
    { DATE, "3 March", "٣ March" },
    { DATE, "3 March", "" },
    { DATE, "1 jan feb mar apr may jun", "1 jan feb mar apr may jun jul" },
    /* Amounts. */
    { AMOUNT, "12,50 €", NULL },
    { AMOUNT, "12,50\u00A0€", NULL },
    { AMOUNT, "1\u202F250,00\u202F€", NULL },
    { AMOUNT, "EUR 40", NULL },
    { AMOUNT, "40 EUR", NULL },
    { AMOUNT, "$5", NULL },
    { AMOUNT, "$ 5", NULL },
    { AMOUNT, "£1,250.00", NULL },
    { AMOUNT, "¥500", NULL },
    { AMOUNT, "CHF 1'250", NULL },
    { AMOUNT, "$5", "5" },
    { AMOUNT, "$5", "$" },
    { AMOUNT, "$5", "$ " },
    { AMOUNT, "5 $", " $" },
    { AMOUNT, "$5", "$  5" },
    { AMOUNT, "5 $", "5  $" },
    { AMOUNT, "$5", "$5$" },
    { AMOUNT, "$5", "$5 " },
    { AMOUNT, "5 $", " 5 $" },
    { AMOUNT, "$5", "$-5" },
    { AMOUNT, "$5", "$five" },
    { AMOUNT, "EUR 40", "EUR" },
    { AMOUNT, "EUR 40", "eur 40" },
    { AMOUNT, "EUR 40", "DOGE 40" },
    { AMOUNT, "EUR 40", "EUR\n40" },
    { AMOUNT, "EUR 40", "EUR 40 USD" },
    { AMOUNT, "$5", "$5 off" },
    { AMOUNT, "$5", "" },
    /* Codes. */
    { CODE, "AB-1204", NULL },
    { CODE, "1Z999AA10123456784", NULL },
    { CODE, "WELCOME10", NULL },
    { CODE, "SUMMER-2026", NULL },
    { CODE, "X7K2PQ", NULL },
    { CODE, "7", NULL },
    { CODE, "AB-1", "AB" },
    { CODE, "AB-1", "ab-1" },
    { CODE, "AB-1", "-AB-1" },
    { CODE, "AB-1", "AB-1-" },
    { CODE, "AB-1", "AB--1" },
    { CODE, "A-1", "-1" },
    { CODE, "1-A", "1-" },
    { CODE, "1-A-2", "1--2" },
    { CODE, "AB-1", "AB 1" },
    { CODE, "AB-1", "AB_1" },
    { CODE, "AB-1", "AB.1" },
    { CODE, "AB-1", "AB-1\n" },
    { CODE, "AB-1", "AB-1!" },
    { CODE, "AB-1", "ÀB-1" },
    { CODE, "LIAR-1", "YOU-LIAR-1" },
    { CODE, "YOU1-LIAR", "YOU-LIAR" },
    { CODE, "ABCDEFGH1", "ABCDEFGHI1" },
    { CODE, "AB-1", "-" },
    { CODE, "AB-1", "" },
};

static void each_type_takes_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *row = &rows[i];
        if (!poise__value_fits(row->type, row->good))
            fail_msg("type %u refuses \"%s\"", row->type, row->good);
        if (row->bad && poise__value_fits(row->type, row->bad))
            fail_msg("type %u takes \"%s\"", row->type, row->bad);
    }
}

static void a_name_has_160_bytes_at_most(void **state)
{
    char name[POISE__NAME_MAX + 2];

    (void)state;
    memset(name, 'a', sizeof name);
    name[POISE__NAME_MAX] = '\0';
    assert_true(poise__value_fits(NAME, name));
    name[POISE__NAME_MAX] = 'a';
    name[POISE__NAME_MAX + 1] = '\0';
    assert_false(poise__value_fits(NAME, name));
}

/* No byte is taken that could end a line, open markup or hold another placeholder. */
static void no_type_takes_a_byte_that_means_something(void **state)
{
    static const char *const hosts[] = { "Ana%cBo", "1%c2", "3 March%c2026", "$5%c0", "AB-1%c2" };
    static const char signs[] = "\n\r\t\v\f\b\x1b\x7f<>&\"#;=@\\`{}[]()|~^*%!?_+";
    char value[32];

    (void)state;
    for (uint32_t type = NAME; type <= CODE; type++)
        for (const char *sign = signs; *sign; sign++) {
            const char *gap = strstr(hosts[type - 1], "%c");
            size_t head = (size_t)(gap - hosts[type - 1]);
            memcpy(value, hosts[type - 1], head);
            value[head] = *sign;
            strcpy(value + head + 1, gap + 2);
            if (poise__value_fits(type, value)) fail_msg("type %u takes \"%s\"", type, value);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_type_takes_its_own),
        cmocka_unit_test(a_name_has_160_bytes_at_most),
        cmocka_unit_test(no_type_takes_a_byte_that_means_something),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
