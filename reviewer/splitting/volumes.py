"""From pages to documents: where one begins, what it is, and where it ends.

The table of contents is read first, then titles, labels and page counters; what they leave open a trained
classifier decides, if there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reviewer.core.casefile import Document, Origin, Page
from reviewer.law.forms import load_forms
from reviewer.reading.text import compact
from reviewer.splitting import contents, kinds
from reviewer.splitting.kinds import Start

Classifier = Callable[[Page], "Guess"]
TRANSCRIPTS = ("interrogation_record", "interview_record", "case_receiving_record", "onsite_questioning_record")
UNKNOWN = "unknown"
# How sure the classifier must be that a document begins: where the one before is at its end, where that may go on,
# and where that is of the same kind.
_LIKELY, _SURE, _CERTAIN = 0.5, 0.8, 0.95


@dataclass(frozen=True, slots=True)
class Guess:
    """What a classifier takes a page for: a kind of document that begins there, or a page that goes on."""

    kind: str  # an id of the forms, or ``continuation``
    confidence: float


@dataclass
class _Run:
    """A document while its pages are collected."""

    kind: str
    title: str
    confidence: float
    pages: list[Page] = field(default_factory=list)
    counter: tuple[int, int | None] | None = None


# What tells forms of one title apart, on the matching copy.
_CRIMINAL = re.compile(r"犯罪嫌疑人|刑事诉讼法|涉嫌.{0,12}罪|办理刑事案件")
_ADMINISTRATIVE = re.compile(r"治安管理处罚法|违法嫌疑人|违法行为人|办理行政案件|行政处罚法")


def split(pages: Iterable[Page], *, classifier: Classifier | None = None) -> tuple[Document, ...]:
    """Split the pages of a case into documents.

    Every page belongs to exactly one document; a blank page to the one before it. What nobody can name is
    ``unknown``.

    Args:
        pages: all pages of all sources, in order.
        classifier: decides what titles cannot; left out where no model is there.
    """
    documents: list[Document] = []
    everything = list(pages)
    case_type = _case_type(everything)
    for source, group in groupby(everything, key=lambda page: page.source):
        for run in _runs(list(group), classifier, case_type):
            documents.append(
                Document(
                    id=f"d{len(documents) + 1}",
                    type=run.kind,
                    source=source,
                    first_page=run.pages[0].number,
                    last_page=run.pages[-1].number,
                    pages=tuple(run.pages),
                    title=run.title or None,
                    confidence=round(run.confidence, 3),
                )
            )
    return tuple(documents)


def _runs(pages: Sequence[Page], classifier: Classifier | None, case_type: str) -> list[_Run]:
    starts = {page.number: start for page in pages if (start := kinds.start_of(page)) is not None}
    classifier = _remembered(classifier)
    expected = _expected(pages, starts, classifier)
    runs: list[_Run] = []
    for page in pages:
        run = runs[-1] if runs else None
        start = starts.get(page.number)
        begun = _begins(page, run, start, expected.get(page.number), classifier, case_type)
        if begun is not None or run is None:
            begun = begun or _Run(UNKNOWN, "", 0.3)
            runs.append(begun)
            run = begun
        run.pages.append(page)
        counter = kinds.counter_of(page)
        run.counter = counter or run.counter
    for run in runs:
        if len(run.pages) > 1 and run.kind == UNKNOWN:
            run.confidence = 0.2
    return runs


def _remembered(classifier: Classifier | None) -> Classifier | None:
    """The classifier, asked once about each page."""
    if classifier is None:
        return None
    guesses: dict[int, Guess] = {}

    def ask(page: Page) -> Guess:
        if page.number not in guesses:
            guesses[page.number] = classifier(page)
        return guesses[page.number]

    return ask


def _expected(
    pages: Sequence[Page], starts: Mapping[int, Start], classifier: Classifier | None
) -> dict[int, contents.Row]:
    """Where the contents tables of the source say that documents begin."""
    found: dict[int, contents.Row] = {}
    index = 0
    while index < len(pages):
        if not kinds.is_contents(pages[index]):
            index += 1
            continue
        stop = index + 1
        while stop < len(pages) and (kinds.is_contents(pages[stop]) or _more_rows(pages[stop])):
            stop += 1
        rest = list(pages[stop:])
        until = next((i for i, page in enumerate(rest) if kinds.is_contents(page)), len(rest))
        volume = rest[:until]
        seen = {page.number: _seen(page, starts, classifier) for page in volume}
        titled = {page.number: starts[page.number].kinds for page in volume if page.number in starts}
        rows = contents.placed(contents.rows_of(pages[index:stop]), volume, {**seen, **titled})
        found.update({number: row for number, row in rows.items() if not _misplaced(number, row, rows, seen, titled)})
        index = stop
    return found


def _seen(page: Page, starts: Mapping[int, Start], classifier: Classifier | None) -> tuple[str, ...]:
    """What begins on a page by its title, else by a sure classifier (which may say that it goes on)."""
    if page.number in starts:
        return starts[page.number].kinds
    if classifier is None or not page.read or not page.lines:
        return ()
    guess = classifier(page)
    return (guess.kind,) if guess.confidence >= _SURE else ()


def _misplaced(
    number: int,
    row: contents.Row,
    rows: Mapping[int, contents.Row],
    seen: Mapping[int, tuple[str, ...]],
    titled: Mapping[int, tuple[str, ...]],
) -> bool:
    """Whether a row names a wrong page: one without a title, while a page nearby bears the row's and no other row's."""
    if number in titled:
        return False
    for other in (number + 1, number - 1, number + 2, number - 2):
        begun = titled.get(other) or seen.get(other, ())
        if set(begun) & set(row.kinds) and other not in rows:
            return not set(seen.get(number, ())) & set(row.kinds)
    return False


def _more_rows(page: Page) -> bool:
    """Whether the page is the end of a contents table: nearly all it holds are rows."""
    rows = contents.rows_of([page])
    texts = [line for line in page.lines if len(compact(line.text)) > 3]
    return bool(rows) and len(rows) >= 0.5 * len(texts)


def _begins(
    page: Page,
    run: _Run | None,
    start: Start | None,
    row: contents.Row | None,
    classifier: Classifier | None,
    case_type: str,
) -> _Run | None:
    """The document that begins on a page; ``None`` where the one before goes on."""
    if page.origin in (Origin.BLANK,) and run is not None:
        return None
    if kinds.is_contents(page) or (run is not None and run.kind == "volume_contents" and _more_rows(page)):
        if run is not None and run.kind == "volume_contents":
            return None
        title = start.title if start is not None else "卷内文书目录"
        return _Run("volume_contents", title, 0.97)
    counter = kinds.counter_of(page)
    if start is not None and not _repeated(run, start, counter):
        return _Run(_chosen(page, start, row, case_type), start.title, start.confidence)
    if start is not None:
        return None
    return _untitled(page, run, row, counter, classifier)


def _repeated(run: _Run | None, start: Start, counter: tuple[int, int | None] | None) -> bool:
    """Whether a title is only the running head of the document that goes on."""
    if run is None or run.kind not in start.kinds or counter is None or counter[0] <= 1:
        return False
    return run.counter is None or run.counter[0] == counter[0] - 1


def _chosen(page: Page, start: Start, row: contents.Row | None, case_type: str) -> str:
    """One of the forms that share the title: by what the page says, by the case, by the name that fits best."""
    choices = start.kinds
    if row is not None and (both := [kind for kind in choices if kind in row.kinds]):
        choices = tuple(both)
    if len(choices) == 1:
        return choices[0]
    forms = load_forms()
    wanted = _case_type([page]) or case_type
    plain = kinds.plain_title(start.title)
    return min(
        choices,
        key=lambda kind: (
            forms[kind].case_type not in (wanted, "both"),
            plain not in (kinds.plain_title(forms[kind].name_zh), kinds.plain_title(forms[kind].title_line)),
            choices.index(kind),
        ),
    )


def _case_type(pages: Sequence[Page]) -> str:
    """``criminal`` or ``administrative`` by the words of the pages; empty where they tell nothing."""
    texts = [compact(page.text) for page in pages]
    criminal = sum(len(_CRIMINAL.findall(text)) for text in texts)
    administrative = sum(len(_ADMINISTRATIVE.findall(text)) for text in texts)
    if criminal == administrative:
        return ""
    return "criminal" if criminal > administrative else "administrative"


def _untitled(
    page: Page,
    run: _Run | None,
    row: contents.Row | None,
    counter: tuple[int, int | None] | None,
    classifier: Classifier | None,
) -> _Run | None:
    """A page without a title: it goes on, unless its counter, the contents table or the classifier says otherwise."""
    later = counter is not None and counter[0] > 1
    in_record = run is not None and run.kind in TRANSCRIPTS and kinds.goes_on(page)
    guess = classifier(page) if classifier is not None and page.read and page.lines else None
    if row is not None and not in_record and not later:
        return _listed(row, guess)
    if later and run is not None:
        return None
    if kinds.goes_on(page):
        if in_record:
            return None
        return _Run(_transcript_kind(page), "", 0.6)
    if run is None or not page.read:
        return None if run is not None else _from_guess(guess)
    if title := kinds.unnamed_title(page):
        named = _from_guess(guess if guess is not None and guess.confidence >= _SURE else None)
        named.title = title
        return named
    needed = _LIKELY if _is_closed(run) else _SURE
    if guess is not None and guess.kind != "continuation" and guess.confidence >= needed:
        return _from_guess(guess) if guess.kind != run.kind or guess.confidence >= _CERTAIN else None
    if _is_closed(run) and counter is not None and counter[0] == 1:
        return _from_guess(guess)
    if _is_closed(run) and _starts_anew(page):
        return _Run("documentary_evidence_copy", "", 0.5)
    return None


def _listed(row: contents.Row, guess: Guess | None) -> _Run:
    """The document of a contents row on a page that bears no title.

    The classifier chooses among the forms that the row's title may name, and names what the row calls by no form's
    name; a row that names one form is believed.
    """
    sure = guess is not None and guess.kind != "continuation" and guess.confidence >= _SURE
    if guess is not None and (guess.kind in row.kinds or (sure and not row.kinds)):
        return _Run(guess.kind, row.title, max(guess.confidence, 0.85 if row.kinds else 0.0))
    if row.kinds:
        return _Run(row.kinds[0], row.title, 0.85 if len(row.kinds) == 1 else 0.6)
    return _Run(_copy_of(row.title), row.title, 0.6)


def _from_guess(guess: Guess | None) -> _Run:
    if guess is None or guess.kind == "continuation" or guess.confidence < 0.4:
        return _Run(UNKNOWN, "", 0.3)
    return _Run(guess.kind, "", guess.confidence)


def _is_closed(run: _Run) -> bool:
    """Whether the document before is at its end: its form has one page, or its counter is full."""
    if run.counter is not None and run.counter[1] is not None:
        return run.counter[0] >= run.counter[1]
    form = load_forms().get(run.kind)
    return form is not None and form.pages == "single" and bool(run.pages)


_TAIL = re.compile(
    r"^(?:[询讯]问人.*|记录人.*|\d{4}[-.]\d{1,2}[-.]\d{1,2}$|二[〇○0零].{6,12}日|.{2,16}(?:公安局|分局|派出所)|局长:?|"
    r"附:.*|承办人:?.*|[1-9]\d{3}年.{2,8}日)"
)


def _starts_anew(page: Page) -> bool:
    """Whether the page looks like a paper of its own (a copy, a print) and not like the tail of the one before."""
    texts = [text for line in page.lines if (text := compact(line.text)) and not text.isdigit()]
    if len(texts) < 3 or _TAIL.match(texts[0]):
        return False
    first = page.lines[0].box
    return page.width == 0 or first.top < 0.5 * page.height


def _copy_of(title: str) -> str:
    """The kind of a listed paper that is no form: a copy of some evidence."""
    return "scene_photos" if "照片" in title else "documentary_evidence_copy"


def _transcript_kind(page: Page) -> str:
    text = compact(page.text)
    return "interrogation_record" if "讯问" in text and "询问" not in text else "interview_record"
