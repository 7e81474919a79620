"""Looks at the machine: what works, what works less well, and what has to be put right."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from reviewer import __version__
from reviewer.core.errors import ReviewerError


class State(StrEnum):
    GOOD = "good"
    POORER = "poorer"  # works, less well
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was looked at."""

    name: str
    state: State
    zh: str
    en: str


_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_CHINESE = re.compile(r"cjk|wqy|uming|ukai|simsun|simhei|msyh|source.?han|fangsong|droid.*fallback|hansans", re.I)
_MARKS = {State.GOOD: "✓", State.POORER: "!", State.BAD: "✗"}


def examine(*, as_json: bool = False, lang: str = "zh") -> tuple[str, bool]:
    """Examine the machine.

    Returns:
        The result in words or as JSON, and whether nothing has to be put right.
    """
    entries = [entry for look in _LOOKS for entry in look()]
    good = all(entry.state is not State.BAD for entry in entries)
    if as_json:
        found = {"version": __version__, "good": good, "entries": [asdict(entry) for entry in entries]}
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n", good
    lines = [f"reviewer {__version__}"]
    lines += [f"{_MARKS[one.state]} {one.name}  {one.zh if lang == 'zh' else one.en}" for one in entries]
    return "\n".join(lines) + "\n", good


def _python() -> Iterator[Entry]:
    version = platform.python_version()
    good = sys.version_info >= (3, 11)
    yield Entry("python", State.GOOD if good else State.BAD, f"{version}，需要 3.11 以上", f"{version}, 3.11 is needed")


def _libraries() -> Iterator[Entry]:
    names = ("pypdfium2", "pdfplumber", "pikepdf", "python-docx", "openpyxl", "jinja2", "rapidocr", "onnxruntime")
    missing, found = [], []
    for name in names:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    words = "、".join(found)
    if missing:
        yield Entry("libraries", State.BAD, f"缺少 {'、'.join(missing)}，请重新安装", f"missing: {', '.join(missing)}")
    else:
        yield Entry("libraries", State.GOOD, words, ", ".join(found))


def _isolation() -> Iterator[Entry]:
    from reviewer.reading.sandbox import IsolationLevel, isolation_level

    level = isolation_level()
    words = {
        IsolationLevel.FULL: ("完全隔离（bubblewrap）", "full (bubblewrap)"),
        IsolationLevel.FS: ("文件和网络隔离（Landlock）", "files and network (Landlock)"),
        IsolationLevel.LIMITS: ("只有资源限制，建议安装 bubblewrap", "limits only; install bubblewrap"),
    }
    poor = level is IsolationLevel.LIMITS
    yield Entry("isolation", State.POORER if poor else State.GOOD, *words[level])


def _ocr() -> Iterator[Entry]:
    from reviewer.reading.ocr import MODELS

    found = importlib.util.find_spec("rapidocr")
    folder = Path(found.origin).parent / "models" if found is not None and found.origin else None
    missing = [name for name in MODELS if folder is None or not (folder / name).is_file()]
    if missing:
        zh = f"缺少模型 {'、'.join(missing)}，扫描页将列为未读；请重新安装 rapidocr"
        yield Entry("ocr", State.POORER, zh, f"models missing: {', '.join(missing)}; scans stay unread")
    else:
        yield Entry("ocr", State.GOOD, f"{len(MODELS)} 个模型齐全", f"{len(MODELS)} models")


def _models() -> Iterator[Entry]:
    from reviewer import models

    home = models.home()
    tasks = sorted(one.name for one in home.iterdir() if one.is_dir()) if home is not None else []
    if not tasks:
        yield Entry("models", State.POORER, "没有自带模型，只用规则判断", "no models: rules only")
    for task in tasks:
        try:
            model = models.load(task)
        except ReviewerError as error:
            yield Entry(f"model {task}", State.BAD, str(error), str(error))
            continue
        if model is None:
            yield Entry(f"model {task}", State.POORER, "没有启用的版本", "no version in use")
            continue
        digest = _digest(home / task / model.version / models.WEIGHTS) if home is not None else ""
        words = f"{model.version} sha256 {digest[:16]}"
        yield Entry(f"model {task}", State.GOOD, words, words)


def _digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"


def _rules() -> Iterator[Entry]:
    from reviewer.checks.cards import load_cards
    from reviewer.checks.scorecard import load_scorecard
    from reviewer.core.casefile import CaseKind

    try:
        cards = load_cards()
        scorecards = [load_scorecard(kind) for kind in (CaseKind.CRIMINAL, CaseKind.ADMINISTRATIVE)]
    except ReviewerError as error:
        yield Entry("rules", State.BAD, str(error), str(error))
        return
    versions = "、".join(dict.fromkeys(one.version for one in scorecards))
    yield Entry(
        "rules", State.GOOD, f"{len(cards)} 条，评分表 {versions}", f"{len(cards)} rules, scorecards {versions}"
    )


def _law() -> Iterator[Entry]:
    from reviewer.law.forms import load_forms
    from reviewer.law.library import load_limits, load_statutes

    try:
        statutes = len({one.short for one in load_statutes().values()})
        limits, forms = len(load_limits()), len(load_forms())
    except ReviewerError as error:
        yield Entry("law", State.BAD, str(error), str(error))
        return
    zh = f"{statutes} 部法律文件，{limits} 项期限，{forms} 种文书"
    yield Entry("law", State.GOOD, zh, f"{statutes} statutes, {limits} limits, {forms} forms")


def _fonts() -> Iterator[Entry]:
    folders = [Path(folder).expanduser() for folder in _FONT_FOLDERS]
    found = any(_CHINESE.search(path.name) for folder in folders if folder.is_dir() for path in folder.rglob("*.tt?"))
    found = found or any(
        _CHINESE.search(path.name) for folder in folders if folder.is_dir() for path in folder.rglob("*.otf")
    )
    if found:
        yield Entry("fonts", State.GOOD, "有中文字体", "Chinese fonts are there")
    else:
        zh = "没有中文字体，未嵌入字体的页面在截图中可能缺字；建议安装 fonts-noto-cjk"
        yield Entry("fonts", State.POORER, zh, "no Chinese fonts: pictures of pages may lack characters")


_LOOKS: tuple[Callable[[], Iterator[Entry]], ...] = (
    _python, _libraries, _isolation, _ocr, _models, _rules, _law, _fonts,
)  # fmt: skip
