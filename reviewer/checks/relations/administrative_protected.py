"""Relations of protected persons, detention, penalties on the spot, mediation and goods that may not be seized."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_content import decided_on, violation_day
from reviewer.checks.relations.administrative_documents import SEIZURE_LISTS, seizure_papers
from reviewer.checks.relations.administrative_papers import (
    NEW_ACT,
    PENALTIES_ACT_2021,
    decided_words,
    decision_penalty,
    mentions,
    penalties,
    public_order,
    read_penalty,
    under_new_act,
    victims,
)
from reviewer.checks.relations.measures import concerns, first_of
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Presence
from reviewer.core.finding import Severity, Verdict
from reviewer.law.library import in_force
from reviewer.law.penalties import STATUTE

_GUARDIAN_ORDER = r"(?:责令|由|告知).{0,10}(?:监护人|家长|父母|父亲|母亲).{0,12}(?:管教|看管|监护|教育)"
_MINOR_WORDS = r"未成年|未满十八|不满十八|已满十四|第十二条|不满18|未满18"
_NO_CAPACITY = (
    r"(?<!限定)(?<!部分)无(?:受处罚能力|责任能力|行为能力|刑事责任能力)|"
    r"(?:不能|丧失|无法)(?:辨认|控制).{0,6}(?:自己|自身|本人)?(?:的)?行为|(?:辨认|控制)能力.{0,4}(?:丧失|缺失)"
)
_SANE = r"具有(?:完全)?(?:受处罚|责任|行为)能力|精神正常|间歇期|未患"
_ILL = r"(?<!无)(?<!没有)(?<!未)(?:患有|系|曾患|有)(?:精神分裂|精神疾病|精神病|智力残疾|精神残疾)|(?:精神|智力)残疾证"
_PREGNANT = (
    r"(?<!未)(?<!没有)(?<!没)(?<!否认)怀孕(?:约|已)?(?:\d+|[一二三四五六七八九十]+)(?:个)?(?:多)?(?:月|周)|"
    r"(?:系|为|是)(?:孕妇|怀孕妇女)|正在哺乳自己|哺乳(?:自己)?不满一周岁|正处于?哺乳期|妊娠(?:\d+|[一二三四五六七八九十]+)周"
)
_SERIOUS = r"情节严重.{0,8}影响恶劣|第二十三条第二款"
_TWICE = r"一年(?:以|之)?内.{0,12}(?:二次|两次|2次|多次)"
_COLLECTED = r"[■√☑✓✔☒●▇⊠]当场收缴|已当场收缴|当场收缴罚款"
_MAY_COLLECT = (
    r"边远|水上|交通不便|被处罚人(?:主动)?(?:提出|请求|要求)|没有固定住所|无固定住所|"
    r"不当场收缴.{0,8}难以执行|旅客列车|口岸"
)
_NOT_ON_SPOT = r"卖淫|嫖娼|赌博|毒品|吸毒"
_NO_MEDIATION = (
    r"雇凶|雇佣他人|结伙斗殴|寻衅滋事|赌博|卖淫|嫖娼|吸毒|毒品|阻碍执行职务|盗窃|诈骗|抢夺|扰乱(?:单位|公共场所)秩序"
)
_UNRELATED = r"与(?:本|该)?案(?:件)?(?:无关|没有关联|无关联|没有关系)的?(?:财物|物品)?"


# -- minors and persons without capacity -----------------------------------------------------------------------------


def _born(view: CaseView, document: Document, person: str | None) -> date | None:
    known = view.person(person)
    if known is not None and known.birth_date is not None:
        return known.birth_date
    for one in (
        document,
        *view.documents("identity_certificate", "interview_record", "handling_area_form", person=person),
    ):
        if person is not None and one is not document and person not in view.people(one):
            continue
        try:
            return date.fromisoformat(str(one.value("birth_date")))
        except ValueError:
            continue
    return None


def full_years(born: date, day: date) -> int:
    """Full years on a day; reached on the day after the birthday."""
    return day.year - born.year - ((day.month, day.day) <= (born.month, born.day))


def minors(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON504: under fourteen no penalty but an order to the guardian; under eighteen lighter, and said so."""
    papers = [*penalties(view), *view.documents("no_penalty_decision", "onspot_penalty_decision")]
    if not papers:
        yield not_applicable("没有处罚或者不予处罚决定")
    for decision in papers:
        person = view.person_of(decision)
        about, born = f"{person or ''}|年龄", _born(view, decision, person)
        day = violation_day(view, decision)
        if born is None:
            yield unclear("被处罚人的出生日期没有读到", decision.span(), about=about)
            continue
        age = full_years(born, day or decided_on(view, decision))
        yield _minor(view, decision, person, age, about, sure=day is not None)


