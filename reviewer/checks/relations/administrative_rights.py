"""Relations of what must be told in administrative cases before and during the investigation, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_papers import (
    TICK,
    gone,
    intake,
    is_offender,
    mentions,
    one_violation,
    stays,
    under_new_act,
    unsigned,
)
from reviewer.checks.relations.administrative_signatures import key
from reviewer.checks.relations.measures import acts, concerns, reports
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Presence
from reviewer.core.finding import Severity, Verdict

_KIN = (
    "家属|家人|家里|妻|老婆|爱人|丈夫|老公|对象|配偶|父|爸|母|妈|儿|女儿|女婿|媳|哥|弟|姐|妹|爷|奶|叔|伯|舅|姑|姨|"
    "嫂|亲属|亲戚|外公|外婆|监护人|孙"
)
_FAMILY_TOLD = re.compile(
    rf"(?:通知|告知|告诉|联系|打电话给|电话)[^。;?我]{{0,14}}(?:{_KIN})|"
    rf"(?:家属|家人|你的?(?:{_KIN}))[^。;?]{{0,14}}(?:通知|告知|联系|电话)"
)
_NOT_TOLD_WHY = (
    r"(?:不|拒绝|拒不|无法|未能)[^。;?]{0,8}(?:提供|说明|讲|通知|联系)[^。;?]{0,12}(?:家属|家人|联系方式|身份|电话)|"
    r"(?:没有|无)(?:家属|家人|亲属)|身份不明"
)
_ORAL = r"口头传唤"
_BY_PHONE = r"(?:电话|微信|手机)[^。;]{0,8}口头传唤"


def summons_told(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG501: a written summons is approved and gives its reason; an oral one is for a person found at the scene."""
    judged = False
    for summons in view.documents("summons_administrative"):
        judged = True
        yield from _written(view, summons)
    for record in view.documents("interview_record"):
        if not is_offender(view, view.person_of(record)) or view.says(record, _ORAL) is None:
            continue
        judged = True
        yield _oral(view, record)
    if not judged:
        yield not_applicable("没有传唤")


def _written(view: CaseView, summons: Document) -> Iterator[Verdict]:
    person = view.person_of(summons)
    about, span = f"{person or ''}|传唤", summons.span()
    if view.blank(summons, "violation") and summons.read:
        yield violated("传唤证没有写明传唤的原因", summons.span("violation"), about=f"{about}|原因")
    forms = [one for one in view.documents("summons_approval") if concerns(view, one, person)]
    asked = [*forms, *reports(view, "传唤", person=person)]
    if not asked:
        pattern = r"经[^。;]{0,16}(?:批准|同意|审批)[^。;]{0,30}传唤|批准传唤"
        noted = mentions(view, pattern, "interview_record", "arrival_explanation")
        absence = gone(view, "summons_approval")
        words = f"{person or '被传唤人'}有传唤证，卷内没有传唤审批手续"
        extra = "" if noted is None else "；笔录提到经批准，但没有审批文书"
        yield one_violation(
            absence.held, f"{words}{extra}", span, about=f"{about}|审批", confidence=0.75 if noted else 0.85,
            looked_for=absence.looked_for,
        )  # fmt: skip
        return
    granted, arrived = acts(view, asked, "approved_at"), view.moment(summons, "arrived_at")
    if granted and arrived and granted[0].moment.day > arrived.day:
        words = f"传唤到案{arrived}在先，{granted[0].moment}才审批"
        yield violated(words, granted[0].span, summons.span("arrived_at"), about=f"{about}|审批", confidence=0.8)
    elif granted and arrived:
        yield satisfied("传唤经事先审批", granted[0].span, span, about=f"{about}|审批")
    else:
        yield unclear("传唤审批的时间没有读到", asked[0].span(), about=f"{about}|审批")


def _oral(view: CaseView, record: Document) -> Verdict:
    about = f"{view.person_of(record)}|{view.start(record) or view.ordinal(record)}|口头传唤"
    phone = view.says(record, _BY_PHONE)
    if phone is not None:
        return violated("对不在现场的人以电话口头传唤，应当使用传唤证", phone, about=about, confidence=0.75)
    for field, words in (("arrived_at", "到案时间"), ("left_at", "离开时间")):
        if view.blank(record, field) and record.read:
            return violated(f"口头传唤，笔录没有注明{words}", record.span(field), about=about, severity=Severity.DEFECT)
    if not view.found(record, "arrived_at"):
        return unclear("口头传唤的到案经过和时间没有读到", record.span(), about=about)
    return satisfied("口头传唤的到案时间已在笔录中注明", record.span("arrived_at"), about=about)


