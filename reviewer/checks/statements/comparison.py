"""Statements side by side: conflicts between people and within one person, copied answers, how an account changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from reviewer.checks.statements.checkpoint import Checkpoint, load_checkpoint
from reviewer.checks.statements.claims import Claim, read_claims
from reviewer.checks.statements.copied import Copied, copied_turns, find_copied
from reviewer.checks.statements.denials import told_acts
from reviewer.checks.statements.documents import document_conflicts
from reviewer.checks.statements.judge import judge
from reviewer.checks.statements.model import PairModel, aligned, aspect_of, load, topic
from reviewer.checks.statements.readers import READERS
from reviewer.checks.statements.records import Exchange, Record, read_records
from reviewer.checks.statements.relation import Conflict, Judgement, Relation
from reviewer.core.casefile import CaseFile, Span
from reviewer.core.settings import load_settings

DOUBTED = 0.15  # a conflict of values that the model finds so unlikely is not shown
SHOWN_ABOVE = 0.75  # an open pair is shown only when the models are that sure
FLOOR = 0.6  # below this a disagreement is not shown

# Of several disagreements of one pair of statements about one deed, the most telling is shown.
_WEIGHT = {
    "first": 9,
    "tool": 8,
    "amount": 8,
    "when": 8,
    "where": 8,
    "count": 8,
    "doer": 7,
    "drink": 7,
    "deed": 6,
    "company": 6,
    "knew": 5,
}


@dataclass(frozen=True, slots=True)
class Change:
    """How one person's account of one thing stands in a later session against an earlier one."""

    person: str
    aspect: str
    relation: Relation
    before: Span
    after: Span
    sessions: tuple[int, int]
    message_zh: str


@dataclass(frozen=True)
class Comparison:
    """All that comes of laying the statements of a case side by side."""

    conflicts: tuple[Conflict, ...] = ()
    copied: tuple[Copied, ...] = ()
    evolution: tuple[Change, ...] = ()
    matrix: tuple[dict[str, object], ...] = ()
    records: tuple[Record, ...] = ()


def compare(case: CaseFile) -> Comparison:
    """Lay the records of a case side by side.

    Conflicts are between two people or between two sessions of one; copied answers are nobody's own words and
    are left out of the comparison. Statements are held against the documents of the case too. ``matrix`` has one row a person, session and aspect, for the report.
    """
    folder = load_settings().pair_checkpoint
    records = read_records(case)
    checkpoint = load_checkpoint(folder) if folder is not None else None
    found = compare_records(records, model=load(), checkpoint=checkpoint)
    return replace(found, conflicts=(*found.conflicts, *document_conflicts(case, records)))


