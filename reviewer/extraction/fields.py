"""The fields of a document: labelled values, what its sentences state, its receipts and its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from reviewer.core.casefile import Document, Origin, Span
from reviewer.core.facts import Field, Moment
from reviewer.extraction import headings, receipts
from reviewer.extraction.labelled import labelled
from reviewer.extraction.labels import Labelled
from reviewer.extraction.passages import passages
from reviewer.extraction.patterns import stated
from reviewer.extraction.receipts import Strip
from reviewer.extraction.tables import table_fields
from reviewer.extraction.values import Value, moment, read_value, repaired
from reviewer.law.forms import DocumentForm, load_forms
from reviewer.reading.text import compact

_KIND_OF_NAME = {
    "announced_at": "datetime", "lodged_at": "datetime", "served_at": "datetime", "signed_at": "datetime",
    "arrived_at": "datetime", "left_at": "datetime", "final_leave": "datetime",
}  # fmt: skip
_DOUBT = {Origin.SCAN_LAYER: 0.75, Origin.OCR: 0.9}
_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]{1,3})次")
_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
# Papers whose receipt is dated; what the contract calls announced or lodged is not served.
_SERVED = {
    "detention_notice", "arrest_notice", "expert_opinion_notice", "filing_notice_to_victim", "acceptance_receipt",
    "administrative_filing_notice", "penalty_decision", "detention_family_notice_admin", "transfer_notice_to_parties",
    "interview_notice", "bail_decision", "bail_deposit_notice", "detention_extension_notice", "no_filing_notice",
    "onspot_penalty_decision", "no_penalty_decision", "evidence_collection_notice", "seizure_decision",
    "custody_term_change_notice", "custody_recalculation_notice", "release_notice", "bail_release_decision",
    "residential_surveillance_decision", "preservation_decision_admin", "hearing_notice", "summons_criminal",
    "summons_family_notice", "minor_guardian_notice", "drug_rehab_decision", "measure_change_notice",
    "investigation_termination_decision", "case_cancel_decision", "investigation_end_decision",
}  # fmt: skip
_APPROVALS = ("request_report", "summons_approval", "penalty_approval_form", "case_closing_report_admin",
              "case_acceptance_form", "administrative_filing_form", "continued_questioning_approval",
              "legal_review_opinion")  # fmt: skip
_APPROVER = re.compile(r"领导|批示|审批|负责人|局长|批准人")


def fields_of(document: Document, *, base: date | None = None) -> dict[str, Field]:
    """Extract the fields of a document.

    Args:
        document: with its type and pages.
        base: a day of the case, for days that are written without a year.

    Returns:
        Fields by name. A value is ``None`` where its place was found and is blank; what was never found is left
        out. Impossible dates are never guessed at.
    """
    form = load_forms().get(document.type)
    if form is None:
        return {}
    found: dict[str, Field] = {}
    _add(found, headings.document_number(document))
    for one in labelled(document, form):
        _add_labelled(found, one, form, base)
    base = _own_day(found) or base
    _add_stated(found, document, form, base)
    _add_receipts(found, document, base)
    _add_misc(found, document)
    found.update(table_fields(document))
    return {name: _doubted(one, document) for name, one in found.items()}


def _add(found: dict[str, Field], one: Field | None) -> None:
    """Keep the first value of a field, but a value over a blank."""
    if one is None:
        return
    before = found.get(one.name)
    if before is None or (before.value is None and one.value is not None):
        found[one.name] = one


def _add_labelled(found: dict[str, Field], one: Labelled, form: DocumentForm, base: date | None) -> None:
    declared = form.field(one.field)
    kind = _KIND_OF_NAME.get(one.field) or (declared.type if declared else "text")
    text = one.printed if kind in ("doc_no", "text", "org", "address", "longtext", "enum") else one.text
    if one.field == "unit":
        text = _unit(text)
    value = read_value(kind, text, base=base or _own_day(found))
    if not value.found:
        return
    how = "cell" if one.in_cell else "label"
    _add(found, Field(one.field, value.value, one.span, one.text[:120], one.confidence * value.confidence, how))
    if one.field in ("id_type", "id_doc") and (digits := _ID.search(compact(text))) and form.field("id_no"):
        _add(found, Field("id_no", digits[0].upper(), one.span, one.text[:120], one.confidence, how))
    if one.field == "officers" and isinstance(value.value, list):
        _add_officers(found, one, value)


def _unit(text: str) -> str:
    """The unit beside its label: the printed remark before it and the document number behind it left out."""
    text = re.sub(r"^(?:名称)?(?:和|及|、)?(?:印章|盖章)?[)）]", "", "".join(text.split()))
    number = re.search(r"[\u4e00-\u9fff]公[（(【\[]|[\u4e00-\u9fff]公[\u4e00-\u9fff]{1,4}字[〔\[（(]", text)
    return text[: number.start()] if number is not None and number.start() > 2 else text


def _add_officers(found: dict[str, Field], one: Labelled, value: Value) -> None:
    """A second line of officers (讯问人 … 记录人 …) adds to the first where a form has one name a line."""
    before = found["officers"].value
    if isinstance(before, list) and isinstance(value.value, list) and before != value.value and len(before) == 1:
        more = [name for name in value.value if name not in before]
        if more and one.label == found["officers"].text[:0] + one.label:
            found["officers"] = replace(found["officers"], value=[*before, *more])


def _own_day(found: Mapping[str, Field]) -> date | None:
    """The day of the document by what was read so far."""
    for name in ("time_range", "received_at", "at", "accepted_at"):
        one = found.get(name)
        value = one.value if one else None
        if isinstance(value, list):
            value = next((part for part in value if part), None)
        if (parsed := Moment.parse(value)) is not None:
            return parsed.day
    return None


def _add_stated(found: dict[str, Field], document: Document, form: DocumentForm, base: date | None) -> None:
    declared = {one.name: one.type for one in form.header_fields}
    issue = receipts.issued(document)
    day = moment(issue.moment) if issue else None
    own = Moment.parse(day.value).day if day is not None and Moment.parse(day.value) else base  # type: ignore[union-attr]
    for one in stated(document):
        if one.kind == "moment":
            value = moment(one.text, base=own)
        elif one.kind == "name":
            several = declared.get(one.field) == "persons" or one.field == "suspects"
            value = read_value("persons" if several else "person", one.text)
        elif one.kind in ("money", "doc_no"):
            value = read_value(one.kind, one.text)
        elif one.kind == "id":
            value = read_value("id_number", one.text)
        else:
            value = Value(repaired(one.text))
        if value.found:
            _add(found, Field(one.field, value.value, one.span, one.text, value.confidence, "pattern"))


def _add_receipts(found: dict[str, Field], document: Document, base: date | None) -> None:
    issue = receipts.issued(document)
    if issue is not None:
        _add(found, _dated("issued_at", issue, base, day_only=True))
    own = _day_of(found.get("issued_at")) or base
    for strip in receipts.strips(document):
        for name in _names_of(document, strip):
            _add(found, _dated(name, strip, own))
    if document.type in _APPROVALS:
        _add_approval(found, document, own)


def _day_of(one: Field | None) -> date | None:
    parsed = Moment.parse(one.value) if one else None
    return parsed.day if parsed else None


def _names_of(document: Document, strip: Strip) -> Iterator[str]:
    """The fields that a dated signature fills."""
    label = strip.label
    receipt = strip.receipt and document.type in _SERVED
    told = {one.date_field for one in load_forms()[document.type].signatures}
    if strip.announced and "announced_at" in told and receipts.SUBJECT.search(label):
        yield "announced_at"
    elif "lodged_at" in told and receipts.LODGED.search(label):
        yield "lodged_at"
    elif receipts.VICTIM.search(label):
        yield "victim_served_at"
        if document.type in ("filing_notice_to_victim", "transfer_notice_to_parties"):
            yield "served_at"
        elif document.type not in ("expert_opinion_notice", "penalty_decision"):
            yield "signed_at"
    elif receipts.FAMILY.search(label):
        yield "served_at" if receipt or document.type in _SERVED else "signed_at"
    elif receipts.SUBJECT.search(label):
        yield "served_at" if receipt else "signed_at"
        if receipt and strip.announced:
            yield "announced_at"
        elif not receipt and document.type in _SERVED:  # whoever signs a notice has it
            yield "served_at"
    elif document.type in _SERVED and receipt and not re.search(r"民警|接收", label):
        yield "served_at"
    elif not receipts.OFFICER.search(label):
        yield "signed_at"
    else:
        yield "officer_signed_at"


def _dated(name: str, strip: Strip, base: date | None, *, day_only: bool = False) -> Field | None:
    if not strip.moment:
        return Field(name, None, strip.span, "", 1.0, "block")
    value = moment(strip.moment, base=base)
    if not value.found or value.value is None:
        return None
    text = str(value.value)
    return Field(name, text[:10] if day_only else text, strip.span, strip.moment, value.confidence, "block")


def _add_approval(found: dict[str, Field], document: Document, base: date | None) -> None:
    """The last date beside an approver: of the cell 领导批示, or of 负责人 at the end of an approval block."""
    for page in document.pages:
        blocks = [(line.text, line.box) for line in page.lines if _approves(compact(line.text))]
        for text, box in blocks:
            value = moment(_last_date(text), base=base)
            if value.found and value.value is not None:
                span = Span(document.source, page.number, box if box.width > 0 else None, text[:60], document.id)
                best = found.get("approved_at")
                if best is None or str(value.value)[:10] >= str(best.value)[:10]:
                    found["approved_at"] = Field("approved_at", value.value, span, text[:60], 0.9, "block")


def _approves(text: str) -> bool:
    """Whether a line is an approver's; the sentence that asks for an approval (妥否，请批示) is not."""
    return _APPROVER.search(text) is not None and re.search(r"[请报](?:领导)?(?:审?批示|审批|批准)", text) is None


