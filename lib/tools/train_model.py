#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""Fit what the signals and the wording of a reply say of its tone, and measure how well.

usage: train_model.py [--features PROGRAM] [--measure] [LANG...]

Reads tests/corpus and writes, for each language, into lib/packs/LANG:

    weights.tsv   what each signal adds to each axis: the prior of priors.tsv, corrected by what readers said
    model.tsv     what words, their order and their letters add
    curves.tsv    from sums to scores: a score of 700 means that seven in ten such replies were read so
    MODEL.md      the card: data and cross-validated figures

--measure prints the figures only. PROGRAM is build/lib/features, which runs the library's own code, so that the
trainer sees what a check will see. Needs requirements.txt of this folder. The same corpora, cues and versions give
the same bytes: nothing is drawn by chance, folds come from the names of scenarios.

A reply counts as positive from grade 1 up. Each axis is a logistic regression over signals and grams, with one penalty
for all; what makes one kind of feature cheaper than another is its scale below, chosen by cross-validation.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import subprocess

import numpy
import scipy.sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

import wording

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS, PACKS = ROOT / "tests" / "corpus", ROOT / "lib" / "packs"
LANGUAGES = ("en", "fr")
AXES = ("defensive", "insulting", "apologetic")

# Rows that are judged in folds, rows that only teach, and how much a row of each teaches. The unseen only judge:
# nothing may be fitted to them or chosen by them.
GIVEN, OWN, SENTENCES, UNSEEN = ("replies", "train"), ("voices",), ("bank",), ("unseen",)
TEACHES = {"bank": 0.3}
FOLDS, PENALTY, SEEN_LEAST = 5, 3.0, 2

# What a table of 2^16 holds without long probes; more adds nothing that cross-validation could see.
FEATURES_MOST = 40_000

# Logits by which scores lean towards telling. Insulting does not: to call a courteous reply that is the worst error.
LEANS = {"defensive": 0.1, "insulting": 0.0, "apologetic": 0.1}

# What a non-apology may add to apologetic, in thousandths: readers hear some apology in "sorry if", no whole one.
APOLOGY_MOST = 800

# How large a feature of each kind is: the larger, the sooner it is believed.
SCALES = {"sense": 1.0, "gram1": 1.35, "gram2": 1.35, "gram3": 1.1, "gapped": 0.95, "piece": 0.38, "signal": 0.6,
          "prior": 1.0, "order": 0.3, "length": 0.3}

# Of lib/pack/pack.h and lib/tone/model.c.
LENGTH_EXTRA, UNIT, FACT_DIVIDER, WEIGHT_MAX, SIGNAL_MAX = 24, 0.05, 8, 127, 32767


# ---- Rows ------------------------------------------------------------------------------------

Row = collections.namedtuple("Row", "id source text group pair grades second")


def read_rows(lang):
    rows = []
    for source in GIVEN + OWN + SENTENCES + UNSEEN:
        path = CORPUS / f"{source}_{lang}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            row = json.loads(line)
            group = f"{source} {row.get('scenario') or row['id']}"
            grades = tuple(row["labels"][axis] for axis in AXES)
            second = tuple(row["second"][axis] for axis in AXES) if "second" in row else grades
            rows.append(Row(row["id"], source, row["text"], group, row.get("pair"), grades, second))
    return rows


