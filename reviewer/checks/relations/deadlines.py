"""Relations of the review before a case is opened: how long it took, and what the refusal or transfer needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import (
    Act,
    acts,
    approval,
    earliest,
    first_of,
    papers,
    period,
    received,
    reports,
)
from reviewer.checks.timing import clock, period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import ClockState, Severity, Verdict
from reviewer.law.periods import Judgement, judge

ECONOMIC = re.compile(
    r"合同诈骗|集资诈骗|非法吸收公众存款|职务侵占|挪用资金|信用卡诈骗|贷款诈骗|票据诈骗|金融凭证|保险诈骗|虚开|逃税|偷税|骗取"
    r"|假冒注册商标|销售假冒|侵犯商业秘密|非法经营|传销|洗钱|伪造货币|假币|串通投标|生产、销售伪劣|非国家工作人员受贿|虚假诉讼罪"
    r"|高利转贷|内幕交易|违规披露|妨害信用卡|强迫交易罪"
)
_VERIFY = re.compile(r"调查核实|初查|查证|延长(?:立案|受案)?审查|审查期限|需要?核实")
_LONGER = ("延长立案审查", "延长审查", "延长受案审查", "延长初查", "立案审查期限")
_POLICE = re.compile(r"公安|派出所|大队|支队|刑警")
_DATE = r"(\d{4})年(\d{1,2})月(\d{1,2})日"


def economic(view: CaseView) -> bool:
    """Whether the case is one of the crimes that the economic-crime police handle."""
    kinds = ("filing_decision", "case_acceptance_form", "no_filing_notice", "prosecution_opinion")
    return any(view.says(one, ECONOMIC.pattern) for one in view.documents(*kinds))


def transferred_in(view: CaseView) -> bool:
    """Whether an administrative agency handed the case over."""
    for form in view.documents("case_acceptance_form"):
        unit = str(form.value("transfer_unit") or "").strip()
        if len(unit) > 3 and not _POLICE.search(unit):
            return True
    return False


def accepted(view: CaseView) -> Act | None:
    """When the report was accepted, by the 受案登记表."""
    return earliest(*acts(view, view.documents("case_acceptance_form"), "received_at", "issued_at"))


def decided(view: CaseView) -> Act | None:
    """The first decision to open a case or not to."""
    found = acts(view, view.documents("filing_decision"), "issued_at")
    found += acts(view, view.documents("no_filing_notice"), "decided_at", "issued_at")
    return earliest(*found)


def converted(view: CaseView) -> bool:
    """Whether the case began as an administrative one or came from another police organ."""
    kinds = (
        "case_type_conversion_report", "administrative_filing_form", "summons_administrative",
        "preservation_decision_admin", "jurisdiction_designation", "case_transfer_notice",
    )  # fmt: skip
    if view.documents(*kinds):
        return True
    forms = view.documents("case_acceptance_form")
    return any("行政案件" in str(one.value("opinion") or "") or "行政" in (one.title or "") for one in forms)


def filing_review(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM018: three days from acceptance to the decision; seven with a need to verify; thirty with approval."""
    start, end = accepted(view), decided(view)
    if start is None or end is None or economic(view) or transferred_in(view):
        yield not_applicable("没有受案或者立案决定的时间，或者适用经济犯罪、行政移送的期限")
        return
    names = ("filing-review", "filing-review-verify", "filing-review-major")
    three, seven, thirty = (
        judge(start.moment, end.moment, period(view, name, start.moment), as_of=view.as_of) for name in names
    )
    spans, about = (start.span, end.span), f"立案审查|{start.moment}"
    what = f"受案到决定是否立案：{three.arithmetic}"
    timed = clock(card, three, start.moment, end.moment, None)
    if three.state is ClockState.MET:
        yield satisfied(what, *spans, about=about, clock=timed)
    elif three.state is not ClockState.VIOLATED:
        yield unclear(f"{what}；{three.why}", *spans, about=about, clock=timed)
    elif converted(view):
        yield unclear(f"{what}；案件先按行政案件办理或者由他处移来，起算日需人工确定", *spans, about=about, clock=timed)
    elif _later_form(view, end):
        yield unclear(f"{what}；受案登记表上另有较晚的日期", *spans, about=about, clock=timed)
    elif seven.state is ClockState.MET:
        yield _within_seven(view, start, end, what, about)
    else:
        yield _beyond_seven(view, start, end, thirty, about)


