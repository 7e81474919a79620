"""Relations on electronic data: the sealed medium, and what the record of extraction must hold (EVD003, EVD004)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.gaps import Gaps
from reviewer.checks.verdicts import not_applicable, unclear
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import MarkKind, Presence
from reviewer.core.finding import Severity, Verdict

_DATA = re.compile(r"电子数据|手机|计算机|电脑|硬盘|U盘|优盘|存储介质|聊天记录|微信|支付宝|服务器|云盘|数据")
_SEALED = r"封存|封签|封条|密封"
_SEIZED = r"扣押[^。]{0,16}(?:手机|电脑|计算机|硬盘|U盘|优盘|主机|存储介质)|原始存储介质"
_REASON = (
    r"(?:无法|不能|不便|未能|没有条件|不宜)[^。]{0,12}(?:扣押|封存|提取)[^。]{0,40}"
    r"|(?:原因|由于|因)[^。]{0,20}(?:未|不|无法)(?:扣押|封存)"
)
_REMOTE = r"在线提取|网络在线|远程(?:勘验|提取)|调取证据通知书|云端|服务商|由[^。]{2,20}公司提供"
_HASH = re.compile(
    r"校验值|哈希|散列|MD5|SHA-?\d"
    r"|(?<![0-9A-Fa-f])[0-9A-Fa-f]{32}(?![0-9A-Fa-f])|(?<![0-9A-Fa-f])[0-9A-Fa-f]{40,64}",
    re.IGNORECASE,
)
_SCREENSHOT = r"截图|截屏|拍照固定|打印"
_WITNESS_NOTE = r"(?:无|没有|未能|无法)[^。]{0,14}见证人|见证人[^。]{0,20}(?:拒绝|不在)|全程录像"


def _records(view: CaseView) -> list[Document]:
    return [one for one in view.documents("electronic_extraction_record") if _DATA.search(view.text(one).text)]


def medium_sealed(view: CaseView, card: Card) -> Iterator[Verdict]:
    """EVD003: the original medium is seized and sealed, or the record says why not."""
    records = _records(view)
    if not records:
        yield not_applicable("没有电子数据提取笔录")
    others = view.documents("seizure_record", "seizure_list", "search_record")
    for record in records:
        gaps = Gaps(card, f"medium|{view.start(record) or view.ordinal(record)}", record.span())
        if not record.read:
            yield unclear("电子数据提取笔录没有完整读出", record.span(), about=gaps.about)
            continue
        sealed = any(view.says(one, _SEALED) for one in (record, *others))
        excused = view.says(record, _REASON) or view.says(record, _REMOTE) or view.says(record, _SCREENSHOT)
        if not sealed and not excused:
            medium = any(view.says(one, _SEIZED) for one in (record, *others)) or any(
                _DATA.search(view.text(one).text) for one in view.documents("seizure_list")
            )
            whole = bool(_HASH.search(view.text(record).text)) or bool(record.value("hash"))
            words = "扣押了原始存储介质，但没有封存的记载" if medium else "没有扣押、封存原始存储介质，也没有写明原因"
            gaps.add(words, severity=None if medium or whole else Severity.UNLAWFUL, confidence=0.75)
        yield gaps.verdict("原始存储介质已封存或者写明了原因")


def extraction_complete(view: CaseView, card: Card) -> Iterator[Verdict]:
    """EVD004: a record of extraction has its particulars, a list, a checksum, two officers, holder or witness."""
    records = _records(view)
    if not records:
        yield not_applicable("没有电子数据提取笔录")
    for record in records:
        yield _complete(view, card, record)


def _complete(view: CaseView, card: Card, record: Document) -> Verdict:
    gaps = Gaps(card, f"extraction|{view.start(record) or view.ordinal(record)}", record.span())
    if not record.read or len(view.text(record).text) < 60:
        return unclear("电子数据提取笔录没有完整读出", record.span(), about=gaps.about)
    for name, words in (("time_range", "时间"), ("place", "地点"), ("officers", "侦查人员")):
        if view.blank(record, name):
            gaps.add(f"提取笔录的{words}空白", record.span(name))
    officers = record.value("officers")
    if isinstance(officers, list) and len(officers) == 1:
        gaps.add(f"提取人员只有{officers[0]}一人", record.span("officers"))
    lists = [one for one in view.documents("electronic_extraction_record") if one is not record]
    checked = record.value("hash") or any(_HASH.search(view.text(one).text) for one in (record, *lists))
    if not checked and not view.says(record, _SCREENSHOT):
        gaps.add("提取笔录和清单都没有完整性校验值", confidence=0.8)
    _signed(view, gaps, record)
    return gaps.verdict("电子数据提取笔录要素、校验值、签名齐全")


def _signed(view: CaseView, gaps: Gaps, record: Document) -> None:
    holder = view.presence(record, MarkKind.SIGNATURE, "holder", "subject")
    witness = view.presence(record, MarkKind.SIGNATURE, "witness")
    officer = view.presence(record, MarkKind.SIGNATURE, "officer")
    if officer is Presence.ABSENT:
        gaps.add("提取笔录没有侦查人员签名")
    if holder is Presence.ABSENT and witness is not Presence.PRESENT and not view.says(record, _WITNESS_NOTE):
        if witness is Presence.ABSENT:
            gaps.add("提取笔录没有持有人签名，也没有见证人签名或者说明")
        else:
            gaps.doubt("提取笔录没有持有人签名，见证人签名无法判断")
