"""Relations of the notice before a penalty, the defence against it, and the notice of detention to the family."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_hearings import notices
from reviewer.checks.relations.administrative_papers import (
    NEW_ACT,
    PENALTIES_ACT_2021,
    Penalty,
    decision_penalty,
    fast_track,
    gone,
    intended_penalty,
    mentions,
    notice_words,
    one_violation,
    penalties,
    public_order,
    under_new_act,
)
from reviewer.checks.relations.measures import Act, acts, concerns, first_of
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Presence
from reviewer.core.finding import Severity, Verdict

_TOLD_ELSEWHERE = r"公告(?:方式)?[^。;]{0,6}告知|告知公告|处罚前[^。;]{0,10}告知|拟(?:作出|对你)[^。;]{0,30}处罚"


def told_before(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG508: a notice before every penalty, before the final approval too, with the right to be heard."""
    if not penalties(view):
        yield not_applicable("没有普通程序的处罚决定")
    for decision in penalties(view):
        person = view.person_of(decision)
        about = f"{person or ''}|{decision.value('doc_no') or ''}|处罚前告知"
        own = notices(view, person)
        if not own:
            yield _no_notice(view, decision, person, about)
            continue
        yield _in_order(view, decision, own, about)
        for notice in own:
            text = view.text(notice).text
            if len(text) > 60 and notice.read and "申辩" not in text and "陈述" not in text:
                yield violated("处罚告知没有告知陈述和申辩的权利", notice.span(), about=f"{about}|权利", confidence=0.8)


def _no_notice(view: CaseView, decision: Document, person: str | None, about: str) -> Verdict:
    who = f"{person}：" if person else ""
    if fast_track(view) is not None:
        return unclear(f"{who}适用快速办理，可以口头告知", decision.span(), about=about)
    papers = ("interview_record", "work_explanation", "hearing_record", "hearing_notice")
    noted = mentions(view, _TOLD_ELSEWHERE, *papers)
    if noted is not None:
        return unclear(f"{who}没有处罚告知笔录，其他材料提到告知，需人工核对", noted, about=about)
    absence = gone(view, "penalty_prior_notice")
    words = f"{who}作出处罚决定，卷内没有处罚前的告知"
    return one_violation(absence.held, words, decision.span(), about=about, looked_for=absence.looked_for)


def _in_order(view: CaseView, decision: Document, own: list[Document], about: str) -> Verdict:
    told = acts(view, own, "signed_at", "issued_at")
    made = first_of(view, decision, "issued_at")
    if not told or made is None:
        return unclear("告知或者决定的时间没有读到", own[0].span(), decision.span("issued_at"), about=about)
    first, spans = told[0], (told[0].span, made.span)
    if first.moment.day > made.moment.day:
        return violated(f"{made.moment}作出决定，{first.moment}才告知", *spans, about=about)
    served = view.moment(decision, "served_at")
    if first.moment.day == made.moment.day:
        if served is not None and served.exact and first.moment.exact and first.moment.earliest > served.latest:
            return violated(f"{served}送达决定，{first.moment}才告知", *spans, about=about)
        return unclear(f"告知与决定都在{made.moment}，先后需人工核对", *spans, about=about)
    early = _approved_before(view, decision, first)
    if early is not None:
        words = f"负责人{early.moment}已批准处罚，{first.moment}才告知"
        return violated(words, early.span, first.span, about=about, confidence=0.75)
    return satisfied(f"{first.moment}告知，{made.moment}决定", *spans, about=about)


def _approved_before(view: CaseView, decision: Document, told: Act) -> Act | None:
    person = view.person_of(decision)
    forms = [one for one in view.documents("penalty_approval_form") if concerns(view, one, person)]
    granted = acts(view, forms, "approved_at")
    return granted[0] if granted and granted[0].moment.day < told.moment.day else None


_KINDS_ALONE = re.compile(
    r"拟(?!作出行政处罚决定)[^。]{0,80}(?:警告|吊销|责令|收缴|没收|限期出境|驱逐|追缴|不予处罚|不予行政处罚)"
)
_NAMED = re.compile(r"拟(?!作出行政处罚决定)[^。]{0,60}(?:拘留|罚款)")


