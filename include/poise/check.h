/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * check.h: judge a draft. Make one poise_checker per thread and one poise_report, fill in a
 * poise_draft, call poise_check, read the report. Or hand in JSON and get JSON: poise_check_json.
 */
#ifndef POISE_CHECK_H
#define POISE_CHECK_H

#include <poise/base.h>
#include <poise/pack.h>
#include <poise/policy.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- What goes in ------------------------------------------------------------------------- */

/**
 * Language of the draft, as far as the caller knows, or of messages for people. Each sentence of a
 * draft is told on its own; the hint decides where a sentence gives nothing away.
 *
 * Since: 0.1
 */
enum {
    POISE_LANGUAGE_AUTO = 0, /* as hint: not known; for messages: English */
    POISE_LANGUAGE_EN = 1,
    POISE_LANGUAGE_FR = 2
};

/**
 * A file that goes out with the reply. Borrowed for the call.
 *
 * Since: 0.1
 */
typedef struct poise_attachment {
    uint32_t size;        /* sizeof (poise_attachment) */
    uint32_t pdq_quality; /* 1 to 100, of poise_pdq_hash: below 50 a hash says too little of its
                             picture to be compared (python-threatexchange, QUALITY_THRESHOLD); 0:
                             not said, and then it is compared, as doubt opens no way past a list */
    const char *name;     /* file name as the customer will see it; NULL if it has none */
    const char *type;     /* MIME type as declared; NULL if none is */
    const void *data;     /* NULL when only name and type are known */
    uint64_t data_len;    /* up to 4 GiB */
    const char *pdq; /* hash of the decoded picture: 64 hexadecimal digits, of poise_pdq_hash or
                        another program that computes PDQ; NULL: none. No part of the digest */
} poise_attachment;

enum {
    POISE_VERDICT_APPROVE = 1,
    POISE_VERDICT_REJECT = 2,
    POISE_VERDICT_REVOKE = 3,
    POISE_VERDICT_OVERRIDE = 4 /* it goes out though it lacks approvals; needs a reason */
};

/**
 * Something that a person said of a draft. Borrowed for the call. That the person really said it
 * is the caller's word: set `verified` to 1 once you know it.
 *
 * Since: 0.1
 */
typedef struct poise_approval {
    uint32_t size;             /* sizeof (poise_approval) */
    uint32_t verdict;          /* POISE_VERDICT_* */
    int64_t at;                /* seconds since 1970-01-01 UTC */
    const char *by;            /* id or alias of the person in the roster */
    const char *digest;        /* of the draft that was seen: poise_draft_digest */
    const char *policy_digest; /* of the policy it was seen under; NULL: not said */
    const char *draft_id;      /* id of the draft; NULL: this one */
    const char *const *rules;  /* names of the rules that the person was shown */
    uint32_t rule_count;       /* 0 with rules NULL: not said, counts for every rule */
    uint32_t verified;         /* 1: the caller knows that `by` wrote this; 0: the record is void */
    const char *reason;        /* of an override: why it could not wait; NULL: not said */
    const char *signature;     /* of `by` over poise_approval_statement, as `ssh-keygen -Y sign`
                                  writes it; NULL: none */
    uint32_t consumed;         /* 1: used up by a reply that went out before */
    uint32_t reserved;         /* 0 */
} poise_approval;

/* What may stand in a placeholder of a template. All are one line of 1 to 48 bytes, a name of up to
 * 160. */
enum {
    POISE_PLACEHOLDER_NAME = 1,   /* "name": up to six words of letters, and . ' - between them; a
                                     capital in front of each where there are more than one, but
                                     for such as "de" and "von": Zoë O'Neill-Roux */
    POISE_PLACEHOLDER_NUMBER = 2, /* "number": digits, and signs between them: 1,250.00 */
    POISE_PLACEHOLDER_DATE = 3,   /* "date": digits and words of a date, and / - . : , between them:
                                     26/11/2026, 14:30, 3 March, mardi 3 mars */
    POISE_PLACEHOLDER_AMOUNT = 4, /* "amount": a number beside a currency: 12,50 €, EUR 40 */
    POISE_PLACEHOLDER_CODE = 5 /* "code": groups of capitals and digits with hyphens between them,
                                     a digit in all but one, eight letters at most: AB-1204 */
};

