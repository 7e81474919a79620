"""Who must stand by or withdraw: interpreters, female staff at a search, recusal (PER008, PER009, PER013, PER014)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import period, titled
from reviewer.checks.relations.minors import is_suspect, staff_sexes, woman_there
from reviewer.checks.relations.personnel import names_in, officers_of
from reviewer.checks.relations.signing import key, unsigned
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Presence
from reviewer.core.finding import ClockState, Severity, Verdict
from reviewer.law.periods import judge

_DEAF = re.compile(
    r"聋哑|聋人|哑人|听力残疾|言语残疾|语言残疾|先天性耳聋|双耳失聪|[系是](?:聋|哑)|不能说话[^。]{0,6}手语"
)
_HARD_OF_HEARING = re.compile(r"(?:[左右]耳|一只耳朵?|单耳|年纪大|老年)[^。]{0,6}$")
_OTHERS = re.compile(
    r"(?:他|她|我(?:的)?(?:爸|妈|父|母|哥|弟|姐|妹|老婆|丈夫|儿子|女儿|邻居)|聋哑学校|不是|非)[^。,]{0,8}$"
)
_NOT_UNDERSTOOD = re.compile(
    r"(?<!没有)(?<!有没有)(?:听不懂|不懂|不太懂|不会(?:讲|说)|不通晓)(?:普通话|汉语|汉话|中文|国语|当地(?:通用)?语言)"
)
_FOREIGN = re.compile(r"国籍[:]?(?!中国|中华|汉|同上)([\u4e00-\u9fff]{2,8})|护照(?:号码|号)[:]?[A-Z]\d+")
_DECLARED = re.compile(
    r"(?:不需要|不要|自愿放弃|无需|不用)[^。]{0,8}翻译|(?:通晓|精通|熟练掌握|能听懂)[^。]{0,6}(?:中文|汉语|普通话)"
)
_INTERPRETER = re.compile(
    r"翻译(?:人员|人)?(?:姓名)?[:(][\u4e00-\u9fff]{2,4}|手语(?:翻译|老师|人员|教师)|(?:聘请|通过|由)[^。]{0,14}翻译"
)
_BODY = re.compile(
    r"搜身|人身(?:进行)?(?:搜查|检查)|(?:搜查|检查)[^。]{0,8}(?:人身|身体)|对[^。]{0,10}身体[^。]{0,4}(?:搜查|检查)"
)
_NOT = re.compile(r"未|没有|没|不")
_BY_WOMAN = re.compile(r"女(?:性)?(?:民警|警官|侦查人?员|工作人员|警|干警|医)|医师|医生")
_BY_WHOM = re.compile(
    r"由([^。,]{2,24}?)(?:对[^。,]{0,12})?(?:进行)?(?:搜身|人身搜查|人身检查|身体检查|搜查其?人身|检查身体)"
)


def _answers(document: Document) -> str:
    return "".join("".join(turn.answer.split()) + "。" for turn in document.turns) or document.compact


def _interpreted(view: CaseView, document: Document) -> bool:
    """Whether an interpreter took part in a record."""
    present = view.presence(document, MarkKind.SIGNATURE, "interpreter") is Presence.PRESENT
    return (
        present
        or bool(view.turns(document, "interpreter_present"))
        or view.says(document, _INTERPRETER.pattern) is not None
    )


def _deaf(view: CaseView, person: str) -> Span | None:
    """Where the file shows beyond doubt that a person is deaf or mute."""
    kinds = (
        "interrogation_record",
        "interview_record",
        "identity_certificate",
        "medical_entry_check",
        "work_explanation",
    )
    for document in view.documents(*kinds):
        text = view.text(document)
        own = view.person_of(document) == person
        for match, span in text.find(_DEAF):
            before = text.text[max(match.start() - 16, 0) : match.start()]
            if _HARD_OF_HEARING.search(before) or _OTHERS.search(before):
                continue
            if own or person in before or person in text.text[match.end() : match.end() + 8]:
                return span
    return None


def _of_persons(view: CaseView, card: Card) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for document in view.transcripts(kinds=card.setting("types")):
        if person := view.person_of(document):
            found.setdefault(person, []).append(document)
    return found


def sign_language(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER008: a deaf or mute person is questioned with somebody who knows sign language, who signs."""
    found = False
    for person, documents in _of_persons(view, card).items():
        if (shown := _deaf(view, person)) is None:
            continue
        found = True
        yield from _with_interpreter(view, person, documents, shown, "聋、哑人", "手语翻译")
    if not found:
        yield not_applicable("没有材料表明被问话人是聋、哑人")