# The end of a term (至…, …届满) is a date in the text, not the day of a signature.
_LAST_DATE = re.compile(
    r"(?<![至到自])\d{4}\s*[.\-/年]\s*\d{1,2}\s*[.\-/月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}\s*[时:]\s*\d{0,2}分?)?(?!.{0,6}届满)"
)


def _last_date(text: str) -> str:
    found = _LAST_DATE.findall(text)
    return found[-1] if found else ""


def _add_misc(found: dict[str, Field], document: Document) -> None:
    """What has a shape of its own: the number of the session, the addressee of a letter."""
    page = document.pages[0] if document.pages else None
    if page is None:
        return
    head = compact("".join(line.text for line in page.lines[:4]))
    if document.type in ("interrogation_record", "interview_record") and (match := _ORDINAL.search(head)):
        value = _count(match[1])
        if value is not None:
            span = Span(document.source, page.number, page.lines[0].box, match[0], document.id)
            _add(found, Field("ordinal", value, span, match[0], 1.0, "pattern"))
    for one in (*headings.addressees(document), headings.own_number(document)):
        _add(found, one)


def _count(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    digits = "一二三四五六七八九十"
    if len(text) == 1 and text in digits:
        return digits.index(text) + 1
    return None


def _doubted(one: Field, document: Document) -> Field:
    """Less sure where it was read from a scan: figures suffer most."""
    page = next((page for page in document.pages if one.span and page.number == one.span.page), None)
    factor = _DOUBT.get(page.origin, 1.0) if page else 1.0
    if page is not None and page.doubt:
        factor *= 0.8
    return one if factor == 1.0 else replace(one, confidence=round(one.confidence * factor, 3))


def text_of(document: Document) -> str:
    """The document on the matching copy."""
    return passages(document).text
