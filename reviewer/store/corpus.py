"""Annotated examples as files in the form of the corpora: the sources of a case, and beside them its truth and pages.

The truth is marked as partial: what is not in it was not looked at.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reviewer.core.casefile import CaseFile
from reviewer.core.errors import StoreError
from reviewer.core.pagerow import PAGES
from reviewer.store import annotations, cases, examples, label_studio
from reviewer.store.annotations import DOCUMENT, FIELD, FINDING, MARK, TURN, Label, add, agreed, labels
from reviewer.store.engine import Store
from reviewer.store.problems import MissingError, not_written

TRUTH = "truth.json"
TASKS_FILE, INTERFACE_FILE = "label-studio.json", "label-studio.xml"
_LARGEST = 64 << 20
_ID = re.compile(r"[0-9a-f]{32}")


def export_corpus(store: Store, target: Path, *, actor: str, twice: bool = False) -> int:
    """Write what people labelled into a folder; gives how many cases.

    Units on which people disagree are left out. Documents that nobody looked at are left out too, so that nothing is
    learnt from the machine's own guesses.

    Args:
        target: a folder that does not exist or is empty.
        twice: only what two people said alike, or was settled.
    """
    if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
        raise StoreError("导出文件夹不是空的，请换一个")
    everything = labels(store)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".corpus-") as base:
            work = Path(base) / "corpus"
            work.mkdir(mode=0o700)
            written = _write_cases(store, work, agreed(everything, twice=twice))
            _write(work / TASKS_FILE, label_studio.tasks(store, everything))
            _write_text(work / INTERFACE_FILE, label_studio.INTERFACE)
            work.replace(target)
    except OSError as error:
        raise not_written(error, "标注材料未能导出") from None
    with store.write() as connection:
        store.note(connection, actor, "corpus_export", "corpus", cases=written, labels=len(everything))
    return written


def _write_cases(store: Store, folder: Path, ones: Iterable[Label]) -> int:
    groups: dict[str, list[Label]] = defaultdict(list)
    for one in ones:
        groups[one.case or f"import-{one.data.get('case', '')}"].append(one)
    return sum(_write_case(store, folder / _safe(name), name, each) for name, each in sorted(groups.items()))


def _write_case(store: Store, folder: Path, name: str, ones: Sequence[Label]) -> bool:
    """One case with its sources; one whose sources are not in the store is passed over."""
    files: dict[str, str] = {}
    header: dict[str, Any] = {"id": folder.name, "kind": "unknown", "as_of": "", "note": "local", "partial": True}
    read: CaseFile | None = None
    if _ID.fullmatch(name):
        try:
            one = cases.info(store, name)
        except MissingError:
            return False
        header |= {"kind": one.kind, "as_of": one.as_of}
        files = {each.path: each.sha256 for each in cases.files_of(store, name, given=False)}
        read = examples.case_as_read(store, name)
    else:
        files = {str(one.data["path"]): str(one.data["sha256"]) for one in ones if "sha256" in one.data}
    if not files or not all(store.originals.path(sha256).exists() for sha256 in files.values()):
        return False
    folder.mkdir(mode=0o700)
    for path, sha256 in files.items():
        place = folder.joinpath(*(_safe(part) for part in path.split("/")))
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(store.originals.path(sha256), place)
        place.chmod(0o600)
    truth = _truth(store, name, ones)
    if read is not None:
        findings = {kept.finding.key: kept.finding for kept in cases.findings_of(store, name)}
        truth["pairs"] = list(examples.pairs_of(read, ones, findings))
        _write_text(folder / PAGES, examples.page_lines(read, ones))
    _write(folder / TRUTH, {"case": header, **truth})
    return True


def _truth(store: Store, name: str, ones: Iterable[Label]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {"documents": [], "findings": [], "fields": [], "marks": [], "turns": []}
    verdicts: dict[str, set[str]] = defaultdict(set)
    for one in ones:
        data = one.data
        if one.task == DOCUMENT:
            numbers = {key: data[key] for key in ("first_page", "last_page")}
            found["documents"].append({"type": one.label, "source": data["path"], **numbers})
        elif one.task == FIELD:
            value = {"field": data["name"], "value": json.loads(one.label)}
            found["fields"].append({"source": data["path"], "page": data["page"], **value})
        elif one.task == MARK:
            found["marks"] += [mark] if (mark := examples.mark_of(one)) is not None else []
        elif one.task == TURN:
            found["turns"].append(examples.turn_of(one))
        elif one.task == FINDING:
            rule = str(data["rule"])
            sure = one.label == "reject" and data["reason"] in examples.NOT_VIOLATED
            verdicts[rule].add("not" if sure else one.label)
            if one.label == "confirm":
                found["findings"].append({"rule": rule, "pages": _pages(store, name, str(data["key"])), "note": ""})
    found["documents"].sort(key=lambda one: (one["source"], one["first_page"]))
    judged = sorted(rule for rule, said in verdicts.items() if said <= {"confirm", "not"})
    tolerated = sorted(set(verdicts) - set(judged))
    return {**found, "conflicts": [], "judged": judged, "tolerated": tolerated, "tolerated_conflicts": []}


def _pages(store: Store, case: str, key: str) -> list[list[Any]]:
    """Where the evidence of a finding lies: path of the source, and page."""
    names = _source_paths(store, case)
    for kept in cases.findings_of(store, case):
        if kept.finding.key == key:
            places = {(names.get(span.source, span.source), span.page) for span in kept.finding.evidence}
            return [[source, page] for source, page in sorted(places)]
    return []


def _source_paths(store: Store, case: str) -> dict[str, str]:
    report = json.loads(_unzipped(cases.body(store, case, "report")))
    return {str(one["id"]): str(one["path"]) for one in report["sources"]}


def _unzipped(data: bytes) -> bytes:
    import gzip

    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


# -- back ------------------------------------------------------------------------------------------------------


def import_corpus(store: Store, source: Path, *, actor: str) -> int:
    """Take annotated files in: a folder of cases with truth, or a JSON export of Label Studio. Gives the new labels.

    Raises:
        StoreError: it is neither, or is wrong.
    """
    if source.is_dir():
        found = [label for path in sorted(source.glob(f"*/{TRUTH}")) for label in _of_truth(store, path, actor)]
        if not found and (source / TRUTH).is_file():
            found = _of_truth(store, source / TRUTH, actor)
        origin = "corpus"
    else:
        found, origin = label_studio.labels_of(_json(source), actor), "label-studio"
    if not found:
        raise StoreError("没有找到标注：应为带 truth.json 的案件文件夹，或 Label Studio 导出的 JSON")
    return add(store, found, origin=origin, by=actor)


def _of_truth(store: Store, path: Path, actor: str) -> list[Label]:
    raw = _json(path)
    hashes: dict[str, str] = {}

    def place(source: Any) -> dict[str, str]:
        name = str(source)
        if name not in hashes:
            file = (path.parent / name).resolve()
            if not file.is_relative_to(path.parent.resolve()) or not file.is_file():
                raise StoreError(f"{path.parent.name}/{TRUTH} 所指的文件不在该文件夹中")
            with file.open("rb") as stream:
                hashes[name] = store.originals.keep(stream).sha256
        return {"path": name, "sha256": hashes[name], "case": path.parent.name}

    found = []
    try:
        case = raw.get("case")
        partial = isinstance(case, dict) and bool(case.get("partial"))
        for one in raw.get("documents", []):
            data = {**place(one["source"]), "first_page": int(one["first_page"]), "last_page": int(one["last_page"])}
            unit = f"{data['sha256']}/{data['first_page']}"
            found.append(Label(DOCUMENT, unit, str(one["type"]), actor, "", None, data))
        for one in raw.get("fields", []):
            data = {**place(one["source"]), "page": int(one["page"]), "name": str(one["field"])}
            unit = f"{data['sha256']}/{data['page']}/{data['name']}"
            found.append(Label(FIELD, unit, json.dumps(one["value"], ensure_ascii=False), actor, "", None, data))
        for one in raw.get("marks", []) if partial else []:
            shape = one["document"]
            names = {name: str(one[name]) for name in ("kind", "who", "label")}
            data = {
                **place(one["source"]), **names, "page": int(shape["first_page"]), "mark_page": int(one["page"]),
                "box": [float(value) for value in one["bbox"]], "document_type": str(shape["type"]),
                "first_page": int(shape["first_page"]), "last_page": int(shape["last_page"]),
            }  # fmt: skip
            unit = annotations.mark_unit(f"{data['sha256']}/{data['first_page']}", *names.values())
            found.append(Label(MARK, unit, "present" if one["present"] else "absent", actor, "", None, data))
        for one in raw.get("turns", []):
            said = {"question": str(one["question"]), "answer": str(one["answer"])}
            data = {**place(one["source"]), "page": int(one["page"]), **said}
            unit = annotations.turn_unit(data["sha256"], data["page"], **said)
            label = annotations.acts_label(*(map(str, one["acts"][side]) for side in ("question", "answer")))
            found.append(Label(TURN, unit, label, actor, "", None, data))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise StoreError(f"{path.parent.name}/{TRUTH} 缺少必需的内容或格式不对") from None
    cases.register(store, [cases.GivenFile(name, sha256) for name, sha256 in hashes.items()])
    return found


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > _LARGEST:
            raise StoreError(f"{path.name} 过大")
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{path.name} 无法读取（{type(error).__name__}）") from None


def _write(path: Path, content: Any) -> None:
    _write_text(path, json.dumps(content, ensure_ascii=False, indent=1))


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    path.chmod(0o600)


def _safe(name: str) -> str:
    """A folder or file name; names of cases may hold anything."""
    cleaned = "".join(one for one in name if one.isalnum() or one in "-_. ()（）").strip(". ")
    return cleaned[-120:] or hashlib.sha256(name.encode()).hexdigest()[:12]
