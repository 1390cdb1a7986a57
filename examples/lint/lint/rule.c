/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "rule.h"

#include "memory.h"
#include "options.h"

#include <stdlib.h>
#include <string.h>

/* Of the program's own rules; French in the same order. */
static const poise_rule english[] = {
    { .number = 901,
      .severity = POISE_SEVERITY_WARNING,
      .code = RULE_MISSPELT,
      .message = "Is spelt unlike a placeholder that the same file uses more often.",
      .hint = "Spell it like the others, or the customer reads the braces.",
      .why = "What the helpdesk does not know it leaves as it is, and a name in braces goes out.",
      .fires = "(NOMCLIENT in braces, beside eight NOM_CLIENT)",
      .quiet = "(first_name and last_name in braces)" },
    { .number = 902,
      .severity = POISE_SEVERITY_WARNING,
      .code = RULE_UNFILLED,
      .message = "Is a gap that a person has to fill in.",
      .hint = "Fill it in once for all, or make it a placeholder that the helpdesk fills.",
      .why = "A gap that nobody filled in tells the customer that nobody read the reply.",
      .fires = "Call us at [your phone number].",
      .quiet = "Call us at {{company.phone}}." },
    { .number = 903,
      .severity = POISE_SEVERITY_WARNING,
      .code = RULE_LEFTOVER,
      .message = "Looks left over from one customer's case.",
      .hint = "Put a placeholder in its place.",
      .why =
          "A canned reply goes to everybody: one person's order, amount or date in it is wrong for "
          "all others, and tells them of hers.",
      .fires = "Your order #48211937 has left our warehouse.",
      .quiet = "Orders above 50 € ship free of charge." },
    { .number = 911,
      .severity = POISE_SEVERITY_ERROR,
      .code = RULE_UNKNOWN_RULE,
      .message = "Suppresses a rule that does not exist.",
      .hint = "\"poise rules\" lists them.",
      .why = "A misspelt rule suppresses nothing, and whoever reads it believes that it does.",
      .fires = "poise-ignore-next defensive.denail: the customer asked for a plain no",
      .quiet = "poise-ignore-next defensive.denial: the customer asked for a plain no" },
    { .number = 912,
      .severity = POISE_SEVERITY_WARNING,
      .code = RULE_UNUSED,
      .message = "Suppresses nothing: that finding is gone.",
      .hint = "Take the suppression out.",
      .why = "One that is left behind hides the next finding that comes to stand there.",
      .fires = "(a suppression in front of a reply without such a finding)",
      .quiet = "(a suppression in front of a reply with one)" },
    { .number = 913,
      .severity = POISE_SEVERITY_ERROR,
      .code = RULE_NO_REASON,
      .message = "Suppresses without a reason.",
      .hint = "Say why behind a colon: \"poise-ignore-next RULE: reason\".",
      .why = "Who comes next cannot tell a considered exception from a shrug.",
      .fires = "poise-ignore-next defensive.denial",
      .quiet = "poise-ignore-next defensive.denial: the customer asked for a plain no" },
    { .number = 914,
      .severity = POISE_SEVERITY_ERROR,
      .code = RULE_STALE,
      .message = "Lists a finding that is gone.",
      .hint = "Take it out with --prune-baseline.",
      .why = "A baseline is to shrink. What stays in it would hide the same finding when it comes "
             "back.",
      .fires = "(a baseline that lists what was repaired since)",
      .quiet = "(a baseline that lists what is still there)" },
};

