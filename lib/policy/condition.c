/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/condition.h"

#include <assert.h>
#include <string.h>

/* ---- Reading ------------------------------------------------------------------------------- */

static const char *const condition_keys[] = { "all", "any", "not", "field", "gte", "lte",
                                              "gt",  "lt",  "eq",  "in",    "has" };
enum { CONDITION_KEYS = sizeof condition_keys / sizeof condition_keys[0], FIRST_COMPARISON = 4 };

static const enum poise__node_op comparison_ops[] = { POISE__OP_GTE, POISE__OP_LTE, POISE__OP_GT,
                                                      POISE__OP_LT,  POISE__OP_EQ,  POISE__OP_IN,
                                                      POISE__OP_HAS };

struct condition_reading {
    poise_policy *policy;
    struct poise__json_reader *reader;
};

static poise_status node_push(struct condition_reading *r, const struct poise__node *node)
{
    if (r->policy->nodes.count >= POISE__CONDITIONS_MAX)
        return poise__json_fail(r->reader, "too many conditions: %d at most",
                                POISE__CONDITIONS_MAX);
    if (poise__array_push(&r->policy->nodes, &r->policy->alloc, node) != POISE_OK)
        return poise__json_no_memory(r->reader);
    return POISE_OK;
}

static struct poise__node *node_at(const poise_policy *policy, uint32_t index)
{
    return &POISE__ITEMS(struct poise__node, policy->nodes)[index];
}

static poise_status word_push(struct condition_reading *r, const json_t *value)
{
    const char *text = json_is_true(value)    ? "true"
                       : json_is_false(value) ? "false"
                                              : json_string_value(value);

    if (!text) return poise__json_fail(r->reader, "must be a word, true or false");
    if (json_is_string(value) && strlen(text) != json_string_length(value))
        return poise__json_fail(r->reader, "must not contain a zero byte");
    struct poise__name word = { poise__arena_copy(&r->policy->strings, text, strlen(text)), 0, 0 };
    if (!word.text || poise__array_push(&r->policy->words, &r->policy->alloc, &word) != POISE_OK)
        return poise__json_no_memory(r->reader);
    return POISE_OK;
}

static poise_status words_read(struct condition_reading *r, const json_t *value, bool list,
                               struct poise__range *words)
{
    words->begin = r->policy->words.count;
    if (!list) {
        word_push(r, value);
    } else if (!json_is_array(value) || json_array_size(value) == 0) {
        poise__json_fail(r->reader, "\"in\" must be an array of words, one at least");
    } else {
        for (size_t i = 0; i < json_array_size(value) && r->reader->status == POISE_OK; i++) {
            poise__json_enter_index(r->reader, i);
            word_push(r, json_array_get(value, i));
            poise__json_leave(r->reader);
        }
    }
    if (r->reader->status != POISE_OK) return r->reader->status;
    words->count = r->policy->words.count - words->begin;
    poise__names_sort(POISE__ITEMS(struct poise__name, r->policy->words) + words->begin,
                      words->count);
    return POISE_OK;
}

/* One comparison: {"field":"x","gte":1} has one, {"field":"x","gte":1,"lt":5} two. */
static poise_status comparison_read(struct condition_reading *r, const char *field,
                                    enum poise__node_op op, const json_t *value)
{
    struct poise__node node = { .op = op, .field = field };

    if (op == POISE__OP_IN || op == POISE__OP_HAS ||
        (op == POISE__OP_EQ && !json_is_integer(value)))
        words_read(r, value, op == POISE__OP_IN, &node.words);
    else if (!json_is_integer(value))
        poise__json_fail(r->reader, "must be a whole number");
    else
        node.number = json_integer_value(value);
    if (r->reader->status != POISE_OK) return r->reader->status;
    node.next = r->policy->nodes.count + 1;
    return node_push(r, &node);
}