def _minor(view: CaseView, decision: Document, person: str | None, age: int, about: str, *, sure: bool) -> Verdict:
    spans = (decision.span("birth_date"), decision.span())
    punished = decision.type != "no_penalty_decision"
    if age >= 18:
        return not_applicable("行为时已满十八周岁")
    if age < 14 and punished:
        if not sure:
            return unclear(f"{person or ''}可能不满十四周岁，违法行为的日期没有读到", *spans, about=about)
        return violated(f"{person or ''}行为时{age}周岁，不满十四周岁而给予处罚", *spans, about=about)
    if age < 14:
        if (order := view.says(decision, _GUARDIAN_ORDER)) is not None:
            return satisfied("不予处罚并责令监护人管教", order, about=about)
        return violated(
            f"{person or ''}行为时{age}周岁不予处罚，决定书没有责令监护人管教", *spans, about=about,
            severity=Severity.DEFECT, confidence=0.75,
        )  # fmt: skip
    if not punished:
        return satisfied(f"{person or ''}未满十八周岁，未予处罚", *spans, about=about)
    if (light := view.says(decision, rf"{_MINOR_WORDS}|从轻|减轻")) is not None:
        return satisfied("对未成年人从轻或者减轻处罚", light, about=about)
    return violated(
        f"{person or ''}行为时{age}周岁，决定书没有写明从轻或者减轻处罚", *spans, about=about,
        severity=Severity.DEFECT, confidence=0.75,
    )  # fmt: skip


