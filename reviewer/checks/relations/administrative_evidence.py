"""Relations of the evidence of an administrative case: what a decision rests on and how it was obtained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_documents import is_suspect_record, lacking
from reviewer.checks.relations.administrative_papers import (
    is_offender,
    mentions,
    one_violation,
    penalties,
    public_order,
    victims,
)
from reviewer.checks.relations.inspections import among_others
from reviewer.checks.relations.measures import concerns, titled
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Presence
from reviewer.core.finding import Severity, Verdict
from reviewer.extraction.numerals import NUMERALS, chinese_number

_NUMBER = rf"(\d+|[{NUMERALS}]+)"
_BASIS = re.compile(
    r"(?:以上|上述)(?:违法)?事实,?(?:有|由|已有|分别有|以)(?P<list>.{2,300}?)"
    r"(?:等证据|证实|证明|为证|佐证|予以证|在案)"
)
_OWN = (
    r"(?:违法(?:行为|嫌疑)人|被处罚人|你)?(?:{names})?(?:本人)?的?"
    r"(?:陈述和申辩|陈述与申辩|陈述、申辩|陈述|申辩|供述|供认|自述|交代)"
)
_POLICE_FORCE = (
    r"(?:民警|警察|办案人员|你们|公安|派出所的?人)(?:当时|昨天|上次|把我|在.{0,6})?.{0,6}"
    r"(?:打了?我|殴打我|逼我|逼供|威胁我|恐吓我|骗我签|诱供|不让我(?:睡|吃)|吊起来|电击)|刑讯逼供|"
    r"(?:被|遭)(?:民警|警察).{0,4}(?:打|殴打|逼|威胁)"
)
_DENIED = r"没有|没|未|不存在|不是"
_PHOTOS: tuple[str, ...] = (
    rf"{_NUMBER}(?:张|幅|名|个|位|人)(?:不同)?.{{0,16}}?照片|照片{_NUMBER}张|{_NUMBER}张.{{0,10}}(?:免冠|相片|男性|女性)",
    rf"{_NUMBER}(?:名|位|个)(?:不同)?(?:男性|女性|男子|女子|人员|人)",
)
_PERSONS = (rf"{_NUMBER}(?:名|位|个)(?:不同)?.{{0,10}}?(?:男性|女性|男子|女子|人员|人)",)
_THINGS = (rf"{_NUMBER}(?:件|个|把|部|辆|台|支|只|根|条|块|双)",)
_FEATURES = r"特征|体貌|长相|衣着|身高|外貌|样子|发型|穿着|体型|型号|颜色|外观"
_TOGETHER = r"(?:共同|一起|同时|集体)(?:进行)?辨认(?!笔录)|两人辨认|二人共同"
_HINT = r"(?:是不是|就是)(?:他|她|这个人|\d+号)吧|提示(?:其|辨认人).{0,6}\d+号"
_WANTS = r"(?:要求|申请|想|希望|需要|要)(?:公安机关|你们)?(?:对)?.{0,8}(?:做|进行|作|给)?(?:法医|伤情|损伤)?鉴定"
_WANTS_NOT = r"(?:不|没有|放弃|无需|不用|拒绝).{0,6}(?:要求|申请|需要|进行|做|作)?.{0,8}鉴定"
_GRAVE = r"骨折|缝合|缝了|昏迷|脾破裂|气胸|视力下降|牙齿(?:脱落|折断)|颅内|住院治疗"
_HURT = r"殴打|伤害|打伤|轻微伤|伤情"
_VALUED = r"盗窃|诈骗|损毁|损坏|抢夺|哄抢|敲诈"
_VALUE = r"价值|价格|认定为|估价|折合|现金|人民币|\d+元|[一二三四五六七八九十百千万]+元|发票|收据|小票|标价|售价|购买价"
_COPY_TITLE = r"复印件|复制件|截图|打印件|翻拍|查询结果|查询记录|流水|明细"
_SOURCE_NOTE = r"原件|核对|无异|提供|出具|来源|调取|复印于|打印(?!时间|日期)|拍摄|制作|提取自|取自"


# -- what the decision rests on --------------------------------------------------------------------------------------


def own_words_only(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """EVD501: a penalty does not rest on the offender's own statement alone."""
    if not penalties(view):
        yield not_applicable("没有处罚决定")
    for decision in penalties(view):
        person = view.person_of(decision)
        about, text = f"{person or ''}|证据", view.text(decision)
        match = _BASIS.search(text.text)
        if match is None:
            yield unclear("决定书的证据部分没有读到", decision.span("evidence"), about=about)
            continue
        names = "|".join(re.escape(name) for name in (person,) if name) or "其"
        rest = re.sub(_OWN.replace("{names}", names), "", match["list"])
        rest = re.sub(rf"[、,和及与等的以上]|{names}|笔录|本人|一份", "", rest)
        span = text.span(match.start(), match.end())
        if rest or view.documents("expert_opinion", "inspection_record", "identification_record", "scene_photos"):
            yield satisfied("处罚有本人陈述以外的证据", span, about=about)
        else:
            others = [one for one in view.documents("interview_record") if not is_suspect_record(view, one)]
            if others:
                yield unclear("决定书只列出本人陈述，卷内另有他人笔录", span, others[0].span(), about=about)
            else:
                yield violated("处罚决定只列有本人陈述，没有其他证据", span, about=about, confidence=0.8)


