/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "bench.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 4, CHOICES = 8, ROOM = 1024 };

/* A reply is a greeting, a middle of two parts and an end. */
static const char *const english[PARTS][CHOICES] = {
    { "Hello Maria,", "Dear Mr Osei,", "Hi there!", "Good morning,", "Thank you for writing to us.",
      "Thanks for your review, Dana.", "Hello again,", "Dear guest," },
    { "We are very sorry that your order arrived late.",
      "Your parcel left our warehouse on Monday.",
      "I looked into your booking for Saturday evening.",
      "The charge you saw is a deposit and will be returned.",
      "That is simply not true, as our records show.",
      "You should have read the opening hours before you came.",
      "The kitchen has changed the recipe since your visit.",
      "We apologise for the noise from the works next door." },
    { "A refund of 24.90 is on its way to your card.",
      "Please see https://shop.example/help/returns?id=4711 for the label.",
      "Write to care@shop.example and we will sort it out.",
      "If anything is missing, answer this message and I will send it again.",
      "It is what it is, and nobody else complains.",
      "I have asked the night shift to call you before they deliver.",
      "You can keep the first one, no need to send it back.",
      "The photo you sent helped us find the fault: thank you." },
    { "Kind regards, Ana", "See you soon, the Lantern team", "All the best, Bo",
      "Best wishes from the counter", "Yours, Chidi", "Thank you for your patience.",
      "Have a lovely week!", "— Emre, customer care" },
};

static const char *const french[PARTS][CHOICES] = {
    { "Bonjour Élodie,", "Chère Madame Lefèvre,", "Bonsoir,", "Cher client,",
      "Merci de nous avoir écrit.", "Merci pour votre avis, Théo.", "Rebonjour,",
      "Bonjour à vous deux," },
    { "Nous sommes sincèrement désolés de ce retard.",
      "Votre colis a quitté l’entrepôt lundi matin.",
      "J’ai repris votre réservation de samedi soir.",
      "La somme prélevée est une caution qui vous sera rendue.",
      "C’est faux, nos relevés montrent le contraire.",
      "Il fallait lire les horaires avant de venir.",
      "La recette a changé depuis votre passage à l’été dernier.",
      "Veuillez excuser le bruit du chantier voisin." },
    { "Le remboursement de 24,90 € arrive sur votre carte.",
      "L’étiquette se trouve ici : https://boutique.example/aide/retours?id=4711",
      "Écrivez à aide@boutique.example et nous réglerons cela.",
      "S’il manque une pièce, répondez à ce message et je la renvoie.",
      "Vous êtes bien le seul à vous plaindre.", "L’équipe de nuit vous appellera avant de passer.",
      "Gardez le premier, inutile de le renvoyer.",
      "Votre photo nous a aidés à trouver la panne, merci." },
    { "Bien à vous, Ana", "À bientôt, l’équipe de la Lanterne", "Cordialement, Bo",
      "Meilleures salutations du comptoir", "Bonne journée, Chidi", "Merci de votre patience.",
      "Belle semaine à vous !", "— Emre, service clients" },
};

/* xorshift: the same numbers everywhere. */
static uint32_t next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static size_t reply_write(char *out, bool is_french, uint32_t *state)
{
    size_t len = 0;

    for (size_t part = 0; part < PARTS; part++) {
        const char *sentence = (is_french ? french : english)[part][next(state) % CHOICES];
        size_t piece = strlen(sentence);

        memcpy(out + len, sentence, piece);
        len += piece;
        out[len++] = part == 0 || part == PARTS - 2 ? '\n' : ' ';
    }
    return len - 1;
}

struct replies replies_make(size_t count)
{
    struct replies made = { malloc(count * ROOM), malloc(count * sizeof(size_t)), count };
    uint32_t state = 2463534242u;
    size_t at = 0;

    if (!made.bytes || !made.ends) abort();
    for (size_t i = 0; i < count; i++) {
        at += reply_write(made.bytes + at, i % 20 >= 11, &state);
        made.ends[i] = at;
    }
    return made;
}

void replies_free(struct replies *replies)
{
    free(replies->bytes);
    free(replies->ends);
}