def content_told(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG509: the notice names kind and amount of the penalty that is intended."""
    judged = False
    for notice in view.documents("penalty_prior_notice"):
        at = first_of(view, notice, "signed_at", "issued_at")
        if view.law_day(at.moment if at else None) < PENALTIES_ACT_2021 or fast_track(view) is not None:
            continue
        judged = True
        about = f"{view.person_of(notice) or ''}|{at.moment if at else view.ordinal(notice)}|拟处罚内容"
        words = notice_words(view, notice)
        if len(words) < 30 and not view.blank(notice, "proposed"):
            yield unclear("处罚告知的内容没有读到", notice.span(), about=about)
            continue
        penalty = intended_penalty(view, notice)
        if penalty.days or penalty.fines or penalty.warning or _KINDS_ALONE.search(words):
            yield satisfied("告知写明了拟处罚的种类和幅度", notice.span("proposed"), about=about)
        elif not notice.read:
            yield unclear("处罚告知有页面没有读到", notice.span(), about=about)
        elif _NAMED.search(words):
            yield violated("处罚告知只写明种类，没有写明拟处罚的日数或者数额", notice.span("proposed"), about=about)
        else:
            yield violated("处罚告知没有写明拟处罚的种类和幅度", notice.span("proposed"), about=about)
    if not judged:
        yield not_applicable("没有处罚告知")


_GUARDIAN = re.compile(
    r"监护人[^。;:]{0,12}(?:到场|在场|签名|意见|认为|表示|称|无异议|陈述)|(?:父亲|母亲|爷爷|奶奶|法定代理人)"
)


def guardian_told(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG510: the guardian of a minor is told too and heard (from 2026)."""
    judged = False
    for notice in view.documents("penalty_prior_notice"):
        at = first_of(view, notice, "signed_at", "issued_at")
        day = view.law_day(at.moment if at else None)
        person = view.person_of(notice)
        age = view.age(person, day)
        if not under_new_act(view, day) or age is None or age >= 18:
            continue
        judged = True
        about = f"{person}|告知监护人"
        signed = view.presence(notice, MarkKind.SIGNATURE, "guardian")
        where = view.text(notice).first(_GUARDIAN)
        if signed in (Presence.PRESENT, Presence.UNKNOWN) or where is not None:
            yield satisfied(f"{person}：处罚告知有监护人参加", where[1] if where else notice.span(), about=about)
        elif not notice.read or not view.text(notice).text:
            yield unclear(f"{person}：处罚告知没有读全", notice.span(), about=about)
        elif (other := mentions(view, _GUARDIAN.pattern, "statement_defense_review", "work_explanation")) is not None:
            yield unclear(f"{person}：其他材料提到监护人，需人工核对", other, about=about)
        else:
            words = f"{person}在告知时{age}周岁，没有告知监护人并听取意见"
            yield violated(words, notice.span(), about=about, confidence=0.8)
    if not judged:
        yield not_applicable("没有对未成年人的处罚告知")


# -- the defence -----------------------------------------------------------------------------------------------------

_NONE = re.compile(
    r"(?:不|没有|没|无|放弃)(?:要|需要|想|再)?(?:提出|进行)?(?:任何)?(?:陈述|申辩|异议|意见)|不提出|没有(?:了|要说)?[。,]|认罚|"
    r"没(?:什么)?(?:有)?要(?:说|申辩|陈述)|^(?:没有|无|不)[。,]?$|^不(?:提|需要|要)"
)
_DECLINED = re.compile(r"(?:不|没有|没|无|放弃)[^,。;]{0,3}(?:提出|陈述|申辩)[^,。;]{0,8}")
_DEFENCE = re.compile(
    r"不服|不(?:是)?我(?:干|做|弄|打)|不是我|没有(?:打|偷|拿|参与|赌)|没打|冤枉|(?:请|要求|希望)[^。;]{0,14}(?:再查|重新|核实|复核|调查|复查)|"
    r"处罚(?:过|太|偏)重|(?:提出|作|做)(?:如下|以下)?(?:陈述|申辩)|申辩(?:如下|意见|理由)|我(?:要|想)(?:陈述|申辩)|"
    r"正当防卫|他先(?:动手|打)|有证据(?:证明)?|不应(?:该|当)?处罚|与事实不符"
)


def defence(view: CaseView, notice: Document) -> tuple[bool | None, Span]:
    """Whether the person raised a defence when told: ``None`` where the answer does not let one say."""
    span = notice.span("answer")
    answer = "".join(str(notice.value("answer") or "").split())
    if not answer:
        text = view.text(notice)
        found = re.search(r"问:[^答]{0,160}(?:陈述|申辩).*?答:(.{1,400}?)(?:问:|被告知人|$)", text.text)
        if found is None:
            return None, span
        answer, span = found[1], text.span(found.start(1), found.end(1))
    if _DEFENCE.search(_DECLINED.sub("", answer)):
        return True, span
    return (False if _NONE.search(answer) else None), span


def reviewed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG511: what the person raised was reviewed before the decision."""
    judged = False
    for notice in view.documents("penalty_prior_notice"):
        raised, span = defence(view, notice)
        person = view.person_of(notice)
        about = f"{person or ''}|陈述申辩复核"
        if raised is False:
            judged = True
            yield satisfied("当事人没有提出陈述和申辩", span, about=about)
        elif raised is None:
            judged = True
            yield unclear("当事人是否提出陈述申辩没有读清", span, about=about)
        else:
            judged = True
            yield _review(view, notice, person, span, about)
    if not judged:
        yield not_applicable("没有处罚告知")


_REVIEWED = r"(?:陈述|申辩|辩解|意见)[^。;]{0,30}(?:复核|不予采纳|不成立|核实|采纳)|经复核"
_REVIEWED_IN = (
    "penalty_approval_form", "work_explanation", "penalty_decision", "legal_review_opinion", "request_report",
    "collective_discussion_record",
)  # fmt: skip


def _review(view: CaseView, notice: Document, person: str | None, span: Span, about: str) -> Verdict:
    papers = [one for one in view.documents("statement_defense_review") if concerns(view, one, person)]
    if papers:
        return satisfied("对陈述申辩作了复核", papers[0].span(), about=about)
    where = mentions(view, _REVIEWED, *_REVIEWED_IN)
    if where is not None:
        return satisfied("其他材料记载了对陈述申辩的复核", where, about=about)
    told = first_of(view, notice, "signed_at", "issued_at")
    if told is not None and any(
        at.day >= told.moment.day and at.latest > told.moment.latest
        for at, one in view.dated("interview_record", "expert_opinion", "identification_record")
        if one is not notice
    ):
        return unclear("告知后又收集了证据，是否就申辩复核需人工判断", span, about=about)
    absence = gone(view, "statement_defense_review")
    words = f"{person or '当事人'}提出了陈述申辩，卷内没有复核的材料"
    return one_violation(absence.held, words, span, about=about, looked_for=absence.looked_for)


def _heavier(decided: Penalty, told: Penalty) -> str:
    if not told.any or not decided.any:
        return ""
    if decided.most_days > told.most_days:
        return f"告知拘留{told.most_days}日，决定拘留{decided.most_days}日"
    if decided.most_fine > told.most_fine and not told.days:
        return f"告知罚款{told.most_fine}元，决定罚款{decided.most_fine}元"
    if decided.most_fine > told.most_fine and decided.most_days >= told.most_days:
        return f"告知罚款{told.most_fine}元，决定罚款{decided.most_fine}元"
    return "决定增加吊销许可证" if decided.revoked and not told.revoked else ""


def aggravated(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG512: heavier than announced after a defence or a request for a hearing, without new facts."""
    judged = False
    for decision in penalties(view):
        person = view.person_of(decision)
        for notice in notices(view, person):
            judged = True
            told, made = intended_penalty(view, notice), decision_penalty(view, decision)
            about = f"{person or ''}|申辩加重"
            spans = (notice.span("proposed"), decision.span("decision"))
            if not told.any or not made.any:
                yield unclear("告知或者决定的处罚没有读到", *spans, about=about)
                continue
            words = _heavier(made, told)
            raised = defence(view, notice)[0] or bool(view.documents("hearing_record"))
            if not words or not raised:
                yield satisfied("没有因申辩或者听证加重处罚", *spans, about=about)
            elif len(notices(view, person)) > 1 or mentions(view, r"新的(?:事实|证据)|重新告知", decision.type,
                                                            "work_explanation", "penalty_approval_form"):  # fmt: skip
                yield unclear(f"{words}；可能有新的事实并重新告知", *spans, about=about)
            else:
                yield violated(f"当事人申辩或者听证后加重处罚：{words}", *spans, about=about)
    if not judged:
        yield not_applicable("没有可比对的告知和决定")


# -- the family ------------------------------------------------------------------------------------------------------


_FAMILY_NOTED = (
    r"(?:通知|告知|联系)[^。;]{0,16}(?:家属|家人|亲属)|(?:家属|家人)[^。;]{0,16}(?:通知|联系|拒绝|不提供)|"
    r"拒绝提供[^。;]{0,8}家属"
)
_NOT_CARRIED_OUT = r"(?:依法|决定)不(?:予)?执行|不(?:予)?执行(?:行政)?拘留|拘留[^。;]{0,8}不(?:予|送拘留所)?执行"
_FAMILY_NOTED_IN = ("execution_receipt", "work_explanation", "service_receipt", "penalty_prior_notice")


def family_of_detained(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG515: the family is told of a detention, or the file copy says why not."""
    judged = False
    for decision in penalties(view):
        made = view.moment(decision, "issued_at")
        day = view.law_day(made)
        if not decision_penalty(view, decision).days or (public_order(view) is False and day < NEW_ACT):
            continue
        judged = True
        person = view.person_of(decision)
        about = f"{person or ''}|{decision.value('doc_no') or ''}|拘留通知家属"
        papers = [one for one in view.documents("detention_family_notice_admin") if concerns(view, one, person)]
        if papers:
            yield _notice_in_time(view, decision, papers, about)
            continue
        noted = mentions(view, _FAMILY_NOTED, decision.type, *_FAMILY_NOTED_IN)
        if noted is not None:
            yield satisfied("卷内注明了通知家属的情况", noted, about=about)
            continue
        if (span := view.says(decision, _NOT_CARRIED_OUT)) is not None:
            yield unclear("行政拘留依法不执行，是否另行通知家属需人工判断", span, about=about)
            continue
        absence = gone(view, "detention_family_notice_admin")
        words = f"{person or '被处罚人'}被决定行政拘留，卷内没有通知家属的文书或者注明"
        yield one_violation(
            absence.held, words, decision.span("decision"), about=about, looked_for=absence.looked_for
        )  # fmt: skip
    if not judged:
        yield not_applicable("没有决定行政拘留")


def _notice_in_time(view: CaseView, decision: Document, papers: list[Document], about: str) -> Verdict:
    made = view.moment(decision, "issued_at")
    told = acts(view, papers, "served_at", "issued_at")
    if made is None or not told:
        return unclear("通知家属的时间没有读到", papers[0].span(), about=about)
    first, spans = told[0], (told[0].span, decision.span("issued_at"))
    late = (first.moment.day - made.day).days > 1
    if late and view.documents("suspension_of_detention"):
        return unclear("行政拘留曾申请或者决定暂缓执行，通知家属应自何时起算需人工判断", *spans, about=about)
    if late:
        words = f"{made}决定拘留，{first.moment}才通知家属（提醒线，法律只说及时）"
        return violated(words, *spans, about=about, severity=Severity.NOTICE, confidence=0.6)
    return satisfied(f"{first.moment}通知家属", *spans, about=about)
