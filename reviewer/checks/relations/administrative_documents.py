"""Relations of the papers an administrative case must have, from its opening to the approval of the penalty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_papers import (
    gone,
    intake,
    is_offender,
    mentions,
    offenders,
    one_violation,
    penalties,
    under_new_act,
)
from reviewer.checks.relations.measures import concerns, first_of, titled
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import Absence, CaseView
from reviewer.core.casefile import Document, Origin, Span
from reviewer.core.facts import Moment
from reviewer.core.finding import Severity, Verdict

RECEIPTS = ("acceptance_receipt", "administrative_filing_notice")
SEIZURE_LISTS = ("preservation_list_admin", "seizure_list", "registration_preservation_list")
SEIZURE_DECISIONS = ("preservation_decision_admin", "seizure_decision")
_TITLE, _HEAD = 3, 60  # characters: titles shorter than this are found everywhere; where a title stands
HOME = r"住宅|住所|住处|家中|家里|卧室|租住|出租屋|出租房|居室|单元\d*室|民房|宿舍"
PERSON_OR_THING = r"人身|身体|随身|车辆|汽车|轿车|货车|摩托车|电动车|包裹|行李|背包|手机"
NEEDED_AT_ONCE = r"当场检查|立即(?:进行)?检查|即时检查|情况紧急|紧急情况|来不及|现场检查"
_CARD = r"(?:人民)?警察证|工作证件|执法证件|警官证|证件表明"
_DANGER = r"正在|危害|举报|报警|求救|爆炸|紧急"
_GIVEN = r"(?:出具|交付|交给|送达|发给|开具|给予|领取|收到).{0,10}(?:受案|立案|接受案件).{0,4}(?:回执|告知书)"
_ANONYMOUS = r"匿名|不愿(?:透露|留)|过路群众|热心群众|无名|未留"
_SUMMONED = r"(?<!口头)(?<!继续)(?:依法|现|强制|用传唤证|传唤证|被)传唤|传唤证"
_ORAL = r"口头传唤|口头(?:叫|喊|让|要求|通知)(?:我|你|其|他|她)"
_ON_SCENE = r"现场|当场|查获|抓获|巡逻|盘查|检查"
_OTHER_WAYS = (
    r"投案|自首|扭送|移交|移送|主动到|自行到|自行前来|通知.{0,10}到|到.{0,12}(?:反映|说明)|继续盘问|约束|保护性"
)
_BOX = r"[■√☑✓✔☒●▇⊠]"


def on_the_spot_only(view: CaseView) -> bool:
    """Whether the case was ended by a penalty on the spot and nothing else: it needs no opening and no approval."""
    return bool(view.documents("onspot_penalty_decision")) and not penalties(view)


def lacking(view: CaseView, *types: str) -> Absence:
    """That no such paper is there; not to be said where a paper of another kind is headed by its title."""
    absence = gone(view, *types)
    if absence.held or not view.disproof:
        return absence
    titles = {"".join(title.split()) for kind in types if kind in view.forms for title in view.forms[kind].titles}
    titles = {title for title in titles if len(title) >= _TITLE}
    for document in view.case.documents:
        if document.type not in ("volume_cover", "volume_contents", "volume_notes", "service_receipt", *types):
            head, form = document.compact[:_HEAD], view.form(document)
            own = {"".join(title.split()) for title in form.titles} if form else set()
            if any(title in head for title in titles - own):
                return Absence("有一份文书的题名与之相符，种类识别可能有误，不能断定缺少", absence.looked_for)
    return absence


def uncertain(*documents: Document) -> bool:
    """Whether figures on these papers were read from pictures, so that a single digit may be wrong."""
    return any(page.origin in (Origin.OCR, Origin.SCAN_LAYER) for one in documents for page in one.pages)


def _anchor(view: CaseView) -> Document | None:
    """The paper that shows a case to exist, for an absence that no single paper makes necessary."""
    return view.first("penalty_decision", "no_penalty_decision", "alarm_record", "interview_record")


# -- opening ---------------------------------------------------------------------------------------------------------


def accepted(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC501: an acceptance form, and a receipt for the person who reported."""
    if on_the_spot_only(view):
        yield not_applicable("当场处罚不需要受案文书")
        return
    forms = intake(view)
    if forms:
        yield satisfied("有受案登记文书", forms[0].span(), about="受案登记")
    elif not under_new_act(view, view.law_day(None)) and (anchor := _anchor(view)) is not None:
        absence = lacking(view, "case_acceptance_form", "administrative_filing_form")
        words = "卷内没有受案登记表"
        yield one_violation(absence.held, words, anchor.span(), about="受案登记", looked_for=absence.looked_for)
    for form in forms:
        yield from _receipt(view, form)


