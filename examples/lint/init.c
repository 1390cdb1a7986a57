/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The files that somebody starts from who has replies and nothing else. */
#include "commands.h"
#include "config.h"
#include "memory.h"
#include "path.h"
#include "walk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char config_en[] =
    "# What \"poise\" is to do with the replies in this folder and below. Options of the command "
    "line\n"
    "# stand above this file; \"poise lint --print-config\" shows what holds, and where it comes "
    "from.\n"
    "\n"
    "# The least severity that fails a run: info, warning or error.\n"
    "fail-on: error\n"
    "\n"
    "# Who has to look at a reply before it goes out, and who people are.\n"
    "policy: policy.yaml\n"
    "roster: roster.yaml\n"
    "\n"
    "# Your own sites, e-mail addresses and phone numbers. What else a reply links to is "
    "reported.\n"
    "#own:\n"
    "#  - shop.example\n"
    "#  - help@shop.example\n"
    "\n"
    "# Files and folders to leave out, as in .gitignore.\n"
    "#exclude:\n"
    "#  - drafts/\n"
    "\n"
    "# How much a rule weighs here: off, info, warning or error. \"poise rules\" lists all rules; "
    "a name\n"
    "# without a dot is a whole family, and the more exact name wins.\n"
    "#rules:\n"
    "#  media.unknown_link: warning\n"
    "#  defensive: info\n"
    "\n"
    "# Files whose names do not tell what is in them: text, markdown, json, yaml, csv, html\n"
    "# or po.\n"
    "#formats:\n"
    "#  \"*.tpl\": text\n";

static const char config_fr[] =
    "# Ce que « poise » doit faire des réponses de ce dossier et de ceux d'en dessous. La ligne "
    "de\n"
    "# commande l'emporte sur ce fichier ; « poise lint --print-config » montre ce qui vaut, et "
    "d'où\n"
    "# cela vient.\n"
    "\n"
    "# La moindre gravité qui fait échouer : info, warning ou error.\n"
    "fail-on: error\n"
    "\n"
    "# La langue des messages.\n"
    "messages: fr\n"
    "\n"
    "# Qui doit voir une réponse avant qu'elle parte, et qui sont ces personnes.\n"
    "policy: policy.yaml\n"
    "roster: roster.yaml\n"
    "\n"
    "# Vos sites, adresses et numéros de téléphone. Tout autre lien d'une réponse est signalé.\n"
    "#own:\n"
    "#  - boutique.example\n"
    "#  - aide@boutique.example\n"
    "\n"
    "# Fichiers et dossiers à laisser de côté, comme dans .gitignore.\n"
    "#exclude:\n"
    "#  - brouillons/\n"
    "\n"
    "# Le poids d'une règle ici : off, info, warning ou error. « poise rules » en donne la liste ; "
    "un nom\n"
    "# sans point est toute une famille, et le nom le plus précis l'emporte.\n"
    "#rules:\n"
    "#  media.unknown_link: warning\n"
    "#  defensive: info\n"
    "\n"
    "# Fichiers dont le nom ne dit pas le format : text, markdown, json, yaml, csv, html\n"
    "# ou po.\n"
    "#formats:\n"
    "#  \"*.tpl\": text\n";

static const char policy_en[] = "# Who has to look at a reply before it goes out. "
                                "lib/policy/README.md of poise describes all of it.\n"
                                "version: 1\n"
                                "id: replies/1\n"
                                "\n"
                                "# What every reply needs, whatever is in it. \"none\": nothing. "
                                "One lead for every reply would be\n"
                                "# [[{count: 1, roles: [lead]}]]\n"
                                "baseline: none\n"
                                "\n"
                                "rules:\n"
                                "  # The two-person rule: two leads for a reply that is harsh. "
                                "Scores are from 0 to 1000. Who wrote\n"
                                "  # a reply, or changed it, is never one of the two.\n"
                                "  - name: harsh\n"
                                "    when:\n"
                                "      any:\n"
                                "        - {field: tone.defensive, gte: 500}\n"
                                "        - {field: tone.insulting, gte: 400}\n"
                                "    any:\n"
                                "      - [{count: 2, roles: [lead]}]\n"
                                "\n"
                                "  # What must never go out, see \"flagged\" of poise.yaml.\n"
                                "  - name: flagged\n"
                                "    when: {field: media.flags, has: flagged}\n"
                                "    deny: it has a flagged link, picture or contact\n";

