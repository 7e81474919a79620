"""Relations on records of scenes, searches, identifications and on lists of seized things (CON009-CON011, CON013)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.gaps import Gaps, search
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.finding import Severity, Verdict
from reviewer.extraction.numerals import NUMERALS, chinese_number

_NUMBER = rf"(\d{{1,3}}|[{NUMERALS}]{{1,4}})"
_PHOTOS = re.compile(rf"{_NUMBER}张[^。;]{{0,18}}?(?:照片|相片|免冠|图片)|(?:照片|相片){_NUMBER}张|以上{_NUMBER}张")
_PEOPLE = re.compile(
    rf"{_NUMBER}(?:名|个|位)[^。,;]{{0,12}}?(?:男性|女性|男子|女子|男青年|女青年|男的|女的|人员|不同的人|成年)"
)
_THINGS = re.compile(
    rf"{_NUMBER}(?:把|辆|部|台|个|件|只|双|块|根|条|顶|枚|串)[^。,;]{{0,14}}?(?:同类|相似|类似|同种|同款|近似|不同|混杂)"
    rf"|(?:同类|相似|类似|同种|近似)[^。,;]{{0,10}}?{_NUMBER}(?:把|辆|部|台|个|件|只|双|块|根|条|顶|枚|串)"
)
_OTHERS = re.compile(r"(?:与|和|同|及|跟|混入|混在|混杂于)(?:另外|其他|其它|其余|另)[^。,;]{0,4}$")
_SLOTS = re.compile(r"\((\d{1,2})\)|(?<!\d)(\d{1,2})号(?!照片上|民警)")
_NO_NUMBER = re.compile(r"尸体|遗体|死者|现场|场所|地点|路线|位置|房屋|住处|唯一")
_HUMAN = re.compile(r"男|女|人像|免冠|头像|嫌疑人|面部|人员")
_BEFORE = (
    r"辨认前|(?:详细|先行|首先|事先)[^。]{0,8}(?:询问|讯问|描述|陈述)"
    r"|(?:询问|讯问|描述|陈述)[^。]{0,16}(?:特征|体貌|外形)|具体特征"
)
_SHOWN_BEFORE = re.compile(
    r"辨认(?:之)?前[^。]{0,12}(?:民警|侦查人员|公安|办案人员|你们)[^。]{0,14}(?:给我看|让我看|出示)[^。]{0,8}"
    r"(?:照片|相片|本人|实物)"
    r"|(?:民警|侦查人员|办案人员|你们)(?:先|之前|前几天|上次|昨天)[^。]{0,10}(?:给我看过|让我看过|给我看了|让我见)[^。]{0,10}"
    r"(?:照片|相片|他|本人|实物)"
)
_SUGGESTED = re.compile(
    r"(?:侦查人员|民警|问)[^。]{0,10}(?:提示|暗示|指着|示意)[^。]{0,12}\d{1,2}号"
    r"|是不是\d{1,2}号|(?:看看|注意看|再看看|仔细看)(?:第)?\d{1,2}号|\d{1,2}号(?:是不是|像不像)"
)
_JOINT = re.compile(r"[、和与及]")
_CHOSEN = re.compile(r"第?(\d{1,2})号(?:照片|男|女|人|物|车|手机)")
_VAGUE = re.compile(r"若干|一批|一些|一堆|等物|等物品|数[件个把部]|多[件个把部]|几[件个把部]|不详")
_CASH = re.compile(r"人民币|现金|纸币|元$")
_PRECIOUS = re.compile(
    r"黄金|金(?:项链|戒指|手镯|耳环|条|饰)|铂金|珠宝|钻石|翡翠|玉(?:镯|器|佩)|字画|文物|古玩|青铜器|古币"
)
_KEPT = r"拍照|照相|拍摄|录像|照片|封存"
_ITEM_LINE = re.compile(r"^\s*(\d{1,3})\s+(\S+)\s+(\S+)(?:\s+(\S+))?(?:\s+(\S+))?\s*$")
_SCENE_DRAWN = r"(?:未|没有|不)(?:绘制|制图|照相|拍照)|制图0张|照相0张"


def particulars_of_acts(view: CaseView, card: Card) -> Iterator[Verdict]:
    """CON009: reason, time, place and people of a scene record, search or examination; plan and photographs."""
    records = view.documents("scene_examination_record", "search_record", "inspection_record")
    if not records:
        yield not_applicable("没有勘验、检查、搜查笔录")
    for record in records:
        yield _act(view, card, record)


def _act(view: CaseView, card: Card, record: Document) -> Verdict:
    gaps = Gaps(card, f"{record.type}|{view.start(record) or view.ordinal(record)}", record.span())
    title = view.title(record)
    if not record.read:
        return unclear(f"{title}没有完整读出", record.span(), about=gaps.about)
    blanks = {"start": "开始时间", "end": "结束时间", "time_range": "起止时间", "place": "地点", "reason": "事由",
              "purpose": "事由和目的", "commander": "指挥人", "officers": "侦查人员"}  # fmt: skip
    for name, words in blanks.items():
        if view.blank(record, name):
            gaps.add(f"{title}的{words}空白", record.span(name))
    value = record.value("time_range")
    if isinstance(value, list) and len(value) == 2 and (value[0] is None) != (value[1] is None):
        gaps.add(f"{title}的{'开始' if value[0] is None else '结束'}时间空白", record.span("time_range"))
    if record.type == "scene_examination_record":
        _scene(view, gaps, record)
    return gaps.verdict(f"{title}要素齐全")


def _scene(view: CaseView, gaps: Gaps, record: Document) -> None:
    for name in ("weather", "light"):
        if view.blank(record, name):
            gaps.add(f"{view.title(record)}的{'天气' if name == 'weather' else '光线'}空白", severity=Severity.NOTICE)
    if (drawn := view.says(record, _SCENE_DRAWN)) is not None:
        gaps.add("现场勘验没有制图、照相", drawn)
        return
    gaps.lack(search(view, "scene_sketch"), "现场勘验没有现场图")
    gaps.lack(search(view, "scene_photos"), "现场勘验没有现场照片")


def _figure(match: re.Match[str]) -> int | None:
    text = next((group for group in match.groups() if group), "")
    number = chinese_number(text)
    return int(number) if number is not None else None


def _numbers(pattern: re.Pattern[str], text: str) -> list[int]:
    return [
        number + among_others(text, match.start())
        for match in pattern.finditer(text)
        if (number := _figure(match)) is not None
    ]


def among_others(text: str, place: int) -> int:
    """One more where a number only counts those among whom the sought one was mixed (与另外六名男性混杂)."""
    return int(_OTHERS.search(text[max(0, place - 12) : place]) is not None)


def _needed(record: Document, text: str) -> tuple[re.Pattern[str], int, str] | None:
    """How many are to be shown, how they are counted and what they are; ``None`` where no number is needed."""
    target = "".join(str(record.value("targets") or "").split()) or text[:160]
    if re.search(r"照片|相片|图片", target) or (re.search(r"张[^。]{0,16}照片", text) and "照片" in text[:400]):
        return _PHOTOS, 10, "照片"
    if _NO_NUMBER.search(target):
        return None
    if _HUMAN.search(target):
        return _PEOPLE, 7, "人"
    return _THINGS, 5, "物品"


def foils(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON010: how many objects were shown at an identification."""
    records = view.documents("identification_record")
    sheets = view.documents("identification_photo_sheet")
    if not records:
        yield not_applicable("没有辨认")
    for index, record in enumerate(records):
        sheet = sheets[index] if len(sheets) == len(records) else None
        yield _foils(view, record, sheet)