def _receipt(view: CaseView, form: Document) -> Iterator[Verdict]:
    source = str(form.value("source") or "")
    reporter = str(form.value("reporter_name") or "")
    receipts = view.documents(*RECEIPTS)
    if receipts:
        yield from _receipt_date(view, form, receipts)
        return
    if not re.search(r"报案|控告|举报|扭送|110", source):
        yield not_applicable("案件来源不需要向报案人出具回执")
        return
    if not reporter or re.search(_ANONYMOUS, reporter):
        yield unclear("没有读到报案人，不能判断是否应当出具受案回执", form.span("source"), about="回执")
        return
    if (told := mentions(view, _GIVEN)) is not None:
        yield satisfied("载明已向报案人出具回执", told, about="回执")
        return
    absence = lacking(view, *RECEIPTS)
    yield one_violation(
        absence.held, f"由{reporter}{'报警' if '110' in source else '报案'}受案，卷内没有受案回执", form.span("source"),
        about=f"回执|{reporter}", looked_for=absence.looked_for,
    )  # fmt: skip


def _receipt_date(view: CaseView, form: Document, receipts: list[Document]) -> Iterator[Verdict]:
    paths = ("received_at", "issued_at", "approved_at", "officer_signed_at")
    days = [moment for path in paths if (moment := view.moment(form, path)) is not None]
    for receipt in receipts:
        issued = view.moment(receipt, "issued_at")
        apart = titled(receipt, "接报案", "接受证据", "不予")
        if apart or issued is None or not days or form.type != "case_acceptance_form":
            yield satisfied("有受案回执", receipt.span(), about="回执")
        elif issued.day < min(days).day and uncertain(form, receipt):
            yield unclear("受案回执的日期由图像识别得来，不能比较先后", receipt.span("issued_at"), about="回执")
        elif issued.day < min(days).day:
            yield violated(
                f"{view.title(receipt)}落款{issued}，早于{view.title(form)}的{min(days)}",
                receipt.span("issued_at"), form.span(), about=f"回执|{issued}", confidence=0.75,
            )  # fmt: skip
        else:
            yield satisfied("受案回执不早于受案登记表", receipt.span(), about="回执")


def _bound(view: CaseView) -> bool:
    """Whether a bound and readable file lies here though no paper shows its beginning, which is the fault asked for."""
    kinds = {one.type for one in view.case.documents}
    whole = bool(kinds & {"volume_cover", "volume_contents"}) and bool(penalties(view)) and len(kinds) >= 8
    return whole and view.disproof and not view.case.unread and "unknown" not in kinds


