"""The sub-commands of the store: ``audit``, ``backup``, ``restore``, ``store``, ``corpus``, ``models``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reviewer.core.settings import load_settings
from reviewer.store.engine import Store, default_folder, open_store

OK, WRONG = 0, 4
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "audit": "审计记录：verify 校验全部历史，anchor 记下当前末行",
        "backup": "备份数据库和原始文件到新文件夹",
        "restore": "把备份恢复到空的数据文件夹",
        "store": "检查存储：数据库、原始文件、审计记录、中断的导入",
        "corpus": "导出或导入标注材料",
        "models": "退回上一版本的模型",
        "anchor": "锚点文件（存放在别处）；校验时与其最后一行比对",
        "folder": "备份文件夹",
        "to": "恢复到的数据文件夹；默认为设置中的数据文件夹",
        "repair": "清理中断的写入，把中断的导入重新排队",
        "path": "文件夹；导入时也可为 Label Studio 的 JSON",
        "twice": "只要两人一致或已裁定的标注",
        "task": "模型名称",
        "data": "数据文件夹；默认按设置",
    },
    "en": {
        "audit": "the audit log: verify all history, or write down its end as an anchor",
        "backup": "back the data base and the originals up into a new folder",
        "restore": "restore a backup into an empty data folder",
        "store": "check the data base, the originals, the audit log and interrupted imports",
        "corpus": "export or import annotated material",
        "models": "go back to the model used before",
        "anchor": "file of anchors, kept elsewhere; verify compares with its last line",
        "folder": "folder of the backup",
        "to": "data folder to restore to; by default that of the settings",
        "repair": "remove what interrupted writes left and queue interrupted imports again",
        "path": "a folder; for import also a JSON export of Label Studio",
        "twice": "only what two people labelled alike, or was settled",
        "task": "name of the model",
        "data": "data folder; by default that of the settings",
    },
}
NAMES = ("audit", "backup", "restore", "store", "corpus", "models")


def add_parsers(
    commands: Any, words: Mapping[str, str], *, parents: list[argparse.ArgumentParser] | None = None
) -> None:
    """Add the sub-commands.

    Args:
        commands: what ``add_subparsers`` gave.
        words: ``WORDS`` of the language.
        parents: parsers with common options.
    """

    def command(name: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=words[name], description=words[name], parents=parents or []
        )
        made.add_argument("--data", type=Path, help=words["data"])
        return made

    audit = command("audit")
    audit.add_argument("act", choices=("verify", "anchor"))
    audit.add_argument("--anchor", type=Path, help=words["anchor"])
    command("backup").add_argument("folder", type=Path, help=words["folder"])
    restore = command("restore")
    restore.add_argument("folder", type=Path, help=words["folder"])
    restore.add_argument("--to", type=Path, help=words["to"])
    check = command("store")
    check.add_argument("act", choices=("check",))
    check.add_argument("--repair", action="store_true", help=words["repair"])
    check.add_argument("--anchor", type=Path, help=words["anchor"])
    corpus = command("corpus")
    corpus.add_argument("act", choices=("export", "import"))
    corpus.add_argument("path", type=Path, help=words["path"])
    corpus.add_argument("--twice", action="store_true", help=words["twice"])
    models = command("models")
    models.add_argument("act", choices=("rollback",))
    models.add_argument("task", help=words["task"])


def run(args: argparse.Namespace) -> int:
    """Carry out one of the sub-commands; gives the exit status: 0, or 4 where something is wrong with the store."""
    acts: dict[str, Callable[[argparse.Namespace], int]] = {
        "audit": _audit,
        "backup": _backup,
        "restore": _restore,
        "store": _check,
        "corpus": _corpus,
        "models": _models,
    }
    return acts[args.command](args)


def _store(args: argparse.Namespace) -> Store:
    settings = load_settings()
    return Store(args.data, url=settings.url, audit_key=settings.audit_key) if args.data else open_store(settings)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _audit(args: argparse.Namespace) -> int:
    from reviewer.store.audit import read_anchor, write_anchor
    from reviewer.store.problems import TamperError

    store = _store(args)
    with store.read() as connection:
        if args.act == "anchor":
            head = store.audit.head(connection)
            if args.anchor is not None:
                write_anchor(head, args.anchor)
            _say(str(head))
            return OK
        try:
            head = store.audit.verify(connection, read_anchor(args.anchor) if args.anchor else None)
        except TamperError as error:
            _say(str(error))
            return WRONG
    _say(f"审计记录完整，共 {head.count} 行" if args.lang == "zh" else f"the audit log is whole: {head.count} rows")
    _say(str(head))
    return OK


def _backup(args: argparse.Namespace) -> int:
    from reviewer.store.backup import backup

    target = backup(_store(args), args.folder)
    _say(
        f"已备份到 {target}；审计密钥不在其中，请另行保管"
        if args.lang == "zh"
        else f"written to {target}, without the audit key"
    )
    return OK


def _restore(args: argparse.Namespace) -> int:
    from reviewer.store.backup import load_rows, restore

    settings = load_settings()
    folder = args.to or args.data or settings.data_folder or default_folder()
    restore(args.folder, folder)
    if settings.url and not settings.url.startswith("sqlite"):
        (folder / "reviewer.db").unlink()
        load_rows(args.folder, Store(folder, url=settings.url, audit_key=settings.audit_key))
    _say(f"已恢复到 {folder}" if args.lang == "zh" else f"restored to {folder}")
    return OK


def _check(args: argparse.Namespace) -> int:
    from reviewer.store.audit import read_anchor
    from reviewer.store.check import check

    found = check(_store(args), repair=args.repair, anchor=read_anchor(args.anchor) if args.anchor else None)
    for one in found:
        mended = "（已处理）" if one.mended else ""
        _say(f"{one.kind} {one.subject} {one.words}{mended}" if args.lang == "zh" else f"{one.kind} {one.subject}")
    if not found:
        _say("存储完好" if args.lang == "zh" else "the store is whole")
    return WRONG if any(not one.mended for one in found) else OK


def _corpus(args: argparse.Namespace) -> int:
    from reviewer.store.corpus import export_corpus, import_corpus

    store = _store(args)
    if args.act == "export":
        count = export_corpus(store, args.path, actor="local", twice=args.twice)
        _say(f"已导出 {count} 个案件" if args.lang == "zh" else f"{count} cases written")
    else:
        count = import_corpus(store, args.path, actor="local")
        _say(f"新增 {count} 条标注" if args.lang == "zh" else f"{count} new labels")
    return OK


def _models(args: argparse.Namespace) -> int:
    from reviewer import models

    version = models.rollback(args.task)
    _say(f"{args.task} 已退回 {version}" if args.lang == "zh" else f"{args.task} is back at {version}")
    return OK
