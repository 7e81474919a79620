"""Trains and evaluates the page classifier on case folders with truth."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reviewer import models
from reviewer.core.casefile import Page
from reviewer.core.errors import InputError
from reviewer.models import Linear
from reviewer.splitting.classifier import (
    CONTINUATION,
    TASK,
    PageClassifier,
    best_of,
    clean_lines,
    counts_of,
    flags_of,
    load_classifier,
)
from reviewer.splitting.volumes import Classifier
from reviewer.training.figures import Ratio, by_label, calibration_error, macro_f1, table, together
from reviewer.training.linear import Recipe, Sample, fit
from reviewer.training.material import part_of
from reviewer.training.pages import LabelledCase, LabelledPage, corrupted, read_corpora, training_pages, untitled

SURE = 0.8  # above it the splitter lets the classifier begin a document
_FEWEST = 3  # a kind must be in so many cases to be learnt


@dataclass(frozen=True)
class PageFigures:
    """How a classifier does on pages. ``bare`` is without titles, which is how the splitter asks it."""

    bare: Mapping[str, Ratio]
    titled: Mapping[str, Ratio]
    error: float  # expected calibration error without titles
    sure: Ratio  # starts that were given with at least ``SURE``, without titles
    wrong_starts: float  # share of the pages that go on for which a start is given with at least ``SURE``
    pages: int

    @property
    def worth(self) -> float:
        """What decides between two models: the mean of F1 over kinds and over pages, less double the wrong starts."""
        return (macro_f1(self.bare) + together(self.bare).f1) / 2 - 2 * self.wrong_starts

    def rounded(self) -> dict[str, Any]:
        """For the card."""
        return {
            "pages": self.pages,
            "without_title": {"accuracy": round(together(self.bare).f1, 4), "macro_f1": round(macro_f1(self.bare), 4)},
            "with_title": {"accuracy": round(together(self.titled).f1, 4), "macro_f1": round(macro_f1(self.titled), 4)},
            "continuation": self.bare.get(CONTINUATION, Ratio(0, 0, 0)).rounded(),
            "calibration_error": round(self.error, 4),
            "sure_starts": self.sure.rounded(),
            "wrong_starts": round(self.wrong_starts, 4),
        }


def train(*corpora: Path, out: Path | None = None) -> str:
    """Train on corpora, compare with the model in use on the frozen part, and promote what is better.

    Raises:
        InputError: the corpora are too small to be divided.
    """
    return train_on(read_corpora(corpora), out=out)


def train_on(cases: Sequence[LabelledCase], *, out: Path | None = None, recipe: Recipe | None = None) -> str:
    """As :func:`train`, on cases that were read."""
    recipe = recipe or Recipe()
    parts = divided(cases)
    linear, calibration = fit_pages(parts, recipe)
    version = models.next_version(TASK, folder=out)
    fresh = PageClassifier(linear, calibration, version)
    before = load_classifier(folder=out)
    new = measure(fresh, parts["frozen"])
    old = measure(before, parts["frozen"]) if before is not None else None
    arrays, vocabulary = linear.parts()
    card = _card(cases, parts, recipe, new)
    models.save(
        TASK, version, arrays=arrays | {"calibration": calibration}, vocabulary=vocabulary, card=card, folder=out
    )
    better = old is None or new.worth > old.worth
    if better:
        models.promote(TASK, version, folder=out)
    name = before.version if isinstance(before, PageClassifier) else "无"
    return _compared(version, new, name, old, promoted=better)


def evaluate(*corpora: Path) -> str:
    """Figures of the model in use on the cases of corpora that its training never saw.

    Raises:
        InputError: all cases of the corpus were trained on, or there is no model.
    """
    return evaluate_on(read_corpora(corpora))


def evaluate_on(cases: Sequence[LabelledCase], *, folder: Path | None = None) -> str:
    """As :func:`evaluate`, on cases that were read."""
    model, classifier = models.load(TASK, folder=folder), load_classifier(folder=folder)
    if model is None or classifier is None:
        raise InputError("没有正在使用的 doctype 模型，请先训练")
    seen = set(model.card.get("data", {}).get("seen", ()))
    fresh = [case for case in cases if case.key not in seen]
    if not fresh:
        raise InputError("这些案件都用于训练过，不能用来评测；请另给一批")
    figures = measure(classifier, fresh)
    head = f"doctype {model.version}：{len(fresh)} 个案件（另有 {len(cases) - len(fresh)} 个训练用过，未计）\n"
    return (
        head
        + _summary(figures)
        + "\n不带标题的页：\n"
        + table(figures.bare)
        + "\n带标题的页：\n"
        + table(figures.titled)
        + "\n"
    )


def divided(cases: Sequence[LabelledCase]) -> dict[str, list[LabelledCase]]:
    """The cases by part, whole groups together.

    Raises:
        InputError: one of the parts would be empty.
    """
    parts: dict[str, list[LabelledCase]] = {"fit": [], "calibration": [], "frozen": []}
    for case in cases:
        parts[part_of(case.group)].append(case)
    if not all(parts.values()):
        raise InputError("案件太少，分不出训练、校准和比较三部分；请至少给二十个案件")
    return parts


def fit_pages(parts: Mapping[str, Sequence[LabelledCase]], recipe: Recipe) -> tuple[Linear, Any]:
    """The linear model of the fit part and its calibration on the calibration part."""
    known = _known(parts["fit"])
    rows = [(one, case.key) for case in parts["fit"] for one in training_pages(case) if one.label in known]
    linear = fit([sample_of(one, key) for one, key in rows], recipe)
    return linear, calibrate(linear, parts["calibration"])


def calibrate(linear: Linear, cases: Iterable[LabelledCase]) -> Any:
    """The weights of score, margin and constant in the confidence, on pages without titles and corrupted ones.

    Among clean pages of one generator hardly any guess is wrong, which would leave nothing to learn from.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    points: list[tuple[float, float]] = []
    right: list[bool] = []
    for case in cases:
        chance = random.Random(case.key)
        for one in map(untitled, case.pages):
            for worn in (one, corrupted(one, chance)):
                scores = linear.scores(*_features(worn.page))
                best, margin = best_of(scores)
                points.append((max(min(float(scores[best]), 8.0), -8.0), max(min(margin, 8.0), 0.0)))
                right.append(linear.labels[best] == one.label)
    if len(set(right)) < 2:
        return np.array([1.0, 0.5, 0.0], dtype="float32")
    platt = LogisticRegression(C=1.0).fit(np.array(points), np.array(right))
    return np.array([*platt.coef_[0], platt.intercept_[0]], dtype="float32")


