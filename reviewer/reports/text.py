"""The report as plain text for a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reviewer.core.casefile import Span
from reviewer.core.finding import Finding, Outcome, Severity
from reviewer.reports.citing import cited, finding_title
from reviewer.reports.signed import signed_rows

if TYPE_CHECKING:
    from reviewer.reports.json import Reviewed

SEVERITY = {
    "zh": {Severity.UNLAWFUL: "违法", Severity.DEFECT: "瑕疵", Severity.NOTICE: "提示"},
    "en": {Severity.UNLAWFUL: "unlawful", Severity.DEFECT: "defect", Severity.NOTICE: "notice"},
}
KIND = {
    "zh": {"criminal": "刑事案件", "administrative": "行政案件", "unknown": "种类不明"},
    "en": {"criminal": "criminal case", "administrative": "administrative case", "unknown": "kind unknown"},
}
_WORDS = {
    "zh": {
        "score": "评分", "points": "分", "unread": "未读或部分未读的材料", "findings": "可能的问题",
        "none": "没有发现可能的问题",
        "page": "第{}页", "law": "依据", "remedy": "今后怎么办", "looked": "排除核查", "right": "做得对的",
        "open": "不能判断的", "signed": "电子签名（只列事实；证书是否可信未核查）",
        "advice": "以上为机器提示，供人复核，不是结论。", "as_of": "判断日",
        "known": "基线中已有、未列出的问题", "law_of": "按 {} 的法律判断，不是行为发生时的法律",
    },
    "en": {
        "score": "score", "points": "points", "unread": "not or not fully read", "findings": "likely defects",
        "none": "no likely defect found", "page": "page {}", "law": "law", "remedy": "from now on",
        "looked": "looked for", "right": "kept", "open": "cannot tell",
        "signed": "electronic signatures (facts only; trust in certificates not checked)",
        "advice": "These are hints for a person to check, not decisions.", "as_of": "as of",
        "known": "left out, since the baseline holds them",
        "law_of": "judged by the law of {}, not by that of the day of each act",
    },
}  # fmt: skip


def text_report(review: Reviewed, *, lang: str = "zh") -> str:
    """The report of one case in words."""
    words = _WORDS[lang]
    case = review.case
    out = [f"{case.id}  {case.title or ''}  {KIND[lang][case.kind.value]}  {words['as_of']} {case.as_of}".rstrip()]
    if review.law_of is not None:
        out.append(words["law_of"].format(review.law_of))
    score = review.score
    out.append(f"{words['score']}：{score.total:g} {words['points']}  {score.grade}")
    out.extend(f"  {veto}" for veto in score.vetoes)
    unread = case.not_read
    if unread:
        out.append(f"{words['unread']}：")
        out.extend(f"  {one.path}：{one.problem}" for one in unread)
    out.append("")
    out.append(f"{words['findings']}：{len(review.findings)}" if review.findings else words["none"])
    if review.known:
        out.append(f"{words['known']}：{review.known}")
    names = {one.id: one.path for one in case.sources}
    for _, found in groupby(review.findings, key=lambda one: (one.rule, one.severity, cited(one.authority))):
        out.extend(_rule(list(found), names, lang))
    out.extend(_signed(review, lang))
    out.append("")
    out.append(_counts(review, lang))
    out.append(words["advice"])
    return "\n".join(out) + "\n"


def _signed(review: Reviewed, lang: str) -> list[str]:
    words = _WORDS[lang]
    rows = list(signed_rows(review.case, lang=lang))
    if not rows:
        return []
    out = ["", f"{words['signed']}：{len(rows)}"]
    for one in rows:
        place = one.path if not one.page else f"{one.path} {words['page'].format(one.page)}"
        out.append("  " + "  ".join(filter(None, (place, one.signer, one.signed_at, one.holds))))
    return out


def _counts(review: Reviewed, lang: str) -> str:
    words = _WORDS[lang]
    kept = sum(one.outcome is Outcome.SATISFIED for one in review.checks)
    undetermined = sum(one.outcome is Outcome.UNDETERMINED for one in review.checks)
    return f"{words['right']}：{kept}  {words['open']}：{undetermined}"


def _rule(found: list[Finding], names: dict[str, str], lang: str) -> list[str]:
    """All findings of one rule: what was seen each time; the law and what to do from now on once."""
    words = _WORDS[lang]
    first = found[0]
    out = ["", f"[{SEVERITY[lang][first.severity]}] {first.rule} {finding_title(first, lang)}"]
    for one, following in zip(found, [*found[1:], None], strict=True):
        out.append(f"  {one.message}")
        if one.evidence:
            out.append("    " + "、".join(dict.fromkeys(_place(span, names, words) for span in one.evidence)))
        if one.looked_for and (following is None or following.looked_for != one.looked_for):
            out.append(f"    {words['looked']}：{'；'.join(one.looked_for)}")
    if first.authority:
        out.append(f"  {words['law']}：{cited(first.authority)}")
    if first.remedy:
        out.append(f"  {words['remedy']}：{first.remedy}")
    return out


def _place(span: Span, names: dict[str, str], words: dict[str, str]) -> str:
    return f"{names.get(span.source, span.source)} {words['page'].format(span.page)}"
