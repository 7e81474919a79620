"""What the papers of an administrative case say: whom it is against, under which law, which penalty, since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reviewer.checks.relations.measures import Act, concerns, first_of, titled
from reviewer.checks.verdicts import unclear, violated
from reviewer.checks.view import Absence, CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Moment, Presence
from reviewer.core.finding import Clock, Severity, Verdict
from reviewer.extraction.numerals import NUMERALS, chinese_number
from reviewer.law.library import in_force

NEW_ACT = date(2026, 1, 1)
PENALTIES_ACT_2021 = date(2021, 7, 15)
ACT = "治安管理处罚法"
TICK = "[■√☑✓✔☒●▇⊠]"
UNTICKED = "[□☐○◻]"
REFUSAL = re.compile(
    r"拒绝签|拒签|拒不签|拒绝捺|拒绝在|不愿签|不肯签|拒收|不能签名|无法签名|无法书写|不会写字|未签名的原因|拒绝接收"
)
OTHER_SERVICE = re.compile(r"留置送达|邮寄送达|公告送达|委托送达|转交送达|电子送达|传真|(?<!被)代收人|由.{1,12}代收")
_NUMBER = rf"[{NUMERALS}\d,.]+"
_DETENTION = re.compile(rf"(?:行政)?拘留(?:处罚)?(?:期限)?(?:为)?({_NUMBER})(?:日|天)")
_FINE = re.compile(rf"罚款(?:人民币)?(?:¥)?(?:\(大写\))?({_NUMBER})(?:元|圆)")
_REVOKED = re.compile(r"吊销.{0,14}(?:许可证|执照|证)")
_STOPPED = re.compile(r"责令.{0,4}停产停业|责令停业整顿|停业整顿|停产停业")
_NAMES = ("person", "offenders", "offender", "person_name", "suspect_name")
_AGAINST = (
    "penalty_decision", "no_penalty_decision", "onspot_penalty_decision", "penalty_prior_notice",
    "penalty_approval_form", "summons_administrative", "summons_approval",
)  # fmt: skip
_APPROVED = ("penalty_approval_form", "case_closing_report_admin", "summons_approval", "request_report")


class Penalty(NamedTuple):
    """A penalty as a paper words it; several acts have several figures."""

    days: tuple[int, ...] = ()
    fines: tuple[int, ...] = ()
    warning: bool = False
    revoked: bool = False
    stopped: bool = False

    @property
    def any(self) -> bool:
        return bool(self.days or self.fines or self.warning or self.revoked or self.stopped)

    @property
    def most_days(self) -> int:
        return max(self.days, default=0)

    @property
    def most_fine(self) -> int:
        return max(self.fines, default=0)


def _numbers(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    found = (chinese_number(match[1].replace(",", "")) for match in pattern.finditer(text))
    return tuple(int(number) for number in found if number)


def read_penalty(text: str) -> Penalty:
    """The penalties in a passage on the matching copy."""
    return Penalty(
        _numbers(_DETENTION, text),
        _numbers(_FINE, text),
        bool(re.search(r"(?<!不予)警告", text)),
        bool(_REVOKED.search(text)),
        bool(_STOPPED.search(text)),
    )


def decided_words(view: CaseView, document: Document) -> str:
    """The operative part of a decision."""
    text = view.text(document).text
    start = max(text.rfind("现决定"), text.rfind("决定给予"), text.rfind("决定对"))
    part = text[start if start >= 0 else 0 :]
    part = re.split(r"执行方式|履行方式|如不服|逾期|附:", part)[0]
    written = "".join(str(document.value(name) or "") for name in ("penalty", "decision"))
    return f"{''.join(written.split())}{part}" if written or start >= 0 else ""


def decision_penalty(view: CaseView, document: Document) -> Penalty:
    """The penalty of a decision; figures that were read as fields come first."""
    words = decided_words(view, document)
    read = read_penalty(words)
    days, fine = document.value("detention_days"), document.value("fine")
    if isinstance(days, int | float) and days and not read.days:
        read = read._replace(days=(int(days),))
    if isinstance(fine, int | float) and fine and not read.fines:
        read = read._replace(fines=(int(fine),))
    return read


def notice_words(view: CaseView, notice: Document) -> str:
    """The part of a notice that tells what is intended, up to the question and answer."""
    text = view.text(notice).text
    written = "".join(str(notice.value("proposed") or "").split())
    return written + re.split(r"问:", text)[0]


def intended_penalty(view: CaseView, notice: Document) -> Penalty:
    """The penalty that a notice announces: what stands after 拟, and concrete figures anywhere."""
    text = notice_words(view, notice)
    tail = "".join(match[0] for match in re.finditer(r"拟(?!作出行政处罚决定)[^。;]{2,120}", text))
    figures = read_penalty(text)
    return read_penalty(tail)._replace(days=figures.days, fines=figures.fines)


# -- whom and under which law ----------------------------------------------------------------------------------------


def offenders(view: CaseView) -> tuple[str, ...]:
    """The suspected offenders: those of the roster and those whom the papers against a person name."""
    found = list(view.suspects)
    for document in view.documents(*_AGAINST):
        for name in _NAMES:
            value = document.value(name)
            found += [str(one) for one in (value if isinstance(value, list) else [value]) if one]
    return tuple(dict.fromkeys(found))


def is_offender(view: CaseView, name: str | None) -> bool:
    return name is not None and any(one == name or view.same_person(one, name) for one in offenders(view))


_WRONGED_IN = (
    "penalty_decision", "no_penalty_decision", "penalty_approval_form", "expert_opinion", "expert_opinion_notice",
    "case_closing_report_admin", "mediation_agreement",
)  # fmt: skip


def _wronged(name: str) -> str:
    """How a paper shows that somebody was wronged: called so, or struck, hurt or robbed in the statement of facts."""
    return (
        rf"被(?:侵)?害人(?:\(签名\))?:?{name}|(?:殴打|打伤|打了|踢打|辱骂|猥亵|致使?|造成){name}|"
        rf"(?:盗窃|偷走|骗取|抢夺|损毁|砸坏)(?:了)?(?:被侵害人)?{name}|"
        rf"趁{name}|将{name}(?:的|打|推|踢|咬)"
    )


def victims(view: CaseView) -> tuple[str, ...]:
    """Those wronged by the act: by their role in the roster, or called so in a paper; never an offender or officer."""
    text = "".join(view.text(one).text for one in view.documents(*_WRONGED_IN))
    found = []
    for person in view.case.persons:
        called = re.search(_wronged(re.escape(person.name)), text) is not None
        if ("victim" in person.roles or called) and "officer" not in person.roles:
            found.append(person.name)
    return tuple(name for name in found if not is_offender(view, name))


def penalties(view: CaseView) -> list[Document]:
    """The penalty decisions of this case; an earlier case's decision is typed as prior record."""
    return view.documents("penalty_decision")