def _with_interpreter(
    view: CaseView, person: str, documents: Sequence[Document], shown: Span, what: str, needed: str
) -> Iterator[Verdict]:
    for document in documents:
        about, title = key(view, document, needed), view.title(document)
        mark = unsigned(view, document, "interpreter")
        if not _interpreted(view, document):
            if document.read:
                yield violated(f"{person}系{what}，{title}没有{needed}参加", document.span(), shown, about=about)
            else:
                yield unclear(f"{title}有页面未能读取，不能判断有无{needed}", document.span(), about=about)
        elif mark is not None:
            yield violated(f"{title}的{needed}没有签名", mark.span, about=about, severity=Severity.DEFECT)
        else:
            yield satisfied(f"{title}有{needed}参加", document.span(), about=about)


def interpreter(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER009: who does not know the local language has an interpreter in every record; a foreigner one or a waiver."""
    found = False
    for person, documents in _of_persons(view, card).items():
        shown = _not_understood(view, documents)
        if shown is not None and _deaf(view, person) is None:
            found = True
            yield from _with_interpreter(view, person, documents, shown, "不通晓当地语言文字的人", "翻译")
        elif shown is None and (passport := _foreign(view, documents)) is not None:
            found = True
            yield from _foreigner(view, person, documents, passport)
    for one in view.case.persons:
        if "interpreter" in one.roles and one.roles & {"suspect", "victim", "witness", "officer"}:
            found = True
            severity = Severity.NOTICE if "officer" in one.roles else Severity.DEFECT
            yield violated(f"翻译{one.name}同时是本案的办案人员、当事人或者证人", *one.spans[:2],
                           about=f"翻译|{one.name}", severity=severity, confidence=0.6)  # fmt: skip
    if not found:
        yield not_applicable("没有材料表明被问话人不通晓当地语言文字")


def _not_understood(view: CaseView, documents: Iterable[Document]) -> Span | None:
    for document in documents:
        if _NOT_UNDERSTOOD.search(_answers(document)):
            return view.says(document, _NOT_UNDERSTOOD.pattern) or document.span()
    used = [one for one in documents if _interpreted(view, one)]
    return used[0].span() if used else None


def _foreign(view: CaseView, documents: Iterable[Document]) -> Span | None:
    return next((span for one in documents if (span := view.says(one, _FOREIGN.pattern)) is not None), None)


def _foreigner(view: CaseView, person: str, documents: Sequence[Document], shown: Span) -> Iterator[Verdict]:
    every = [
        one
        for one in view.case.documents
        if one in documents or one.type in ("work_explanation", "rights_notice_suspect")
    ]
    if any(view.says(one, _DECLARED.pattern) for one in every):
        yield satisfied(f"{person}已声明不需要翻译", shown, about=f"{person}|翻译")
    elif not all(one.read for one in documents):
        yield unclear(f"{person}的笔录有页面未能读取", shown, about=f"{person}|翻译")
    else:
        severity = Severity.DEFECT if is_suspect(view, documents[0], person) else Severity.NOTICE
        yield violated(f"{person}是外国人，没有翻译，也没有不需要翻译的书面声明", shown, documents[0].span(),
                       about=f"{person}|翻译", severity=severity, confidence=0.7)  # fmt: skip


def women_searched(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER013: a woman's body is searched by a woman, examined by a woman or a physician."""
    found = False
    for document in view.documents(*card.setting("types")):
        person = next(iter(names_in(document, "party", "subject_name", "target", "person")), None)
        known = view.person(person)
        sex = (known.sex if known else None) or document.value("sex")
        if sex != "女" or not (titled(document, "人身") or _body_searched(view, document)):
            continue
        found = True
        yield _operator(view, document, person or "")
    if not found:
        yield not_applicable("没有搜查、检查妇女身体的记载")


def _body_searched(view: CaseView, document: Document) -> bool:
    """Whether a body was searched or examined; that it was not does not count."""
    text = view.text(document)
    return any(not _NOT.search(text.text[max(match.start() - 8, 0) : match.end()]) for match, _ in text.find(_BODY))


def _operator(view: CaseView, document: Document, person: str) -> Verdict:
    about, title = key(view, document, person), view.title(document)
    match = view.text(document).first(_BY_WHOM)
    words = match[0][1] if match else ""
    span = match[1] if match else document.span()
    men = [
        one for name in officers_of(view, document) if name in words and (one := view.person(name)) and one.sex == "男"
    ]
    physician = re.search("医师|医生|法医", words) is not None
    if men or (physician and document.type == "search_record" and "女" not in words):
        who = men[0].name if men else "医师"
        return violated(f"{title}由{who}搜查、检查妇女{person}的身体", span, about=about)
    if _BY_WOMAN.search(words) or woman_there(view, document) or view.says(document, _BY_WOMAN.pattern):
        return satisfied(f"{title}由女工作人员或者医师进行", span, about=about)
    if not document.read:
        return unclear(f"{title}有页面未能读取", span, about=about)
    if staff_sexes(view, document) == {"男"}:
        return violated(f"{title}的人员均为男性，搜查、检查了妇女{person}的身体", span, about=about)
    return violated(f"{title}没有写明由谁搜查、检查妇女{person}的身体", span, about=about, severity=Severity.DEFECT,
                    confidence=0.6)  # fmt: skip


_CLASHES = (
    ({"suspect"}, "犯罪嫌疑人", None),
    ({"victim", "reporter"}, "被害人或者报案人", None),
    ({"expert"}, "鉴定人", Severity.UNLAWFUL),
    ({"guarantor", "guardian"}, "保证人或者监护人", None),
)


def recusal(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER014: nobody handles the case who is in it otherwise; applications for withdrawal are decided in time."""
    officers = {
        name for one in view.documents(*card.setting("types")) for name in names_in(one, "officers", "recorder")
    }
    found = False
    for document in view.documents("interview_record"):
        for name in names_in(document, "subject_name"):
            if name in officers:
                found = True
                yield violated(f"侦查人员{name}又作为证人、被害人接受询问", document.span("subject_name"),
                               about=f"{name}|证人", confidence=0.75)  # fmt: skip
    for person in view.case.persons:
        for roles, word, severity in _CLASHES:
            if person.name in officers and person.roles & roles:
                found = True
                yield violated(f"侦查人员{person.name}同时是本案的{word}", *person.spans[:3],
                               about=f"{person.name}|{word}", severity=severity, confidence=0.6)  # fmt: skip
    applications = list(_applications(view, card))
    yield from applications
    if not found and not applications:
        yield satisfied("办案人员与当事人、证人、鉴定人没有重合") if officers else not_applicable("没有写明办案人员")


def _applications(view: CaseView, card: Card) -> Iterator[Verdict]:
    for document in view.transcripts():
        turns = view.turns(document, "recusal_requested")
        start = view.start(document)
        if not turns or start is None:
            continue
        span = turns[0].answer_span or document.span()
        person = view.person_of(document)
        about = f"{person or ''}|回避申请|{start.day}"
        decisions = [(moment, one) for one in view.documents("recusal_decision")
                     if (moment := view.moment(one, "issued_at") or view.moment(one, "served_at"))]  # fmt: skip
        end = min(decisions, key=lambda pair: pair[0]) if decisions else None
        limit = period(view, "recusal-decision", start)
        absence = view.missing("recusal_decision", approval=True)
        if end is None and (view.documents("recusal_decision") or absence.held):
            yield unclear(absence.held or "回避决定没有读到日期", span, about=about)
            continue
        spans = [span, *([end[1].span("issued_at")] if end else [])]
        verdict = period_verdict(
            view, card, what="对回避申请作出决定", start=start, end=end[0] if end else None, limit=limit,
            evidence=spans, subject=person, about=about, absent="violated", looked_for=absence.looked_for,
        )  # fmt: skip
        longer = judge(
            start, end[0] if end else None, period(view, "recusal-decision-complex", start), as_of=view.as_of
        )
        if end is not None and longer.state is ClockState.MET and verdict.outcome.value == "violated":
            yield unclear("回避决定超过二日但在五日以内，是否情况复杂并经批准不明", *spans, about=about)
        else:
            yield verdict