static poise_status field_read(struct condition_reading *r, const json_t *condition)
{
    const char *field = NULL;
    struct poise__node all = { .op = POISE__OP_ALL };
    uint32_t own = r->policy->nodes.count;

    if (poise__json_get_string(r->reader, condition, "field", &field) != POISE_OK)
        return r->reader->status;
    field = poise__arena_copy(&r->policy->strings, field, strlen(field));
    if (!field) return poise__json_no_memory(r->reader);
    if (json_object_size(condition) < 2)
        return poise__json_fail(r->reader, "a field needs one of gte, lte, gt, lt, eq, in, has");
    if (node_push(r, &all) != POISE_OK) return r->reader->status;
    for (int i = FIRST_COMPARISON; i < CONDITION_KEYS; i++) {
        const json_t *value = json_object_get(condition, condition_keys[i]);
        if (!value) continue;
        poise__json_enter_key(r->reader, condition_keys[i]);
        comparison_read(r, field, comparison_ops[i - FIRST_COMPARISON], value);
        poise__json_leave(r->reader);
        if (r->reader->status != POISE_OK) return r->reader->status;
    }
    node_at(r->policy, own)->next = r->policy->nodes.count;
    return POISE_OK;
}

static poise_status node_read(struct condition_reading *r, const json_t *condition, int depth);

static poise_status parts_read(struct condition_reading *r, const json_t *parts, int depth)
{
    if (!json_is_array(parts) || json_array_size(parts) == 0)
        return poise__json_fail(r->reader, "must be an array of conditions, one at least");
    for (size_t i = 0; i < json_array_size(parts); i++) {
        poise__json_enter_index(r->reader, i);
        node_read(r, json_array_get(parts, i), depth);
        poise__json_leave(r->reader);
        if (r->reader->status != POISE_OK) return r->reader->status;
    }
    return POISE_OK;
}

static poise_status junction_read(struct condition_reading *r, const json_t *condition,
                                  enum poise__node_op op, int depth)
{
    const char *key = condition_keys[op];
    const json_t *inner = json_object_get(condition, key);
    struct poise__node node = { .op = op };
    uint32_t own = r->policy->nodes.count;

    if (json_object_size(condition) > 1)
        return poise__json_fail(r->reader, "\"%s\" stands alone in its object", key);
    if (node_push(r, &node) != POISE_OK) return r->reader->status;
    poise__json_enter_key(r->reader, key);
    if (op == POISE__OP_NOT)
        node_read(r, inner, depth - 1);
    else
        parts_read(r, inner, depth - 1);
    poise__json_leave(r->reader);
    if (r->reader->status == POISE_OK) node_at(r->policy, own)->next = r->policy->nodes.count;
    return r->reader->status;
}

/* Recursion is bounded by depth, which starts at POISE__CONDITION_DEPTH. */
static poise_status node_read(struct condition_reading *r, const json_t *condition, int depth)
{
    if (!json_is_object(condition)) return poise__json_fail(r->reader, "must be a condition");
    if (depth == 0)
        return poise__json_fail(r->reader, "conditions nest deeper than %d",
                                POISE__CONDITION_DEPTH);
    if (poise__json_check_keys(r->reader, condition, condition_keys, CONDITION_KEYS) != POISE_OK)
        return r->reader->status;
    for (int op = POISE__OP_ALL; op <= POISE__OP_NOT; op++)
        if (json_object_get(condition, condition_keys[op]))
            return junction_read(r, condition, (enum poise__node_op)op, depth);
    if (json_object_get(condition, "field")) return field_read(r, condition);
    return poise__json_fail(r->reader, "a condition is one of all, any, not, field");
}

poise_status poise__condition_read(poise_policy *policy, struct poise__json_reader *reader,
                                   const json_t *condition)
{
    struct condition_reading r = { policy, reader };

    return node_read(&r, condition, POISE__CONDITION_DEPTH);
}

