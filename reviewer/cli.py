"""The command line. Results go to standard output, progress and messages to standard error.

Heavy libraries are imported where a sub-command uses them, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer import __version__
from reviewer.core.errors import ReviewerError
from reviewer.store import commands as store_commands

if TYPE_CHECKING:
    from reviewer.pipeline import Review

FORMATS = ("text", "json", "jsonl", "html", "xlsx", "docx", "sarif")
LEVELS = ("unlawful", "defect", "notice", "never")
OK, FOUND, WRONG_CALL, UNREADABLE, INTERRUPTED = 0, 1, 2, 3, 130

_ZH = {
    "about": "审查公安机关案卷是否合法：逐卷阅读，指出可能的问题、页码和条文，供人复核。只提示，不作决定。",
    "lang": "界面语言：zh（默认）或 en",
    "score": "审查一个或多个案件并评分",
    "case": "案件：文件夹、PDF 或 ZIP；用 --each 时为含多个案件的文件夹",
    "format": "输出格式",
    "output": "输出文件或文件夹；不写时打印到标准输出",
    "as_of": "判断期限的日期，如 2026-05-15；默认今天",
    "jobs": "同时审查几个案件",
    "select": "只用这些规则或类别，用逗号分开，如 TIM,SIG001",
    "ignore": "不用这些规则或类别",
    "fail_on": "发现达到该程度的问题时退出码为 1",
    "no_ocr": "不做文字识别；扫描页视为未读",
    "law_of": "按该日期的法律判断，看另一天的法律会怎样说",
    "each": "所给文件夹中每个子文件夹、PDF、ZIP 各是一个案件",
    "baseline": "基线文件：只列其中没有的问题；文件不存在时先写入",
    "rules": "列出规则，或说明一条规则",
    "code": "规则编号，如 TIM006",
    "due": "列出未结案件接下来到期的期限",
    "doctor": "检查运行环境：隔离级别、文字识别、模型、规则",
    "train": "用标注材料重新训练一个模型",
    "evaluate": "用标注材料评测正在使用的模型",
    "app": "在本机启动审查界面",
    "port": "端口，默认 8501；只在本机回环地址上",
    "no_app": "未安装审查界面所需的 {names}；请运行 pip install 'reviewer[app]'",
    "task": "模型名称",
    "corpus": "标注材料所在文件夹，可多次给出；训练时与自带材料合用",
    "out": "新模型写到哪里",
    "verbose": "在标准错误输出中显示更多信息",
    "reading": "正在读取",
    "cases_done": "已审查",
    "pages_so_far": "页",
    "interrupted": "已中断：{cases} 个案件中完成 {done} 个，其报告在：{where}",
    "printed": "标准输出",
    "wrong_date": "日期应写成 2026-05-15 这样",
    "no_case": "没有指定案件",
    "json": "以 JSON 输出",
}
_EN = {
    "about": "Checks whether the police followed the law in their own case files, and shows each likely defect with "
    "its page and article to a person. It advises and never decides.",
    "lang": "language: zh (default) or en",
    "score": "review and score one or more cases",
    "case": "a folder, a PDF or a ZIP bundle; with --each a folder of cases",
    "format": "format of the result",
    "output": "file or folder to write to; standard output where not given",
    "as_of": "day on which running periods are judged, e.g. 2026-05-15; default today",
    "jobs": "how many cases at once",
    "select": "only these rules or families, comma-separated, e.g. TIM,SIG001",
    "ignore": "not these rules or families",
    "fail_on": "exit with 1 where a finding is at or above this level",
    "no_ocr": "no OCR: scanned pages count as unread",
    "law_of": "judge by the law of this day",
    "each": "every folder, PDF and ZIP in the given folder is a case",
    "baseline": "baseline file: only findings that are not in it count; written where it does not exist",
    "rules": "list the rules, or explain one",
    "code": "code of a rule, e.g. TIM006",
    "due": "list what runs out next in an open case",
    "doctor": "check isolation, OCR, models and rules",
    "train": "retrain one model on annotated files",
    "evaluate": "evaluate the model in use on annotated files",
    "app": "start the review interface on the loopback address",
    "port": "port, 8501 by default; on the loopback address only",
    "no_app": "the interface needs {names}, which is not installed; run pip install 'reviewer[app]'",
    "task": "name of the model",
    "corpus": "folder with annotated files; may be given several times, and goes beside what is shipped",
    "out": "where the new model is written",
    "verbose": "say more on standard error",
    "reading": "reading",
    "cases_done": "reviewed",
    "pages_so_far": "pages",
    "interrupted": "interrupted: {done} of {cases} cases were finished; their reports are in: {where}",
    "printed": "standard output",
    "wrong_date": "write the day like 2026-05-15",
    "no_case": "no case given",
    "json": "print JSON",
}
_TEXTS = {"zh": _ZH, "en": _EN}
_APP = ("streamlit", "sqlalchemy", "alembic", "argon2", "platformdirs")
"""What the extra ``app`` brings; the store needs all of it but the first."""


def _language(argv: Sequence[str]) -> str:
    """The language that the call names; it is needed before the call is parsed."""
    for index, word in enumerate(argv):
        if word == "--lang=en" or (word == "--lang" and argv[index + 1 : index + 2] == ["en"]):
            return "en"
    return "zh"


def _parser(lang: str) -> argparse.ArgumentParser:
    words = _TEXTS[lang]
    parser = argparse.ArgumentParser(prog="reviewer", description=words["about"])
    parser.add_argument("--version", action="version", version=f"reviewer {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("zh", "en"), default="zh", help=words["lang"])
    common.add_argument("--verbose", action="store_true", help=words["verbose"])
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help=words["lang"])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_score(commands.add_parser("score", help=words["score"], description=words["score"], parents=[common]), words)
    rules = commands.add_parser("rules", help=words["rules"], description=words["rules"], parents=[common])
    rules.add_argument("code", nargs="*", help=words["code"])
    due = commands.add_parser("due", help=words["due"], description=words["due"], parents=[common])
    due.add_argument("case", nargs="+", type=Path, help=words["case"])
    due.add_argument("--as-of", type=_day, help=words["as_of"])
    due.add_argument("--format", choices=("text", "json", "ics"), default="text", help=words["format"])
    due.add_argument("--no-ocr", action="store_true", help=words["no_ocr"])
    doctor = commands.add_parser("doctor", help=words["doctor"], description=words["doctor"], parents=[common])
    doctor.add_argument("--json", action="store_true", help=words["json"])
    for name in ("train", "evaluate"):
        command = commands.add_parser(name, help=words[name], description=words[name], parents=[common])
        command.add_argument("task", choices=("doctype", "statements", "turns", "marks"), help=words["task"])
        given = {"required": True} if name == "evaluate" else {"default": []}
        command.add_argument("--corpus", type=Path, action="append", metavar="FOLDER", help=words["corpus"], **given)
        if name == "train":
            command.add_argument("--out", type=Path, help=words["out"])
    app = commands.add_parser("app", help=words["app"], description=words["app"], parents=[common])
    app.add_argument("--port", type=_port, default=8501, help=words["port"])
    store_commands.add_parsers(commands, store_commands.WORDS[lang], parents=[common])
    return parser


def _add_score(score: argparse.ArgumentParser, words: dict[str, str]) -> None:
    score.add_argument("case", nargs="+", type=Path, metavar="CASE", help=words["case"])
    score.add_argument("--each", action="store_true", help=words["each"])
    score.add_argument("--format", choices=FORMATS, default="text", help=words["format"])
    score.add_argument("--output", type=Path, help=words["output"])
    score.add_argument("--as-of", type=_day, help=words["as_of"])
    score.add_argument("--jobs", type=_count, default=1, help=words["jobs"])
    score.add_argument("--select", default="", help=words["select"])
    score.add_argument("--ignore", default="", help=words["ignore"])
    score.add_argument("--fail-on", choices=LEVELS, default="unlawful", help=words["fail_on"])
    score.add_argument("--no-ocr", action="store_true", help=words["no_ocr"])
    score.add_argument("--law-of", type=_day, help=words["law_of"])
    score.add_argument("--baseline", type=Path, help=words["baseline"])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("日期应写成 2026-05-15 / write the day like 2026-05-15") from None


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("1–65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError("1–64")
    return int(text)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, 1, 2 or 3 as the contract says."""
    argv = list(sys.argv[1:] if argv is None else argv)
    lang = _language(argv)
    words = _TEXTS[lang]
    args = _parser(lang).parse_args(argv)
    args.lang = lang  # it may stand before the command or behind it
    logging.basicConfig(level=logging.INFO if args.verbose else logging.ERROR, format="%(levelname)s %(message)s")
    commands: dict[str, Any] = {
        "score": _score, "rules": _rules, "due": _due, "doctor": _doctor, "train": _train, "evaluate": _evaluate,
        "app": _app, **dict.fromkeys(store_commands.NAMES, _store),
    }  # fmt: skip
    try:
        status: int = commands[args.command](args, words)
        sys.stdout.flush()
        return status
    except ReviewerError as error:
        print(f"reviewer: {error}", file=sys.stderr)
        return WRONG_CALL
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print("reviewer: 已中断" if args.lang == "zh" else "reviewer: interrupted", file=sys.stderr)
        return INTERRUPTED


