"""Illegal detention for a debt, a woman held and hurt: one rough scan with everything in ruled boxes, and one typed text.

Look: cells with label and value, small headings with the form number, signatures inside the cells, transcripts without rules,
page feet "共3页 第1页", two receipts side by side.
"""

from __future__ import annotations

from pathlib import Path

from paper import RULES, Case, Sheets, id_number, rows_of
from scanner import scan

HERE = Path(__file__).resolve().parent / "hostel-detention"
BUREAU = "雁溪县公安局"
STATION = "雁溪县公安局城北派出所"
JAIL = "雁溪县看守所"
ROOM = "雁溪县公安局执法办案管理中心"
PEOPLE = {
    "仇国栋": ("男", "1985-06-21", id_number("993301", "19850621", "013"), "雁溪县城北镇粮管所宿舍2-301"),
    "薄艳": ("女", "1990-12-03", id_number("993301", "19901203", "026"), "雁溪县城北镇环城北路77号"),
    "诸葛琳": ("女", "1993-04-09", id_number("993301", "19930409", "042"), "雁溪县东塘乡荷叶村5组"),
    "曲成": ("男", "1991-07-15", id_number("993301", "19910715", "011"), "雁溪县东塘乡荷叶村5组"),
    "伍月娥": ("女", "1972-02-28", id_number("993301", "19720228", "044"), "雁溪县城北镇车站路顺意招待所"),
}


def long_day(day: str) -> str:
    year, month, date = day.split("-")
    return f"{year}年{month}月{date}日"


class Paper(Sheets):
    """The county's look."""

    def title(self, kind: str, title: str, number: str = "", *, unit: str = BUREAU) -> float:
        self.start(kind)
        if unit:
            self.text(60, 56, unit, 12, "hei")
        self.text(297, 92, title, 23, "hei", "centre")
        if number:
            self.text(535, 56, number, 11, "song", "right")
            self.field("doc_no", number)
        return 120

    def cells(self, y: float, rows: list[list[tuple[str, float]]], *, high: float = 32, size: float = 11.5) -> float:
        """Rows of (words, share of the width); every second cell is a value in kai."""
        for row in rows:
            x, tall = 60.0, high
            for words, share in row:
                tall = max(tall, 14 + 17 * len(rows_of(words, font="song", size=size, wide=475 * share - 12)))
            for k, (words, share) in enumerate(row):
                wide = 475 * share
                self.box(x, y, x + wide, y + tall)
                self.wrap(x + 6, y + 20, wide - 12, words, size, 17, "song" if k % 2 == 0 else "kai")
                x += wide
            y += tall
        return y

    def letter(self, kind: str, title: str, number: str, words: list[str], day: str, *, unit: str = "") -> float:
        y = self.title(kind, title, number) + 40
        for paragraph in words:
            y = self.wrap(70, y, 455, paragraph, 14, 28)
        self.text(400, y + 40, unit or BUREAU, 13.5, "song", "centre")
        self.text(400, y + 66, long_day(day), 13.5, "song", "centre")
        self.seal(402, y + 48, unit or BUREAU, 112)
        return y + 140

    def row_sign(self, y: float, label: str, name: str, when: str = "", *, printed: bool = True, x: float = 70) -> float:
        at = self.text(x, y, label, 12)
        if name:
            at = self.sign(at + 4, y, name, printed=printed)
        if when:
            self.text(at + 8, y, when, 12, "kai")
        return y + 36

    def about(self, name: str) -> str:
        sex, born, number, home = PEOPLE[name]
        return f"{name}，{sex}，{long_day(born)}出生，公民身份号码{number}，住{home}"

    def transcript(self, kind: str, name: str, ordinal: str, facts: dict, pairs: list[tuple[str, ...]], *, skip: tuple[int, ...] = (), closing: str = "以上笔录我看过，与我说的一样。") -> None:
        verb = "讯问" if kind == "interrogation_record" else "询问"
        y = self.title(kind, f"{verb}笔录（第{ordinal}次）", unit="")
        sex, born, number, home = PEOPLE[name]
        officers = facts["officers"]
        y = self.cells(
            y,
            [
                [("开始时间", 0.16), (facts["begin"], 0.34), ("结束时间", 0.16), (facts["end"], 0.34)],
                [(f"{verb}地点", 0.16), (facts["place"], 0.84)],
                [(f"{verb}人", 0.16), ("、".join(officers), 0.24), ("记录人", 0.14), (officers[1], 0.16), ("单位", 0.1), (facts.get("unit", "城北派出所"), 0.2)],
                [(f"被{verb}人", 0.16), (name, 0.2), ("性别", 0.1), (sex, 0.1), ("出生日期", 0.16), (long_day(born), 0.28)],
                [("证件及号码", 0.16), ("居民身份证 " + number, 0.5), ("人大代表", 0.14), ("否", 0.2)],
                [("现住址", 0.16), (home, 0.48), ("电话", 0.12), (facts.get("phone", ""), 0.24)],
                [("户籍地", 0.16), (home, 0.84)],
            ],
            high=28,
            size=11,
        )
        self.field("time_range", facts["range"])
        self.field("subject_name", name)
        self.field("officers", officers)
        y += 28
        page, total = 1, facts["pages"]
        for pair in pairs:
            for mark, words in (("", f"问：{pair[0]}"), (pair[2] if len(pair) > 2 else "", f"答：{pair[1]}")):
                for k, row in enumerate(rows_of(words, font="song", size=13, wide=462)):
                    if y > 735:
                        self.foot(name, page, total, skip)
                        self.page()
                        page, y = page + 1, 84.0
                    if mark and k == 0:
                        self.mark(mark)
                    self.text(66, y, row, 13)
                    y += 24
        if y > 640:
            self.foot(name, page, total, skip)
            self.page()
            page, y = page + 1, 84.0
        self.text(66, y + 6, closing, 14, "kai")
        self.row_sign(y + 44, f"被{verb}人签名：", name, facts["signed"], x=230)
        x = self.text(66, y + 86, f"{verb}人签名：", 12)
        x = self.sign(x + 4, y + 86, officers[0])
        self.sign(x + 10, y + 86, officers[1])
        self.foot(name, page, total, skip)
        assert page == total, (name, ordinal, page)

    def foot(self, name: str, page: int, total: int, skip: tuple[int, ...]) -> None:
        self.text(66, 800, f"共{total}页  第{page}页", 10)
        if page not in skip:
            self.sign(390, 796, name, printed=True, size=16)


