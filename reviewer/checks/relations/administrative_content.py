"""Relations of what a penalty decision says: its items, the law it cites, and the range of the penalty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_documents import uncertain
from reviewer.checks.relations.administrative_papers import (
    ACT,
    NEW_ACT,
    decided_words,
    decision_penalty,
    penalties,
)
from reviewer.checks.relations.measures import concerns
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.finding import Severity, Verdict
from reviewer.law.articles import ArticleNumber, find_articles
from reviewer.law.penalties import PenaltyTier, corresponding_article, penalty_range

_OLD_DAY = date(2025, 1, 1)
# Names of acts and the articles of the Act of 2012 that punish them; those of 2025 follow from the article map.
_ACTS = (
    (r"殴打他人|故意伤害|殴打", 43), (r"盗窃|诈骗|哄抢|抢夺|敲诈勒索|故意损毁(?:公私)?财物|故意损坏财物", 49),
    (r"寻衅滋事|结伙斗殴|追逐、?拦截", 26), (r"赌博", 70), (r"卖淫|嫖娼", 66), (r"吸毒|吸食毒品|非法持有毒品", 72),
    (r"侮辱|诽谤|诬告陷害|威胁人身安全|干扰他人正常生活(?!.{0,4}动物)|侵犯隐私", 42), (r"猥亵", 44),
    (r"非法限制人身自由|非法侵入(?:他人)?住宅|非法搜查", 40), (r"阻碍执行职务|拒不执行紧急", 50),
    (r"扰乱(?:单位|公共场所|公共交通工具)秩序", 23), (r"散布谣言|虚构事实扰乱|谎报", 25),
    (r"饲养动物|放任动物|放任.{0,6}犬|恐吓他人", 75), (r"虐待|遗弃", 45), (r"非法携带(?:枪支|弹药|管制)", 32),
)  # fmt: skip
_CASE_NAMES = (
    "penalty_approval_form", "case_closing_report_admin", "volume_cover", "case_acceptance_form",
    "summons_administrative", "summons_approval",
)  # fmt: skip
_VIOLATION = re.compile(r"(?:查明|事实|经查|你于|于)[^。]{0,16}?(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")
_MERCY = {12, 13, 14, 19, 20, 21}
_MERCY_WORDS = r"减轻|从轻|未成年|初次|谅解|不满十八|主动投案|立功|认错认罚|盲人|又聋又哑|被胁迫|残疾"
_LEAST_TEXT = 150
_MOST_LACKING = 4


def violation_day(view: CaseView, decision: Document) -> date | None:
    """The day of the violation that a decision finds: the first date of its facts (of a month, its first day)."""
    facts = "".join(str(decision.value("facts") or "").split())
    text = view.text(decision).text
    start = text.find("查明")
    for part in (f"查明{facts}" if facts else "", text[start:] if start >= 0 else ""):
        if (match := _VIOLATION.search(part)) is not None:
            try:
                return date(int(match[1]), int(match[2]), int(match[3] or 1))
            except ValueError:
                continue
    return None


def decided_on(view: CaseView, decision: Document) -> date:
    """The day of a decision, or whose law applies where none was read."""
    return view.law_day(view.moment(decision, "issued_at"))


def cited(view: CaseView, decision: Document) -> tuple[ArticleNumber, ...]:
    """The articles of the Act on which a decision rests, from its operative sentence."""
    text = view.text(decision).text
    end = max(text.rfind("现决定"), text.rfind("决定给予"), text.rfind("决定对"))
    head = text[: end if end >= 0 else len(text)]
    start = max(head.rfind("根据《"), head.rfind("依据《"), head.rfind("依照《"), head.rfind(f"《{ACT}"), 0)
    part = head[start:]
    found: list[ArticleNumber] = []
    for match in re.finditer(rf"{ACT}》?(?:[(（][^)）]{{1,12}}[)）])?", part):
        stretch = re.split(r"《|,现|现决定|决定", part[match.end() :])[0]
        found.extend(find_articles(stretch))
    return tuple(dict.fromkeys(found))


# -- items -----------------------------------------------------------------------------------------------------------

_ITEMS = (
    ("性别", r"[男女](?![朋友孩])|性别"), ("出生日期或者年龄", r"出生|\d{1,3}(?:周)?岁|年龄"),
    ("身份证件种类和号码", r"身份证|证件|护照|\d{17}[\dXx]"), ("住址", r"住|户籍|地址|籍贯|所在地"),
    ("证据", r"证据|证实|证明|佐证|为证|印证"),
)  # fmt: skip


def items(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON501: what a penalty decision must say."""
    if not penalties(view):
        yield not_applicable("没有一般程序的处罚决定书")
    for decision in penalties(view):
        person = view.person_of(decision)
        about = f"{person or ''}|要素"
        text = view.text(decision).text
        lacks = list(_lacking(view, decision))
        if not decision.read or len(text) < _LEAST_TEXT or len(lacks) > _MOST_LACKING:
            yield unclear("行政处罚决定书没有读全，不能核对要素", decision.span(), about=about)
        elif lacks and uncertain(decision) and lacks != ["救济途径"]:
            yield unclear(f"图像识别的决定书中没有读到{'、'.join(lacks)}", decision.span(), about=about)
        elif lacks:
            grave = any(name in ("违法事实", "法律依据") for name in lacks)
            yield violated(
                f"行政处罚决定书没有写明{'、'.join(lacks)}", decision.span(), about=f"{about}|{'、'.join(lacks)}",
                severity=Severity.UNLAWFUL if grave else None, confidence=0.8,
            )  # fmt: skip
        else:
            yield satisfied("行政处罚决定书要素齐全", decision.span(), about=about)


