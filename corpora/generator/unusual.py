"""Papers that are signed in unusual ways, each with what may be said of it: for the tests of marks, not for training.

Every scene is a document on one or two pages; an ``Expected`` says of a role and a kind which answers are right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator import fonts, hands, ink

WIDTH, HEIGHT = 595, 842
RED = (200, 25, 35, 230)
BLUE = (0.1, 0.1, 0.45)
YES, NO, OPEN = "present", "absent", "unknown"
HANDS = {hand.key: hand for hand in hands.HANDS}


@dataclass(frozen=True)
class Expected:
    """What is right to say of a role's mark: on which page (0: any), and how many persons."""

    who: str
    kind: str
    right: tuple[str, ...]
    page: int = 0
    count: int = 0


@dataclass
class Scene:
    """A document: its pages in the file, and what is expected."""

    about: str
    kind: str
    first: int
    last: int
    expected: list[Expected] = field(default_factory=list)


Draw = Callable[["Sheets", float], Any]


class Sheets:
    """A PDF that is drawn top down; places are in points from the top left."""

    def __init__(self, path: Path) -> None:
        fonts.register()
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
        self.scenes: list[Scene] = []
        self.number = 0
        self.y = 0.0

    def page(self, about: str, kind: str = "", title: str = "") -> None:
        """A new page; one without a kind goes on with the document."""
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.y = 70
        if kind:
            self.scenes.append(Scene(about, kind, self.number, self.number))
        self.scenes[-1].last = self.number
        if title:
            self.text(title, (WIDTH - 20 * len(title)) / 2, self.y, 20)
            self.y += 46

    def text(
        self, text: str, x: float, y: float, size: float = 14, font: str = "song", ink: tuple[float, ...] = (0, 0, 0)
    ) -> None:
        self.canvas.setFont(fonts.font_name(font), size)
        self.canvas.setFillColorRGB(*ink)
        self.canvas.drawString(x, HEIGHT - y - size * 0.85, text)
        self.canvas.setFillColorRGB(0, 0, 0)

    def paragraph(self, text: str, each: int = 31) -> None:
        first = True
        while text:
            count = each - 2 if first else each
            self.text(text[:count], 80 + (28 if first else 0), self.y)
            text, first, self.y = text[count:], False, self.y + 26

    def row(self, label: str, draw: Draw | None = None, *, gap: float = 46, x: float = 80) -> None:
        """A label and what is drawn on its row."""
        self.text(label, x, self.y)
        if draw is not None:
            draw(self, self.y + 7)
        self.y += gap

    def picture(self, image: Image.Image, x: float, y: float, height: float) -> None:
        width = height * image.width / image.height
        self.canvas.drawImage(ImageReader(image), x - width / 2, HEIGHT - y - height / 2, width, height, mask="auto")

    def name(self, name: str, x: float, y: float, hand: str = "school") -> None:
        self.picture(hands.name_picture(HANDS[hand], name, 0), x, y, 24)

    def finger(self, x: float, y: float, hand: str = "school") -> None:
        self.picture(hands.finger_picture(HANDS[hand], "a"), x, y, 40)

    def seal(self, text: str, x: float, y: float) -> None:
        self.picture(hands.seal_picture(HANDS["school"], text), x, y, 116)

    def half_seal(self, text: str, y: float) -> None:
        whole = hands.seal_picture(HANDS["school"], text)
        self.picture(whole.crop((0, 0, whole.width // 2, whole.height)), WIDTH - 29, y, 116)

    def chop(self, name: str, x: float, y: float, side: float = 36, *, ring: bool = False) -> None:
        image = Image.new("RGBA", (160, 160), (*RED[:3], 0))
        draw = ImageDraw.Draw(image)
        shape = draw.ellipse if ring else draw.rectangle
        shape((4, 4, 155, 155), outline=RED, width=9)
        for index, character in enumerate((name + "之印印")[:4]):
            draw.text((84 - index // 2 * 66, 14 + index % 2 * 66), character, font=ink._brush("kai", 62), fill=RED)
        self.picture(image, x, y, side)

    def strokes(self, x: float, y: float) -> None:
        """Open strokes, as a tablet writes them into the page."""
        random = Random(1)
        self.canvas.setLineWidth(0.9)
        self.canvas.setStrokeColorRGB(*BLUE)
        for character in range(3):
            left = x - 30 + 20 * character
            for _ in range(4):
                points = [
                    value
                    for _ in range(4)
                    for value in (left + random.uniform(0, 20), HEIGHT - y + random.uniform(-11, 11))
                ]
                path = self.canvas.beginPath()
                path.moveTo(*points[:2])
                path.curveTo(*points[2:])
                self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setStrokeColorRGB(0, 0, 0)

    def pad(self, name: str, x: float, y: float, mode: str) -> None:
        """A bitmap of a signature pad, with its white ground."""
        mask = np.asarray(hands.name_picture(HANDS["school"], name, 3).split()[3])
        ground = Image.new("L", (mask.shape[1] + 40, mask.shape[0] + 20), 255)
        ground.paste(Image.fromarray(255 - mask), (20, 10))
        self.picture(ground.point(lambda value: 255 if value > 128 else 0).convert(mode), x, y, 26)

    def slash(self, y: float) -> None:
        self.canvas.setLineWidth(1.2)
        self.canvas.line(150, HEIGHT - y - 12, 200, HEIGHT - y + 12)

    def expect(self, who: str, kind: str, *right: str, page: int = 0, count: int = 0) -> None:
        self.scenes[-1].expected.append(Expected(who, kind, right, page, count))


def signed(name: str, hand: str = "school", *, finger: bool = False, x: float = 190) -> Draw:
    def draw(sheets: Sheets, y: float) -> None:
        sheets.name(name, x, y, hand)
        if finger:
            sheets.finger(x + 38, y, hand)

    return draw


def both(*draws: Draw) -> Draw:
    def draw(sheets: Sheets, y: float) -> None:
        for one in draws:
            one(sheets, y)

    return draw


def typed(text: str) -> Draw:
    return lambda sheets, y: sheets.text(text, 155, y - 7, 13, "kai")


def sealed(x: float = 430) -> Draw:
    return lambda sheets, y: sheets.seal("甲县看守所", x, y)


# -- papers -------------------------------------------------------------------------------------------------------


def warrant(sheets: Sheets, about: str, subject: Draw, jailer: Draw, *, bureau: bool = True) -> None:
    sheets.page(about, "detention_warrant", "拘留证")
    sheets.paragraph(
        "根据《中华人民共和国刑事诉讼法》第八十二条之规定，兹决定对犯罪嫌疑人孙丙涛（性别男，出生日期1990年3月9日，"
        "住甲县乙镇三村）执行拘留，送甲县看守所羁押。"
    )
    sheets.y += 20
    sheets.text("甲县公安局", 390, sheets.y)
    sheets.text("二〇二六年三月九日", 370, sheets.y + 24)
    if bureau:
        sheets.seal("甲县公安局", 430, sheets.y + 20)
    sheets.y += 84
    sheets.paragraph("本证已于2026年3月9日10时向我宣布。")
    sheets.row("被拘留人：", subject, gap=50)
    sheets.paragraph("本证副本已收到，被拘留人孙丙涛已于2026年3月9日18时送至我所。")
    sheets.row("接收民警：", jailer)


def listing(sheets: Sheets, about: str, rows: dict[str, Draw | None], *, down: float = 0, gap: float = 46) -> None:
    sheets.page(about, "seizure_list", "扣押清单")
    sheets.row("编号    名称        数量    特征", gap=30)
    sheets.row("1      手机        1部    黑色", gap=30)
    sheets.row("（以下空白）", gap=80)
    sheets.y += down
    for label, draw in rows.items():
        sheets.row(label, draw, gap=gap)


def opinion(sheets: Sheets, about: str, *rows: tuple[str, Draw | None]) -> None:
    sheets.page(about, "expert_opinion", "法医学人体损伤程度鉴定书")
    sheets.paragraph("一、绪论。委托单位甲县公安局刑事侦查大队，送检材料为甲县人民医院病历一份。")
    sheets.paragraph("二、检验。被鉴定人左面部见一长3.1厘米的缝合创口，边缘整齐，愈合良好。")
    sheets.paragraph("三、鉴定意见。被鉴定人损伤程度属轻微伤。")
    sheets.y += 40
    for label, draw in rows:
        sheets.row(label, draw, gap=38, x=200)
    sheets.text("甲县公安局物证鉴定室", 360, sheets.y + 20)
    sheets.text("二〇二六年三月十二日", 360, sheets.y + 44)
    sheets.seal("甲县公安局物证鉴定室", 430, sheets.y + 34)


def record(sheets: Sheets, about: str, foot: Draw | None, end: Draw, officers: Draw) -> None:
    """A transcript of two pages."""
    sheets.page(about, "interrogation_record", "讯问笔录（第1次）")
    for line in (
        "时间2026年3月9日14时10分至2026年3月9日16时20分",
        "地点甲县公安局执法办案管理中心",
        "讯问人赵甲明 钱乙光 工作单位甲县公安局刑事侦查大队",
        "记录人钱乙光 工作单位甲县公安局刑事侦查大队",
        "被讯问人孙丙涛 性别男 年龄36 出生日期1990年3月9日",
    ):
        sheets.paragraph(line)
    talk(sheets, 6)
    sheets.text("第 1 页 共 2 页", 440, 800, 11)
    if foot is not None:
        foot(sheets, 785)
    sheets.page(about)
    talk(sheets, 4)
    sheets.paragraph("问：以上所说是否属实？")
    sheets.paragraph("答：属实。")
    sheets.y += 10
    end(sheets, sheets.y)
    officers(sheets, sheets.y + 7)
    sheets.text("第 2 页 共 2 页", 440, 800, 11)


def talk(sheets: Sheets, turns: int) -> None:
    for number in range(1, turns + 1):
        sheets.paragraph(f"问：你第{number}次见到他是什么时候，当时在场的还有谁？")
        sheets.paragraph("答：大约是三月初的一天晚上，具体时间我记不清了，在场的还有我表弟。")


def closed(sheets: Sheets, _: float) -> None:
    """The closing sentence, a name, a print and a date by hand."""
    sheets.text("以上笔录我看过，和我说的相符。", 110, sheets.y, 15, "kai", BLUE)
    sheets.y += 34
    signed("孙丙涛", finger=True, x=330)(sheets, sheets.y)
    sheets.text("2026.3.9", 410, sheets.y - 7, 13, "kai", BLUE)
    sheets.y += 50


def of_officers(*names: tuple[str, str], label: str = "讯问人：") -> Draw:
    def draw(sheets: Sheets, y: float) -> None:
        sheets.text(label, 120, y - 7)
        for index, (name, hand) in enumerate(names):
            sheets.name(name, 215 + 90 * index, y, hand)

    return draw


TWO = of_officers(("赵甲明", "school"), ("钱乙光", "blue-pen"))


# -- scenes -------------------------------------------------------------------------------------------------------


def warrants(sheets: Sheets) -> None:
    mine = signed("孙丙涛", finger=True)
    keeper = both(signed("周丁山"), sealed())
    warrant(sheets, "a name chop for a signature", mine, both(lambda s, y: s.chop("周丁山", 190, y), sealed()))
    sheets.expect("subject", "signature", YES)
    sheets.expect("jailer", "signature", OPEN)
    sheets.expect("bureau", "seal", YES)
    warrant(sheets, "a seal over a signature", mine, both(signed("周丁山", "running-black"), sealed(210)))
    sheets.expect("jailer", "signature", YES)
    sheets.expect("jailer", "seal", YES)
    warrant(sheets, "a half seal at the edge, no seal", mine, keeper, bureau=False)
    sheets.half_seal("甲县公安局", 260)
    sheets.expect("bureau", "seal", NO, OPEN)
    warrant(sheets, "vector strokes, a bitmap of one bit", both(lambda s, y: s.strokes(190, y), lambda s, y: s.finger(230, y)),
            both(lambda s, y: s.pad("周丁山", 200, y, "1"), sealed()))  # fmt: skip
    sheets.expect("subject", "signature", YES)
    sheets.expect("jailer", "signature", YES)
    warrant(sheets, "a print only, a bitmap of a signature pad", lambda s, y: s.finger(190, y),
            both(lambda s, y: s.pad("周丁山", 200, y, "L"), sealed()))  # fmt: skip
    sheets.expect("subject", "signature", OPEN)
    sheets.expect("subject", "fingerprint", YES)
    sheets.expect("jailer", "signature", YES)
    warrant(sheets, "a refusal with its reason", typed("孙丙涛拒绝签名，称等律师来，已录像。"), keeper)
    sheets.expect("subject", "signature", OPEN)
    sheets.expect("subject", "fingerprint", OPEN)
    warrant(sheets, "nothing at all", lambda _s, _y: None, keeper)
    sheets.expect("subject", "signature", NO)
    sheets.expect("subject", "fingerprint", NO)
    warrant(sheets, "a date by hand and no name", lambda s, y: s.text("2026.3.9", 330, y - 7, 15, "kai", BLUE), keeper)
    sheets.expect("subject", "signature", NO, OPEN)


def lists(sheets: Sheets) -> None:
    officers = both(signed("赵甲明"), signed("钱乙光", "blue-pen", x=280))
    rows: dict[str, Draw | None] = {
        "持有人：": signed("孙丙涛", finger=True), "见证人：": lambda s, y: s.slash(y), "保管人：": signed("吴戊"),
        "办案人：": officers,
    }  # fmt: skip
    listing(sheets, "a slash through a place", rows)
    sheets.expect("witness", "signature", OPEN)
    sheets.expect("holder", "signature", YES)
    sheets.expect("custodian", "signature", YES)
    sheets.expect("officer", "signature", YES)
    for word in ("此栏无", "无", "/"):
        changed: dict[str, Draw | None] = {"见证人：": typed(word), "保管人：": partial(_chopped, ring=word == "无")}
        listing(sheets, f"{word} for nobody, a small chop", rows | changed)
        sheets.expect("witness", "signature", OPEN)
        sheets.expect("custodian", "signature", OPEN)
    listing(sheets, "a long name, one signature of two officers",
            rows | {"持有人：": signed("阿依努尔·买买提", finger=True, x=240), "办案人：": signed("赵甲明", "brush")})  # fmt: skip
    sheets.expect("holder", "signature", YES)
    sheets.expect("officer", "signature", YES, count=1)
    over = {f"{who}（签名）：": both(partial(_over, name=name), lambda _s, _y: None) for who, name in
            (("持有人", "孙丙涛"), ("见证人", "李己红"), ("保管人", "吴戊"), ("办案人", "赵甲明"))}  # fmt: skip
    listing(sheets, "names over their labels", dict(over), gap=66)
    for who in ("holder", "witness", "custodian", "officer"):
        sheets.expect(who, "signature", YES, OPEN)
    listing(sheets, "a name on the next page", {"保管人：": signed("吴戊"), "办案人：": officers}, down=400)
    sheets.row("持有人：")
    sheets.page("")
    sheets.name("孙丙涛", 160, 80)
    sheets.finger(210, 80)
    sheets.expect("holder", "signature", YES, OPEN)
    sheets.expect("holder", "fingerprint", YES, OPEN)


def _chopped(sheets: Sheets, y: float, *, ring: bool) -> None:
    sheets.chop("吴戊", 180, y, 32, ring=ring)


def _over(sheets: Sheets, y: float, *, name: str) -> None:
    sheets.name(name, 130, y - 16)


def opinions(sheets: Sheets) -> None:
    titles = ("鉴定人：主任法医师  周一平", "        法医师      吴二妹")
    one, two = signed("周一平", x=440), signed("吴二妹", "running-black", x=440)
    opinion(sheets, "two experts with printed names", (titles[0], one), (titles[1], two))
    sheets.expect("expert", "signature", YES, count=2)
    opinion(sheets, "one of two experts", (titles[0], one), (titles[1], None))
    sheets.expect("expert", "signature", YES, count=1)
    opinion(sheets, "two labels", ("鉴定人：", signed("周一平", x=320)), ("鉴定人：", signed("吴二妹", x=320)))
    sheets.expect("expert", "signature", YES, count=2)
    opinion(sheets, "two labels, one signature", ("鉴定人：", signed("周一平", x=320)), ("鉴定人：", None))
    sheets.expect("expert", "signature", YES, count=1)


def records(sheets: Sheets) -> None:
    foot = signed("孙丙涛", finger=True, x=300)
    record(sheets, "a record as it should be", foot, closed, TWO)
    _on_pages(sheets, "signature", (YES,), (YES,))
    _on_pages(sheets, "fingerprint", (YES,), (YES,))
    sheets.expect("officer", "signature", YES, count=2)
    record(sheets, "a page without any mark, one officer", None, closed, of_officers(("赵甲明", "running-black")))
    _on_pages(sheets, "signature", (NO,), (YES,))
    _on_pages(sheets, "fingerprint", (NO,), (YES,))
    sheets.expect("officer", "signature", YES, count=1)
    record(sheets, "somebody who cannot write", lambda s, y: s.finger(300, y), _read_out, TWO)
    _on_pages(sheets, "signature", (OPEN,), (OPEN,))
    _on_pages(sheets, "fingerprint", (YES,), (YES,))
    record(sheets, "a refusal over two lines", None, _refused, TWO)
    _on_pages(sheets, "signature", (NO, OPEN), (OPEN,))
    sheets.expect("officer", "signature", YES, count=2)
    record(sheets, "an export signed by type", lambda s, y: s.text("被讯问人：孙丙涛", 330, y - 7, 12), _typed_end,
           lambda s, y: s.text("讯问人：赵甲明  钱乙光    记录人：钱乙光", 120, y))  # fmt: skip
    _on_pages(sheets, "signature", (YES,), (YES,))
    sheets.expect("officer", "signature", YES, count=2)
    record(sheets, "a name in the margin", both(lambda s, _: s.name("孙丙涛", 540, 430), lambda s, _: s.finger(550, 460)),
           closed, TWO)  # fmt: skip
    _on_pages(sheets, "signature", (YES, OPEN), (YES,))
    _on_pages(sheets, "fingerprint", (YES, OPEN), (YES,))


def _on_pages(sheets: Sheets, kind: str, first: tuple[str, ...], last: tuple[str, ...]) -> None:
    sheets.expect("subject", kind, *first, page=sheets.number - 1)
    sheets.expect("subject", kind, *last, page=sheets.number)


def _read_out(sheets: Sheets, _: float) -> None:
    sheets.text("以上笔录已向我宣读，和我说的相符。", 110, sheets.y, 15, "kai")
    sheets.finger(330, sheets.y + 40)
    sheets.text("（孙丙涛不识字，由民警代书）", 360, sheets.y + 34, 12)
    sheets.y += 74


def _refused(sheets: Sheets, _: float) -> None:
    sheets.paragraph("孙丙涛看过笔录后拒绝签名、捺指印，理由是认为讯问人态度不好，已全程录音录像。")


def _typed_end(sheets: Sheets, _: float) -> None:
    sheets.paragraph("以上笔录我看过，和我说的相符。")
    sheets.text("被讯问人：孙丙涛  2026年3月9日", 250, sheets.y)
    sheets.y += 40


def draw(path: Path) -> list[Scene]:
    """Draw all scenes into one PDF, and say what is right to say of each."""
    sheets = Sheets(path)
    for part in (warrants, lists, opinions, records):
        part(sheets)
    sheets.canvas.save()
    return sheets.scenes
