/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "base/ascii.h"
#include "base/names.h"

#include <sodium.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void poise__request_init(struct poise__request *request, const poise_alloc *alloc)
{
    *request = (struct poise__request){ .draft = { .size = sizeof request->draft } };
    poise__arena_init(&request->arena, alloc);
}

void poise__request_release(struct poise__request *request)
{
    json_decref(request->document);
    request->document = NULL;
    poise__arena_release(&request->arena);
}

/* An array for the items of a JSON array. NULL when memory is out, and then recorded. */
static void *items_take(struct poise__request *request, struct poise__json_reader *reader,
                        const json_t *array, size_t item_size)
{
    void *items = poise__arena_take_zero(&request->arena, json_array_size(array) * item_size);

    if (!items) poise__json_no_memory(reader);
    return items;
}

/* Strings of an array member. */
static void read_strings(struct poise__request *request, struct poise__json_reader *reader,
                         const json_t *object, const char *key, const char *const **out,
                         uint32_t *count)
{
    const json_t *array;

    if (poise__json_get_array(reader, object, key, &array) != POISE_OK || !array) return;
    const char **items = items_take(request, reader, array, sizeof *items);
    poise__json_enter_key(reader, key);
    for (size_t i = 0; items && i < json_array_size(array); i++) {
        const json_t *value = json_array_get(array, i);
        poise__json_enter_index(reader, i);
        if (!json_is_string(value))
            poise__json_fail(reader, "\"%s\" must hold strings", key);
        else if (strlen(json_string_value(value)) != json_string_length(value))
            poise__json_fail(reader, "\"%s\" must not contain a zero byte", key);
        else
            items[i] = json_string_value(value);
        poise__json_leave(reader);
    }
    poise__json_leave(reader);
    *out = items;
    *count = (uint32_t)json_array_size(array);
}

