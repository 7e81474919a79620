"""Electronic signatures of the files in words: facts for a person, on which no rule rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.core.casefile import CaseFile, ElectronicSignature, Integrity

_INTEGRITY = {
    "zh": {
        Integrity.INTACT: "签名后文件未被改动",
        Integrity.CHANGED_SINCE: "签名后又追加了内容",
        Integrity.BROKEN: "核验不符",
        Integrity.UNKNOWN: "未核验",
    },
    "en": {
        Integrity.INTACT: "not altered since it was signed",
        Integrity.CHANGED_SINCE: "more was added after it was signed",
        Integrity.BROKEN: "does not hold",
        Integrity.UNKNOWN: "not checked",
    },
}
_UNNAMED = {"zh": "签名人不明", "en": "signer unknown"}


@dataclass(frozen=True, slots=True)
class Signed:
    """One electronic signature as it is shown; empty where something is not known, ``page`` 0 where it is not shown."""

    path: str
    page: int
    signer: str
    issuer: str
    signed_at: str
    holds: str


def signed_rows(case: CaseFile, *, lang: str = "zh") -> Iterator[Signed]:
    """The electronic signatures of all files, in reading order."""
    for source in case.sources:
        for one in source.electronic_signatures:
            signer = one.signer or _UNNAMED[lang]
            when = one.signed_at.replace("T", " ")
            yield Signed(source.path, one.page, signer, one.issuer, when, _holds(one, lang))


def _holds(one: ElectronicSignature, lang: str) -> str:
    """What the check says, with the reason where it adds to that; reasons are Chinese as those of unread files are."""
    said = _INTEGRITY[lang][one.integrity]
    if not one.problem or one.problem == said:
        return said
    return f"{said}：{one.problem}" if lang == "zh" else f"{said}: {one.problem}"
