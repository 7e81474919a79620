"""Words of places to sign that stand for the same role, and rows in which somebody signs without a label."""

from __future__ import annotations

import re

# What an expert is, printed before his name or his place to sign.
EXPERT_TITLE = re.compile(
    r"(?:主任|主检|副主任|首席|高级|中级|助理|注册|司法|价格)*"
    r"(?:法医|工程|检验|鉴定|认定|技术|物证|价格认定|理化)(?:学)?(?:师|人员|员)"
)

# Other words for the same role, tried where the words of the form are not on the page.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "officer": (
        *("办案民警", "侦查人员", "侦查员", "办案人员", "办案人", "承办人", "承办民警", "经办人"),
        *("民警", "检查人", "检查民警", "扣押人", "提讯人", "制作人", "制作民警"),
    ),
    "recorder": ("记录人", "笔录人", "记录员"),
    "witness": ("见证人",),
    "subject": (
        *("被询问人", "被讯问人", "被讯询问人", "被告知人", "被传唤人", "被处罚人", "被检查人", "被搜查人"),
        *("被拘留人", "被逮捕人", "被取保候审人", "犯罪嫌疑人", "违法嫌疑人", "违法行为人", "嫌疑人", "当事人", "本人"),
    ),
    "holder": ("持有人", "证据持有人", "物品持有人", "财物持有人", "提供人", "提交人", "被扣押人", "交出人", "当事人"),
    "custodian": ("保管人", "物品管理人员", "管理人员", "入库办理人", "入库人", "管理民警"),
    "family": ("家属", "被拘留人家属", "被逮捕人家属", "被通知人", "收件人"),
    "victim": ("被害人", "被侵害人", "被害人或其家属"),
    "jailer": ("接收民警", "看守所接收民警", "接收人员", "接收人", "监管民警", "值班民警"),
    "checker": ("审核人", "审核部门负责人", "法制审核人", "法制部门负责人", "检查人"),
    "approver": ("负责人", "部门负责人", "办案部门负责人", "审批人", "批准人", "单位负责人"),
    "receiver": ("收件人", "受送达人", "签收人", "领取人", "接收人"),
    "reporter": ("报案人", "控告人", "举报人", "扭送人", "报警人"),
    "identifier": ("辨认人", "指认人"),
    "expert": ("鉴定人", "认定人", "检验人"),
    "doctor": ("检查医生", "医生", "医师"),
}
# Rows of the opinions on an approval sheet: whoever signs there is not named by a label of his own.
_LEADERS = (
    *("领导批示", "领导审批", "领导意见", "领导审批意见", "局领导意见", "局领导批示", "局领导审批", "局领导审批意见"),
    *("单位领导意见", "主管领导意见", "分管领导意见", "局长意见", "审批意见", "批示"),
)
_UNITS = ("办案单位意见", "承办单位意见", "办案部门意见", "承办部门意见", "部门意见", "单位意见")
_LEGAL = (
    *("审核意见", "法制审核意见", "法制审核", "法制部门意见", "法制部门审核意见", "审核部门意见", "法制意见"),
    *("法制大队意见", "审核"),
)
ROWS: dict[str, tuple[str, ...]] = {
    "局领导": _LEADERS,
    "领导批示": _LEADERS,
    "负责人（领导）": _LEADERS,
    "办案部门负责人": _UNITS,
    "负责人（承办单位）": _UNITS,
    "法制部门审核": _LEGAL,
    "审核意见": _LEGAL,
    "负责人（审核部门）": _LEGAL,
}
