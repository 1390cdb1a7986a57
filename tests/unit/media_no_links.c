/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * A hundred thousand replies that hold no link, no contact and no file name: sentences of the corpus
 * and sentences that mislead, put together as hurried people do. Whatever is found is a false
 * alarm. The replies are the same on every run.
 */
#include "media_find.h"

#include <stdio.h>

#include "sentences_en.h"
#include "sentences_fr.h"

enum { REPLIES = 100000, PIECES_MAX = 6, SENTENCES_MAX = 4000, TEXT_MAX = 4096, SHOWN_MAX = 50 };

struct language {
    const char *data;
    size_t len;
    const char *const *fillers; /* sentences that mislead; each # is a digit */
    uint32_t filler_count;
    struct poise__slice sentences[SENTENCES_MAX];
    uint32_t sentence_count;
};

struct reply {
    char text[TEXT_MAX];
    size_t len;
};

static const char *const fillers_en[] = {
    "Order number ######## left on 1#.0#.202#.",
    "Your reference is AB-####-#####.",
    "It opens at 1#.30 and closes at 2#.00.",
    "We refunded £#.## on 2#/0#/202#.",
    "The total was $1,###.50, not $###.00.",
    "Version #.1#.# mends it.",
    "We are here 24/7, e.g. at #.30 a.m.",
    "It weighs #.# kg, i.e. ##.# lb.",
    "The ratio is #:1, the score #-#, the odds #/2.",
    "Invoice no. 202#/####-B is paid.",
    "Booking ref. 1##########: nothing to pay.",
    "Seats 1#.A and 1#.B are yours.",
    "From 1#.30-1#.00 the desk is shut.",
    "Mr.Smith, Dr.Osei and J.R. were told.",
    "Yes and/or no, he/she said on 0#-1#-202#.",
    "See p. ##, fig. #.b, no. #.",
    "The lot is 0#.##.## and the size 1#x##x## cm.",
    "Parcel 1Z ### AA1 0# #### #### is back.",
    "The serial number is 0#-####-###-##.",
    "The invoice is dated 202#-0#-1# 1#:3#:5#.",
    "ISBN 978-#-##-######-# is out of print.",
    "Ticket ID 00########## is closed.",
    "Size EU 4#.5/UK #.5 is sold out.",
    "The card ending ## ## was charged $#.##/month.",
    "Our account number is ######## and the sort code ##-##-##.",
    "The dot com years are over, and we slash fees at dot #.",
    "We were at the point; the team is at work and on the dot.",
    "It runs at #.#GHz, 1#.#\", #.#:1 and #e#.",
    "Psalm ##:#-1#, Rom. #.2# and John #:16 say so.",
    "The red dot in the corner is new, dot to dot and slash by slash.",
    "Look at dot # on the plan, meet at the dot net desk.",
    "Etc.So on, p.m.Then a.m., e.g.This.",
};

