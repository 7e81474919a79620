"""Where reports go: printed, one file, or one file a case in a folder."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.core.errors import InputError
from reviewer.reports import json as json_report
from reviewer.reports.text import text_report

if TYPE_CHECKING:
    from reviewer.reports.html import Images
    from reviewer.reports.json import Reviewed

_SUFFIXES = {
    "text": ".txt",
    "json": ".json",
    "jsonl": ".jsonl",
    "html": ".html",
    "xlsx": ".xlsx",
    "docx": ".docx",
    "sarif": ".sarif",
}
_TOGETHER = ("jsonl", "xlsx", "sarif")  # formats that hold several cases


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".reviewer-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise InputError(f"无法写入 {path}：请检查磁盘空间和权限") from error


def read_baseline(path: Path | None) -> Mapping[str, frozenset[str]] | None:
    """Keys of findings by case that a baseline holds; ``None`` where there is none yet.

    Raises:
        InputError: the file is no baseline.
    """
    if path is None or not path.exists():
        return None
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {str(case): frozenset(map(str, keys)) for case, keys in raw.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise InputError(f"{path} 不是基线文件，请换一个文件名重新生成") from error


class Output:
    """Takes reviews one by one and gives the reports in the chosen format.

    Args:
        cases: how many will come; several do not fit into one file of most formats.
        baseline: where the keys of all findings are written; ``None`` writes none.

    Raises:
        InputError: several cases are to go into one file that holds one.
    """

    def __init__(
        self, form: str, target: Path | None, *, lang: str = "zh", cases: int = 1, baseline: Path | None = None
    ) -> None:
        self.form, self.target, self.lang = form, target, lang
        self.reviews: list[Reviewed] = []
        self.printed: list[str] = []
        self.baseline = baseline
        self.keys: dict[str, list[str]] = {}
        self.ids: list[str] = []
        if cases > 1 and form not in _TOGETHER and target is not None and target.suffix == _SUFFIXES[form]:
            raise InputError(f"{target.name}：多个案件的 {form} 报告不能写入同一个文件，--output 请写文件夹")

    def add(self, review: Reviewed, *, path: Path | None = None) -> None:
        """Take one review.

        Args:
            path: of the case, from which pictures of the evidence are drawn.
        """
        if self.baseline is not None:
            self.keys[review.case.id] = sorted(one.key for one in review.findings)
        if self.form == "jsonl":
            self.printed.append(json.dumps(json_report.report(review), ensure_ascii=False))
        elif self.form in _TOGETHER:
            self.reviews.append(_without_pages(review))
        else:
            self._deliver(review, path)

    def place(self) -> str:
        """Where the reports are; empty where they are printed."""
        return str(self.target or "")

    def _deliver(self, review: Reviewed, case_path: Path | None) -> None:
        content = render(review, self.form, lang=self.lang, path=case_path)
        self.ids.append(review.case.id)
        again = self.ids.count(review.case.id)  # two cases of one name: neither is written over
        path = self._path(review.case.id if again == 1 else f"{review.case.id}-{again}")
        if path is None:
            self.printed.append(content.decode("utf-8", errors="replace"))
        else:
            write_file(path, content)

    def _path(self, case_id: str) -> Path | None:
        if self.target is None:
            if self.form in ("xlsx", "docx"):
                return Path(f"{case_id}{_SUFFIXES[self.form]}")
            return None
        if self.target.suffix == _SUFFIXES[self.form]:
            return self.target
        return self.target / f"{case_id}{_SUFFIXES[self.form]}"

    def finish(self) -> str:
        """Write what holds several cases, and the baseline; gives what is to be printed."""
        if self.baseline is not None:
            write_file(self.baseline, json.dumps(self.keys, ensure_ascii=False, indent=1).encode())
        if self.form in _TOGETHER:
            content = self._together()
            path = self._path("reviewer")
            if path is None:
                return content.decode("utf-8")
            write_file(path, content)
            return ""
        return "\n".join(self.printed)

    def _together(self) -> bytes:
        if self.form == "jsonl":
            return "".join(f"{line}\n" for line in self.printed).encode()
        return render_all(self.reviews, self.form, lang=self.lang)


def _without_pages(review: Reviewed) -> Reviewed:
    """A review that is kept until the end of a long run: what its pages hold is in no report of several cases."""
    documents = tuple(replace(one, pages=()) for one in review.case.documents)
    return replace(review, case=replace(review.case, documents=documents))  # type: ignore[type-var]


def render(review: Reviewed, form: str, *, lang: str = "zh", path: Path | None = None) -> bytes:
    """The report of one case.

    Args:
        path: of the case, from which pictures of the evidence are drawn; without it the report has none.
    """
    if form == "json":
        return json_report.write(review).encode()
    if form == "text":
        return text_report(review, lang=lang).encode()
    if form == "html":
        from reviewer.reports.html import html_report

        return html_report(review, lang=lang, images=_images(review, path)).encode()
    if form == "docx":
        from reviewer.reports.docx import docx_report

        return docx_report(review)
    return render_all([review], form, lang=lang)


def _images(review: Reviewed, path: Path | None) -> Images | None:
    """Pictures of the evidence; a case that is no longer where it was has none."""
    if path is None:
        return None
    from reviewer.reading.pictures import pictures_of
    from reviewer.reports.html import MOST_PICTURES, shown_spans

    try:
        return pictures_of(path, review.case, shown_spans(review.findings), most=MOST_PICTURES)
    except (InputError, OSError):
        return None


def render_all(reviews: Sequence[Reviewed], form: str, *, lang: str = "zh") -> bytes:
    """One report of several cases."""
    if form == "jsonl":
        lines = (json.dumps(json_report.report(one), ensure_ascii=False) + "\n" for one in reviews)
        return "".join(lines).encode()
    if form == "xlsx":
        from reviewer.reports.xlsx import xlsx_report

        return xlsx_report(reviews, lang=lang)
    if form == "sarif":
        from reviewer.reports.sarif import sarif_report

        return sarif_report(reviews, lang=lang).encode()
    raise InputError(f"不支持的格式：{form}")
