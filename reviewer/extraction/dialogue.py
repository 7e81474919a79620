"""Questions and answers of a record (笔录): every marker in use, across lines and pages, with their places.

A turn is one question with its answer. Page feet, volume page numbers, signature lines, the printed head
of the form and the closing sentence are no part of it. ``place_turns`` keeps the place of every character,
because a reader is sent to the page on which a thing is said, not to the page on which its turn began.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from reviewer.core.casefile import Document, Line, Page, Span
from reviewer.core.facts import Turn

QUOTE = 60

# 间, 闻 and 门 are how 问 is misread, 荅 and 签 how 答 is: believed only where a line begins.
_MARK = re.compile(
    r"""(?P<lead>^|(?<=[。？！?!；;”」』）)…\s]))
    [（(【\[]?\s*(?:\d{1,3}\s*[.、．]\s*)?
    (?P<kind>[问答])(?:\s*[】\]）)]?\s*\d{0,3}\s*[：:；;﹕︰.．、,，]|\s*[】\]])
    | ^\s*(?P<misread>[间闻门荅签])\s*[：:；;]""",
    re.VERBOSE,
)
_FOOT = re.compile(
    r"^(?:第?\s*\d{1,4}\s*页?\s*[/／,，]?\s*(?:共\s*\d{1,4}\s*页)?|[-—－]\s*\d{1,4}\s*[-—－]|\d{1,4}\s*/\s*\d{1,4})$"
)
_CLOSING = re.compile(
    r"^(?:以上|上述|上面)[^问答？?]{0,8}(?:笔录|记录|[一二三四五六七八九十\d]+页)[^？?]{0,24}"
    r"(?:看过|看了|宣读|读过|读给|念|核对|相符|一样|一致|无误|属实)"
)
_SIGNATURE = re.compile(
    r"^(?:被?[讯询]问人|被?询问人|[讯询]问人[、/和]?记录人|记录人|办案民警|侦查(?:人)?员|翻译人?员?|见证人|法定代理人|监护人|"
    r"报案人|陈述人|供述人|书写人|证人|本人签名)[^。？?]{0,4}[：:].{0,40}$"
)
_DATED = re.compile(r"^[^\d。，？?]{0,12}\d{4}\s*[.年/-]\s*\d{1,2}\s*[.月/-]\s*\d{1,2}\s*日?[^。？?]{0,8}$")
_PRINTED_NAME = re.compile(r"^[一-鿿·]{2,4}(?:[\s（(].{0,12})?$")

_LATIN = re.compile("[A-Za-z]{2}")

# What is said in a turn, by the question's words; several may hold at once.
ACTS: dict[str, re.Pattern[str]] = {
    "officers_shown": re.compile(r"出示|人民警察证|工作证件|我们是.{0,24}(?:民警|侦查员|警察|工作人员)"),
    "duty_truth": re.compile(r"如实(?:回答|陈述|供述|作证|讲|说|提供|向)"),
    "may_refuse": re.compile(r"无关.{0,8}(?:拒绝|可以不)"),
    "perjury": re.compile(r"伪证|诬告|隐匿(?:罪证|证据)|虚假(?:陈述|证言)"),
    "rights_notice": re.compile(r"权利(?:和)?义务|诉讼权利|告知书"),
    "lawyer": re.compile(r"律师|辩护"),
    "legal_aid": re.compile(r"法律援助"),
    "recusal": re.compile(r"回避"),
    "leniency": re.compile(r"从宽|认罪认罚"),
    "recording": re.compile(r"录音录像|录音、录像|全程录"),
    "family_told": re.compile(r"(?:通知|告知).{0,12}(?:家属|妻|丈夫|父|母|儿|女|爱人|老婆|老公|家里)"),
    "identity": re.compile(
        r"基本情况|个人情况|身份情况|自我介绍|(?:你的?|叫什么|报.{0,3})(?:姓名|名字)|家庭情况|家庭成员|社会经历|简历"
    ),
    "priors": re.compile(r"前科|(?:受过|有过|有无|有没有|被).{0,10}(?:处罚|处理过|打击|处分)|违法犯罪(?:记录|经历)"),
    "health": re.compile(r"身体(?:状况|怎|如何|好|有|情况)|疾病|不舒服|健康|饮食|休息|吃饭|吃药"),
    "treatment": re.compile(
        r"(?:民警|警察|办案|我们|工作人员)[^？?]{0,20}(?:打骂|刑讯|逼供|威胁|引诱|诱供|体罚|虐待|殴打)|打骂|刑讯|逼供|诱供|体罚|(?:威胁|引诱)、"
    ),
    "attitude": re.compile(
        r"(?:对|自己|行为|这件?事)[^？?]{0,16}(?:怎么|如何|什么)[^？?]{0,4}(?:看|认识|想|打算|态度)|什么(?:认识|态度|想法|看法|打算)|"
        r"愿不?愿?意?.{0,4}(?:调解|接受|处罚|赔|道歉)|认罪|悔|什么要求|有何要求|(?:有没有|有什么|有无)(?:什么)?意见|诉求|谅解"
    ),
    "supplement": re.compile(
        r"补充|还有(?:没有)?(?:什么|别的|其他|要|需要)?.{0,6}(?:要?说|要?讲|说明|反映|交代|检举|提交)|其他要|还有别的"
    ),
    "truth": re.compile(r"(?:以上|上述|讲的|说的|所讲|所说).{0,14}(?:属实|实话|真实|事实)|属实吗|是否属实"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a turn that stands on one line."""

    offset: int
    page: int
    line: Line
    start: int