static void read_base64(struct poise__request *request, struct poise__json_reader *reader,
                        const json_t *object, poise_attachment *attachment)
{
    struct poise__slice text = { NULL, 0 };
    size_t len;

    if (poise__json_get_text(reader, object, "base64", &text) != POISE_OK || !text.data) return;
    unsigned char *bytes = poise__arena_take(&request->arena, text.len / 4 * 3 + 4);
    if (!bytes) {
        poise__json_no_memory(reader);
        return;
    }
    if (sodium_base642bin(bytes, text.len / 4 * 3 + 4, text.data, text.len, "\r\n ", &len, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0) {
        poise__json_enter_key(reader, "base64");
        poise__json_fail(reader,
                         "\"base64\" is not valid base64 (A-Z a-z 0-9 + / and = at the end)");
        poise__json_leave(reader);
        return;
    }
    attachment->data = bytes;
    attachment->data_len = len;
}

static void read_pdq(struct poise__json_reader *reader, const json_t *object,
                     poise_attachment *attachment)
{
    int64_t quality = 0;

    poise__json_get_string(reader, object, "pdq", &attachment->pdq);
    poise__json_get_int(reader, object, "pdq_quality", &quality);
    if (attachment->pdq && (strlen(attachment->pdq) != POISE__PDQ_DIGITS ||
                            !poise__is_hex_text(attachment->pdq, POISE__PDQ_DIGITS))) {
        poise__json_enter_key(reader, "pdq");
        poise__json_fail(reader, "\"pdq\" must be %d hexadecimal digits", POISE__PDQ_DIGITS);
        poise__json_leave(reader);
    }
    if (quality < 0 || quality > POISE__PDQ_QUALITY_MAX) {
        poise__json_enter_key(reader, "pdq_quality");
        poise__json_fail(reader, "\"pdq_quality\" must be from 0 to %d", POISE__PDQ_QUALITY_MAX);
        poise__json_leave(reader);
    }
    if (attachment->pdq) attachment->pdq_quality = (uint32_t)quality;
}

/* Read one element of an array of objects. */
typedef void (*item_read)(struct poise__request *request, struct poise__json_reader *reader,
                          const json_t *object, void *item);

static void *read_items(struct poise__request *request, struct poise__json_reader *reader,
                        const char *key, size_t item_size, item_read read, uint32_t *count)
{
    const json_t *array;

    if (poise__json_get_array(reader, request->document, key, &array) != POISE_OK || !array)
        return NULL;
    char *items = items_take(request, reader, array, item_size);
    poise__json_enter_key(reader, key);
    for (size_t i = 0; items && i < json_array_size(array); i++) {
        const json_t *object = json_array_get(array, i);
        poise__json_enter_index(reader, i);
        if (json_is_object(object))
            read(request, reader, object, items + i * item_size);
        else
            poise__json_fail(reader, "\"%s\" must hold objects", key);
        poise__json_leave(reader);
    }
    poise__json_leave(reader);
    *count = (uint32_t)json_array_size(array);
    return items;
}

static void read_attachment(struct poise__request *request, struct poise__json_reader *reader,
                            const json_t *object, void *item)
{
    static const char *const keys[] = { "name", "type", "base64", "pdq", "pdq_quality" };
    poise_attachment *attachment = item;

    attachment->size = sizeof *attachment;
    poise__json_check_keys(reader, object, keys, COUNT(keys));
    poise__json_get_string(reader, object, "name", &attachment->name);
    poise__json_get_string(reader, object, "type", &attachment->type);
    read_base64(request, reader, object, attachment);
    read_pdq(reader, object, attachment);
}

static void read_verdict(struct poise__json_reader *reader, const json_t *object,
                         poise_approval *approval)
{
    const char *verdict = NULL;

    if (poise__json_get_string(reader, object, "verdict", &verdict) != POISE_OK) return;
    approval->verdict = poise__verdict_of(verdict);
    if (!approval->verdict)
        poise__json_fail(reader, "\"verdict\" must be approve, reject, revoke or override");
}

static void read_approval(struct poise__request *request, struct poise__json_reader *reader,
                          const json_t *object, void *item)
{
    static const char *const keys[] = { "by",     "at",        "verdict", "digest",
                                        "policy", "draft",     "rules",   "verified",
                                        "reason", "signature", "consumed" };
    poise_approval *approval = item;
    bool verified = true, consumed = false;

    approval->size = sizeof *approval;
    poise__json_check_keys(reader, object, keys, COUNT(keys));
    poise__json_get_string(reader, object, "by", &approval->by);
    poise__json_get_int(reader, object, "at", &approval->at);
    poise__json_get_string(reader, object, "digest", &approval->digest);
    poise__json_get_string(reader, object, "policy", &approval->policy_digest);
    poise__json_get_string(reader, object, "draft", &approval->draft_id);
    poise__json_get_string(reader, object, "reason", &approval->reason);
    poise__json_get_string(reader, object, "signature", &approval->signature);
    poise__json_get_bool(reader, object, "verified", &verified);
    poise__json_get_bool(reader, object, "consumed", &consumed);
    read_strings(request, reader, object, "rules", &approval->rules, &approval->rule_count);
    read_verdict(reader, object, approval);
    approval->verified = verified;
    approval->consumed = consumed;
    if (!approval->by) poise__json_fail(reader, "an approval needs \"by\"");
    if (!json_object_get(object, "at")) poise__json_fail(reader, "an approval needs \"at\"");
    if (!approval->digest) poise__json_fail(reader, "an approval needs \"digest\"");
}

static void read_language(struct poise__json_reader *reader, const json_t *object,
                          poise_draft *draft)
{
    const char *tag = NULL;

    if (poise__json_get_string(reader, object, "lang", &tag) == POISE_OK && tag)
        draft->language = poise__language_of(tag);
}

static void read_reply_to(struct poise__json_reader *reader, const json_t *object,
                          poise_draft *draft)
{
    static const char *const keys[] = { "id", "text" };
    const json_t *reply_to;
    struct poise__slice text = { NULL, 0 };

    if (poise__json_get_object(reader, object, "in_reply_to", &reply_to) != POISE_OK || !reply_to)
        return;
    poise__json_enter_key(reader, "in_reply_to");
    poise__json_check_keys(reader, reply_to, keys, COUNT(keys));
    poise__json_get_string(reader, reply_to, "id", &draft->reply_to_id);
    poise__json_get_text(reader, reply_to, "text", &text);
    poise__json_leave(reader);
    draft->reply_to_text = text.data;
    draft->reply_to_len = text.len;
}

/* {"customer": {"type": "name", "value": "Ana"}} */
static void read_placeholder(struct poise__json_reader *reader, const char *name,
                             const json_t *object, poise_placeholder *placeholder)
{
    static const char *const keys[] = { "type", "value" };
    static const char *const types[] = { "name", "number", "date", "amount", "code" };
    const char *type = NULL;

    *placeholder = (poise_placeholder){ .size = sizeof *placeholder, .name = name };
    if (!json_is_object(object)) {
        poise__json_fail(reader, "a placeholder is an object: {type, value}");
        return;
    }
    poise__json_check_keys(reader, object, keys, COUNT(keys));
    poise__json_get_string(reader, object, "type", &type);
    poise__json_get_string(reader, object, "value", &placeholder->value);
    for (uint32_t i = 0; type && i < COUNT(types); i++)
        if (strcmp(type, types[i]) == 0) placeholder->type = POISE_PLACEHOLDER_NAME + i;
    if (!placeholder->type)
        poise__json_fail(reader, "\"type\" must be name, number, date, amount or code");
}

static void read_placeholders(struct poise__request *request, struct poise__json_reader *reader,
                              const json_t *object, poise_template *template_)
{
    const json_t *all = NULL;
    const char *name;
    json_t *item;

    if (poise__json_get_object(reader, object, "placeholders", &all) != POISE_OK || !all) return;
    poise_placeholder *items = poise__arena_take(&request->arena,
                                                 (json_object_size(all) + 1) * sizeof *items);
    if (!items) {
        poise__json_no_memory(reader);
        return;
    }
    poise__json_enter_key(reader, "placeholders");
    json_object_foreach((json_t *)all, name, item)
    {
        poise__json_enter_key(reader, name);
        read_placeholder(reader, name, item, &items[template_->placeholder_count++]);
        poise__json_leave(reader);
    }
    poise__json_leave(reader);
    template_->placeholders = items;
}

static void read_template(struct poise__request *request, struct poise__json_reader *reader)
{
    static const char *const keys[] = { "id", "text", "placeholders" };
    poise_template *template_ = &request->template_;
    struct poise__slice text = { NULL, 0 };
    const json_t *object = NULL;

    if (poise__json_get_object(reader, request->document, "template", &object) != POISE_OK ||
        !object)
        return;
    *template_ = (poise_template){ .size = sizeof *template_ };
    poise__json_enter_key(reader, "template");
    poise__json_check_keys(reader, object, keys, COUNT(keys));
    poise__json_get_string(reader, object, "id", &template_->id);
    poise__json_get_text(reader, object, "text", &text);
    if (!text.data) poise__json_fail(reader, "a template needs \"text\"");
    read_placeholders(request, reader, object, template_);
    poise__json_leave(reader);
    template_->text = text.data;
    template_->text_len = text.len;
    request->draft.template_ = template_;
}

static void read_draft(struct poise__request *request, struct poise__json_reader *reader)
{
    static const char *const keys[] = { "id",          "text",     "lang",      "channel",
                                        "audience",    "author",   "editors",   "attachments",
                                        "in_reply_to", "reported", "approvals", "now",
                                        "since",       "template" };
    const json_t *object = request->document;
    poise_draft *draft = &request->draft;
    struct poise__slice text = { NULL, 0 };

    poise__json_get_string(reader, object, "id", &request->id);
    draft->id = request->id;
    poise__json_check_keys(reader, object, keys, COUNT(keys));
    poise__json_get_text(reader, object, "text", &text);
    draft->text = text.data;
    draft->text_len = text.len;
    read_language(reader, object, draft);
    poise__json_get_string(reader, object, "channel", &draft->channel);
    poise__json_get_string(reader, object, "audience", &draft->audience);
    poise__json_get_string(reader, object, "author", &draft->author);
    read_strings(request, reader, object, "editors", &draft->editors, &draft->editor_count);
    draft->attachments = read_items(request, reader, "attachments", sizeof(poise_attachment),
                                    read_attachment, &draft->attachment_count);
    draft->approvals = read_items(request, reader, "approvals", sizeof(poise_approval),
                                  read_approval, &draft->approval_count);
    read_reply_to(reader, object, draft);
    read_strings(request, reader, object, "reported", &draft->reported, &draft->reported_count);
    poise__json_get_int(reader, object, "now", &draft->now);
    poise__json_get_int(reader, object, "since", &draft->since);
    read_template(request, reader);
    if (!text.data) poise__json_fail(reader, "a request needs \"text\"");
}

poise_status poise__request_read(struct poise__request *request, struct poise__slice text,
                                 poise_error *error)
{
    struct poise__json_reader reader;

    json_decref(request->document);
    poise__arena_reset(&request->arena);
    request->id = NULL;
    request->draft = (poise_draft){ .size = sizeof request->draft };
    poise__json_reader_init(&reader, text, POISE_E_REQUEST, error);
    request->document = poise__json_parse(&reader);
    if (!request->document) return reader.status;
    if (!json_is_object(request->document))
        return poise__json_fail(&reader, "a request must be a JSON object");
    read_draft(request, &reader);
    return reader.status;
}