/* ---- Testing ------------------------------------------------------------------------------- */

bool poise__facts_index(struct poise__arena *arena, const struct poise__facts *facts,
                        struct poise__fact_index *index)
{
    struct poise__name *names = poise__arena_take(arena, (size_t)facts->count * sizeof *names);

    if (!names) return false;
    for (uint32_t i = 0; i < facts->count; i++)
        names[i] = (struct poise__name){ facts->items[i].name, i, 0 };
    poise__names_sort(names, facts->count);
    *index = (struct poise__fact_index){ facts, names };
    return true;
}

static enum poise__truth truth_of(bool value)
{
    return value ? POISE__TRUE : POISE__FALSE;
}

/* Whether one of the items is among the words, which are sorted. */
static bool words_meet(const struct poise__name *words, uint32_t word_count,
                       const char *const *items, uint32_t item_count)
{
    for (uint32_t i = 0; i < item_count; i++)
        if (poise__names_find(words, word_count, items[i]) != POISE__NOBODY) return true;
    return false;
}

static enum poise__truth words_test(const struct poise__node *node, const struct poise__name *words,
                                    const struct poise__fact *fact)
{
    assert(node->words.count > 0);
    words += node->words.begin;
    if (node->op == POISE__OP_EQ && (fact->item_count != 1 || fact->unsure_count))
        return fact->unsure_count ? POISE__UNKNOWN : POISE__FALSE;
    if (words_meet(words, node->words.count, fact->items, fact->item_count)) return POISE__TRUE;
    return words_meet(words, node->words.count, fact->unsure, fact->unsure_count) ? POISE__UNKNOWN
                                                                                  : POISE__FALSE;
}

/* A number where words are asked for, or words where a number is, tells nothing: unknown. */
static enum poise__truth comparison_test(const poise_policy *policy, const struct poise__node *node,
                                         const struct poise__fact_index *index)
{
    uint32_t at = poise__names_find(index->names, index->facts->count, node->field);

    if (at == POISE__NOBODY) return POISE__UNKNOWN;
    const struct poise__fact *fact = &index->facts->items[at];
    if (fact->is_set != (node->words.count > 0)) return POISE__UNKNOWN;
    switch (node->op) {
    case POISE__OP_GTE: return truth_of(fact->number >= node->number);
    case POISE__OP_LTE: return truth_of(fact->number <= node->number);
    case POISE__OP_GT: return truth_of(fact->number > node->number);
    case POISE__OP_LT: return truth_of(fact->number < node->number);
    case POISE__OP_EQ:
        if (!fact->is_set) return truth_of(fact->number == node->number);
        return words_test(node, POISE__ITEMS(struct poise__name, policy->words), fact);
    default: return words_test(node, POISE__ITEMS(struct poise__name, policy->words), fact);
    }
}

/* Recursion is bounded by POISE__CONDITION_DEPTH, and one more for the parts of a field. */
static enum poise__truth node_test(const poise_policy *policy, uint32_t at,
                                   const struct poise__fact_index *index)
{
    const struct poise__node *node = node_at(policy, at);

    if (node->op == POISE__OP_NOT)
        return (enum poise__truth)(POISE__TRUE - node_test(policy, at + 1, index));
    if (node->op > POISE__OP_NOT) return comparison_test(policy, node, index);

    bool all = node->op == POISE__OP_ALL;
    enum poise__truth result = all ? POISE__TRUE : POISE__FALSE;
    for (uint32_t part = at + 1; part < node->next; part = node_at(policy, part)->next) {
        enum poise__truth truth = node_test(policy, part, index);
        if (all ? truth < result : truth > result) result = truth;
    }
    return result;
}

enum poise__truth poise__condition_test(const poise_policy *policy, uint32_t condition,
                                        const struct poise__fact_index *index)
{
    return condition == POISE__NOBODY ? POISE__TRUE : node_test(policy, condition, index);
}
