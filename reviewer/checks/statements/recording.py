"""A transcript of the synchronous recording laid beside its record: what differs, is missing, or was added.

Reads ``.srt`` and ``.vtt`` captions and plain text (with or without time stamps and names of speakers).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from reviewer.checks.statements.claims import read_claims
from reviewer.checks.statements.judge import judge
from reviewer.checks.statements.people import Roster
from reviewer.checks.statements.readers import READERS
from reviewer.checks.statements.records import RECORDS, Exchange, Record, exchanges_of
from reviewer.checks.statements.relation import Relation
from reviewer.core.casefile import CaseFile, Document, Span
from reviewer.core.facts import Moment, Turn
from reviewer.extraction.dialogue import PlacedTurn, acts_of, find_turns

ALIKE = 55.0  # how alike two questions, or two answers, must be to be the same one (0 to 100)
SUBSTANCE = 14  # characters of an answer that says something
TOLERANCE = timedelta(minutes=5)

_STAMP = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?")
_RANGE = re.compile(rf"^\s*{_STAMP.pattern}\s*-->\s*{_STAMP.pattern}")
_LABEL = re.compile(r"^(?:<v\s+(?P<v>[^>]+)>|[\[【（(]?(?P<label>[一-鿿A-Za-z0-9]{1,8})[\]】）)]?\s*[：:])\s*")
_OFFICER = re.compile(r"民警|警官|警察|侦查|讯问|询问|办案|问$|^问|警|^[QqＱ]$")

# Questions that put words into the mouth, frighten, or promise.
IMPROPER = {
    "leading": re.compile(
        r"(?:你)?(?:就是|肯定是|应该是)[^？?]{2,30}(?:对不对|是不是|对吧|是吧)(?:[？?]|$)|你(?:就)?(?:这么|这样)(?:说|写)|就(?:按|照)(?:他|我)(?:说|讲)的"
    ),
    "threat": re.compile(
        r"不(?:说|讲|交代|承认|老实)[^。？?]{0,10}(?:就|别想|有你|让你|把你|抓|关|判)|(?:抓|关|找)你(?:老婆|儿子|女儿|家人|爸|妈|父母)|信不信我"
    ),
    "promise": re.compile(
        r"(?:说了|承认了?|签了|认了|讲清楚)[^。？?]{0,10}(?:就|马上|可以)?(?:放你|让你(?:回家|走)|没事|回去|不(?:关|抓|判)|取保)"
    ),
}
_WORDS = {"leading": "诱导性提问", "threat": "威胁性提问", "promise": "许诺性提问"}


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one voice says, with seconds from the beginning where they are known."""

    officer: bool
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind``: differs, missing (said, not recorded), added (recorded, not said), time, leading, threat, promise."""

    kind: str
    message_zh: str
    record: Span | None
    recording: Span
    confidence: float
    aspect: str | None = None


def read_transcript(text: str, *, officers: tuple[str, ...] = ()) -> tuple[Utterance, ...]:
    """The utterances of a transcript in order, neighbouring ones of one voice joined."""
    out: list[Utterance] = []
    start: float | None = None
    end: float | None = None
    lines = text.lstrip("\ufeff").splitlines()
    for line in lines[_first_voice(lines, officers) :]:
        bare = line.strip()
        span = _RANGE.match(bare)
        if span:
            start, end = _seconds(span.groups()[:3]), _seconds(span.groups()[3:])
            continue
        if not bare or bare.isdigit() or bare.startswith(("WEBVTT", "NOTE", "STYLE")):
            continue
        stamp = re.match(rf"^[\[（(]?{_STAMP.pattern}[\]）)]?\s*", bare)
        if stamp:
            start, bare = _seconds(stamp.groups()), bare[stamp.end() :]
        _speak(out, bare, start, end, officers)
    return tuple(out)


def _first_voice(lines: list[str], officers: tuple[str, ...]) -> int:
    """Where the talk begins: past a heading, at the first officer with a label (a caption's time stands before him)."""
    for at, line in enumerate(lines):
        label = _LABEL.match(_unstamped(line))
        name = (label["v"] or label["label"]).strip() if label else ""
        if name and (_of_officer(name) or name in officers):
            return at - 1 if at and _RANGE.match(lines[at - 1].strip()) else at
    return 0


def _unstamped(line: str) -> str:
    return re.sub(rf"^[\[（(]?{_STAMP.pattern}[\]）)]?\s*", "", line.strip())


def _speak(out: list[Utterance], text: str, start: float | None, end: float | None, officers: tuple[str, ...]) -> None:
    label = _LABEL.match(text)
    name = (label["v"] or label["label"]).strip() if label else ""
    said = text[label.end() :] if label else text
    if not said:
        return
    if label:
        officer = _of_officer(name) or name in officers
    else:
        officer = (
            said.rstrip().endswith(("？", "?", "吗", "呢"))
            if not out or not out[-1].text.endswith("，")
            else out[-1].officer
        )
    if out and out[-1].officer == officer:
        last = out[-1]
        out[-1] = replace(last, text=last.text + said, end=end or last.end)
    else:
        out.append(Utterance(officer, said, start, end))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return hours * 3600.0 + minutes * 60.0 + seconds


def compare_recording(record: Record, utterances: tuple[Utterance, ...], *, source: str) -> tuple[Difference, ...]:
    """What a recording says otherwise than its record. ``source`` is the file of the transcript."""
    heard = _exchanges(utterances, record, source)
    pairs = _aligned(record.exchanges, heard)
    out = [*_differs(record, pairs), *_missing(heard, pairs, record), *_improper(utterances, source)]
    if 2 * len(pairs) >= len(record.exchanges):  # else only a part was written out
        out.extend(_added(record, heard, pairs))
    out.extend(_duration(record, utterances, source))
    return tuple(out)


def _exchanges(utterances: tuple[Utterance, ...], record: Record, source: str) -> tuple[Exchange, ...]:
    turns: list[PlacedTurn] = []
    question = ""
    for item in utterances:
        if item.officer:
            question = item.text
            continue
        place = Span(source, 1, None, item.text[:60])
        turns.append(PlacedTurn(Turn(len(turns), question, item.text, place, place, acts_of(question)), source, source))
        question = ""
    roster = record.exchanges[0].roster if record.exchanges else Roster(frozenset())
    return exchanges_of(tuple(turns), speaker=record.speaker, roster=roster, base=record.base)


def _aligned(ones: tuple[Exchange, ...], twos: tuple[Exchange, ...]) -> list[tuple[Exchange, Exchange]]:
    """Questions of the record with the most like question of the recording, each used once."""
    from rapidfuzz import fuzz

    scored = sorted(
        (
            (fuzz.ratio(a.question, b.question) + 0.5 * fuzz.partial_ratio(a.answer, b.answer), x, y)
            for x, a in enumerate(ones)
            for y, b in enumerate(twos)
            if fuzz.ratio(a.question, b.question) >= ALIKE or fuzz.partial_ratio(a.answer, b.answer) >= 75
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    out = []
    for _, x, y in scored:
        if x not in used[0] and y not in used[1]:
            used[0].add(x)
            used[1].add(y)
            out.append((ones[x], twos[y]))
    return out


def _differs(record: Record, pairs: list[tuple[Exchange, Exchange]]) -> Iterator[Difference]:
    for written, spoken in pairs:
        ones, twos = (read_claims(replace(record, exchanges=(item,)), READERS) for item in (written, spoken))
        found = [
            (a, verdict)
            for a in ones
            for b in twos
            if (verdict := judge(replace(a, corrected=False), replace(b, corrected=False))).relation
            is Relation.CONFLICT
        ]
        if found:
            claim, verdict = max(found, key=lambda item: item[1].confidence)
            yield Difference(
                "differs", f"笔录记载“{_short(written)}”，录音录像中为“{_short(spoken)}”，{verdict.what}不一致",
                claim.span, spoken.placed.turn.answer_span or Span(spoken.placed.source, 1), 0.85, verdict.aspect,
            )  # fmt: skip


def _missing(
    heard: tuple[Exchange, ...], pairs: list[tuple[Exchange, Exchange]], record: Record
) -> Iterator[Difference]:
    from rapidfuzz import fuzz

    written = "".join(turn.turn.answer for turn in record.turns)
    paired = {id(spoken) for _, spoken in pairs}
    for spoken in heard:
        if id(spoken) in paired or len(spoken.answer) < SUBSTANCE or not spoken.clauses[0].own:
            continue
        if fuzz.partial_ratio(spoken.answer, written) < ALIKE:
            yield Difference(
                "missing",
                f"录音录像中的回答“{_short(spoken)}”未见于笔录",
                None,
                spoken.placed.turn.answer_span or Span(spoken.placed.source, 1),
                0.7,
            )


def _added(record: Record, heard: tuple[Exchange, ...], pairs: list[tuple[Exchange, Exchange]]) -> Iterator[Difference]:
    from rapidfuzz import fuzz

    spoken_text = "".join(item.answer for item in heard)
    paired = {id(written) for written, _ in pairs}
    if not heard:
        return
    for written in record.exchanges:
        if id(written) in paired or len(written.answer) < SUBSTANCE:
            continue
        if fuzz.partial_ratio(written.answer, spoken_text) < ALIKE:
            yield Difference(
                "added",
                f"笔录中的回答“{_short(written)}”未见于录音录像",
                written.span(0, 60),
                heard[0].placed.turn.answer_span or Span(heard[0].placed.source, 1),
                0.7,
            )


def _improper(utterances: tuple[Utterance, ...], source: str) -> Iterator[Difference]:
    for item in utterances:
        for kind, pattern in IMPROPER.items():
            found = pattern.search(item.text) if item.officer else None
            if found:
                yield Difference(
                    kind,
                    f"录音录像中有{_WORDS[kind]}：“{found[0][:40]}”",
                    None,
                    Span(source, 1, None, item.text[:60]),
                    0.65,
                )


def _duration(record: Record, utterances: tuple[Utterance, ...], source: str) -> Iterator[Difference]:
    """The recording must last at least as long as the record says the questioning lasted."""
    value = record.source.value("time_range") if record.source else None
    ends = [item.end or item.start or 0.0 for item in utterances]
    if not isinstance(value, list | tuple) or len(value) != 2 or not ends or not max(ends):
        return
    began, ended = Moment.parse(value[0]), Moment.parse(value[1])
    if began is None or ended is None:
        return
    written, heard = ended.earliest - began.earliest, timedelta(seconds=max(ends))
    if written - heard > TOLERANCE:
        minutes = int((written - heard).total_seconds() // 60)
        place = record.source.span("time_range") if record.source else None
        yield Difference(
            "time",
            f"笔录载明历时{int(written.total_seconds() // 60)}分钟，录音录像短{minutes}分钟",
            place,
            Span(source, 1, None, ""),
            0.7,
            "time",
        )


def _short(exchange: Exchange) -> str:
    return exchange.placed.turn.answer[:40]


def transcripts(case: CaseFile) -> tuple[Document, ...]:
    """The transcripts of recordings in a case: caption files, and texts that hold a dialogue of named voices.

    A text without a form of its own is one when officers and another voice speak in it by turns, each with a label.
    """
    paths = {source.id: source.path.lower() for source in case.sources}
    return tuple(
        document
        for document in case.documents
        if document.type not in RECORDS
        and (
            paths.get(document.source, document.source.lower()).endswith((".srt", ".vtt"))
            or (document.type == "audio_video_statement" and _dialogue(document))
            or (document.type == "unknown" and _voices(document.text))
        )
    )


def _dialogue(document: Document) -> bool:
    return len(find_turns(document)) >= 3 or _voices(document.text)


def _voices(text: str) -> bool:
    """Whether most lines of a text begin with the name of a voice, and two kinds of voices speak by turns."""
    lines = [_unstamped(line) for line in text.splitlines()]
    spoken = [line for line in lines if line and not line.isdigit() and "-->" not in line]
    labels = [found for line in spoken if (found := _LABEL.match(line))]
    officers = sum(_of_officer((found["v"] or found["label"]).strip()) for found in labels)
    return min(officers, len(labels) - officers) >= 3 and len(labels) >= 0.5 * len(spoken)


def _of_officer(name: str) -> bool:
    return _OFFICER.search(name) is not None and not name.startswith(("被", "答"))


def recording_differences(case: CaseFile, read: tuple[Record, ...]) -> tuple[tuple[Record, Difference], ...]:
    """Every transcript of a case against the one of its records (``read``) that it is most like (by its answers)."""
    from rapidfuzz import fuzz

    records = [record for record in read if record.exchanges]
    out: list[tuple[Record, Difference]] = []
    for document in transcripts(case):
        utterances = read_transcript(document.text, officers=_officers(case))
        said = "".join(item.text for item in utterances if not item.officer)
        scored = [
            (fuzz.token_set_ratio(said, "".join(turn.turn.answer for turn in record.turns)), at)
            for at, record in enumerate(records)
        ]
        best, at = max(scored, default=(0.0, -1))
        if best >= 30:
            out.extend(
                (records[at], item) for item in compare_recording(records[at], utterances, source=document.source)
            )
    return tuple(out)


def _officers(case: CaseFile) -> tuple[str, ...]:
    return tuple(person.name for person in case.persons if "officer" in person.roles)
