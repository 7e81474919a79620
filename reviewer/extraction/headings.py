"""What stands at the head of a document: its number, a number of the form's own, and to whom a letter goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.core.casefile import Document, Line, Origin, Span
from reviewer.core.facts import Field
from reviewer.extraction.personal_names import is_name
from reviewer.law.forms import FormField, document_numbers, load_forms
from reviewer.reading.text import Matching, compact

_ADDRESSEE = re.compile(r"^([\u4e00-\u9fff·]{2,24}(?:、[\u4e00-\u9fff·]{2,12})*)(?:\([^)]*\))?:$")
_ORGANISATION = re.compile(r"局|院|所|队|中心|银行|公司|支行|委员会|办公室|处|行$|[站厂店社部馆校学会场]$")
_ADDRESSEE_LINES = 10
_NOT_ADDRESSED = re.compile("下列|如下|根据|决定|告知|通知|原因|内容|要求|证据$|^附$|^注$")
_BODY = 24  # characters of a line that belongs to the body of a letter
# A number without the word 字, as institutes of experts give it: 甲认定〔2025〕41号, 某鉴定中心[2025]临鉴字第12号.
_SHORT_NUMBER = re.compile(
    r"(?:编号|文号|案号)?[：:]?([\u4e00-\u9fffA-Za-z（()）]{1,16}[〔\[（(［【](?:19|20)\d{2}[〕\]）)］】](?:[\u4e00-\u9fffA-Za-z]{0,6}第?)?"
    r"[A-Z]{0,3}\d{1,7}(?:-\d+)?号?)"
)
_NUMBER_LINES = 8
_BARE_NUMBER = re.compile(
    r"(?:(?:编号|单号|No\.?|NO\.?)[:：]?)?([A-Za-z]{1,8}[A-Za-z0-9]*(?:[-—_][A-Za-z0-9]+)+|[A-Z]{1,4}\d{6,})"
)


def document_number(document: Document) -> Field | None:
    """The document's own number: it stands alone near the title, not in a sentence."""
    if document.type in ("volume_cover", "volume_contents"):
        return None
    page = document.pages[0] if document.pages else None
    lines = page.lines[:_NUMBER_LINES] if page else ()
    for index, line in enumerate(lines):
        plain = "".join(line.text.split())
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        if 0 < len(below.strip()) <= 12 and re.search(r"字?[〔\[（(【]\d{0,4}", plain):
            plain += "".join(below.split())  # a number broken over the end of the line
        for number in document_numbers(plain):
            beside = len(plain) - (number.end - number.start)
            if beside <= 36 and not re.search(r"[，。；]|文书编号|案件文号|根据", plain):
                text = plain[number.start : number.end]
                if page is not None and page.origin is Origin.OCR:  # recognition does not tell the widths of brackets
                    text = text.translate(str.maketrans("()", "（）"))
                box = line.box if line.box.width > 0 else None
                span = Span(document.source, document.first_page, box, text, document.id)
                return Field("doc_no", text, span, text, line.confidence, "pattern")
            break
    return _short_number(document, lines)


def _short_number(document: Document, lines: Sequence[Line]) -> Field | None:
    """A number of another shape that stands alone on its line near the title."""
    for line in lines:
        match = _SHORT_NUMBER.fullmatch("".join(line.text.split()))
        if match is not None:
            box = line.box if line.box.width > 0 else None
            span = Span(document.source, document.first_page, box, match[1], document.id)
            return Field("doc_no", match[1], span, match[1], line.confidence * 0.9, "pattern")
    return None


def own_number(document: Document) -> Field | None:
    """A number of the form's own that stands alone near the title (HK-RK-0188)."""
    form = load_forms()[document.type]
    declared = {one.name for one in form.header_fields if one.type == "doc_no"}
    name = next((one for one in ("no", "form_no", "alarm_no") if one in declared), None)
    if name is None or not document.pages:
        return None
    for line in document.pages[0].lines[:6]:
        match = _BARE_NUMBER.fullmatch(compact(line.text))
        if match is not None:
            span = Span(document.source, document.first_page, line.box, match[1], document.id)
            return Field(name, match[1], span, match[1], line.confidence, "pattern")
    return None


def addressees(document: Document) -> Iterator[Field]:
    """To whom a letter goes: the name with a colon that stands before its body, in the field of the form for it."""
    declared = _addressee_field(document)
    if declared is None or not document.pages:
        return
    organisation = declared.type == "org"
    for line in document.pages[0].lines[:_ADDRESSEE_LINES]:
        text = Matching.of(line.text).text
        if len(text) > _BODY and not text.endswith(":"):
            return
        match = _ADDRESSEE.match(text)
        if match is None or _NOT_ADDRESSED.search(match[1]):
            continue
        if is_name(match[1]) if organisation else _ORGANISATION.search(match[1]):
            continue
        span = Span(document.source, document.first_page, line.box, match[1], document.id)
        names = match[1].split("、")
        value: object = names if len(names) > 1 else names[0]
        yield Field(declared.name, value, span, match[1], line.confidence, "block")
        if declared.name == "person_name":  # a form that names its addressee once may call him by either field
            yield Field("person", names[0], span, match[1], line.confidence, "block")
        return


def _addressee_field(document: Document) -> FormField | None:
    """The field that a form fills before the colon that begins a letter."""
    form = load_forms()[document.type]
    blank = next((one for one in form.header_fields if one.label.startswith("__")), None)
    return blank or form.field("addressee")
