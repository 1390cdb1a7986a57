/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/version.h"

#include <string.h>

static bool knows(const poise_message_version *version, uint32_t what)
{
    return version && (version->known & what) == what;
}

/* ---- Scores -------------------------------------------------------------------------------- */

static enum poise__truth reaches(uint32_t score, uint32_t line)
{
    return score >= line ? POISE__TRUE : POISE__FALSE;
}

enum poise__truth poise__version_insults(const struct poise__session *s,
                                         const poise_message_version *version)
{
    if (!knows(version, POISE_KNOWN_INSULTING)) return POISE__UNKNOWN;
    return reaches(version->insulting, s->input->line);
}

enum poise__truth poise__version_apologises(const struct poise__session *s,
                                            const poise_message_version *version)
{
    if (!knows(version, POISE_KNOWN_APOLOGETIC)) return POISE__UNKNOWN;
    return reaches(version->apologetic, s->input->line);
}

enum poise__truth poise__version_remedies(const struct poise__session *s,
                                          const poise_message_version *version)
{
    if (!knows(version, POISE_KNOWN_REMEDY)) return POISE__UNKNOWN;
    return reaches(version->remedy, s->input->line);
}

/* ---- Signals and findings ------------------------------------------------------------------ */

/* Any of the codes, with this strength. The signals must be known. */
static bool has_signal(const poise_message_version *version, const char *const *codes,
                       uint32_t count, uint32_t strength)
{
    for (uint32_t i = 0; i < version->signal_count; i++)
        for (uint32_t k = 0; k < count; k++)
            if (version->signals[i].strength >= strength &&
                strcmp(version->signals[i].code, codes[k]) == 0)
                return true;
    return false;
}

bool poise__version_shows(const poise_message_version *version, const char *code, uint32_t strength,
                          poise_span *where)
{
    for (uint32_t i = 0; knows(version, POISE_KNOWN_SIGNALS) && i < version->signal_count; i++) {
        *where = version->signals[i].where;
        if (version->signals[i].strength >= strength && where->begin < where->end &&
            strcmp(version->signals[i].code, code) == 0)
            return true;
    }
    for (uint32_t i = 0; knows(version, POISE_KNOWN_FINDINGS) && i < version->finding_count; i++) {
        *where = version->findings[i].where;
        if (where->begin < where->end && strcmp(version->findings[i].code, code) == 0) return true;
    }
    *where = (poise_span){ 0, 0 };
    return false;
}

/* ---- Apologies ----------------------------------------------------------------------------- */

bool poise__version_pays(const struct poise__session *s, const poise_message_version *version)
{
    static const char *const sincere[] = { "apologetic.explicit", "apologetic.responsibility" };
    static const char *const hollow[] = { "defensive.non_apology" };

    return knows(version, POISE_KNOWN_SIGNALS) &&
           poise__version_apologises(s, version) == POISE__TRUE &&
           poise__version_insults(s, version) == POISE__FALSE &&
           has_signal(version, sincere, 2, s->input->line) && !has_signal(version, hollow, 1, 0);
}

/* ---- Another channel ----------------------------------------------------------------------- */

enum poise__truth poise__version_offers(const poise_message_version *version)
{
    if (!knows(version, POISE_KNOWN_CONTACTS)) return POISE__UNKNOWN;
    for (uint32_t i = 0; i < version->contact_count; i++)
        if (version->contacts[i].own) return POISE__TRUE;
    return POISE__FALSE;
}

static enum poise__truth sends_elsewhere(const poise_message_version *version)
{
    static const char *const contact[] = { "courtesy.contact" };
    const bool signals = knows(version, POISE_KNOWN_SIGNALS);
    const bool contacts = knows(version, POISE_KNOWN_CONTACTS);

    if ((contacts && version->contact_count) || (signals && has_signal(version, contact, 1, 0)))
        return POISE__TRUE;
    return signals && contacts ? POISE__FALSE : POISE__UNKNOWN;
}

static enum poise__truth says_something(const struct poise__session *s,
                                        const poise_message_version *version)
{
    static const char *const content[] = {
        "apologetic.explicit", "apologetic.responsibility", "apologetic.empathy",
        "apologetic.promise",  "courtesy.thanks",           "remedy.offer",
    };
    const bool signals = knows(version, POISE_KNOWN_SIGNALS);
    const bool words = knows(version, POISE_KNOWN_WORDS);

    if ((words && version->words >= s->input->words) ||
        (signals && has_signal(version, content, 6, s->input->line)))
        return POISE__TRUE;
    return signals && words ? POISE__FALSE : POISE__UNKNOWN;
}

enum poise__truth poise__version_is_pointer(const struct poise__session *s,
                                            const poise_message_version *version)
{
    const enum poise__truth nothing = POISE__TRUE - says_something(s, version);

    return poise__truth_and(sends_elsewhere(version), nothing);
}