/**
 * A place of a template that is filled in for each customer. Borrowed for the call.
 *
 * Since: 0.1
 */
typedef struct poise_placeholder {
    uint32_t size;    /* sizeof (poise_placeholder) */
    uint32_t type;    /* POISE_PLACEHOLDER_* */
    const char *name; /* stands in the template's text as {{name}}, as often as it likes */
    const char
        *value; /* what this draft has in its place; NULL where a digest alone is asked for */
} poise_placeholder;

/**
 * A canned reply that was approved once for many customers. An approval of its digest holds for a
 * draft that is the template with values of the right types in its places, as long as no value
 * adds a finding. Borrowed for the call.
 *
 * Since: 0.1
 */
typedef struct poise_template {
    uint32_t size; /* sizeof (poise_template) */
    uint32_t placeholder_count;
    const char *id;   /* identity of the template through its edits; NULL: none */
    const char *text; /* with {{name}} for each placeholder */
    uint64_t text_len;
    const poise_placeholder *placeholders;
} poise_template;

/**
 * What is to be sent, by whom and where. All of it is borrowed for the call. Zero means "not
 * said" everywhere; only text is needed.
 *
 * Since: 0.1
 */
typedef struct poise_draft {
    uint32_t size;     /* sizeof (poise_draft) */
    uint32_t language; /* POISE_LANGUAGE_*: a hint */
    const char *text;  /* the exact bytes that will be sent; may be NULL when text_len is 0 */
    uint64_t text_len;
    const char *id;       /* identity of the draft through its edits */
    const char *channel;  /* "x", "email", … : free words that policies may ask for */
    const char *audience; /* "public", "private", … */
    const char *author;   /* id or alias in the roster */
    const char *const *editors;
    const poise_attachment *attachments;
    const poise_approval *approvals;
    uint32_t editor_count;
    uint32_t attachment_count;
    uint32_t approval_count;
    uint32_t reported_count;
    const char *reply_to_id;   /* the customer's message that this answers */
    const char *reply_to_text; /* its text, so that what is carried over from it can be seen; empty:
                                  answers nothing */
    uint64_t reply_to_len;
    int64_t
        now; /* seconds since 1970-01-01 UTC; 0: not said, and no approval that expires counts */
    const char *const *reported; /* texts of posts that somebody reported, or just their links: what
                                    they link must not go out either */
    const poise_template *template_; /* the canned reply that the text was made from; NULL: none */
    int64_t since;                   /* when the draft began to wait for approval; 0: not said */
} poise_draft;

/**
 * How a checker works. Borrowed for the call of poise_checker_new, its policy and packs excepted,
 * which must outlive the checker. All zero means: every built-in pack, no policy, English messages,
 * no libmagic.
 *
 * Since: 0.1
 */
typedef struct poise_checker_options {
    uint32_t size;             /* sizeof (poise_checker_options) */
    uint32_t message_language; /* POISE_LANGUAGE_*: language of messages and hints */
    const poise_policy *policy;
    const poise_pack *const *packs; /* at most 8; NULL: the built-in ones */
    uint32_t pack_count;
    uint32_t own_count;
    const char *const *own;     /* what belongs to the brand: hosts ("example.com", its subdomains
                               too), a host with a path and all below it
                               ("example.com/brand"), e-mail addresses, phone numbers. A host
                               vouches for addresses at it. With an entry of a kind, other
                               contacts of that kind are media.foreign_contact */
    const char *const *flagged; /* what must never go out: the same, and files by
                               "sha256:<64 hexadecimal digits>" of their bytes, pictures by
                               "pdq:<64 hexadecimal digits>" (poise_attachment.pdq, up to 31 bits
                               away) */
    uint32_t flagged_count;
    uint32_t magic;         /* 1: ask libmagic for a second opinion on attachments; it may abort
                               where malloc fails (poise_alloc) */
    const char *magic_path; /* its database; NULL: the one that the library was built for */
    poise_error *error; /* receives which entry of a list is wrong: input 0 own, 1 flagged; offset
                               its index. NULL: not wanted */
} poise_checker_options;

