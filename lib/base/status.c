/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include <poise/base.h>

const char *poise_status_name(poise_status status)
{
    switch (status) {
    case POISE_OK: return "POISE_OK";
    case POISE_E_ARG: return "POISE_E_ARG";
    case POISE_E_STRUCT_SIZE: return "POISE_E_STRUCT_SIZE";
    case POISE_E_NOMEM: return "POISE_E_NOMEM";
    case POISE_E_TOO_LONG: return "POISE_E_TOO_LONG";
    case POISE_E_RANGE: return "POISE_E_RANGE";
    case POISE_E_PACK_FORMAT: return "POISE_E_PACK_FORMAT";
    case POISE_E_PACK_VERSION: return "POISE_E_PACK_VERSION";
    case POISE_E_POLICY: return "POISE_E_POLICY";
    case POISE_E_ROSTER: return "POISE_E_ROSTER";
    case POISE_E_REQUEST: return "POISE_E_REQUEST";
    case POISE_E_WRITE: return "POISE_E_WRITE";
    case POISE_E_UNSUPPORTED: return "POISE_E_UNSUPPORTED";
    case POISE_E_MAGIC: return "POISE_E_MAGIC";
    case POISE_E_CRYPTO: return "POISE_E_CRYPTO";
    case POISE_E_TICKET: return "POISE_E_TICKET";
    case POISE_E_AUDIT: return "POISE_E_AUDIT";
    case POISE_E_SIGNATURE: return "POISE_E_SIGNATURE";
    default: return "POISE_E_?";
    }
}

#define TEXT(number)                 #number
#define VERSION(major, minor, patch) TEXT(major) "." TEXT(minor) "." TEXT(patch)

const char *poise_version(void)
{
    return VERSION(POISE_VERSION_MAJOR, POISE_VERSION_MINOR, POISE_VERSION_PATCH);
}