def papers(case: Case) -> None:
    """Everything that is scanned."""
    p = Paper(case, "非法拘禁案卷宗.pdf")
    p.start("volume_cover")
    p.text(297, 190, "刑 事 侦 查 卷 宗", 34, "hei", "centre")
    y = p.cells(
        290,
        [
            [("案 件 名 称", 0.3), ("仇国栋、薄艳非法拘禁案", 0.7)],
            [("案 件 编 号", 0.3), ("A9933013100002026050008", 0.7)],
            [("犯罪嫌疑人", 0.3), ("仇国栋  薄艳", 0.7)],
            [("立 案 日 期", 0.3), ("2026年05月20日", 0.7)],
            [("立 卷 单 位", 0.3), (STATION, 0.7)],
            [("立卷人 / 审核人", 0.3), ("费强 / 车大勇", 0.7)],
        ],
        high=46,
        size=15,
    )
    y = p.title("alarm_record", "接处警登记表", unit=STATION)
    y = p.cells(
        y,
        [
            [("警情编号", 0.18), ("J99330120260519087", 0.32), ("接警时间", 0.18), ("2026年05月19日21时12分", 0.32)],
            [("报警人", 0.18), ("曲成", 0.32), ("联系电话", 0.18), ("19903310762", 0.32)],
            [("报警方式", 0.18), ("电话报警", 0.32), ("出警民警", 0.18), ("费强、池浩", 0.32)],
            [("报警内容", 0.18), ("其妻诸葛琳因欠钱被人关在车站路顺意招待所，要求解救。", 0.82)],
            [("处置经过", 0.18), ("民警21时25分到达顺意招待所，在206房间找到诸葛琳，其右前臂有伤，已送医；在场的仇国栋、薄艳被口头传唤到派出所接受调查。", 0.82)],
            [("处理意见", 0.18), ("受案初查。", 0.82)],
        ],
    )
    x = p.text(70, y + 40, "出警民警签名：", 12)
    x = p.sign(x, y + 40, "费强")
    x = p.sign(x + 8, y + 40, "池浩")
    p.text(x + 12, y + 40, "2026年05月19日", 12, "kai")
    p.field("received_at", "2026-05-19T21:12")
    p.field("caller", "曲成")
    y = p.title("case_acceptance_form", "受案登记表", "雁公（城）受案字〔2026〕219号", unit=f"受案单位：{STATION}")
    sex, born, number, home = PEOPLE["曲成"]
    y = p.cells(
        y,
        [
            [("案件来源", 0.16), ("■110指令  □工作中发现  □报案  □投案  □移送  □扭送  □其他", 0.84)],
            [("报案人", 0.16), ("曲成", 0.18), ("性别", 0.1), (sex, 0.1), ("出生日期", 0.16), (long_day(born), 0.3)],
            [("身份证件", 0.16), ("居民身份证 " + number, 0.48), ("联系方式", 0.14), ("19903310762", 0.22)],
            [("现住址", 0.16), (home, 0.84)],
            [("接报民警", 0.16), ("费强、池浩", 0.3), ("接报时间", 0.16), ("2026年05月19日21时50分", 0.38)],
            [("接报地点", 0.16), ("城北派出所值班室", 0.84)],
            [("简要案情", 0.16), ("2026年5月17日晚至19日晚，仇国栋、薄艳为索要债务，将诸葛琳关在城北镇车站路顺意招待所206房间，期间将其右前臂打伤。", 0.84)],
            [("受案意见", 0.16), ("■属本单位管辖的刑事案件，建议及时立案侦查  □属行政案件  □其他", 0.84)],
        ],
    )
    x = p.text(70, y + 34, "受案民警：", 12)
    x = p.sign(x, y + 34, "费强")
    x = p.sign(x + 6, y + 34, "池浩")
    p.text(x + 10, y + 34, "2026年05月19日", 12, "kai")
    x = p.text(70, y + 76, "受案审批：同意。负责人：", 12)
    x = p.sign(x, y + 76, "车大勇")
    p.text(x + 10, y + 76, "2026年05月19日", 12, "kai")
    p.seal(450, y + 66, STATION, 104)
    p.field("reporter_name", "曲成")
    p.field("received_at", "2026-05-19T21:50")
    case.finding("DOC002", "报案人曲成没有受案回执，卷内没有无法送交的说明", p.here)
    p.letter("filing_decision", "立案决定书", "雁公（城）立字〔2026〕166号", ["    根据《中华人民共和国刑事诉讼法》第一百一十二条之规定，决定对诸葛琳被非法拘禁案立案侦查。"], "2026-05-20")
    y = p.letter("filing_notice_to_victim", "立案告知书", "雁公（城）立告字〔2026〕166号", ["诸葛琳：", "    你被非法拘禁一案，我局认为符合立案条件，已于2026年05月20日立案侦查。"], "2026-05-20")
    p.row_sign(y, "被害人签收：", "诸葛琳", "2026年05月20日")

    y = p.letter(
        "summons_criminal",
        "传唤证",
        "雁公（城）传唤字〔2026〕51号",
        ["    根据《中华人民共和国刑事诉讼法》第一百一十九条之规定，兹传唤涉嫌非法拘禁罪的犯罪嫌疑人" + p.about("薄艳") + f"，于2026年05月20日08时00分到{ROOM}接受讯问。"],
        "2026-05-20",
    )
    y = p.row_sign(y - 10, "本证已收到。被传唤人：", "薄艳", "2026年05月20日07时40分")
    y = p.row_sign(y, "到达时间：2026年05月20日08时05分  被传唤人：", "薄艳")
    p.row_sign(y, "结束时间：2026年05月20日21时35分  被传唤人：", "薄艳")
    case.finding("TIM001", "薄艳08时05分到达，21时35分结束，十三个半小时，没有延长批准", p.here)
    p.field("suspect_name", "薄艳")
    y = p.letter(
        "summons_criminal",
        "传唤证",
        "雁公（城）传唤字〔2026〕50号",
        ["    根据《中华人民共和国刑事诉讼法》第一百一十九条之规定，兹传唤涉嫌非法拘禁罪的犯罪嫌疑人" + p.about("仇国栋") + f"，于2026年05月20日08时00分到{ROOM}接受讯问。"],
        "2026-05-20",
    )
    y = p.row_sign(y - 10, "本证已收到。被传唤人：", "仇国栋", "2026年05月20日07时30分")
    y = p.row_sign(y, "到达时间：2026年05月20日08时00分  被传唤人：", "仇国栋")
    p.row_sign(y, "结束时间：2026年05月20日15时50分  被传唤人：", "仇国栋")
    y = p.letter(
        "detention_warrant",
        "拘留证",
        "雁公（城）拘字〔2026〕38号",
        ["    根据《中华人民共和国刑事诉讼法》第八十二条第（一）项之规定，兹决定对犯罪嫌疑人" + p.about("仇国栋") + f"执行拘留，送{JAIL}羁押。"],
        "2026-05-20",
    )
    y = p.row_sign(y - 10, "本证已于2026年05月20日16时00分向我宣布。被拘留人：", "仇国栋")
    y = p.row_sign(y, "副本已收到，被拘留人已于2026年05月20日19时30分送至我所。民警：", "屠勇", printed=False)
    p.text(450, y + 6, JAIL, 12, "song", "centre")
    p.seal(450, y, JAIL, 88)
    p.field("announced_at", "2026-05-20T16:00")
    p.field("lodged_at", "2026-05-20T19:30")
    y = p.letter(
        "detention_notice",
        "拘留通知书",
        "雁公（城）拘通字〔2026〕38号",
        ["仇国梁：", f"    根据《中华人民共和国刑事诉讼法》第八十二条第（一）项之规定，我局已于2026年05月20日16时00分将涉嫌非法拘禁罪的仇国栋刑事拘留，现羁押在{JAIL}。"],
        "2026-05-20",
    )
    p.row_sign(y, "本通知书已收到。被拘留人家属：", "仇国梁", "2026年05月23日10时00分")
    case.finding("TIM007", "5月20日16时拘留，5月23日10时才通知家属，没有写明原因", p.here)
    y = p.letter(
        "detention_extension_notice",
        "延长拘留期限通知书",
        "雁公（城）延拘字〔2026〕17号",
        [f"{JAIL}：", "    我局于2026年05月20日决定拘留的犯罪嫌疑人" + p.about("仇国栋") + "，因案情复杂、尚需鉴定，根据《中华人民共和国刑事诉讼法》第九十一条第一款之规定，经批准，决定延长拘留期限四日，自2026年05月24日至2026年05月27日。"],
        "2026-05-22",
    )
    y = p.row_sign(y, "本通知书已收到。看守所民警：", "屠勇", "2026年05月22日", printed=False)
    p.row_sign(y, "此通知已向我宣布。被拘留人：", "仇国栋", "2026年05月22日")
    y = p.letter(
        "bail_decision",
        "取保候审决定书",
        "雁公（城）取保字〔2026〕29号",
        ["    犯罪嫌疑人" + p.about("薄艳") + "。我局正在侦查仇国栋、薄艳非法拘禁案，因薄艳正在哺乳自己婴儿、采取取保候审不致发生社会危险性，根据《中华人民共和国刑事诉讼法》第六十七条第一款第（三）项之规定，决定对其取保候审，期限从2026年05月20日起算。犯罪嫌疑人应当遵守第七十一条规定的义务，接受保证人薄建平的监督。"],
        "2026-05-20",
    )
    p.row_sign(y, "本决定书已向我宣读。被取保候审人：", "薄艳", "2026年05月20日21时30分")
    y = p.letter("bail_decision", "取保候审执行通知书", "雁公（城）取保字〔2026〕29号", ["城北派出所：", "    犯罪嫌疑人" + p.about("薄艳") + "已被决定取保候审，期限从2026年05月20日起算，由保证人薄建平担保，请依法执行。"], "2026-05-20")
    p.row_sign(y, "执行机关签收：", "车大勇", "2026年05月20日", printed=False)
    y = p.title("bail_guarantee_letter", "保证书", unit="")
    y = p.wrap(70, y + 40, 455, f"    我叫薄建平，身份证号码{id_number('993301', '19620718', '017')}，住雁溪县城北镇环城北路77号，系被取保候审人薄艳的父亲，有固定住处和收入。我自愿作薄艳的保证人，监督她遵守刑事诉讼法第七十一条的规定，发现违反及时报告；不履行义务的，愿意接受罚款等处理。保证人的义务和责任民警已向我告知。", 14, 28)
    p.row_sign(y + 30, "保证人：", "薄建平", "2026年05月20日")
    y = p.title("bail_obligations_notice", "被取保候审人义务告知书")
    for words in (
        "    一、未经执行机关批准不得离开所居住的县；住址、工作单位和联系方式发生变动的，在二十四小时以内向执行机关报告；传讯时及时到案。",
        "    二、不得以任何形式干扰证人作证；不得毁灭、伪造证据或者串供。",
        "    三、违反上述规定的，可以责令具结悔过、重新交纳保证金、提出保证人或者监视居住、予以逮捕。",
    ):
        y = p.wrap(70, y + 20, 455, words, 13.5, 26)
    p.row_sign(y + 40, "以上内容已向我宣读并告知。被取保候审人：", "薄艳", "2026年05月20日")

    for name in ("仇国栋", "薄艳"):
        y = p.title("rights_notice_suspect", "犯罪嫌疑人诉讼权利义务告知书", unit=STATION)
        for words in (
            "    根据《中华人民共和国刑事诉讼法》，在公安机关对案件进行侦查期间，犯罪嫌疑人有如下权利和义务：",
            "    1.使用本民族语言文字；2.自第一次讯问或者被采取强制措施之日起委托律师辩护，符合条件的申请法律援助；3.申请侦查人员、鉴定人等回避；4.对侵犯诉讼权利的行为提出控告；",
            "    5.对提问应当如实回答，与本案无关的有权拒绝回答；如实供述可以从宽，认罪认罚依法从宽；6.核对笔录、自行书写供述；7.知道用作证据的鉴定意见。",
        ):
            y = p.wrap(70, y + 14, 455, words, 13, 25)
        p.row_sign(y + 40, "本告知书我已看过，内容清楚。犯罪嫌疑人：", name, "2026年05月19日" if name == "仇国栋" else "2026年05月20日")
    told = "我们是城北派出所民警（出示人民警察证），现依法讯问你。《犯罪嫌疑人诉讼权利义务告知书》交你看过，你可以委托律师、申请法律援助和回避，如实供述、认罪认罚可以从宽，无关问题可以不答，听清楚没有？"
    own = ("介绍你的基本情况。", "")
    p.transcript(
        "interrogation_record",
        "仇国栋",
        "一",
        {"begin": "2026年05月19日22时40分", "end": "2026年05月19日23时50分", "range": ["2026-05-19T22:40", "2026-05-19T23:50"], "place": ROOM + "讯问室（一）", "officers": ["费强", "池浩"], "signed": "2026年05月19日", "phone": "19903310118", "pages": 2},
        [
            (told, "听清楚了，不请律师，不申请回避。"),
            (own[0], "仇国栋，没有别名，1985年06月21日生，汉族，初中文化，群众，个体，籍贯、出生地雁溪县，户籍和住址都在城北镇粮管所宿舍2-301，离异，有一个儿子，没有前科，不是人大代表、政协委员。"),
            ("你今天怎么到派出所的？", "民警在顺意招待所口头传唤我来的，晚上十点到的。"),
            ("你和诸葛琳是什么关系？", "她欠我四万块钱，拖了一年多。"),
            ("事情经过？", "5月17号晚上七点左右，我和薄艳两个人把诸葛琳约到车站路顺意招待所206房间谈还钱。她说没钱，我就说不还钱不许走。后来她就住在那里，门没有锁，她自己可以出去，手机也在她自己手里。", "qiu-door"),
            ("看着她的有几个人？", "就我和薄艳两个人，轮流陪着。", "qiu-number"),
            ("她手臂上的伤是怎么来的？", "她自己摔的，我没有打她。", "qiu-hit"),
            ("是谁提出来不让她走的？", "我说的。"),
            ("有什么补充？", "没有。"),
        ],
    )
    case.finding("CNS001", "5月20日立案，5月19日22时40分已经对仇国栋作讯问笔录", p.here, [p.name, p.number - 1])
    p.transcript(
        "interrogation_record",
        "仇国栋",
        "二",
        {"begin": "2026年05月21日09时30分", "end": "2026年05月21日10时20分", "range": ["2026-05-21T09:30", "2026-05-21T10:20"], "place": JAIL + "讯问室", "officers": ["费强", "池浩"], "signed": "2026年05月21日", "pages": 1},
        [
            (told, "清楚。"),
            ("以前说的属实吗？", "属实。"),
            ("你们几时让诸葛琳离开的？", "19号晚上九点多警察来了她才走的。"),
            ("你还有什么要说？", "没有。"),
        ],
    )
    p.transcript(
        "interrogation_record",
        "薄艳",
        "一",
        {"begin": "2026年05月20日09时10分", "end": "    年  月  日  时  分", "range": ["2026-05-20T09:10", None], "place": ROOM + "讯问室（二）", "officers": ["池浩", "费强"], "signed": "2026年05月20日", "phone": "19903310227", "pages": 2},
        [
            (told, "清楚了。"),
            (own[0], "薄艳，曾用名没有，1990年12月03日出生，汉族，高中文化，群众，无业，籍贯和出生地雁溪县，户籍和现住址城北镇环城北路77号，家里有父亲薄建平和八个月的女儿，没有受过处理，不是代表委员。"),
            ("讲一下关诸葛琳的事。", "5月17号晚上七点多，仇国栋叫我一起去顺意招待所206。诸葛琳来了以后，仇国栋把门反锁了，钥匙在他身上，她出不去，手机也被仇国栋收走了。", "bo-door"),
            ("一共几个人看她？", "三个人，除了我和仇国栋，还有一个叫“黑皮”的，晚上都是黑皮守着。", "bo-number"),
            ("她的伤怎么来的？", "18号下午她要往外跑，仇国栋用塑料凳子砸了她右胳膊一下。", "bo-hit"),
            ("你有没有打她？", "没有。"),
            ("还有什么说的？", "我知道错了，愿意认罪认罚。"),
        ],
    )
    case.finding("CON001", "薄艳第一次讯问笔录没有填结束时间", p.here, [p.name, p.number - 1])

    y = p.title("rights_notice_victim", "被害人诉讼权利义务告知书", unit=STATION)
    for words in (
        "    1.有权使用本民族语言文字；2.有权申请回避；3.有权委托诉讼代理人、提起附带民事诉讼；4.有权知道鉴定意见；5.有权核对笔录、自行书写陈述；",
        "    6.应当如实陈述，诬告陷害、故意作虚假陈述、隐匿罪证的，承担法律责任。",
    ):
        y = p.wrap(70, y + 14, 455, words, 13, 25)
    p.row_sign(y + 40, "本告知书我已看过。被害人：", "诸葛琳", "2026年05月19日")
    p.transcript(
        "interview_record",
        "诸葛琳",
        "一",
        {"begin": "2026年05月19日23时00分", "end": "2026年05月20日00时20分", "range": ["2026-05-19T23:00", "2026-05-20T00:20"], "place": "雁溪县人民医院急诊科", "officers": ["柯洁", "路远"], "signed": "2026年05月20日", "phone": "19903310763", "pages": 2},
        [
            ("我们是城北派出所民警柯洁、路远（出示人民警察证），现向你询问。你应当如实陈述，作虚假陈述或者隐匿罪证要负法律责任。权利义务告知书给你看了，清楚吗？", "清楚，我如实讲。"),
            ("你现在身体情况能接受询问吗？", "可以，医生刚处理完胳膊。"),
            ("你和仇国栋、薄艳什么关系？", "我去年向仇国栋借过四万块钱，薄艳是他女朋友。"),
            ("把被关的经过讲一下。", "5月17号晚上七点钟，仇国栋打电话叫我去车站路顺意招待所谈还钱，我一个人去的，进了206房间，仇国栋和薄艳在里面。我说一时还不上，仇国栋就把房门反锁，收了我的手机，说钱不到位不许走。晚上他们轮流睡在门口的床上，我出不去。18号下午我想趁开门拿饭的时候跑，仇国栋用一个红色塑料凳砸在我右手臂上，当时就肿了，我疼得一晚上没睡。19号我趁薄艳睡着，用她放在床上的手机给我丈夫曲成打了电话，晚上九点多警察就来了。", "zhuge-hit"),
            ("屋里一共有几个人看着你？", "就他们两个，仇国栋和薄艳，没有别人。", "zhuge-number"),
            ("他们有没有给你吃饭、喝水？", "给的，一天两顿盒饭。"),
            ("你的伤怎么样？", "医生说右尺骨骨折。"),
            ("招待所的人知道吗？", "老板娘送过开水，应该看到过我。"),
            ("那两天你有没有出过房间？", "没有，一次都没有出去过，上厕所也在房间里。", "zhuge-out"),
            ("除了胳膊，他们还有没有打你别的地方、有没有别的行为？", "没有打别的地方，就是骂人，薄艳推过我两下，没有受伤。"),
            ("你欠的钱现在有没有还？", "我丈夫19号上午转了一万给仇国栋，还欠三万。"),
            ("还有什么要补充的？", "没有。"),
        ],
        skip=(1,),
    )
    case.finding("SIG006", "诸葛琳询问笔录第1页没有签名捺印", [p.name, p.number - 1])
    p.transcript(
        "interview_record",
        "伍月娥",
        "一",
        {"begin": "2026年05月20日10时00分", "end": "2026年05月20日10时40分", "range": ["2026-05-20T10:00", "2026-05-20T10:40"], "place": "雁溪县城北镇车站路顺意招待所", "officers": ["柯洁", "路远"], "signed": "2026年05月20日", "phone": "19903310909", "pages": 1},
        [
            ("我们是城北派出所民警（出示人民警察证），到你店里来了解点情况。", "好的。"),
            ("你和仇国栋、薄艳、诸葛琳认识吗？", "不认识，他们是客人，登记的是仇国栋。"),
            ("5月17日到19日206房间的情况？", "一男一女带着另一个女的住进来，18号中午我看见后来那个女的一个人在走廊里打水，我还跟她讲了两句话。", "wu-out"),
            ("听到吵闹没有？", "18号下午听到凳子倒的声音。"),
        ],
    )
    case.finding("RIG004", "证人伍月娥首次询问没有告知如实作证的义务和法律责任，卷内也没有证人告知书", p.here)

    y = p.title("scene_examination_record", "现场勘验笔录", "雁公（刑技）勘〔2026〕K0519号")
    y = p.cells(
        y,
        [
            [("指派单位", 0.18), (STATION, 0.32), ("接报时间", 0.18), ("2026年05月19日21时40分", 0.32)],
            [("勘验事由", 0.18), ("诸葛琳被非法拘禁案现场勘验", 0.82)],
            [("起止时间", 0.18), ("2026年05月19日22时30分至2026年05月19日23时20分", 0.82)],
            [("勘验地点", 0.18), ("雁溪县城北镇车站路顺意招待所206房间", 0.82)],
            [("现场保护", 0.18), ("由池浩封锁房间，现场未变动", 0.82)],
            [("天气", 0.18), ("阴，22℃，东风2级", 0.32), ("光线", 0.18), ("灯光", 0.32)],
            [("指挥人", 0.18), ("蒙毅", 0.32), ("勘验人员", 0.18), ("蒙毅、季昌", 0.32)],
            [("勘验情况", 0.18), ("206房间位于二楼东侧，坐南朝北，房门为木门，装有插销及锁具各一个，锁具完好，可由内外上锁。室内南侧窗户装有防盗网。房间内东西并排摆放单人床两张，床间有床头柜一个。门西侧地面有红色塑料方凳一个，一条凳腿断裂，距西墙0.6米、距门1.1米。提取红色塑料方凳1个。制图1张，照相6张，录像1段。", 0.82)],
        ],
    )
    x = p.text(70, y + 40, "勘验人员：", 12)
    x = p.sign(x, y + 40, "蒙毅")
    x = p.sign(x + 8, y + 40, "季昌")
    p.text(70, y + 80, "见证人：黎小满（雁溪县城北镇车站路21号）  签名：", 12)
    p.text(70, y + 116, "2026年05月19日", 12, "kai")
    case.finding("SIG010", "现场勘验笔录见证人黎小满没有签名", p.here)
    y = p.title("scene_sketch", "现场平面示意图", unit="")
    p.box(120, 180, 470, 480, 1.2)
    p.box(150, 300, 240, 440)
    p.box(330, 300, 420, 440)
    p.text(195, 370, "床1", 12, "song", "centre")
    p.text(375, 370, "床2", 12, "song", "centre")
    p.box(160, 200, 185, 225)
    p.text(200, 220, "方凳", 11)
    p.text(440, 210, "北↑", 12)
    p.text(120, 520, "顺意招待所206房间   比例1:50   制图人：季昌   2026年05月19日", 12)
    y = p.title("scene_photos", "现场照片", unit="")
    for k, words in enumerate(("招待所外景", "206房间门锁", "红色塑料方凳")):
        top = 130 + 200 * k
        p.box(150, top, 440, top + 160)
        p.canvas.setFillGray(0.7)
        p.canvas.rect(152, p.height - top - 158, 286, 156, fill=1, stroke=0)
        p.text(297, top + 180, f"照片{k + 1}  {words}", 12, "song", "centre")
    p.text(150, 760, "拍摄人：季昌    拍摄时间：2026年05月19日22时40分", 11)

    y = p.title("search_warrant", "搜查证", "雁公（城）搜查字〔2026〕12号")
    y = p.wrap(70, y + 40, 455, "    根据《中华人民共和国刑事诉讼法》第一百三十六条之规定，我局侦查人员费强、池浩对犯罪嫌疑人薄艳的人身及随身物品进行搜查。", 14, 28)
    p.text(400, y + 40, BUREAU, 13.5, "song", "centre")
    p.text(400, y + 66, long_day("2026-05-20"), 13.5, "song", "centre")
    p.seal(402, y + 48, BUREAU, 112)
    p.row_sign(y + 140, "本证已于2026年05月20日08时20分向我宣布。被搜查人：", "薄艳")
    y = p.title("search_record", "搜查笔录")
    y = p.cells(
        y,
        [
            [("时间", 0.18), ("2026年05月20日08时20分至2026年05月20日08时35分", 0.82)],
            [("地点", 0.18), (ROOM + "人身检查室", 0.82)],
            [("侦查人员", 0.18), ("费强、池浩", 0.32), ("记录人", 0.18), ("池浩", 0.32)],
            [("被搜查人", 0.18), ("薄艳（女）", 0.32), ("见证人", 0.18), ("汤敏，住雁溪县城北镇环城北路12号", 0.32)],
            [("搜查经过", 0.18), ("侦查人员向薄艳出示搜查证后，由男民警费强对薄艳的人身进行搜查，池浩记录，见证人汤敏在场。在其外衣口袋内查获“顺意招待所206”房间钥匙一把，当场扣押并开具清单。搜查过程未损坏物品。", 0.82)],
        ],
    )
    y = p.row_sign(y + 36, "被搜查人：", "薄艳", "2026年05月20日")
    y = p.row_sign(y, "见证人：", "汤敏", "2026年05月20日", printed=False)
    x = p.text(70, y, "侦查人员：", 12)
    x = p.sign(x, y, "费强")
    p.sign(x + 8, y, "池浩")
    x = p.text(320, y, "记录人：", 12)
    p.sign(x, y, "池浩")
    case.finding("PER013", "对女犯罪嫌疑人薄艳的人身搜查由男民警费强进行", p.here)
    y = p.title("seizure_list", "扣押清单")
    y = p.cells(
        y,
        [
            [("编号", 0.1), ("名称", 0.24), ("数量", 0.1), ("特征", 0.36), ("备注", 0.2)],
            [("1", 0.1), ("房间钥匙", 0.24), ("1把", 0.1), ("铜色，系红色塑料牌，牌上有“顺意206”字样", 0.36), ("薄艳随身", 0.2)],
            [("2", 0.1), ("塑料方凳", 0.24), ("1个", 0.1), ("红色，一条凳腿断裂，高45厘米", 0.36), ("206房间现场", 0.2)],
        ],
    )
    p.text(70, y + 22, "以下空白", 11)
    y = p.row_sign(y + 64, "持有人：", "薄艳", "2026年05月20日")
    y = p.row_sign(y, "见证人：", "汤敏", "2026年05月20日", printed=False)
    x = p.text(70, y, "办案民警：", 12)
    x = p.sign(x, y, "费强")
    x = p.sign(x + 8, y, "池浩")
    p.text(x + 12, y, "2026年05月20日", 12, "kai")
    p.seal(450, y - 20, BUREAU, 100)
    p.text(70, y + 50, "本清单一式三份：附卷、持有人、保管部门各一份", 10.5)

    y = p.title("expert_opinion", "鉴定书", "雁公物鉴（法）字〔2026〕077号", unit="雁溪县公安局物证鉴定室")
    for words in (
        "委托单位：雁溪县公安局城北派出所　　送检人：路远",
        "受理日期：2026年05月22日",
        "被鉴定人：诸葛琳，女，1993年04月09日出生",
        "检材：诸葛琳住院病历1份、X光片2张",
        "鉴定要求：损伤程度鉴定",
        "检验日期：2026年05月25日",
        "检验：右前臂中段肿胀压痛，X光片示右尺骨中段骨折，断端无明显移位。",
        "论证：依据《人体损伤程度鉴定标准》5.9.4条，四肢长骨骨折评定为轻伤二级。",
        "鉴定意见：诸葛琳右尺骨骨折的损伤程度为轻伤二级。",
    ):
        y = p.wrap(70, y + 12, 455, words, 13.5, 24)
    y = p.row_sign(y + 40, "鉴定人：主检法医师", "汲振华", printed=False, x=250)
    y = p.row_sign(y, "鉴定人：法医师", "门晓", printed=False, x=250)
    p.text(420, y, "2026年05月26日", 13, "song", "centre")
    p.seal(420, y - 20, "雁溪县公安局物证鉴定室", 108)
    p.text(70, y + 60, "附：鉴定机构资格证书、鉴定人资格证书复印件", 11)
    p.letter(
        "arrest_request",
        "提请批准逮捕书",
        "雁公（城）提捕字〔2026〕14号",
        [
            "    犯罪嫌疑人" + p.about("仇国栋") + f"，汉族，初中文化，个体。2026年05月20日因涉嫌非法拘禁罪被我局刑事拘留，延长拘留期限至2026年05月27日，现羁押在{JAIL}。",
            "    经查明：2026年05月17日19时至19日21时许，仇国栋伙同薄艳为索取四万元债务，将诸葛琳关押在城北镇车站路顺意招待所206房间，期间用塑料凳将其右前臂打伤，经鉴定为轻伤二级。证据有被害人陈述、证人证言、勘验笔录、鉴定意见等。仇国栋拒不承认殴打，有串供可能。",
            "    其行为触犯《中华人民共和国刑法》第二百三十八条，涉嫌非法拘禁罪。根据《中华人民共和国刑事诉讼法》第八十一条、第八十七条之规定，特提请批准逮捕。此致雁溪县人民检察院。",
        ],
        "2026-05-27",
    )
    y = p.letter(
        "expert_opinion_notice",
        "鉴定意见通知书",
        "雁公（城）鉴通字〔2026〕31号",
        ["诸葛琳、仇国栋、薄艳：", "    我局指派有关人员对诸葛琳的损伤程度进行了法医鉴定，鉴定意见是轻伤二级。根据《中华人民共和国刑事诉讼法》第一百四十八条之规定，如有异议，可以提出补充鉴定或者重新鉴定的申请。"],
        "2026-05-26",
    )
    p.text(70, y, "被害人或者其家属：", 12)
    p.sign(180, y, "诸葛琳", printed=True)
    p.text(180, y + 34, "2026年05月26日", 12, "kai")
    p.text(310, y, "犯罪嫌疑人：", 12)
    x = p.sign(385, y, "仇国栋", printed=True)
    p.sign(x + 6, y, "薄艳", printed=True)
    p.text(385, y + 34, "2026年05月26日", 12, "kai")
    y = p.title("arrival_explanation", "抓获经过", unit=STATION)
    y = p.wrap(70, y + 40, 455, "    2026年05月19日21时12分，我所接曲成报警后，民警费强、池浩赶到城北镇车站路顺意招待所206房间，将诸葛琳解救，并将现场的仇国栋、薄艳口头传唤至我所调查，当晚22时到所。因薄艳正在哺乳期，当晚23时让其回家照看孩子；仇国栋于20日00时10分离开。次日依法传唤二人到案。", 14, 28)
    x = p.text(300, y + 30, "民警：", 12)
    x = p.sign(x, y + 30, "费强")
    p.sign(x + 8, y + 30, "池浩")
    p.text(420, y + 66, STATION, 12.5, "song", "centre")
    p.text(420, y + 90, "2026年05月20日", 12.5, "song", "centre")
    p.seal(420, y + 76, STATION, 104)
    p.close()


