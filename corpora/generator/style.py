"""Layout styles: how one bureau's papers look. Those of the test part are never used in training."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random

from generator import spelling

# canonical label: (wordings of the training part, wordings that only the test part uses)
LABELS: dict[str, tuple[list[str], list[str]]] = {
    "讯问人": (["讯问人", "讯问人（签名）", "侦查人员"], ["讯问民警", "讯问侦查员"]),
    "询问人": (["询问人", "询问人（签名）", "办案民警"], ["询问民警", "询问人员"]),
    "记录人": (["记录人", "记录人（签名）"], ["记录员"]),
    "被讯问人": (["被讯问人"], ["被讯问人姓名"]),
    "被询问人": (["被询问人"], ["被询问人姓名"]),
    "时间": (["时间", "起止时间", "讯（询）问时间"], ["笔录时间"]),
    "地点": (["地点", "讯（询）问地点"], ["笔录地点"]),
    "身份证件": (["身份证件种类及号码", "身份证件种类和号码"], ["证件种类、号码"]),
    "现住址": (["现住址", "现 住 址"], ["现居住地"]),
    "户籍": (["户籍所在地"], ["户籍地址"]),
    "联系方式": (["联系方式", "联系电话"], ["电话"]),
    "出生日期": (["出生日期"], ["出生年月日"]),
    "到达时间": (["到达时间", "被传唤人到达时间"], ["到案时间"]),
    "离开时间": (["离开时间", "传唤结束时间"], ["被传唤人离开时间"]),
    "见证人": (["见证人"], ["见证人（签名）"]),
    "办案人": (["办案民警", "侦查人员", "办案人"], ["侦查员"]),
    "被告知人": (["被告知人"], ["被告知人（签名）"]),
    "接报时间": (["接报时间"], ["接报案时间"]),
    "接报民警": (["接报民警"], ["接警民警"]),
    "审批领导": (["领导批示", "领导审批意见"], ["局领导意见"]),
    "审核": (["审核意见", "审核部门意见"], ["法制审核"]),
    "单位意见": (["办案单位意见", "承办单位意见"], ["部门意见"]),
    "承办人": (["承办人"], ["经办人"]),
    "持有人": (["持有人", "物品持有人"], ["证据持有人"]),
    "过程": (["过程和结果"], ["过程及结果"]),
}
CHECKED = {
    "solid": ("■", "□"),
    "tick": ("√", "□"),
    "ballot": ("☑", "□"),
    "bracket": ("[√]", "[ ]"),
    "mixed": ("□√", "□"),
}


@dataclass
class Style:
    """One layout. Sizes are PDF points; shares are probabilities."""

    key: str
    part: str = "train"
    body: str = "song"
    heading: str = "hei"
    size: float = 12
    title_size: float = 20
    leading: float = 1.75
    margin: float = 72
    spaced_title: bool = True
    forms: str = "colon"  # colon, underline, grid
    colon: str = "："
    values_last: bool = False
    day_form: str = "plain"
    sign_form: str = "plain"
    zero: str = "〇"
    check: str = "solid"
    footer: str = "第{n}页 共{m}页"
    transcript_footer: str = "第 {n} 页 共 {m} 页"
    folio: str = "right"  # right, center, none: the volume page number
    ruled: bool = False
    bracket: str = "〔〕"
    unit_bracket: str = "（）"
    signature: str = "strokes"  # typed, strokes, image
    seal: str = "outline"  # text, outline, image
    contents_numbers: bool = True
    contents_first: bool = True
    blank_backs: float = 0.0
    rotate: float = 0.0
    volumes: tuple[int, ...] = (1, 2)
    record_head: str = "lines"  # lines, grid
    half_width: bool = False
    hard_breaks: bool = False
    double_strike: bool = False
    serial: bool = False
    back_cover: bool = False
    names_below: bool = True
    labels: dict[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """The wording of a label in this style."""
        return self.labels.get(name, name)

    def day(self, day: date) -> str:
        return spelling.day_text(day, self.day_form)

    def moment(self, moment: datetime) -> str:
        return spelling.moment_text(moment, self.day_form)

    def span(self, start: datetime, end: datetime | None) -> str:
        return spelling.range_text(start, end, self.day_form)

    def signed(self, moment: datetime | date) -> str:
        """A day in a signature block."""
        return spelling.day_text(moment.date() if isinstance(moment, datetime) else moment, self.sign_form)

    def mark(self, chosen: bool) -> str:
        """A check box."""
        return CHECKED[self.check][0 if chosen else 1]

    def choices(self, names: list[str], chosen: str) -> str:
        """A group of check boxes with one of them chosen."""
        return " ".join(self.mark(name == chosen) + name for name in names)


_MULTI = (1, 2, 2, 3)
STYLES = [
    Style("plain-song"),
    Style(
        "hei-underline",
        body="hei",
        forms="underline",
        day_form="padded",
        footer="第 {n} 页 共 {m} 页",
        check="tick",
        signature="image",
        seal="image",
        volumes=(1,),
    ),
    Style(
        "grid-record",
        record_head="grid",
        forms="grid",
        spaced_title=False,
        bracket="[]",
        sign_form="dotted",
        signature="typed",
        seal="text",
        folio="center",
        contents_numbers=False,
    ),
    Style(
        "kai-old",
        body="kai",
        heading="kai",
        size=13,
        zero="○",
        day_form="spaced",
        transcript_footer="第{n}页/共{m}页",
        signature="strokes",
        volumes=_MULTI,
    ),
    Style(
        "export",
        body="hei",
        values_last=True,
        spaced_title=False,
        check="ballot",
        serial=True,
        signature="image",
        seal="outline",
        transcript_footer="第{n}页，共{m}页",
        folio="none",
        contents_first=False,
    ),
    Style(
        "dashes",
        colon=":",
        day_form="plain",
        sign_form="dashed",
        transcript_footer="- {n} -",
        bracket="()",
        unit_bracket="()",
        half_width=True,
        signature="typed",
        seal="outline",
    ),
    Style("ruled-lines", ruled=True, size=12.5, leading=2.0, signature="strokes", blank_backs=0.3, sign_form="dotted"),
    Style("bold-print", double_strike=True, title_size=22, check="bracket", seal="text", signature="strokes", zero="О"),
    Style("wide-digits", day_form="wide", bracket="【】", forms="underline", signature="image", transcript_footer=""),
    Style(
        "narrow", size=10.5, leading=1.5, margin=90, record_head="grid", folio="right", seal="image", back_cover=True
    ),
    Style(
        "turned",
        rotate=0.6,
        body="song",
        heading="song",
        spaced_title=True,
        check="mixed",
        signature="strokes",
        volumes=_MULTI,
        back_cover=True,
    ),
    Style(
        "county-2024",
        forms="grid",
        day_form="padded",
        sign_form="dotted",
        body="hei",
        heading="hei",
        size=11.5,
        transcript_footer="第{n}页 共{m}页",
        hard_breaks=True,
        signature="typed",
        seal="text",
    ),
    Style("loose", contents_first=False, names_below=False, leading=1.9, zero="二О", signature="image", colon="： "),
    Style(
        "held-slate",
        "test",
        body="song",
        heading="kai",
        size=11,
        forms="underline",
        day_form="spaced",
        check="tick",
        record_head="grid",
        transcript_footer="共 {m} 页 第 {n} 页",
        folio="center",
        signature="strokes",
        seal="image",
    ),
    Style(
        "held-quay",
        "test",
        body="kai",
        heading="hei",
        size=12,
        forms="grid",
        bracket="（）",
        sign_form="padded",
        values_last=True,
        transcript_footer="{n}/{m}",
        signature="image",
        blank_backs=0.2,
        volumes=_MULTI,
    ),
    Style(
        "held-brick",
        "test",
        body="hei",
        heading="song",
        size=10.8,
        leading=1.65,
        colon=":",
        day_form="dashed",
        spaced_title=False,
        check="ballot",
        signature="typed",
        seal="text",
        rotate=0.4,
        contents_numbers=False,
    ),
    Style(
        "held-reed",
        "test",
        ruled=True,
        day_form="padded",
        margin=64,
        half_width=True,
        transcript_footer="第 {n} 页",
        signature="strokes",
        serial=True,
        back_cover=True,
        zero="○",
    ),
]


def choose(random: Random, part: str) -> Style:
    """One style of a part, with small changes and one wording for each label."""
    base = random.choice([style for style in STYLES if style.part == part])
    labels = {name: random.choice(options[part == "test"]) for name, options in LABELS.items()}
    zero = "〇" if base.zero == "二О" else base.zero
    return replace(
        base,
        size=round(base.size + random.choice([-0.4, 0, 0, 0.4]), 1),
        margin=base.margin + random.choice([-6, 0, 6]),
        signature=random.choice([base.signature] * 3 + ["typed", "strokes", "image"]),
        zero=random.choice([zero, zero, "〇"]),
        labels=labels,
    )