def _later_form(view: CaseView, end: Act) -> bool:
    """Whether the form bears a later date by which the decision was in time."""
    for form in view.documents("case_acceptance_form"):
        day = view.moment(form, "issued_at")
        if day is not None and 0 <= (end.moment.day - day.day).days <= period(view, "filing-review", day).amount:
            return True
    return False


def _within_seven(view: CaseView, start: Act, end: Act, what: str, about: str) -> Verdict:
    asked = reports(view, *_LONGER, "调查核实", "初查")
    filing = [one for one in view.documents("request_report") if view.says(one, _VERIFY.pattern)]
    if asked or filing:
        return satisfied(f"{what}；有需要查证的记载，七日内已决定", start.span, end.span, about=about)
    experts = view.documents("expert_engagement_letter", "expert_opinion")
    between = [act for act in acts(view, experts, "issued_at") if start.moment.day <= act.moment.day <= end.moment.day]
    if between:
        words = f"{what}；期间在等鉴定，是否属于需要查证请核对"
        return unclear(words, start.span, end.span, between[0].span, about=about)
    return violated(f"{what}；卷内没有需要查证的记载", start.span, end.span, about=about, severity=Severity.DEFECT)


def _beyond_seven(view: CaseView, start: Act, end: Act, thirty: Judgement, about: str) -> Verdict:
    days = (end.moment.day - start.moment.day).days
    words = f"{start.moment}受案，{end.moment}才决定，历时{days}日"
    if thirty.state is ClockState.VIOLATED:
        return violated(f"{words}，超过三十日", start.span, end.span, about=about, clock=None)
    asked = reports(view, *_LONGER)
    granted = [act for one in asked if (act := approval(view, one))]
    last = start.moment.day + timedelta(days=7)
    if granted and all(act.moment.day > last for act in granted):
        return violated(f"{words}，延长审查的批准在七日之后", start.span, end.span, granted[0].span, about=about)
    if asked:
        return satisfied(f"{words}，经批准延长至三十日", start.span, end.span, asked[0].span(), about=about)
    absence = view.missing("request_report", approval=True)
    if absence.held:
        return unclear(f"{words}；未见延长的批准：{absence.held}", start.span, end.span, about=about)
    looked = absence.looked_for
    return violated(f"{words}，超过七日且没有延长审查的批准", start.span, end.span, about=about, looked_for=looked)


