/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * base.h: version, status, memory, positions. Every other public header starts here.
 *
 * Conventions that hold in all headers
 * - A pointer that is returned is borrowed; a pointer that arrives through an out parameter is
 *   the caller's, to be given to the matching free. Every free accepts NULL.
 * - Text is pointer and length, in UTF-8, zero bytes allowed. A position is a byte of the caller's
 *   original text; a span is half-open. poise_locate() turns a position into lines and columns.
 * - A struct that starts with `size` is filled in by the caller with sizeof of that struct. A
 *   library that knows more members than the caller treats the missing ones as zero; one that
 *   knows fewer accepts the struct if the members it does not know are zero.
 *   In an array of such structs the first element's size is the stride.
 * - Unless a function says otherwise it may be called from any thread, and it uses no global
 *   state, clock, environment, locale or file.
 */
#ifndef POISE_BASE_H
#define POISE_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The build reads these three lines; the version is written nowhere else. */
#define POISE_VERSION_MAJOR 0
#define POISE_VERSION_MINOR 1
#define POISE_VERSION_PATCH 0

#if defined(_WIN32)
#define POISE_API
#elif defined(__GNUC__)
#define POISE_API __attribute__((visibility("default")))
#else
#define POISE_API
#endif

/* Longest text that is judged, in bytes. A limit on work, not on the format: 16 MiB is some
 * 80,000 ordinary replies. */
#define POISE_TEXT_MAX 16777216u

/* Longest JSON request, in bytes: a text of the longest kind, escaped, and room for the rest. */
#define POISE_REQUEST_MAX 67108864u

/**
 * What became of a call. 0 is success, every failure is negative, and a number is never given
 * to another meaning. That a reply breaks a rule is a finding in the report, never a status.
 *
 * Since: 0.1
 */
typedef int32_t poise_status;

enum {
    POISE_OK = 0,
    POISE_E_ARG = -1,         /* a NULL, a bad count or a value out of its range */
    POISE_E_STRUCT_SIZE = -2, /* a struct's size member is impossible, or its unknown tail is set */
    POISE_E_NOMEM = -3,       /* the allocator returned NULL */
    POISE_E_TOO_LONG = -4,    /* text over POISE_TEXT_MAX, or an attachment over 4 GiB */
    POISE_E_RANGE = -5,       /* an index or position beyond the end */
    POISE_E_PACK_FORMAT = -6, /* the bytes are no pack, or one that contradicts itself */
    POISE_E_PACK_VERSION = -7, /* a pack of a format that this library does not read */
    POISE_E_POLICY = -8,       /* a policy that cannot be parsed or must be refused */
    POISE_E_ROSTER = -9,       /* a roster that cannot be parsed or must be refused */
    POISE_E_REQUEST = -10,     /* a JSON request that is not one */
    POISE_E_WRITE = -11,       /* the caller's write function said no */
    POISE_E_UNSUPPORTED = -12, /* built without the feature that the call needs */
    POISE_E_MAGIC = -13,       /* libmagic could not load its database */
    POISE_E_CRYPTO = -14,      /* libsodium could not be initialised */
    POISE_E_TICKET = -15,      /* a ticket that does not cover these bytes, or no longer */
    POISE_E_AUDIT = -16,       /* a chain of records that was changed */
    POISE_E_SIGNATURE = -17    /* a signature that does not hold, or a list of signers that cannot
                                  be read */
};

/**
 * The name of a status, such as "POISE_E_NOMEM"; "POISE_E_?" for a number that is none.
 *
 * Returns constant text, never NULL.
 * Since:   0.1
 */
POISE_API const char *poise_status_name(poise_status status);

/**
 * The version of the library that runs, such as "0.1.0".
 *
 * Since:   0.1
 */
POISE_API const char *poise_version(void);

/**
 * A part of the caller's text: bytes begin to end, end not included. Frozen: never grows.
 *
 * Since: 0.1
 */
typedef struct poise_span {
    uint32_t begin;
    uint32_t end;
} poise_span;

/**
 * Where memory comes from. Copied when an object is created, so the struct may be temporary;
 * ctx must outlive the object. NULL in place of a poise_alloc means the C library's heap.
 * Frozen: never grows.
 *
 * resize and release are told the old size. resize may move the block; when it returns NULL the
 * old block is still there. Blocks must be aligned for any scalar type (16 bytes will do).
 *
 * What does not come from here: libmagic, libsodium and jansson allocate with malloc. When malloc
 * fails, libmagic in some places aborts the process instead of failing: do without it
 * (poise_checker_options.magic) where memory may run out.
 *
 * Since: 0.1
 */
typedef struct poise_alloc {
    void *(*acquire)(void *ctx, size_t size);
    void *(*resize)(void *ctx, void *block, size_t old_size, size_t new_size);
    void (*release)(void *ctx, void *block, size_t size);
    void *ctx;
} poise_alloc;

/**
 * Make an allocator over the caller's buffer, for use without a heap. Memory comes back only in
 * the reverse order of its acquisition; what is released out of order is lost until the pool is
 * made anew.
 *
 * buffer, size: at least 64 bytes, any alignment; must outlive everything made with the pool.
 * alloc:        written.
 *
 * Errors:  POISE_E_ARG.
 * Threads: one at a time per pool.
 * Since:   0.1
 */
POISE_API poise_status poise_alloc_pool_init(void *buffer, size_t size, poise_alloc *alloc);

/**
 * What was wrong in something that a person wrote: a pack, a policy, a roster, a request.
 * The caller's struct; nothing to free.
 *
 * Since: 0.1
 */
typedef struct poise_error {
    uint32_t size;       /* sizeof (poise_error) */
    poise_status status; /* what the call returned */
    uint32_t offset;     /* byte of the input, 0-based */
    uint32_t line;       /* 1-based; 0 when the input has no lines */
    uint32_t column;     /* 1-based, in code points; 0 when the input has no lines */
    uint32_t input; /* which input: 0 the only or first one (a policy), 1 the second (a roster) */
    char message[232]; /* UTF-8, terminated: what is wrong and what was probably meant */
} poise_error;

/**
 * A position, spelt in the units that editors and other languages count in.
 *
 * Since: 0.1
 */
typedef struct poise_place {
    uint32_t size;        /* sizeof (poise_place) */
    uint32_t offset;      /* bytes from the start */
    uint32_t line;        /* 1-based; a line ends at LF, CR LF or CR */
    uint32_t column;      /* 1-based, in code points from the start of the line */
    uint32_t code_point;  /* 0-based, from the start of the text */
    uint32_t utf16_index; /* 0-based, from the start of the text */
} poise_place;

/**
 * Spell out a byte position. A byte that is no part of valid UTF-8 counts as one code point and
 * one UTF-16 unit; a position inside a character is taken back to its first byte. Linear in offset.
 *
 * text, len: the original bytes. text may be NULL when len is 0.
 * offset:    0 to len, both included.
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_RANGE.
 * Since:   0.1
 */
POISE_API poise_status poise_locate(const char *text, size_t len, uint32_t offset,
                                    poise_place *place);

/**
 * Takes output of unknown size, piece by piece. Return 0 to go on; anything else stops the call,
 * which then returns POISE_E_WRITE.
 *
 * Since: 0.1
 */
typedef int (*poise_write_fn)(void *ctx, const char *bytes, size_t len);

#ifdef __cplusplus
}
#endif

#endif