/* ---- The objects -------------------------------------------------------------------------- */

/**
 * Scratch memory and, if asked for, a libmagic handle. Reused for check after check it allocates
 * nothing once warm.
 *
 * Threads: one call at a time. Give each thread its own.
 * Since:   0.1
 */
typedef struct poise_checker poise_checker;

/**
 * A result with its own memory: it points into nothing else and may outlive everything.
 *
 * Threads: one writer; once written, readers share it freely.
 * Since:   0.1
 */
typedef struct poise_report poise_report;

/**
 * Make a checker.
 *
 * alloc, options: NULL for the defaults.
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_NOMEM, POISE_E_UNSUPPORTED (libmagic asked
 *          for and not built in), POISE_E_MAGIC (its database cannot be loaded), POISE_E_CRYPTO.
 * Since:   0.1
 */
POISE_API poise_status poise_checker_new(const poise_alloc *alloc,
                                         const poise_checker_options *options,
                                         poise_checker **checker);

/** Free a checker. NULL is left alone. Since: 0.1 */
POISE_API void poise_checker_free(poise_checker *checker);

/**
 * Make an empty report, to be filled by poise_check as often as you like.
 *
 * Errors:  POISE_E_ARG, POISE_E_NOMEM.
 * Since:   0.1
 */
POISE_API poise_status poise_report_new(const poise_alloc *alloc, poise_report **report);

/** Free a report. NULL is left alone. Since: 0.1 */
POISE_API void poise_report_free(poise_report *report);

/* ---- The call ----------------------------------------------------------------------------- */

/**
 * Judge one draft.
 *
 * draft:  borrowed for the call.
 * report: emptied first, then filled; left empty on failure.
 *
 * Returns  POISE_OK, also when the draft breaks every rule: that is in the report.
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_TOO_LONG, POISE_E_NOMEM.
 * Threads: one call at a time per checker and per report.
 * Since:   0.1
 */
POISE_API poise_status poise_check(poise_checker *checker, const poise_draft *draft,
                                   poise_report *report);

/**
 * Judge one request in JSON and write one report in JSON: a single line, with its line feed.
 * lib/report/request.schema.json and report.schema.json describe the two. A request that is none
 * gives the line {"id":…,"error":{"status":…,"offset":…,"message":…}} and the status it names, as
 * does any other failure but POISE_E_ARG, so a filter writes one line for each line it reads.
 *
 * request, len: borrowed for the call.
 *
 * Errors:  POISE_E_ARG, POISE_E_REQUEST, POISE_E_TOO_LONG (over POISE_REQUEST_MAX, or its
 *          text over POISE_TEXT_MAX), POISE_E_NOMEM, POISE_E_WRITE.
 * Threads: one call at a time per checker.
 * Since:   0.1
 */
POISE_API poise_status poise_check_json(poise_checker *checker, const char *request, size_t len,
                                        poise_write_fn write, void *ctx);

/**
 * The digest that an approval binds to: SHA-256 over a tag and length-prefixed fields, in this
 * order: the raw bytes of the text, each attachment (name, type, SHA-256), channel, audience, id
 * of the message answered, id of the draft. One changed byte gives another digest.
 *
 * hex: 65 bytes; receives 64 lower-case hexadecimal digits and a zero.
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_TOO_LONG, POISE_E_CRYPTO.
 * Since:   0.1
 */
POISE_API poise_status poise_draft_digest(const poise_draft *draft, char *hex);

