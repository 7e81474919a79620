"""Bodily injury by a boy of sixteen, on bail: litigation and work volume in one file, and the same file scanned.

Look: label and value drawn apart in two fonts on dotted lines, a running head and a page foot, side-by-side receipts,
one landscape sheet, dates such as 2026.6.16, the officers' names without any label.
"""

from __future__ import annotations

from pathlib import Path

from paper import RULES, Case, Sheets, chinese_day, id_number, rows_of
from scanner import scan

HERE = Path(__file__).resolve().parent / "minor-injury"
BUREAU = "鹿泉市公安局梧桐分局"
STATION = "鹿泉市公安局梧桐分局梧桐派出所"
PLACE = "鹿泉市公安局梧桐分局梧桐派出所办案区"
BOY = {
    "name": "龙小川",
    "sex": "男",
    "born": "2009年10月2日",
    "id": id_number("996502", "20091002", "037"),
    "home": "鹿泉市梧桐镇柳林村4组22号",
    "phone": "19909951204",
}
FATHER = {"name": "龙大海", "id": id_number("996502", "19830116", "019")}
HURT = {
    "name": "迪力夏提·艾合买提",
    "sex": "男",
    "born": "2001年4月25日",
    "id": id_number("996511", "20010425", "013"),
    "home": "鹿泉市梧桐镇建设西路水利局家属院2号楼301",
    "phone": "19909953378",
}
SEEN = {
    "name": "尤晴",
    "sex": "女",
    "born": "1995年12月9日",
    "id": id_number("996502", "19951209", "062"),
    "home": "鹿泉市梧桐镇夜市街8号",
    "phone": "19909950066",
}


class Paper(Sheets):
    """The look of the branch bureau."""

    def open(
        self, kind: str, title: str = "", number: str = "", *, unit: str = BUREAU, landscape: bool = False
    ) -> float:
        self.start(kind, landscape=landscape)
        self.crown()
        if unit and title:
            self.text(self.width / 2, 84, unit, 17, "song", "centre")
        if title:
            gap = " " if len(title) > 6 else "   "
            self.text(self.width / 2, 114, gap.join(title), 22, "hei", "centre")
        if number:
            self.text(self.width - 70, 144, number, 12, "kai", "right")
            self.field("doc_no", number)
        return 176

    def crown(self) -> None:
        self.text(60, 40, "鹿泉公安执法办案系统", 9, "hei")
        self.text(self.width - 60, 40, "龙小川故意伤害案", 9, "hei", "right")
        self.line(60, 45, self.width - 60, 45, 0.5)
        self.text(self.width / 2, self.height - 26, f"- {self.number} -", 9, "song", "centre")

    def item(self, x: float, y: float, label: str, value: str, wide: float) -> float:
        """A label, and its value a little lower in another font on a dotted line."""
        x = self.text(x, y, label, 11.5) + 4
        self.canvas.setDash(1, 2)
        self.line(x, y + 4, x + wide, y + 4, 0.5)
        self.canvas.setDash()
        self.text(x + 4, y + 1.8, value, 12, "kai")
        return x + wide + 8

    def letter(
        self, kind: str, title: str, number: str, paragraphs: list[str], day: str, *, unit: str = BUREAU, by: str = ""
    ) -> float:
        y = self.open(kind, title, number)
        for words in paragraphs:
            y = self.wrap(84, y, 430, words, 13.5, 25, "song")
        self.stamp(y + 40, day, by or unit)
        return y + 130

    def stamp(self, y: float, day: str, unit: str) -> None:
        self.text(430, y, unit, 12.5, "song", "centre")
        self.text(430, y + 22, chinese_day(day), 12.5, "song", "centre")
        self.seal(432, y + 6, unit)

    def received(self, y: float, words: str, who: str, when: str) -> float:
        x = self.text(84, y, words, 12)
        x = self.sign(x + 4, y, who, printed=True)
        self.text(x + 2, y, when, 12, "kai")
        return y + 40

    def transcript(
        self,
        kind: str,
        ordinal: int,
        facts: dict,
        lines: list[str],
        *,
        skip: tuple[int, ...] = (),
        last: str = "以上笔录我看过，和我说的相符。",
    ) -> list[int]:
        """A record; `skip` names the pages that the speaker did not sign. Returns its pages."""
        verb = "讯问" if kind == "interrogation_record" else "询问"
        who = facts["who"]
        self.open(kind)
        self.text(297, 84, f"{verb}笔录", 22, "hei", "centre")
        self.text(530, 84, f"第{'一二三四'[ordinal - 1]}次", 12, "kai", "right")
        y = 112.0
        self.item(70, y, "时  间", facts["time"], 390)
        self.item(70, y + 24, "地  点", facts["place"], 390)
        self.item(70, y + 48, f"{verb}人", "  ".join(facts["officers"]), 150)
        self.item(300, y + 48, "工作单位", STATION, 180)
        self.item(70, y + 72, "记录人", facts["officers"][1], 150)
        self.item(300, y + 72, "工作单位", STATION, 180)
        x = self.item(70, y + 96, f"被{verb}人", who["name"], 120)
        x = self.item(x, y + 96, "性别", who["sex"], 30)
        self.item(x, y + 96, "出生日期", who["born"], 120)
        self.item(70, y + 120, "身份证件种类及号码", "居民身份证" + who["id"], 220)
        self.item(70, y + 144, "现住址", who["home"], 250)
        self.item(390, y + 144, "联系方式", who["phone"], 84)
        self.item(70, y + 168, "户籍所在地", who["home"], 340)
        y += 192
        if facts.get("guardian"):
            self.item(70, y, "法定代理人", facts["guardian"], 380)
            y += 24
        if facts.get("arrival"):
            self.item(70, y, "到案情况", facts["arrival"], 390)
            y += 24
        self.field("time_range", facts["range"])
        self.field("subject_name", who["name"])
        self.field("officers", facts["officers"])
        y += 10
        pages = [self.number]
        for words in lines:
            for row in rows_of(words, font="kai", size=13, wide=455):
                if y > 738:
                    self.foot(who["name"], facts, len(pages), skip)
                    self.page()
                    self.crown()
                    pages.append(self.number)
                    y = 80
                self.text(70, y, row, 13, "kai")
                y += 25
        if y > 660:
            self.foot(who["name"], facts, len(pages), skip)
            self.page()
            self.crown()
            pages.append(self.number)
            y = 80
        self.text(70, y, last, 14, "kai")
        x = self.sign(310, y + 30, who["name"], printed=True)
        self.text(x, y + 30, facts["signed"], 12, "kai")
        if facts.get("guardian_sign"):
            self.text(70, y + 62, "以上笔录我看过，讯问时我全程在场。", 13, "kai")
            x = self.sign(310, y + 62, FATHER["name"], printed=True)
            self.text(x, y + 62, facts["signed"], 12, "kai")
        x = self.sign(300, y + 98, facts["officers"][0])
        self.sign(x + 16, y + 98, facts["officers"][1])
        self.foot(who["name"], facts, len(pages), skip)
        return pages

    def foot(self, who: str, facts: dict, page: int, skip: tuple[int, ...]) -> None:
        self.text(70, 790, f"第 {page} 页 共   页", 10, "song")
        if page not in skip:
            x = self.sign(330, 790, who, printed=True, size=15)
            if facts.get("guardian_sign"):
                self.sign(x + 10, 790, FATHER["name"], printed=True, size=15)

    def approval(self, title: str, paragraphs: list[str], day: str, officers: tuple[str, str]) -> None:
        """A request report with the chief's, the legal unit's and the unit's opinions on top."""
        self.open("request_report")
        self.box(60, 60, 535, 330)
        for k, (label, words, who) in enumerate(
            (
                ("领导批示", "同意。", "兰钧"),
                ("审核意见", "事实清楚，程序合法，拟同意，请兰局长批示。", "祁雯"),
                ("办案单位意见", "拟同意，报法制大队审核。", "冉勇"),
            )
        ):
            top = 60 + 90 * k
            self.line(60, top + 90, 535, top + 90)
            self.text(74, top + 30, label, 12, "hei")
            self.text(170, top + 30, words, 13, "kai")
            x = self.sign(330, top + 72, who)
            self.text(x + 4, top + 72, day, 12, "kai")
        self.line(160, 60, 160, 330)
        self.text(297, 366, title, 18, "hei", "centre")
        y = 400.0
        for words in paragraphs:
            y = self.wrap(70, y, 455, words, 13, 24)
        self.text(380, y + 20, "承办人：", 12)
        x = self.sign(430, y + 20, officers[0])
        self.sign(x, y + 20, officers[1])
        self.text(430, y + 46, day, 12, "kai")


