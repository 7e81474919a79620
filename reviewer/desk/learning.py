"""Annotation, corpora and training from the screens, with the rights of who asks."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from reviewer import models
from reviewer.core.casefile import CaseFile
from reviewer.core.errors import StoreError
from reviewer.desk.candidates import place_of, turn_data
from reviewer.desk.correcting import document_of
from reviewer.desk.service import Desk
from reviewer.extraction.acts import load_acts
from reviewer.store import annotations as labelled
from reviewer.store import corpus
from reviewer.store.annotations import Collected, Label, Wanted
from reviewer.store.cases import CaseInfo
from reviewer.store.engine import Store
from reviewer.store.roles import Action, require

TRAINABLE = ("doctype", "turns", "statements", "marks")


def confirm_document(store: Store, case: CaseFile, one: CaseInfo, document: str, *, actor: str) -> None:
    """Keep kind and pages of a document as a label."""
    found = document_of(case, document)
    source = next(each for each in case.sources if each.id == found.source)
    data = place_of(found, source.sha256, source.path)
    unit = f"{source.sha256}/{found.first_page}"
    label = Label(labelled.DOCUMENT, unit, found.type, actor, "", one.id, data)
    labelled.add(store, [label], origin="desk", by=actor)


def known_acts() -> list[str]:
    """The acts that a turn can be labelled with."""
    return sorted({act.name for cues in load_acts() for pairs in cues.by_pair.values() for act, _ in pairs})


def label_turn(
    store: Store, case: CaseFile, one: CaseInfo, document: str, *, index: int, asked: Sequence[str],
    answered: Sequence[str], actor: str,
) -> None:  # fmt: skip
    """Keep what is said in a turn as a label.

    Raises:
        StoreError: there is no such turn or act.
    """
    found = document_of(case, document)
    turn = next((each for each in found.turns if each.index == index), None)
    if turn is None or not {*asked, *answered} <= set(known_acts()):
        raise StoreError("没有这个问答，或没有这种行为")
    source = next(each for each in case.sources if each.id == found.source)
    data = turn_data(found, turn, source.sha256, source.path)
    unit = labelled.turn_unit(source.sha256, data["page"], turn.question, turn.answer)
    label = Label(labelled.TURN, unit, labelled.acts_label(asked, answered), actor, "", one.id, data)
    labelled.add(store, [label], origin="desk", by=actor)


def collected(desk: Desk) -> list[Collected]:
    """What was labelled, by task, with agreement."""
    require(desk.actor, Action.LIST)
    return labelled.collected(labelled.labels(desk.store))


def disagreements(desk: Desk) -> list[Label]:
    """Every label of the units on which people disagree and nobody settled."""
    require(desk.actor, Action.VIEW)
    barred = set(desk.barred())
    found = [one for one in labelled.labels(desk.store) if one.case not in barred]
    units: dict[tuple[str, str], list[Label]] = {}
    for one in found:
        units.setdefault((one.task, one.unit), []).append(one)
    return [
        one
        for ones in units.values()
        if len({each.label for each in ones}) > 1 and not any(each.settles for each in ones)
        for one in ones
    ]


def queue(desk: Desk, *, limit: int = 50) -> list[Wanted]:
    """What to label next."""
    require(desk.actor, Action.ANNOTATE)
    return labelled.uncertain(desk.store, limit=limit, but=desk.barred())


def export_corpus(desk: Desk, *, twice: bool = False) -> tuple[str, bytes]:
    """The labelled cases as a ZIP, in the form of the corpora and as tasks of Label Studio."""
    require(desk.actor, Action.CORPUS)
    with tempfile.TemporaryDirectory(dir=_work(desk.store)) as base:
        target = Path(base) / "corpus"
        corpus.export_corpus(desk.store, target, actor=desk.actor.name, twice=twice)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
            for path in sorted(target.rglob("*")):
                if path.is_file():
                    bundle.write(path, path.relative_to(target).as_posix())
    return "corpus.zip", out.getvalue()


def import_corpus(desk: Desk, source: Path) -> int:
    """Take annotated files in; gives how many labels are new."""
    require(desk.actor, Action.CORPUS)
    return corpus.import_corpus(desk.store, source, actor=desk.actor.name)


def train(desk: Desk, task: str, *, twice: bool = False) -> str:
    """Train on the shipped and the local examples; what is better is put in use. Gives the report in words.

    Args:
        twice: learn only from what two people said alike, or was settled.
    """
    require(desk.actor, Action.TRAIN)
    from reviewer.training import material, tasks

    if task not in TRAINABLE:
        raise StoreError("没有可训练的模型")
    with tempfile.TemporaryDirectory(dir=_work(desk.store)) as base:
        local = Path(base) / "local"
        count = corpus.export_corpus(desk.store, local, actor=desk.actor.name, twice=twice)
        report = tasks.train(task, corpora=[local] if count else [], shipped=material.SHIPPED)
    with desk.store.write() as connection:
        desk.store.note(connection, desk.actor.name, "train", f"model/{task}", in_use=models.current(task))
    return report


def rollback(desk: Desk, task: str) -> str:
    """Put the model in use that was in use before; gives its version."""
    require(desk.actor, Action.TRAIN)
    version = models.rollback(task)
    with desk.store.write() as connection:
        desk.store.note(connection, desk.actor.name, "rollback", f"model/{task}", in_use=version)
    return version


def _work(store: Store) -> Path:
    work = store.folder / "work"
    work.mkdir(exist_ok=True, mode=0o700)
    return work