/**
 * The digest that an approval of a canned reply binds to: SHA-256 over a tag and length-prefixed
 * fields, in this order: the template's text, its id, each placeholder (name, type) in the order of
 * their names, each attachment of the draft (name, type, SHA-256). Values, channel, audience and
 * the draft's id are no part of it.
 *
 * draft: only template_ and the attachments are looked at.
 * hex:   65 bytes; receives 64 lower-case hexadecimal digits and a zero.
 *
 * Errors:  POISE_E_ARG (no template, or one whose placeholders contradict each other or its text),
 *          POISE_E_STRUCT_SIZE, POISE_E_TOO_LONG, POISE_E_CRYPTO, POISE_E_NOMEM.
 * Since:   0.1
 */
POISE_API poise_status poise_template_digest(const poise_draft *draft, char *hex);

/* ---- What comes out ----------------------------------------------------------------------- */

enum {
    POISE_DECISION_NONE = 0,          /* the checker has no policy */
    POISE_DECISION_ALLOW = 1,         /* may go out */
    POISE_DECISION_NEED = 2,          /* somebody has to look first: poise_report_need */
    POISE_DECISION_DENY = 3,          /* must not go out: poise_report_reason */
    POISE_DECISION_ALLOW_OVERRIDE = 4 /* may go out though rules held it; must be reviewed after */
};

/**
 * The whole report in numbers. Scores are 0 to 1000; 500 is the line between "no" and "yes".
 * Pointers are borrowed from the report and live until it is filled again or freed.
 *
 * Since: 0.1
 */
typedef struct poise_summary {
    uint32_t size;     /* sizeof (poise_summary) */
    uint32_t language; /* POISE_LANGUAGE_* of most of the text; AUTO when nothing tells */
    uint32_t defensive;
    uint32_t insulting;
    uint32_t apologetic;
    uint32_t remedy;        /* how clearly a repair is offered, 0 to 1000 */
    uint32_t decision;      /* POISE_DECISION_* */
    int32_t rest_defensive; /* what is added to each axis and is in no signal */
    int32_t rest_insulting;
    int32_t rest_apologetic;
    const char *digest; /* 64 hexadecimal digits: poise_draft_digest */
} poise_summary;

/**
 * Words that carry a tone. The contributions of one axis, and its rest in the summary, add up to its
 * score before calibration. What sum scores 500 is for the pack's curve to say.
 *
 * Since: 0.1
 */
typedef struct poise_signal {
    uint32_t size;     /* sizeof (poise_signal) */
    uint32_t strength; /* 0 to 1000, after negation, quotation and the like */
    poise_span where;  /* in the draft's text */
    int32_t defensive; /* what it adds to each axis; below zero it takes away */
    int32_t insulting;
    int32_t apologetic;
    uint32_t reserved;
    const char *code; /* "defensive.blame_customer": a rule, see poise_rule_get */
} poise_signal;

enum {
    POISE_SEVERITY_INFO = 1,    /* good to know */
    POISE_SEVERITY_WARNING = 2, /* a calm second reader would stop here */
    POISE_SEVERITY_ERROR = 3    /* must not go out like this */
};

/**
 * Something that a second reader would point at.
 *
 * Since: 0.1
 */
typedef struct poise_finding {
    uint32_t size;       /* sizeof (poise_finding) */
    uint32_t severity;   /* POISE_SEVERITY_* */
    poise_span where;    /* in the draft's text; 0, 0 when it is about an attachment */
    uint32_t attachment; /* index of the attachment plus one; 0: it is about the text */
    uint32_t reserved;
    const char *code;    /* the rule, see poise_rule_get */
    const char *message; /* what is there; one sentence */
    const char *hint;    /* what to do; one sentence */
} poise_finding;

