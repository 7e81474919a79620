"""Local packs of rules: tries a folder of cards out before it is used.

A pack is a folder with cards in ``*.toml``, whose codes begin with ``X`` (``XAB001``), and where wanted its own
scorecards in ``scorecards/criminal.toml`` and ``scorecards/administrative.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from reviewer.checks.cards import Card, read_cards
from reviewer.checks.run import run, verdicts
from reviewer.checks.scorecard import read_scorecard
from reviewer.checks.settings import check_settings
from reviewer.checks.sketch import read_sketch
from reviewer.checks.view import CaseView
from reviewer.core.casefile import CaseFile
from reviewer.core.errors import CardError
from reviewer.core.finding import Outcome

LOCAL = "X"
"""How the code of a local card begins."""
_ANSWERS = {
    Outcome.VIOLATED: "提示违反",
    Outcome.SATISFIED: "认为合法",
    Outcome.UNDETERMINED: "不能判断",
    Outcome.NOT_APPLICABLE: "认为无关",
}


def load_pack(folder: Path) -> tuple[Card, ...]:
    """The cards of a pack.

    Raises:
        CardError: no such folder, no card in it, a card is wrong, or its code does not begin with X.
    """
    cards = _read(folder)
    for card in cards:
        check_settings(card)
    return cards


def _read(folder: Path) -> tuple[Card, ...]:
    """The cards of a pack, whose checks may still be wrong."""
    if not folder.is_dir():
        raise CardError(f"{folder}：不是文件夹，请指定存放规则卡的文件夹")
    cards = tuple(read_cards(folder))
    if not cards:
        raise CardError(f"{folder}：没有规则卡，规则写在该文件夹的 .toml 文件里，每条以 [[rule]] 开头")
    for card in cards:
        if not card.code.startswith(LOCAL):
            raise CardError(f"{card.file}：规则 {card.code} 的 code 应当以 X 开头，如 XAB001，以免与自带规则相混")
    return cards


def try_pack(folder: Path, *, cases: Iterable[CaseFile] = ()) -> tuple[str, bool]:
    """Try a pack out: read it, run the examples of its cards, and show what fires on sample cases.

    Args:
        cases: the sample cases, already read.

    Returns:
        What was found, in words, and whether the pack can be used.

    Raises:
        CardError: the pack cannot be read; the message names file, rule and key.
    """
    cards = _read(folder)
    out = [f"{folder.name}：{len(cards)} 条规则"]
    problems: list[str] = []
    usable: list[Card] = []
    for card in cards:
        found = list(dict.fromkeys(_wrong(card)))
        problems += found
        if not found:
            usable.append(card)
        out.append(f"  {card.code} {card.title}：{'有问题' if found else '示例全部通过'}")
        out += [f"    {problem}" for problem in found]
    for path in sorted((folder / "scorecards").glob("*.toml")):
        scorecard = read_scorecard(path)
        out.append(f"评分表 {path.name}：{scorecard.title}，{len(scorecard.blocks)} 栏，可以使用")
    out += _on_cases(usable, cases)
    out.append("可以使用。" if not problems else f"有 {len(problems)} 处需要修改。")
    return "\n".join(out) + "\n", not problems


def _wrong(card: Card) -> Iterator[str]:
    """What is wrong with a card: its check, else its examples."""
    try:
        check_settings(card)
    except CardError as error:
        yield str(error)
    else:
        yield from _wrong_examples(card)


def _wrong_examples(card: Card) -> Iterator[str]:
    """What the examples show: each that does not answer as its name says."""

    def fired(found: set[Outcome]) -> bool:
        return Outcome.VIOLATED in found

    wanted: tuple[tuple[str, str, tuple[str, ...], Callable[[set[Outcome]], bool]], ...] = (
        ("fires", "应当提示", card.fires, fired),
        ("silent", "不应当提示", card.silent, lambda found: not fired(found)),
        ("unclear", "应当不能判断", card.unclear, lambda found: not fired(found) and Outcome.UNDETERMINED in found),
        ("misses", "写明目前发现不了", card.misses, lambda found: not fired(found)),
    )
    for key, words, examples, holds in wanted:
        for number, example in enumerate(examples, 1):
            where = f"{card.file} 规则 {card.code} 的 {key} 第 {number} 个示例"
            try:
                case = read_sketch(example, where=f"{card.file} {card.code} ", kind=card.kind)
                found = {one.outcome for one in verdicts(CaseView(case), card)}
            except CardError as error:
                yield str(error)
                continue
            if not holds(found):
                answers = "、".join(_ANSWERS[one] for one in Outcome if one in found) or "没有回答"
                yield f"{where}{words}，实际{answers}"


def _on_cases(cards: Sequence[Card], cases: Iterable[CaseFile]) -> list[str]:
    out: list[str] = []
    for case in cases:
        answers = run(case, cards)
        out.append(f"样例案卷 {case.id}：{len(answers.findings)} 个提示")
        for one in answers.findings:
            pages = "、".join(f"第{page}页" for page in dict.fromkeys(span.page for span in one.evidence))
            out.append(f"  {one.rule} {one.message}" + (f"（{pages}）" if pages else ""))
    return out
