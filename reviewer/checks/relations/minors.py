"""Children who are questioned: an adult stands by, a woman for a girl, grave cases recorded (PER010–PER012)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import concerns
from reviewer.checks.relations.personnel import officers_of
from reviewer.checks.relations.signing import RECORDED, key, unsigned
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import MarkKind, Moment, Presence
from reviewer.core.finding import Severity, Verdict

MAJORITY = 18
_GUARDIAN = re.compile(
    r"(?:法定代理人|监护人|合适成年人|合适的成年人|成年亲属)(?:姓名)?[:(]?[^。?]{0,30}(?:到场|在场|陪同|参加|旁听)|"
    r"(?:到场|在场|陪同)[^。?]{0,12}(?:法定代理人|监护人|合适成年人|父亲|母亲|老师)|"
    r"(?:法定代理人|监护人|合适成年人)(?:姓名|签名)?[:(](?!无|/|未|[签姓])[\u4e00-\u9fff]{2,4}"
)
_NOT_THERE = re.compile(r"(?:未|没有|没|无法|不能|未能)(?:能)?(?:通知)?到场|无人到场|不在场|没有来|联系不上")
_OTHER_ADULT = re.compile(r"合适(?:的)?成年人")
_WHY_OTHER = re.compile(
    r"无法通知|不能到场|无法到场|未能到场|不到场|拒绝到场|联系不上|共犯|同案|在外|外地|去世|无监护|监护人[^。]{0,8}(?:嫌疑|侵害)"
)
_FEMALE = re.compile(r"女(?:性)?(?:民警|警官|侦查人?员|工作人员|警|干警)|[(]女[)]")
_SEXUAL = re.compile(r"强奸|猥亵|性侵|强迫卖淫|引诱.{0,4}卖淫")
_VIOLENT = re.compile(r"故意伤害|故意杀人|虐待|抢劫|绑架|殴打")
_RECORDING_DUTY = Moment.parse("2021-06-01")


def is_suspect(view: CaseView, document: Document, person: str) -> bool:
    """Whether somebody is questioned as a suspect."""
    return document.type == "interrogation_record" or person in view.suspects


def _age(view: CaseView, document: Document, person: str | None) -> int | None:
    """The age of the person questioned when the questioning began."""
    start = view.start(document)
    born = Moment.parse(document.value("birth_date"))
    if start is None:
        return None
    if (age := view.age(person, start.day)) is not None:
        return age
    if born is None:
        return None
    return start.day.year - born.day.year - ((start.day.month, start.day.day) <= (born.day.month, born.day.day))


def _minors(view: CaseView, card: Card) -> Iterator[tuple[Document, str, int]]:
    for document in view.transcripts(kinds=card.setting("types")):
        person = view.person_of(document)
        age = _age(view, document, person)
        if person and age is not None and age < MAJORITY:
            yield document, person, age


def _adult_there(view: CaseView, document: Document) -> bool:
    if view.presence(document, MarkKind.SIGNATURE, "guardian") in (Presence.PRESENT, Presence.UNKNOWN):
        return True
    if document.value("guardian") or view.turns(document, "guardian_present"):
        return True
    text = view.text(document).text
    return any(not _NOT_THERE.search(match[0]) for match in _GUARDIAN.finditer(text))


def guardian_at_interrogation(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER010: a suspect under eighteen is questioned with a guardian or, for a noted reason, another adult."""
    found = False
    for document, person, age in _minors(view, card):
        if not is_suspect(view, document, person):
            continue
        found = True
        yield _guardian(view, document, person, age, None)
    if not found:
        yield not_applicable("没有讯问未成年犯罪嫌疑人")


def _guardian(view: CaseView, document: Document, person: str, age: int, severity: Severity | None) -> Verdict:
    about, title = key(view, document, "到场"), view.title(document)
    birth = document.span("birth_date")
    if not _adult_there(view, document):
        if not document.read:
            return unclear(f"{title}有页面未能读取，不能判断有无成年人到场", document.span(), about=about)
        text = f"{person}当时{age}周岁，{title}没有法定代理人或者合适成年人到场的记载"
        return violated(text, document.span(), birth, about=about, severity=severity)
    mark = unsigned(view, document, "guardian")
    if mark is not None:
        text = f"{title}没有到场的法定代理人或者合适成年人的签名"
        return violated(text, mark.span, about=about, severity=severity or Severity.DEFECT)
    if severity is None and _OTHER_ADULT.search(view.text(document).text) and not _reason_given(view, document):
        text = f"{title}由合适成年人到场，没有写明法定代理人不能到场的原因"
        return violated(text, document.span(), about=about, severity=Severity.DEFECT, confidence=0.7)
    return satisfied(f"{title}有法定代理人或者合适成年人到场", document.span(), about=about)