def _cites_act(view: CaseView, document: Document) -> bool:
    words = f"{document.value('law_article') or ''}{document.value('articles') or ''}"
    return ACT in words or ACT in view.text(document).text


def public_order(view: CaseView) -> bool | None:
    """Whether this is a 治安案件: the law of the decision or notice, else any paper that cites the Act.

    Returns:
        ``None`` where neither can be told. A summons lists several statutes to be ticked and proves nothing.
    """
    papers = [*penalties(view), *view.documents("no_penalty_decision", "penalty_prior_notice")]
    if papers:
        if any(_cites_act(view, one) for one in papers):
            return True
        cited = any("法" in f"{one.value('law_article') or ''}" or view.says(one, "根据《") for one in papers)
        return False if cited else None
    apart = ("summons_administrative", "rights_notice_admin", "preservation_decision_admin")
    return True if any(_cites_act(view, one) for one in view.case.documents if one.type not in apart) else None


def detained(view: CaseView) -> bool:
    return any(decision_penalty(view, one).days for one in penalties(view))


def under_new_act(view: CaseView, day: date) -> bool:
    """Whether a step falls under the Act of 2025: public order, or detention under another law (its article 141)."""
    version = in_force(ACT, day, law_of=view.law_of)
    new = version is not None and version.since >= NEW_ACT
    return new and (public_order(view) is not False or detained(view))


def fast_track(view: CaseView) -> Document | None:
    """A paper that puts the case on the fast track, unless the file shows that it went back to the ordinary way."""
    pattern = r"适用快速办理|同意快速办理|按照?快速办理程序|采取快速办理"
    skip = ("rights_notice_admin",)
    for one in view.case.documents:
        if one.type in skip:
            continue
        if titled(one, "快速办理") or view.says(one, pattern):
            back = r"转(?:为|入)?(?:按)?一般(?:程序|案件)|不再适用快速办理|终止快速办理"
            return None if any(view.says(other, back) for other in view.case.documents) else one
    return None


# -- since when, and what may be called missing ----------------------------------------------------------------------


def intake(view: CaseView) -> list[Document]:
    """The papers by which the case was opened."""
    return view.documents("case_acceptance_form", "administrative_filing_form")


def opened(view: CaseView) -> Act | None:
    """When the case was opened: the approval on the intake form, else its date, the earliest of several forms."""
    found = [
        act for one in intake(view) if (act := first_of(view, one, "approved_at", "issued_at", "signed_at")) is not None
    ]
    return min(found, key=lambda act: act.moment, default=None)