static const char policy_fr[] =
    "# Qui doit voir une réponse avant qu'elle parte. lib/policy/README.md de poise décrit le "
    "tout.\n"
    "version: 1\n"
    "id: reponses/1\n"
    "\n"
    "# Ce qu'il faut à toute réponse, quoi qu'elle contienne. « none » : rien. Un responsable "
    "pour\n"
    "# chaque réponse s'écrirait [[{count: 1, roles: [responsable]}]]\n"
    "baseline: none\n"
    "\n"
    "rules:\n"
    "  # À quatre yeux : deux responsables pour une réponse dure. Les scores vont de 0 à 1000. Qui "
    "a\n"
    "  # écrit ou changé une réponse n'est jamais l'un des deux.\n"
    "  - name: dure\n"
    "    when:\n"
    "      any:\n"
    "        - {field: tone.defensive, gte: 500}\n"
    "        - {field: tone.insulting, gte: 400}\n"
    "    any:\n"
    "      - [{count: 2, roles: [responsable]}]\n"
    "\n"
    "  # Ce qui ne doit jamais partir, voir « flagged » de poise.yaml.\n"
    "  - name: interdit\n"
    "    when: {field: media.flags, has: flagged}\n"
    "    deny: un lien, une image ou un contact interdit\n";

static const char roster_en[] = "# The people that policy.yaml speaks of: what they may do, and "
                                "the addresses that they commit\n"
                                "# with. These two are examples: put your own in their place. With "
                                "\"keys: [ssh-ed25519 AAAA…]\"\n"
                                "# a person's approvals can be signed.\n"
                                "ana:\n"
                                "  roles: [lead]\n"
                                "  aliases: [ana@shop.example]\n"
                                "bo:\n"
                                "  roles: [lead]\n"
                                "  aliases: [bo@shop.example]\n"
                                "\n"
                                "# Writes replies, and needs two others for a harsh one.\n"
                                "cy:\n"
                                "  roles: [writer]\n"
                                "  aliases: [cy@shop.example]\n";

static const char roster_fr[] = "# Les personnes dont parle policy.yaml : leurs rôles, et les "
                                "adresses de leurs commits. Ces deux-là\n"
                                "# sont des exemples : mettez les vôtres à leur place. Avec « "
                                "keys: [ssh-ed25519 AAAA…] », une\n"
                                "# personne peut signer ses approbations.\n"
                                "ana:\n"
                                "  roles: [responsable]\n"
                                "  aliases: [ana@boutique.example]\n"
                                "bo:\n"
                                "  roles: [responsable]\n"
                                "  aliases: [bo@boutique.example]\n"
                                "\n"
                                "# Écrit des réponses ; une réponse dure demande les deux autres.\n"
                                "cy:\n"
                                "  roles: [redaction]\n"
                                "  aliases: [cy@boutique.example]\n";

struct start {
    const char *name;
    const char *english;
    const char *french;
};

static const struct start starts[] = {
    { CONFIG_NAME, config_en, config_fr },
    { "policy.yaml", policy_en, policy_fr },
    { "roster.yaml", roster_en, roster_fr },
};

enum { STARTS = sizeof starts / sizeof *starts };

struct phrases {
    const char *written;
    const char *kept;
    const char *nothing;
    const char *found;
    const char *next;
};

static const struct phrases english = { "wrote %s\n", "left %s as it is\n",
                                        "nothing to write: the files are there",
                                        "replies here:", "next: put your people into %s, then: " };