@dataclass(frozen=True, slots=True)
class PlacedTurn:
    """A turn with the place of every character of its question and its answer."""

    turn: Turn
    source: str
    document: str
    question_pieces: tuple[Piece, ...] = ()
    answer_pieces: tuple[Piece, ...] = ()

    def question_at(self, start: int, end: int) -> Span | None:
        return self._at(self.turn.question, self.question_pieces, start, end) or self.turn.question_span

    def answer_at(self, start: int, end: int) -> Span | None:
        return self._at(self.turn.answer, self.answer_pieces, start, end) or self.turn.answer_span

    def _at(self, text: str, pieces: tuple[Piece, ...], start: int, end: int) -> Span | None:
        if not pieces:
            return None
        piece = pieces[max(bisect_right([piece.offset for piece in pieces], start) - 1, 0)]
        first = piece.start + start - piece.offset
        box = piece.line.part(first, min(first + max(end - start, 1), len(piece.line.text)))
        placed = box if box.width or box.height else None
        return Span(self.source, piece.page, placed, text[start : min(end, start + QUOTE)], self.document)


@dataclass
class _Part:
    """The text of a question or an answer while it grows line by line."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)

    def add(self, page: int, line: Line, start: int, end: int) -> None:
        raw = line.text[start:end]
        bare = raw.strip()
        if not bare:
            return
        if _LATIN.fullmatch(self.text[-1:] + bare[0]):
            self.text += " "
        self.pieces.append(Piece(len(self.text), page, line, start + raw.index(bare[0])))
        self.text += bare


@dataclass
class _Open:
    """A turn that is being read; ``side`` tells which of its two parts grows."""

    question: _Part = field(default_factory=_Part)
    answer: _Part = field(default_factory=_Part)
    side: str = "问"


def find_turns(document: Document) -> tuple[Turn, ...]:
    """The questions and answers of a record in order, with the place of each one's first line.

    Understands every marker in use (问： 问: 问； 答。 【问】 numbered ones, both on one line, a question without an
    answer and the reverse) and 问/答 misread at the beginning of a line. Hard line breaks are joined.
    """
    return tuple(placed.turn for placed in place_turns(document))


def place_turns(document: Document) -> tuple[PlacedTurn, ...]:
    """As :func:`find_turns`, with the place of every character; without markers a paragraph is one answer."""
    opened = _read(document)
    if not opened and document.type == "self_written_statement":
        opened = _paragraphs(document)
    return tuple(_close(document, index, turn) for index, turn in enumerate(opened))


def acts_of(question: str) -> frozenset[str]:
    """What is said or asked in a question (rights told, identity asked, …); see ``ACTS``."""
    return frozenset(name for name, pattern in ACTS.items() if pattern.search(question))


def _close(document: Document, index: int, opened: _Open) -> PlacedTurn:
    question, answer = opened.question, opened.answer
    bare = PlacedTurn(
        Turn(index, question.text, answer.text),
        document.source,
        document.id,
        tuple(question.pieces),
        tuple(answer.pieces),
    )
    turn = Turn(
        index,
        question.text,
        answer.text,
        bare.question_at(0, QUOTE) if question.text else None,
        bare.answer_at(0, QUOTE) if answer.text else None,
        acts_of(question.text),
    )
    return PlacedTurn(turn, document.source, document.id, bare.question_pieces, bare.answer_pieces)


def _read(document: Document) -> list[_Open]:
    turns: list[_Open] = []
    listening = False
    names = _names(document)
    for page, line in _lines(document, names):
        marks = list(_marks(line.text))
        if not marks and _CLOSING.match(line.text.strip()):
            listening = False
            continue
        if marks:
            before = line.text[: marks[0][0]]
            if listening and before.strip():
                _grow(turns, page, line, 0, marks[0][0])
            for number, (_, begin, kind) in enumerate(marks):
                _start(turns, kind)
                stop = marks[number + 1][0] if number + 1 < len(marks) else len(line.text)
                _grow(turns, page, line, begin, stop)
            listening = True
        elif listening:
            _grow(turns, page, line, 0, len(line.text))
    return [turn for turn in turns if turn.question.text or turn.answer.text]


def _marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a marker begins and ends on a line, and which it is."""
    for found in _MARK.finditer(text):
        if found["misread"]:
            yield found.start(), found.end(), "答" if found["misread"] in "荅签" else "问"
            continue
        loose = text[found.end() - 1] in ",，、.．"
        if loose and text[: found.start()].strip():
            continue  # within a line only a real marker counts
        yield found.start(), found.end(), found["kind"]