def opening(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC502: from 2026 a public-order case is opened by a paper with a day and an approver."""
    if on_the_spot_only(view) or not under_new_act(view, view.law_day(view.accepted_at)):
        yield not_applicable("不适用2026年起的立案规定")
        return
    forms = intake(view)
    if not forms:
        anchor = _anchor(view)
        absence = lacking(view, "administrative_filing_form", "case_acceptance_form")
        if anchor is not None:
            yield one_violation(
                absence.held,
                "治安案件没有立案登记表等立案文书",
                anchor.span(),
                about="立案",
                looked_for=absence.looked_for,
            )
        return
    for form in forms:
        about = f"立案|{form.value('doc_no') or ''}"
        if view.blank(form, "approval") and view.moment(form, "approved_at") is None and form.read:
            yield unclear("立案审批栏没有读到内容", form.span("approval"), about=about)
        else:
            yield satisfied("有经审批的立案文书", form.span(), about=about)


# -- summons ---------------------------------------------------------------------------------------------------------


def summoned(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC503: whoever was made to come was summoned in writing, or orally on the scene with a note in the record."""
    judged = False
    for person in offenders(view):
        records = [one for one in view.transcripts(kinds=("interview_record",)) if view.person_of(one) == person]
        records = [
            one for one in records if re.search(r"公安局|派出所|大队|支队|分局|办案", str(one.value("place") or ""))
        ]
        if records:
            judged = True
            yield from _came(view, person, records)
    if not judged:
        yield not_applicable("没有在公安机关询问违法嫌疑人")


def _came(view: CaseView, person: str, records: list[Document]) -> Iterator[Verdict]:
    about, record = f"{person}|到案", records[0]
    if (warrant := view.first("summons_administrative", person=person)) is not None:
        yield satisfied(f"{person}：有传唤证", warrant.span(), about=about)
        return
    papers = [*records, *_arrival_papers(view, person)]
    if (oral := _said(view, records, rf"{_BOX}口头传唤|(?<!□)(?:{_ORAL})")) is not None:
        yield from _oral(view, person, records, oral)
        return
    if (other := _said(view, papers, rf"{_BOX}(?:被扭送|自动投案)|(?<!□)(?<!被)(?:{_OTHER_WAYS})")) is not None:
        yield satisfied(f"{person}：到案方式有记载", other, about=about)
        return
    if (noted := _said(view, papers, rf"(?<!□)(?:{_ORAL})")) is not None:
        yield violated(
            f"{person}：口头传唤到案，但询问笔录没有注明", noted, record.span(), about=f"{about}|注明",
            severity=Severity.DEFECT, confidence=0.7,
        )  # fmt: skip
        return
    stated = _said(view, papers, _SUMMONED)
    if stated is None:
        yield unclear(f"{person}：没有读到到案方式，需核对到案经过", record.span(), about=about)
        return
    absence = lacking(view, "summons_administrative")
    yield one_violation(
        absence.held, f"{person}：材料称依法传唤到案，但卷内没有传唤证，也没有口头传唤的记载", record.span(), stated,
        about=about, looked_for=absence.looked_for,
    )  # fmt: skip


def _arrival_papers(view: CaseView, person: str) -> list[Document]:
    kinds = ("arrival_explanation", "handling_area_form")
    return [one for one in view.documents(*kinds) if concerns(view, one, person)]


def _said(view: CaseView, papers: list[Document], pattern: str) -> Span | None:
    return next((span for one in papers if (span := view.says(one, pattern)) is not None), None)


def _oral(view: CaseView, person: str, records: list[Document], oral: Span) -> Iterator[Verdict]:
    papers = [*records, *_arrival_papers(view, person)]
    shown = _said(view, papers, _CARD) or mentions(view, rf"出示.{{0,8}}(?:{_CARD}|证件)")
    if shown is None and all(one.read for one in papers) and records[0].turns:
        yield violated(
            f"{person}：口头传唤，但没有出示人民警察证的记载", oral, about=f"{person}|到案|证件",
            severity=Severity.DEFECT, confidence=0.65,
        )  # fmt: skip
    elif _said(view, papers, _ON_SCENE) is None:
        yield unclear(f"{person}：口头传唤，没有读到在现场发现的记载", oral, about=f"{person}|到案")
    else:
        yield satisfied(f"{person}：口头传唤并在笔录注明", oral, about=f"{person}|到案")


# -- inspection and seizure ------------------------------------------------------------------------------------------


def inspections(view: CaseView) -> list[Document]:
    """Records of inspections of places, things and persons, without the safety check of a person brought in."""
    apart = ("人身安全检查", "勘验", "辨认", "安检")
    found = [one for one in view.documents("inspection_record") if not titled(one, *apart)]
    found = [one for one in found if re.search(r"办案区|办案中心|派出所", str(one.value("place") or "")) is None]
    searched = r"检查证|(?:进行|实施|当场|依法|即时)(?:了)?检查|检查(?:中|前|过程)"
    return [one for one in found if not titled(one, "现场笔录") or view.says(one, searched) is not None]


def inspected_old(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC504: until 2025 a warrant, or a police card and a need to inspect at once; a home needs more."""
    yield from _inspected(view, new=False)


def inspected_new(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC505: from 2026 a warrant for places; on the spot only out of necessity; a home always needs one."""
    yield from _inspected(view, new=True)


def _inspected(view: CaseView, *, new: bool) -> Iterator[Verdict]:
    judged = False
    for record in inspections(view):
        if under_new_act(view, view.law_day(view.start(record))) is new:
            judged = True
            yield _inspection(view, record, new=new)
    if not judged:
        yield not_applicable("没有适用本规则的检查")


def _inspection(view: CaseView, record: Document, *, new: bool) -> Verdict:
    about = f"检查|{view.start(record) or view.ordinal(record)}"
    if (warrant := view.first("inspection_warrant")) is not None:
        return satisfied("检查有检查证", warrant.span(), record.span(), about=about)
    where = f"{record.value('target') or ''}{record.value('place') or ''}"
    home = bool(re.search(HOME, where))
    at_once = view.says(record, rf"{NEEDED_AT_ONCE}|{_DANGER}" if home else NEEDED_AT_ONCE)
    card = view.says(record, _CARD)
    absence = lacking(view, "inspection_warrant")
    if home and (new or at_once is None):
        if at_once is not None:
            return unclear("没有检查证而检查住所，依据的紧急情形需人工判断", record.span("place"), about=about)
        words = "检查公民住所，卷内没有检查证"
        return one_violation(absence.held, words, record.span("place"), about=about, looked_for=absence.looked_for)
    thing = re.search(PERSON_OR_THING, where) is not None
    if at_once is None and not (thing and card) and (new or card is None):
        words = f"{view.title(record)}没有检查证，也没有记明需要当场检查的情形"
        return one_violation(absence.held, words, record.span(), about=about, looked_for=absence.looked_for)
    if card is None and record.read:
        words = f"当场检查，{view.title(record)}没有出示人民警察证的记载"
        return violated(words, record.span(), about=f"{about}|证件", severity=Severity.DEFECT, confidence=0.7)
    if at_once is None and not thing:
        return unclear("没有检查证，是否确有必要立即检查需人工判断", record.span(), about=about)
    return satisfied("当场检查的必要和证件出示有记载", at_once or card or record.span(), about=about)


def seizure_papers(view: CaseView, *types: str) -> list[Document]:
    """Papers of seizure that speak of it: a paper of doubtful kind proves none."""
    return [one for one in view.documents(*types) if view.says(one, r"扣押|扣留|保全|查封|登记保存|抽样") is not None]


def seized(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC506: every seizure has its decision and its list; the decision names its ground and the remedies."""
    lists, decisions = seizure_papers(view, *SEIZURE_LISTS), seizure_papers(view, *SEIZURE_DECISIONS)
    if not lists and not decisions:
        yield not_applicable("没有扣押等证据保全")
        return
    if lists and not decisions:
        absence = lacking(view, *SEIZURE_DECISIONS)
        if any(view.says(one, r"扣押|扣留|查封|先行登记保存|抽样") or titled(one, "证据保全", "扣押") for one in lists):
            yield one_violation(
                absence.held, f"有{view.title(lists[0])}，但卷内没有证据保全决定书", lists[0].span(), about="决定书",
                looked_for=absence.looked_for,
            )  # fmt: skip
    for decision in decisions:
        yield from _preserved(view, decision, lists)


def _preserved(view: CaseView, decision: Document, lists: list[Document]) -> Iterator[Verdict]:
    about = f"决定书|{decision.value('doc_no') or view.ordinal(decision)}"
    if not lists and not isinstance(decision.value("items"), list):
        absence = lacking(view, *SEIZURE_LISTS)
        words = f"有{view.title(decision)}，但卷内没有证据保全清单"
        yield one_violation(absence.held, words, decision.span(), about=f"{about}|清单", looked_for=absence.looked_for)
    if not decision.read or len(view.text(decision).text) < 80:
        yield unclear(f"{view.title(decision)}没有读全", decision.span(), about=about)
        return
    lacks = [
        name
        for name, pattern in (("依据", r"第[^条]{1,8}条"), ("救济途径", r"行政复议|行政诉讼|提起诉讼"))
        if view.says(decision, pattern) is None
    ]
    if lacks:
        yield violated(
            f"{view.title(decision)}没有写明{'、'.join(lacks)}", decision.span(), about=f"{about}|要素",
            severity=Severity.DEFECT, confidence=0.8,
        )  # fmt: skip
    elif (
        _said(view, [decision, *view.documents("inspection_record", "request_report", *SEIZURE_LISTS)], r"批准|同意")
        is None
    ):
        yield unclear("没有读到扣押的审批", decision.span(), about=about)
    else:
        yield satisfied("扣押有审批、决定书和清单", decision.span(), about=about)


# -- approval --------------------------------------------------------------------------------------------------------


def approved(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC507: an approval form for every penalty, by a leader, dated no later than the decision."""
    decisions = penalties(view)
    if not decisions:
        yield not_applicable("没有一般程序的处罚决定")
    for decision in decisions:
        person = view.person_of(decision)
        about = f"{person or ''}|审批"
        forms = [
            one
            for one in view.documents("penalty_approval_form")
            if concerns(view, one, person) and not titled(one, "结案")
        ]
        forms += [
            one for one in view.documents("request_report") if titled(one, "处罚") and concerns(view, one, person)
        ]
        if forms:
            yield from (_approval(view, decision, form, about) for form in forms[:1])
            continue
        absence = lacking(view, "penalty_approval_form")
        who = f"{person}：" if person else ""
        yield one_violation(
            absence.held, f"{who}有行政处罚决定书，但卷内没有行政处罚审批表", decision.span(), about=about,
            looked_for=absence.looked_for,
        )  # fmt: skip


def _approval(view: CaseView, decision: Document, form: Document, about: str) -> Verdict:
    done, decided = view.moment(form, "approved_at"), view.moment(decision, "issued_at")
    spans = (form.span("approved_at"), decision.span("issued_at"))
    if done is not None and decided is not None and done.day > decided.day:
        return violated(f"审批日期{done}晚于处罚决定日期{decided}", *spans, about=f"{about}|日期")
    if done is None:
        return unclear("审批表上没有读到负责人审批的日期", form.span(), about=about)
    officers = {str(name) for one in view.documents("interview_record") for name in _names(one)}
    checkers = {mark.name for mark in form.marks if mark.who == "checker" and mark.name}
    if officers & checkers:
        return violated(
            "审核人同时是本案办案民警", form.span(), about=f"{about}|审核人", severity=Severity.NOTICE, confidence=0.6
        )
    return satisfied("处罚经审批，不晚于决定", *spans, about=about)


def _names(document: Document) -> list[object]:
    value = document.value("officers")
    return list(value) if isinstance(value, list) else []


def reviewed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC508: after a hearing that was held, a legality review before the decision."""
    hearing = view.first("hearing_record")
    decisions = penalties(view)
    if hearing is None or not decisions:
        yield not_applicable("没有举行听证")
        return
    for decision in decisions:
        about = f"{view.person_of(decision) or ''}|法制审核"
        reviews = view.documents("legal_review_opinion")
        if not reviews:
            inside = mentions(view, r"(?:法制|审核)(?:部门|大队|科|室|员)?(?:意见|审核)", "penalty_approval_form")
            if inside is not None:
                yield satisfied("审批表有审核部门意见", inside, about=about)
                continue
            absence = lacking(view, "legal_review_opinion", "penalty_approval_form")
            yield one_violation(
                absence.held, "经过听证的案件没有法制审核意见", hearing.span(), decision.span(), about=about,
                looked_for=absence.looked_for,
            )  # fmt: skip
            continue
        yield _not_later(view, reviews[0], decision, "法制审核意见", about)


def discussed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC509: a record of collective discussion where a trigger of our own speaks for a complex or major case."""
    records = view.documents("collective_discussion_record")
    for decision in penalties(view):
        about = f"{view.person_of(decision) or ''}|集体讨论"
        if records:
            yield _not_later(view, records[0], decision, "集体讨论记录", about)
        elif (hearing := view.first("hearing_record")) is not None:
            absence = lacking(view, "collective_discussion_record")
            yield one_violation(
                absence.held, "案件举行过听证，卷内没有集体讨论记录，是否属于情节复杂或者重大需核查", hearing.span(),
                decision.span(), about=about, severity=Severity.NOTICE, confidence=0.5, looked_for=absence.looked_for,
            )  # fmt: skip
        elif view.says(decision, r"吊销.{0,14}证|责令停产停业") is not None:
            yield unclear("处罚较重，是否经集体讨论需人工核对", decision.span(), about=about)
        else:
            yield not_applicable("没有情节复杂或者重大的迹象")
    if not penalties(view):
        yield not_applicable("没有处罚决定")


def _not_later(view: CaseView, paper: Document, decision: Document, what: str, about: str) -> Verdict:
    """Whether a paper is dated no later than the decision."""
    act = first_of(view, paper, "issued_at", "at", "approved_at", "signed_at", "officer_signed_at")
    decided: Moment | None = view.moment(decision, "issued_at")
    if act is None or decided is None:
        return unclear(f"{what}或者处罚决定的日期没有读到", paper.span(), about=about)
    if act.moment.day > decided.day:
        return violated(
            f"{what}的日期{act.moment}晚于处罚决定日期{decided}", act.span, decision.span("issued_at"), about=about
        )
    return satisfied(f"有{what}，不晚于处罚决定", act.span, about=about)


def is_suspect_record(view: CaseView, record: Document) -> bool:
    """Whether a record of questioning is of a suspected offender."""
    return is_offender(view, view.person_of(record))
