/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "options.h"

enum {
    FOR_LINT = 1 << COMMAND_LINT,
    FOR_CHECK = 1 << COMMAND_CHECK,
    FOR_DECIDE = 1 << COMMAND_DECIDE,
    FOR_DIGEST = 1 << COMMAND_DIGEST,
    FOR_APPROVE = 1 << COMMAND_APPROVE,
    FOR_VERIFY = 1 << COMMAND_VERIFY,
    FOR_AUDIT = 1 << COMMAND_AUDIT,
    FOR_THREAD = 1 << COMMAND_THREAD,
    FOR_RULES = 1 << COMMAND_RULES,
    FOR_EXPLAIN = 1 << COMMAND_EXPLAIN,
    FOR_INIT = 1 << COMMAND_INIT,
    FOR_DRAFTS = FOR_LINT | FOR_CHECK,
    FOR_FOLDERS = FOR_LINT | FOR_DIGEST | FOR_VERIFY,
    FOR_FILES = FOR_FOLDERS | FOR_APPROVE,
    FOR_JUDGED = FOR_DRAFTS | FOR_APPROVE | FOR_VERIFY
};

static const struct choice outputs[] = {
    { "text", OUTPUT_TEXT }, { "json", OUTPUT_JSON }, { "jsonl", OUTPUT_JSONL }, { 0 }
};
static const struct choice colors[] = {
    { "auto", COLOR_AUTO }, { "always", COLOR_ALWAYS }, { "never", COLOR_NEVER }, { 0 }
};
static const struct choice severities[] = { { "error", POISE_SEVERITY_ERROR },
                                            { "warning", POISE_SEVERITY_WARNING },
                                            { "info", POISE_SEVERITY_INFO },
                                            { 0 } };
static const struct choice formats[] = { { "text", FORMAT_TEXT }, { "markdown", FORMAT_MARKDOWN },
                                         { "json", FORMAT_JSON }, { "yaml", FORMAT_YAML },
                                         { "csv", FORMAT_CSV },   { 0 } };
static const struct choice languages[] = { { "en", POISE_LANGUAGE_EN },
                                           { "fr", POISE_LANGUAGE_FR },
                                           { 0 } };
static const struct choice verdicts[] = { { "approve", POISE_VERDICT_APPROVE },
                                          { "reject", POISE_VERDICT_REJECT },
                                          { "revoke", POISE_VERDICT_REVOKE },
                                          { "override", POISE_VERDICT_OVERRIDE },
                                          { 0 } };

const struct command_row command_table[COMMAND_COUNT] = {
    { "lint", "poise lint [PATH…]",
      "lint the canned replies in files and folders (default: this folder)" },
    { "check", "poise check", "judge one draft on standard input" },
    { "decide", "poise decide", "decide upon one JSON request on standard input, without a text" },
    { "digest", "poise digest [PATH…]", "what an approval of each canned reply binds to" },
    { "approve", "poise approve FILE",
      "record what a person says of a canned reply, in FILE.approvals.jsonl" },
    { "verify", "poise verify [PATH…]",
      "for CI: is each canned reply allowed, with the records beside its file?" },
    { "audit", "poise audit append|verify LOG",
      "add standard input, one JSON object a line, to a hash chain, or find out whether anything "
      "in "
      "it was changed" },
    { "thread", "poise thread FILE",
      "what is owed in a conversation: answers, apologies, leave to remove" },
    { "rules", "poise rules", "list all rules" },
    { "explain", "poise explain RULE", "what a rule says, why, and an example" },
    { "init", "poise init [FOLDER]",
      "write poise.yaml, policy.yaml and roster.yaml to start from; what is there stays" },
};

