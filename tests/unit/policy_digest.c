/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "policy/policy.h"

struct draft_case {
    poise_draft draft;
    poise_attachment attachments[2];
};

static void fill(struct draft_case *c)
{
    *c = (struct draft_case){
        .draft = { .size = sizeof(poise_draft),
                   .text = "Sorry.\n",
                   .text_len = 7,
                   .id = "d1",
                   .channel = "x",
                   .audience = "public",
                   .reply_to_id = "m9",
                   .attachment_count = 2 },
        .attachments = { { .size = sizeof(poise_attachment),
                           .name = "a.png",
                           .type = "image/png",
                           .data = "\x89PNG",
                           .data_len = 4 },
                         { .size = sizeof(poise_attachment) } },
    };
    c->draft.attachments = c->attachments;
}

/*
 * Computed apart with Python:
 *
 *   n = lambda x: x.to_bytes(8, "little")
 *   f = lambda b: n(2**64 - 1) if b is None else n(len(b)) + b
 *   sha = hashlib.sha256
 *   sha(f(b"poise-draft-1") + f(b"Sorry.\n") + n(2)
 *       + f(b"a.png") + f(b"image/png") + f(sha(b"\x89PNG").digest()) + f(None) + f(None) + f(None)
 *       + f(b"x") + f(b"public") + f(b"m9") + f(b"d1")).hexdigest()
 */
static void digests_are_what_others_compute(void **state)
{
    struct draft_case c;
    char hex[65];

    (void)state;
    fill(&c);
    assert_int_equal(poise__digest_draft(&c.draft, hex), POISE_OK);
    assert_string_equal(hex, "c910170dfb970fd9e2b91dcdf4b6adf05734596d8809c2fc296e7d73789826ef");
    poise_draft empty = { .size = sizeof empty };
    assert_int_equal(poise__digest_draft(&empty, hex), POISE_OK);
    assert_string_equal(hex, "eb2b8ecbff054ef7f8fe431a7ca79be7505b8a2e18e17d6f2297b3780831af6e");
    assert_int_equal(poise__digest_bytes((struct poise__slice){ NULL, 0 }, hex), POISE_OK);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_int_equal(poise__digest_bytes(SLICE("abc"), hex), POISE_OK);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void change(struct draft_case *c, int what)
{
    switch (what) {
    case 0: break;
    case 1: c->draft.text = "Sorry!\n"; break;
    case 2: c->draft.text_len = 6; break;
    case 3: c->draft.id = "d2"; break;
    case 4: c->draft.id = NULL; break;
    case 5: c->draft.id = ""; break;
    case 6: c->draft.channel = "y"; break;
    case 7: c->draft.channel = NULL; break;
    case 8: c->draft.channel = ""; break;
    case 9: c->draft.audience = "publid"; break;
    case 10: c->draft.audience = NULL; break;
    case 11: c->draft.reply_to_id = "m8"; break;
    case 12: c->draft.reply_to_id = ""; break;
    case 13: c->draft.attachment_count = 1; break;
    case 14: c->draft.attachment_count = 0; break;
    case 15: c->attachments[0].name = "b.png"; break;
    case 16: c->attachments[0].type = "image/pnh"; break;
    case 17: c->attachments[0].data = "\x89PNH"; break;
    case 18: c->attachments[0].data = NULL; break;
    case 19: c->attachments[1].name = ""; break;
    case 20: c->attachments[1].data = ""; break;
    case 21: c->draft.channel = "xp", c->draft.audience = "ublic"; break;
    case 22:
        c->attachments[1] = c->attachments[0];
        c->attachments[0] = (poise_attachment){ .size = sizeof(poise_attachment) };
        break;
    default: fail();
    }
}

static void any_change_gives_another_digest(void **state)
{
    enum { CHANGES = 23 };
    char all[CHANGES][65];

    (void)state;
    for (int i = 0; i < CHANGES; i++) {
        struct draft_case c;
        fill(&c);
        change(&c, i);
        assert_int_equal(poise__digest_draft(&c.draft, all[i]), POISE_OK);
        assert_int_equal(strlen(all[i]), 64);
        for (int k = 0; k < i; k++) assert_string_not_equal(all[i], all[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_what_others_compute),
        cmocka_unit_test(any_change_gives_another_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
