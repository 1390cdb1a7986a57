// SPDX-FileCopyrightText: 2026 The poise authors
// SPDX-License-Identifier: MIT
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId('filters'), search = byId('search'), hide = byId('hide'), shown = byId('shown');
  const cards = [...document.querySelectorAll('article[id]')].map((card) => ({
    card, has: card.dataset.has.split(' '), clean: card.classList.contains('clean'), words: null,
  }));

  const matches = (entry, has, wanted) => {
    if (has && !entry.has.includes(has) || hide.checked && entry.clean) return false;
    if (!wanted) return true;
    entry.words = entry.words || entry.card.textContent.toLowerCase();
    return entry.words.includes(wanted);
  };

  const filter = () => {
    const has = form.elements.has.value, wanted = search.value.trim().toLowerCase();
    let count = 0;
    for (const entry of cards) {
      entry.card.hidden = !matches(entry, has, wanted);
      count += entry.card.hidden ? 0 : 1;
    }
    for (const section of document.querySelectorAll('#open, #clean'))
      section.hidden = !section.querySelector('article:not([hidden])');
    shown.value = count + ' / ' + cards.length + ' ' + shown.dataset.words;
  };

  // A finding shows its words: the pieces of the text that its numbers name.
  const light = (event) => {
    const item = event.target.closest('li[data-pieces]');
    if (!item) return;
    const [first, last] = item.dataset.pieces.split(' ').map(Number);
    const reply = item.id.split('f')[0];
    const on = event.type === 'focusin' || event.type === 'mouseover';
    for (let piece = first; piece <= last; piece++) byId(reply + 'p' + piece).classList.toggle('lit', on);
  };

  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const type of ['mouseover', 'mouseout', 'focusin', 'focusout']) document.addEventListener(type, light);
  form.hidden = false;
  filter();
})();