def sample_of(one: LabelledPage, group: str) -> Sample:
    """A labelled page as a row of training."""
    counts, flags = _features(one.page)
    return Sample(counts, flags, frozenset({one.label}), group)


def measure(classifier: Classifier, cases: Iterable[LabelledCase]) -> PageFigures:
    """Ask a classifier about every page, with its title and without."""
    pages = [one for case in cases for one in case.pages]
    bare = [untitled(one) for one in pages]
    guesses = [classifier(one.page) for one in bare]
    right = [guess.kind == one.label for guess, one in zip(guesses, bare, strict=True)]
    starts = [
        (one.label, guess.kind)
        for guess, one in zip(guesses, bare, strict=True)
        if guess.kind != CONTINUATION and guess.confidence >= SURE
    ]
    going = sum(one.label == CONTINUATION for one in bare)
    hits = sum(label == kind for label, kind in starts)
    return PageFigures(
        bare=_ratios(bare, [guess.kind for guess in guesses]),
        titled=_ratios(pages, [classifier(one.page).kind for one in pages]),
        error=calibration_error([guess.confidence for guess in guesses], right),
        sure=Ratio(hits, len(starts) - hits, len(bare) - going - hits),
        wrong_starts=sum(label == CONTINUATION for label, _ in starts) / max(going, 1),
        pages=len(pages),
    )


def _features(page: Page) -> tuple[Mapping[str, int], list[str]]:
    lines = clean_lines(page)
    return counts_of(lines), flags_of(page, lines)


def _ratios(pages: Sequence[LabelledPage], kinds: Sequence[str]) -> dict[str, Ratio]:
    return by_label((frozenset({one.label}) for one in pages), (frozenset({kind}) for kind in kinds))


def _known(cases: Iterable[LabelledCase]) -> frozenset[str]:
    """The labels that enough cases have."""
    among: dict[str, set[str]] = {}
    for case in cases:
        for one in case.pages:
            among.setdefault(one.label, set()).add(case.key)
    return frozenset(label for label, keys in among.items() if len(keys) >= _FEWEST)


def _card(
    cases: Sequence[LabelledCase], parts: Mapping[str, Sequence[LabelledCase]], recipe: Recipe, figures: PageFigures
) -> dict[str, Any]:
    keys = sorted(case.key for case in cases)
    return {
        "what": "which document begins on a page, or that the page goes on; asked where titles leave it open",
        "data": {
            "sha256": hashlib.sha256("".join(keys).encode()).hexdigest(),
            "cases": {name: len(part) for name, part in parts.items()},
            "pages": sum(len(case.pages) for case in cases),
            "seen": sorted(case.key for name in ("fit", "calibration") for case in parts[name]),
        },
        "configuration": asdict(recipe) | {"sure": SURE, "fewest_cases_of_a_kind": _FEWEST},
        "figures": {"frozen": figures.rounded()},
        "limits": "trained on invented files whose authors and layouts are few; kinds that were not in them are "
        "unknown to it; pages that are pictures were not trained on",
    }


def _summary(figures: PageFigures) -> str:
    going = figures.bare.get(CONTINUATION, Ratio(0, 0, 0))
    rows = (
        ("页数", f"{figures.pages}"),
        ("不带标题：准确率 / 宏平均 F1", f"{together(figures.bare).f1:.4f} / {macro_f1(figures.bare):.4f}"),
        ("带标题：准确率 / 宏平均 F1", f"{together(figures.titled).f1:.4f} / {macro_f1(figures.titled):.4f}"),
        ("续页（不带标题）：精确率 / 召回率", f"{going.precision:.4f} / {going.recall:.4f}"),
        ("校准误差 ECE（不带标题）", f"{figures.error:.4f}"),
        (f"置信度不低于 {SURE} 的首页：精确率 / 召回率", f"{figures.sure.precision:.4f} / {figures.sure.recall:.4f}"),
        (f"续页被误作首页（置信度不低于 {SURE}）", f"{figures.wrong_starts:.4f}"),
    )
    return "".join(f"  {name}：{value}\n" for name, value in rows)


def _compared(version: str, new: PageFigures, name: str, old: PageFigures | None, *, promoted: bool) -> str:
    text = f"新模型 doctype/{version}（在从不参与训练的比较部分上）：\n{_summary(new)}"
    if old is not None:
        text += f"正在使用的 doctype/{name}（同一部分）：\n{_summary(old)}"
    text += "分类型（不带标题）：\n" + table(new.bare) + "\n"
    verdict = "新模型更好，已启用" if promoted else "新模型没有更好，未启用，原模型继续使用"
    return text + (verdict if old is not None else "此前没有模型，已启用") + "\n"
