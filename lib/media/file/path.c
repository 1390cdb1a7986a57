/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* path.c: names in archives, read as the most careless unpacker would. */
#include "media/file/format.h"

#include "media/chars.h"

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

/* From the root, from a drive, or from a share. */
static bool is_absolute(struct poise__slice path)
{
    if (path.len > 0 && is_separator(path.data[0])) return true;
    return path.len > 2 && path.data[1] == ':' && is_separator(path.data[2]) &&
           poise__is_letter((unsigned char)path.data[0]);
}

/* Walk a path from so many folders down. False when it ever stands above the first. */
static bool walk(struct poise__slice path, size_t *depth)
{
    for (size_t at = 0; at < path.len;) {
        size_t end = at;
        while (end < path.len && !is_separator(path.data[end])) end++;
        if (end - at == 2 && path.data[at] == '.' && path.data[at + 1] == '.') {
            if ((*depth)-- == 0) return false;
        } else if (end > at && !(end - at == 1 && path.data[at] == '.')) {
            (*depth)++;
        }
        at = end + 1;
    }
    return true;
}

/* Without its last name. */
static struct poise__slice folder_of(struct poise__slice path)
{
    while (path.len > 0 && is_separator(path.data[path.len - 1])) path.len--;
    while (path.len > 0 && !is_separator(path.data[path.len - 1])) path.len--;
    return path;
}

bool poise__path_leads_out(struct poise__slice path)
{
    size_t depth = 0;

    return is_absolute(path) || !walk(path, &depth);
}

bool poise__link_leads_out(struct poise__slice path, struct poise__slice target)
{
    size_t depth = 0;

    return is_absolute(target) || !walk(folder_of(path), &depth) || !walk(target, &depth);
}
