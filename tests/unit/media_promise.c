/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media_find.h"

static struct poise__text text;

static poise_span promise_in(const char *words)
{
    assert_int_equal(poise__text_read(&text, (struct poise__slice){ words, strlen(words) }),
                     POISE_OK);
    return poise__media_promise(&text);
}

static void the_writer_who_attaches_is_heard(void **state)
{
    static const char *const said[][2] = {
        { "Good morning. Please find attached the invoice.", "find attached" },
        { "Please see the attached form.", "see the attached" },
        { "I've attached your receipt.", "I've attached" },
        { "We have attached a copy of it.", "We have attached" },
        { "Please find your invoice attached.", "find your invoice attached" },
        { "The voucher is attached to this email.", "is attached" },
        { "Enclosed is your statement.", "Enclosed is" },
        { "Vous trouverez ci-joint votre facture.", "trouverez ci-joint" },
        { "Vous trouverez votre attestation jointe.", "trouverez votre attestation jointe" },
        { "La notice est en pièce jointe.", "en pièce jointe" },
        { "J'ai joint la facture.", "ai joint la facture" },
        { "Nous joignons le bon de retour.", "Nous joignons le bon" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        poise_span span = promise_in(said[i][0]);
        if (span.end - span.begin != strlen(said[i][1])) fail_msg("%s", said[i][0]);
        assert_memory_equal(said[i][0] + span.begin, said[i][1], strlen(said[i][1]));
    }
}

static void others_who_attach_and_hearts_are_not(void **state)
{
    static const char *const silent[] = {
        "",
        "Please attach the photo to your reply.",
        "The receipt you attached is unreadable.",
        "Once you have attached the file we will look.",
        "If you attach the receipt we can refund you.",
        "Thank you for the attached photo.",
        "I see you have attached a photo.",
        "We are strongly attached to our customers.",
        "The cable is attached to the wall.",
        "We have not attached the file.",
        "She wrote \"please find attached the invoice\".",
        "Nous sommes très attachés à votre confort.",
        "Merci de nous envoyer la photo en pièce jointe.",
        "Veuillez joindre le justificatif.",
        "Vous avez joint la mauvaise photo.",
        "Nous vous avons joint hier.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++) {
        poise_span span = promise_in(silent[i]);
        if (span.end != span.begin) fail_msg("%s", silent[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_writer_who_attaches_is_heard),
        cmocka_unit_test(others_who_attach_and_hearts_are_not),
    };
    poise_alloc alloc;

    poise__alloc_init(&alloc, NULL);
    poise__text_init(&text, &alloc);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    poise__text_release(&text);
    return failed;
}