enum {
    POISE_MEDIA_UNKNOWN = 0,
    POISE_MEDIA_IMAGE = 1,
    POISE_MEDIA_VIDEO = 2,
    POISE_MEDIA_AUDIO = 3,
    POISE_MEDIA_DOCUMENT = 4,
    POISE_MEDIA_ARCHIVE = 5,
    POISE_MEDIA_EXECUTABLE = 6,
    POISE_MEDIA_PAGE = 7,
    POISE_MEDIA_SHORTENER = 8,       /* a link whose target cannot be seen */
    POISE_MEDIA_FILENAME_MENTION = 9 /* "invoice.pdf" written in the text */
};

enum {
    POISE_VIA_LINK = 1,      /* a link that a person would click */
    POISE_VIA_EMBED = 2,     /* a Markdown, HTML or BBCode picture: shown without a click */
    POISE_VIA_DATA = 3,      /* a data: URL, the content itself */
    POISE_VIA_ATTACHMENT = 4 /* a file that goes with the reply */
};

/* Bits of poise_media.flags. The JSON report lists them by the quoted names. */
enum {
    POISE_MEDIA_SHORTENED = 1 << 0,    /* "shortener": its target cannot be seen */
    POISE_MEDIA_OWN = 1 << 1,          /* "own": on the brand's list */
    POISE_MEDIA_FLAGGED = 1 << 2,      /* "flagged": on the list of what must never go out */
    POISE_MEDIA_CARRIED_OVER = 1 << 3, /* "carried_over": it stands in the message answered */
    POISE_MEDIA_OBFUSCATED = 1 << 4,   /* "obfuscated": hxxp, [.] and the like */
    POISE_MEDIA_USERINFO = 1 << 5,     /* "userinfo": https://brand.com@elsewhere.example */
    POISE_MEDIA_IP_HOST = 1 << 6,      /* "ip_host": an address instead of a name */
    POISE_MEDIA_MIXED_SCRIPT = 1 << 7, /* "mixed_script": a host of look-alike letters */
    POISE_MEDIA_PUNYCODE = 1 << 8,     /* "punycode": xn-- */
    POISE_MEDIA_INVISIBLE = 1 << 9,    /* "invisible": zero-width or bidi characters inside */
    POISE_MEDIA_REDIRECTOR = 1 << 10,  /* "redirector": carries another URL inside */
    POISE_MEDIA_MAYBE = 1 << 11,       /* "maybe": a bare name that may be no link */
    POISE_MEDIA_MISMATCH = 1 << 12,   /* "mismatch": its bytes are not what its name or type says */
    POISE_MEDIA_DOUBLE_EXT = 1 << 13, /* "double_extension": invoice.pdf.exe */
    POISE_MEDIA_RTL_NAME = 1 << 14,   /* "rtl_name": a right-to-left override in its name */
    POISE_MEDIA_ACTIVE = 1 << 15,     /* "active_content": script, macro or launch action inside */
    POISE_MEDIA_TRAILING = 1 << 16,   /* "trailing_data": something behind its end */
    POISE_MEDIA_EMPTY = 1 << 17,      /* "empty": no bytes */
    POISE_MEDIA_BACKSLASH = 1 << 18,  /* "backslash": where a slash belongs */
    POISE_MEDIA_TOO_LONG =
        1 << 19,                /* "too_long": longer than browsers and people read, 2,083 bytes */
    POISE_MEDIA_BIDI = 1 << 20, /* "bidi": characters that turn the reading direction */
    POISE_MEDIA_BAD_HOST = 1 << 21,      /* "bad_host": a host that the rules for names forbid */
    POISE_MEDIA_TEXT_MISMATCH = 1 << 22, /* "text_mismatch": shows one host, leads to another */
    POISE_MEDIA_POLYGLOT = 1 << 23,      /* "polyglot": its bytes are read as another format too */
    POISE_MEDIA_ENCRYPTED = 1 << 24,     /* "encrypted": nobody can look inside */
    POISE_MEDIA_TRAVERSAL = 1 << 25, /* "traversal": an archive that writes outside its folder */
    POISE_MEDIA_BOMB = 1 << 26,      /* "bomb": an archive that grows beyond measure */
    POISE_MEDIA_ANIMATED = 1 << 27,  /* "animated": a picture that moves */
    POISE_MEDIA_LOCATION = 1 << 28   /* "location": says where it was taken */
};

