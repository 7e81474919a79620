"""The tasks of ``reviewer train`` and ``reviewer evaluate``: train, compare with the model in use, report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reviewer import models
from reviewer.core.errors import InputError
from reviewer.training import material

TASKS = ("doctype", "turns", "statements", "marks")


def train(task: str, *, corpora: Sequence[Path], out: Path | None = None, shipped: Path | None = None) -> str:
    """Train a model and say how good it is, beside the one in use; only what is better is put in use.

    Args:
        task: one of ``TASKS``.
        corpora: folders of annotated material, in the form of the task or of labelled cases; they go beside what is
            shipped.
        out: the ``models`` folder to write to; the product's own where not given.
        shipped: the folder with the shipped corpora; ``None`` leaves them out.

    Returns:
        The report in Chinese, for the terminal.

    Raises:
        InputError: an unknown task, or material that cannot be used.
        ModelError: there is nowhere to write, or a model in use is damaged.
    """
    folders = _folders(task, corpora, shipped)
    if task == "doctype":
        from reviewer.training import doctype

        return doctype.train(*folders, out=out)
    if task == "turns":
        from reviewer.training import turns

        return turns.train(*folders, out=out)
    if task == "marks":
        from reviewer.training import marks

        return marks.train(*folders, out=out)
    return _train_statements(folders, out)


def evaluate(task: str, *, corpora: Sequence[Path]) -> str:
    """Figures of the model in use on material that its training did not see; see :func:`train`."""
    folders = _folders(task, corpora, None)
    if task == "doctype":
        from reviewer.training import doctype

        return doctype.evaluate(*folders)
    if task == "turns":
        from reviewer.training import turns

        return turns.evaluate(*folders)
    if task == "marks":
        from reviewer.training import marks

        return marks.evaluate(*folders)
    from reviewer.checks.statements import model
    from reviewer.training import statements

    fitted = model.load()
    name = fitted.version if fitted is not None else "（没有模型）"
    figures = statements.evaluate(folders, statements.gathered(folders), fitted)
    return f"statements {name}：\n" + _statement_figures(figures)


def _folders(task: str, corpora: Sequence[Path], shipped: Path | None) -> list[Path]:
    if task not in TASKS:
        raise InputError(f"{task} 没有可训练的模型；可用的有：{'、'.join(TASKS)}")
    found = material.gathered(task, corpora, shipped=shipped)
    if shipped is not None and task in ("doctype", "marks"):
        found += [one for one in (shipped / "sample",) if one.is_dir()]
    return found


def _train_statements(folders: Sequence[Path], out: Path | None) -> str:
    """The new version is always kept; it is put in use only where both together do better with it."""
    from reviewer.checks.statements import model
    from reviewer.training import statements

    found = statements.gathered(folders)
    before = model.load(folder=out)
    old = statements.evaluate(folders, found, before)
    version = models.next_version("statements", folder=out)
    fitted = statements.train(found.train, version=version)
    new = statements.evaluate(folders, found, fitted)
    statements.save(fitted, found, new, folder=out)
    text = f"新模型 statements/{version}：\n{_statement_figures(new)}"
    if before is not None:
        text += f"正在使用的 statements/{before.version}：\n{_statement_figures(old)}"
        if new["both"]["f1"] <= old["both"]["f1"]:
            return text + f"已保存为 statements/{version}；没有更好，未启用\n"
    models.promote("statements", version, folder=out)
    return text + f"已保存并启用 statements/{version}\n"


def _statement_figures(figures: Mapping[str, Mapping[str, float]]) -> str:
    names = {
        "slots": "只用事实比对",
        "model": "只用模型",
        "both": "两者合用",
        "tfidf": "TF-IDF 对照",
        "fresh": "新写的故事（两者合用）",
        "copied": "雷同笔录",
        "recording": "录音比对",
    }
    return "".join(
        f"  {names.get(name, name)}：精确率 {found['precision']:.3f}，"
        f"召回率 {found['recall']:.3f}，F1 {found['f1']:.3f}\n"
        for name, found in figures.items()
    )