def illegal_means(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """EVD502: clues of force, threat or deceit by the police, for a person to look into."""
    records = view.documents(
        "interview_record", "self_written_statement", "penalty_prior_notice", "statement_defense_review"
    )
    if not records:
        yield not_applicable("没有当事人的陈述")
        return
    clue = False
    for record in records:
        for span in _complaints(view, record):
            clue = True
            yield violated(
                f"{view.person_of(record) or ''}称受到办案人员的逼迫或者殴打，需核查", span,
                about=f"{view.person_of(record) or ''}|{view.start(record) or view.ordinal(record)}", confidence=0.6,
            )  # fmt: skip
    if clue:
        return
    unread = [one for one in records if not one.read]
    if unread:
        yield unclear("有陈述的页面未能读取", unread[0].span())
    else:
        yield satisfied("陈述中没有非法取证的线索")


def _complaints(view: CaseView, record: Document) -> Iterator[Span]:
    for turn in record.turns:
        answer = "".join(turn.answer.split())
        match = re.search(_POLICE_FORCE, answer)
        if match is not None and re.search(_DENIED, answer[max(0, match.start() - 6) : match.end()]) is None:
            yield turn.answer_span or record.span()
            return
    if not record.turns and record.type == "self_written_statement":
        found = view.text(record).first(_POLICE_FORCE)
        if found is not None and re.search(_DENIED, found[0][0]) is None:
            yield found[1]


# -- identification --------------------------------------------------------------------------------------------------


def lineup(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """EVD503: seven persons, photographs of ten persons, or five similar things for each thing."""
    records = view.documents("identification_record")
    if not records:
        yield not_applicable("没有辨认")
    for record in records:
        yield _counted(view, record)


def _counted(view: CaseView, record: Document) -> Verdict:
    text = view.text(record).text
    about = f"辨认|{view.person_of(record) or ''}|{view.start(record) or view.ordinal(record)}"
    span = record.span("targets" if "targets" in record.fields else None)
    if re.search(r"(?:场所|地点|现场)(?:进行)?辨认|辨认(?:作案)?(?:现场|地点|场所)", text) and "照片" not in text:
        return not_applicable("对场所的辨认没有数量要求")
    if "照片" in text or "相片" in text:
        kind, least, patterns = "照片", 10, _PHOTOS
    elif re.search(r"物品|凶器|工具|车辆|手机|刀|棍", str(record.value("targets") or "")):
        kind, least, patterns = "同类物品", 5, _THINGS
    else:
        kind, least, patterns = "人员", 7, _PERSONS
    most = _most(text, patterns)
    if kind == "照片" and most is None:
        sheets = view.documents("identification_photo_sheet")
        slots = [len(value) for one in sheets if isinstance(value := one.value("photo_slots"), list)]
        most = max(slots, default=None)
    if most is None:
        return unclear(f"辨认笔录没有读到供辨认的{kind}数量", span, about=about)
    unit = {"照片": "张", "同类物品": "件"}.get(kind, "人")
    if most < least:
        return violated(f"辨认时{kind}为{most}{unit}，少于{least}{unit}", span, about=about, confidence=0.85)
    return satisfied(f"辨认时{kind}为{most}{unit}，不少于{least}{unit}", span, about=about)


def _most(text: str, patterns: tuple[str, ...]) -> int | None:
    found: list[int] = []
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            words = next((group for group in match.groups() if group), "")
            value = chinese_number(words)
            if value is not None and 1 < value < 100:
                found.append(int(value) + among_others(text, match.start()))
    return max(found, default=None)


def lineup_manner(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """EVD504: features asked first, each witness alone, nothing hinted."""
    records = view.documents("identification_record")
    if not records:
        yield not_applicable("没有辨认")
    for record in records:
        person = str(record.value("party") or "") or view.person_of(record) or ""
        about = f"辨认|{person}|{view.start(record) or view.ordinal(record)}"
        if (fault := view.says(record, f"{_TOGETHER}|{_HINT}")) is not None:
            yield violated("辨认没有个别进行，或者给了辨认人提示", fault, about=f"{about}|方式", confidence=0.75)
            continue
        asked = view.says(record, _FEATURES)
        if asked is None and person:
            earlier = [one for one in view.documents("interview_record") if concerns(view, one, person)]
            asked = next((span for one in earlier if (span := view.says(one, _FEATURES)) is not None), None)
        if asked is not None:
            yield satisfied("辨认前询问了辨认对象的特征", asked, about=about)
        else:
            yield unclear("没有读到辨认前询问特征的记载，需核对辨认人的询问笔录", record.span(), about=about)


# -- appraisals ------------------------------------------------------------------------------------------------------


def injury_appraised(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """EVD505: an injury is appraised where the victim asks for it or it may be graver than slight."""
    kinds = (
        "penalty_decision", "case_acceptance_form", "volume_cover", "administrative_filing_form", "mediation_agreement",
    )  # fmt: skip
    if public_order(view) is False or mentions(view, _HURT, *kinds) is None:
        yield not_applicable("不是人身伤害案件")
        return
    opinions = [one for one in view.documents("expert_opinion") if view.says(one, r"伤|损伤程度") is not None]
    if opinions:
        yield satisfied("有伤情鉴定意见", opinions[0].span(), about="伤情鉴定")
        return
    if (
        refused := mentions(view, rf"{_WANTS_NOT}|拒绝(?:鉴定|诊断|检查)", "interview_record", "work_explanation")
    ) is not None:
        yield satisfied("被侵害人不要求或者拒绝鉴定，已记录在案", refused, about="伤情鉴定")
        return
    wanted = _wanted(view)
    grave = mentions(view, _GRAVE, "documentary_evidence_copy", "interview_record")
    if wanted is None and grave is None:
        yield not_applicable("没有应当鉴定的情形")
    elif not penalties(view) and not view.documents("no_penalty_decision"):
        yield unclear("可能需要伤情鉴定，尚未作出处理决定", about="伤情鉴定")
    elif wanted is not None:
        absence = lacking(view, "expert_opinion")
        yield one_violation(
            absence.held, "被侵害人要求伤情鉴定，卷内没有鉴定意见，也没有拒绝鉴定的记录", wanted, about="伤情鉴定",
            confidence=0.75, looked_for=absence.looked_for,
        )  # fmt: skip
    else:
        yield unclear("伤情可能较重而没有鉴定意见，需人工判断", *(one for one in (grave,) if one), about="伤情鉴定")


def _wanted(view: CaseView) -> Span | None:
    for record in view.documents("interview_record"):
        if is_offender(view, view.person_of(record)):
            continue
        known = victims(view)
        if known and view.person_of(record) not in known:
            continue
        for turn in record.turns:
            answer = "".join(turn.answer.split())
            if re.search(_WANTS, answer) and re.search(_WANTS_NOT, answer) is None:
                return turn.answer_span or record.span()
    return None


def goods_valued(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """EVD506: where the value of goods matters, something in the file establishes it."""
    judged = False
    for decision in penalties(view):
        if view.says(decision, _VALUED) is None or public_order(view) is False:
            continue
        judged = True
        about = f"{view.person_of(decision) or ''}|价值"
        opinions = [one for one in view.documents("expert_opinion") if titled(one, "价格", "估价", "价值")]
        told = opinions[0].span() if opinions else view.says(decision, _VALUE)
        papers = ("documentary_evidence_copy", "interview_record", "evidence_receipt_list")
        told = told or mentions(view, r"发票|收据|小票|购买价|价值.{0,10}元|买的时候", *papers)
        if told is not None:
            yield satisfied("涉案财物的价值有依据", told, about=about)
            continue
        absence = lacking(view, "expert_opinion", "documentary_evidence_copy")
        yield one_violation(
            absence.held, "涉案财物的价值没有认定，也没有发票等购置凭证", decision.span("facts"), about=about,
            confidence=0.65, looked_for=absence.looked_for,
        )  # fmt: skip
    if not judged:
        yield not_applicable("案件不涉及财物价值")


def copies(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """EVD507: copies say where they come from; electronic data are extracted on record and signed."""
    judged = False
    for paper in view.documents("documentary_evidence_copy"):
        if re.search(_COPY_TITLE, paper.title or "") is None and not view.blank(paper, "copy_statement"):
            continue
        judged = True
        about = f"{paper.title or ''}|{view.ordinal(paper)}"
        signed = [view.presence(paper, MarkKind.SIGNATURE), view.presence(paper, MarkKind.SEAL)]
        note = view.says(paper, _SOURCE_NOTE)
        if note is not None:
            yield satisfied(f"{view.title(paper)}注明了来源", note, about=about)
        elif Presence.PRESENT in signed or Presence.UNKNOWN in signed or not paper.read:
            yield unclear(f"{view.title(paper)}没有读到来源说明，有签名或者盖章", paper.span(), about=about)
        else:
            yield violated(
                f"{view.title(paper)}是复制件，没有注明来源或者与原件核对，也没有签名盖章", paper.span(), about=about,
                confidence=0.7,
            )  # fmt: skip
    for record in view.documents("electronic_extraction_record"):
        judged = True
        yield _extracted(view, record)
    if not judged:
        yield not_applicable("没有书证复制件和电子数据")


def _extracted(view: CaseView, record: Document) -> Verdict:
    about = f"电子数据|{view.start(record) or view.ordinal(record)}"
    officers = view.presence(record, MarkKind.SIGNATURE, "officer")
    if officers is Presence.ABSENT and record.read:
        return violated(
            f"{view.title(record)}没有民警签名", record.span(), about=about, severity=Severity.DEFECT, confidence=0.75
        )
    if officers is None:
        return unclear(f"{view.title(record)}的签名处没有读到", record.span(), about=about)
    return satisfied(f"{view.title(record)}有制作人签名", record.span(), about=about)