/**
 * A link, an embedded picture or an attachment.
 *
 * Since: 0.1
 */
typedef struct poise_media {
    uint32_t size;       /* sizeof (poise_media) */
    uint32_t kind;       /* POISE_MEDIA_* */
    uint32_t via;        /* POISE_VIA_* */
    uint32_t attachment; /* index, when via is POISE_VIA_ATTACHMENT */
    poise_span where;    /* in the draft's text, otherwise */
    uint32_t flags;      /* bits POISE_MEDIA_SHORTENED … */
    uint32_t reserved;
    const char *target; /* the cleaned URL, or the attachment's name */
    const char *type;   /* the MIME type that the bytes say, for an attachment; NULL: not known */
} poise_media;

enum { POISE_CONTACT_EMAIL = 1, POISE_CONTACT_PHONE = 2 };

/**
 * Another channel that the reply offers.
 *
 * Since: 0.1
 */
typedef struct poise_contact {
    uint32_t size;    /* sizeof (poise_contact) */
    uint32_t kind;    /* POISE_CONTACT_* */
    poise_span where; /* in the draft's text */
    uint32_t own;     /* 1: on the brand's list */
    uint32_t reserved;
    const char *value; /* an address in lower case, or a number as +33123456789 or digits */
} poise_contact;

/**
 * A rule of the policy that still waits for people.
 *
 * Since: 0.1
 */
typedef struct poise_need {
    uint32_t size;           /* sizeof (poise_need) */
    uint32_t have;           /* approvals that count for it */
    uint32_t want;           /* approvals that it asks for */
    uint32_t possible;       /* 0: too few eligible people exist, so it can never be met */
    const char *rule;        /* its name in the policy */
    const char *roles;       /* roles or people that may fill it, comma-separated */
    const char *escalate_to; /* whom to tell when it has waited too long, comma-separated; NULL:
                                nobody. They may fill it only if `roles` names them */
    int64_t escalate_at;     /* when that is; INT64_MAX: not known, for poise_draft.since is not */
    uint32_t escalate_due;   /* 1: it is time */
    uint32_t reserved;
} poise_need;

/**
 * A decision that let a reply out, to be checked again on the exact bytes right before they are
 * sent: poise_ticket_check. Once they are, mark `records` as consumed wherever you keep them.
 *
 * Since: 0.1
 */
typedef struct poise_ticket {
    uint32_t size; /* sizeof (poise_ticket) */
    uint32_t record_count;
    int64_t issued;     /* poise_draft.now of the decision */
    int64_t expires;    /* the first second in which it is void; INT64_MAX: none */
    const char *digest; /* of the draft */
    const char *policy_digest;
    const uint32_t *records;   /* indices of poise_draft.approvals that it stands on */
    const char *const *lifted; /* rules that an override lifted: somebody has to review why */
    uint32_t lifted_count;
    uint32_t reserved;
    const char *people_digest; /* SHA-256 of roster, signers and revoked keys, each with its length:
                                  whoever left since, or lost a key, voids the ticket */
} poise_ticket;

/* What poise_report_count counts. */
enum {
    POISE_COUNT_SIGNALS = 1,
    POISE_COUNT_FINDINGS = 2,
    POISE_COUNT_MEDIA = 3,
    POISE_COUNT_CONTACTS = 4,
    POISE_COUNT_NEEDS = 5,
    POISE_COUNT_REASONS = 6,
    POISE_COUNT_RECORDS = 7
};

/** How many items of a kind the report holds; 0 for NULL or an unknown kind. Since: 0.1 */
POISE_API uint32_t poise_report_count(const poise_report *report, uint32_t what);

