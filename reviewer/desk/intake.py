"""Takes cases in: originals first, then the queue, then reading and judging, and everything into the store at once."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from reviewer import __version__
from reviewer.checks.rulebook import RuleBook
from reviewer.core.casefile import CaseFile
from reviewer.core.errors import InputError, ReviewerError, StoreError
from reviewer.core.settings import Settings
from reviewer.desk.candidates import kept_candidates
from reviewer.desk.correcting import corrected
from reviewer.desk.judging import kept_bodies, kept_documents, kept_facts, models_in_use, rule_book
from reviewer.pipeline import Review, assemble, judge
from reviewer.reading.admission import LARGEST_FILE, Admission, ignored
from reviewer.reading.gather import read_case
from reviewer.reading.intake import admit_case
from reviewer.reading.names import display, natural_key
from reviewer.store import cases, corrections, jobs
from reviewer.store.cases import GivenFile
from reviewer.store.engine import Store
from reviewer.store.frozen import unpack
from reviewer.store.problems import MissingError

Progress = Callable[[int, int], None]
"""Pages done and pages in all."""
_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_PAUSE = 0.4  # seconds between two notes of the progress


class CancelledError(Exception):
    """The import was stopped."""


def keep_uploads(store: Store, files: Sequence[tuple[str, bytes]]) -> list[GivenFile]:
    """Keep uploaded files as the files of one case; equal names are told apart."""
    found: dict[str, GivenFile] = {}
    for name, content in files:
        path = plain = display(name.replace("\\", "/").rsplit("/", 1)[-1]) or "file"
        copy = 1
        while path in found:
            copy += 1
            stem, dot, suffix = plain.rpartition(".")
            path = f"{stem} ({copy}).{suffix}" if dot else f"{plain} ({copy})"
        found[path] = GivenFile(path, store.originals.keep(content).sha256)
    return list(found.values())


def keep_cases(store: Store, file: tuple[str, bytes]) -> list[tuple[str, list[GivenFile]]]:
    """Keep an uploaded file as the cases in it: of a ZIP with several folders each folder is one, else it is one case.

    A folder that holds all others is looked through. A member that cannot be taken out stands in its place as an
    empty file, and is told.

    Returns:
        The name of each case, and its files.
    """
    given = keep_uploads(store, [file])
    whole = [(Path(given[0].path).stem, given)]
    if not file[1].startswith(b"PK"):
        return whole
    with (
        store.originals.laid_out([(given[0].path, given[0].sha256)], name="bundle") as path,
        admit_case(path) as admission,
    ):
        bundle = not any(one.path == given[0].path for one in admission.files)
        names = [one.path for one in (*admission.files, *admission.refused)]
        depth = _shared_folders(names)
        folders = {name.split("/")[depth] for name in names if name.count("/") > depth}
        if not bundle or len(folders) < 2:
            return whole
        kept = _keep_members(store, admission)
        kept += [GivenFile(one.path, store.originals.keep(b"").sha256) for one in admission.refused]
    cases_of: dict[str, list[GivenFile]] = {}
    for one in sorted(kept, key=lambda each: natural_key(each.path)):
        first, *rest = one.path.split("/")[depth:]
        within = replace(one, path="/".join(rest) or first)
        cases_of.setdefault(first if rest else Path(first).stem, []).append(within)
    return list(cases_of.items())


def _shared_folders(names: Sequence[str]) -> int:
    """How many folders all paths begin with; one that holds only files is no folder of cases."""
    split = [name.split("/")[:-1] for name in names]
    depth = 0
    while split and all(len(one) > depth and one[depth] == split[0][depth] for one in split):
        depth += 1
    return depth


def keep_path(store: Store, path: Path) -> list[GivenFile]:
    """Keep a file, or all files of a folder. What cannot be kept stands in its place as an empty file, and is told.

    Raises:
        InputError: there is no such path.
    """
    if not os.path.lexists(path):
        raise InputError(f"找不到路径：{path}")
    if not path.is_dir():
        return [_keep_file(store, path, path.name)]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not ignored(name))
        for name in sorted(names):
            whole = Path(folder) / name
            if not ignored(name):
                found.append(_keep_file(store, whole, whole.relative_to(path).as_posix()))
    if not found:
        raise InputError("文件夹里没有文件")
    return found


def _keep_file(store: Store, path: Path, shown: str) -> GivenFile:
    try:
        handle = os.open(path, _OPEN)
    except OSError:
        return GivenFile(shown, store.originals.keep(b"").sha256)
    with os.fdopen(handle, "rb") as stream:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size > LARGEST_FILE:
            return GivenFile(shown, store.originals.keep(b"").sha256)
        return GivenFile(shown, store.originals.keep(stream).sha256)


def run_job(store: Store, settings: Settings, identity: str, *, progress: Progress | None = None) -> str | None:
    """Carry out an import that this process has claimed. Whatever goes wrong with it is its result.

    Returns:
        The id of the case; ``None`` where it was stopped or failed.
    """
    now = jobs.job(store, identity)
    try:
        case = _imported(store, settings, now, _told(store, identity, progress))
    except CancelledError:
        jobs.finish(store, identity, state=jobs.CANCELLED)
    except ReviewerError as error:
        jobs.finish(store, identity, state=jobs.FAILED, problem=str(error))
    except (OSError, MemoryError) as error:
        jobs.finish(store, identity, state=jobs.FAILED, problem=f"审查中断（{type(error).__name__}），请重试")
    else:
        jobs.finish(store, identity, state=jobs.DONE, case=case)
        return case
    return None


def _told(store: Store, identity: str, progress: Progress | None) -> Progress:
    """Notes the progress in the data base now and then, and stops the import where that was asked for."""
    last = 0.0

    def told(done: int, total: int) -> None:
        nonlocal last
        if progress is not None:
            progress(done, total)
        if time.monotonic() - last >= _PAUSE or done >= total:
            last = time.monotonic()
            if jobs.advance(store, identity, page=done, pages=total):
                raise CancelledError

    return told


def _imported(store: Store, settings: Settings, job: jobs.JobInfo, progress: Progress) -> str:
    files = jobs.files_of(store, job.id)
    mark = cases.fingerprint(files)
    there = cases.find(store, mark)
    book = rule_book(settings, store)
    if there is not None and _same(store, there, job.as_of, book):
        return there
    laid_out = store.originals.laid_out([(one.path, one.sha256) for one in files], name=job.name)
    with laid_out as path, admit_case(path) as admission:
        read_files = _keep_members(store, admission)
        before: dict[str, tuple[int, int]] = {}

        def page(name: str, done: int, total: int) -> None:
            before[name] = (done, total)
            progress(sum(one for one, _ in before.values()), sum(one for _, one in before.values()))

        gathered = read_case(admission, ocr=settings.ocr, progress=page)
    read = assemble(gathered, job.name, as_of=date.fromisoformat(job.as_of))
    put_right = corrections.active(store, there) if there is not None else []
    review = judge(corrected(read, put_right), book=book)
    facts = {**kept_facts(review, rules=book.version()), "name": job.name, "fingerprint": mark}
    try:
        return cases.keep(
            store, facts, actor=job.created_by, bodies=kept_bodies(review, read=read), findings=review.findings,
            documents=kept_documents(review), candidates=kept_candidates(review), given=files, read=read_files,
            case_id=there,
        )  # fmt: skip
    except IntegrityError:
        # The same files were taken in twice at once; the other import came first.
        found = cases.find(store, mark)
        if found is None:
            raise StoreError("案件未能保存，请重试") from None
        return found


def _same(store: Store, there: str, as_of: str, book: RuleBook) -> bool:
    one = cases.info(store, there)
    versions = (one.engine, one.rules, cases.models_of(store, there), one.as_of)
    if versions != (__version__, book.version(), models_in_use(), as_of):
        return False
    try:
        unpack(Review, cases.body(store, there, "review"))
        unpack(CaseFile, cases.body(store, there, "read"))
    except StoreError:
        return False  # kept by a version that had other facts
    return True


def _keep_members(store: Store, admission: Admission) -> list[GivenFile]:
    """Keep every file as it is read, the members of bundles too, so that a page can be drawn from it alone."""
    found = []
    for one in admission.files:
        try:
            with one.open() as stream:
                kept = store.originals.keep(stream)
        except OSError:
            continue
        found.append(GivenFile(one.path, kept.sha256, one.media_type.value))
    return found


def read_again(store: Store, case_id: str, *, actor: str) -> str:
    """Put a case in the queue once more, with the rules and models of today; decisions and corrections stay."""
    one = cases.info(store, case_id)
    files = cases.files_of(store, case_id, given=True)
    if not files:
        raise MissingError("没有原始文件")
    return jobs.queue(store, files, name=one.name, as_of=one.as_of, actor=actor)
