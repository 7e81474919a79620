"""One record as its speaker's exchanges: what is asked and answered, clause by clause, and how it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.people import NOBODY, Mention, Roster
from reviewer.core.casefile import CaseFile, Document, Span
from reviewer.core.facts import Moment
from reviewer.extraction.dialogue import PlacedTurn, acts_of, place_turns

RECORDS = ("interrogation_record", "interview_record", "case_receiving_record", "self_written_statement")
# Turns about the procedure and the person, not about the happening.
FORMAL = frozenset(
    {"officers_shown", "duty_truth", "may_refuse", "perjury", "rights_notice", "lawyer", "legal_aid", "recusal",
     "leniency", "family_told", "identity", "priors", "health", "treatment", "attitude", "truth"}
)  # fmt: skip
_CLAUSE = re.compile(r"(?:[^，。；！？,;!?：….]|(?<=\d)\.(?=\d))+")
_SUPPOSED = re.compile(r"要是|如果|假如|的话$|万一|不然|我要(?:是)?(?:动手|打)|本来(?:想|要)")
_ASIDE = re.compile(r"[（(][^）)]*[）)]")
_SENTENCE_END = re.compile(r"[。！？!?….]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of an answer between marks, with how it is known."""

    text: str
    start: int
    sentence: int
    unknown: bool = False
    hearsay: bool = False
    guess: bool = False
    supposed: bool = False

    @property
    def own(self) -> bool:
        """Said from one's own knowledge, without doubt."""
        return not (self.unknown or self.hearsay or self.guess or self.supposed)


# Half-width marks and words of the dialects, each by one of the same length.
_MARKS = str.maketrans(":;?!()", "：；？！（）")
_DIALECT = (
    (re.compile(r"(?<!\d),|,(?!\d)"), "，"),
    (re.compile("[没莫冇]得"), "没有"), (re.compile("晓得"), "知道"), (re.compile("啥子|么子|嘛子"), "什么"),
    (re.compile(r"好多(?=现金|[钱人个次条台辆棵斤回])"), "多少"),
    (re.compile("[咱俺阿]们?(?=们)"), "我"), (re.compile("俺|咱"), "我"),
    (re.compile("侬|恁"), "你"), (re.compile("冇"), "没"), (re.compile("[啷咋]个"), "怎么"), (re.compile("遭(?=[一-鿿]{0,6}(?:抢|打|偷|骗|扯|砸|撞|踢|捅))"), "被"),
)  # fmt: skip


def matching(text: str) -> str:
    """A text as it is matched; every character stays in its place."""
    text = text.translate(_MARKS)
    for pattern, word in _DIALECT:
        text = pattern.sub(word, text)
    return text


@dataclass(frozen=True)
class Exchange:
    """A turn about the happening, with what it takes over from the turns before it."""

    placed: PlacedTurn
    clauses: tuple[Clause, ...]
    speaker: str
    roster: Roster
    base: date | None
    asked: frozenset[str]  # the events that the question is about, taken over where it names none
    last: frozenset[str] = NOBODY  # who 他 means where the turn begins
    vague_topic: bool = False  # the events were taken over, not named

    @cached_property
    def question(self) -> str:
        """The question as it is matched: character for character as long as it was written."""
        return matching(self.placed.turn.question)

    @cached_property
    def answer(self) -> str:
        return matching(self.placed.turn.answer)

    @cached_property
    def asked_people(self) -> list[Mention]:
        return self.roster.mentions(self.question, speaker=self.speaker, asked=True, last=self.last)

    def people(self, clause: Clause) -> list[Mention]:
        """The people meant in a clause; 他 is the last one spoken of in the question or the answer so far."""
        return self._people[self.clauses.index(clause)]

    @cached_property
    def _people(self) -> list[list[Mention]]:
        out, last = [], self._asked_of or self.last
        for clause in self.clauses:
            mentions = self.roster.mentions(clause.text, speaker=self.speaker, last=last)
            last = _last(mentions, self.speaker) or last
            out.append(mentions)
        return out

    @cached_property
    def _asked_of(self) -> frozenset[str]:
        """Whom 他 means at the beginning of an answer: the one the question is about, the first of its last part."""
        begin = max(self.question.rstrip("？").rfind("，"), 0)
        main = [mention for mention in self.asked_people if mention.start >= begin] or self.asked_people
        return next((mention.who for mention in main if mention.who and self.speaker not in mention.who), NOBODY)

    @cached_property
    def leaves(self) -> frozenset[str]:
        """Who 他 means in the next turn."""
        for mentions in [*reversed(self._people), self.asked_people]:
            found = _last(mentions, self.speaker)
            if found:
                return found
        return self.last

    def span(self, start: int, end: int) -> Span | None:
        return self.placed.answer_at(start, end)


@dataclass(frozen=True)
class Record:
    """A record with its speaker. ``session`` counts the records of one speaker in the order of time."""

    document: str
    type: str
    speaker: str
    session: int
    base: date | None
    exchanges: tuple[Exchange, ...]
    turns: tuple[PlacedTurn, ...] = ()
    source: Document | None = field(default=None, compare=False)