def _lacking(view: CaseView, decision: Document) -> Iterator[str]:
    text = view.text(decision).text
    unit = re.search(r"法定代表人|单位名称|统一社会信用代码", text)
    unnamed = re.search(r"自报|无名氏|身份不明", text)
    for name, pattern in _ITEMS:
        if (unit or unnamed) and name in ("性别", "出生日期或者年龄", "身份证件种类和号码"):
            continue
        if re.search(pattern, text) is None:
            yield name
    if re.search(r"查明|违法事实|经查|事实如下|\d{4}年\d{1,2}月", text) is None:
        yield "违法事实"
    if re.search(r"第[^条]{1,8}条", text) is None:
        yield "法律依据"
    penalty = decision_penalty(view, decision)
    if (penalty.days or penalty.fines) and re.search(r"执行|履行|缴纳|缴至|送.{0,14}拘留所|交至|缴到", text) is None:
        yield "执行方式和期限"
    if re.search(r"行政复议|复议", text) is None or re.search(r"行政诉讼|提起诉讼|起诉|人民法院", text) is None:
        yield "救济途径"
    if penalty.fines and re.search(r"加处|百分之三|3%|滞纳|每日按", text) is None:
        yield "逾期不缴纳罚款的加处标准"
    if view.blank(decision, "issued_at"):
        yield "决定日期"


# -- which law -------------------------------------------------------------------------------------------------------


def _act_articles(view: CaseView) -> tuple[set[int], set[int]] | None:
    """The articles of both versions that punish the act by which the case is called; ``None`` where not told."""
    names = "".join(
        str(one.value(field) or "")
        for one in view.documents(*_CASE_NAMES)
        for field in ("case_name", "cause", "charge", "violation")
    )
    old = {article for pattern, article in _ACTS if re.search(pattern, names)}
    if not old:
        return None
    return old, {new for article in old for new in corresponding_article(article, day=_OLD_DAY)}


def wrong_version(view: CaseView, decision: Document) -> tuple[bool, str] | None:
    """Whether a decision cites articles of the other version of the Act for the act of this case.

    Returns:
        whether that is certain, with the article in words; ``None`` where the citation fits or cannot be told.
    """
    articles = {one.article for one in cited(view, decision)} - _MERCY - {10, 11, 16, 22}
    known = _act_articles(view)
    if not articles or known is None:
        return None
    old, new = known
    happened, decided = violation_day(view, decision), decided_on(view, decision)
    late = decided >= NEW_ACT
    ours, theirs = (new, old) if late and (happened is None or happened >= NEW_ACT) else (old, new)
    if articles & ours or not articles & theirs:
        return None
    words = "、".join(str(ArticleNumber(one)) for one in sorted(articles & theirs))
    certain = not late or (happened is not None and happened >= NEW_ACT)
    return certain, words