static const struct phrases french = { "%s : écrit\n", "%s : laissé tel quel\n",
                                       "rien à écrire : les fichiers sont là", "réponses ici :",
                                       "ensuite : mettez vos collègues dans %s, puis : " };

/* EEXIST when there is one, which stays; 0 when it was written whole, else it is not there. */
static int file_make(const char *path, const char *text)
{
    FILE *file = fopen(path, "wx");
    int reason = 0;

    if (file == NULL) return errno;
    if (fputs(text, file) == EOF) reason = errno;
    if (fclose(file) != 0 && reason == 0) reason = errno;
    if (reason != 0) (void)unlink(path);
    return reason;
}

/* Whether it can hold what is to be written. */
static bool is_folder(const char *folder)
{
    struct stat status;
    int reason = stat(folder, &status) != 0 ? errno : S_ISDIR(status.st_mode) ? 0 : ENOTDIR;

    if (reason != 0) fprintf(stderr, "poise: %s: %s\n", folder, strerror(reason));
    return reason == 0;
}

/* How many files of each format there are, but for those that paths names. */
static void found_print(const struct options *options, const struct phrases *phrases,
                        const char *folder, char *const *paths)
{
    const struct choice *choices = option_table[OPTION_AS].choices;
    struct options seen = *options;
    struct paths found = { 0 };
    size_t kinds = 0;

    seen.policy = paths[1];
    seen.roster = paths[2];
    seen.operands = (struct words){ &folder, 1, 1 };
    paths_collect(&seen, &found);
    for (const struct choice *choice = choices; choice->word != NULL; choice++) {
        size_t count = 0;
        for (size_t i = 0; i < found.count; i++)
            count += walk_format(found.items[i]) == (enum format)choice->value;
        if (count > 0)
            printf("%s %s %zu", kinds++ == 0 ? phrases->found : ",", choice->word, count);
    }
    if (kinds > 0) fputs("\n", stdout);
    paths_release(&found);
}

static int starts_write(const struct phrases *phrases, bool is_french, char *const *paths)
{
    size_t written = 0;
    bool failed = false;

    for (size_t i = 0; i < STARTS; i++) {
        int reason = file_make(paths[i], is_french ? starts[i].french : starts[i].english);

        if (reason == 0) {
            printf(phrases->written, paths[i]);
            written++;
        } else if (reason == EEXIST) {
            printf(phrases->kept, paths[i]);
        } else {
            fprintf(stderr, "poise: %s: %s\n", paths[i], strerror(reason));
            failed = true;
        }
    }
    if (!failed && written == 0) fprintf(stderr, "poise: %s\n", phrases->nothing);
    return failed || written == 0 ? EXIT_USAGE : EXIT_CLEAN;
}

static void next_print(const struct phrases *phrases, const char *roster, const char *folder)
{
    struct buffer line = { 0 };

    printf(phrases->next, roster);
    if (folder != NULL) {
        path_quote(&line, folder);
        printf("cd %s && ", line.data);
    }
    fputs("poise lint\n", stdout);
    buffer_release(&line);
}

int init_run(const struct options *options)
{
    bool is_french = options->messages == POISE_LANGUAGE_FR;
    const struct phrases *phrases = is_french ? &french : &english;
    const char *folder = options->operands.count > 0 ? options->operands.items[0] : ".";
    bool is_here = strcmp(folder, ".") == 0;
    char *paths[STARTS];
    int status;

    if (!is_folder(folder)) return EXIT_USAGE;
    for (size_t i = 0; i < STARTS; i++)
        paths[i] = is_here ? memory_copy(starts[i].name, strlen(starts[i].name))
                           : path_join(folder, starts[i].name);
    found_print(options, phrases, folder, paths);
    status = starts_write(phrases, is_french, paths);
    if (status == EXIT_CLEAN) next_print(phrases, paths[2], is_here ? NULL : folder);
    for (size_t i = 0; i < STARTS; i++) free(paths[i]);
    return status;
}
