"""The rules in words: a list, the page of one rule, and the page of all rules for ``docs/``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from reviewer.checks.cards import Card
from reviewer.core.finding import Severity
from reviewer.law.library import cite, subject
from reviewer.reports.text import SEVERITY

FAMILIES = {
    "TIM": ("期限", "time limits"),
    "SIG": ("签名、指印与印章", "signatures, fingerprints, seals"),
    "PER": ("人员", "people"),
    "RIG": ("权利告知与保障", "rights"),
    "DOC": ("文书与手续", "documents"),
    "PLC": ("地点与办案区", "places"),
    "CON": ("内容", "contents"),
    "CNS": ("前后一致", "consistency"),
    "STA": ("案件停滞与降格处理", "stalled cases"),
    "EVD": ("证据", "evidence"),
}
_KINDS = {
    "zh": {"criminal": "刑事", "administrative": "行政", "both": "刑事、行政"},
    "en": {"criminal": "criminal", "administrative": "administrative", "both": "criminal and administrative"},
}
_WORDS = {
    "zh": {
        "law": "依据", "why": "为什么重要", "remedy": "今后怎么办", "fires": "会提示的例子", "silent": "不会提示的例子",
        "unclear": "不能判断的例子", "misses": "目前还发现不了的例子", "since": "自{}起", "until": "至{}止",
        "count": "共{}条", "local": "本单位规则",
    },
    "en": {
        "law": "law", "why": "why it matters", "remedy": "from now on", "fires": "an example that fails",
        "silent": "an example that passes", "unclear": "an example that cannot be decided",
        "misses": "an example that is not found yet", "since": "from {}", "until": "until {}", "count": "{} rules",
        "local": "local rules",
    },
}  # fmt: skip
_NOTATION = """例子用简写：一行是一份文书，各部分用 `|` 隔开，如 `拘留证 | 当事人 张某 | 宣布 2026-03-02 10:00`；
`?` 表示读不出，`空` 表示空白；`@` 开头的行说的是全案，如 `@ 零散` 表示只上传了零散材料。
"""


def _in_force(card: Card, lang: str) -> str:
    words = _WORDS[lang]
    days = [words["since"].format(card.since)] if card.since else []
    days += [words["until"].format(card.until)] if card.until else []
    return "，".join(days) if lang == "zh" else ", ".join(days)


def listing(cards: Iterable[Card], lang: str = "zh") -> str:
    """One line a rule: code, severity, kind of case, title; and how many there are."""
    found = list(cards)
    lines = []
    for card in found:
        days = _in_force(card, lang)
        kind, severity = _KINDS[lang][card.kind], SEVERITY[lang][card.severity]
        lines.append(f"{card.code}  {severity}  {kind}  {card.named(lang)}" + (f"（{days}）" if days else ""))
    return "\n".join([*lines, _WORDS[lang]["count"].format(len(found))]) + "\n"


def citations(card: Card) -> list[tuple[str, str]]:
    """The articles of a card with what each is about, in the latest version in which the card was law."""
    day = card.until or date.max
    found = []
    for citation in card.law:
        authority = cite(citation, day)
        version = f"（{authority.version}）" if authority.version else ""
        found.append((f"《{authority.law}》{version}{authority.article}", subject(citation, day)))
    return found


def _examples(card: Card) -> list[tuple[str, tuple[str, ...]]]:
    return [("fires", card.fires), ("silent", card.silent), ("unclear", card.unclear), ("misses", card.misses)]


def explain(card: Card, lang: str = "zh") -> str:
    """The page of one rule: what, law with subjects, why, examples, how to put it right."""
    words = _WORDS[lang]
    head = [_KINDS[lang][card.kind], SEVERITY[lang][card.severity], _in_force(card, lang)]
    out = [f"{card.code} {card.named(lang)}", "  " + " · ".join(part for part in head if part), ""]
    out.append(f"{words['law']}：")
    out += [f"  {article}：{about}" for article, about in citations(card)]
    out += ["", f"{words['why']}：{card.why}", f"{words['remedy']}：{card.remedy}"]
    for name, texts in _examples(card):
        for text in texts[:2]:
            out += ["", f"{words[name]}：", *(f"  {line}" for line in text.strip().splitlines())]
    return "\n".join(out) + "\n\n"


# -- docs/rules.md ---------------------------------------------------------------------------------------------


def rules_page(cards: Iterable[Card], undecided: Iterable[tuple[str, str, str]] = ()) -> str:
    """The page of all rules in Markdown, family by family.

    Args:
        undecided: rules that are not cards yet: code, title, reason.
    """
    found = sorted(cards, key=lambda card: card.code)
    out = [
        "# 规则",
        "",
        "本页由 `tools/make_docs.py` 从规则卡生成，请勿手改；规则写在 `reviewer/rules/*.toml`。",
        "",
        _NOTATION,
    ]
    out.append(f"共 {len(found)} 条规则。`reviewer rules 编号` 在终端显示同样的内容。")
    for family in dict.fromkeys(card.family for card in found):
        members = [card for card in found if card.family == family]
        out += ["", f"## {family} {FAMILIES.get(family, (_WORDS['zh']['local'],))[0]}（{len(members)}）", ""]
        out += ["| 编号 | 标题 | 适用 | 程度 |", "| --- | --- | --- | --- |"]
        out += [_row(card) for card in members]
        for card in members:
            out += _section(card)
    rest = list(undecided)
    if rest:
        out += ["", f"## 还不能判断的规则（{len(rest)}）", "", "| 编号 | 标题 | 原因 |", "| --- | --- | --- |"]
        out += [f"| {code} | {name} | {why} |" for code, name, why in rest]
    return "\n".join(out) + "\n"


def _row(card: Card) -> str:
    severity = SEVERITY["zh"][Severity(card.severity)]
    return f"| [{card.code}](#{card.code.lower()}) | {_escaped(card.title)} | {_KINDS['zh'][card.kind]} | {severity} |"


def _escaped(text: str) -> str:
    return re.sub(r"([|<>])", r"\\\1", text)


def _section(card: Card) -> list[str]:
    days = _in_force(card, "zh")
    head = [_KINDS["zh"][card.kind], SEVERITY["zh"][card.severity], *([days] if days else [])]
    out = ["", f'<a id="{card.code.lower()}"></a>', "", f"### {card.code} {_escaped(card.title)}", ""]
    out += [f"*{card.title_en}*", "", "，".join(head) + "。", "", f"**为什么重要** {card.why}", "", "**依据**", ""]
    out += [f"- {article}：{about}" for article, about in citations(card)]
    out += ["", f"**今后怎么办** {card.remedy}"]
    for name, texts in _examples(card):
        if texts:
            out += ["", f"**{_WORDS['zh'][name]}**", "", "```text", texts[0].strip(), "```"]
    return out