def family_told(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG502: the family of a person who was brought in is told, or the record says why not."""
    people = {stay.person: stay for stay in stays(view)}
    if not people:
        yield not_applicable("没有传唤、投案或者扭送到案的人员")
    for person, stay in people.items():
        about = f"{person}|通知家属"
        slips = [one for one in view.documents("summons_family_notice") if concerns(view, one, person)]
        if slips:
            yield satisfied(f"{person}：有通知家属的记录", slips[0].span(), about=about)
            continue
        where = _told_in_record(view, person) or _guardian_there(view, person)
        records = [one for one in view.documents("interview_record") if concerns(view, one, person)]
        if where is not None:
            yield satisfied(f"{person}：笔录或者其他材料记明通知家属或者未能通知的原因", where, about=about)
        elif not records or not all(one.read for one in records) or not any(view.text(one).text for one in records):
            yield unclear(f"{person}：询问笔录没有读到，不能判断是否通知家属", stay.document.span(), about=about)
        else:
            absence = gone(view, "summons_family_notice")
            own = [one for one in records if view.person_of(one) == person]
            yield one_violation(
                absence.held, f"{person}：没有通知家属传唤的原因和处所，也没有记明未通知的理由",
                *((own or records)[0].span(), stay.document.span()), about=about, looked_for=absence.looked_for,
            )  # fmt: skip


def _guardian_there(view: CaseView, person: str) -> Span | None:
    """A guardian who came to the questioning has been told."""
    for one in view.documents("interview_record"):
        if view.person_of(one) == person and view.turns(one, "guardian_present"):
            return one.span()
    return None


def _told_in_record(view: CaseView, person: str) -> Span | None:
    for one in view.documents(
        "interview_record", "arrival_explanation", "work_explanation", "handling_area_form", "summons_approval"
    ):
        if not concerns(view, one, person):
            continue
        if turns := view.turns(one, "family_notified"):
            return turns[0].question_span or one.span()
        found = view.text(one).first(_FAMILY_TOLD) or view.text(one).first(_NOT_TOLD_WHY)
        if found is not None:
            return found[1]
    return None


# -- before questioning ----------------------------------------------------------------------------------------------

_RIGHTS = (
    r"权利(?:和|、|与)?义务|如实(?:回答|陈述|提供|作证|说|讲|反映)|要如实|作伪证|伪证|隐匿证据|法律责任|拒绝回答|可以不(?:回)?答|"
    r"诬告|实事求是"
)


def rights_told(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG503: duty of truth, liability and the right to refuse are told, in the record or in a signed sheet."""
    records = view.transcripts(kinds=("interview_record",))
    if not records:
        yield not_applicable("没有询问笔录")
    owned, loose = _sheets(view)
    for record in records:
        person = view.person_of(record)
        about = f"{key(view, record)}|权利义务"
        turns = view.turns(record, "rights_told", "duty_of_truth")
        where = turns[0].question_span if turns else view.says(record, _RIGHTS)
        sheet = next((one for name, one in owned if person and view.same_person(person, name)), None)
        if turns or where is not None:
            yield satisfied("询问前告知了权利义务", where or record.span(), about=about)
        elif sheet is not None:
            yield satisfied("有本人签收的权利义务告知书", sheet.span(), about=about)
        elif not record.read or not view.text(record).text:
            yield unclear(f"{view.title(record)}没有读全", record.span(), about=about)
        elif loose:
            yield unclear(
                "笔录中没有告知，卷内的权利义务告知书不知是谁签收", record.span(), loose[0].span(), about=about
            )
        else:
            words = f"{person or '被询问人'}的{view.title(record)}没有告知如实陈述的义务、法律责任和拒绝回答的权利"
            yield violated(words, record.span(), about=about)


def _sheets(view: CaseView) -> tuple[list[tuple[str, Document]], list[Document]]:
    """Notice sheets with the person to whom each belongs, by name or by the record that follows it; and the others."""
    owned: list[tuple[str, Document]] = []
    loose: list[Document] = []
    order = list(view.case.documents)
    for index, sheet in enumerate(order):
        if sheet.type != "rights_notice_admin" or unsigned(view, sheet, "subject") is Presence.ABSENT:
            continue
        marks = [mark.name for mark in sheet.marks if mark.who == "subject" and mark.name]
        name = view.person_of(sheet) or (marks[0] if marks else None)
        after = order[index + 1] if index + 1 < len(order) else None
        if name is None and after is not None and after.type == "interview_record":
            name = view.person_of(after)
        if name is None:
            loose.append(sheet)
        else:
            owned.append((name, sheet))
    return owned, loose


_GUARDIAN = re.compile(
    r"(?:监护人|法定代理人|合适成年人|父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆|老师|教师|学校|居委会|村委会|社工|亲属)"
    r"[^。;?]{0,24}(?:到场|在场|陪同|陪着|陪我|参加|通知|联系|来了|签名)|"
    r"(?:通知|联系)[^。;?]{0,20}(?:监护人|法定代理人|父亲|母亲|家长|父母|学校|居委会|村委会|社工|合适成年人)"
)


def _present(view: CaseView, record: Document) -> Span | None:
    marks = [
        mark for mark in view.marks(record, MarkKind.SIGNATURE, "guardian") if mark.presence is not Presence.ABSENT
    ]
    if marks:
        return marks[0].span
    if turns := view.turns(record, "guardian_present"):
        return turns[0].question_span or record.span()
    found = view.text(record).first(_GUARDIAN)
    if found is not None:
        return found[1]
    notices = [one for one in view.documents("minor_guardian_notice") if concerns(view, one, view.person_of(record))]
    return notices[0].span() if notices else None


def _birthday(view: CaseView, name: str | None, day: date, years: int) -> bool:
    person = view.person(name)
    born = person.birth_date if person else None
    return born is not None and (born.month, born.day) == (day.month, day.day) and day.year - born.year == years


def _minors(view: CaseView, *, new: bool) -> Iterator[Verdict]:
    judged = False
    for record in view.documents("interview_record"):
        person, at = view.person_of(record), view.start(record)
        if at is None or under_new_act(view, view.law_day(at)) is not new:
            continue
        age = view.age(person, at.day)
        if age is None or age >= 18:
            continue
        judged = True
        about = f"{key(view, record)}|监护人到场"
        where = _present(view, record)
        if where is not None:
            yield satisfied(f"{person}：监护人或者其他成年人到场、通知有记载", where, about=about)
        elif not record.read or not view.text(record).text:
            yield unclear(f"{person}：询问笔录没有读全", record.span(), about=about)
        else:
            grave = new or (is_offender(view, person) and age < 16)
            severity = None if grave else Severity.DEFECT
            if _birthday(view, person, at.day, 18):
                severity = Severity.NOTICE
            words = f"{person}在询问时{age}周岁，笔录没有监护人或者其他成年人到场，也没有注明通知情况"
            yield violated(words, record.span("birth_date"), record.span(), about=about, severity=severity)
    if not judged:
        yield not_applicable("没有询问未成年人")


def minors_old(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG504: the guardian of a minor, under the old Act and, without end, in other cases."""
    yield from _minors(view, new=False)


def minors_new(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG505: guardian or appropriate adult for everybody under eighteen."""
    yield from _minors(view, new=True)


_DEAF = (
    r"(?<![不非否如])(?:系|是|为)(?:聋哑人|聋人|哑人|又聋又哑的?人|听力残疾)(?!吗|么|的|,应|[?])|"
    r"(?<![是否])(?:不通晓|不懂|听不懂|不会说)(?:汉语|普通话|当地(?:通用)?语言|中文)(?!文字|的|,应|[?]|吗)"
)
_HELP = r"手语|翻译(?:人员)?[:,]?|通晓手语|译员"


_WHO = re.compile(r"我|你|您|本人|被询问人|该人|其(?!中|他|余)")
_OTHERS = re.compile(r"听说|他|她|那个|有个|对方|男子|女子|男人|女人|妇女|老人|小孩|邻居")


def _in_need(view: CaseView, record: Document) -> Span | None:
    """Where a record says that the person questioned is deaf or does not know the language; others do not count."""
    passage = view.text(record)
    talk = re.search(r"问:", passage.text)
    name = view.person_of(record)
    for match, span in passage.find(_DEAF):
        clause = re.split(r"[。;!?:]", passage.text[: match.start()])[-1]
        head = talk is None or match.start() < talk.start()
        own = not clause or (_WHO.search(clause) and not _OTHERS.search(clause)) or (name and name in clause)
        if head or own:
            return span
    return None


def interpreter(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG507: sign-language help or an interpreter for who needs one; who helped is written down and signs."""
    judged = False
    for record in view.documents("interview_record"):
        where = _in_need(view, record)
        if where is None:
            continue
        judged = True
        about = f"{key(view, record)}|翻译"
        marks = view.marks(record, MarkKind.SIGNATURE, "interpreter")
        named = bool(view.turns(record, "interpreter_present")) or bool(marks) or view.says(record, _HELP) is not None
        if not record.read:
            yield unclear("询问笔录没有读全", where, about=about)
        elif not named:
            yield violated(
                "被询问人聋哑或者不通晓当地语言，笔录没有手语或者翻译人员", where, about=about, confidence=0.8
            )
        elif marks and all(mark.presence is Presence.ABSENT for mark in marks):
            yield violated("翻译人员没有在笔录上签名", marks[0].span, about=f"{about}|签名", severity=Severity.DEFECT)
        else:
            yield satisfied("有手语或者翻译人员参加", where, about=about)
    if not judged:
        yield not_applicable("没有需要翻译的人员")


_MEASURE_TOLD = (
    r"(?:告知|说明|出示|宣布|宣读)[^。;]{0,40}(?:理由|依据|权利|救济|原因)|陈述(?:和|、)?申辩|行政复议|救济途径"
)


def measure_told(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG506: with a measure on things, reasons, basis and remedies can be shown to have been told."""
    taken = view.documents("preservation_decision_admin", "preservation_list_admin")
    if not taken:
        yield not_applicable("没有强制措施")
        return
    shown = view.documents("inspection_record", "scene_examination_record", "preservation_decision_admin")
    where = next((span for one in shown if (span := view.says(one, _MEASURE_TOLD)) is not None), None)
    if where is not None:
        yield satisfied("采取强制措施时告知了理由、依据和救济途径", where, about="强制措施告知")
    elif not any(view.text(one).text for one in shown) or not all(one.read for one in shown):
        yield unclear("现场笔录或者证据保全决定书没有读到", taken[0].span(), about="强制措施告知")
    elif mentions(
        view, r"(?:扣押|保全|查封)[^。;]{0,40}(?:告知|说明)|录音录像", "interview_record", "work_explanation"
    ):
        yield unclear("其他材料提到扣押时的告知，需人工核对", taken[0].span(), about="强制措施告知")
    else:
        absence = view.missing("inspection_record")
        words = "采取强制措施，现场笔录和决定书都没有告知理由、依据、权利和救济途径"
        yield one_violation(absence.held, words, taken[0].span(), about="强制措施告知", confidence=0.75)


_REFUSED = rf"{TICK}(?:不属于|不予|告知报案人向|决定不予)"


def reporter_told(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG516: where no case is opened, the reporter is told, with reasons."""
    judged = False
    notices = view.documents("administrative_filing_notice")
    for notice in notices:
        decision = str(notice.value("decision") or "")
        name = "".join((notice.title or "").split())
        if not (re.match(r"不予|.*[局所队]不予", name) or decision.strip().startswith("不予")):
            continue
        judged = True
        about = f"{key(view, notice)}|不予立案告知"
        if view.blank(notice, "reason") and notice.read:
            yield violated("不予立案告知书没有写明理由", notice.span("reason"), about=about)
        elif unsigned(view, notice, "reporter") is Presence.ABSENT:
            note = view.says(notice, r"拒绝签|拒签|邮寄|电话告知|无法联系")
            words = "不予立案告知书没有报案人签收，也没有注明"
            yield (
                unclear("告知书注明了送达情况", note, about=about)
                if note
                else violated(words, notice.span(), about=about, confidence=0.75)
            )
        else:
            yield satisfied("不予立案已告知报案人", notice.span(), about=about)
    for form in [*intake(view), *view.documents("alarm_record")]:
        refusal = view.says(form, _REFUSED)
        opinion = "".join(str(form.value("opinion") or "").split())
        if refusal is None and not re.match(r"不属于公安机关职责|不予(?:受理|立案|受案)|不立案", opinion):
            continue
        judged = True
        yield _told_of_refusal(view, form, refusal or form.span("opinion"), notices)
    if not judged:
        yield not_applicable("没有不予受理、不予立案的处理")


def _told_of_refusal(view: CaseView, form: Document, span: Span, notices: list[Document]) -> Verdict:
    about = f"{key(view, form)}|不予立案告知"
    if notices:
        return satisfied("不予受理或者立案已书面告知", notices[0].span(), about=about)
    pattern = r"(?:口头|当场|已|电话)[^。;]{0,6}告知|告知(?:报案人|当事人|其)|向其说明|无法联系|身份不明|未留联系方式"
    told = view.says(form, pattern)
    if told is not None:
        return satisfied("登记中注明已告知报案人", told, about=about)
    if not form.read:
        return unclear("登记表没有读全", span, about=about)
    absence = view.missing("administrative_filing_notice")
    words = "决定不予受理或者立案，没有告知报案人的记载"
    return one_violation(absence.held, words, span, about=about, confidence=0.75, looked_for=absence.looked_for)