def reported(view: CaseView) -> Act | None:
    """When this unit received the report."""
    handed = any("移送" in str(one.value("source") or "") for one in intake(view))
    kinds = ("alarm_record",) if not handed else ()
    found = [act for one in view.documents(*kinds) if kinds and (act := first_of(view, one, "received_at"))]
    found += [act for one in intake(view) if (act := first_of(view, one, "received_at"))]
    return min(found, key=lambda act: act.moment, default=None)


def gone(view: CaseView, *types: str) -> Absence:
    """That no such paper is there. Administrative approvals are bound into the same volume (程序规定 260).

    A file that lacks its intake paper is still a whole one where it runs to the decision and has many kinds of papers.
    """
    absence = view.missing(*types)
    if absence.held and not view.whole_file and _decided_file(view):
        absence = Absence("", absence.looked_for)
    if absence.held or view.documents(*_APPROVED):
        return absence
    return Absence("上传的材料中没有任何审批文书，不能断定缺少", absence.looked_for)


def _decided_file(view: CaseView) -> bool:
    kinds = {one.type for one in view.case.documents}
    if view.case.unread or "unknown" in kinds or len(kinds) < 8:
        return False
    return bool(kinds & {"penalty_decision", "no_penalty_decision", "mediation_agreement"})


def one_violation(
    held: str,
    words: str,
    *spans: Span,
    about: str,
    severity: Severity | None = None,
    confidence: float = 0.85,
    looked_for: tuple[str, ...] = (),
    clock: Clock | None = None,
) -> Verdict:
    """A violation that rests on an absence, or the open question that it is where the absence cannot be said."""
    if held:
        return unclear(f"{words}；{held}", *spans, about=about, clock=clock)
    return violated(
        words, *spans, about=about, severity=severity, confidence=confidence, looked_for=looked_for, clock=clock
    )


def headed(document: Document, *words: str) -> bool:
    """Whether the title or subject of a paper has one of the words."""
    head = "".join(f"{document.title or ''}{document.value('subject') or ''}".split())
    return titled(document, *words) or any(word in head for word in words)


def mentions(view: CaseView, pattern: str, *types: str, person: str | None = None) -> Span | None:
    """The first place in papers of some types that says something."""
    for one in view.documents(*types) if types else view.case.documents:
        if (person is None or concerns(view, one, person)) and (span := view.says(one, pattern)) is not None:
            return span
    return None


# -- stays at the police ---------------------------------------------------------------------------------------------


class Stay(NamedTuple):
    """How long a suspected offender was kept for questioning, as one paper states it."""

    document: Document
    person: str
    start: Moment | None
    end: Moment | None
    left: str = "left_at"

    @property
    def spans(self) -> list[Span]:
        spans = [self.document.span("arrived_at")]
        if self.document.span(self.left) not in spans:
            spans.append(self.document.span(self.left))
        return spans


def stays(view: CaseView) -> Iterator[Stay]:
    """The stays after a written summons, then those that only a record or the log of the case area notes.

    Those are the stays after an oral summons, a surrender or a hand-over; the log speaks where no record did.
    """
    seen: list[tuple[str, date | None]] = []
    for kind in ("summons_administrative", "interview_record"):
        for document in view.documents(kind):
            person = view.person_of(document)
            if person is None or not is_offender(view, person):
                continue
            start = view.moment(document, "arrived_at")
            if kind == "interview_record" and (start is None or (person, start.day) in seen):
                continue
            seen.append((person, start.day if start else None))
            yield Stay(document, person, start, view.moment(document, "left_at"))
    for document in view.documents("handling_area_form"):
        person, start = view.person_of(document), view.moment(document, "arrived_at")
        if person is None or start is None or not is_offender(view, person):
            continue
        if any(
            name == person and (day is None or abs((day - start.day).days) <= 1) for name, day in seen
        ) or view.says(document, r"(?:原因|方式|来源)[:]?(?:自行到|主动到|证人|被侵害人|配合)") is not None:
            continue
        seen.append((person, start.day))
        yield Stay(document, person, start, view.moment(document, "final_leave"), "final_leave")


def unsigned(view: CaseView, document: Document, *who: str) -> Presence | None:
    """Whether a person's signature or fingerprint is on a paper: either will do; ``None`` without any such place."""
    found = [view.presence(document, kind, *who) for kind in (MarkKind.SIGNATURE, MarkKind.FINGERPRINT)]
    for presence in (Presence.PRESENT, Presence.UNKNOWN, Presence.ABSENT):
        if presence in found:
            return presence
    return None
