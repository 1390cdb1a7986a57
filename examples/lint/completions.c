/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* What bash, zsh and fish want to hear to complete a command line, from the tables that read it. */
#include "commands.h"
#include "memory.h"
#include "rule.h"

#include <stdio.h>
#include <string.h>

/* ---- What the tables say ------------------------------------------------------------------- */

static bool takes_path(const struct option_row *row)
{
    return row->value != NULL &&
           (strcmp(row->value, "FILE") == 0 || strcmp(row->value, "PATH") == 0 ||
            strcmp(row->value, "LOG") == 0);
}

static void choices_print(const struct choice *choices, const char *ending)
{
    for (const struct choice *choice = choices; choice->word != NULL; choice++)
        printf("%s%s%s", choice == choices ? "" : " ", choice->word, ending);
}

static void rules_print(void)
{
    poise_rule rule;

    for (uint32_t i = 0; rule_at(i, POISE_LANGUAGE_EN, &rule); i++)
        printf("%s%s", i > 0 ? " " : "", rule.code);
}

/* The first sentence of a help, inside single quotes of a shell; what is special there stands behind
 * a backslash, and a quote becomes the given text. */
static void help_print(const char *help, const char *special, const char *quote)
{
    for (; *help != '\0'; help++) {
        if (*help == '.' && (help[1] == ' ' || help[1] == '\0')) return;
        if (*help == '\'') {
            fputs(quote, stdout);
            continue;
        }
        if (strchr(special, *help) != NULL) fputs("\\", stdout);
        fputc(*help, stdout);
    }
}

/* ---- bash ---------------------------------------------------------------------------------- */

/* Options whose values are completed alike, as alternatives of a case. False: there are none. */
static bool bash_names(bool (*is_one)(const struct option_row *row))
{
    bool any = false;

    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_table[i];
        if (!is_one(row)) continue;
        printf("%s%s", any ? "|" : "    ", row->name);
        if (row->letter != '\0') printf("|-%c", row->letter);
        any = true;
    }
    return any;
}

static bool takes_word(const struct option_row *row)
{
    return row->value != NULL && !takes_path(row) && row != &option_table[OPTION_REPORT];
}

static void bash_values(void)
{
    puts("    case $previous in");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (option_table[i].choices == NULL) continue;
        printf("    %s) _poise_words '", option_table[i].name);
        choices_print(option_table[i].choices, "");
        puts("'; return ;;");
    }
    printf("    %s) _poise_words '", option_table[OPTION_REPORT].name);
    choices_print(option_table[OPTION_FORMAT].choices, "=");
    puts("'; compopt -o nospace 2>/dev/null; return ;;");
    if (bash_names(takes_path)) puts(") _poise_files; return ;;");
    if (bash_names(takes_word)) puts(") return ;;");
    puts("    esac");
}

static void bash_options(enum command command)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!option_is_of((enum option)i, command)) continue;
        printf("%s ", option_table[i].name);
        if (option_table[i].letter != '\0') printf("-%c ", option_table[i].letter);
    }
    fputs("--help", stdout);
}

static void bash_command(enum command command)
{
    const struct command_row *row = &command_table[command];

    printf("    %s)\n        if [[ $current == -* ]]; then _poise_words '", row->name);
    bash_options(command);
    puts("'");
    if (row->words != NULL)
        printf("        elif [[ ${#operands[@]} == 0 ]]; then _poise_words '%s'\n", row->words);
    if (row->operand == OPERAND_PATH) puts("        else _poise_files");
    if (row->operand == OPERAND_RULE) {
        fputs("        else _poise_words '", stdout);
        rules_print();
        puts("'");
    }
    puts("        fi ;;");
}

/* "=" breaks words in bash, and "--format=js" comes as three of them. */
static void bash_print(void)
{
    puts("# bash completion for poise: source <(poise completions bash)\n"
         "_poise_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\"); }\n"
         "_poise_files() {\n"
         "    compopt -o filenames 2>/dev/null\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
         "}\n"
         "_poise() {\n"
         "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} i\n"
         "    local -a operands=()\n"
         "    COMPREPLY=()\n"
         "    if [[ $current == = ]]; then current=\n"
         "    elif [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}\n"
         "    fi\n"
         "    for ((i = 2; i < COMP_CWORD; i++)); do\n"
         "        [[ ${COMP_WORDS[i]} == -* ]] || operands+=(\"${COMP_WORDS[i]}\")\n"
         "    done");
    fputs("    if [[ $COMP_CWORD == 1 ]]; then\n        _poise_words '", stdout);
    for (size_t i = 0; i < COMMAND_COUNT; i++) printf("%s ", command_table[i].name);
    puts("--help --version'\n        return\n    fi");
    bash_values();
    puts("    case ${COMP_WORDS[1]} in");
    for (int i = 0; i < COMMAND_COUNT; i++) bash_command((enum command)i);
    puts("    esac\n}\ncomplete -F _poise poise");
}

/* ---- zsh ----------------------------------------------------------------------------------- */

static void zsh_action(const struct option_row *row)
{
    if (row->choices == NULL && row->value == NULL) return;
    printf(":%s:", row->value != NULL ? row->value : "value");
    if (row->choices != NULL) {
        fputs("(", stdout);
        choices_print(row->choices, "");
        fputs(")", stdout);
    } else if (takes_path(row)) {
        fputs("_files", stdout);
    } else if (row == &option_table[OPTION_REPORT]) {
        fputs("(", stdout);
        choices_print(option_table[OPTION_FORMAT].choices, "=");
        fputs(")", stdout);
    }
}

