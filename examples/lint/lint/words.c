/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "words.h"

#include "memory.h"
#include "unicode.h"

#include <stdlib.h>
#include <string.h>

/* Folded, with spaces between. A word may stand in several. */
static const struct list {
    uint32_t flag;
    const char *words;
} lists[] = {
    { WORD_THING, "order ordre booking reservation ticket case invoice tracking shipment parcel "
                  "consignment waybill commande dossier facture colis suivi "
                  "expedition sinistre reclamation" },
    { WORD_WEAK,
      "reference ref package return claim request payment transaction contract policy confirmation "
      "complaint refund reservation customer delivery purchase retour demande livraison "
      "envoi contrat avoir devis paiement remboursement incident billet bon client "
      "achat" },
    { WORD_NUMBER, "number no nr num id ref reference code numero n nos references" },
    { WORD_IS, "is est" },
    { WORD_DATED,
      "message email mail courriel courrier letter lettre call appel purchase achat "
      "appointment rendez rdv visit visite stay sejour flight vol trip complaint demande inquiry "
      "enquiry request claim return refund payment delivery livraison paiement retour "
      "remboursement virement review avis" },
    { WORD_EXAMPLE,
      "example exemple format eg ie such like looks resembles begins starts begin start "
      "beginning starting comme tel telle commence commencant ressemble modele sample "
      "forme e g ex digits chiffres digit" },
    { WORD_MODAL, "to can may please could will would you we i must should cannot and or they" },
    { WORD_GREETING, "hi hello hey dear bonjour bonsoir cher chere salut coucou greetings" },
    { WORD_TITLE, "mr mrs ms miss mx dr mister doctor madame monsieur mme mlle mademoiselle m "
                  "docteur maitre prof professor" },
    { WORD_NOBODY,
      "sir madam customer customers client clients cliente clientes all team everyone "
      "everybody there guest guests traveler traveller valued subscriber member members "
      "seller sellers partner partners colleague colleagues friend friends user users "
      "community folks parent parents patient patients world sirs madams support "
      "service madame monsieur mesdames messieurs tous toutes equipe chers cheres "
      "abonne abonnee adherent adherente membre membres voyageur voyageurs ami amis "
      "collegue collegues candidat candidate applicant student students reader readers "
      "shopper again name nom prenom you thanks thank thankyou sorry welcome happy "
      "merci good just we your our the from it this that and a an to is nous votre vous "
      "voici suite super ravi desole desolee bienvenue visitor resident neighbour "
      "neighbor tenant owner host hosts buyer buyers hiring manager editor reviewer "
      "contributor contributors developer developers maintainer maintainers player "
      "players gamer gamers supporter donor donateur donatrice hote hotes webmaster "
      "admin administrator sales santa god lord" },
    { WORD_MONTH,
      "january february march april may june july august september october november "
      "december jan feb mar apr jun jul aug sep sept oct nov dec janvier fevrier mars "
      "avril mai juin juillet aout septembre octobre novembre decembre janv fevr juil" },
    { WORD_YOURS, "your votre vos rembourse refunded refund remboursement" },
    { WORD_OURS, "our notre nos us contact write reach reply ecrivez contactez joindre ecrire "
                 "repondre repondez beneficiary beneficiaire donate don" },
    { WORD_CURRENCY,
      "eur usd gbp euro euros dollar dollars pound pounds chf cad aud nzd inr rs dh mad "
      "jpy cny sek nok dkk pln francs franc xof fcfa zar sgd hkd aed" },
    { WORD_RATE, "per par each chacun chacune maximum max minimum min percent" },
    { WORD_RANGE, "onwards onward until till to through and et au jusqu inclus" },
    { WORD_ASK, "your insert inserer inserez votre vos insertion" },
    { WORD_FILL, "enter add fill type specify describe replace provide include state write choose "
                 "select put paste explain give mention list ajouter ajoutez indiquer indiquez "
                 "preciser precisez completer completez saisir saisissez renseigner renseignez "
                 "mettre mettez decrire decrivez remplacer remplacez ecrire coller collez choisir "
                 "expliquer expliquez detailler remplir" },
    { WORD_BLANK,
      "name names firstname lastname surname number company business brand customer "
      "client agent order date time phone telephone email address link url amount price "
      "product item tracking invoice ticket reference ref signature title position city "
      "website deadline reason issue timeframe duration discount percentage model "
      "country store shop department manager id hours nom prenom numero societe "
      "entreprise marque cliente commande heure mail courriel adresse lien montant prix "
      "produit article suivi facture dossier titre poste ville site motif delai raison "
      "magasin boutique conseiller responsable" },
    { WORD_LINK, "of the a an de du des la le les l d s and et or ou full first last complet here "
                 "ici" },
    { WORD_PRESS, "click clicking clicks press tap hit select choose button menu tab labelled "
                  "labeled called cliquez cliquer appuyez appuyer bouton onglet rubrique "
                  "selectionnez choisissez touche key option intitule intitulee link lien" },
    { WORD_ROLE, "info support help contact service services hello bonjour sales team care office "
                 "admin noreply reply newsletter press privacy legal billing accounts account "
                 "orders order returns booking bookings reservations reservation client clients "
                 "clientele serviceclient customer customerservice sav commercial accueil compta "
                 "comptabilite rh hr jobs career careers dpo gdpr rgpd security abuse postmaster "
                 "webmaster feedback complaints reclamations reclamation enquiries inquiries mail "
                 "email boutique shop store commandes commande retours relation marketing presse "
                 "donnees facturation finance" },
    { WORD_MAIL, "gmail googlemail hotmail outlook live yahoo icloud aol gmx proton protonmail "
                 "orange wanadoo laposte sfr free msn bbox neuf" },
    { WORD_OPENS, "your a the have ve refunded votre un le vous rembourse" },
    { WORD_CARD, "card carte" },
    { WORD_SENT, "sent emailed forwarded resent mailed envoye envoyee envoyes envoyees transmis "
                 "transmise expedie expediee renvoye renvoyee" },
};