def _reason_given(view: CaseView, document: Document) -> bool:
    papers = (document, *view.documents("minor_guardian_notice", "work_explanation", "request_report"))
    if any(view.says(one, _WHY_OTHER.pattern) for one in papers):
        return True
    match = _GUARDIAN.search(view.text(document).text)
    return match is not None and "法定代理人" in match[0] and not _NOT_THERE.search(match[0])


def staff_sexes(view: CaseView, document: Document) -> set[str | None]:
    """The sexes of the officers whom a paper names; ``None`` for one of whom it is not known."""
    return {person.sex if (person := view.person(name)) else None for name in officers_of(view, document)}


def woman_there(view: CaseView, document: Document) -> bool:
    """Whether a paper shows a woman of the staff."""
    told = view.turns(document, "female_officer") or view.says(document, _FEMALE.pattern)
    return bool(told) or "女" in staff_sexes(view, document)


def _sex(view: CaseView, document: Document, person: str) -> object:
    known = view.person(person)
    return (known.sex if known else None) or document.value("sex")


def female_staff(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER011: a girl is questioned with a woman of the staff present (PER012 speaks of sexual and violent cases)."""
    found = False
    for document, person, age in _minors(view, card):
        special = _special(view) and not is_suspect(view, document, person)
        if _sex(view, document, person) != "女" or special:
            continue
        found = True
        yield _woman(view, document, f"{person}系{age}周岁女性，{view.title(document)}", "在场")
    if not found:
        yield not_applicable("没有讯问、询问女性未成年人")


def _woman(view: CaseView, document: Document, who: str, verb: str) -> Verdict:
    about = key(view, document, "女工作人员")
    sexes = staff_sexes(view, document)
    if woman_there(view, document):
        return satisfied(f"{view.title(document)}有女工作人员{verb}", document.span(), about=about)
    if not document.read:
        return unclear(f"{view.title(document)}有页面未能读取", document.span(), about=about)
    if sexes == {"男"}:
        return violated(f"{who}的办案人员均为男性", document.span("officers"), about=about)
    return violated(f"{who}看不出有女工作人员{verb}", document.span("officers"), about=about,
                    severity=Severity.NOTICE, confidence=0.6)  # fmt: skip


def _special(view: CaseView) -> bool:
    """Whether the case is about a sexual or violent offence, by its papers of filing and its title."""
    papers = view.documents("filing_decision", "case_acceptance_form", "detention_warrant", "prosecution_opinion")
    words = " ".join([view.case.title or "", *(str(one.value("charge") or "") for one in papers)])
    head = " ".join(view.text(one).text[:400] for one in papers[:3])
    return bool(_SEXUAL.search(words + head) or _VIOLENT.search(words + head))


def minor_witnesses(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER012: a child heard as victim or witness: an adult stands by; in grave cases recording, once, by a woman."""
    found = False
    special = _special(view)
    held: dict[str, list[Document]] = {}
    for document, person, age in _minors(view, card):
        if is_suspect(view, document, person):
            continue
        found = True
        held.setdefault(person, []).append(document)
        yield _guardian(view, document, person, age, Severity.DEFECT)
        if special:
            yield from _grave(view, document, person, age)
    for person, documents in held.items() if special else ():
        if len(documents) > int(card.setting("interviews", 1)):
            text = f"未成年人{person}被询问{len(documents)}次，性侵害、暴力伤害案件应当尽量一次完成"
            yield violated(text, *(one.span() for one in documents), about=f"{person}|次数", severity=Severity.NOTICE)
    if not found:
        yield not_applicable("没有询问未成年被害人、证人")


def _grave(view: CaseView, document: Document, person: str, age: int) -> Iterator[Verdict]:
    start = view.start(document)
    about = key(view, document, "录音录像")
    if start is not None and _RECORDING_DUTY is not None and start >= _RECORDING_DUTY:
        discs = any(concerns(view, one, person) for one in view.documents("audio_video_statement"))
        if view.turns(document, "recording_told") or view.says(document, RECORDED.pattern) or discs:
            yield satisfied(f"询问{person}有同步录音录像", document.span(), about=about)
        elif (absence := view.missing("audio_video_statement")).held:
            yield unclear(absence.held, document.span(), about=about)
        else:
            yield violated(f"询问{age}周岁的{person}没有同步录音录像的记载", document.span(), about=about,
                           looked_for=absence.looked_for)  # fmt: skip
    if _sex(view, document, person) == "女":
        yield _woman(view, document, f"{person}系{age}周岁女性，{view.title(document)}", "进行询问")
