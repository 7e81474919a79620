"""The case as rules look at it: documents by type and person, times, and what may be called missing.

Rules ask here and never walk the case file themselves, so that the three answers stay honest: a value that was
never found is not a blank one, and a document is only missing where the pages were really read and the volume
in which it would stand was really there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reviewer.core.casefile import CaseFile, CaseKind, Document, Span
from reviewer.core.facts import Mark, MarkKind, Moment, Person, Presence, Turn
from reviewer.extraction.passages import Passages, passages
from reviewer.law.forms import DocumentForm, load_forms

# The field that names the person whom a document is about, the likeliest first.
PERSON_FIELDS = (
    "subject_name", "suspect_name", "person", "person_name", "offenders", "offender", "suspects", "party", "minor",
    "reporter_name", "applicant", "holder", "receiver",
)  # fmt: skip
TRANSCRIPTS = ("interrogation_record", "interview_record", "case_receiving_record")
INTAKE = (
    "case_acceptance_form", "administrative_filing_form", "filing_decision", "alarm_record", "acceptance_receipt",
    "administrative_filing_notice",
)  # fmt: skip
CLOSING = (
    "prosecution_opinion", "case_cancel_decision", "investigation_end_decision", "penalty_decision",
    "no_penalty_decision", "investigation_termination_decision", "case_closing_report_admin", "case_transfer_notice",
    "mediation_agreement", "onspot_penalty_decision",
)  # fmt: skip
LEAST_TEXT = 40  # characters: a document with fewer says too little to tell what it is not
_TITLE_END = re.compile(
    r"(?:通知|决定|告知|意见|报告|说明|申请|委托)?(?:书|笔录|清单|报告|证明|表|证|函|单)?(?:[（(].*)?$"
)
_APPROVAL_WORDS = re.compile(r"呈请|审批|批准|审核|同意|延长")
APPROVALS = ("request_report", "summons_approval", "continued_questioning_approval", "legal_review_opinion")


@dataclass(frozen=True, slots=True)
class Absence:
    """That no document of some types is in the case.

    ``held`` says why this cannot be asserted (empty where it can); ``looked_for`` where it was searched.
    """

    held: str
    looked_for: tuple[str, ...]


class CaseView:
    """A case file with the questions that rules ask of it.

    Args:
        case: what was read.
        law_of: a day whose law is to be used in place of the law on the day of each act.
        disproof: whether absences are held back where something was unread (switched off only to measure it).
    """

    def __init__(self, case: CaseFile, *, law_of: date | None = None, disproof: bool = True) -> None:
        self.case = case
        self.law_of = law_of
        self.disproof = disproof
        self.forms = load_forms()

    # -- documents ---------------------------------------------------------------------------------------------

    @property
    def as_of(self) -> date:
        return self.case.as_of

    @property
    def criminal(self) -> bool:
        return self.case.kind is CaseKind.CRIMINAL

    @cached_property
    def _by_type(self) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = {}
        for document in self.case.documents:
            found.setdefault(document.type, []).append(document)
        return found

    @cached_property
    def _ordinals(self) -> dict[int, str]:
        return {id(one): f"{kind}{at}" for kind, papers in self._by_type.items() for at, one in enumerate(papers, 1)}

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(one): index for index, one in enumerate(self.case.documents)}

    def documents(self, *types: str, person: str | None = None) -> list[Document]:
        """Documents of the types in reading order; with ``person`` only those about that person (or nobody named)."""
        found = [one for kind in types for one in self._by_type.get(kind, ())]
        if len(types) > 1:
            found.sort(key=lambda one: self._places[id(one)])
        if person is None:
            return found
        return [one for one in found if not self.people(one) or self.same_person(person, *self.people(one))]

    def ordinal(self, document: Document) -> str:
        """Which of its kind a document is, for keys: unlike a page it stays when another paper is added."""
        return self._ordinals[id(document)]

    def first(self, *types: str, person: str | None = None) -> Document | None:
        return next(iter(self.documents(*types, person=person)), None)

    def form(self, document: Document) -> DocumentForm | None:
        return self.forms.get(document.type)

    def title(self, document: Document) -> str:
        """How the document is called in a message, with its page."""
        form = self.form(document)
        name = document.title or (form.name_zh if form else "文书")
        return f"《{''.join(name.split())}》"

    def name(self, kind: str) -> str:
        """The Chinese name of a document type."""
        form = self.forms.get(kind)
        return re.split(r"[（/]", form.name_zh)[0] if form else kind

    def transcripts(self, *, person: str | None = None, kinds: Iterable[str] = TRANSCRIPTS) -> list[Document]:
        """Records of questioning in the order of their beginning; those without a time come last."""
        found = self.documents(*kinds, person=person)
        far = Moment.parse("9999-12-31")
        assert far is not None
        return sorted(found, key=lambda one: (self.start(one) or far).earliest)

    def text(self, document: Document) -> Passages:
        """The document's text for matching: normalised, without white space."""
        return passages(document)

    def says(self, document: Document, pattern: str) -> Span | None:
        """Where a document says something (a pattern written without white space)."""
        found = self.text(document).first(pattern)
        return found[1] if found else None

    def turns(self, document: Document, *acts: str) -> list[Turn]:
        """The turns of a transcript in which one of the acts takes place."""
        return [turn for turn in document.turns if turn.acts.intersection(acts)]

    def marks(self, document: Document, kind: MarkKind, *who: str) -> list[Mark]:
        return [mark for mark in document.marks if mark.kind is kind and (not who or mark.who in who)]

    def presence(self, document: Document, kind: MarkKind, *who: str) -> Presence | None:
        """Whether a mark of these roles is on the document; ``None`` where it has no such spot."""
        found = [mark.presence for mark in self.marks(document, kind, *who)]
        if not found:
            return None
        for presence in (Presence.PRESENT, Presence.UNKNOWN):
            if presence in found:
                return presence
        return Presence.ABSENT

    # -- people ------------------------------------------------------------------------------------------------

    def people(self, document: Document) -> tuple[str, ...]:
        """The persons whom a document is about, by its fields."""
        for name in PERSON_FIELDS:
            if name in document.fields and document.fields[name].value is not None:
                value = document.fields[name].value
                return tuple(map(str, value)) if isinstance(value, list) else (str(value),)
        return ()

    def person_of(self, document: Document) -> str | None:
        return next(iter(self.people(document)), None)

    def same_person(self, name: str, *others: str) -> bool:
        """Whether a name is one of the others or a variant of it in the roster."""
        if name in others:
            return True
        person = self.person(name)
        if person is None:
            return False
        return bool({person.name, *person.variants}.intersection(others))

    def person(self, name: str | None) -> Person | None:
        return self._roster.get(name) if name else None

    @cached_property
    def _roster(self) -> dict[str, Person]:
        found: dict[str, Person] = {}
        for person in self.case.persons:
            for name in (*person.variants, person.name):
                found[name] = person
        return found

    @cached_property
    def suspects(self) -> tuple[str, ...]:
        """The suspects (criminal) or offenders (administrative) by name.

        A name that the roster holds twice, for two identity numbers, is one: no rule may take them for two persons.
        """
        role = {"suspect", "offender"}
        return tuple(dict.fromkeys(person.name for person in self.case.persons if role & person.roles))

    def age(self, name: str | None, day: date) -> int | None:
        """Full years on a day; a person turns a year older on the day after the birthday.

        Source: 最高人民法院关于适用刑事诉讼法的解释 and practice on 周岁 (the day of birth does not count).
        """
        person = self.person(name)
        if person is None or person.birth_date is None:
            return None
        born = person.birth_date
        return day.year - born.year - ((day.month, day.day) <= (born.month, born.day))

    # -- times -------------------------------------------------------------------------------------------------

    def moment(self, document: Document, path: str) -> Moment | None:
        """A time of a document: ``announced_at``, or ``time_range.start`` and ``time_range.end`` of a range."""
        name, _, part = path.partition(".")
        value = document.value(name)
        if isinstance(value, list | tuple):
            value = value[{"start": 0, "end": -1}.get(part, 0)] if value else None
        elif part == "end":
            return None
        return Moment.parse(value)

    def start(self, document: Document) -> Moment | None:
        """When the act that a document records began, or its day."""
        for path in ("time_range.start", "start", "announced_at", "at", "received_at", "signed_at", "issued_at"):
            if (found := self.moment(document, path)) is not None:
                return found
        return None

    def end(self, document: Document) -> Moment | None:
        return self.moment(document, "time_range.end") or self.moment(document, "end")

    def found(self, document: Document, name: str) -> bool:
        """Whether the place of a field was found, blank or not."""
        return name in document.fields

    def blank(self, document: Document, name: str) -> bool:
        """Whether the place of a field was found and nothing is written there."""
        return name in document.fields and document.fields[name].value is None

    def dated(self, *kinds: str) -> Iterator[tuple[Moment, Document]]:
        """Documents with the moment of what they record."""
        for document in self.documents(*kinds) if kinds else self.case.documents:
            if (moment := self.start(document)) is not None:
                yield moment, document

    @cached_property
    def accepted_at(self) -> Moment | None:
        """When the report was received: the earliest of the intake papers."""
        paths = ("received_at", "reported_at", "issued_at")
        papers = self.documents("alarm_record", "case_acceptance_form", "administrative_filing_form")
        found = [moment for one in papers for path in paths if (moment := self.moment(one, path))]
        return min(found) if found else None

    @cached_property
    def filed_at(self) -> Moment | None:
        """When the case was opened (立案决定书; the filing form of an administrative case)."""
        for kind in ("filing_decision", "administrative_filing_form"):
            for document in self.documents(kind):
                if (found := self.moment(document, "issued_at") or self.moment(document, "received_at")) is not None:
                    return found
        return None

    @cached_property
    def closed_at(self) -> Moment | None:
        """When the case was decided, closed or sent away: the earliest such paper; it stops stalled-case clocks."""
        found = [
            moment
            for one in self.documents(*CLOSING)
            if (moment := self.moment(one, "issued_at") or self.moment(one, "signed_at"))
        ]
        return min(found) if found else None

    def law_day(self, moment: Moment | None) -> date:
        """The day whose law decides about an act: the day of the act, else of intake, else of judgement."""
        if self.law_of is not None:
            return self.law_of
        for candidate in (moment, self.accepted_at, self.filed_at):
            if candidate is not None:
                return candidate.day
        return self.as_of

    # -- what may be called missing ----------------------------------------------------------------------------

    @cached_property
    def whole_file(self) -> bool:
        """Whether this is a case file and not a handful of papers: it has intake papers and several kinds."""
        return bool(self.documents(*INTAKE)) and len(self._by_type) >= 4

    @cached_property
    def work_volume(self) -> bool:
        """Whether approvals (侦查工作卷) were uploaded: a 呈请 report, or a cover that says so."""
        if self.documents(*APPROVALS):
            return True
        return any("工作卷" in cover.compact for cover in self.documents("volume_cover"))

    def missing(self, *types: str, titles: Sequence[str] = (), approval: bool = False) -> Absence:
        """That no document of these types is there: whether it may be said, and where it was looked for.

        Args:
            titles: only a document with one of these titles is wanted.
            approval: it belongs to the 侦查工作卷.
        """
        names = "或".join(f"《{title}》" for title in titles) or "、".join(self.name(kind) for kind in types)
        counted = sum(source.pages for source in self.case.sources)
        looked = [f"已在全部{len(self.case.sources)}个文件、{counted}页中查找{names}"]
        listed = self.listed(*types, titles=titles)
        if self.documents("volume_contents"):
            looked.append("卷内目录已列有该文书，但卷内未见" if listed else "卷内目录中也没有该文书")
        return Absence(self._held(types, approval) if self.disproof else "", tuple(looked))

    def _held(self, types: tuple[str, ...], approval: bool) -> str:
        if self.case.unread:
            return f"有{len(self.case.unread)}处材料未能读取，不能断定缺少"
        if any(self._may_be(document, types, approval) for document in self.documents("unknown")):
            return "卷内有未能识别种类的文书，不能断定缺少"
        if not self.whole_file:
            return "上传的材料不是完整案卷，不能断定缺少"
        if approval and not self.work_volume:
            return "审批材料一般在侦查工作卷，本案未见上传该卷，不能断定缺少"
        return ""

    def _may_be(self, document: Document, types: tuple[str, ...], approval: bool) -> bool:
        """Whether a document of unknown kind may be of these: it says what they are about, or was hardly read."""
        text = document.compact
        if len(text) < LEAST_TEXT or any(page.doubt for page in document.pages):
            return True
        if approval and _APPROVAL_WORDS.search(text):
            return True
        titles = {"".join(title.split()) for kind in types if (form := self.forms.get(kind)) for title in form.titles}
        subjects = {_TITLE_END.sub("", re.split("[…/]", title)[0]) for title in titles}
        pieces = {one[at : at + 4] for one in subjects if len(one) > 1 for at in range(max(len(one) - 3, 1))}
        return any(piece in text for piece in pieces)

    def listed(self, *types: str, titles: Sequence[str] = ()) -> bool:
        """Whether a contents table names one of these types, or of these titles where there are any."""
        forms = (form for kind in types if (form := self.forms.get(kind)))
        names = set(titles) or {"".join(title.split()) for form in forms for title in form.titles}
        return any(name in contents.compact for contents in self.documents("volume_contents") for name in names)