def economic_review(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM019: seven, thirty or sixty days for economic crimes."""
    start, end = accepted(view), decided(view)
    if start is None or end is None or not economic(view):
        yield not_applicable("不是经济犯罪，或者没有受案、决定的时间")
        return
    yield _steps(view, card, start, end)


def _steps(view: CaseView, card: Card, start: Act, end: Act) -> Verdict:
    handed = transferred_in(view)
    base = 10 if handed else period(view, "economic-filing-review", start.moment).amount
    month = period(view, "economic-filing-review-major", start.moment)
    longest = period(view, "economic-filing-review-longest", start.moment)
    first = judge(start.moment, end.moment, period(view, "economic-filing-review", start.moment), as_of=view.as_of)
    spans, about = (start.span, end.span), f"经济犯罪立案审查|{start.moment}"
    days = (end.moment.day - start.moment.day).days
    timed = clock(card, first, start.moment, end.moment, None)
    words = f"{start.moment}受案，{end.moment}决定，历时{days}日"
    if days <= base or first.state is ClockState.MET:
        return satisfied(f"{words}，在{base}日之内", *spans, about=about, clock=timed)
    if judge(start.moment, end.moment, longest, as_of=view.as_of).state is ClockState.VIOLATED:
        return violated(f"{words}，超过{longest}", *spans, about=about, clock=timed)
    asked = reports(view, *_LONGER)
    if asked and (days <= month.amount or len(asked) > 1):
        return satisfied(f"{words}，经批准延长", *spans, about=about, clock=timed)
    absence = view.missing("request_report", approval=True)
    if absence.held or converted(view):
        reason = absence.held or "案件由他处移来，起算日需人工确定"
        return unclear(f"{words}；{reason}", *spans, about=about, clock=timed)
    return violated(
        f"{words}，没有相应层级延长审查的批准", *spans, about=about, clock=timed, looked_for=absence.looked_for
    )


def handed_over(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM020: a case from an administrative agency is decided within three days."""
    start = accepted(view)
    if start is None or not transferred_in(view) or economic(view):
        yield not_applicable("不是行政执法机关移送的案件，或者适用经济犯罪的期限")
        return
    end = earliest(decided(view), *acts(view, view.documents("case_transfer_notice"), "issued_at"))
    absence = view.missing("filing_decision", "no_filing_notice")
    yield period_verdict(
        view, card, what="行政移送案件的立案审查", start=start.moment, end=end.moment if end else None,
        limit=period(view, "handover-review", start.moment),
        evidence=[start.span, *([end.span] if end else [])], absent="undetermined", looked_for=absence.looked_for,
    )  # fmt: skip


def other_jurisdiction(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM021: a case of another jurisdiction goes there within twenty-four hours, before it is opened."""
    forms = [one for one in view.documents("case_acceptance_form") if _not_ours(one)]
    filed = view.filed_at
    notices = [
        one
        for one in view.documents("case_transfer_notice")
        if filed is None or ((day := view.moment(one, "issued_at")) is not None and day.latest < filed.earliest)
    ]
    if not forms and not notices:
        yield not_applicable("没有立案前移送管辖")
        return
    if not notices:
        absence = view.missing("case_transfer_notice")
        span = forms[0].span("opinion")
        if absence.held or filed is not None:
            yield unclear(absence.held or "受案意见为移送，但本局已立案", span, about="移送管辖")
        else:
            words = "受案意见为不属于本单位管辖、建议移送，卷内没有移送案件通知书"
            yield violated(words, span, about="移送管辖", looked_for=absence.looked_for)
        return
    for notice in notices:
        asked = earliest(*(approval(view, one) for one in reports(view, "移送案件", "移送管辖")))
        start = asked or first_of(view, notice, "approved_at")
        end = first_of(view, notice, "served_at", "received_at")
        limit = period(view, "jurisdiction-transfer", start.moment if start else None)
        yield period_verdict(
            view, card, what="移送有管辖权的机关", start=start.moment if start else None,
            end=end.moment if end else None, limit=limit,
            evidence=[start.span if start else notice.span(), notice.span("served_at")],
        )  # fmt: skip


def _not_ours(form: Document) -> bool:
    opinion = str(form.value("opinion") or "")
    return "不属于" in opinion and "管辖的刑事案件" not in opinion


def refusal_served(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM022: the refusal to open a case reaches the complainant within three days and tells of the remedy."""
    notices = view.documents("no_filing_notice")
    refused = [one for one in reports(view, "不予立案", "不立案") if approval(view, one)]
    if not notices:
        if not refused or view.documents("filing_decision"):
            yield not_applicable("没有不予立案的决定")
            return
        absence = view.missing("no_filing_notice")
        if absence.held or not _complainant(view):
            yield unclear(absence.held or "没有读到控告人、报案人", refused[0].span(), about="不予立案通知")
        else:
            words = "已决定不予立案，卷内没有送达控告人的不予立案通知书"
            yield violated(words, refused[0].span(), about="不予立案通知", looked_for=absence.looked_for)
    for notice in notices:
        yield _refusal(view, card, notice)
        text = view.text(notice).text
        if text and notice.read and len(text) > 60:
            about = f"{notice.value('doc_no') or '不予立案'}|复议"
            if "复议" in text:
                yield satisfied("不予立案通知书告知了复议途径", notice.span(), about=about)
            else:
                words = "不予立案通知书没有告知可以申请复议"
                yield violated(words, notice.span(), about=about, severity=Severity.DEFECT)


def _complainant(view: CaseView) -> bool:
    forms = view.documents("case_acceptance_form", "alarm_record")
    return any(str(one.value("reporter_name") or one.value("caller") or "").strip() for one in forms)


def _refusal(view: CaseView, card: Card, notice: Document) -> Verdict:
    start = first_of(view, notice, "decided_at", "issued_at")
    end = first_of(view, notice, "served_at", "signed_at")
    about = f"{notice.value('doc_no') or '不予立案'}|送达"
    receipts = [one for one in view.documents("service_receipt") if view.says(one, r"不予立案")]
    end = end or earliest(*acts(view, receipts, "at", "served_at"))
    if end is None and view.blank(notice, "served_at") and not receipts and not view.says(notice, r"邮寄|挂号"):
        return violated(
            "不予立案通知书没有送达签收的记载", notice.span("served_at"), about=about, severity=Severity.DEFECT
        )
    return period_verdict(
        view, card, what="不予立案通知书送达控告人", start=start.moment if start else None,
        end=end.moment if end else None, limit=period(view, "no-filing-notice", start.moment if start else None),
        evidence=[notice.span("issued_at"), end.span if end else notice.span("served_at")], about=about,
        severity=Severity.DEFECT,
    )  # fmt: skip


def supervision(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM023: answers to the procuratorate's filing-supervision papers."""
    asked = papers(view, "prosecutor_filing_notice", title=("说明不立案", "说明立案"))
    ordered = papers(view, "prosecutor_filing_notice", title=("通知立案", "立案通知"))
    if not asked and not ordered:
        yield not_applicable("没有检察机关的立案监督文书")
    for paper in asked:
        answers = acts(view, view.documents("no_filing_reason_statement"), "served_at", "issued_at")
        answers += acts(view, view.documents("filing_decision"), "issued_at")
        yield _answered(view, card, paper, answers, "no-filing-reasons", "说明不立案理由")
    for paper in ordered:
        answers = acts(view, view.documents("filing_decision"), "issued_at")
        yield _answered(view, card, paper, answers, "prosecutor-filing", "检察院通知立案后的立案")


def _answered(view: CaseView, card: Card, paper: Document, answers: list[Act], limit: str, what: str) -> Verdict:
    got, known = received(view, paper)
    about = f"{paper.value('doc_no') or view.ordinal(paper)}|{what}"
    start = got.moment if got else None
    after = [act for act in answers if start is None or act.moment.latest >= start.earliest]
    end = earliest(*after)
    absence = view.missing("no_filing_reason_statement", "filing_decision")
    verdict = period_verdict(
        view, card, what=what, start=start, end=end.moment if end else None, limit=period(view, limit, start),
        evidence=[got.span if got else paper.span(), *([end.span] if end else [])], about=about,
        absent="undetermined" if absence.held else "violated", looked_for=absence.looked_for,
    )  # fmt: skip
    if not known and end is not None and start is not None and (end.moment.day - start.day).days < 30:
        judged = judge(start, end.moment, period(view, limit, start), as_of=view.as_of)
        if judged.state is ClockState.VIOLATED:
            return unclear(f"{what}：监督文书的收到时间不明", *verdict.evidence, about=about, clock=verdict.clock)
    return verdict


def dates_in(text: str, pattern: str) -> list[date]:
    """The dates that stand before a phrase in a text (a pattern written after the date's own)."""
    found = []
    for match in re.finditer(_DATE + pattern, text):
        if (moment := Moment.parse(f"{int(match[1]):04d}-{int(match[2]):02d}-{int(match[3]):02d}")) is not None:
            found.append(moment.day)
    return found
