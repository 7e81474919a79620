"""Trains and evaluates the pair model of statements, beside the slots alone and a plain TF-IDF baseline."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.checks.statements import model as pair_model
from reviewer.checks.statements.comparison import compare_records
from reviewer.checks.statements.copied import find_copied
from reviewer.checks.statements.model import PairModel
from reviewer.checks.statements.pairs import records_of
from reviewer.checks.statements.recording import compare_recording, read_transcript
from reviewer.checks.statements.records import Exchange
from reviewer.core.errors import InputError
from reviewer.training import material

if TYPE_CHECKING:
    import numpy as np

Row = Mapping[str, Any]
Figures = dict[str, float]
PENALTY = 0.6


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSONL corpus file; see :func:`reviewer.training.material.read_lines`."""
    return list(material.read_lines(path))


def gathered(corpora: Sequence[Path]) -> material.Rows:
    """The pairs of corpus folders, and of labelled cases whose truth has ``pairs``; a case is a story of its own."""
    return material.rows_of(corpora, key="pairs")


def train(rows: Sequence[Row], *, version: str, seed: int = 7) -> PairModel:
    """Fit the linear model on pairs.

    Raises:
        InputError: a row is not as it should be, or there are not both answers to learn from.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    try:
        examples = list(_examples(rows, seed=seed))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"标注的陈述对不符合格式（{type(error).__name__}）") from None
    if len({label for _, _, label in examples}) < 2:
        raise InputError("标注的陈述对须既有矛盾的，也有不矛盾的")
    matrix = np.zeros((len(examples), pair_model.width()), dtype="float32")
    for at, (a, b, _) in enumerate(examples):
        for feature, value in pair_model.features(a, b).items():
            matrix[at, feature] = value
    labels = np.array([label for _, _, label in examples])
    fitted = LogisticRegression(C=PENALTY, max_iter=2000, class_weight="balanced").fit(matrix, labels)
    return PairModel(fitted.coef_[0].astype("float32"), float(fitted.intercept_[0]), version)


def evaluate(corpora: Sequence[Path], found: material.Rows, model: PairModel | None) -> dict[str, Figures]:
    """Precision, recall, F1 and share of right aspects: slots alone, model alone, both, and the TF-IDF baseline."""
    rows = found.test
    corpus = next((one for one in corpora if (one / material.TRAIN).is_file()), Path())
    out = {"slots": _figures(rows, lambda row: _by_records(row, None))}
    if model is not None:
        out["model"] = _figures(rows, lambda row: _by_model(row, model))
        out["both"] = _figures(rows, lambda row: _by_records(row, model))
    out["tfidf"] = _baseline(found.train, rows)
    if (corpus / "fresh.jsonl").is_file():
        out["fresh"] = _figures(read_rows(corpus / "fresh.jsonl"), lambda row: _by_records(row, model))
    if (corpus / "copied.jsonl").is_file():
        out["copied"] = _copied_figures(read_rows(corpus / "copied.jsonl"))
    if (corpus / "recording.jsonl").is_file():
        out["recording"] = _recording_figures(read_rows(corpus / "recording.jsonl"))
    return out


def _beside(a: Any, b: Any, names: list[str]) -> Row:
    """Two lists of question and answer as a row of the corpus of pairs."""
    sides = {
        key: {"speaker": name, "session": 1, "type": "interview_record", "turns": turns}
        for key, name, turns in zip("ab", names, (a, b), strict=True)
    }
    return {"people": [{"name": name, "sex": "男"} for name in names], "date": "2026-05-10", **sides}


def _copied_figures(rows: list[Row]) -> Figures:
    """Whether pairs of records with copied answers are found, and clean ones let alone."""
    pairs = [(bool(find_copied(records_of(_beside(row["a"], row["b"], row["names"])))), row["copied"]) for row in rows]
    return _ratios(
        sum(said and truth for said, truth in pairs),
        sum(said and not truth for said, truth in pairs),
        sum(truth and not said for said, truth in pairs),
        0,
    )


def _recording_figures(rows: list[Row]) -> Figures:
    """Whether the one planted difference of a recording is found; every other difference shown is a false one."""
    right = false = missed = 0
    for row in rows:
        record, _ = records_of(_beside(row["record"], row["record"], ["陈述人甲", "陈述人乙"]))
        text = "\n".join(f"民警：{question}\n被询问人：{answer}" for question, answer in row["spoken"])
        kinds = [item.kind for item in compare_recording(record, read_transcript(text), source="recording.txt")]
        found = bool(row["kind"]) and row["kind"] in kinds
        right, missed = right + found, missed + (bool(row["kind"]) and not found)
        false += sum(kind != row["kind"] for kind in kinds)
    return _ratios(right, false, missed, 0)


def save(
    fitted: PairModel, found: material.Rows, figures: Mapping[str, Figures], *, folder: Path | None = None
) -> Path:
    """Write a version with a card that says what it was trained on and how it does; it is not in use yet."""
    rows = found.train
    card = {
        "what": "whether two answers to like questions can both be true",
        "data": {
            **found.hashes,
            "pairs": len(rows),
            "stories": len({_story(row) for row in rows}),
            "local_rows": {"train": found.local[0], "test": found.local[1]},
            "origin": "invented and local" if any(found.local) else "invented",
        },
        "held_out": "whole stories, crimes and wordings of test.jsonl, and whole local cases",
        "configuration": {"regression": "logistic", "C": PENALTY, "hashed": pair_model.HASHED},
        "figures": {name: {key: round(value, 3) for key, value in found.items()} for name, found in figures.items()},
        "limits": "few and invented pairs, whose wording may give the answer away: the figures say whether it works, "
        "not how well on real files; asked only about pairs that the slots leave open",
    }
    return pair_model.save(fitted, card, folder=folder)


def _examples(rows: Iterable[Row], *, seed: int) -> Iterable[tuple[Exchange, Exchange, int]]:
    """One pair of exchanges a row, and as many unrelated ones out of the same story."""
    chance = random.Random(seed)
    by_story: dict[str, list[Exchange]] = {}
    for row in rows:
        one, two = records_of(row)
        pair = _best(one.exchanges, two.exchanges)
        if pair is None:
            continue
        yield (*pair, int(row["label"] == "conflict"))
        yield from _agreeing(row)
        others = by_story.setdefault(_story(row), [])
        if others and chance.random() < 0.4:
            yield pair[0], chance.choice(others), 0
        others.append(pair[1])


def _story(row: Row) -> str:
    return str(row.get("story") or row["case"])


_PLAIN = frozenset({"time", "place", "amount", "person", "object"})


def _agreeing(row: Row) -> Iterable[tuple[Exchange, Exchange, int]]:
    """Out of a conflict two pairs that agree: the other is asked his question and gives the first one's answer.

    Without them the model would learn that plain and certain answers are conflicts.
    """
    if row["label"] != "conflict" or row["aspect"] not in _PLAIN:
        return
    for one, other in (("a", "b"), ("b", "a")):
        turns = list(row[other]["turns"])
        said = row[one]["turns"][0][1]
        turns[0] = [turns[0][0], said.split("，")[0] + "。"]
        agreed = {**row, other: {**row[other], "turns": turns}}
        first, second = records_of(agreed)
        if first.exchanges and second.exchanges:
            yield first.exchanges[0], second.exchanges[0], 0


def _best(ones: tuple[Exchange, ...], twos: tuple[Exchange, ...]) -> tuple[Exchange, Exchange] | None:
    """The two exchanges that are most alike in what they ask."""
    pairs = [(a, b) for a in ones for b in twos]
    return max(pairs, key=lambda pair: pair_model.slot_features(*pair)["same_question"], default=None)


def _by_records(row: Row, model: PairModel | None) -> str | None:
    found = compare_records(records_of(row), model=model).conflicts
    return found[0].aspect if found else None


def _by_model(row: Row, model: PairModel) -> str | None:
    one, two = records_of(row)
    pair = _best(one.exchanges, two.exchanges)
    if pair is None or model.probability(*pair) < 0.5:
        return None
    return pair_model.aspect_of(pair_model.topic(pair[0].question) or pair_model.topic(pair[1].question))


def _figures(rows: list[Row], judge: Callable[[Row], str | None]) -> Figures:
    right = false = missed = aspects = 0
    for row in rows:
        said = judge(row)
        if row["label"] == "conflict":
            right, missed = right + (said is not None), missed + (said is None)
            aspects += said == row["aspect"]
        else:
            false += said is not None
    return _ratios(right, false, missed, aspects)


def _ratios(right: int, false: int, missed: int, aspects: int) -> Figures:
    precision = right / max(right + false, 1)
    recall = right / max(right + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": precision, "recall": recall, "f1": f1, "aspect": aspects / max(right, 1)}


def _baseline(train_rows: list[Row], rows: list[Row]) -> Figures:
    """Character TF-IDF of both answers side by side with logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    def text(row: Row) -> str:
        return "｜".join("".join(map("".join, row[side]["turns"])) for side in ("a", "b"))

    fitted = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 3)), LogisticRegression(max_iter=2000))
    fitted.fit([text(row) for row in train_rows], [row["label"] == "conflict" for row in train_rows])
    said: np.ndarray = fitted.predict([text(row) for row in rows])
    pairs = [(bool(guess), row["label"] == "conflict") for guess, row in zip(said, rows, strict=True)]
    return _ratios(
        sum(guess and truth for guess, truth in pairs),
        sum(guess and not truth for guess, truth in pairs),
        sum(truth and not guess for guess, truth in pairs),
        0,
    )
