"""The persons of a case: every name that a form's field holds, merged over the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from reviewer.core.casefile import Document, Origin, Span
from reviewer.core.facts import Field, Person
from reviewer.extraction.identity import IdentityNumber, find_identity_numbers, same_identity
from reviewer.extraction.personal_names import is_masked, is_name, name_close, split_names
from reviewer.law.forms import load_forms

__all__ = [
    "IdentityNumber", "build_roster", "find_identity_numbers", "is_masked", "is_name", "name_close", "split_names",
]  # fmt: skip

_ACCUSED = "accused"  # suspect or offender, as the form is of a criminal or an administrative case
_QUESTIONED = "questioned"  # a witness, where the case has somebody accused and this is nobody else
# The role that a field of a form gives, wherever it stands.
_ROLES = {
    "suspect_name": _ACCUSED, "suspects": _ACCUSED, "offender": "offender", "offenders": "offender",
    "co_offenders": "offender", "person_name": _ACCUSED, "reporter_name": "reporter", "caller": "reporter",
    "transfer_person": "reporter", "officers": "officer", "officer": "officer", "receiving_officers": "officer",
    "recorder": "officer", "commander": "officer", "photographer": "officer", "maker": "officer", "server": "officer",
    "binder": "officer", "checker": "officer", "chair": "officer", "members": "officer", "mediator": "officer",
    "witness": "attesting_witness", "guarantor": "guarantor", "guardian": "guardian", "family": "family",
    "lawyer": "lawyer", "agent": "agent", "interpreter": "interpreter", "expert": "expert", "holder": "holder",
    "legal_rep": "legal_representative", "deceased": "victim", "payer": "payer", "others": "bystander",
}  # fmt: skip
# The role of a field in one kind of document, where it differs from that or needs the document to be told.
_ROLES_IN = {
    ("interrogation_record", "subject_name"): _ACCUSED,
    ("case_receiving_record", "subject_name"): "reporter",
    ("interview_record", "subject_name"): _QUESTIONED,
    ("interview_notice", "person_name"): "witness",
    ("filing_notice_to_victim", "addressee"): "victim",
    ("acceptance_receipt", "addressee"): "reporter",
    ("administrative_filing_notice", "addressee"): "reporter",
    ("pointing_record", "person"): "identifier",
    ("handling_area_form", "person"): "",
    ("prior_record", "person"): "",
    ("identity_certificate", "person"): "",
    ("expert_opinion", "sender"): "officer",
}
_ACCUSED_FORMS = frozenset(
    {
        "case_type_conversion_report", "summons_approval", "onsite_questioning_record",
        "continued_questioning_approval", "penalty_prior_notice", "penalty_approval_form", "execution_receipt",
        "detention_family_notice_admin", "case_closing_report_admin", "drug_onsite_test_report",
        "drug_rehab_decision", "medical_entry_check", "wanted_order", "restricted_aliens_docs",
        "coercive_execution_docs",
    }
)  # fmt: skip
_NO_PERSONS = frozenset({"addressee", "applicant", "alias", "parties"})
"""Fields of persons that often name an office, and are read for a role that is known only."""

# Whom the identity number, sex and birth date of a form belong to: the first of these that it has.
_MAIN = (
    "reporter_name", "subject_name", "suspect_name", "person", "person_name", "offender", "offenders", "party",
    "holder", "minor", "deceased",
)  # fmt: skip


@dataclass(slots=True)
class _Mention:
    """A name in one document."""

    name: str
    roles: frozenset[str]
    document: str
    span: Span | None
    number: str | None = None
    born: date | None = None
    sex: str | None = None
    printed: bool = True  # a text layer of an exported file: its characters are not misread


@dataclass(slots=True)
class _Group:
    """Mentions of one person."""

    mentions: list[_Mention] = field(default_factory=list)

    @property
    def names(self) -> Counter[str]:
        return Counter(mention.name for mention in self.mentions)

    @property
    def name(self) -> str:
        """The spelling of most documents, those that were not read by OCR first."""
        printed = Counter(mention.name for mention in self.mentions if mention.printed)
        return (printed or self.names).most_common(1)[0][0]

    @property
    def numbers(self) -> set[str]:
        return {mention.number for mention in self.mentions if mention.number}

    @property
    def documents(self) -> set[str]:
        return {mention.document for mention in self.mentions}

    @property
    def roles(self) -> frozenset[str]:
        return frozenset().union(*(mention.roles for mention in self.mentions))

    def known(self, what: str) -> object:
        values = Counter(getattr(mention, what) for mention in self.mentions if getattr(mention, what))
        return values.most_common(1)[0][0] if values else None


def build_roster(documents: Iterable[Document]) -> tuple[Person, ...]:
    """Merge the names in the fields of documents into persons.

    Equal names are one person unless their identity numbers differ. A spelling that differs in look-alikes is a
    variant of the same name, and so is one that differs otherwise but has the same identity number; two names that
    one document sets side by side are never merged. Equal masks (张某) are one person only where their roles meet and
    no identity number, birth date or sex speaks against it, or where the identity number agrees.

    Returns:
        The persons in the order in which they are named first. ``id`` is the name, with a count where it is not unique.
    """
    groups: list[_Group] = []
    for mention in (one for document in documents for one in _mentions(document)):
        group = next((group for group in groups if _same(group, mention)), None)
        if group is None:
            groups.append(_Group([mention]))
        else:
            group.mentions.append(mention)
    return _persons(_merged(groups))


def _mentions(document: Document) -> Iterator[_Mention]:
    form = load_forms().get(document.type)
    criminal = form is None or form.case_type != "administrative"
    printed = all(page.origin in {Origin.LAYER, Origin.TEXT, Origin.BLANK} for page in document.pages)
    main = next((name for name in _MAIN if _names(document.fields.get(name))), None)
    for name, found in document.fields.items():
        role = _role(document.type, name)
        if role is None:
            continue
        if role == _ACCUSED:
            role = "suspect" if criminal else "offender"
        names = _names(found)
        for one in names:
            mention = _Mention(one, frozenset({role} if role else ()), document.id, found.span, printed=printed)
            if name == main and len(names) == 1:
                _describe(mention, document)
            yield mention


def _role(kind: str, name: str) -> str | None:
    """The role of a field; ``""`` for a person whose part is not told by it, ``None`` for a field without persons."""
    if (kind, name) in _ROLES_IN:
        return _ROLES_IN[kind, name]
    if name == "person" and kind in _ACCUSED_FORMS:
        return _ACCUSED
    if name in _ROLES:
        return _ROLES[name]
    if name in _NO_PERSONS:
        return None
    form = load_forms().get(kind)
    declared = form.field(name) if form is not None else None
    return "" if declared is not None and declared.type in {"person", "persons"} else None


def _names(found: Field | None) -> list[str]:
    if found is None or found.value is None:
        return []
    values = found.value if isinstance(found.value, list | tuple) else [found.value]
    return [name for value in values if isinstance(value, str) for name in split_names(value)]


def _describe(mention: _Mention, document: Document) -> None:
    """Give a mention what its form says of the person; a valid identity number outweighs the other fields."""
    born, sex = document.value("birth_date"), document.value("sex")
    if isinstance(born, str):
        try:
            mention.born = date.fromisoformat(born[:10])
        except ValueError:
            mention.born = None
    mention.sex = next((one for one in "男女" if isinstance(sex, str) and sex.strip("性")[:1] == one), None)
    for name in ("id_no", "id_doc"):
        value = document.value(name)
        for number in find_identity_numbers(value) if isinstance(value, str) else ():
            mention.number = number.value
            if number.valid:
                mention.born, mention.sex = number.birth_date, number.sex


def _same(group: _Group, mention: _Mention) -> bool:
    """Whether a mention is of a group's person by its very name or its identity number."""
    agree = _agree(group.numbers, {mention.number} if mention.number else set())
    named = mention.name in group.names
    if agree is not None:
        return agree and (named or name_close(group.name, mention.name, loose=True))
    if not named:
        return False
    if not is_masked(mention.name):
        return True
    conflict = any(
        getattr(one, what) and getattr(mention, what) and getattr(one, what) != getattr(mention, what)
        for one in group.mentions
        for what in ("born", "sex")
    )
    return not conflict and bool(group.roles & mention.roles)