const struct phrase phrases_amount[] = {
    { "your refund of", false },
    { "your reimbursement of", false },
    { "your refund in the amount of", false },
    { "have refunded you", false },
    { "have refunded", false },
    { "ve refunded", false },
    { "ve refunded you", false },
    { "refunded the amount of", false },
    { "a refund of", true },
    { "the refund of", true },
    { "refunded you", true },
    { "your payment of", true },
    { "your order of", true },
    { "your purchase of", true },
    { "your deposit of", true },
    { "votre remboursement de", false },
    { "votre remboursement d ' un montant de", false },
    { "votre remboursement d ' un montant total de", false },
    { "vous avons rembourse", false },
    { "vous ai rembourse", false },
    { "rembourse la somme de", false },
    { "rembourse le montant de", false },
    { "rembourse un montant de", false },
    { "un remboursement de", true },
    { "le remboursement de", true },
    { "un remboursement d ' un montant de", true },
    { "votre paiement de", true },
    { "votre commande de", true },
    { "votre achat de", true },
    { "votre acompte de", true },
    { NULL, false },
};

const struct phrase phrases_dated[] = {
    { "of", false },
    { "from", false },
    { "dated", false },
    { "on", false },
    { "placed on", false },
    { "made on", false },
    { "du", false },
    { "le", false },
    { "datee du", false },
    { "en date du", false },
    { "- vous du", false }, /* votre rendez-vous du */
    { "- vous le", false },
    { "- vous prevu le", false },
    { "passee le", false },
    { "passe le", false },
    { "effectuee le", false },
    { "effectue le", false },
    { "recu le", false },
    { "received on", false },
    { "scheduled for", false },
    { "prevu le", false },
    { "prevue le", false },
    { NULL, false },
};

const struct phrase phrases_ending[] = {
    { "card ending in", false },
    { "card ending with", false },
    { "card ending", false },
    { "carte se terminant par", false },
    { "carte finissant par", false },
    { "carte bancaire se terminant par", false },
    { "carte bancaire finissant par", false },
    { NULL, false },
};