def _foils(view: CaseView, record: Document, sheet: Document | None) -> Verdict:
    about = f"identification|{view.start(record) or view.ordinal(record)}"
    text = view.text(record).text
    needed = _needed(record, text)
    if needed is None:
        return not_applicable("辨认场所、尸体等，不需混杂")
    pattern, least, what = needed
    told = max(_numbers(pattern, text), default=None)
    shown = _on_sheet(view, sheet) if sheet is not None and what == "照片" else None
    spans = [record.span("targets"), *([sheet.span()] if sheet is not None and shown is not None else [])]
    counts = [count for count in (told, shown) if count is not None]
    if not counts:
        return unclear("辨认对象的数量没有读出", record.span(), about=about)
    if min(counts) >= least:
        return satisfied(f"混杂{what}{min(counts)}，不少于{least}", *spans, about=about)
    if max(counts) >= least:
        words = f"辨认笔录记载混杂{what}{told}，照片列表为{shown}，其中一个少于{least}"
        return violated(words, *spans, about=about, severity=Severity.NOTICE, confidence=0.6)
    if not record.read:
        return unclear("辨认笔录没有完整读出", record.span(), about=about)
    unit = {"照片": "张", "人": "人", "物品": "件"}[what]
    return violated(f"混杂辨认的{what}只有{max(counts)}{unit}，少于{least}{unit}", *spans, about=about)


def _on_sheet(view: CaseView, sheet: Document) -> int | None:
    """The number of photographs on a sheet: what it says, else its labels if they run on from 1."""
    text = view.text(sheet).text
    told = _numbers(_PHOTOS, text)
    labels = {int(match[1] or match[2]) for match in _SLOTS.finditer(text)}
    run = next((number for number in range(1, 100) if number + 1 not in labels), 0) if 1 in labels else 0
    return max((*told, run), default=0) or None


def identification_fair(view: CaseView, card: Card) -> Iterator[Verdict]:
    """CON011: no showing beforehand, no hint, one person at a time."""
    records = view.documents("identification_record")
    if not records:
        yield not_applicable("没有辨认")
    for record in records:
        yield _fair(view, card, record)
    yield from _together(view, card, records)


