/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "html.h"

static const struct html_words english = {
    .language = "en",
    .title = "How these replies read",
    .skip = "Skip to the replies",
    .help = "How to read this page",
    .help_scores =
        "Each reply has four scores from 0 to 1000. The stroke in each bar is the line at 500: "
        "beyond it a reader would say yes, this is defensive, insulting, apologetic, or offers a "
        "repair. The first two should stay left of the line.",
    .help_marks =
        "Coloured words lead to what is said about them, and from there back. An error must not go "
        "out like this; at a warning a calm second reader would stop; an info is good to know.",
    .help_people = "Figures of people are the approvals that the policy asks for, filled when they "
                   "are there.",
    .good = "says sorry, thanks or offers a repair",
    .filters = "Which replies are shown",
    .all = "all",
    .search = "Search",
    .hide_clean = "hide clean ones",
    .shown = "shown",
    .about_files = "About the files",
    .to_look_at = "To look at",
    .clean = "No open findings",
    .shares = { "must not go out", "with errors", "with warnings", "worth a look", "clean" },
    .files = "files",
    .replies = "replies",
    .severities = { "", "info", "warning", "error" },
    .counts = { "", "info", "warnings", "errors" },
    .suppressed_count = "suppressed",
    .known_count = "known to the baseline",
    .waiting_count = "waiting for approval",
    .denied_count = "denied",
    .unread_count = "not read in full",
    .unread = "not read",
    .decisions = { "", "may go out", "waits for approval", "must not go out",
                   "may go out, overridden" },
    .axes = { "defensive", "insulting", "apologetic", "remedy" },
    .over = "from the line at 500 on",
    .under = "below the line at 500",
    .have = "%u of %u",
    .impossible = "too few such people exist",
    .suppressed = "Suppressed: ",
    .known = "Known to the baseline.",
    .unnamed = "Reply in line %zu",
    .place = "line %zu, column %zu",
    .quotes = { "“", "”" },
    .media = "Links, files and contacts",
    .kinds = { "unknown", "picture", "video", "sound", "document", "archive", "program", "page",
               "short link", "file name" },
    .vias = { "", "linked", "embedded", "inside the text", "attached" },
    .contacts = { "", "e-mail", "phone" },
    .own = "own",
};

static const struct html_words french = {
    .language = "fr",
    .title = "Comment se lisent ces réponses",
    .skip = "Aller aux réponses",
    .help = "Comment lire cette page",
    .help_scores =
        "Chaque réponse a quatre notes de 0 à 1000. Le trait dans chaque barre est le seuil de "
        "500 : au-delà, un lecteur dirait que oui, c'est défensif, insultant, plein d'excuses, ou "
        "qu'on propose une réparation. Les deux premières devraient rester à gauche du trait.",
    .help_marks = "Les mots colorés mènent à ce qui en est dit, et de là on revient. Une erreur ne "
                  "doit pas partir ainsi ; à un avertissement, un second lecteur calme "
                  "s'arrêterait ; une info est bonne à savoir.",
    .help_people = "Les silhouettes sont les approbations que demande la politique, pleines quand "
                   "elles y sont.",
    .good = "s'excuse, remercie ou propose une réparation",
    .filters = "Réponses affichées",
    .all = "toutes",
    .search = "Rechercher",
    .hide_clean = "masquer celles sans constat",
    .shown = "affichées",
    .about_files = "À propos des fichiers",
    .to_look_at = "À revoir",
    .clean = "Aucun constat ouvert",
    .shares = { "ne doivent pas partir", "avec des erreurs", "avec des avertissements",
                "à regarder", "sans constat" },
    .files = "fichiers",
    .replies = "réponses",
    .severities = { "", "info", "avertissement", "erreur" },
    .counts = { "", "infos", "avertissements", "erreurs" },
    .suppressed_count = "écartés",
    .known_count = "déjà connus",
    .waiting_count = "à approuver",
    .denied_count = "refusées",
    .unread_count = "non lus en entier",
    .unread = "non lu",
    .decisions = { "", "peut partir", "attend une approbation", "ne doit pas partir",
                   "peut partir, par dérogation" },
    .axes = { "défensif", "insultant", "excuses", "réparation" },
    .over = "à partir du seuil de 500",
    .under = "sous le seuil de 500",
    .have = "%u sur %u",
    .impossible = "trop peu de ces personnes existent",
    .suppressed = "Écarté : ",
    .known = "Déjà connu.",
    .unnamed = "Réponse de la ligne %zu",
    .place = "ligne %zu, colonne %zu",
    .quotes = { "« ", " »" },
    .media = "Liens, fichiers et contacts",
    .kinds = { "inconnu", "image", "vidéo", "son", "document", "archive", "programme", "page",
               "lien court", "nom de fichier" },
    .vias = { "", "en lien", "intégré", "dans le texte même", "en pièce jointe" },
    .contacts = { "", "e-mail", "téléphone" },
    .own = "à vous",
};

const struct html_words *html_words(uint32_t language)
{
    return language == POISE_LANGUAGE_FR ? &french : &english;
}

/* In the order of the bits. */
static const struct {
    const char *english;
    const char *french;
    bool is_neutral;
} flags[] = {
    { "target cannot be seen", "cible invisible", false },
    { "own", "à vous", true },
    { "flagged", "signalé", false },
    { "from the customer's message", "du message du client", false },
    { "disguised spelling", "écriture déguisée", false },
    { "a name before the host", "un nom devant l'hôte", false },
    { "a number instead of a host name", "un numéro au lieu d'un nom d'hôte", false },
    { "look-alike letters", "lettres trompeuses", false },
    { "encoded host name", "nom d'hôte codé", false },
    { "invisible characters", "caractères invisibles", false },
    { "carries another address", "contient une autre adresse", false },
    { "perhaps no link", "peut-être pas un lien", true },
    { "not what its name says", "autre chose que ce que dit son nom", false },
    { "two endings", "deux extensions", false },
    { "name reads backwards", "nom qui se lit à rebours", false },
    { "can run code", "peut exécuter du code", false },
    { "something behind its end", "quelque chose après sa fin", false },
    { "empty", "vide", false },
    { "backslash in the address", "barre oblique inverse dans l'adresse", false },
    { "very long address", "adresse très longue", false },
    { "turns the reading direction", "change le sens de lecture", false },
    { "no valid host name", "nom d'hôte non valable", false },
    { "shows another host", "affiche un autre hôte", false },
    { "is another format too", "est aussi d'un autre format", false },
    { "locked with a password", "verrouillé par un mot de passe", false },
    { "writes outside its folder", "écrit hors de son dossier", false },
    { "grows beyond measure", "grossit sans mesure", false },
    { "moves", "animé", true },
    { "says where it was taken", "dit où elle a été prise", false },
};

_Static_assert(1u << (sizeof flags / sizeof *flags - 1) == POISE_MEDIA_LOCATION,
               "a row for each bit");

const char *html_flag(uint32_t bit, uint32_t language, bool *is_bad)
{
    if (bit >= sizeof flags / sizeof *flags) return NULL;
    *is_bad = !flags[bit].is_neutral;
    return language == POISE_LANGUAGE_FR ? flags[bit].french : flags[bit].english;
}