/* One name of an option: "--fail-on=" or "-j+" when a value follows. */
static void zsh_option(const struct option_row *row, bool by_letter)
{
    bool has_value = row->value != NULL || row->choices != NULL;

    fputs("            '*", stdout);
    if (by_letter)
        printf("-%c%s", row->letter, has_value ? "+" : "");
    else
        printf("%s%s", row->name, has_value ? "=" : "");
    fputs("[", stdout);
    help_print(row->help, "[]\\", "'\\''");
    fputs("]", stdout);
    zsh_action(row);
    puts("' \\");
}

static void zsh_command(enum command command)
{
    const struct command_row *row = &command_table[command];

    printf("    %s)\n        _arguments -s \\\n", row->name);
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!option_is_of((enum option)i, command)) continue;
        zsh_option(&option_table[i], false);
        if (option_table[i].letter != '\0') zsh_option(&option_table[i], true);
    }
    if (row->words != NULL) printf("            '1:what:(%s)' \\\n", row->words);
    if (row->operand == OPERAND_PATH) puts("            '*:file:_files' \\");
    if (row->operand == OPERAND_RULE) {
        fputs("            '1:rule:(", stdout);
        rules_print();
        puts(")' \\");
    }
    puts("            '--help[print the help]' ;;");
}

static void zsh_print(void)
{
    puts("#compdef poise\n"
         "# zsh completion for poise: put it as _poise into a folder of $fpath\n"
         "_poise() {\n"
         "    local -a commands\n"
         "    local curcontext=\"$curcontext\" state line\n"
         "    commands=(");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        printf("        '%s:", command_table[i].name);
        help_print(command_table[i].help, ":\\", "'\\''");
        puts("'");
    }
    puts(
        "    )\n"
        "    _arguments -C '1:command:->command' '*::argument:->argument' '--help[print the help]' "
        "'--version[print the version]'\n"
        "    if [[ $state == command ]]; then\n"
        "        _describe command commands\n"
        "        return\n"
        "    fi\n"
        "    [[ $state == argument ]] || return\n"
        "    case $words[1] in");
    for (int i = 0; i < COMMAND_COUNT; i++) zsh_command((enum command)i);
    puts("    esac\n"
         "}\n"
         "if [[ $funcstack[1] == _poise ]]; then _poise \"$@\"; else compdef _poise poise; fi");
}

/* ---- fish ---------------------------------------------------------------------------------- */

static void fish_option(const struct option_row *row)
{
    fputs("complete -c poise -n '__fish_seen_subcommand_from", stdout);
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (row->commands & (1u << i)) printf(" %s", command_table[i].name);
    printf("' -l %s", row->name + 2);
    if (row->letter != '\0') printf(" -s %c", row->letter);
    if (row->choices != NULL || row == &option_table[OPTION_REPORT]) {
        bool is_report = row->choices == NULL;
        fputs(" -x -a '", stdout);
        choices_print(option_table[is_report ? OPTION_FORMAT : row - option_table].choices,
                      is_report ? "=" : "");
        fputs("'", stdout);
    } else if (row->value != NULL) {
        fputs(takes_path(row) ? " -r -F" : " -x", stdout);
    }
    fputs(" -d '", stdout);
    help_print(row->help, "\\", "\\'");
    puts("'");
}

static void fish_command(const struct command_row *row)
{
    printf("complete -c poise -n __fish_use_subcommand -a %s -d '", row->name);
    help_print(row->help, "\\", "\\'");
    puts("'");
    if (row->words != NULL)
        printf("complete -c poise -n '__fish_seen_subcommand_from %s; and not "
               "__fish_seen_subcommand_from %s' -a '%s'\n",
               row->name, row->words, row->words);
    if (row->operand == OPERAND_PATH)
        printf("complete -c poise -n '__fish_seen_subcommand_from %s%s%s' -F\n", row->name,
               row->words != NULL ? "; and __fish_seen_subcommand_from " : "",
               row->words != NULL ? row->words : "");
    if (row->operand == OPERAND_RULE) {
        printf("complete -c poise -n '__fish_seen_subcommand_from %s' -a '", row->name);
        rules_print();
        puts("'");
    }
}

static void fish_print(void)
{
    puts("# fish completion for poise: poise completions fish | source\n"
         "complete -c poise -f\n"
         "complete -c poise -l help -s h -d 'Print the help'\n"
         "complete -c poise -n __fish_use_subcommand -l version -d 'Print the version'");
    for (size_t i = 0; i < COMMAND_COUNT; i++) fish_command(&command_table[i]);
    for (size_t i = 0; i < OPTION_COUNT; i++) fish_option(&option_table[i]);
}

int completions_run(const struct options *options)
{
    static const struct {
        const char *name;
        void (*print)(void);
    } shells[] = { { "bash", bash_print }, { "zsh", zsh_print }, { "fish", fish_print } };
    const char *word = options->operands.items[0];

    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(shells[i].name, word) != 0) continue;
        shells[i].print();
        return EXIT_CLEAN;
    }
    fprintf(stderr, "poise: no such shell: %s (bash, zsh or fish)\n", word);
    return EXIT_USAGE;
}
