"""The tasks of ``reviewer train`` and ``reviewer evaluate``: train, compare with the model in use, report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reviewer import models
from reviewer.core.errors import InputError

TASKS = ("doctype", "turns", "statements", "marks")


def train(task: str, *, corpus: Path, out: Path | None = None) -> str:
    """Train a model and say how good it is, beside the one in use; only what is better is put in use.

    Args:
        task: one of ``TASKS``.
        corpus: the folder of the annotated material in the form of the task.
        out: the ``models`` folder to write to; the product's own where not given.

    Returns:
        The report in Chinese, for the terminal.

    Raises:
        InputError: an unknown task, or material that cannot be used.
        ModelError: there is nowhere to write, or a model in use is damaged.
    """
    _check(task, corpus)
    if task == "doctype":
        from reviewer.training import doctype

        return doctype.train(corpus, out=out)
    if task == "turns":
        from reviewer.training import turns

        return turns.train(corpus, out=out)
    if task == "marks":
        from reviewer.training import marks

        return marks.train(corpus, out=out)
    return _train_statements(corpus, out)


def evaluate(task: str, *, corpus: Path) -> str:
    """Figures of the model in use on material that its training did not see; see :func:`train`."""
    _check(task, corpus)
    if task == "doctype":
        from reviewer.training import doctype

        return doctype.evaluate(corpus)
    if task == "turns":
        from reviewer.training import turns

        return turns.evaluate(corpus)
    if task == "marks":
        from reviewer.training import marks

        return marks.evaluate(corpus)
    from reviewer.checks.statements import model
    from reviewer.training import statements

    fitted = model.load()
    name = fitted.version if fitted is not None else "（没有模型）"
    return f"statements {name}：\n" + _statement_figures(statements.evaluate(corpus, fitted))


def _check(task: str, corpus: Path) -> None:
    if task not in TASKS:
        raise InputError(f"{task} 没有可训练的模型；可用的有：{'、'.join(TASKS)}")
    if not corpus.is_dir():
        raise InputError(f"找不到标注材料文件夹：{corpus.name}")


def _train_statements(corpus: Path, out: Path | None) -> str:
    """The new version is always kept; it is put in use only where both together do better with it."""
    from reviewer.checks.statements import model
    from reviewer.training import statements

    before = model.load(folder=out)
    old = statements.evaluate(corpus, before)
    version = models.next_version("statements", folder=out)
    fitted = statements.train(corpus, version=version)
    new = statements.evaluate(corpus, fitted)
    statements.save(fitted, corpus, new, folder=out)
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