static const char *const fillers_fr[] = {
    "Votre commande n° ######## est partie le 1#.0#.202#.",
    "Votre dossier ## ## ## ## ## est clos.",
    "Rendez-vous à 1#h.30, le 2#/0#/202#.",
    "Nous rendons #,## € sur 1.###,00 €.",
    "C'est ouvert de 1#.30 à 1#.00, 7j/7 et 24h/24.",
    "M.Dupont, Mme.Durand et J.-P. Roux le savent.",
    "La version #.1#.# corrige cela.",
    "SIRET ### ### ### #####, p. ex.",
    "Le colis pèse #.# kg, c.-à-d. peu.",
    "Facture FA-202#.####.## réglée.",
    "Le ratio est de #:1, cf. p. ##.",
    "Les client.e.s et les cher·e·s salarié(e)s sont prévenus, etc.",
    "Réf. ##########, al. #.",
    "IBAN FR## #### #### #### #### #### ###.",
    "Il/elle a payé #### francs et/ou ##.50 euros.",
    "Le lot 0#.##.## mesure 1#x##x## cm.",
    "RCS Paris B ### ### ###, TVA FR ## ### ### ###.",
    "Colis 6A ### ### #### # : livré le #/0#/2#.",
    "La série 0#-####-###-## est rappelée.",
    "Le ticket 00########## est fermé.",
    "Cela fait # ### ###,## €, soit #.###.###,## FCFA.",
    "Le code-barres # ###### ###### est illisible.",
    "L'ISBN 978-#-##-######-# est épuisé.",
    "L'ère point com est finie, le point com' est clair.",
    "En un point clé, c'est au point, point barre.",
    "Cf. art. L.2##-# et R.1##-#, al. #, § #.b.",
    "S.A.R.L. au capital de ##.### €, R.C.S. de Lyon.",
    "Mme A.-L. Roux et M./Mme Petit, bât. C, bd. Foch.",
    "Le point info et le point net du point # me semblent clairs.",
    "À ce point la barre oblique est là, point de vente ou point relais.",
    "Etc.Bref, s.v.p.Merci, p. ex.Cela.",
};

static struct language languages[] = {
    { .data = (const char *)sentences_en,
      .len = sizeof sentences_en,
      .fillers = fillers_en,
      .filler_count = sizeof fillers_en / sizeof fillers_en[0] },
    { .data = (const char *)sentences_fr,
      .len = sizeof sentences_fr,
      .fillers = fillers_fr,
      .filler_count = sizeof fillers_fr / sizeof fillers_fr[0] },
};

static struct finder finder;
static uint64_t seed = 0x9E3779B97F4A7C15;

static uint32_t below(uint32_t bound)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 32) % bound;
}

static void read_sentences(struct language *language)
{
    const char *from = language->data, *end = language->data + language->len;

    while (from < end) {
        const char *stop = memchr(from, '\n', (size_t)(end - from));

        assert_non_null(stop);
        assert_true(language->sentence_count < SENTENCES_MAX);
        if (*from != '#')
            language->sentences[language->sentence_count++] = (struct poise__slice){
                from, (size_t)(stop - from)
            };
        from = stop + 1;
    }
    assert_true(language->sentence_count > 1000);
}

/* ---- Putting a reply together -------------------------------------------------------------- */

static void put(struct reply *reply, const char *data, size_t len)
{
    assert_true(reply->len + len < TEXT_MAX);
    memcpy(reply->text + reply->len, data, len);
    reply->len += len;
    reply->text[reply->len] = '\0';
}

static void put_word(struct reply *reply, const char *word)
{
    put(reply, word, strlen(word));
}

static const char *one_of(const char *const *words, uint32_t count)
{
    return words[below(count)];
}

#define ONE_OF(words) one_of(words, sizeof(words) / sizeof((words)[0]))

/* The blank before a French mark is often one that does not break. */
static void put_blank(struct reply *reply, char next)
{
    static const char *const blanks[] = { " ", "\xC2\xA0", "\xE2\x80\xAF", "" };

    put_word(reply, strchr("!?:;", next) ? ONE_OF(blanks) : " ");
}

static void put_end(struct reply *reply, char mark)
{
    static const char *const ends[] = { ".", ".",  ".",  " .",        "...",
                                        "…", " !", "!!", "\xC2\xA0!", "?!" };

    if (mark == '.')
        put_word(reply, ONE_OF(ends));
    else
        put(reply, &mark, 1);
}

static void put_body(struct reply *reply, struct poise__slice sentence)
{
    bool typographic = below(2);

    for (size_t i = 0; i + 1 < sentence.len; i++) {
        char digit = (char)('0' + below(10));

        if (sentence.data[i] == '#')
            put(reply, &digit, 1);
        else if (sentence.data[i] == ' ' && i > 0 && sentence.data[i - 1] == ',' && below(16) == 0)
            continue;
        else if (sentence.data[i] == ' ')
            put_blank(reply, sentence.data[i + 1]);
        else if (sentence.data[i] == '\'' && typographic)
            put_word(reply, "’");
        else
            put(reply, &sentence.data[i], 1);
    }
    put_end(reply, sentence.data[sentence.len - 1]);
}