def incapable(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON505: whoever could not recognise or control the act is not punished."""
    for decision in penalties(view):
        person = view.person_of(decision)
        about = f"{person or ''}|责任能力"
        opinions = [one for one in view.documents("expert_opinion") if concerns(view, one, person)]
        found = next((span for one in opinions if (span := view.says(one, _NO_CAPACITY)) is not None), None)
        sane = next((span for one in opinions if (span := view.says(one, _SANE)) is not None), None)
        if found is not None and sane is None:
            yield violated(
                f"{person or ''}经鉴定不能辨认或者控制自己的行为而给予处罚",
                found,
                decision.span("decision"),
                about=about,
            )
        elif sane is not None:
            yield satisfied("经鉴定具有相应能力", sane, about=about)
        elif ill := mentions(
            view, _ILL, "penalty_decision", "handling_area_form", "identity_certificate", person=person
        ):
            yield unclear(f"{person or ''}可能患有精神疾病或者智力残疾，是否需要鉴定由人工判断", ill, about=about)
        else:
            yield not_applicable("没有责任能力方面的迹象")
    for decision in view.documents("no_penalty_decision"):
        if view.says(decision, r"精神病|智力残疾|不能辨认|不能控制") is None:
            continue
        about = f"{view.person_of(decision) or ''}|监护人"
        if (order := view.says(decision, rf"{_GUARDIAN_ORDER}|(?:看管|治疗)")) is not None:
            yield satisfied("责令监护人看管和治疗", order, about=about)
        else:
            yield violated(
                "无责任能力人不予处罚，决定书没有责令监护人看管和治疗", decision.span(), about=about,
                severity=Severity.DEFECT, confidence=0.75,
            )  # fmt: skip
    if not penalties(view) and not view.documents("no_penalty_decision"):
        yield not_applicable("没有处罚决定")


# -- detention that may not be executed ------------------------------------------------------------------------------


def not_executed_old(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON506: until 2025 detention of the young, the old, the pregnant and the nursing is not executed."""
    yield from _not_executed(view, new=False)


def not_executed_new(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON507: from 2026 only with the exceptions of article 23."""
    yield from _not_executed(view, new=True)


def _not_executed(view: CaseView, *, new: bool) -> Iterator[Verdict]:
    judged = False
    for decision in penalties(view):
        if not decision_penalty(view, decision).days:
            continue
        if under_new_act(view, decided_on(view, decision)) is not new:
            continue
        person = view.person_of(decision)
        receipts = [one for one in view.documents("execution_receipt") if concerns(view, one, person)]
        judged = True
        if not receipts:
            yield not_applicable("行政拘留没有执行")
        else:
            yield _protected(view, decision, receipts[0], person, new=new)
    if not judged:
        yield not_applicable("没有适用本规则的行政拘留")


def _protected(view: CaseView, decision: Document, receipt: Document, person: str | None, *, new: bool) -> Verdict:
    who, about = person or "", f"{person or ''}|不执行"
    spans = (receipt.span(), decision.span("birth_date"))
    kinds = ("body_check_record", "handling_area_form", "interview_record", "penalty_decision", "expert_opinion")
    own = [one for one in view.documents(*kinds) if person is not None and person in view.people(one)]
    if (state := next((span for one in own if (span := view.says(one, _PREGNANT))), None)) is not None:
        return violated(f"{who}怀孕或者哺乳，仍送拘留所执行", receipt.span(), state, about=about, confidence=0.75)
    born = _born(view, decision, person)
    if born is None:
        return unclear(f"{who}的出生日期没有读到，不能判断是否属于不执行拘留的人", *spans, about=about)
    started = view.moment(receipt, "detention_from") or view.moment(receipt, "lodged_at")
    happened, decided = violation_day(view, decision), decided_on(view, decision)
    days = [happened or decided, decided, started.day if started else decided]
    groups = {_group(full_years(born, day)) for day in days}
    if groups == {""}:
        return satisfied(f"{who}不属于不执行拘留的人", *spans, about=about)
    if len(groups) > 1:
        return unclear(f"{who}的年龄在行为、决定和执行之日分属不同情形", *spans, about=about)
    group = groups.pop()
    first = _first_time(view, person)
    if group.startswith("十六") and first is None:
        return unclear(f"{who}{group}，是否初次违反治安管理没有查清", *spans, about=about)
    if group.startswith("十六") and not first:
        return satisfied(f"{who}{group}，并非初次违反治安管理", *spans, about=about)
    if new and (why := view.says(decision, _SERIOUS) or (not group.startswith("十六") and view.says(decision, _TWICE))):
        return unclear(f"{who}{group}，决定书称属于第二十三条第二款的例外，需人工核对", why, *spans, about=about)
    return violated(f"{who}属于{group}，依法不执行行政拘留，但已送拘留所执行", *spans, about=about)


def _group(age: int) -> str:
    if 14 <= age < 16:
        return "十四至十五周岁"
    if 16 <= age < 18:
        return "十六至十七周岁"
    return "七十周岁以上" if age >= 70 else ""


def _first_time(view: CaseView, person: str | None) -> bool | None:
    for one in view.documents("prior_record", person=person):
        if view.says(one, r"(?:未发现|没有|无)(?:任何)?(?:其他)?(?:违法犯罪|前科|违法)") is not None:
            return True
        if view.says(one, r"曾因|行政拘留|被判处|罚款|处罚") is not None:
            return False
    return None


def merged(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON508: merged detention at most twenty days; earlier custody for the same act is set off."""
    judged = False
    for decision in penalties(view):
        person, penalty = view.person_of(decision), decision_penalty(view, decision)
        if not penalty.days:
            continue
        judged = True
        about, span = f"{person or ''}|合并", decision.span("decision")
        words = decided_words(view, decision)
        total = re.search(r"合并执行[^。;]{0,16}", words)
        days = read_penalty(total[0]).most_days if total else 0
        custody = [one for one in view.documents("detention_warrant", "arrest_warrant") if concerns(view, one, person)]
        offset = mentions(
            view, r"折抵", "penalty_decision", "execution_receipt", "penalty_approval_form", "work_explanation"
        )
        if days > 20:
            yield violated(f"合并执行行政拘留{days}日，超过二十日", span, about=about)
        elif custody and offset is None and view.moment(custody[0], "announced_at") is not None:
            yield violated(
                f"{person or ''}此前被刑事拘留，处以行政拘留没有折抵", span, custody[0].span("announced_at"),
                about=f"{about}|折抵", confidence=0.8,
            )  # fmt: skip
        elif len(set(penalty.days)) > 1 and total is None:
            yield unclear("决定书有几个拘留日数，没有读到合并执行的日数", span, about=about)
        else:
            yield satisfied("拘留日数未超过合并执行的上限", span, about=about)
    if not judged:
        yield not_applicable("没有行政拘留")


# -- on the spot -----------------------------------------------------------------------------------------------------


def on_spot_old(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON509: until 2025 up to 200 yuan on the spot, cash up to 50."""
    yield from _on_spot(view, new=False)


def on_spot_new(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON510: from 2026 up to 500 yuan on the spot, cash up to 200."""
    yield from _on_spot(view, new=True)


def _on_spot(view: CaseView, *, new: bool) -> Iterator[Verdict]:
    judged = False
    for decision in view.documents("onspot_penalty_decision"):
        text = view.text(decision).text
        day = decided_on(view, decision)
        version = in_force(STATUTE, day, law_of=view.law_of)
        if "道路交通安全法" in text or (version is not None and version.since >= NEW_ACT) is not new:
            continue
        judged = True
        most, cash = (500, 200) if new else (200, 50)
        if STATUTE not in text and public_order(view) is not True:
            most, cash = (3000, 100) if day >= PENALTIES_ACT_2021 else (most, cash)
        yield from _limits(view, decision, most, cash, new=new)
    if not judged:
        yield not_applicable("没有适用本规则的当场处罚")


def _limits(view: CaseView, decision: Document, most: int, cash: int, *, new: bool) -> Iterator[Verdict]:
    about = f"{view.person_of(decision) or ''}|{decision.value('doc_no') or ''}|当场"
    text, span = view.text(decision).text, decision.span("penalty")
    penalty = read_penalty(f"{decision.value('penalty') or ''}{text}")
    if penalty.most_days:
        yield violated(f"当场处以行政拘留{penalty.most_days}日", span, about=f"{about}|拘留", confidence=0.75)
    if penalty.most_fine > most:
        yield violated(f"当场处以罚款{penalty.most_fine}元，超过{most}元", span, about=f"{about}|数额")
        return
    facts = f"{decision.value('facts') or ''}{text}"
    if not new and re.search(_NOT_ON_SPOT, facts) is not None:
        yield violated("卖淫、嫖娼、赌博、毒品案件适用了当场处罚", span, about=f"{about}|种类", confidence=0.8)
        return
    collected = view.says(decision, _COLLECTED)
    if collected is not None and penalty.most_fine > cash:
        if (reason := view.says(decision, _MAY_COLLECT)) is not None:
            yield satisfied("当场收缴有法定事由", reason, about=about)
        else:
            yield violated(
                f"当场收缴罚款{penalty.most_fine}元，超过{cash}元，没有写明可以当场收缴的事由", span, collected,
                about=f"{about}|收缴", confidence=0.75,
            )  # fmt: skip
    elif not penalty.any:
        yield unclear("当场处罚的种类和数额没有读到", decision.span(), about=about)
    else:
        yield satisfied("当场处罚在限额之内", span, about=about)


# -- mediation and goods ---------------------------------------------------------------------------------------------


def mediation(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON511: mediation only in its scope, with both signatures and the way of performance."""
    papers = view.documents("mediation_agreement")
    if not papers:
        yield not_applicable("没有治安调解")
    for paper in papers:
        about = f"调解|{view.start(paper) or view.ordinal(paper)}"
        text = view.text(paper).text
        excluded = re.search(_NO_MEDIATION, "".join(str(view_name) for view_name in _names(view)))
        if excluded is not None:
            yield violated(f"{excluded[0]}案件适用了治安调解", paper.span(), about=f"{about}|范围", confidence=0.75)
        yield from _parties(view, paper, about)
        if len(text) < 100 or not paper.read:
            yield unclear("调解协议书没有读全", paper.span(), about=about)
        elif re.search(r"履行|支付|付清|赔偿|给付|道歉|日前|当场", text) is None:
            yield violated("调解协议书没有写明履行的方式和期限", paper.span(), about=f"{about}|履行", confidence=0.75)
        else:
            yield satisfied("调解协议书写明了履行方式", paper.span(), about=about)


def _names(view: CaseView) -> Iterator[object]:
    for one in view.documents(
        "volume_cover", "case_acceptance_form", "administrative_filing_form", "case_closing_report_admin"
    ):
        yield from (one.value(field) or "" for field in ("case_name", "cause"))


def _parties(view: CaseView, paper: Document, about: str) -> Iterator[Verdict]:
    marks = [mark for role in ("subject", "victim") for mark in view.marks(paper, MarkKind.SIGNATURE, role)]
    marks += [mark for role in ("subject", "victim") for mark in view.marks(paper, MarkKind.FINGERPRINT, role)]
    if not marks:
        return
    signed = [mark for mark in marks if mark.kind is MarkKind.SIGNATURE]
    for_minor = sum(mark.count for mark in view.marks(paper, MarkKind.SIGNATURE, "guardian"))
    good = sum(mark.count for mark in signed if mark.presence is Presence.PRESENT)
    prints = sum(
        mark.count for mark in marks if mark.kind is MarkKind.FINGERPRINT and mark.presence is Presence.PRESENT
    )
    if good >= 2 or prints >= 2 or (good == 1 and for_minor >= 2):  # a minor and the guardian on one line
        yield satisfied("双方当事人在调解协议上签名", marks[0].span, about=f"{about}|签名")
    elif for_minor or any(mark.presence is Presence.UNKNOWN for mark in marks) or not paper.read:
        yield unclear("调解协议书上当事人的签名不能全部辨认", marks[0].span, about=f"{about}|签名")
    else:
        yield violated(
            f"调解协议书应由双方当事人签名，只见{good}处", marks[0].span, about=f"{about}|签名", confidence=0.8
        )


def not_to_seize(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON512: what is stated to be unrelated to the case, or the victim's own, is not kept under seizure."""
    lists = seizure_papers(view, *SEIZURE_LISTS)
    if not lists:
        yield not_applicable("没有扣押")
        return
    returned = view.documents("return_list")
    wronged = set(victims(view))
    for paper in lists:
        about = f"扣押|{paper.value('doc_no') or view.ordinal(paper)}"
        said: Span | None = view.says(paper, _UNRELATED)
        holder = str(paper.value("holder") or "")
        if said is not None and not returned:
            yield violated("清单载明与案件无关的财物仍被扣押，没有发还的材料", said, about=about, confidence=0.75)
        elif holder in wronged and not returned and view.first("expert_opinion") is None:
            yield unclear("扣押了被侵害人的财物，是否需要鉴定、何时发还需核对", paper.span("holder"), about=about)
        else:
            act = first_of(view, paper, "issued_at", "signed_at")
            yield satisfied("没有不得扣押的财物的迹象", act.span if act else paper.span(), about=about)