static const poise_rule french[] = {
    { .message = "S'écrit autrement qu'une variable plus fréquente du même fichier.",
      .hint = "Écrivez-la comme les autres, sinon le client lira les accolades.",
      .why =
          "Ce que l'outil ne connaît pas, il le laisse tel quel, et un nom entre accolades part.",
      .fires = "(NOMCLIENT entre accolades, à côté de huit NOM_CLIENT)",
      .quiet = "(prenom et nom entre accolades)" },
    { .message = "Est un blanc qu'une personne doit remplir.",
      .hint = "Remplissez-le une fois pour toutes, ou faites-en une variable que l'outil remplit.",
      .why = "Un blanc que personne n'a rempli dit au client que personne n'a relu la réponse.",
      .fires = "Appelez-nous au [votre numéro de téléphone].",
      .quiet = "Appelez-nous au {{societe.telephone}}." },
    { .message = "Semble provenir du dossier d'un client précis.",
      .hint = "Mettez une variable à sa place.",
      .why = "Une réponse type part à tout le monde : la commande, le montant ou la date d'une "
             "personne y sont faux pour toutes les autres, et leur parlent d'elle.",
      .fires = "Votre commande n° 48211937 a quitté notre entrepôt.",
      .quiet = "La livraison est offerte à partir de 50 €." },
    { .message = "Écarte une règle qui n'existe pas.",
      .hint = "« poise rules » en donne la liste.",
      .why = "Une règle mal écrite n'écarte rien, et qui la lit croit le contraire.",
      .fires = "poise-ignore-next defensive.denail: le client veut un non sans détour",
      .quiet = "poise-ignore-next defensive.denial: le client veut un non sans détour" },
    { .message = "N'écarte rien : ce constat n'y est plus.",
      .hint = "Retirez l'exception.",
      .why = "Une exception oubliée cache le prochain constat qui viendra à cette place.",
      .fires = "(une exception devant une réponse sans un tel constat)",
      .quiet = "(une exception devant une réponse qui en a un)" },
    { .message = "Écarte une règle sans dire pourquoi.",
      .hint = "Dites-le après un deux-points : « poise-ignore-next RÈGLE: raison ».",
      .why = "Qui vient après ne distingue pas une exception pesée d'un haussement d'épaules.",
      .fires = "poise-ignore-next defensive.denial",
      .quiet = "poise-ignore-next defensive.denial: le client veut un non sans détour" },
    { .message = "Cite un constat qui n'y est plus.",
      .hint = "Retirez-le avec --prune-baseline.",
      .why =
          "Une liste de constats connus doit rétrécir. Ce qui y reste cacherait le même constat à "
          "son retour.",
      .fires = "(une liste qui cite ce qui a été réparé depuis)",
      .quiet = "(une liste qui cite ce qui est encore là)" },
};

enum { OWN_COUNT = sizeof english / sizeof *english };

_Static_assert(sizeof french == sizeof english, "each rule has its words in both languages");

bool rule_at(uint32_t index, uint32_t language, poise_rule *rule)
{
    uint32_t library = poise_rule_count();
    const poise_rule *words;

    if (index < library) {
        *rule = (poise_rule){ .size = sizeof *rule };
        return poise_rule_get(index, language, rule) == POISE_OK;
    }
    index -= library;
    if (index >= OWN_COUNT) return false;
    words = language == POISE_LANGUAGE_FR ? &french[index] : &english[index];
    *rule = *words;
    rule->size = sizeof *rule;
    rule->number = english[index].number;
    rule->severity = english[index].severity;
    rule->code = english[index].code;
    return true;
}

bool rule_find(const char *code, uint32_t language, poise_rule *rule)
{
    for (uint32_t i = 0; rule_at(i, language, rule); i++)
        if (strcmp(rule->code, code) == 0) return true;
    return false;
}

bool rule_is_of_lint(const char *code)
{
    return strncmp(code, "lint.", 5) == 0;
}

const char *rule_nearest(const char *word)
{
    uint32_t count = poise_rule_count() + OWN_COUNT;
    const char **codes = memory_resize(NULL, count * sizeof *codes);
    const char *nearest;
    poise_rule rule;

    for (uint32_t i = 0; i < count; i++) codes[i] = rule_at(i, 0, &rule) ? rule.code : "";
    nearest = options_nearest(word, codes, count);
    free(codes);
    return nearest;
}

const char *severity_name(uint32_t severity, uint32_t language)
{
    static const char *const english_names[] = { "", "info", "warning", "error" };
    static const char *const french_names[] = { "", "info", "avertissement", "erreur" };

    if (severity > POISE_SEVERITY_ERROR) severity = 0;
    return language == POISE_LANGUAGE_FR ? french_names[severity] : english_names[severity];
}