/*
 * The items, by index, in the order of their position in the text; attachments last. Strings are
 * borrowed from the report and live until it is filled again or freed.
 *
 * Errors: POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_RANGE.
 * Since:  0.1
 */
POISE_API poise_status poise_report_summary(const poise_report *report, poise_summary *out);
POISE_API poise_status poise_report_signal(const poise_report *report, uint32_t index,
                                           poise_signal *out);
POISE_API poise_status poise_report_finding(const poise_report *report, uint32_t index,
                                            poise_finding *out);
POISE_API poise_status poise_report_media(const poise_report *report, uint32_t index,
                                          poise_media *out);
POISE_API poise_status poise_report_contact(const poise_report *report, uint32_t index,
                                            poise_contact *out);
POISE_API poise_status poise_report_need(const poise_report *report, uint32_t index,
                                         poise_need *out);

/**
 * Why the decision is what it is: a sentence for each rule, in English; the one that decided comes
 * first. NULL beyond the end.
 *
 * Since: 0.1
 */
POISE_API const char *poise_report_reason(const poise_report *report, uint32_t index);

/**
 * What became of an approval of the draft, by its index there: "LIVE", "OTHER_BYTES" …, as listed
 * in lib/policy/README.md. NULL beyond the end.
 *
 * Since: 0.1
 */
POISE_API const char *poise_report_record(const poise_report *report, uint32_t index);

/**
 * The ticket of a reply that may go out. Borrowed from the report.
 *
 * Errors: POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_RANGE (the decision is another one).
 * Since:  0.1
 */
POISE_API poise_status poise_report_ticket(const poise_report *report, poise_ticket *out);

/**
 * Check right before sending that a ticket is for exactly this draft, under this policy, now.
 *
 * draft: all that will be sent, with `now`; where it carries the approvals of the decision, in
 *        the same order, those that were consumed meanwhile void the ticket.
 * error: may be NULL; says what does not fit.
 *
 * Returns  POISE_OK: send it.
 * Errors:  POISE_E_TICKET, and then do not; POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_TOO_LONG,
 *          POISE_E_NOMEM, POISE_E_CRYPTO.
 * Since:   0.1
 */
POISE_API poise_status poise_ticket_check(const poise_ticket *ticket, const poise_draft *draft,
                                          const poise_policy *policy, poise_error *error);

/**
 * Write the report as one line of JSON, with its line feed, as lib/report/report.schema.json says.
 *
 * id: what to call it, in UTF-8; NULL leaves "id" out.
 *
 * Errors:  POISE_E_ARG, POISE_E_NOMEM (and then the line is {"id":null,"error":{…}}),
 *          POISE_E_WRITE.
 * Since:   0.1
 */
POISE_API poise_status poise_report_json(const poise_report *report, const char *id,
                                         poise_write_fn write, void *ctx);

/* ---- The rules ---------------------------------------------------------------------------- */

/**
 * What a code means, in the words of one language. All strings are constant.
 *
 * Since: 0.1
 */
typedef struct poise_rule {
    uint32_t size;     /* sizeof (poise_rule) */
    uint32_t number;   /* for life */
    uint32_t severity; /* POISE_SEVERITY_* of its findings */
    uint32_t reserved;
    const char *code;    /* "defensive.blame_customer" */
    const char *message; /* what is there; one sentence */
    const char *hint;    /* how a calm writer would put it; one sentence */
    const char *why;     /* why it matters; a sentence or two */
    const char *fires;   /* an example that it marks */
    const char *quiet;   /* a look-alike that it leaves alone */
} poise_rule;

/** How many rules there are. Since: 0.1 */
POISE_API uint32_t poise_rule_count(void);

/**
 * A rule, by index, in the order of their numbers.
 *
 * language: POISE_LANGUAGE_*.
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_RANGE.
 * Since:   0.1
 */
POISE_API poise_status poise_rule_get(uint32_t index, uint32_t language, poise_rule *rule);

#ifdef __cplusplus
}
#endif

#endif
