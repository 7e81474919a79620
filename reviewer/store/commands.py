"""The sub-commands of the store: ``audit``, ``backup``, ``restore``, ``store``, ``corpus``, ``models``, ``accounts``.

The data base is imported when one of them runs, so that adding them to the command line costs nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.core.settings import load_settings

if TYPE_CHECKING:
    from reviewer.store.engine import Store

OK, FOUND = 0, 1
ROLES = ("reviewer", "second_reviewer", "case_manager", "supervisor", "administrator")
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "audit": "审计记录：verify 校验全部历史，anchor 记下当前末行",
        "backup": "把数据库、原始文件和本地规则备份到一个新文件夹，可在使用中进行",
        "restore": "把备份恢复到空的数据文件夹",
        "store": "检查存储：数据库、原始文件、审计记录、中断的导入",
        "corpus": "导出或导入标注材料",
        "models": "退回上一版本的模型",
        "accounts": "账户：列出、新建、改姓名或角色、重设密码、停用、启用",
        "anchor": "锚点文件（存放在别处）；校验时与其最后一行比对",
        "folder": "备份文件夹",
        "to": "恢复到的数据文件夹；默认按设置",
        "repair": "清理中断的写入，把中断的导入重新排队",
        "path": "文件夹；导入时也可为 Label Studio 的 JSON",
        "twice": "只要两人一致或已裁定的标注",
        "task": "模型名称，如 doctype",
        "name": "账户名",
        "person": "本人真实姓名；案卷中有此姓名的案件不能由其评查",
        "role": "角色，可多次给出",
        "data": "数据文件夹；默认按设置",
        "whole_log": "审计记录完整，共 {count} 行",
        "backed_up": "已备份到 {folder}；审计密钥不在其中，请另行保管",
        "restored": "已恢复到 {folder}",
        "mended": "（已处理）",
        "whole_store": "存储完好",
        "exported": "已导出 {count} 个案件",
        "imported": "新增 {count} 条标注",
        "rolled_back": "{task} 已退回 {version}",
        "first_password": "首次登录密码（登录后须修改）：{password}",
        "changed": "{name} 已更新",
        "off": "已停用",
        "locked": "已锁定",
    },
    "en": {
        "audit": "the audit log: verify all history, or write down its end as an anchor",
        "backup": "back up data base, originals and local rules into a new folder, also while in use",
        "restore": "restore a backup into an empty data folder",
        "store": "check the data base, the originals, the audit log and interrupted imports",
        "corpus": "export or import annotated material",
        "models": "go back to the model used before",
        "accounts": "accounts: list, add, change, new password, switch off, switch on",
        "anchor": "file of anchors, kept elsewhere; verify compares with its last line",
        "folder": "folder of the backup",
        "to": "data folder to restore to; by default that of the settings",
        "repair": "remove what interrupted writes left and queue interrupted imports again",
        "path": "a folder; for import also a JSON export of Label Studio",
        "twice": "only what two people labelled alike, or was settled",
        "task": "name of the model, such as doctype",
        "name": "name of the account",
        "person": "the real name; a case that names this person is not theirs to review",
        "role": "role; may be given several times",
        "data": "data folder; by default that of the settings",
        "whole_log": "the audit log is whole: {count} rows",
        "backed_up": "written to {folder}, without the audit key: keep that elsewhere",
        "restored": "restored to {folder}",
        "mended": " (mended)",
        "whole_store": "the store is whole",
        "exported": "{count} cases written",
        "imported": "{count} new labels",
        "rolled_back": "{task} is back at {version}",
        "first_password": "first password, to be changed at login: {password}",
        "changed": "{name} is changed",
        "off": "switched off",
        "locked": "locked",
    },
}
NAMES = ("audit", "backup", "restore", "store", "corpus", "models", "accounts")


def add_parsers(commands: Any, words: Mapping[str, str], *, parents: list[argparse.ArgumentParser]) -> None:
    """Add the sub-commands.

    Args:
        commands: what ``add_subparsers`` gave.
        words: ``WORDS`` of the language.
        parents: parsers with common options.
    """

    def command(name: str, *acts: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=words[name], description=words[name], parents=parents
        )
        if acts:
            made.add_argument("act", choices=acts)
        if name != "models":
            made.add_argument("--data", type=Path, metavar="FOLDER", help=words["data"])
        return made

    audit = command("audit", "verify", "anchor")
    audit.add_argument("--anchor", type=Path, metavar="FILE", help=words["anchor"])
    command("backup").add_argument("folder", type=Path, help=words["folder"])
    restore = command("restore")
    restore.add_argument("folder", type=Path, help=words["folder"])
    restore.add_argument("--to", type=Path, metavar="FOLDER", help=words["to"])
    check = command("store", "check")
    check.add_argument("--repair", action="store_true", help=words["repair"])
    check.add_argument("--anchor", type=Path, metavar="FILE", help=words["anchor"])
    corpus = command("corpus", "export", "import")
    corpus.add_argument("path", type=Path, help=words["path"])
    corpus.add_argument("--twice", action="store_true", help=words["twice"])
    command("models", "rollback").add_argument("task", help=words["task"])
    accounts = command("accounts", "list", "add", "change", "password", "off", "on")
    accounts.add_argument("name", nargs="?", default="", help=words["name"])
    accounts.add_argument("--person", help=words["person"])
    accounts.add_argument("--role", action="append", default=[], choices=ROLES, help=words["role"])


def run(args: argparse.Namespace) -> int:
    """Carry out one of the sub-commands; gives the exit status: 0, or 1 where something is wrong with the store."""
    acts: dict[str, Callable[[argparse.Namespace, Mapping[str, str]], int]] = {
        "audit": _audit, "backup": _backup, "restore": _restore, "store": _check, "corpus": _corpus,
        "models": _models, "accounts": _accounts,
    }  # fmt: skip
    return acts[args.command](args, WORDS[args.lang])


def _store(args: argparse.Namespace, *, new: bool = False) -> Store:
    """The store that the call or the settings name; it must be there already unless it may be ``new``."""
    from dataclasses import replace

    from reviewer.store.engine import open_store

    settings = load_settings()
    if args.data is not None:
        settings = replace(settings, data_folder=args.data)
    return open_store(settings, new=new)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _audit(args: argparse.Namespace, words: Mapping[str, str]) -> int:
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
            return FOUND
    _say(words["whole_log"].format(count=head.count))
    _say(str(head))
    return OK


def _backup(args: argparse.Namespace, words: Mapping[str, str]) -> int:
    from reviewer.store.backup import backup

    _say(words["backed_up"].format(folder=backup(_store(args), args.folder)))
    return OK


def _restore(args: argparse.Namespace, words: Mapping[str, str]) -> int:
    from reviewer.store.backup import load_rows, restore
    from reviewer.store.engine import Store, default_folder

    settings = load_settings()
    folder = args.to or args.data or settings.data_folder or default_folder()
    restore(args.folder, folder)
    if settings.url and not settings.url.startswith("sqlite"):
        (folder / "reviewer.db").unlink()
        load_rows(args.folder, Store(folder, url=settings.url, audit_key=settings.audit_key))
    _say(words["restored"].format(folder=folder))
    return OK


def _check(args: argparse.Namespace, words: Mapping[str, str]) -> int:
    from reviewer.store.audit import read_anchor
    from reviewer.store.check import check

    found = check(_store(args), repair=args.repair, anchor=read_anchor(args.anchor) if args.anchor else None)
    for one in found:
        said = f"{one.kind} {one.subject} {one.words}" if args.lang == "zh" else f"{one.kind} {one.subject}"
        _say(said + (words["mended"] if one.mended else ""))
    if not found:
        _say(words["whole_store"])
    return FOUND if any(not one.mended for one in found) else OK


def _corpus(args: argparse.Namespace, words: Mapping[str, str]) -> int:
    from reviewer.store.corpus import export_corpus, import_corpus

    if args.act == "export":
        count = export_corpus(_store(args), args.path, actor="local", twice=args.twice)
        _say(words["exported"].format(count=count))
    else:
        count = import_corpus(_store(args, new=True), args.path, actor="local")
        _say(words["imported"].format(count=count))
    return OK


def _models(args: argparse.Namespace, words: Mapping[str, str]) -> int:
    from reviewer import models

    _say(words["rolled_back"].format(task=args.task, version=models.rollback(args.task)))
    return OK


def _accounts(args: argparse.Namespace, words: Mapping[str, str]) -> int:
    from reviewer.core.errors import StoreError
    from reviewer.store import accounts
    from reviewer.store.roles import Role

    store = _store(args, new=True)
    if args.act == "list":
        for one in accounts.accounts(store):
            state = [words["off"]] * (not one.active) + [words["locked"]] * one.locked
            _say("  ".join([one.name, one.person or "-", ",".join(sorted(one.roles)), *state]))
        return OK
    if not args.name:
        raise StoreError("请给出账户名")
    roles = [Role(one) for one in args.role]
    if args.act in ("change", "on", "off"):
        active = None if args.act == "change" else args.act == "on"
        accounts.change(store, name=args.name, by="local", person=args.person, roles=roles or None, active=active)
        _say(words["changed"].format(name=args.name))
        return OK
    password = accounts.first_password()
    if args.act == "add":
        person = args.person or ""
        accounts.create(store, name=args.name, person=person, roles=roles, password=password, by="local")
    else:
        accounts.set_password(store, name=args.name, password=password, by="local", must_change=True)
    _say(words["first_password"].format(password=password))
    return OK