const struct phrase phrases_to_fill[] = {
    { "tbd", false },
    { "tbc", false },
    { "todo", false },
    { "xxx", false },
    { "xxxx", false },
    { "xxxxx", false },
    { "a completer", false },
    { "a remplir", false },
    { "a preciser", false },
    { "a definir", false },
    { "a renseigner", false },
    { "a inserer", false },
    { "a indiquer", false },
    { "a personnaliser", false },
    { "to be completed", false },
    { "to be confirmed", false },
    { "to be filled", false },
    { "to be added", false },
    { "to be defined", false },
    { "to fill in", false },
    { "fill in", false },
    { "fill me in", false },
    { "goes here", false },
    { "lorem ipsum", false },
    { NULL, false },
};

/* Elements of HTML that "<x>" in a reply is, and not what somebody fills in. */
static const char elements[] =
    " a abbr address article aside audio b big blockquote body br button center cite code dd del"
    " details div dl dt em embed figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i"
    " iframe img input ins kbd label li link main mark meta nav object ol option p pre q s samp"
    " script section select small span strike strong style sub summary sup svg table tbody td"
    " textarea tfoot th thead title tr tt u ul video ";

static int entry_order(const void *left, const void *right)
{
    const struct word *a = left, *b = right;

    return strcmp(a->text, b->text);
}

static void list_take(struct lexicon *lexicon, const struct list *list)
{
    for (const char *at = list->words; *at != '\0';) {
        size_t len = strcspn(at, " ");
        struct word *word;

        lexicon->items = memory_grow(lexicon->items, lexicon->count, &lexicon->cap,
                                     sizeof *lexicon->items);
        word = &lexicon->items[lexicon->count++];
        *word = (struct word){ .flags = list->flag };
        memcpy(word->text, at, len);
        at += len + (at[len] == ' ');
    }
}

void lexicon_make(struct lexicon *lexicon)
{
    size_t kept = 0;

    *lexicon = (struct lexicon){ 0 };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) list_take(lexicon, &lists[i]);
    qsort(lexicon->items, lexicon->count, sizeof *lexicon->items, entry_order);
    for (size_t i = 1; i < lexicon->count; i++) {
        if (entry_order(&lexicon->items[kept], &lexicon->items[i]) == 0)
            lexicon->items[kept].flags |= lexicon->items[i].flags;
        else
            lexicon->items[++kept] = lexicon->items[i];
    }
    lexicon->count = kept + 1;
}

uint32_t lexicon_flags(const struct lexicon *lexicon, const char *text)
{
    struct word wanted = { 0 };
    const struct word *found;

    strncpy(wanted.text, text, sizeof wanted.text - 1);
    found = bsearch(&wanted, lexicon->items, lexicon->count, sizeof *lexicon->items, entry_order);
    return found == NULL ? 0 : found->flags;
}

void lexicon_release(struct lexicon *lexicon)
{
    free(lexicon->items);
    *lexicon = (struct lexicon){ 0 };
}

size_t word_fold_one(const char *text, size_t len, char *folded, size_t *folded_len)
{
    /* U+00C0 to U+00FF; what has no plain letter keeps its bytes. */
    static const char plain[] = "aaaaaa?ceeeeiiii?nooooo??uuuuy??"
                                "aaaaaa?ceeeeiiii?nooooo??uuuuy?y";
    long code;
    size_t used = unicode_next(text, len, &code);
    char byte = text[0];

    if (byte >= 'A' && byte <= 'Z') byte = (char)(byte | 32);
    if (code >= 0xC0 && code <= 0xFF && plain[code - 0xC0] != '?') {
        folded[(*folded_len)++] = plain[code - 0xC0];
    } else if (code == 0x152 || code == 0x153) {
        memcpy(folded + *folded_len, "oe", 2);
        *folded_len += 2;
    } else {
        memcpy(folded + *folded_len, text, used);
        folded[*folded_len] = byte;
        *folded_len += used;
    }
    return used;
}

void word_fold(const char *text, size_t len, char word[WORD_LEN])
{
    size_t count = 0, at = 0;

    while (at < len && count + 4 < WORD_LEN) at += word_fold_one(text + at, len - at, word, &count);
    word[at < len ? 0 : count] = '\0';
}

bool word_is_element(const char *word)
{
    char wanted[WORD_LEN + 2] = " ";
    size_t len = strlen(word);

    memcpy(wanted + 1, word, len);
    memcpy(wanted + 1 + len, " ", 2);
    return strstr(elements, wanted) != NULL;
}
