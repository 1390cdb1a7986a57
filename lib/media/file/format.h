/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * format.h: what a file's bytes are, and what is dangerous in them.
 *
 * signatures  bytes that stand at a fixed place
 * streams     sound and film whose frames repeat without a head
 * iso_media   MP4 and its family: brands and boxes
 * text_file   what has no signature but words
 * image, exif, pdf, ole, zip, archive, active   a look inside, by structure
 * foreign     a second format inside the first or behind its end
 *
 * Structure is walked by the sizes that it tells, and what viewers show is stepped over. What they
 * do not show, a comment, an unknown part, the rest of a file that breaks off, is searched for
 * other formats from its first byte to its last, in one pass (foreign.c). A PDF is searched as a
 * whole, since its objects may lie anywhere. Sound, film and pictures that are not looked into are
 * searched in their first 64 KiB, and behind their end where their parts tell it, else in their
 * last 64 KiB; XMP is searched for a place in its first. Nothing is inflated.
 */
#ifndef POISE_MEDIA_FORMAT_H
#define POISE_MEDIA_FORMAT_H

#include "media/file/bytes.h"

/* Formats that are looked into, or compared in their own way. */
enum {
    POISE__FORMAT_OTHER,
    POISE__FORMAT_PNG,
    POISE__FORMAT_JPEG,
    POISE__FORMAT_GIF,
    POISE__FORMAT_RIFF,
    POISE__FORMAT_BMP,
    POISE__FORMAT_TIFF,
    POISE__FORMAT_ISO_MEDIA,
    POISE__FORMAT_PDF,
    POISE__FORMAT_RTF,
    POISE__FORMAT_ZIP,    /* of nothing that is known */
    POISE__FORMAT_OFFICE, /* a document in a ZIP */
    POISE__FORMAT_OLE,    /* doc, xls, ppt, msg, msi */
    POISE__FORMAT_TAR,
    POISE__FORMAT_GZIP,
    POISE__FORMAT_RAR,
    POISE__FORMAT_SEVEN_ZIP,
    POISE__FORMAT_SVG,
    POISE__FORMAT_HTML,
    POISE__FORMAT_TEXT
};

struct poise__format {
    const char *type; /* MIME; NULL: not known */
    uint32_t kind;    /* POISE_MEDIA_* */
    uint32_t form;    /* POISE__FORMAT_* */
    uint32_t flags;   /* of POISE_MEDIA_*: what was found inside */
};

#define POISE__FORMAT(type, kind, form)                                                            \
    (struct poise__format)                                                                         \
    {                                                                                              \
        type, POISE_MEDIA_##kind, POISE__FORMAT_##form, 0                                          \
    }

/* All of it. Linear in the size of the file. */
void poise__format_of(struct poise__slice bytes, struct poise__format *format);

/* ---- What the bytes are; true when they are known ------------------------------------------- */

bool poise__signature_find(struct poise__slice bytes, struct poise__format *format);
bool poise__stream_find(struct poise__slice bytes, struct poise__format *format);
bool poise__iso_media_find(struct poise__slice bytes, struct poise__format *format);
bool poise__tar_find(struct poise__slice bytes, struct poise__format *format);
bool poise__text_file_find(struct poise__slice bytes, struct poise__format *format);

/* ---- A look inside: adds flags, and says more of type and kind ------------------------------- */

void poise__image_look(struct poise__slice bytes, struct poise__format *format);
void poise__tiff_look(struct poise__slice bytes, struct poise__format *format);
void poise__iso_media_look(struct poise__slice bytes, struct poise__format *format);
void poise__pdf_look(struct poise__slice bytes, struct poise__format *format);
void poise__ole_look(struct poise__slice bytes, struct poise__format *format);
void poise__zip_look(struct poise__slice bytes, struct poise__format *format);
void poise__archive_look(struct poise__slice bytes, struct poise__format *format);
void poise__active_look(struct poise__slice bytes, struct poise__format *format);

/* ---- Shared by those that look inside --------------------------------------------------------- */

/* Does this TIFF structure, as EXIF has it, say where the picture was taken? */
bool poise__exif_has_place(struct poise__slice tiff);

/* Does this text chunk of a PNG, when it holds EXIF in hex digits, as ImageMagick writes it? */
bool poise__raw_profile_has_place(struct poise__slice chunk);

/* Does this packet of XMP? */
bool poise__xmp_has_place(struct poise__slice xmp);

/* Where the frames, pages or tracks of sound and film end; bytes.len when nothing tells. */
size_t poise__stream_end(struct poise__slice bytes);

/* Where an icon or a metafile does. */
size_t poise__picture_end(struct poise__slice bytes, const struct poise__format *format);

/* Where text that is not for viewers stands, a comment or an unknown part: POLYGLOT when another
 * format begins in it. */
uint32_t poise__foreign_in(struct poise__slice part);

/* The same among pixels, samples or compressed bytes: by long marks of what runs or unpacks. */
uint32_t poise__foreign_among(struct poise__slice samples);

/* What stands behind the true end of a file: TRAILING unless it is padding, POLYGLOT when it is a
 * format of its own. */
uint32_t poise__foreign_behind(struct poise__slice bytes, uint64_t end);

/* Another format at an end of the file, which readers of that format would accept. */
uint32_t poise__foreign_at_ends(struct poise__slice bytes, const struct poise__format *format);

/* Is there a ZIP's directory at the end of these bytes? exact: with nothing behind it. */
bool poise__zip_is_at_tail(struct poise__slice bytes, bool exact);

/* Does a name in an archive lead out of the folder that it is unpacked to? */
bool poise__path_leads_out(struct poise__slice path);

/* Does the target of a symbolic link at `path`? */
bool poise__link_leads_out(struct poise__slice path, struct poise__slice target);

#endif