def main() -> None:
    """Write the clean print into a hidden folder, then the scan."""
    draft = HERE.parent / ".hostel-draft"
    draft.mkdir(exist_ok=True)
    case = Case(draft, day="2026-05-28", note="为索债关押女子两天并致轻伤，男女两名犯罪嫌疑人")
    papers(case)
    case.text_file(
        "interview_record",
        "曲成询问笔录.txt",
        "询 问 笔 录\n第一次\n时间：2026年05月20日14时00分至2026年05月20日14时40分\n地点：雁溪县公安局城北派出所询问室\n"
        "询问人：柯洁、路远　工作单位：雁溪县公安局城北派出所\n记录人：路远\n"
        f"被询问人：曲成　性别：男　出生日期：1991年07月15日　身份证号：{PEOPLE['曲成'][2]}\n"
        "现住址：雁溪县东塘乡荷叶村5组　联系方式：19903310762\n"
        "问：我们是城北派出所民警（出示人民警察证），你是报案人，应当如实提供证言，有意作伪证或者隐匿罪证要负法律责任，听清楚了吗？\n答：听清楚了。《证人诉讼权利义务告知书》也看了，我和诸葛琳是夫妻。\n"
        "问：你是怎么知道诸葛琳被关的？\n答：19号晚上九点钟，她用别人的手机打给我，说被仇国栋和薄艳关在顺意招待所，手臂打断了，我就报警了。\n"
        "问：在这之前他们找过你没有？\n答：19号上午仇国栋打电话来要钱，我转给他一万。\n"
        "问：以上说的是否属实？\n答：属实。\n"
        "以上笔录我看过，与我说的一样。曲成（指印） 2026年05月20日\n询问人：柯洁　路远\n",
    )
    case.conflict("state", "qiu-door", "bo-door", "门有没有锁、手机在谁手里")
    case.conflict("person", "qiu-number", "bo-number", "看管的人：两个／三个")
    case.conflict("person", "bo-number", "zhuge-number", "看管的人：三个／两个")
    case.conflict("denial", "qiu-hit", "bo-hit", "有没有用凳子砸：自己摔的／砸了")
    case.conflict("denial", "qiu-hit", "zhuge-hit", "有没有用凳子砸：自己摔的／砸了")
    case.conflict("denial", "zhuge-out", "wu-out", "被关期间有没有出过房间")
    case.look_alike("qiu-door", "zhuge-hit", "门有没有锁")
    case.look_alike("qiu-door", "zhuge-out", "能不能出去")
    case.look_alike("bo-door", "wu-out", "能不能出去")
    case.write(
        rules=RULES,
        tolerated=["CNS009", "STA008", "CON002", "CON003", "CON012", "EVD002", "EVD005", "EVD006", "DOC011", "DOC012", "DOC014", "DOC009", "RIG009", "PER006", "PLC005", "PLC006", "CNS006", "CNS008", "CNS002", "RIG002", "RIG003", "TIM003", "DOC013", "CNS011", "CNS007", "DOC001", "CON006", "SIG011", "SIG008", "PLC003"],
    )
    scan(draft, out=HERE, seed=19, tilt=1.1, noise=22, blur=0.7)
    (HERE / "曲成询问笔录.txt").write_text((draft / "曲成询问笔录.txt").read_text(encoding="utf-8"), encoding="utf-8")
    for each in draft.iterdir():
        each.unlink()
    draft.rmdir()


if __name__ == "__main__":
    main()