# -- score -----------------------------------------------------------------------------------------------------


def _score(args: argparse.Namespace, words: dict[str, str]) -> int:
    from reviewer.batch import Order, review_cases
    from reviewer.checks.rulebook import in_use
    from reviewer.pipeline import without
    from reviewer.reading.intake import list_cases
    from reviewer.reports.outputs import Output, read_baseline

    in_use().check()
    paths = [one for path in args.case for one in list_cases(path, each=args.each)]
    order = Order(
        as_of=args.as_of or date.today(),
        ocr=not args.no_ocr,
        select=_listed(args.select),
        ignore=_listed(args.ignore),
        law_of=args.law_of,
    )
    known = read_baseline(args.baseline)
    first = args.baseline if known is None else None
    output = Output(args.format, args.output, lang=args.lang, cases=len(paths), baseline=first)
    worst, unreadable = 0, False
    bar = _Bar(len(paths), words)
    try:
        for path, review in zip(paths, review_cases(paths, order, jobs=args.jobs, progress=bar.page), strict=True):
            review = without(review, (known or {}).get(review.case.id, ()))
            output.add(review, path=path)
            worst = max(worst, max((one.severity.rank for one in review.findings), default=0))
            unreadable = unreadable or review.unreadable
            bar.case(review)
    except KeyboardInterrupt:
        bar.close()
        sys.stdout.write(output.finish())
        where = output.place() or words["printed"]
        message = words["interrupted"].format(done=bar.done, cases=len(paths), where=where)
        print(f"reviewer: {message}", file=sys.stderr)
        return INTERRUPTED
    bar.close()
    sys.stdout.write(output.finish())
    if unreadable:
        return UNREADABLE
    limit = {"notice": 1, "defect": 2, "unlawful": 3, "never": 9}[args.fail_on]
    return FOUND if worst >= limit else OK


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip().upper() for part in text.split(",") if part.strip())