static void put_sentence(struct reply *reply, struct poise__slice sentence)
{
    static const char *const wraps[][2] = {
        { "«\xC2\xA0", "\xC2\xA0»" },
        { "« ", " »" },
        { "“", "”" },
        { "\"", "\"" },
        { "(", ")" },
        { "*", "*" },
        { "– ", "" },
        { "> ", "" },
    };
    uint32_t wrap = below(8 * sizeof wraps / sizeof wraps[0]);
    bool wrapped = wrap < sizeof wraps / sizeof wraps[0];

    if (wrapped) put_word(reply, wraps[wrap][0]);
    put_body(reply, sentence);
    if (wrapped) put_word(reply, wraps[wrap][1]);
}

/*
 * Whether nobody could read the first word as the end of an address when the sentence is glued to the
 * one before: "merci.Nous", but neither "merci.Info" nor "merci.Il/elle".
 */
static bool may_be_glued(struct poise__slice sentence)
{
    static const char *const endings[] = { "Com", "Net", "Org", "Info", "Biz", "Fr", "Eu", "Uk" };
    size_t len = 0;

    while (len < sentence.len && !strchr(" ,.;:!?'/-#", sentence.data[len])) len++;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (strlen(endings[i]) == len && memcmp(endings[i], sentence.data, len) == 0) return false;
    return len < sentence.len && (sentence.data[len] == ' ' || sentence.data[len] == ',');
}

static void put_join(struct reply *reply, struct poise__slice next)
{
    static const char *const joins[] = {
        " ",        " ",       " ",   " ",    " ",     " ",    "\n",    "\n",    "\n\n", "  ",
        " — ",      " – ",     " / ", " :) ", " ;-) ", " :/ ", " :// ", "\r\n",  " 🙏 ",  " 😊 ",
        " ☀️ ", "❤️ ", "🎉",   " 👍",   " • ",   "\n- ", "\n1. ", "\n2) ", " ✅ ",  "\xC2\xA0",
    };

    if (below(8) != 0 || !may_be_glued(next)) put_word(reply, ONE_OF(joins));
}

static void write_reply(struct reply *reply)
{
    const struct language *language = &languages[below(2)];

    reply->len = 0;
    for (uint32_t left = 1 + below(PIECES_MAX); left > 0; left--) {
        struct poise__slice next = language->sentences[below(language->sentence_count)];

        if (below(4) == 0) {
            next.data = one_of(language->fillers, language->filler_count);
            next.len = strlen(next.data);
        }
        if (reply->len) put_join(reply, next);
        put_sentence(reply, next);
    }
}

/* ---- What is found in it ------------------------------------------------------------------- */

static void print_found(const struct reply *reply)
{
    printf("%s\n", reply->text);
    for (uint32_t i = 0; i < finder.set.media.count; i++)
        printf("    link: %s\n", media_at(&finder, i)->target);
    for (uint32_t i = 0; i < finder.set.contacts.count; i++)
        printf("    contact: %s\n", contact_at(&finder, i)->value);
}

static void replies_without_links_give_none(void **state)
{
    static struct reply reply;
    uint32_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        read_sentences(&languages[i]);
    for (uint32_t i = 0; i < REPLIES; i++) {
        write_reply(&reply);
        find_in(&finder, reply.text);
        if (finder.set.media.count + finder.set.contacts.count == 0) continue;
        if (wrong++ < SHOWN_MAX) print_found(&reply);
    }
    if (wrong) fail_msg("%u of %u replies hold what is none", wrong, (unsigned)REPLIES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replies_without_links_give_none),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