const struct option_row option_table[OPTION_COUNT] = {
    { "--format", 0, FOR_LINT | FOR_DIGEST | FOR_VERIFY | FOR_THREAD, outputs, NULL,
      "What to print (default: text). digest, verify and thread know text and json.",
      "What lint prints, and when it fails" },
    { "--report", 0, FOR_LINT, NULL, "FORMAT=FILE",
      "Write this format to a file beside what is printed; repeatable.", NULL },
    { "--fail-on", 0, FOR_DRAFTS, severities, NULL,
      "Least severity that makes the exit status 1 (default: error).", NULL },
    { "--max-warnings", 0, FOR_LINT, NULL, "N", "More warnings than this make the exit status 1.",
      NULL },
    { "--verbose", 'v', FOR_LINT, NULL, NULL,
      "Print the scores of replies without findings too, and what is suppressed.", NULL },
    { "--as", 0, FOR_FILES, formats, NULL, "Read all files as this format, whatever their name.",
      "What is read" },
    { "--field", 0, FOR_FILES, NULL, "NAME",
      "Replies are in members or columns of this name, or at this JSON pointer "
      "(\"/macros/*/text\"), "
      "and nowhere else; repeatable.",
      NULL },
    { "--exclude", 0, FOR_FOLDERS, NULL, "PATTERN",
      "Leave out what matches, as in .gitignore; repeatable.", NULL },
    { "--no-ignore", 0, FOR_FOLDERS, NULL, NULL, "Read what .gitignore and .poiseignore leave out.",
      NULL },
    { "--files-from", 0, FOR_FOLDERS, NULL, "FILE",
      "Read the files that this file names, one a line; - is standard input.", NULL },
    { "--list-files", 0, FOR_LINT, NULL, NULL, "Name the files that would be read, and stop.",
      NULL },
    { "--stdin-filename", 0, FOR_FOLDERS, NULL, "PATH",
      "What standard input (-) is called: its format, excludes and baseline are those of this "
      "file.",
      NULL },
    { "--baseline", 0, FOR_LINT, NULL, "FILE",
      "Findings that are listed there are known and do not fail; those that are gone do.",
      "What is known already" },
    { "--write-baseline", 0, FOR_LINT, NULL, NULL,
      "Write what is found now to the baseline (default: poise-baseline.json).", NULL },
    { "--prune-baseline", 0, FOR_LINT, NULL, NULL, "Take out of the baseline what is gone.", NULL },
    { "--config", 0, FOR_FILES | FOR_CHECK, NULL, "FILE",
      "Read this configuration instead of the nearest poise.yaml upward.", "Configuration" },
    { "--no-config", 0, FOR_FILES | FOR_CHECK, NULL, NULL, "Read no configuration.", NULL },
    { "--print-config", 0, FOR_LINT, NULL, NULL,
      "Print each value and where it comes from, and stop.", NULL },
    { "--jobs", 'j', FOR_LINT, NULL, "N",
      "Judge so many replies at a time (default: one per processor).", NULL },
    { "--policy", 0, FOR_JUDGED, NULL, "FILE", "Decide under this policy who has to approve.",
      "How replies are judged (lint, check, approve and verify)" },
    { "--roster", 0, FOR_JUDGED, NULL, "FILE",
      "The people that the policy speaks of. Both are YAML by the ending of their names (.yaml, "
      ".yml), else JSON.",
      NULL },
    { "--own", 0, FOR_JUDGED, NULL, "X",
      "Host, e-mail address or phone number of the brand; repeatable.", NULL },
    { "--flagged", 0, FOR_JUDGED, NULL, "X",
      "Host, URL, address, number, sha256:HASH or pdq:HASH that must never go out; repeatable.",
      NULL },
    { "--lang", 0, FOR_JUDGED, languages, NULL, "Language of replies that do not tell theirs.",
      NULL },
    { "--messages", 0, FOR_JUDGED | FOR_RULES | FOR_EXPLAIN | FOR_INIT, languages, NULL,
      "Language of messages and hints (rules, explain and init too).", NULL },
    { "--color", 0, FOR_JUDGED, colors, NULL, "Colours (default: auto, if this is a terminal).",
      NULL },
    { "--jsonl", 0, FOR_CHECK | FOR_DECIDE, NULL, NULL,
      "Filter: one JSON request a line in, one report a line out.", "check and decide" },
    { "--magic", 0, FOR_CHECK, NULL, NULL, "With --jsonl: ask libmagic about attachments too.",
      NULL },
    { "--by", 0, FOR_APPROVE, NULL, "WHO", "Id or alias of the person in the roster.",
      "approve (needs --by, --policy and --roster)" },
    { "--reply", 0, FOR_APPROVE, NULL, "NAME|#N",
      "Which reply, if the file has several: its name, or the how-manieth.", NULL },
    { "--verdict", 0, FOR_APPROVE, verdicts, NULL, "What is said (default: approve).", NULL },
    { "--reason", 0, FOR_APPROVE, NULL, "TEXT", "Why; an override needs one.", NULL },
    { "--key", 0, FOR_APPROVE, NULL, "FILE",
      "Sign with this key of OpenSSH (a public key: with the agent).", NULL },
    { "--placeholder", 0, FOR_APPROVE | FOR_DIGEST, NULL, "NAME=TYPE",
      "What may be filled in for {{NAME}}: name, number, date, amount or code; repeatable (digest "
      "too).",
      NULL },
    { "--now", 0, FOR_APPROVE | FOR_VERIFY, NULL, "TIME",
      "Instead of the clock (verify too): 2026-01-31T12:00:00Z, or seconds since 1970.", NULL },
    { "--git", 0, FOR_VERIFY, NULL, NULL, "The author of a reply is who committed its last change.",
      "verify (needs --policy, --roster, and --git or --author)" },
    { "--author", 0, FOR_VERIFY, NULL, "WHO", "All replies are of this person.", NULL },
    { "--signers", 0, FOR_CHECK | FOR_VERIFY, NULL, "FILE",
      "Who signs with which key: an allowed_signers file of OpenSSH (check too).", NULL },
    { "--revoked", 0, FOR_CHECK | FOR_VERIFY, NULL, "FILE",
      "Public keys that no longer count, one a line (check too).", NULL },
    { "--audit", 0, FOR_VERIFY, NULL, "LOG", "Append each decision to this hash chain.", NULL },
    { "--head", 0, FOR_AUDIT, NULL, "HASH", "audit verify: the head that you kept elsewhere.",
      "audit" },
};