class _Bar:
    """Progress on standard error: cases and pages; only where a person watches."""

    def __init__(self, cases: int, words: dict[str, str]) -> None:
        self.cases, self.done = cases, 0
        self.words = words
        self.shown = sys.stderr.isatty()

    def page(self, done: int, total: int) -> None:
        if self.shown:
            what = f"{done}/{total}" if total else f"{done} {self.words['pages_so_far']}"
            sys.stderr.write(f"\r\x1b[K{self.words['reading']} {self.done + 1}/{self.cases}: {what}")
            sys.stderr.flush()

    def case(self, review: Review) -> None:
        self.done += 1
        if self.shown:
            count = len(review.findings)
            sys.stderr.write(f"\r\x1b[K{self.words['cases_done']} {self.done}/{self.cases} ({count})")
            sys.stderr.flush()

    def close(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


# -- the other commands ----------------------------------------------------------------------------------------


def _rules(args: argparse.Namespace, _words: dict[str, str]) -> int:
    from reviewer.checks.rulebook import in_use
    from reviewer.reports.rules import explain, listing

    if args.code[:1] == ["check"]:
        return _check_pack(args)
    cards = {card.code: card for card in in_use().cards()}
    if not args.code:
        sys.stdout.write(listing(cards.values(), lang=args.lang))
        return OK
    for code in args.code:
        card = cards.get(code.upper())
        if card is None:
            unknown = f"没有规则 {code}；用 reviewer rules 查看全部规则" if args.lang == "zh" else f"no rule {code}"
            print(f"reviewer: {unknown}", file=sys.stderr)
            return WRONG_CALL
        sys.stdout.write(explain(card, lang=args.lang))
    return OK


def _check_pack(args: argparse.Namespace) -> int:
    from reviewer.checks.packs import try_pack
    from reviewer.pipeline import read

    if len(args.code) != 2:
        print("reviewer: reviewer rules check FOLDER", file=sys.stderr)
        return WRONG_CALL
    samples = Path(__file__).parent.parent / "corpora" / "sample"
    cases = (read(path, ocr=False) for path in sorted(samples.glob("*")) if path.is_dir())
    text, good = try_pack(Path(args.code[1]), cases=cases)
    sys.stdout.write(text)
    return OK if good else FOUND


def _due(args: argparse.Namespace, _words: dict[str, str]) -> int:
    from reviewer.pipeline import review
    from reviewer.reports.due import due_list

    reviews = [review(path, as_of=args.as_of, ocr=not args.no_ocr) for path in args.case]
    sys.stdout.write(due_list(reviews, form=args.format, lang=args.lang))
    return UNREADABLE if any(one.unreadable for one in reviews) else OK


def _doctor(args: argparse.Namespace, _words: dict[str, str]) -> int:
    from reviewer.doctor import examine

    text, good = examine(as_json=args.json, lang=args.lang)
    sys.stdout.write(text)
    return OK if good else FOUND


def _train(args: argparse.Namespace, _words: dict[str, str]) -> int:
    from reviewer.training.material import SHIPPED
    from reviewer.training.tasks import train

    sys.stdout.write(train(args.task, corpora=args.corpus, out=args.out, shipped=SHIPPED))
    return OK


def _evaluate(args: argparse.Namespace, _words: dict[str, str]) -> int:
    from reviewer.training.tasks import evaluate

    sys.stdout.write(evaluate(args.task, corpora=args.corpus))
    return OK


def _store(args: argparse.Namespace, words: dict[str, str]) -> int:
    if args.command != "models":
        _need(_APP[1:], words)
    return store_commands.run(args)


def _app(args: argparse.Namespace, words: dict[str, str]) -> int:
    _need(_APP, words)
    from reviewer.ui.launch import launch

    return launch(port=args.port, lang=args.lang)


def _need(libraries: Sequence[str], words: dict[str, str]) -> None:
    """Stop where the extra with the interface is not installed.

    Raises:
        ReviewerError: says how to install it.
    """
    from importlib.util import find_spec

    missing = [one for one in libraries if find_spec(one) is None]
    if missing:
        raise ReviewerError(words["no_app"].format(names="、".join(missing)))


if __name__ == "__main__":
    sys.exit(main())