def extract(program, rows, lang):
    """What lib/tools/features.c says of each row."""
    lines = "".join(json.dumps({"text": row.text, "lang": lang}) + "\n" for row in rows)
    run = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def read_table(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def read_senses(lang):
    """The senses that each word may have."""
    senses = collections.defaultdict(list)
    for sense, words in read_table(PACKS / lang / "senses.tsv"):
        for word in words.split(" "):
            if sense not in senses[wording.bare(word)]:
                senses[wording.bare(word)].append(sense)
    return senses


def read_priors(lang):
    return {code: [int(text) for text in texts] for code, *texts in read_table(PACKS / lang / "priors.tsv")}


def fold_of(group, by):
    return int.from_bytes(hashlib.sha256(f"{by} {group}".encode()).digest()[:4], "big") % FOLDS


# ---- Features --------------------------------------------------------------------------------

class Features:
    """The rows as a sparse matrix, and what each column is: (kind, name, hash)."""

    def __init__(self, rows, extracted, priors, senses):
        self.columns, self.numbers = [], {}
        self.places, self.values = ([], []), []
        self.priors, self.senses = priors, senses
        for row, found in enumerate(extracted):
            self.row, self.root = row, (found["tokens"] + LENGTH_EXTRA) ** -0.5
            self.add_wording(found)
            self.add_signals(found["signals"])
            for first, second, value in found["orders"]:
                self.add("order", f"{first} {second}", value, 1)
            self.add("length", str(found["tokens"].bit_length()), found["length"], 1)
        shape = len(rows), len(self.columns)
        self.matrix = scipy.sparse.csr_matrix((self.values, self.places), shape=shape)

    def add(self, kind, name, value, size):
        key = kind, value if value is not None else name
        if key not in self.numbers:
            self.numbers[key] = len(self.columns)
            self.columns.append((kind, name, value))
        self.places[0].append(self.row)
        self.places[1].append(self.numbers[key])
        self.values.append(size * SCALES[kind])

    def add_wording(self, found):
        for value, *terms in found["grams"]:
            names = [wording.GAP if term is None else wording.bare(term) for term in terms]
            kind = "gapped" if None in terms else f"gram{len(terms)}"
            self.add(kind, " ".join(names), value, self.root)
        for word, *pieces in found["words"]:
            for name, value in zip(pieces[::2], pieces[1::2]):
                self.add("piece", name, value, self.root)
            for sense in self.senses.get(wording.bare(word), ()):
                self.add("sense", sense, None, self.root)

    def add_signals(self, signals):
        """Each code as its strengths, halved when it comes again; and what the priors make of them all."""
        seen, sums = collections.Counter(), [0.0] * len(AXES)
        for code, strength in signals:
            size = (strength >> min(3, seen[code])) / 1000
            seen[code] += 1
            self.add("signal", code, None, size)
            for axis in range(len(AXES)):
                sums[axis] += size * self.priors[code][axis] / 1000
        for axis, total in zip(AXES, sums):
            if total:
                self.add("prior", axis, None, total)


def usable(columns, matrix, teachers):
    """Columns that two rows or more have, and whose name tells them apart from all others."""
    seen = numpy.asarray((matrix[teachers] != 0).sum(axis=0)).ravel()
    return numpy.array([count >= SEEN_LEAST and writable(*column) for count, column in zip(seen, columns)])


# On these words cues and their scope have the last word, and on an explanation after an apology: the model must not
# take it back.
SETTLED = {"~", "~~"}
SETTLED_ORDERS = {"apologetic.explicit defensive.excuse", "apologetic.responsibility defensive.excuse"}


def writable(kind, name, value):
    if kind in ("signal", "prior", "order", "length", "sense"):
        return name not in SETTLED_ORDERS
    if any(c in name for c in "\t\n\r") or not name.strip() or SETTLED & set(name.split(" ")):
        return False
    try:
        return wording.feature("piece" if kind == "piece" else "gram", name, {}) == value
    except (KeyError, ValueError):
        return False


# ---- Fitting ---------------------------------------------------------------------------------

def fit(features, rows, teachers):
    """A weight for each column and axis, and a start for each axis."""
    kept = numpy.flatnonzero(usable(features.columns, features.matrix, teachers))
    known = features.matrix[teachers][:, kept]
    weights, starts = numpy.zeros((len(AXES), len(features.columns))), numpy.zeros(len(AXES))
    for axis in range(len(AXES)):
        positive, trust = positives(rows, teachers, axis), [trust_in(rows[i], axis) for i in teachers]
        model = LogisticRegression(C=PENALTY, solver="liblinear", random_state=0)
        model.fit(known, positive, sample_weight=trust)
        weights[axis, kept], starts[axis] = model.coef_[0], model.intercept_[0]
    return weights, starts


def trust_in(row, axis):
    """How much a row teaches of an axis: nothing where its two readers disagree whether it is there."""
    agreed = (row.grades[axis] > 0) == (row.second[axis] > 0)
    return TEACHES.get(row.source, 1.0) if agreed else 0.0


def positives(rows, chosen, axis):
    return numpy.array([rows[i].grades[axis] > 0 for i in chosen])


def calibration(sums, labels):
    """Slope and start of the logistic curve from sums to shares of positives."""
    model = LogisticRegression(C=1e6, solver="lbfgs")
    model.fit(sums.reshape(-1, 1), labels)
    return model.coef_[0, 0], model.intercept_[0]


def chance(sums, curve):
    return 1 / (1 + numpy.exp(-(curve[0] * sums + curve[1])))


# ---- Measuring -------------------------------------------------------------------------------

class Measured:
    """Sums and scores of judged rows by models that never saw their fold."""

    def __init__(self, features, rows, sources, by="group"):
        self.rows = rows
        folds = numpy.array([fold_of(getattr(row, by), by) for row in rows])
        taught = numpy.array([row.source in sources for row in rows])
        judged = numpy.array([row.source in GIVEN for row in rows])
        self.chosen = numpy.flatnonzero(judged)
        self.sums = numpy.zeros((len(AXES), len(rows)))
        for fold in range(FOLDS):
            weights, starts = fit(features, rows, numpy.flatnonzero(taught & (folds != fold)))
            here = numpy.flatnonzero(folds == fold)
            self.sums[:, here] = (features.matrix[here] @ weights.T + starts).T
        self.scores = numpy.zeros((len(AXES), len(rows)))
        for fold in range(FOLDS):
            others, here = numpy.flatnonzero(judged & (folds != fold)), numpy.flatnonzero(judged & (folds == fold))
            for axis in range(len(AXES)):
                self.scores[axis, here] = chance(self.sums[axis, here], self.curve(axis, others))

    def curve(self, axis, chosen=None):
        chosen = self.chosen if chosen is None else chosen
        slope, start = calibration(self.sums[axis, chosen], positives(self.rows, chosen, axis))
        return slope, start + LEANS[AXES[axis]]

    def figures(self, axis):
        return figures(positives(self.rows, self.chosen, axis), self.scores[axis, self.chosen])

    def pairs(self):
        """Of the pairs of replies that belong together and differ in a grade: the share that is ordered right."""
        right = count = 0
        groups = collections.defaultdict(list)
        for i in self.chosen:
            if self.rows[i].pair:
                groups[self.rows[i].pair].append(i)
        for members in groups.values():
            for axis in range(len(AXES)):
                for i in members:
                    for j in members:
                        if self.rows[i].grades[axis] == 0 < self.rows[j].grades[axis]:
                            right, count = right + (self.scores[axis, i] < self.scores[axis, j]), count + 1
        return right / count, count


def figures(labels, scores):
    """ROC AUC, F1 at 500, calibration error."""
    return roc_auc_score(labels, scores), f1(labels, scores >= 0.5), calibration_error(labels, scores)


def f1(labels, said):
    hits = (labels & said).sum()
    return 2 * hits / max(1, labels.sum() + said.sum())


def calibration_error(labels, scores, bins=10):
    total = 0.0
    for low in range(bins):
        inside = (scores * bins).astype(int).clip(0, bins - 1) == low
        if inside.any():
            total += abs(scores[inside].sum() - labels[inside].sum())
    return total / len(labels)


ALL = "and voices"  # the line of the model that is written


def measure_all(features, rows):
    """What is measured, by the name of its line."""
    return {"given replies": Measured(features, rows, GIVEN),
            "and sentences": Measured(features, rows, GIVEN + SENTENCES),
            ALL: Measured(features, rows, GIVEN + SENTENCES + OWN),
            "the same, folds by row": Measured(features, rows, GIVEN + SENTENCES + OWN, "id")}


def line_of(lang, name, found):
    """A line of the table. found: figures of each axis."""
    return f"| {lang} | {name} | " + " | ".join("%.3f / %.2f / %.3f" % axis for axis in found)


def table(lang, rows, measured, unseen):
    lines = []
    for name, run in measured.items():
        share, count = run.pairs()
        lines.append(line_of(lang, name, map(run.figures, range(len(AXES)))) + f" | {share:.1%} of {count} |")
    count = sum(row.source in UNSEEN for row in rows)
    return lines + [line_of(lang, f"all of it, on {count} unseen replies", unseen) + " | |"]


def teachers(rows):
    return [i for i, row in enumerate(rows) if row.source not in UNSEEN]


def unseen_figures(features, rows, fitted, measured):
    """What the model that is written makes of the rows that only judge."""
    weights, starts = fitted
    chosen = [i for i, row in enumerate(rows) if row.source in UNSEEN]
    sums = features.matrix[chosen] @ weights.T + starts
    return [figures(positives(rows, chosen, axis), chance(sums[:, axis], measured.curve(axis)))
            for axis in range(len(AXES))]


HEAD = ["| | taught with | " + " | ".join(AXES) + " | pairs ordered right |", "|---|---|---|---|---|---|"]


# ---- Writing ---------------------------------------------------------------------------------

MADE = """# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
# Made by lib/tools/train_model.py from tests/corpus. Do not edit: change the corpora, the cues or priors.tsv.
"""


def signal_weights(features, weights, priors):
    """In thousandths, by code: the priors in the measure that data believe them, and what data add. No signal speaks
    against its own axis, and none that defends or insults speaks for an apology so loud that it would be one alone."""
    columns = {(kind, name): i for i, (kind, name, _) in enumerate(features.columns)}
    rows = {}
    for code, prior in priors.items():
        row = []
        for axis in range(len(AXES)):
            total = sum(weights[axis, columns["prior", other]] * SCALES["prior"] * prior[k] / 1000
                        for k, other in enumerate(AXES) if ("prior", other) in columns)
            if ("signal", code) in columns:
                total += weights[axis, columns["signal", code]] * SCALES["signal"]
            group = code.partition(".")[0]
            low = 0 if group == AXES[axis] else -SIGNAL_MAX
            high = APOLOGY_MOST if AXES[axis] == "apologetic" and group in AXES[:2] else SIGNAL_MAX
            row.append(max(low, min(high, round(1000 * total))))
        rows[code] = row + [prior[-1]]
    return rows


class Model:
    """The weights of everything but signals, as whole numbers under the names of model.tsv."""

    def __init__(self, features, weights):
        self.senses = features.senses
        self.by_name = {(kind, name): weights[:, i] * SCALES[kind]
                        for i, (kind, name, value) in enumerate(features.columns) if writable(kind, name, value)}

    def of(self, kind, name):
        return self.by_name.get((kind, name), numpy.zeros(len(AXES)))

    def of_word(self, word):
        """A word that the model knows carries its senses and its pieces: a check cuts only words that are not known."""
        senses = [self.of("sense", sense) for sense in self.senses.get(word, ())]
        pieces = [self.of("piece", name) for name in wording.pieces(word)]
        return sum(senses + pieces, self.of("gram1", word))

    def rows(self):
        words = {name for kind, name in self.by_name if kind == "gram1"} | self.senses.keys()
        yield from (("gram", word, self.of_word(word)) for word in words if is_word(word))
        for (kind, name), row in self.by_name.items():
            if kind in ("order", "length"):
                yield kind, name, row * FACT_DIVIDER
            elif kind not in ("signal", "prior", "sense") and not (kind == "gram1" and is_word(name)):
                yield "piece" if kind == "piece" else "gram", name, row

    def lines(self):
        """The features that weigh most, as lines sorted by name."""
        found, taken = [], set()
        for kind, name, row in sorted(self.rows(), key=lambda found: found[:2]):
            whole = [int(max(-WEIGHT_MAX, min(WEIGHT_MAX, round(weight / UNIT)))) for weight in row]
            value = (kind, name) if kind in ("order", "length") else wording.feature(kind, name, {})
            if any(whole) and value not in taken:
                taken.add(value)
                found.append((-max(map(abs, whole)), kind, name, *whole))
        most = sorted(sorted(found)[:FEATURES_MOST], key=lambda line: line[1:3])
        return ["\t".join(map(str, line[1:])) for line in most]


def is_word(name):
    return name not in wording.MARKS and any(c.isalpha() for c in name) and " " not in name


def curve_lines(measured, starts, kept):
    """The calibration of each axis as straight lines between sums, two to a logit; kept are those of remedy."""
    lines = []
    for axis, name in enumerate(AXES):
        slope, start = measured.curve(axis)
        for step in range(-12, 13):
            score = round(1000 / (1 + numpy.exp(-step / 2)))
            total = (step / 2 - start) / slope - starts[axis]
            lines.append(f"{name}\t{round(1000 * total)}\t{score}")
    return lines + ["\t".join(line) for line in kept]


def write(lang, features, rows, fitted, measured, lines):
    folder, priors = PACKS / lang, features.priors
    weights, starts = fitted
    codes = [f"{code}\t" + "\t".join(map(str, row)) for code, row in signal_weights(features, weights, priors).items()]
    kept = [line for line in read_table(folder / "curves.tsv") if line[0] == "remedy"]
    put(folder / "weights.tsv", MADE + "# code\tdefensive\tinsulting\tapologetic\tremedy\n", codes)
    model, curves = Model(features, weights).lines(), curve_lines(measured, starts, kept)
    put(folder / "model.tsv", MADE + "# kind\tname\tdefensive\tinsulting\tapologetic\n", model)
    put(folder / "curves.tsv", MADE + "# Those of remedy are set by hand.\n# axis\tsum\tscore\n", curves)
    count = collections.Counter(row.source for row in rows)
    data = ", ".join(f"{name} {count[name]}" for name in GIVEN + OWN + SENTENCES if count[name])
    put(folder / "MODEL.md", CARD.format(lang=lang, data=data), HEAD + lines)


def put(path, head, lines):
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


CARD = """# The model of the {lang} pack

Made by `lib/tools/train_model.py`. Rows of tests/corpus that taught it: {data}.

ROC AUC / F1 at 500 / calibration error of replies that the model had not seen: five folds, all replies of a scenario
in one. They are those of the weights before they are rounded and the least of them dropped. tests/corpus/README.md says
what the rows are, who labelled them, and what the model is bad at.

"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("langs", nargs="*", default=LANGUAGES, metavar="LANG")
    parser.add_argument("--features", default=ROOT / "build" / "lib" / "features", metavar="PROGRAM")
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    print("\n".join(HEAD), flush=True)
    for lang in options.langs:
        rows = read_rows(lang)
        extracted = extract(options.features, rows, lang)
        features = Features(rows, extracted, read_priors(lang), read_senses(lang))
        measured, fitted = measure_all(features, rows), fit(features, rows, teachers(rows))
        lines = table(lang, rows, measured, unseen_figures(features, rows, fitted, measured[ALL]))
        print("\n".join(lines), flush=True)
        if not options.measure:
            write(lang, features, rows, fitted, measured[ALL], lines)


if __name__ == "__main__":
    main()
