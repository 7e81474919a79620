"""How the reading of one file can end: a closed list, each with its reason and what to do next, in Chinese."""

from __future__ import annotations

from enum import StrEnum


class ReadOutcome(StrEnum):
    """The end of one file. Names are stable: they stand in reports and in the batch table."""

    OK = "ok"
    OK_REPAIRED = "ok_repaired"
    NEEDS_OCR_NO_TEXT = "needs_ocr_no_text"
    NEEDS_OCR_GARBLED = "needs_ocr_garbled"
    IMAGES_ONLY = "images_only"
    PAGES_MISSING = "pages_missing"
    PAGES_UNREADABLE = "pages_unreadable"
    ZERO_PAGES = "zero_pages"
    UNREADABLE = "unreadable"
    PARTIAL_TIMEOUT = "partial_timeout"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"
    POISON = "poison"
    CANCELLED = "cancelled"
    # decided before the file is opened by a parser
    PASSWORD = "password"
    NOT_PDF = "not_pdf"
    EMPTY_FILE = "empty_file"
    TOO_BIG = "too_big"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_FILES = "too_many_files"
    POLICY_SYMLINK = "policy_symlink"
    POLICY_NOT_REGULAR = "policy_not_regular"
    IO_ERROR = "io_error"
    NOT_MATERIAL = "not_material"
    RECORDING = "recording"
    UNSUPPORTED = "unsupported"
    UNREADABLE_TEXT = "unreadable_text"
    BUNDLE_BROKEN = "bundle_broken"
    BUNDLE_NESTED = "bundle_nested"
    BUNDLE_BOMB = "bundle_bomb"
    BUNDLE_PATH = "bundle_path"
    BUNDLE_DUPLICATE = "bundle_duplicate"
    BUNDLE_METHOD = "bundle_method"

    @property
    def reason(self) -> str:
        """Why, in one Chinese clause."""
        return _WORDS[self][0]

    @property
    def advice(self) -> str:
        """What a person can do about it, in one Chinese clause; empty where there is nothing to do."""
        return _WORDS[self][1]

    @property
    def complete(self) -> bool:
        """Whether every page was given back (its text may still have to come from OCR)."""
        return self in _COMPLETE

    @property
    def gap(self) -> bool:
        """Whether a page of the case may lie hidden in what was not read, so that absence proves nothing."""
        return self not in _COMPLETE and self not in _NO_GAP


_COMPLETE = frozenset(
    {
        ReadOutcome.OK,
        ReadOutcome.OK_REPAIRED,
        ReadOutcome.NEEDS_OCR_NO_TEXT,
        ReadOutcome.NEEDS_OCR_GARBLED,
        ReadOutcome.IMAGES_ONLY,
    }
)
_NO_GAP = frozenset({ReadOutcome.NOT_MATERIAL, ReadOutcome.RECORDING})

_WORDS: dict[ReadOutcome, tuple[str, str]] = {
    ReadOutcome.OK: ("已读取", ""),
    ReadOutcome.OK_REPAIRED: ("文件结构有损坏，修复后读取", "请与原件核对页数"),
    ReadOutcome.NEEDS_OCR_NO_TEXT: ("页面没有文字层", "需要文字识别"),
    ReadOutcome.NEEDS_OCR_GARBLED: ("文字层是乱码", "需要文字识别"),
    ReadOutcome.IMAGES_ONLY: ("只能取得页面图像", "需要文字识别"),
    ReadOutcome.PAGES_MISSING: ("部分页没有读到", "请与原件核对页数，或重新导出该文件"),
    ReadOutcome.PAGES_UNREADABLE: ("部分页无法读取", "请人工查看这些页，或重新扫描"),
    ReadOutcome.ZERO_PAGES: ("文件打开了，却一页也没有", "请与原件核对，或重新导出该文件"),
    ReadOutcome.UNREADABLE: ("文件已损坏，无法打开", "请与原件核对，或重新导出该文件"),
    ReadOutcome.PARTIAL_TIMEOUT: ("读取超时，只读到一部分", "请人工查看未读的页，或把文件拆小后重试"),
    ReadOutcome.TIMEOUT: ("读取超时", "请把文件拆小或重新导出后重试"),
    ReadOutcome.MEMORY: ("读取时超出内存限制", "请重新导出该文件后重试"),
    ReadOutcome.CRASH: ("读取时解析程序异常退出", "请重新导出该文件后重试"),
    ReadOutcome.POISON: ("重试后解析程序仍然异常退出", "请重新导出该文件，或人工审阅"),
    ReadOutcome.CANCELLED: ("读取被取消", ""),
    ReadOutcome.PASSWORD: ("文件有打开密码", "请提供解除密码后的文件"),
    ReadOutcome.NOT_PDF: ("扩展名是 PDF，内容却不是 PDF", "请核对文件，或重新导出"),
    ReadOutcome.EMPTY_FILE: ("空文件", "请核对原件"),
    ReadOutcome.TOO_BIG: ("文件过大", "请拆分后重新提交"),
    ReadOutcome.TOO_MANY_PAGES: ("页数超过上限或页数不可信", "请拆分后重新提交"),
    ReadOutcome.TOO_MANY_FILES: ("文件数量或文件夹层数超过上限", "请拆分后重新提交"),
    ReadOutcome.POLICY_SYMLINK: ("是符号链接，按安全规定不打开", "请直接提交原文件"),
    ReadOutcome.POLICY_NOT_REGULAR: ("不是普通文件（设备、管道等），不打开", "请提交普通文件"),
    ReadOutcome.IO_ERROR: ("文件读取出错", "请检查权限和存储介质后重试"),
    ReadOutcome.NOT_MATERIAL: ("不是可读的材料", ""),
    ReadOutcome.RECORDING: ("录音录像本身不在审查范围", "请提交其文字稿"),
    ReadOutcome.UNSUPPORTED: ("暂不支持的文件格式", "请另存为 PDF、DOCX、TXT、JPG 或 PNG 后重新提交"),
    ReadOutcome.UNREADABLE_TEXT: ("无法辨认的文字编码", "请另存为 UTF-8 文本后重新提交"),
    ReadOutcome.BUNDLE_BROKEN: ("压缩包或其中的文件已损坏", "请重新打包"),
    ReadOutcome.BUNDLE_NESTED: ("压缩包里还有压缩包，不再展开", "请解开内层压缩包后重新提交"),
    ReadOutcome.BUNDLE_BOMB: ("压缩包展开后过大或压缩比异常", "请直接提交文件夹"),
    ReadOutcome.BUNDLE_PATH: ("压缩包内的路径不安全", "请重新打包"),
    ReadOutcome.BUNDLE_DUPLICATE: ("压缩包内有同名文件，只取第一个", "请改名后重新打包"),
    ReadOutcome.BUNDLE_METHOD: ("压缩包用了不支持的压缩方式", "请用普通 ZIP 方式重新打包"),
}


class UnreadableError(Exception):
    """Raised by a reader to end a file with an outcome of its choice. Carries no text of the file.

    Args:
        outcome: How the file ended, e.g. ``ReadOutcome.PASSWORD``.
    """

    def __init__(self, outcome: ReadOutcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome
