"""What can go wrong in the store. Messages are for people and never quote a case."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from reviewer.core.errors import StoreError

if TYPE_CHECKING:
    from reviewer.store.decisions import Decision


_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StaleError(StoreError):
    """Someone else decided in the meantime; nothing was written. ``current`` is what stands now."""

    def __init__(self, current: Decision | None) -> None:
        self.current = current
        if current is None:
            super().__init__("该提示的状态已经变化，本次未保存；请刷新后再定")
        else:
            words = {"confirm": "确认", "reject": "排除", "cannot_tell": "不能判断", "open": "撤销"}
            what = words.get(current.verdict, current.verdict)
            super().__init__(
                f"{current.actor} 已于 {current.at:%Y-%m-%d %H:%M} {what}（UTC），本次未保存；请查看后再定"
            )


class ForbiddenError(StoreError):
    """The actor may not do this."""


class MissingError(StoreError):
    """There is no such thing in the store."""


class LoginError(StoreError):
    """Login refused, or the session is over."""


class FullError(StoreError):
    """No space is left; nothing was written."""

    def __init__(self) -> None:
        super().__init__("磁盘空间不足，本次未保存；请清理磁盘后重试")


class TamperError(StoreError):
    """The audit log is not whole."""


def not_written(error: OSError, what: str) -> StoreError:
    """What is told of an error of the disk: that it is full, or ``what`` could not be done and why."""
    if error.errno in _NO_SPACE:
        return FullError()
    return StoreError(f"{what}（{type(error).__name__}），请检查磁盘和权限")