TOLD = (
    "问：我们是梧桐派出所的民警（出示人民警察证），现在依法讯问你，讯问过程同步录音录像。你是未成年人，已通知你父亲龙大海到场。《犯罪嫌疑人诉讼权利义务告知书》给你和你父亲看过了，"
    "你们可以请律师，没有钱可以申请法律援助，可以申请回避；如实供述、认罪认罚可以从宽。问你的话要如实回答，与本案无关的可以不回答。听懂了吗？"
)


def main() -> None:
    """Write the case, then its scanned twin."""
    HERE.mkdir(exist_ok=True)
    case = Case(HERE, day="2026-08-25", note="十六岁少年酒瓶伤人，传唤后取保候审，移送审查起诉")
    p = Paper(case, "龙小川案卷.pdf")
    about = f"龙小川（性别男，出生日期2009年10月2日，居民身份证{BOY['id']}，住址{BOY['home']}）"

    p.start("volume_cover")
    p.text(297, 170, "刑事侦查卷宗", 34, "hei", "centre")
    p.text(297, 215, "（诉讼卷）", 20, "song", "centre")
    for k, (label, value) in enumerate(
        (
            ("案件名称", "龙小川故意伤害案"),
            ("案件编号", "A9965020010002026060033"),
            ("犯罪嫌疑人姓名", "龙小川"),
            ("立案时间", "2026年6月15日"),
            ("结案时间", "2026年8月20日"),
            ("立卷单位", STATION),
            ("立卷人", "岑立"),
            ("审核人", "祁雯"),
        )
    ):
        p.item(120, 300 + 36 * k, label, value, 260)

    y = p.open("alarm_record", "接处警登记表", unit="")
    for label, value in (
        ("编号", "J9965022026061300871"),
        ("接警时间", "2026年6月13日21时41分"),
        ("接警方式", "110指挥中心派警"),
        ("报警人", "尤晴"),
        ("电话", SEEN["phone"]),
        ("处警民警", "岑立、巴音"),
    ):
        p.item(84, y, label, value, 320)
        y += 30
    y = p.wrap(84, y + 6, 430, "接警内容：夜市街“老灶烧烤”门口有人打架，一人用啤酒瓶把人打伤。", 12.5, 24)
    y = p.wrap(
        84,
        y + 6,
        430,
        "处警情况：民警于21时50分到达现场，伤者迪力夏提·艾合买提左前臂肿胀、头部有血，已由120送往市人民医院。打人者已离开现场，据在场人指认系柳林村龙小川。",
        12.5,
        24,
    )
    y = p.wrap(84, y + 6, 430, "处理意见：受理为刑事案件调查。", 12.5, 24)
    p.text(84, y + 20, "处警民警：", 12)
    x = p.sign(148, y + 20, "岑立")
    p.sign(x + 6, y + 20, "巴音")
    p.text(330, y + 20, "填表人：", 12)
    x = p.sign(380, y + 20, "巴音")
    p.text(x, y + 20, "2026.6.13", 12, "kai")
    p.field("received_at", "2026-06-13T21:41")
    p.field("caller", "尤晴")

    y = p.open("case_acceptance_form", "受案登记表", "鹿梧公（桐）受案字〔2026〕311号", unit="")
    p.text(84, 160, f"（受案单位名称和印章）{STATION}", 10)
    p.item(84, y + 6, "案件来源", "☑110指令 □工作中发现 □报案 □投案 □移送 □扭送 □其他", 360)
    p.item(84, y + 36, "报案人姓名", "尤晴", 80)
    p.item(260, y + 36, "性别", "女", 30)
    p.item(350, y + 36, "出生日期", SEEN["born"], 110)
    p.item(84, y + 66, "身份证件种类", "居民身份证", 80)
    p.item(260, y + 66, "证件号码", SEEN["id"], 150)
    p.item(84, y + 96, "现住址", SEEN["home"], 200)
    p.item(360, y + 96, "联系方式", SEEN["phone"], 90)
    p.item(84, y + 126, "接报民警", "岑立  巴音", 120)
    p.item(280, y + 126, "接报时间", "2026年6月13日22时30分", 160)
    p.item(84, y + 156, "接报地点", "梧桐派出所值班室", 300)
    p.text(84, y + 190, "简要案情：", 12)
    yy = p.wrap(
        84,
        y + 214,
        430,
        "2026年6月13日21时30分许，在梧桐镇夜市街“老灶烧烤”店门口，龙小川因邻桌碰撞与迪力夏提·艾合买提发生口角，用啤酒瓶将迪力夏提·艾合买提打伤。",
        12.5,
        23,
        "kai",
    )
    p.text(84, yy + 16, "受案意见：☑属本单位管辖的刑事案件，建议及时立案侦查 □属行政案件 □其他", 11.5)
    p.text(300, yy + 46, "受案民警：", 12)
    x = p.sign(362, yy + 46, "岑立")
    x = p.sign(x + 4, yy + 46, "巴音")
    p.text(x, yy + 46, "2026.6.13", 11, "kai")
    p.text(84, yy + 80, "受案审批：同意受案", 12)
    p.text(300, yy + 110, "受案部门负责人：", 12)
    x = p.sign(400, yy + 110, "冉勇")
    p.text(x, yy + 110, "2026.6.13", 11, "kai")
    p.seal(440, yy + 96, "梧桐分局梧桐派出所")
    p.field("reporter_name", "尤晴")
    p.field("received_at", "2026-06-13T22:30")
    p.field("receiving_officers", ["岑立", "巴音"])

    y = p.letter(
        "acceptance_receipt",
        "受案回执",
        "",
        [
            "尤晴：",
            "    你于2026年6月13日报称的龙小川故意伤害一案我单位已受理（受案登记表文号为鹿梧公（桐）受案字〔2026〕311号）。你可通过鹿泉公安微信公众号查询案件进展，对办理情况不满意的可拨打0996-8860012投诉。",
            "    联系人、联系方式：岑立，0996-8860110",
        ],
        "2026-06-13",
        by="梧桐分局梧桐派出所",
    )
    p.received(y, "报案人：", "尤晴", "2026.6.13")
    p.field("acceptance_no", "鹿梧公（桐）受案字〔2026〕311号")
    p.letter(
        "filing_decision",
        "立案决定书",
        "鹿梧公（桐）立字〔2026〕188号",
        ["    根据《中华人民共和国刑事诉讼法》第一百一十二条之规定，决定对龙小川故意伤害案立案侦查。"],
        "2026-06-15",
    )
    y = p.letter(
        "filing_notice_to_victim",
        "立案告知书",
        "鹿梧公（桐）立告字〔2026〕188号",
        [
            "迪力夏提·艾合买提：",
            "    你被龙小川故意伤害一案，我局认为有犯罪事实需要追究刑事责任，已于2026年6月15日立案。",
        ],
        "2026-06-15",
    )
    p.received(y, "本告知书已收到。被害人：", HURT["name"], "2026.6.15")

    y = p.letter(
        "summons_criminal",
        "传唤证",
        "鹿梧公（桐）传唤字〔2026〕90号",
        [
            f"    根据《中华人民共和国刑事诉讼法》第一百一十九条之规定，兹传唤涉嫌故意伤害罪的犯罪嫌疑人{about}，于2026年6月16日8时30分到{PLACE}接受讯问。"
        ],
        "2026-06-16",
    )
    y = p.received(y, "本证于2026年6月16日7时50分收到。被传唤人：", "龙小川", "")
    y = p.received(y, "到达时间：2026年6月16日8时30分。被传唤人：", "龙小川", "")
    p.received(y, "传唤结束时间：2026年6月16日21时50分。被传唤人：", "龙小川", "")
    p.field("suspect_name", "龙小川")
    case.finding("TIM001", "传唤8时30分到达、21时50分结束，十三小时二十分，卷内（含侦查工作卷）没有延长审批", p.here)

    y = p.letter(
        "minor_guardian_notice",
        "未成年人法定代理人到场通知书",
        "鹿梧公（桐）到场字〔2026〕21号",
        [
            "龙大海：",
            f"    我局正在办理龙小川故意伤害案，根据《中华人民共和国刑事诉讼法》第二百八十一条之规定，通知你于2026年6月16日9时到{PLACE}，在讯问未成年犯罪嫌疑人龙小川时到场。",
        ],
        "2026-06-16",
    )
    p.received(y, "本通知书已收到。法定代理人：", "龙大海", "2026.6.16")

    y = p.letter(
        "bail_decision",
        "取保候审决定书",
        "鹿梧公（桐）取保字〔2026〕57号",
        [
            f"    犯罪嫌疑人{about}。我局正在侦查龙小川故意伤害案，因犯罪嫌疑人可能判处有期徒刑以上刑罚，采取取保候审不致发生社会危险性，根据《中华人民共和国刑事诉讼法》第六十七条第一款第（二）项之规定，决定对其取保候审，期限从2026年6月16日起算。犯罪嫌疑人应当遵守第七十一条的规定，接受保证人龙大海的监督。"
        ],
        "2026-06-16",
    )
    p.received(y, "本决定书已向我宣读，我已收到。被取保候审人：", "龙小川", "2026.6.16 21时40分")
    p.field("from", "2026-06-16")
    p.field("guarantor", "龙大海")
    y = p.letter(
        "bail_decision",
        "取保候审执行通知书",
        "鹿梧公（桐）取保字〔2026〕57号",
        [
            "梧桐派出所：",
            f"    犯罪嫌疑人{about}已被我局决定取保候审，期限从2026年6月16日起算，保证人龙大海。请依法执行。",
        ],
        "2026-06-16",
    )
    x = p.text(84, y, "执行机关收到：", 12)
    x = p.sign(x, y, "冉勇")
    p.text(x, y, "2026.6.16", 12, "kai")
    y = p.open("bail_guarantee_letter", "保证书", unit="")
    p.item(84, y, "保证人", "龙大海", 90)
    p.item(270, y, "身份证号码", FATHER["id"], 150)
    p.item(84, y + 30, "住址", BOY["home"], 200)
    p.item(330, y + 30, "与犯罪嫌疑人关系", "父子", 60)
    y = p.wrap(
        84,
        y + 70,
        430,
        "    我向梧桐分局保证：监督被取保候审人龙小川遵守刑事诉讼法第七十一条的规定；发现其可能发生或者已经发生违反该条规定的行为，及时向执行机关报告。民警已告知我保证人的义务和不履行义务应负的法律责任，我已清楚。",
        13,
        25,
    )
    p.received(y + 20, "保证人：", "龙大海", "2026.6.16")
    y = p.open("bail_obligations_notice", "被取保候审人义务告知书")
    for words in (
        "    一、未经执行机关批准不得离开所居住的市、县；",
        "    二、住址、工作单位和联系方式发生变动的，在二十四小时以内向执行机关报告；",
        "    三、在传讯的时候及时到案；",
        "    四、不得以任何形式干扰证人作证；",
        "    五、不得毁灭、伪造证据或者串供。",
        "    违反上述规定的，责令具结悔过、重新提出保证人，或者监视居住、予以逮捕。",
    ):
        y = p.wrap(84, y, 430, words, 13, 25)
    p.received(y + 20, "以上内容已向我宣读并告知。被取保候审人：", "龙小川", "2026.6.16")
    p.stamp(y + 90, "2026-06-16", BUREAU)
    p.field("signed_at", "2026-06-16")

    p.letter(
        "expert_engagement_letter",
        "鉴定聘请书",
        "鹿梧公（桐）鉴聘字〔2026〕64号",
        [
            "鹿泉市同泰司法鉴定所：",
            "    为查明龙小川故意伤害案，特聘请你所对迪力夏提·艾合买提的损伤程度进行鉴定，请于2026年7月5日前将鉴定意见送交我局。送检材料：住院病历复印件1份、影像片3张，由岑立送交、苑明秋接收。",
        ],
        "2026-06-24",
    )
    y = p.letter(
        "expert_opinion_notice",
        "鉴定意见通知书",
        "鹿梧公（桐）鉴通字〔2026〕70号",
        [
            "迪力夏提·艾合买提、龙小川：",
            "    我局聘请有关人员，对迪力夏提·艾合买提的损伤程度进行了法医学鉴定。鉴定意见是：被鉴定人左尺骨骨折，构成轻伤二级。根据《中华人民共和国刑事诉讼法》第一百四十八条之规定，如果你对该鉴定意见有异议，可以提出补充鉴定或者重新鉴定的申请。",
        ],
        "2026-07-03",
    )
    p.text(84, y, "本通知书已收到。", 12)
    p.text(84, y + 30, "被害人或其家属：", 12)
    p.text(330, y + 30, "犯罪嫌疑人：", 12)
    p.sign(100, y + 66, HURT["name"], printed=True)
    p.sign(350, y + 66, "龙小川", printed=True)
    p.text(100, y + 96, "2026年7月3日", 12, "kai")
    p.text(350, y + 96, "2026年7月4日", 12, "kai")

    y = p.open("arrival_explanation", "到案经过", unit="")
    y = p.wrap(
        84,
        y,
        430,
        "    2026年6月13日21时41分，我所接110指令后出警，经现场走访确定犯罪嫌疑人为柳林村龙小川。2026年6月16日7时50分，民警岑立、巴音持传唤证到龙小川家中，在其父龙大海在场的情况下向龙小川宣布传唤，龙小川由其父陪同于当日8时30分到达我所办案区。到案过程中龙小川配合，无外伤。",
        13,
        25,
    )
    x = p.text(330, y + 30, "民警：", 12)
    x = p.sign(x, y + 30, "岑立")
    p.sign(x + 4, y + 30, "巴音")
    p.stamp(y + 80, "2026-06-16", "梧桐分局梧桐派出所")

    def rights(kind: str, title: str, duties: list[str], who: str, when: str, extra: str = "") -> None:
        y = p.open(kind, title, unit="")
        for k, words in enumerate(duties):
            y = p.wrap(84, y, 430, f"    {k + 1}. {words}", 12.5, 24)
        y = p.received(y + 24, f"以上内容已阅读，本告知书于{when}收到。被告知人：", who, "")
        if extra:
            p.received(y, "法定代理人：", extra, when)

    rights(
        "rights_notice_suspect",
        "犯罪嫌疑人诉讼权利义务告知书",
        [
            "有权用本民族语言文字进行诉讼；不通晓当地语言的，有权要求翻译。",
            "有权申请侦查人员、记录人、鉴定人、翻译人员回避。",
            "自第一次讯问或者被采取强制措施之日起，有权委托律师作为辩护人；未成年人没有委托辩护人的，公安机关应当通知法律援助机构指派律师。经济困难的可以申请法律援助。",
            "对侦查人员的提问应当如实回答，与本案无关的问题有权拒绝回答。如实供述、自愿认罪认罚的，可以依法从宽。",
            "未满十八周岁的，讯问时应当通知法定代理人到场。",
            "有权核对笔录、自行书写供述，有权知道鉴定意见并申请补充鉴定、重新鉴定。",
        ],
        "龙小川",
        "2026年6月16日",
        "龙大海",
    )
    p.field("signed_at", "2026-06-16")
    first = p.transcript(
        "interrogation_record",
        1,
        {
            "who": BOY,
            "time": "2026年6月16日9时20分至2026年6月16日11时00分",
            "place": PLACE + "未成年人讯问室",
            "officers": ["岑立", "巴音"],
            "range": ["2026-06-16T09:20", "2026-06-16T11:00"],
            "signed": "2026.6.16",
            "guardian": f"龙大海（父亲），居民身份证{FATHER['id']}",
            "guardian_sign": True,
            "arrival": "（传唤）6月16日8时30分到达，6月16日21时50分离开",
        },
        [
            TOLD,
            "答：听懂了，现在不请律师，不申请回避。",
            "问：你的姓名、曾用名、出生日期、民族、文化程度、政治面貌、籍贯、出生地、户籍、住址、职业？",
            "答：龙小川，没有曾用名、绰号，2009年10月2日生，汉族，初中毕业，群众，籍贯、出生地、户籍、现住址都是梧桐镇柳林村4组，在家帮父亲种果园，没有工作单位。不是人大代表、政协委员。",
            "问：家里有什么人？简历讲一下。",
            "答：父亲龙大海，母亲去世了，有个姐姐在外地。2025年初中毕业后就没有读书了。",
            "问：以前被公安机关处理过没有？",
            "答：没有，没受过任何处罚。",
            "问：身体怎么样？",
            "答：好的，没有病。",
            "问：6月13日晚上的事情，从头讲。",
            "答：那天晚上八点多，我和同村的两个朋友在老灶烧烤吃东西，喝了啤酒，我喝了三瓶。九点半的样子，旁边桌一个高个子起来接电话，椅子往后一推撞到我背上，我说他走路不长眼睛，他说我小屁孩嘴巴干净点。我站起来推他，他也推我，我就抓起桌上的空啤酒瓶打他，第一下打在头上，瓶子碎了，第二下他用左手挡，打在手臂上。",
            "问：瓶子碎了以后你还打吗？",
            "答：瓶颈还在我手里，我又挥了一下，就是他用手挡的那下。后来朋友把我拉开，我就跑回家了。",
            "问：对方打你了没有？",
            "答：他就推了我一把，没有打我。",
            "问：和你一起的朋友动手了吗？",
            "答：没有，他们只是拉我。",
            "问：啤酒瓶现在在哪里？",
            "答：碎了，丢在店门口，应该被老板娘扫掉了。",
            "问：你知道对方的伤情吗？",
            "答：听说手骨断了。我愿意赔钱，愿意认罪认罚。",
            "问：到派出所后吃东西、休息有没有保障？民警有没有打骂你？",
            "答：早上我爸给我买了包子，喝了水。没有打骂。",
            "问：（问法定代理人）你有什么要说的？",
            "答：（龙大海）我没有教育好孩子，民警问话都是正常的。",
            "问：以上所说是否属实？",
            "答：属实。",
        ],
        skip=(2,),
    )
    case.finding("SIG001", "第一次讯问笔录第2页没有犯罪嫌疑人签名和指印", [p.name, first[1]])
    second = p.transcript(
        "interrogation_record",
        2,
        {
            "who": BOY,
            "time": "2026年6月16日15时30分至2026年6月16日16时30分",
            "place": PLACE + "讯问室2",
            "officers": ["岑立", "贺兰"],
            "range": ["2026-06-16T15:30", "2026-06-16T16:30"],
            "signed": "2026.6.16",
        },
        [
            "问：我们是梧桐派出所民警（出示人民警察证），继续对你讯问，同步录音录像。权利义务上午已经告知你，是否清楚？",
            "答：清楚。",
            "问：中午吃饭休息了没有？",
            "答：十二点吃的盒饭，在等候室睡了一个多小时。",
            "问：你和迪力夏提·艾合买提以前认识吗？",
            "答：不认识，那天第一次见。",
            "问：你当时站在什么位置？",
            "答：我背对马路，他背对店门，中间隔着一把塑料椅子。",
            "问：你挥第二下的时候瓶子是什么样的？",
            "答：就剩下瓶颈那一截，有尖的口子。",
            "问：你想过后果没有？",
            "答：当时喝了酒，脑子发热，没有想。",
            "问：是否自愿认罪认罚？",
            "答：是。",
            "问：还有补充没有？",
            "答：没有了。",
        ],
    )
    case.finding(
        "PER010", "第二次讯问未成年人龙小川，没有法定代理人或者其他合适成年人在场", *[[p.name, k] for k in second]
    )
    p.transcript(
        "interrogation_record",
        3,
        {
            "who": BOY,
            "time": "2026年8月10日10时00分至2026年8月10日10时40分",
            "place": PLACE + "未成年人讯问室",
            "officers": ["岑立", "巴音"],
            "range": ["2026-08-10T10:00", "2026-08-10T10:40"],
            "signed": "2026.8.10",
            "guardian": f"龙大海（父亲），居民身份证{FATHER['id']}",
            "guardian_sign": True,
            "arrival": "（取保候审传讯）8月10日9时50分到达，8月10日10时50分离开",
        },
        [
            TOLD,
            "答：听懂了，不请律师，不申请回避。",
            "问：你以前讲的是否属实？",
            "答：属实。",
            "问：鉴定意见你收到了，有没有异议？",
            "答：收到了，轻伤二级，没有异议。",
            "问：赔偿情况？",
            "答：我爸已经赔了四万五，对方写了谅解书。",
            "问：取保候审期间有没有遵守规定？",
            "答：遵守了，没有出过市。",
            "问：是否认罪认罚？",
            "答：认罪认罚。",
        ],
    )

    victim_duties = [
        "有权申请回避。",
        "有权提起附带民事诉讼，有权申请补充鉴定、重新鉴定。",
        "有权核对笔录、自行书写陈述。",
        "有权使用本民族语言文字进行诉讼。",
        "应当如实提供证据、陈述，诬告、有意作伪证或者隐匿罪证的，应负法律责任。",
    ]
    rights("rights_notice_victim", "被害人诉讼权利义务告知书", victim_duties, HURT["name"], "2026年6月14日")
    p.transcript(
        "interview_record",
        1,
        {
            "who": HURT,
            "time": "2026年6月14日10时10分至2026年6月14日11时05分",
            "place": "鹿泉市人民医院骨科病区17床",
            "officers": ["岑立", "巴音"],
            "range": ["2026-06-14T10:10", "2026-06-14T11:05"],
            "signed": "2026.6.14",
        },
        [
            "问：我们是梧桐派出所民警（出示人民警察证），依法向你询问。你应当如实提供证据、陈述，诬告、作伪证或者隐匿罪证要负法律责任。《被害人诉讼权利义务告知书》收到没有？你是否需要翻译？",
            "答：收到了。我从小讲汉语，大学也是用汉语读的，看得懂汉字，不需要翻译。",
            "问：你的情况？",
            "答：迪力夏提·艾合买提，2001年4月25日生，维吾尔族，大学文化，水利局技术员。",
            "问：怎么受的伤？",
            "答：6月13日晚上我和同事在老灶烧烤吃饭，九点半左右我站起来接电话，椅子碰到后面一个小伙子，他骂我，我回了一句，他就推我，我把他推开，他抓起一个啤酒瓶砸我头上，瓶子碎了，接着又用剩下的半截朝我脸上划，我用左胳膊挡住，胳膊当时就抬不起来了。",
            "问：对方是什么样子的人？",
            "答：十六七岁，平头，穿白色短袖，后来听人讲叫龙小川。",
            "问：你的伤情？",
            "答：头上缝了四针，左手尺骨骨折。",
            "问：你有什么要求？",
            "答：依法处理，该赔的要赔。病历我出院以后交给你们。",
        ],
    )
    rights(
        "rights_notice_witness",
        "证人诉讼权利义务告知书",
        [
            "有权使用本民族语言文字。",
            "有权对侵犯权利的行为提出控告，有权要求保护。",
            "有权核对询问笔录。",
            "应当如实提供证据、证言，有意作伪证或者隐匿罪证的，应负法律责任。",
        ],
        "尤晴",
        "2026年6月16日",
    )
    third = p.transcript(
        "interview_record",
        1,
        {
            "who": SEEN,
            "time": "2026年6月16日10时20分至2026年6月16日10时55分",
            "place": "鹿泉市公安局梧桐分局梧桐派出所询问室",
            "officers": ["贺兰", "巴音"],
            "range": ["2026-06-16T10:20", "2026-06-16T10:55"],
            "signed": "2026.6.16",
        },
        [
            "问：我们是梧桐派出所民警（出示人民警察证），依法向你询问。你应当如实作证，有意作伪证或者隐匿罪证要负法律责任，是否听清？是否申请回避？",
            "答：听清了，不申请。",
            "问：你的身份？",
            "答：尤晴，1995年12月9日生，汉族，老灶烧烤的老板娘，住夜市街8号。",
            "问：13日晚上的情况？",
            "答：九点半的样子，外面两桌人吵起来。柳林村那个小伙子先推人，接着拿起空啤酒瓶朝高个子头上砸，瓶子碎了，又戳了一下，高个子拿手挡的。他的两个朋友把他抱住，他就跑了，我赶紧打的110。",
            "问：碎瓶子呢？",
            "答：怕扎到客人，我当晚就扫掉倒进垃圾车了。",
            "问：你怎么知道他是柳林村的？",
            "答：他爸经常给我店里送水果，我认得他，叫龙小川。",
            "问：以上是否属实？",
            "答：属实。",
        ],
    )
    case.finding(
        "PER005",
        "民警巴音6月16日上午9时20分至11时讯问龙小川，同时10时20分至55分又在询问尤晴",
        [p.name, first[0]],
        [p.name, third[0]],
    )

    y = p.open("evidence_receipt_list", "接受证据材料清单", unit=BUREAU)
    for k, row in enumerate(
        (
            ("编号", "名称", "数量", "特征", "备注"),
            ("1", "住院病历复印件", "1份（18页）", "市人民医院住院号2026061402", "迪力夏提·艾合买提提供"),
            ("2", "影像片", "3张", "左前臂正侧位", "同上"),
        )
    ):
        for x, cell in zip((84, 124, 250, 330, 440), row, strict=True):
            p.text(x, y + 30 * k, cell, 10)
        p.line(80, y + 8 + 30 * k, 535, y + 8 + 30 * k)
    p.text(84, y + 120, "提交人：", 12)
    x = p.sign(132, y + 120, HURT["name"], printed=True)
    p.text(x, y + 120, "2026.6.22", 12, "kai")
    p.text(84, y + 156, "接收民警：", 12)
    x = p.sign(146, y + 156, "岑立")
    x = p.sign(x + 4, y + 156, "巴音")
    p.text(x, y + 156, "2026.6.22", 12, "kai")
    p.stamp(y + 200, "2026-06-22", BUREAU)

    p.start("documentary_evidence_copy")
    p.text(297, 90, "鹿泉市人民医院", 16, "song", "centre")
    p.text(297, 118, "出院诊断证明书", 20, "hei", "centre")
    p.wrap(
        84,
        160,
        430,
        "    姓名：迪力夏提·艾合买提  性别：男  年龄：25岁  住院号：2026061402。入院日期：2026年6月13日，出院日期：2026年6月22日。出院诊断：1.左尺骨骨折；2.头皮裂伤（长3.2cm，清创缝合）。建议：石膏固定六周，门诊随诊。",
        13,
        25,
    )
    p.text(330, 330, "医师：", 12)
    p.sign(366, 330, "阎立军")
    p.stamp(370, "2026-06-22", "鹿泉市人民医院")
    p.text(84, 470, "与原件核对无异，原件存鹿泉市人民医院病案室。提供人：", 11.5)
    x = p.sign(380, 470, HURT["name"], printed=True, size=14)
    p.text(84, 500, "核对民警：", 11.5)
    x = p.sign(140, 500, "岑立")
    x = p.sign(x + 4, 500, "巴音")
    p.text(x, 500, "2026.6.22", 12, "kai")

    y = p.open("scene_examination_record", "现场勘验笔录", unit="")
    for label, value in (
        ("现场勘验单位：", BUREAU + "刑事技术室"),
        ("报告单位：", "梧桐派出所"),
        ("勘验事由：", "龙小川故意伤害案"),
        ("勘验开始时间：", "2026年6月13日22时15分"),
        ("勘验结束时间：", "2026年6月13日23时00分"),
        ("现场地点：", "梧桐镇夜市街8号“老灶烧烤”门前"),
        ("现场保护情况：", "由梧桐派出所民警拉警戒带保护"),
        ("天气：", "晴，气温24℃，东北风2级"),
        ("勘验前现场的条件：", "☑变动现场 □原始现场"),
        ("现场勘验利用的光线：", "□自然光 ☑灯光"),
        ("现场勘验指挥人：", "冉勇"),
    ):
        x = p.text(84, y, label, 12)
        p.text(x + 3, y + 1.5, value, 12, "kai")
        y += 25
    y = p.wrap(
        84,
        y + 4,
        430,
        "勘验情况：现场位于夜市街8号店门前人行道，南侧为店门，北侧为夜市街。自店门向北依次摆放折叠桌三张，东数第二张桌旁有翻倒的塑料椅一把，桌面有餐具及啤酒瓶五个。地面有直径约1米范围的水渍和滴落状血迹三处，距店门2.3米。玻璃碎片已被店员清扫。现场制图1张、照相6张。对血迹已拍照固定，未见其他痕迹。",
        12.5,
        24,
    )
    for k, (label, who) in enumerate((("现场勘验人员：", ("华锋", "边疆")), ("见证人：", ("曾梅",)))):
        x = p.text(84, y + 20 + 36 * k, label, 12)
        for name in who:
            x = p.sign(x + 6, y + 20 + 36 * k, name)
    p.text(330, y + 56, "女，1988年3月1日出生，住夜市街10号", 10.5)
    x = p.text(84, y + 92, "记录人：", 12)
    x = p.sign(x, y + 92, "华锋")
    x = p.text(x + 10, y + 92, "制图人：", 12)
    x = p.sign(x, y + 92, "边疆")
    x = p.text(x + 10, y + 92, "照相人：", 12)
    x = p.sign(x, y + 92, "边疆")
    p.text(400, y + 120, "2026.6.13", 12, "kai")

    p.open("scene_sketch", "现场平面示意图", unit="", landscape=True)
    p.box(120, 140, 720, 470)
    p.line(120, 220, 720, 220)
    p.text(420, 190, "夜  市  街", 16, "hei", "centre")
    for k in range(3):
        p.box(220 + 160 * k, 290, 300 + 160 * k, 350)
        p.text(260 + 160 * k, 325, "桌", 12, "hei", "centre")
    p.text(420, 440, "老灶烧烤（店门）", 14, "hei", "centre")
    p.text(690, 170, "北↑", 14, "hei")
    p.text(120, 500, "制图时间：2026年6月13日  比例：1:100", 12)
    x = p.text(420, 500, "制图人：", 12)
    p.sign(x, 500, "边疆")
    x = p.text(560, 500, "见证人：", 12)
    p.sign(x, 500, "曾梅")

    p.open("scene_photos", "现场照片", unit="")
    for k, words in enumerate(("照片1  现场概貌", "照片2  滴落状血迹")):
        p.box(130, 150 + 270 * k, 465, 370 + 270 * k)
        p.canvas.setFillColorRGB(0.45, 0.42 + 0.1 * k, 0.4)
        p.canvas.rect(134, p.height - 366 - 270 * k, 327, 212, fill=1, stroke=0)
        p.text(297, 390 + 270 * k, words, 11, "song", "centre")
    x = p.text(84, 720, "拍摄时间：2026年6月13日22时20分  拍摄地点：夜市街8号门前  拍摄人：", 11)
    p.sign(x, 720, "边疆")

    y = p.open("expert_opinion", "司法鉴定意见书", unit="鹿泉市同泰司法鉴定所")
    p.text(525, 144, "同泰司鉴〔2026〕临鉴字第0732号", 11, "kai", "right")
    for label, words in (
        (
            "一、基本情况",
            "委托单位：鹿泉市公安局梧桐分局。送检人：岑立。受理日期：2026年6月24日。鉴定要求：人体损伤程度鉴定。鉴定开始日期：2026年6月26日。被鉴定人：迪力夏提·艾合买提。",
        ),
        ("二、检材和样本", "鹿泉市人民医院住院病历复印件1份，影像片3张。"),
        (
            "三、检验过程",
            "被鉴定人左前臂石膏固定，头顶部见3.2cm缝合创口。阅片：左尺骨中段骨皮质连续性中断，未见明显移位。",
        ),
        (
            "四、分析说明",
            "被鉴定人左尺骨骨折符合钝性外力作用所致，参照《人体损伤程度鉴定标准》第5.9.4条之规定，构成轻伤二级；头皮创口构成轻微伤。",
        ),
        ("五、鉴定意见", "被鉴定人迪力夏提·艾合买提左尺骨骨折，构成轻伤二级。"),
    ):
        p.text(84, y, label, 13, "hei")
        y = p.wrap(84, y + 23, 430, "    " + words, 12.5, 23) + 4
    x = p.text(300, y + 20, "司法鉴定人：", 12)
    x = p.sign(x, y + 20, "苑明秋")
    p.text(x, y + 20, "主任法医师", 11)
    p.text(300, y + 56, "司法鉴定人：", 12)
    p.text(430, y + 56, "段国庆 主检法医师", 11)
    p.stamp(y + 100, "2026-07-02", "鹿泉市同泰司法鉴定所")
    case.finding("SIG013", "鉴定意见书列名两名鉴定人，段国庆没有签名", p.here)
    y = p.open("expert_qualification", "司法鉴定许可证", unit="")
    for label, value in (
        ("机构名称", "鹿泉市同泰司法鉴定所"),
        ("许可证号", "996502007"),
        ("业务范围", "法医临床鉴定、法医物证鉴定"),
        ("有效期限", "2024年1月1日至2028年12月31日"),
        ("鉴定人", "苑明秋（法医临床鉴定，执业证号996502007001）"),
        ("鉴定人", "段国庆（法医临床鉴定，执业证号996502007004）"),
    ):
        p.item(84, y, label, value, 340)
        y += 30
    p.text(84, y + 16, "复印件与原件一致", 11)
    p.seal(420, y + 50, "鹿泉市同泰司法鉴定所", 96)

    y = p.open("identity_certificate", "户籍证明", unit="")
    for label, value in (
        ("姓名", "龙小川"),
        ("曾用名", "无"),
        ("性别", "男"),
        ("民族", "汉族"),
        ("出生日期", BOY["born"]),
        ("公民身份号码", BOY["id"]),
        ("户籍地", BOY["home"]),
        ("监护人", "父亲 龙大海"),
    ):
        p.item(100, y, label, value, 300)
        y += 30
    p.stamp(y + 40, "2026-06-15", "梧桐派出所户口专用章")
    p.field("person", "龙小川")
    p.field("id_no", BOY["id"])
    y = p.open("prior_record", "违法犯罪经历查询证明", unit="")
    p.wrap(84, y, 430, f"    经查询公安信息系统，龙小川（{BOY['id']}）无违法犯罪记录。", 13, 25)
    x = p.text(320, y + 90, "查询民警：", 12)
    p.sign(x, y + 90, "巴音")
    p.stamp(y + 140, "2026-06-15", "梧桐分局梧桐派出所")

    y = p.open("prosecution_opinion", "起诉意见书", "鹿梧公（桐）诉字〔2026〕103号")
    for words in (
        f"    犯罪嫌疑人龙小川，男，2009年10月2日出生，居民身份证号码{BOY['id']}，汉族，初中文化，务农，户籍所在地和现住址均为{BOY['home']}。作案时十六周岁。无违法犯罪经历。法定代理人龙大海，系其父亲。",
        "    犯罪嫌疑人龙小川因涉嫌故意伤害罪，于2026年6月16日被我局取保候审。",
        "    本案由尤晴于2026年6月13日报案至我局，我局于同年6月15日立案侦查，犯罪嫌疑人龙小川于6月16日经传唤到案。",
        "    经依法侦查查明：2026年6月13日21时30分许，犯罪嫌疑人龙小川在梧桐镇夜市街“老灶烧烤”门前，因邻桌碰撞与被害人迪力夏提·艾合买提发生口角，先推搡对方，后持啤酒瓶击打被害人头部、左前臂，致其左尺骨骨折。经鉴定，构成轻伤二级。案发后赔偿被害人四万五千元并取得谅解。",
        "    认定上述事实的证据有：被害人陈述、证人证言、鉴定意见、现场勘验笔录、书证、犯罪嫌疑人供述等。",
        "    犯罪嫌疑人龙小川自愿认罪认罚。",
        "    综上所述，犯罪嫌疑人龙小川的行为触犯《中华人民共和国刑法》第二百三十四条第一款，涉嫌故意伤害罪。依照《中华人民共和国刑事诉讼法》第一百六十二条，现移送审查起诉。",
        "    此致",
        "鹿泉市梧桐区人民检察院",
    ):
        for row in rows_of(words, font="song", size=13, wide=430):
            if y > 740:
                p.page()
                p.crown()
                y = 90
            p.text(84, y, row, 13)
            y += 24
    if y > 620:
        p.page()
        p.crown()
        y = 90
    p.stamp(y + 40, "2026-08-20", BUREAU)
    p.text(84, y + 130, "附：本案卷宗2卷；无随案移送物品。", 11)
    y = p.letter(
        "transfer_notice_to_parties",
        "移送审查起诉告知书",
        "鹿梧公（桐）移诉字〔2026〕103号",
        ["龙小川：", "    你涉嫌故意伤害一案已侦查终结，我局已于2026年8月20日移送鹿泉市梧桐区人民检察院审查起诉。"],
        "2026-08-20",
    )
    y = p.received(y, "犯罪嫌疑人：", "龙小川", "2026.8.20")
    p.received(y, "法定代理人：", "龙大海", "2026.8.20")
    case.finding("TIM027", "犯罪嫌疑人系未成年人且没有委托辩护人，至移送起诉没有通知法律援助机构指派律师")

    p.start("volume_cover")
    p.text(297, 170, "刑事侦查卷宗", 34, "hei", "centre")
    p.text(297, 215, "（侦查工作卷）", 20, "song", "centre")
    for k, (label, value) in enumerate(
        (("案件名称", "龙小川故意伤害案"), ("犯罪嫌疑人姓名", "龙小川"), ("立卷单位", STATION), ("立卷人", "岑立"))
    ):
        p.item(120, 300 + 36 * k, label, value, 260)
    p.approval(
        "呈请立案报告书",
        [
            "    2026年6月13日21时许，龙小川在夜市街“老灶烧烤”门前持啤酒瓶将迪力夏提·艾合买提打伤，经医院诊断左尺骨骨折。上述行为涉嫌故意伤害罪。",
            "    根据《中华人民共和国刑事诉讼法》第一百一十二条之规定，拟对龙小川故意伤害案立案侦查。",
            "    妥否，请批示。",
        ],
        "2026年6月15日",
        ("岑立", "巴音"),
    )
    p.approval(
        "呈请取保候审报告书",
        [
            "    犯罪嫌疑人龙小川，男，2009年10月2日生。龙小川涉嫌故意伤害罪，系未成年人，归案后如实供述，有固定住所，采取取保候审不致发生社会危险性。",
            "    根据《中华人民共和国刑事诉讼法》第六十七条第一款第（二）项之规定，拟对龙小川取保候审，由其父龙大海担任保证人。",
            "    妥否，请批示。",
        ],
        "2026年6月16日",
        ("岑立", "巴音"),
    )
    p.approval(
        "呈请鉴定报告书",
        ["    为查明迪力夏提·艾合买提的损伤程度，拟聘请鹿泉市同泰司法鉴定所进行法医学鉴定。", "    妥否，请批示。"],
        "2026年6月24日",
        ("岑立", "巴音"),
    )
    p.approval(
        "呈请侦查终结报告书",
        [
            "    犯罪嫌疑人龙小川，男，2009年10月2日生，住柳林村4组22号，2026年6月16日被取保候审。经侦查，龙小川故意伤害案事实清楚，证据确实、充分，未发现非法取证情形。证据有被害人陈述、证人证言、鉴定意见、勘验笔录、供述等。",
            "    其行为触犯刑法第二百三十四条第一款，涉嫌故意伤害罪，拟侦查终结，移送检察机关审查起诉。",
            "    妥否，请批示。",
        ],
        "2026年8月19日",
        ("岑立", "巴音"),
    )
    p.close()
    case.write(
        rules=RULES,
        tolerated=[
            "CNS003",
            "CNS005",
            "CNS008",
            "CNS009",
            "CNS010",
            "CNS011",
            "CON006",
            "DOC005",
            "DOC011",
            "DOC012",
            "DOC013",
            "EVD001",
            "EVD005",
            "EVD007",
            "PLC003",
            "PLC005",
            "PLC006",
            "RIG009",
            "SIG014",
            "STA005",
            "STA008",
            "TIM003",
            "RIG002",
        ],
    )
    scan(HERE, out=HERE.parent / "minor-injury-scan")


if __name__ == "__main__":
    main()