def version(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON502: the penalty rests on the version of the Act in force at the violation, unless the newer is lighter."""
    judged = False
    for decision in penalties(view):
        articles = cited(view, decision)
        if not articles:
            continue
        judged = True
        about = f"{view.person_of(decision) or ''}|法律版本"
        wrong, span = wrong_version(view, decision), decision.span("law_article")
        if wrong is None:
            known = _act_articles(view)
            if known is None:
                yield unclear("案由与条文的对应没有收录，不能核对", span, about=about)
            else:
                yield satisfied("引用的条文与行为时施行的法律相符", span, about=about)
        elif wrong[0]:
            yield violated(
                f"决定书引用的{wrong[1]}不是行为时施行的《治安管理处罚法》中处罚该行为的条文，而是另一版本的条文", span,
                about=f"{about}|{wrong[1]}", confidence=0.85,
            )  # fmt: skip
        else:
            yield unclear(f"行为跨越新旧法，引用的{wrong[1]}是否处罚较轻需人工比较", span, about=about)
    if not judged:
        yield not_applicable("没有引用治安管理处罚法的处罚决定")


# -- range -----------------------------------------------------------------------------------------------------------


class Figures(NamedTuple):
    """One penalty: days of detention and yuan of fine."""

    days: int
    fine: int


def _fits(tier: PenaltyTier, figures: Figures) -> bool:
    """Whether a penalty lies within one step of a range."""
    days, fine = tier.detain_days, tier.fine_yuan
    in_days = days is not None and days[0] <= figures.days <= days[1]
    in_fine = fine is not None and fine[0] <= figures.fine <= fine[1]
    if figures.days and figures.fine:
        return in_days and in_fine and tier.relation in ("并处", "可以并处")
    if figures.days:
        return in_days and tier.relation != "并处"
    if figures.fine:
        return in_fine and (days is None or tier.relation == "或者")
    return tier.warning


def _above(tiers: list[PenaltyTier], figures: Figures) -> str:
    """Why a penalty is heavier than, or of another kind than, all steps; empty where it is not."""
    if any("违法所得" in tier.note for tier in tiers):
        return ""
    days = [tier.detain_days for tier in tiers if tier.detain_days]
    if figures.days:
        if not days:
            return "该条款没有规定行政拘留"
        if (most := max(high for _, high in days)) < figures.days:
            return f"该条款拘留上限为{most}日"
    here = [tier for tier in tiers if not figures.days or (tier.detain_days and tier.detain_days[1] >= figures.days)]
    fines = [tier.fine_yuan[1] for tier in here if tier.fine_yuan]
    if figures.fine and fines and max(fines) < figures.fine:
        return f"该情节罚款上限为{max(fines)}元"
    basic = any(tier.tier == "基本" for tier in tiers)
    if figures.fine and basic and not any(tier.fine_yuan for tier in tiers):
        return "该条款没有规定罚款"
    if figures.days and figures.fine and here and not any(tier.relation in ("并处", "可以并处") for tier in here):
        return "该情节拘留与罚款只能选择其一"
    return ""


def _tiers(view: CaseView, decision: Document, day: date) -> tuple[list[PenaltyTier], int]:
    """The steps of all punishing articles that a decision cites, and how many such articles there are."""
    tiers: list[PenaltyTier] = []
    punishing: set[str] = set()
    for one in cited(view, decision):
        ranges = penalty_range(one.key, one.paragraph, day=day, law_of=view.law_of)
        if not ranges and one.paragraph and penalty_range(one.key, day=day, law_of=view.law_of):
            return [], 0  # a paragraph whose range could not be read
        if ranges and one.article not in _MERCY:
            punishing.add(one.key)
            tiers += [tier for found in ranges for tier in found.tiers]
    return tiers, len(punishing)


def in_range(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON503: the penalty lies within a step of the range of the article cited."""
    judged = False
    for decision in penalties(view):
        if not cited(view, decision):
            continue
        judged = True
        yield _ranged(view, decision)
    if not judged:
        yield not_applicable("没有引用治安管理处罚法的处罚决定")


def _ranged(view: CaseView, decision: Document) -> Verdict:
    person = view.person_of(decision)
    about = f"{person or ''}|幅度"
    penalty, span = decision_penalty(view, decision), decision.span("penalty")
    if wrong_version(view, decision) is not None:
        return unclear("引用的条文版本有疑问，幅度不能核对", span, about=about)
    if not penalty.any or penalty.revoked or penalty.stopped:
        return unclear("没有读到可以比较的处罚幅度", span, about=about)
    if "合并执行" in decided_words(view, decision) or len(set(penalty.days)) > 1 or len(set(penalty.fines)) > 1:
        return unclear("多个行为合并处罚，需分别核对幅度", span, about=about)
    figures = Figures(penalty.most_days, penalty.most_fine)
    days = {decided_on(view, decision), violation_day(view, decision) or decided_on(view, decision)}
    judged = [(tiers, many) for day in days for tiers, many in [_tiers(view, decision, day)] if tiers]
    if not judged:
        return unclear("该条款的幅度没有收录，不能核对", span, about=about)
    if any(_fits(tier, figures) for tiers, _ in judged for tier in tiers):
        return satisfied(f"{_said(figures)}在法定幅度之内", span, about=about)
    reasons = [_above(tiers, figures) for tiers, _ in judged]
    if all(reasons) and (max(many for _, many in judged) == 1 or "上限" in reasons[0]):
        return violated(
            f"决定{_said(figures)}，超出《治安管理处罚法》{_articles(view, decision)}的幅度：{reasons[0]}", span,
            *_approvals(view, person), about=f"{about}|{_said(figures)}",
        )  # fmt: skip
    mercy = bool({one.article for one in cited(view, decision)} & _MERCY) or view.says(decision, _MERCY_WORDS)
    if mercy:
        return satisfied(f"{_said(figures)}低于基本幅度，决定书引有减轻、从轻的理由", span, about=about)
    return unclear(f"{_said(figures)}低于或者不同于条款的基本幅度，是否有减轻情节需人工判断", span, about=about)


def _said(figures: Figures) -> str:
    words = [f"行政拘留{figures.days}日"] if figures.days else []
    words += [f"罚款{figures.fine}元"] if figures.fine else []
    return "并处".join(words) or "警告"


def _articles(view: CaseView, decision: Document) -> str:
    return "、".join(str(one) for one in cited(view, decision))


def _approvals(view: CaseView, person: str | None) -> list[Span]:
    """Where the approval proposes the same penalty."""
    forms = [one for one in view.documents("penalty_approval_form") if concerns(view, one, person)]
    return [one.span("penalty" if "penalty" in one.fields else None) for one in forms[:1]]