def read_records(case: CaseFile) -> tuple[Record, ...]:
    """The records of a case in the order of time, with their speakers, sessions and exchanges."""
    documents = [item for item in case.of_type(*RECORDS) if item.turns or item.pages]
    placed = {document.id: _placed(document) for document in documents}
    roster = _roster(case, documents, placed)
    sessions: dict[str, int] = {}
    out = []
    for document in sorted(documents, key=lambda item: (str(_began(item) or "9"), item.source, item.first_page)):
        speaker = speaker_of(document)
        sessions[speaker] = sessions.get(speaker, 0) + 1
        turns = placed[document.id]
        base = _began(document)
        exchanges = exchanges_of(turns, speaker=speaker, roster=roster, base=base)
        out.append(Record(document.id, document.type, speaker, sessions[speaker], base, exchanges, turns, document))
    return tuple(out)


_CALLS_HIMSELF = re.compile(r"我(?:叫|名叫|是)([一-鿿·]{2,4})(?=[，,。])")


def speaker_of(document: Document) -> str:
    """The person who speaks in a record; the document itself where no name was read."""
    value = document.value("subject_name")
    if isinstance(value, str) and value:
        return value
    named = _CALLS_HIMSELF.search(document.text) if document.type == "self_written_statement" else None
    return named[1] if named else f"〔{document.id}〕"


def exchanges_of(
    turns: tuple[PlacedTurn, ...], *, speaker: str, roster: Roster, base: date | None
) -> tuple[Exchange, ...]:
    """The turns about the happening, each with the events and people that it takes over."""
    out: list[Exchange] = []
    events: frozenset[str] = frozenset({"incident"})
    last: frozenset[str] = NOBODY
    for placed in turns:
        turn = placed.turn
        formal = (turn.acts | acts_of(turn.question)) & FORMAL
        if formal and _asks_after_all(turn.question):
            formal = frozenset()
        if formal == {"attitude"} and "你" not in turn.question and _names_another(turn.question, speaker, roster):
            formal = frozenset()  # 后来张某什么态度 asks for what he did
        if not _CLAUSE.search(turn.answer) or formal:
            continue
        asked = lexicon.events(matching(turn.question))
        own = asked or (frozenset({"incident"}) if lexicon.incident().search(turn.question) else frozenset())
        exchange = Exchange(placed, clauses(matching(turn.answer)), speaker, roster, base, own or events, last, not own)
        events, last = exchange.asked, exchange.leaves
        out.append(exchange)
    return tuple(out)


def _asks_after_all(question: str) -> bool:
    """Whether a question that sounds formal asks for a deed: in its last sentence, or over a meal (吃饭时喝酒没有)."""
    last = matching(re.split("[。！？]", question.rstrip("。！？? "))[-1])
    acts = acts_of(last) & FORMAL
    return bool(lexicon.events(last)) and (not acts or (acts == {"health"} and "吃饭" in last))


def _names_another(question: str, speaker: str, roster: Roster) -> bool:
    return any(name in question for name in roster.names - {speaker})


def clauses(text: str) -> tuple[Clause, ...]:
    """An answer clause by clause; hearsay colours the rest of its sentence."""
    out: list[Clause] = []
    sentence, heard, position = 0, False, 0
    for found in _CLAUSE.finditer(text):
        if _SENTENCE_END.search(text, position, found.start()) is not None:
            sentence, heard = sentence + 1, False
        position = found.end()
        part = found[0]
        heard = heard or lexicon.cue("hearsay").search(_ASIDE.sub("", part)) is not None
        out.append(
            Clause(
                part, found.start(), sentence,
                unknown=lexicon.cue("unknown").search(part) is not None,
                hearsay=heard,
                guess=lexicon.cue("guess").search(part) is not None,
                supposed=_SUPPOSED.search(part) is not None,
            )
        )  # fmt: skip
    return tuple(out)


def _last(mentions: list[Mention], speaker: str) -> frozenset[str]:
    for mention in reversed(mentions):
        if mention.who and speaker not in mention.who:
            return mention.who
    return NOBODY


def _placed(document: Document) -> tuple[PlacedTurn, ...]:
    """From the lines where there are any, else from turns that were given."""
    found = place_turns(document) if document.pages else ()
    if found or not document.turns:
        return found
    return tuple(
        PlacedTurn(replace(turn, acts=turn.acts | acts_of(turn.question)), document.source, document.id)
        for turn in document.turns
    )


def _began(document: Document) -> date | None:
    value = document.value("time_range")
    moment = Moment.parse(value[0]) if isinstance(value, list | tuple) and value else None
    return moment.day if moment else None


def _roster(case: CaseFile, documents: list[Document], placed: dict[str, tuple[PlacedTurn, ...]]) -> Roster:
    officers = {name for document in documents for name in _list(document.value("officers"))}
    speakers = {speaker_of(document) for document in documents}
    known = {person.name for person in case.persons if person.name and "officer" not in person.roles}
    names = frozenset(
        name for name in speakers | known if not name.startswith("〔") and name not in officers - speakers
    )
    sexes = {speaker_of(item): str(item.value("sex")) for item in documents if item.value("sex")}
    sexes.update({person.name: person.sex for person in case.persons if person.sex})
    suspects = frozenset(speaker_of(item) for item in documents if item.type == "interrogation_record") & names
    roster = Roster(names, sexes, suspects)
    for document in documents:
        for turn in placed[document.id]:
            identity = "identity" in turn.turn.acts
            roster.learn(speaker_of(document), turn.turn.question)
            roster.learn(speaker_of(document), turn.turn.answer, identity=identity)
    return roster


def _list(value: object) -> list[str]:
    return (
        [value] if isinstance(value, str) else [str(item) for item in value] if isinstance(value, list | tuple) else []
    )