def _fair(view: CaseView, card: Card, record: Document) -> Verdict:
    gaps = Gaps(card, f"fair|{view.start(record) or view.ordinal(record)}", record.span())
    if not record.read or len(view.text(record).text) < 80:
        return unclear("辨认笔录没有完整读出", record.span(), about=gaps.about)
    party = "".join(str(record.value("party") or "").split())
    if re.fullmatch(r"[一-鿿]{2,4}[、和与及][一-鿿]{2,4}", party):
        gaps.add(f"{party}共同进行一次辨认，没有个别进行", record.span("party"))
    for pattern, words in ((_SHOWN_BEFORE, "辨认前已由办案人员出示过辨认对象"), (_SUGGESTED, "辨认中有暗示、指示")):
        if (found := view.text(record).first(pattern)) is not None:
            gaps.add(words, found[1], confidence=0.75)
    for one in view.documents("interview_record", "interrogation_record"):
        if (shown := _said(one, _SHOWN_BEFORE)) is not None:
            gaps.add("笔录中反映辨认前已由办案人员出示过辨认对象", shown, confidence=0.7)
    if not view.says(record, _BEFORE) and not view.documents("interview_record", "interrogation_record"):
        gaps.add("没有辨认前询问特征的记载", severity=Severity.NOTICE, confidence=0.7)
    return gaps.verdict("辨认前询问了特征，单独进行，没有发现暗示")


def _said(record: Document, pattern: re.Pattern[str]) -> Span | None:
    for turn in record.turns:
        if pattern.search("".join(turn.answer.split())):
            return turn.answer_span or record.span()
    return None


def _together(view: CaseView, card: Card, records: list[Document]) -> Iterator[Verdict]:
    """Two identifiers at the same time, or the target in the same place for both."""
    for index, one in enumerate(records):
        for other in records[index + 1 :]:
            names = {str(record.value("party") or "")[:4] for record in (one, other)}
            if len(names) < 2 or "" in names:
                continue
            first, second = (view.text(record).text for record in (one, other))
            chosen = [{match[1] for match in _CHOSEN.finditer(text)} for text in (first, second)]
            gaps = Gaps(card, f"together|{view.ordinal(one)}|{view.ordinal(other)}", one.span(), other.span())
            if len(chosen[0]) == 1 and chosen[0] == chosen[1] and _same_target(first, second):
                number = next(iter(chosen[0]))
                words = f"两人辨认时目标都在第{number}号，没有变换位置"
                gaps.add(words, severity=Severity.NOTICE, confidence=0.7)
            start, end = view.start(one), view.end(one)
            begin, stop = view.start(other), view.end(other)
            if start and end and begin and stop and start < stop and begin < end and start.exact and begin.exact:
                gaps.add("两人的辨认时间重叠", severity=Severity.NOTICE, confidence=0.7)
            if gaps.words:
                yield gaps.verdict("")


def _same_target(first: str, second: str) -> bool:
    names = [set(re.findall(r"(?:为|是|系)(?:犯罪嫌疑人)?([一-鿿]{2,4})(?=[。,;])", text)) for text in (first, second)]
    return bool(names[0] & names[1])


def _items(document: Document) -> list[list[str]]:
    """The lines of a list as name, quantity, features, remark."""
    value = document.value("items")
    if isinstance(value, list):
        return [[str(cell or "") for cell in row] for row in value if isinstance(row, list | tuple) and row]
    return [
        [cell or "" for cell in match.groups()[1:]]
        for line in document.text.splitlines()
        if (match := _ITEM_LINE.match(line)) is not None
    ]


def list_precise(view: CaseView, card: Card) -> Iterator[Verdict]:
    """CON013: each line of a list of seized things names what it is, how many and what marks it."""
    lists = view.documents("seizure_list")
    if not lists:
        yield not_applicable("没有查封、扣押清单")
    for one in lists:
        yield _list_precise(view, card, one)


def _list_precise(view: CaseView, card: Card, one: Document) -> Verdict:
    items = _items(one)
    gaps = Gaps(card, f"list|{one.value('doc_no') or view.ordinal(one)}", one.span())
    if not items:
        return unclear("扣押清单的内容没有读出", one.span(), about=gaps.about)
    for row in items:
        name, quantity, features, remark = (*row, "", "", "", "")[:4]
        what = f"“{name[:12]}”"
        if _VAGUE.search(name) or _VAGUE.search(quantity):
            gaps.add(f"{what}的名称、数量写成“{quantity or name}”")
        elif not quantity.strip("/—- ") and not re.search(r"\d|[一二两三四五六七八九十]", name):
            gaps.add(f"{what}没有写数量", confidence=0.75)
        elif not features.strip("/—- ") and not remark.strip("/—- ") and not _CASH.search(name + quantity):
            gaps.add(f"{what}没有写特征", confidence=0.7)
        if _PRECIOUS.search(name):
            _precious(view, gaps, what)
    return gaps.verdict("扣押清单逐项写明名称、数量、特征")


def _precious(view: CaseView, gaps: Gaps, what: str) -> None:
    """Valuables are photographed and appraised."""
    kept = any(view.says(one, _KEPT) for one in view.documents("seizure_record", "seizure_list", "search_record"))
    if not kept and not view.documents("scene_photos"):
        gaps.lack(search(view, "scene_photos"), f"{what}属贵重物品，没有拍照、录像或者封存的记载")
    if not view.documents("expert_opinion", "expert_engagement_letter"):
        gaps.lack(search(view, "expert_opinion"), f"{what}属贵重物品，没有鉴定、估价")