def compare_records(
    records: tuple[Record, ...], *, model: PairModel | None = None, checkpoint: Checkpoint | None = None
) -> Comparison:
    """As :func:`compare`, for records that were already read.

    ``model`` and ``checkpoint`` are asked about what the slots leave open; both together by their mean.
    """
    copied = find_copied(records)
    claims = {record.document: read_claims(record, READERS, skip=copied_turns(copied, record)) for record in records}
    judged = [*_judged(records, claims), *_denied(records, claims, copied)]
    if model is not None:
        judged = [pair for pair in judged if not _doubted(pair, model)]
    opinions = [opinion for opinion in (model, checkpoint) if opinion is not None]
    if opinions:
        judged.extend(_open_pairs(records, judged, opinions, copied))
    return Comparison(
        tuple(_conflicts(judged)),
        copied,
        tuple(_evolution(judged)),
        tuple(_matrix(records, claims)),
        records,
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of two records with the judgement on them."""

    a: Claim
    b: Claim
    records: tuple[Record, Record]
    judgement: Judgement


def _judged(records: tuple[Record, ...], claims: dict[str, tuple[Claim, ...]]) -> Iterator[Pair]:
    for first, second in combinations(records, 2):
        by_slot: dict[str, list[Claim]] = {}
        for claim in claims[second.document]:
            by_slot.setdefault(claim.slot, []).append(claim)
        for a in claims[first.document]:
            for b in by_slot.get(a.slot, ()):
                judgement = judge(a, b)
                if judgement.relation is not Relation.UNRELATED:
                    yield Pair(a, b, (first, second), judgement)


def _denied(
    records: tuple[Record, ...], claims: dict[str, tuple[Claim, ...]], copied: tuple[Copied, ...]
) -> Iterator[Pair]:
    """Deeds denied by name of which another record tells."""
    skipped = {record.document: copied_turns(copied, record) for record in records}
    for record in records:
        for denial in claims[record.document]:
            if denial.slot != "act":
                continue
            for other in records:
                told = () if other is record else told_acts(denial, other, skipped[other.document])
                for claim in told:
                    judgement = judge(denial, claim)
                    if judgement.relation is not Relation.UNRELATED:
                        yield Pair(denial, claim, (record, other), judgement)


def _doubted(pair: Pair, model: PairModel) -> bool:
    """A disagreement of values that the model takes for none."""
    if pair.judgement.relation is not Relation.CONFLICT or pair.a.slot in ("deed", "first", "doer", "act"):
        return False
    return model.probability(pair.a.exchange, pair.b.exchange) < DOUBTED


def _open_pairs(
    records: tuple[Record, ...],
    judged: list[Pair],
    opinions: Sequence[PairModel | Checkpoint],
    copied: tuple[Copied, ...],
) -> Iterator[Pair]:
    """Like questions of two records whose answers no slot could judge, and of which the models are sure."""
    settled = {
        frozenset(_turn(record, claim.exchange) for record, claim in zip(pair.records, (pair.a, pair.b), strict=True))
        for pair in judged
    }
    asked = {record.document: _by_topic(record, copied_turns(copied, record)) for record in records}
    for first, second in combinations(records, 2):
        for name, ones in asked[first.document].items():
            for one, two in product(ones, asked[second.document].get(name, ())):
                if frozenset({_turn(first, one), _turn(second, two)}) in settled or not aligned(one, two):
                    continue
                sure = sum(opinion.probability(one, two) for opinion in opinions) / len(opinions)
                if sure >= SHOWN_ABOVE:
                    judgement = Judgement(Relation.CONFLICT, round(sure * 0.8, 2), aspect_of(name), "所问同一事项")
                    yield Pair(_whole(one, name), _whole(two, name), (first, second), judgement)


def _turn(record: Record, exchange: Exchange) -> tuple[str, int]:
    return record.document, exchange.placed.turn.index


def _by_topic(record: Record, skip: frozenset[int]) -> dict[str, list[Exchange]]:
    """The exchanges of a record that were answered from own knowledge, by what they ask for."""
    out: dict[str, list[Exchange]] = {}
    for exchange in record.exchanges:
        name = topic(exchange.question)
        if name and exchange.clauses and exchange.clauses[0].own and exchange.placed.turn.index not in skip:
            out.setdefault(name, []).append(exchange)
    return out


def _whole(exchange: Exchange, name: str) -> Claim:
    first = exchange.clauses[0]
    return Claim(
        f"open:{name}",
        aspect_of(name),
        "",
        exchange,
        first.start,
        first.start + len(first.text),
        exchange.asked,
        asked=True,
    )


def _conflicts(judged: list[Pair]) -> Iterator[Conflict]:
    found = [
        pair for pair in judged if pair.judgement.relation is Relation.CONFLICT and pair.judgement.confidence >= FLOOR
    ]
    settled = {
        _topic(pair)
        for pair in judged
        if pair.judgement.relation is Relation.COMPATIBLE
        and pair.a.asked
        and pair.b.asked
        and pair.a.slot in ("where", "count", "amount", "when", "tool")
    }
    best: dict[tuple[str, str, str], Pair] = {}
    for pair in found:
        if _topic(pair) in settled:
            continue  # elsewhere in the same records they agree on it
        key = (*_documents(pair), _theme(pair.a.slot))
        if key not in best or _rank(pair) > _rank(best[key]):
            best[key] = pair
    said = {(*_documents(pair), pair.judgement.aspect) for pair in best.values() if not pair.a.slot.startswith("open")}
    told = {_turns(pair) for pair in best.values() if pair.a.slot != "whether"}
    for pair in best.values():
        if pair.a.slot.startswith("open") and (*_documents(pair), pair.judgement.aspect) in said:
            continue
        if pair.a.slot == "whether" and _turns(pair) in told:
            continue
        conflict = _conflict(pair)
        if conflict is not None:
            yield conflict


def _topic(pair: Pair) -> tuple[str, str, str, frozenset[str]]:
    return (*_documents(pair), pair.a.slot, pair.a.events & pair.b.events)


def _turns(pair: Pair) -> frozenset[tuple[str, int]]:
    return frozenset(
        _turn(record, claim.exchange) for record, claim in zip(pair.records, (pair.a, pair.b), strict=True)
    )


def _documents(pair: Pair) -> tuple[str, str]:
    return pair.records[0].document, pair.records[1].document


def _theme(slot: str) -> str:
    """Slots that speak of one disagreement: who began, who did it, and whether it was done."""
    if slot in ("first", "deed", "doer", "act"):
        return "deed"
    return "company" if slot in ("count", "company") else slot.split(":")[0]


def _rank(pair: Pair) -> tuple[float, float, int, int]:
    asked = int(pair.a.asked) + int(pair.b.asked)
    return (
        pair.judgement.confidence,
        _WEIGHT.get(pair.a.slot, 4),
        asked,
        -(pair.a.exchange.placed.turn.index + pair.b.exchange.placed.turn.index),
    )


def _conflict(pair: Pair) -> Conflict | None:
    a, b = _cited(pair.a), _cited(pair.b)
    if a is None or b is None:
        return None
    one, two = pair.records
    return Conflict(
        pair.judgement.aspect,
        message(pair),
        a,
        b,
        pair.judgement.confidence,
        (one.speaker, two.speaker),
        pair.a.slot,
        (one.session, two.session),
    )


def _cited(claim: Claim) -> Span | None:
    """The place of a claim; a bare 没有 is quoted with its question."""
    span = claim.span
    if span is not None and len(span.quote) <= 3:
        turn = claim.exchange.placed.turn
        text = f"问：{turn.question[-34:]} 答：{turn.answer[:20]}"
        return replace(span, quote=text[:60])
    return span


def message(pair: Pair) -> str:
    """The disagreement in neutral words."""
    one, two = pair.records
    if one.speaker == two.speaker:
        who = f"{one.speaker}第{one.session}次与第{two.session}次陈述"
    else:
        who = f"{one.speaker}与{two.speaker}的陈述"
    return f"{who}在{pair.judgement.what}上不一致：前者称“{_said(pair.a)}”，后者称“{_said(pair.b)}”"


def _said(claim: Claim) -> str:
    text = claim.text.strip("，。、 ")
    if len(text) <= 4 and claim.exchange.question:
        turn = claim.exchange.placed.turn
        return f"（问：{turn.question[-24:]}）{turn.answer[:20].rstrip('，。')}"
    return text[:40]


def _evolution(judged: Iterable[Pair]) -> Iterator[Change]:
    seen: set[tuple[str, str, str]] = set()
    for pair in judged:
        one, two = pair.records
        if one.speaker != two.speaker or pair.judgement.relation is Relation.COMPATIBLE:
            continue
        a, b = pair.a.span, pair.b.span
        key = (one.document, two.document, _theme(pair.a.slot))
        if a is None or b is None or key in seen:
            continue
        seen.add(key)
        words = {"conflict": "改变，未说明原因", "correction": "改变，说明了原因"}.get(
            pair.judgement.relation, "有出入，不构成矛盾"
        )
        line = f"{one.speaker}第{two.session}次陈述在{pair.judgement.what or '细节'}上较第{one.session}次{words}"
        yield Change(
            one.speaker,
            pair.judgement.aspect or pair.a.aspect,
            pair.judgement.relation,
            a,
            b,
            (one.session, two.session),
            line,
        )


def _matrix(records: tuple[Record, ...], claims: dict[str, tuple[Claim, ...]]) -> Iterator[dict[str, object]]:
    for record in records:
        rows: dict[str, list[Claim]] = {}
        for claim in claims[record.document]:
            rows.setdefault(claim.aspect, []).append(claim)
        for aspect, found in sorted(rows.items()):
            said = list(dict.fromkeys(_said(claim) for claim in found if claim.asked or len(found) <= 4))[:4]
            if said:
                yield {
                    "person": record.speaker,
                    "session": record.session,
                    "document": record.document,
                    "aspect": aspect,
                    "said": said,
                }
