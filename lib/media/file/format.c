/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* format.c: from bytes to a format, and then inside it. */
#include "media/file/format.h"

/* A PDF's head may stand behind other bytes in the first kilobyte, and readers take it. */
static bool late_pdf_find(struct poise__slice bytes, struct poise__format *format)
{
    enum { HEADER_MAX = 1024 };
    size_t at = 0, blank = 0;

    if (!poise__find_bytes(poise__part(bytes, 0, HEADER_MAX), "%PDF-1.", 7, 0, &at) &&
        !poise__find_bytes(poise__part(bytes, 0, HEADER_MAX), "%PDF-2.", 7, 0, &at))
        return false;
    *format = POISE__FORMAT("application/pdf", DOCUMENT, PDF);
    if (POISE__AT(bytes, 0, "\xEF\xBB\xBF")) blank = 3;
    while (blank < at && strchr(" \t\r\n", bytes.data[blank])) blank++;
    if (blank < at) format->flags |= POISE_MEDIA_POLYGLOT;
    return true;
}

/* Something that is no format, and then a ZIP: unpackers look from the end and take it. */
static bool late_zip_find(struct poise__slice bytes, struct poise__format *format)
{
    if (!poise__zip_is_at_tail(bytes, true)) return false;
    *format = POISE__FORMAT("application/zip", ARCHIVE, ZIP);
    format->flags |= POISE_MEDIA_POLYGLOT;
    return true;
}

static bool find(struct poise__slice bytes, struct poise__format *format)
{
    return poise__iso_media_find(bytes, format) || poise__signature_find(bytes, format) ||
           poise__stream_find(bytes, format) || poise__tar_find(bytes, format) ||
           late_pdf_find(bytes, format) || poise__text_file_find(bytes, format) ||
           late_zip_find(bytes, format);
}

static void look_inside(struct poise__slice bytes, struct poise__format *format)
{
    switch (format->form) {
    case POISE__FORMAT_PNG:
    case POISE__FORMAT_JPEG:
    case POISE__FORMAT_GIF:
    case POISE__FORMAT_RIFF:
    case POISE__FORMAT_BMP: poise__image_look(bytes, format); break;
    case POISE__FORMAT_TIFF: poise__tiff_look(bytes, format); break;
    case POISE__FORMAT_ISO_MEDIA: poise__iso_media_look(bytes, format); break;
    case POISE__FORMAT_PDF: poise__pdf_look(bytes, format); break;
    case POISE__FORMAT_OLE: poise__ole_look(bytes, format); break;
    case POISE__FORMAT_ZIP: poise__zip_look(bytes, format); break;
    case POISE__FORMAT_TAR:
    case POISE__FORMAT_RAR:
    case POISE__FORMAT_SEVEN_ZIP:
    case POISE__FORMAT_GZIP: poise__archive_look(bytes, format); break;
    case POISE__FORMAT_RTF:
    case POISE__FORMAT_SVG:
    case POISE__FORMAT_HTML: poise__active_look(bytes, format); break;
    default: break;
    }
}

void poise__format_of(struct poise__slice bytes, struct poise__format *format)
{
    *format = (struct poise__format){ NULL, POISE_MEDIA_UNKNOWN, POISE__FORMAT_OTHER, 0 };
    if (find(bytes, format)) look_inside(bytes, format);
    if (format->type) format->flags |= poise__foreign_at_ends(bytes, format);
}