def _agree(numbers: set[str], others: set[str]) -> bool | None:
    """Whether two sets of identity numbers are one person's; ``None`` where one of them is empty."""
    if not numbers or not others:
        return None
    return any(same_identity(one, other) for one in numbers for other in others)


def _merged(groups: list[_Group]) -> list[_Group]:
    """Put misread spellings with the name that they are misread from."""
    kept: list[_Group] = []
    for group in groups:
        target = next((other for other in kept if _variant(group, other)), None)
        if target is None:
            kept.append(group)
        else:
            target.mentions += group.mentions
    return kept


def _variant(group: _Group, other: _Group) -> bool:
    """Whether two groups of different names are one person, one of the names misread.

    One strange character is no more than a slip where it comes from OCR, stands in a single document, the other name
    in several, and both have a role in common.
    """
    if group.name == other.name or group.documents & other.documents:
        return False
    agree = _agree(group.numbers, other.numbers)
    if agree is not None:
        return agree and name_close(group.name, other.name, loose=True)
    if name_close(group.name, other.name):
        return True
    rare, common = sorted((group, other), key=lambda one: len(one.mentions))
    slip = len(rare.documents) == 1 and len(common.documents) >= 3 and not any(one.printed for one in rare.mentions)
    return slip and bool(rare.roles & common.roles) and name_close(rare.name, common.name, loose=True)


def _persons(groups: list[_Group]) -> tuple[Person, ...]:
    taken: Counter[str] = Counter()
    persons = []
    accused = any(group.roles & {"suspect", "offender"} for group in groups)
    for group in groups:
        name = group.name
        taken[name] += 1
        number, born, sex = group.known("number"), group.known("born"), group.known("sex")
        persons.append(
            Person(
                id=name if taken[name] == 1 else f"{name}#{taken[name]}",
                name=name,
                roles=_final(group.roles, accused=accused),
                id_no=number if isinstance(number, str) else None,
                birth_date=born if isinstance(born, date) else None,
                sex=sex if isinstance(sex, str) else None,
                variants=tuple(sorted(set(group.names) - {name})),
                spans=tuple(mention.span for mention in group.mentions if mention.span is not None),
            )
        )
    return tuple(persons)


def _final(roles: frozenset[str], *, accused: bool) -> frozenset[str]:
    """Whoever was only questioned in a case with an accused is a witness; in another case nobody can tell."""
    others = roles - {_QUESTIONED}
    if others or _QUESTIONED not in roles:
        return others
    return frozenset({"witness"}) if accused else frozenset()
