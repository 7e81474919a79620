"""Which document begins on a page: by its title, else by what a trained classifier sees.

A title is a short line near the top that names a known form, alone or after the name of its office. A line that
mentions a form in passing is none: it has 《》 around it or a full stop in it, or stands in a table of contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reviewer.core.casefile import Line, Page
from reviewer.law.forms import forms_by_title, load_forms
from reviewer.reading.text import compact, doubled

TOP_LINES = 9
_TOP_SHARE = 0.42  # of the page's height in which a title stands
_LONGEST_TITLE = 32

_ORDINAL = re.compile(r"\(?第[一二三四五六七八九十\d]*次\)?|\(?[一二三四五六七八九十]\)?$")
_COPY = re.compile(
    r"\((?:副本|正本|存根|附卷联?|此联附卷|复印件|影印件|样本|第[一二三四]联|回执联?|刑事|行政|治安|\d+)\)"
)
_OFFICE = re.compile(
    r"^.{0,24}?(?:公安(?:局|厅|部)|分局|派出所|支队|大队|中队|检察院|法院|看守所|拘留所|鉴定(?:所|中心)|中心|司法局|指挥部|"
    r"委员会)"
)
_SLASH = re.compile(r"[/／、]")
_COUNTER = re.compile(r"第(\d+)页(?:[/,]?共(\d*)页)?|(?<!\d)(\d+)/(\d+)(?!\d)")
_PAGE_NUMBER = re.compile(r"[-—]?\d{1,4}[-—]?")
_QA = re.compile(r"^(?:问|答)[:;.,]")
_CONTENTS_ROW = re.compile(r"^\d{1,3}.{4,}?\d{1,3}(?:-\d{1,3})?$")

# Titles that no list can hold: what stands around the telling words is the case's own or the printer's.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"^(?:关于)?呈请.{2,24}(?:报告书?|审批表|的报告)$", "request_report"),
        (r"^关于.{2,26}(?:的请示|的报告|的函|报告书)$", "request_report"),
        (r"(?:鉴定意见书?|鉴定书|检验鉴定报告|检验报告书?|价格认定(?:结论)?书|认定结论书)$", "expert_opinion"),
        (r"(?:鉴定报告|鉴定文书)$", "expert_opinion"),
        (r"(?:情况说明|工作说明|工作记录|工作情况)$", "work_explanation"),
        (r"^(?:到案|抓获|破案|归案|查获)(?:经过|情况)(?:说明)?$", "arrival_explanation"),
        (r"现场.{0,12}图$|(?:方位|平面|示意)图$", "scene_sketch"),
        (r"现场.{0,6}(?:照片|拍照|图片)|^照片(?:说明|附页)?$", "scene_photos"),
        (r"^(?:常住|流动|暂住|全国)?人口.{0,8}(?:登记表|信息|资料)", "identity_certificate"),
        (r"^户籍.{0,6}(?:证明|信息|资料)", "identity_certificate"),
        (r"(?:违法|犯罪|前科|劣迹).{0,12}(?:查询|证明|记录|情况|核查).{0,8}$", "prior_record"),
        (r"(?:犯罪嫌疑人|嫌疑人).{0,6}权利义务告知", "rights_notice_suspect"),
        (r"被害人.{0,6}权利义务告知", "rights_notice_victim"),
        (r"证人.{0,6}权利义务告知", "rights_notice_witness"),
        (r"(?:行政|治安|违法|被侵害人|被处罚人).{0,12}权利义务告知", "rights_notice_admin"),
        (r"认罪认罚.{0,10}告知", "plea_leniency_notice"),
        (r"取保候审.{0,6}义务告知", "bail_obligations_notice"),
        (r"传唤.{0,6}(?:通知家属|家属通知|告知家属)|通知(?:被传唤人)?家属.{0,4}(?:记录|情况)", "summons_family_notice"),
        (r"办案(?:区|中心|场所).{0,10}(?:登记|使用|台账)", "handling_area_form"),
        (r"人身.{0,4}检查.{0,4}(?:笔录|记录|登记)", "body_check_record"),
        (r"随身.{0,4}(?:物品|财物)", "belongings_list"),
        (r"(?:财物|物品|物证).{0,6}入库", "evidence_warehouse_in"),
        (r"入所.{0,6}(?:检查|体检)|健康检查(?:表|登记|笔录)", "medical_entry_check"),
        (r"(?:接处?警|处警|警情).{0,6}(?:登记|单|表|记录|详情)", "alarm_record"),
        (r"辨认.{0,6}照片|照片.{0,4}辨认", "identification_photo_sheet"),
        (r"^指认.{0,8}(?:笔录|照片)", "pointing_record"),
        (r"电子(?:数据|证据).{0,10}(?:笔录|清单|记录)", "electronic_extraction_record"),
        (r"(?:没收|收缴|追缴).{0,10}清单", "confiscation_list"),
        (r"(?:罚没|罚款|缴款|罚没款).{0,8}(?:收据|票据|凭证|回单|回执)", "fine_receipt"),
        (r"(?:鉴定(?:机构|人)|鉴定).{0,6}(?:资质|资格)|资格证书?$", "expert_qualification"),
        (r"鉴定.{0,2}(?:聘请|委托)书|(?:聘请|委托).{0,2}鉴定", "expert_engagement_letter"),
        (r"法制审核|法制部门审核|案件审核意见", "legal_review_opinion"),
        (r"集体(?:讨论|研究|议案).{0,6}(?:记录|笔录)", "collective_discussion_record"),
        (r"(?:视听资料|光盘|同步录音录像|录音录像).{0,8}(?:说明|制作|清单)", "audio_video_statement"),
        (r"批准逮捕.{0,8}回执", "arrest_approval_prosecutor"),
        (r"申辩.{0,6}复核", "statement_defense_review"),
        (r"执行.{0,8}回执|拘留.{0,6}回执", "execution_receipt"),
        (r"^送达回[证执]", "service_receipt"),
        (
            r"(?:截图|打印件|复印件|病历|报告单|诊断(?:证明|书)|发票|收据|流水|聊天记录|转账记录|合同|协议书|借条|欠条|收条|"
            r"出院(?:记录|小结)|门诊|登记本|账本|通话记录|明细|营业执照|行驶证|驾驶证|公告|价目表)$",
            "documentary_evidence_copy",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Start:
    """That a document begins on a page: its title as printed, the forms that go by it, how sure this is."""

    title: str
    kinds: tuple[str, ...]
    confidence: float
    line: int


@cache
def _titles() -> Mapping[str, tuple[str, ...]]:
    """Known titles on the matching copy."""
    found: dict[str, tuple[str, ...]] = {}
    for title, kinds in forms_by_title().items():
        for plain in _spellings(compact(title)):
            found[plain] = tuple(dict.fromkeys((*found.get(plain, ()), *kinds)))
    return found


def _spellings(title: str) -> Iterator[str]:
    """A title of the forms as it may be printed: without remarks in brackets, with one of the words at a slash."""
    if "前案" in title:  # an earlier case's paper bears the title of today's; only its place tells it
        return
    plain = re.sub(r"\([^)]*\)", "", title)
    yield plain
    before, slash, after = plain.partition("/")
    if not slash:
        return
    # 立案/不予立案告知书: the shorter side lacks the end or the beginning that both share.
    for end in range(len(after)):
        if len(after) - end <= 5:
            yield before + after[end:]
    yield from (part for part in (before, after) if len(part) > 3)
    for start in range(1, len(before)):
        yield before[:start] + after


def plain_title(text: str) -> str:
    """A line as titles are compared: without white space, number of the session, and note of the copy."""
    text = doubled(compact(text)).strip("《》-—_.:")
    return _ORDINAL.sub("", _COPY.sub("", text)).strip("()")


def kinds_of_title(text: str) -> tuple[str, ...]:
    """The forms that a title may name (several share 传唤证); empty where it names none."""
    title = plain_title(text)
    if len(title) < 2 or len(title) > _LONGEST_TITLE or any(mark in title for mark in "。,;?!“”《"):
        return ()
    for candidate in _readings(title):
        if candidate in _titles():
            return _titles()[candidate]
    for candidate in _readings(title):
        for pattern, kind in _PATTERNS:
            if pattern.search(candidate):
                return (kind,)
    return ()


def _readings(title: str) -> Iterator[str]:
    """The title as it is, without the office before it, and each side of a slash."""
    yield title
    rest = title
    while (office := _OFFICE.match(rest)) is not None and len(rest) > office.end() + 1:
        rest = rest[office.end() :]
        yield rest
    if "(" in title:
        yield re.sub(r"\([^)]*\)", "", title)
    parts = _SLASH.split(title)
    if len(parts) > 1:
        yield from (part for part in parts if len(part) > 3)


def _candidates(page: Page) -> Iterator[tuple[int, Line, str]]:
    """Lines near the top that may be a title, also two lines as one."""
    height = page.height if len(page.lines) > 4 else 0.0  # a divider bears its title in the middle
    seen = 0
    for index, line in enumerate(page.lines):
        text = line.text.strip()
        if not text or _PAGE_NUMBER.fullmatch(compact(text)):
            continue
        seen += 1
        if seen > TOP_LINES or (height and line.box.top > height * _TOP_SHARE):
            return
        yield index, line, text
        if index + 1 < len(page.lines) and len(text) <= 16 and len(page.lines[index + 1].text) <= 16:
            yield index, line, text + page.lines[index + 1].text.strip()


def is_contents(page: Page) -> bool:
    """Whether the page is a table of contents (卷内文书目录): at least four rows of number, title and page."""
    head = "".join(compact(line.text) for line in page.lines[:6])
    rows = sum(bool(_CONTENTS_ROW.match(compact(line.text))) for line in page.lines)
    named = "目录" in head
    columns = "序号" in head and "页" in head
    listed = rows >= (1 if named else 4) and (named or columns or rows >= 8)
    return listed and _titled_rows(page) >= min(rows, 3)


def _titled_rows(page: Page) -> int:
    """How many lines name a document form somewhere."""
    texts = (compact(line.text) for line in page.lines)
    return sum(any(title in text for title in _telling_titles()) for text in texts)


@cache
def _telling_titles() -> tuple[str, ...]:
    return tuple(title for title in _titles() if len(title) >= 3)


def start_of(page: Page) -> Start | None:
    """The document that begins on a page by its title, or ``None``."""
    if _QA.match(compact(page.lines[0].text)) if page.lines else True:
        return None
    for position, (index, line, text) in enumerate(_candidates(page)):
        kinds = () if _CONTENTS_ROW.match(compact(text)) else kinds_of_title(text)
        if not kinds:
            continue
        plain = plain_title(text)
        if not _stands_as_title(page, index, line, plain, kinds):
            continue
        return Start(text, kinds, 0.98 if position <= 3 else 0.9, index)
    return _below_approvals(page)


_APPROVAL_HEAD = re.compile(r"^(?:领导|局领导|审批|批示|审核)")


def _below_approvals(page: Page) -> Start | None:
    """The title of a report that stands below the boxes in which it was approved."""
    if not any(_APPROVAL_HEAD.match(compact(line.text)) for line in page.lines[:4]):
        return None
    for index, line in enumerate(page.lines):
        if "呈请" in (text := compact(line.text)) and kinds_of_title(text):
            return Start(line.text.strip(), kinds_of_title(text), 0.9, index)
    return None


def _stands_as_title(page: Page, index: int, line: Line, plain: str, kinds: tuple[str, ...]) -> bool:
    """Whether the line is set as a title: alone, centred or the first of the page, and no running text beside it."""
    if len(plain) <= 3 and not line.box.width:
        return index <= 2
    if not page.width or not line.box.width:
        return index <= 3 or len(plain) > 4
    left, right = line.box.x0, page.width - line.box.x1
    centred = abs(left - right) < 0.22 * page.width
    single = _is_single_page(kinds)
    return centred or index <= 1 or (single and index <= 4 and len(plain) > 4)


def _is_single_page(kinds: tuple[str, ...]) -> bool:
    forms = load_forms()
    return all(forms[kind].pages == "single" for kind in kinds if kind in forms)


def counter_of(page: Page) -> tuple[int, int | None] | None:
    """The page counter (第 n 页 共 m 页) in the first or last lines: n and m, m ``None`` where blank."""
    lines = [compact(line.text) for line in page.lines]
    for text in [*lines[-3:][::-1], *lines[:3]]:
        match = _COUNTER.search(text)
        if match is None or len(text) > 24:
            continue
        if match[1] and ("共" in match[0] or text == match[0]):
            return int(match[1]), int(match[2]) if match[2] else None
        if match[3] and text == match[0]:
            return int(match[3]), int(match[4])
    return None


def goes_on(page: Page) -> bool:
    """Whether the page begins in the midst of questions and answers."""
    first = next((compact(line.text) for line in page.lines if not _PAGE_NUMBER.fullmatch(compact(line.text))), "")
    return bool(_QA.match(first))


def printed_number(page: Page) -> int | None:
    """The page number of the volume at the head of the page, if one is printed there."""
    for line in page.lines[:2]:
        text = compact(line.text)
        if re.fullmatch(r"\d{1,4}", text) and (not page.height or line.box.top < 0.12 * page.height):
            return int(text)
    return None