def _start(turns: list[_Open], kind: str) -> None:
    if kind == "问" or not turns or turns[-1].answer.text:
        turns.append(_Open())
    turns[-1].side = kind


def _grow(turns: list[_Open], page: int, line: Line, start: int, end: int) -> None:
    if turns:
        (turns[-1].question if turns[-1].side == "问" else turns[-1].answer).add(page, line, start, end)


def _lines(document: Document, names: frozenset[str]) -> Iterator[tuple[int, Line]]:
    for page in document.pages:
        for position, line in enumerate(page.lines):
            if not _outside(line.text.strip(), position, page, names):
                yield page.number, line


def _outside(text: str, position: int, page: Page, names: frozenset[str]) -> bool:
    """Whether a line is a foot, a page number, a signature or a date beneath the text."""
    if not text or _FOOT.match(text) or _SIGNATURE.match(text) or _DATED.match(text):
        return True
    near_edge = position < 3 or position >= len(page.lines) - 4
    return near_edge and _PRINTED_NAME.match(text) is not None and text.split()[0] in names


def _names(document: Document) -> frozenset[str]:
    names: set[str] = set()
    for key in ("subject_name", "officers", "recorder"):
        value = document.value(key)
        names.update([value] if isinstance(value, str) else value if isinstance(value, list) else [])
    return frozenset(names)


def _paragraphs(document: Document) -> list[_Open]:
    """The paragraphs of a statement written by the person: each ends with a full stop at the end of a line."""
    turns: list[_Open] = []
    fresh = True
    for page, line in _lines(document, _names(document)):
        if line.text.strip() == (document.title or "").strip() or len(line.text.strip()) < 4:
            continue
        if fresh:
            turns.append(_Open(side="答"))
        turns[-1].answer.add(page, line, 0, len(line.text))
        fresh = line.text.rstrip().endswith(("。", "！", "."))
    return turns
