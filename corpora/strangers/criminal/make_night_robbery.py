"""Robbery by three, one of them fifteen: letters of the 2020 set with filled blanks, a volume for the questioning,
one for the other evidence, and the victim's statement as a word-processor file.

Look: the words "此联附卷" in the corner, values in kai on drawn lines, transcripts on ruled lines with a frame for the head,
names of the officers signed in the head, days such as 2026年4月12日15时30分.
"""

from __future__ import annotations

from pathlib import Path

from paper import RULES, Case, Sheets, chinese_day, id_number, rows_of

HERE = Path(__file__).resolve().parent / "night-robbery"
BUREAU = "禾川市公安局南浦分局"
TEAM = "禾川市公安局南浦分局刑事侦查大队"
JAIL = "禾川市看守所"
AREA = "禾川市公安局南浦分局执法办案中心"
PEOPLE = {
    "巩磊": ("男", "2002年8月19日", id_number("994403", "20020819", "031"), "禾川市南浦区机修路11号3单元502室"),
    "庾小波": ("男", "2006年1月27日", id_number("994403", "20060127", "019"), "禾川市南浦区盐店街46号"),
    "向阳": ("男", "2010年9月14日", id_number("994427", "20100914", "057"), "禾川市石坝县平塘镇大塘村九组"),
    "郗梦": ("女", "1999年11月30日", id_number("994403", "19991130", "048"), "禾川市南浦区纺织路职工宿舍7栋203室"),
    "农志强": ("男", "1978年3月5日", id_number("994403", "19780305", "074"), "禾川市南浦区纺织路88号"),
}


class Paper(Sheets):
    """The look of the branch."""

    def head(self, kind: str, title: str, number: str = "", *, corner: str = "此联附卷", unit: str = BUREAU) -> float:
        self.start(kind)
        if corner:
            self.text(515, 50, corner, 10, "song", "right")
        if unit:
            self.text(297, 92, unit, 18, "song", "centre")
        self.text(297, 126, " ".join(title) if len(title) < 6 else title, 25, "hei", "centre")
        if number:
            self.text(515, 158, number, 13, "song", "right")
            self.field("doc_no", number)
        return 200

    def stamp(self, y: float, day: str, unit: str = BUREAU) -> float:
        self.text(510, y, unit, 14, "song", "right")
        self.text(510, y + 27, chinese_day(day), 14, "song", "right")
        self.seal(440, y + 8, unit)
        return y + 84

    def receipt(self, y: float, words: str, name: str, when: str = "", *, printed: bool = True) -> float:
        """A row below the line: words, a hand, a time."""
        x = self.text(80, y, words, 12.5)
        if name:
            x = self.sign(x + 3, y, name, printed=printed)
        if when:
            self.text(x + 6, y, when, 12.5, "kai")
        return y + 34

    def about(self, name: str) -> str:
        sex, born, number, home = PEOPLE[name]
        return f"[{name}]（性别[{sex}]，出生日期[{born}]，居民身份证号码[{number}]，住址[{home}]）"

    def summons(self, name: str, number: str, due: str, came: str, left: str) -> None:
        y = self.head("summons_criminal", "传唤证", number)
        y = self.fill(
            80,
            y,
            435,
            f"    根据《中华人民共和国刑事诉讼法》第一百一十九条之规定，兹传唤涉嫌[抢劫]罪的犯罪嫌疑人{self.about(name)}，"
            f"于[{due}]到[{AREA}]接受讯问。无正当理由拒不接受传唤的，可以依法拘传。",
        )
        y = self.stamp(y + 50, "2026-04-12")
        self.field("suspect_name", name)
        y = self.receipt(y + 10, "本证已于2026年4月12日收到。被传唤人：", name)
        y = self.receipt(y, f"被传唤人到达时间：{came}", name)
        self.receipt(y, f"传唤结束时间：{left}", name)

    def detention(self, name: str, number: str, told: str, lodged: str, *, hours: tuple[str, str]) -> None:
        y = self.head("detention_warrant", "拘留证", number)
        y = self.fill(
            80,
            y,
            435,
            f"    根据《中华人民共和国刑事诉讼法》第八十二条第[（二）]项之规定，兹决定对犯罪嫌疑人{self.about(name)}执行拘留，"
            f"送[{JAIL}]羁押。",
        )
        y = self.stamp(y + 50, "2026-04-12")
        y = self.fill(80, y, 435, f"    本证已于[{told}]向我宣布。", size=12.5)
        y = self.receipt(y, "被拘留人：", name)
        self.line(80, y - 8, 515, y - 8, 0.4)
        y = self.fill(80, y + 20, 435, f"    本证副本已收到，被拘留人[{name}]已于[{lodged}]送至我所。", size=12.5)
        y = self.receipt(y, "接收民警：", "费沛然", printed=False)
        self.text(510, y + 10, f"{JAIL}（印）", 12.5, "song", "right")
        self.seal(450, y + 4, JAIL, 92)
        self.field("suspect_name", name)
        self.field("announced_at", hours[0])
        self.field("lodged_at", hours[1])

    def told_family(self, name: str, number: str, family: str, told: str, hour: str, minute: str) -> None:
        y = self.head("detention_notice", "拘留通知书", number)
        y = self.fill(80, y, 435, f"[{family}]：")
        y = self.fill(
            80,
            y,
            435,
            f"    根据《中华人民共和国刑事诉讼法》第八十二条第[（二）]项之规定，我局已于[{told}]将涉嫌[抢劫]罪的"
            f"[{name}]刑事拘留，现羁押在[{JAIL}]。",
        )
        y = self.stamp(y + 50, "2026-04-12")
        self.text(80, y, "注：看守所地址  禾川市北郊劳动路9号", 11)
        y = self.fill(80, y + 40, 435, "    本通知书已收到。", size=12.5)
        self.receipt(y, "被拘留人家属：", family, f"2026年4月13日{hour}时{minute}分")
        self.field("family", family)

    def extension(self, name: str, number: str) -> None:
        y = self.head("detention_extension_notice", "延长拘留期限通知书", number)
        y = self.fill(80, y, 435, f"[{JAIL}]：")
        y = self.fill(
            80,
            y,
            435,
            f"    我局于[2026年4月12日]决定拘留的犯罪嫌疑人{self.about(name)}，因[案情复杂，需进一步查证]，"
            "根据《中华人民共和国刑事诉讼法》第九十一条第[一]款之规定，经批准，决定延长拘留期限[四日]，"
            "自[2026年4月16日]至[2026年4月19日]。",
        )
        y = self.stamp(y + 50, "2026-04-14")
        y = self.fill(80, y, 435, "    本通知书已收到。", size=12.5)
        y = self.receipt(y, "看守所民警：", "费沛然", "2026年4月14日", printed=False)
        self.receipt(y, "此通知已向我宣布。被拘留人：", name, "2026年4月14日")
        self.field("suspect_name", name)

    def transcript(
        self,
        kind: str,
        name: str,
        ordinal: int,
        facts: dict,
        pairs: list[tuple[str, ...]],
        *,
        hands: tuple[str, ...] = (),
        closing: str = "以上笔录我看过，和我说的相符。",
    ) -> None:
        verb = "讯问" if kind == "interrogation_record" else "询问"
        self.start(kind)
        sex, born, number, home = PEOPLE[name]
        officers = facts["officers"]
        self.text(297, 66, f"{verb} 笔 录", 22, "hei", "centre")
        self.text(515, 66, f"第 {ordinal} 次", 12, "song", "right")
        y = 96.0
        rows = [
            f"时间[{facts['time']}]",
            f"地点[{facts['place']}]",
            f"{verb}人（签名）[{'、'.join(officers)}]工作单位[{TEAM}]",
            f"记录人（签名）[{officers[-1]}]工作单位[{TEAM}]",
            f"被{verb}人[{name}]性别[{sex}]年龄[{facts['age']}]出生日期[{born}]",
            f"身份证件种类及号码[居民身份证{number}]□是■否人大代表",
            f"现住址[{home}]联系方式[{facts.get('phone', '无')}]",
            f"户籍所在地[{home}]",
        ]
        if kind == "interrogation_record":
            rows.append(f"（口头传唤/被扭送/自动投案的被{verb}人[{facts.get('came', '／')}]到达，[／]离开，本人签名：[／]）")
        for words in rows:
            y = self.fill(66, y, 470, words, size=12, lead=24)
        self.field("time_range", facts["range"])
        self.field("subject_name", name)
        self.field("officers", officers)
        page = 1
        other = facts.get("other")
        y += 6
        for pair in pairs:
            for mark, words in (("", f"问：{pair[0]}"), (pair[2] if len(pair) > 2 else "", f"答：{pair[1]}")):
                for k, row in enumerate(rows_of(words, font="kai", size=13, wide=462)):
                    if y > 742:
                        self.foot(name, page, other)
                        self.page()
                        page, y = page + 1, 78.0
                    if mark and k == 0:
                        self.mark(mark)
                    self.text(66, y, row, 13, "kai")
                    self.line(64, y + 6, 534, y + 6, 0.2)
                    y += 25
        if y > 640:
            self.foot(name, page, other)
            self.page()
            page, y = page + 1, 78.0
        self.text(66, y, closing, 13, "kai")
        x = self.sign(330, y + 30, name, printed=True)
        self.text(x + 4, y + 30, facts["signed"], 12, "kai")
        if other:
            self.text(66, y + 62, "讯问时我全程在场，民警没有打骂、诱导。合适成年人：", 12.5, "kai")
            self.sign(400, y + 62, other, printed=True)
        x = 66.0
        for officer in hands or officers:
            x = self.sign(x + 10, y + 100, officer)
        self.foot(name, page, other)

    def foot(self, name: str, page: int, other: str | None) -> None:
        self.text(66, 806, f"第 {page} 页", 10)
        x = self.sign(360, 800, name, printed=True, size=15)
        if other:
            self.sign(x + 8, 800, other, printed=True, size=15)

    def rights(self, kind: str, whose: str, lines: list[str], who: str, day: str, other: str = "") -> None:
        self.start(kind)
        self.text(297, 90, f"{whose}诉讼权利义务告知书", 21, "hei", "centre")
        y = 130.0
        for words in lines:
            y = self.wrap(80, y, 435, "    " + words, 12.5, 22)
        y += 30
        y = self.receipt(y, "以上内容我已看过并听民警讲解，清楚自己的权利和义务。", "")
        y = self.receipt(y, f"{whose}：", who, day)
        if other:
            self.receipt(y, "合适成年人：", other, day)
        self.field("signed_at", day_of(day))


def day_of(words: str) -> str:
    year, rest = words.split("年")
    month, date = rest.rstrip("日").split("月")
    return f"{year}-{int(month):02d}-{int(date):02d}"


SUSPECT_RIGHTS = [
    "一、有权用本民族语言文字进行诉讼；不通晓当地通用语言文字的，公安机关应当为你提供翻译。",
    "二、自被第一次讯问或者采取强制措施之日起，有权委托律师作为辩护人；因经济困难或者其他原因没有委托的，可以向法律援助机构申请法律援助。",
    "三、对侦查人员侵犯诉讼权利和人身侮辱的行为，有权提出控告；有权申请侦查人员回避。",
    "四、对侦查人员的提问应当如实回答，但是对与本案无关的问题有拒绝回答的权利。",
    "五、如实供述自己罪行的，可以从宽处理；自愿如实供述、承认指控的犯罪事实、愿意接受处罚的，可以依法从宽。",
    "六、有权核对讯问笔录，笔录有遗漏或者差错的，可以提出补充或者改正。",
    "七、未满十八周岁的，讯问时有权要求通知法定代理人到场。",
]
WITNESS_RIGHTS = [
    "一、有权用本民族语言文字作证。",
    "二、对侦查人员侵犯人身权利的行为有权控告；本人或者近亲属因作证面临危险的，可以请求保护。",
    "三、有权核对询问笔录；有权要求自行书写证词。",
    "四、应当如实提供证据、证言，有意作伪证或者隐匿罪证的，要负法律责任。",
]
TOLD = (
    "我们是禾川市公安局南浦分局刑事侦查大队的侦查人员（出示人民警察证），现依法对你讯问。《犯罪嫌疑人诉讼权利义务告知书》已给你看了，你可以委托律师，"
    "也可以申请法律援助，可以申请我们回避；如实供述、认罪认罚可以从宽处理。与本案无关的问题你可以不回答。讯问过程同步录音录像。清楚了吗？"
)
WHO = (
    "讲一下你的个人情况、家庭情况和经历。",
    "有没有受过刑事处罚、行政处罚？是不是人大代表、政协委员？",
)


def letters(case: Case) -> None:
    """The volume of letters."""
    p = Paper(case, "01文书卷.pdf")
    p.start("volume_cover")
    p.text(297, 160, "刑事侦查卷宗", 36, "hei", "centre")
    p.text(297, 205, "（诉讼文书卷）", 18, "song", "centre")
    for k, (label, value) in enumerate(
        (
            ("案件名称", "巩磊等人抢劫案"),
            ("案件编号", "A9944035500002026040019"),
            ("犯罪嫌疑人姓名", "巩磊、庾小波、向阳"),
            ("立案时间", "2026年4月11日"),
            ("结案时间", "／"),
            ("立卷单位", TEAM),
            ("立卷人", "柏林峰"),
            ("审核人", "丛新"),
        )
    ):
        p.fill(130, 300 + 40 * k, 350, f"{label}：[{value}]", size=15)

    y = p.head("case_acceptance_form", "受案登记表", "禾公南（刑）受案字〔2026〕402号", corner="", unit="")
    p.field("reporter_name", "郗梦")
    p.field("received_at", "2026-04-11T00:30")
    p.field("receiving_officers", ["辛博", "柏林峰"])
    for words in (
        f"受案单位（印）：[{TEAM}]",
        "案件来源：■110指令 □工作中发现 ■报案 □投案 □移送 □扭送 □其他",
        "报案人：[郗梦]  性别：[女]  出生日期：[1999年11月30日]  联系方式：[19900447712]",
        f"身份证件及号码：[居民身份证{PEOPLE['郗梦'][2]}]  现住址：[{PEOPLE['郗梦'][3]}]",
        "接报民警：[辛博、柏林峰]  接报时间：[2026年4月11日00时30分]  接报地点：[刑事侦查大队值班室]",
        "简要案情或者报案记录：[2026年4月10日23时许，郗梦下夜班步行至纺织路铁路涵洞时，被三名男子持刀威胁，抢走挎包一个，内有现金、手机等物，左手被划伤。]",
        "受案意见：■属本单位管辖的刑事案件，建议及时立案侦查 □属行政案件 □不属于公安机关职责范围",
    ):
        y = p.fill(80, y, 435, words, size=12.5, lead=25) + 6
    y = p.receipt(y + 10, "受案民警：", "辛博", "2026年4月11日", printed=False)
    p.sign(300, y - 34, "柏林峰")
    p.text(80, y, "受案审批：同意。", 12.5)
    x = p.text(260, y, "受案部门负责人：", 12.5)
    x = p.sign(x, y, "丛新")
    p.text(x, y, "2026年4月11日", 12.5, "kai")
    p.seal(460, y + 10, TEAM)

    y = p.head("acceptance_receipt", "受案回执", corner="", unit="")
    y = p.fill(80, y, 435, "[郗梦]：")
    y = p.fill(
        80,
        y,
        435,
        "    你（单位）于[2026年4月11日]报称的[被抢劫]一案我单位已受理（受案登记表文号为[禾公南（刑）受案字〔2026〕402号]）。\n"
        "    你（单位）可通过[禾川公安政务服务网、0444-8220019]查询案件进展情况；认为民警不履行职责的，可拨打[0444-12389]投诉。",
    )
    y = p.fill(80, y, 435, "    联系人、联系方式：[辛博，0444-8220036]")
    y = p.stamp(y + 30, "2026-04-11", TEAM)
    p.receipt(y, "报案人、控告人、举报人、扭送人：", "郗梦", "2026年4月11日")
    p.field("acceptance_no", "禾公南（刑）受案字〔2026〕402号")

    y = p.head("filing_decision", "立案决定书", "禾公南（刑）立字〔2026〕211号")
    y = p.fill(80, y, 435, "    根据《中华人民共和国刑事诉讼法》第[一百一十二]条之规定，决定对[郗梦被抢劫]案立案侦查。")
    p.stamp(y + 60, "2026-04-11")
    y = p.head("filing_notice_to_victim", "立案告知书", "禾公南（刑）立告字〔2026〕211号")
    y = p.fill(80, y, 435, "[郗梦]：")
    y = p.fill(80, y, 435, "    [你被抢劫]一案，我局认为[有犯罪事实需要追究刑事责任，且属于管辖范围]，现已立案。特此告知。")
    y = p.stamp(y + 50, "2026-04-11")
    p.receipt(y, "控告人：", "郗梦", "2026年4月11日")

    p.summons(
        "巩磊", "禾公南（刑）传唤字〔2026〕77号", "2026年4月12日11时", "2026年4月12日11时10分", "2026年4月12日15时20分"
    )
    p.summons(
        "庾小波", "禾公南（刑）传唤字〔2026〕78号", "2026年4月12日13时", "2026年4月12日13时25分", "2026年4月12日16时40分"
    )
    p.summons(
        "向阳", "禾公南（刑）传唤字〔2026〕79号", "2026年4月12日11时", "2026年4月12日11时10分", "2026年4月12日15时50分"
    )
    p.detention(
        "巩磊",
        "禾公南（刑）拘字〔2026〕61号",
        "2026年4月12日15时30分",
        "2026年4月12日19时10分",
        hours=("2026-04-12T15:30", "2026-04-12T19:10"),
    )
    case.finding("TIM006", "4月12日15时30分宣布拘留，拘留后首次讯问在4月14日9时10分", p.here)
    p.told_family("巩磊", "禾公南（刑）拘通字〔2026〕61号", "巩建国", "2026年4月12日15时30分", "9", "05")
    p.detention(
        "庾小波",
        "禾公南（刑）拘字〔2026〕62号",
        "2026年4月12日16时50分",
        "2026年4月12日19时20分",
        hours=("2026-04-12T16:50", "2026-04-12T19:20"),
    )
    p.told_family("庾小波", "禾公南（刑）拘通字〔2026〕62号", "庾素英", "2026年4月12日16时50分", "9", "40")
    p.detention(
        "向阳",
        "禾公南（刑）拘字〔2026〕63号",
        "2026年4月12日16时00分",
        "2026年4月13日22时40分",
        hours=("2026-04-12T16:00", "2026-04-13T22:40"),
    )
    case.finding("TIM004", "向阳4月12日16时宣布拘留，次日22时40分才送看守所", p.here)
    p.told_family("向阳", "禾公南（刑）拘通字〔2026〕63号", "向明友", "2026年4月12日16时00分", "11", "20")
    for name, number in (("巩磊", 40), ("庾小波", 41), ("向阳", 42)):
        p.extension(name, f"禾公南（刑）延拘字〔2026〕{number}号")

    y = p.head("search_warrant", "搜查证", "禾公南（刑）搜查字〔2026〕15号")
    y = p.fill(
        80,
        y,
        435,
        "    根据《中华人民共和国刑事诉讼法》第[一百三十六]条之规定，我局侦查人员[辛博、柏林峰]对[犯罪嫌疑人巩磊位于机修路11号3单元502室的住处]进行搜查。",
    )
    y = p.stamp(y + 50, "2026-04-12")
    p.receipt(y, "本证已于2026年4月12日17时20分向我宣布。被搜查人或其家属：", "巩建国")
    y = p.head("lawyer_meeting_docs", "提供法律援助通知书", "禾公南（刑）法援字〔2026〕9号")
    y = p.fill(80, y, 435, "[禾川市南浦区法律援助中心]：")
    y = p.fill(
        80,
        y,
        435,
        "    我局办理的[巩磊等人抢劫]案，犯罪嫌疑人[向阳]，出生日期[2010年9月14日]，系[未成年人]，没有委托辩护人。"
        f"根据《中华人民共和国刑事诉讼法》第[二百七十八]条之规定，请你中心指派律师为其提供辩护。该犯罪嫌疑人现羁押在[{JAIL}]。",
    )
    y = p.stamp(y + 50, "2026-04-13")
    p.receipt(y, "本通知书已收到。法律援助中心收件人：", "芮芳", "2026年4月13日", printed=False)

    y = p.head("arrest_request", "提请批准逮捕书", "禾公南（刑）提捕字〔2026〕33号", corner="")
    paragraphs = [
        *(
            f"    犯罪嫌疑人{name}，{PEOPLE[name][0]}，{PEOPLE[name][1]}生，居民身份证号码{PEOPLE[name][2]}，汉族，住{PEOPLE[name][3]}。"
            f"{extra}2026年4月12日因涉嫌抢劫罪被我局刑事拘留，现羁押在{JAIL}。"
            for name, extra in (
                ("巩磊", "无前科。"),
                ("庾小波", "无前科。"),
                ("向阳", "作案时十五周岁，初中文化，无前科。法定代理人向明友，在外地务工。"),
            )
        ),
        "    辩护律师芮芳琳，禾川法衡律师事务所，系向阳的法律援助律师。",
        "    犯罪嫌疑人巩磊、庾小波、向阳抢劫一案，由郗梦于2026年4月11日报案至我局。我局经审查，于4月11日立案侦查。",
        "    经依法侦查查明：2026年4月10日23时许，犯罪嫌疑人巩磊提议抢路人的钱，与庾小波、向阳在纺织路铁路涵洞内拦住下夜班的郗梦，由一人持水果刀威胁，"
        "抢走挎包一个，内有现金、手机一部。郗梦左手被划伤，经鉴定为轻微伤。",
        "    认定上述事实的证据如下：被害人郗梦的陈述、证人农志强的证言、辨认笔录、搜查笔录、扣押清单、鉴定意见，犯罪嫌疑人供述亦供认不讳。犯罪嫌疑人巩磊、向阳自愿认罪认罚。",
        "    犯罪嫌疑人巩磊、庾小波、向阳结伙持刀抢劫，有串供、再犯可能，具有社会危险性。其行为触犯《中华人民共和国刑法》第二百六十三条，涉嫌抢劫罪，符合逮捕条件。"
        "根据《中华人民共和国刑事诉讼法》第八十一条、第八十七条之规定，特提请批准逮捕。",
        "    此致",
        "禾川市南浦区人民检察院",
    ]
    y = 190.0
    for words in paragraphs:
        for row in rows_of(words, font="song", size=13.5, wide=440):
            if y > 770:
                p.page()
                y = 80.0
            p.text(78, y, row, 13.5)
            y += 25
    p.stamp(y + 30, "2026-04-17")
    p.text(78, y + 100, "附：本案卷宗3卷。犯罪嫌疑人现羁押于禾川市看守所。", 12)
    p.close()


def questioning(case: Case) -> None:
    """The suspects' statements."""
    p = Paper(case, "02证据卷/01讯问笔录.pdf")
    for name, other in (("巩磊", ""), ("庾小波", ""), ("向阳", "闵慧")):
        p.rights("rights_notice_suspect", "犯罪嫌疑人", SUSPECT_RIGHTS, name, "2026年4月12日", other)
    y = p.head("minor_guardian_notice", "未成年人法定代理人到场通知书", "禾公南（刑）未到字〔2026〕8号")
    y = p.fill(80, y, 435, "[向明友]：")
    y = p.fill(
        80,
        y,
        435,
        f"    我局正在办理[巩磊等人抢劫]案，根据《中华人民共和国刑事诉讼法》第二百八十一条之规定，通知你于[2026年4月12日13时]到[{AREA}]，"
        "在讯问未成年犯罪嫌疑人[向阳]时到场。",
    )
    y = p.stamp(y + 40, "2026-04-12")
    p.fill(
        80,
        y,
        435,
        "    注：2026年4月12日11时40分电话通知向明友，其称在外省工地务工，当日及近期均不能到场，其妻已去世，同意由司法社工到场。"
        "通知人[尚可、孔祥瑞]",
        size=12.5,
        lead=23,
    )
    p.sign(330, y + 100, "尚可")
    p.sign(400, y + 100, "孔祥瑞")

    first = "我和庾小波、向阳三个人"
    p.transcript(
        "interrogation_record",
        "巩磊",
        1,
        {
            "time": "2026年4月12日11时30分至2026年4月12日12时55分",
            "place": AREA + "第一讯问室",
            "officers": ["辛博", "柏林峰"],
            "age": "23",
            "range": ["2026-04-12T11:30", "2026-04-12T12:55"],
            "signed": "2026年4月12日",
            "phone": "19904451180",
        },
        [
            (TOLD, "清楚了。我不申请回避，律师暂时不请。"),
            (
                WHO[0],
                "巩磊，2002年8月19日出生，汉族，高中文化，群众，户籍地和住址都是南浦区机修路11号3单元502室，籍贯和出生地禾川，在汽修店打工，没有曾用名。家里有父亲巩建国。高中毕业后一直打零工。",
            ),
            (WHO[1], "都没有，也不是代表、委员。"),
            ("你因为什么事被传唤？", "因为4月10号晚上抢了一个女的的包。"),
            (
                "把经过讲一下。",
                f"那天晚上九点多，{first}在盐店街的烧烤摊碰的头，喝了几瓶啤酒。大概晚上十一点左右，我们走到纺织路的铁路涵洞，看见一个女的一个人走过来。庾小波掏出一把水果刀顶着她，让她把包拿出来，向阳把包夺过来，我在洞口望风。",
                "gong-knife",
            ),
            ("包里有什么东西？", "有六百块钱现金，一部白色手机，还有口红和钥匙。", "gong-cash"),
            ("是谁提出来抢的？", "是庾小波先提出来的，他说手头紧。", "gong-idea"),
            ("当时你们怎么碰面的？", "在盐店街老黄烧烤摊碰面的，三个人一起喝的酒。", "gong-meet"),
            ("被抢的女的有没有受伤？", "她抓刀的时候左手划了一下，流了点血。"),
            ("抢来的钱怎么分的？", "我拿了三百，庾小波二百，向阳一百，手机在我住的地方。"),
            (
                "你还有什么要说的？",
                "我后悔，我认罪认罚。",
            ),
        ],
    )
    p.transcript(
        "interrogation_record",
        "巩磊",
        2,
        {
            "time": "2026年4月14日9时10分至2026年4月14日10时20分",
            "place": JAIL + "第四讯问室",
            "officers": ["辛博", "柏林峰"],
            "age": "23",
            "range": ["2026-04-14T09:10", "2026-04-14T10:20"],
            "signed": "2026年4月14日",
            "came": "／",
        },
        [
            (TOLD, "清楚。"),
            ("你以前讲的是不是事实？", "是事实。"),
            ("刀是哪里来的？", "是庾小波带来的，平时放在他的腰包里，黑色的刀把。"),
            ("刀现在在哪里？", "我不知道，他收走了。"),
            ("你们三个是怎么离开的？", "从涵洞南边跑的，跑到机修路就散了。"),
            ("还有什么补充？", "没有。"),
        ],
        hands=("辛博",),
    )
    case.finding("SIG005", "巩磊第二次讯问笔录记两名讯问人，末页只有辛博一人签名", p.here)
    p.transcript(
        "interrogation_record",
        "庾小波",
        1,
        {
            "time": "2026年4月12日13时50分至2026年4月12日15时05分",
            "place": AREA + "第二讯问室",
            "officers": ["尚可", "孔祥瑞"],
            "age": "20",
            "range": ["2026-04-12T13:50", "2026-04-12T15:05"],
            "signed": "2026年4月12日",
            "phone": "19904452271",
        },
        [
            (TOLD, "清楚了。"),
            (
                WHO[0],
                "我叫庾小波，小名波波，2006年1月27日生，汉族，中专文化，团员，籍贯、出生地、户籍都在禾川市南浦区盐店街46号，也住在那里，没有工作。家里有姑姑庾素英。上完中专就在家闲着。",
            ),
            (WHO[1], "没有受过处罚，不是人大代表和政协委员。"),
            (
                "讲讲4月10日晚上的事。",
                "那天晚上九点钟的样子，我和巩磊、向阳在盐店街吃烧烤。吃完闲逛到纺织路那个涵洞，已经差不多十一点了。来了一个女的，巩磊拿刀顶住她，我没有拿刀，我站在旁边。包是向阳抢下来的。",
                "yu-knife",
            ),
            ("谁提议抢的？", "巩磊提议的，他说搞点钱上网。我当时还劝了一句。", "yu-idea"),
            ("包里有什么？", "一部手机、钥匙，现金我不清楚，我分到两百块。"),
            ("女的伤在哪里？", "好像手上破了。"),
            ("你还有什么要说明的？", "没有了。"),
        ],
    )
    p.transcript(
        "interrogation_record",
        "庾小波",
        2,
        {
            "time": "2026年4月13日10时00分至2026年4月13日10时50分",
            "place": JAIL + "第二讯问室",
            "officers": ["尚可", "孔祥瑞"],
            "age": "20",
            "range": ["2026-04-13T10:00", "2026-04-13T10:50"],
            "signed": "2026年4月13日",
        },
        [
            (TOLD, "知道了。"),
            ("你拘留前的供述属实吗？", "属实。"),
            ("你当晚穿什么衣服？", "黑色卫衣，牛仔裤。"),
            ("你还有什么要补充？", "没有。"),
        ],
    )
    adult = {"other": "闵慧", "age": "15"}
    p.transcript(
        "interrogation_record",
        "向阳",
        1,
        {
            "time": "2026年4月12日13时40分至2026年4月12日14时50分",
            "place": AREA + "未成年人讯问室",
            "officers": ["时佳", "柏林峰"],
            "range": ["2026-04-12T13:40", "2026-04-12T14:50"],
            "signed": "2026年4月12日",
            **adult,
        },
        [
            (
                "我们是禾川市公安局南浦分局刑事侦查大队的侦查人员（出示人民警察证）。你未满十八周岁，你父亲向明友在外省务工不能到场，我们通知了司法社工闵慧（女，南浦区阳光社工站）作为合适成年人到场。《犯罪嫌疑人诉讼权利义务告知书》给你们看了，"
                "你可以请律师、申请法律援助、申请回避，如实供述和认罪认罚可以从宽。本次讯问全程同步录音录像，听懂了吗？",
                "听懂了。闵阿姨也给我讲了。",
            ),
            (
                WHO[0],
                "我叫向阳，2010年9月14日出生，汉族，初二辍学，群众，户籍、籍贯、出生地石坝县平塘镇大塘村九组，没有别的名字，没有工作。家里有爸爸向明友，妈妈不在了，跟奶奶过。",
            ),
            (WHO[1], "没有，不是代表。"),
            (
                "4月10日晚上发生了什么事？",
                "我和他们两个在网吧碰到的，就是机修路的极速网吧，没有喝酒。后来走到涵洞，庾小波用刀吓那个女的，我把她的包抢过来了。",
                "xiang-meet",
            ),
            ("包里有多少钱？", "我没有数，磊哥给了我一百。"),
            ("你知道那把刀吗？", "知道是水果刀。"),
            ("是谁叫你去的？", "磊哥叫的，说出去搞点钱。"),
            ("还有什么说的？", "我知道错了，愿意认罪认罚。"),
        ],
    )
    p.transcript(
        "interrogation_record",
        "向阳",
        2,
        {
            "time": "2026年4月13日9时30分至2026年4月13日10时15分",
            "place": AREA + "未成年人讯问室",
            "officers": ["时佳", "辛博"],
            "range": ["2026-04-13T09:30", "2026-04-13T10:15"],
            "signed": "2026年4月13日",
            **adult,
        },
        [
            (TOLD + "合适成年人闵慧今天也在场，你父亲仍在外省不能来。", "知道，闵阿姨在。"),
            ("你昨天讲的属实吗？", "属实。"),
            ("那天你穿的什么？", "灰色校服。"),
            ("有补充吗？", "没有。"),
        ],
    )
    p.transcript(
        "interrogation_record",
        "向阳",
        3,
        {
            "time": "2026年4月16日14时00分至2026年4月16日14时40分",
            "place": JAIL + "第六讯问室",
            "officers": ["时佳", "辛博"],
            "age": "15",
            "range": ["2026-04-16T14:00", "2026-04-16T14:40"],
            "signed": "2026年4月16日",
        },
        [
            (TOLD, "听清楚了。"),
            ("今天再核实几个问题，你们跑的时候往哪边跑？", "往南边跑，跑到机修路。"),
            ("包扔在哪里？", "扔在铁路边的水沟里了。"),
            ("还有补充吗？", "没有。"),
        ],
    )
    case.finding("PER010", "向阳十五岁，第三次讯问没有法定代理人或者合适成年人到场", p.here)
    case.findings[-1]["pages"].append([p.name, p.number - 1])
    p.close()


def other_evidence(case: Case) -> None:
    """The other evidence."""
    p = Paper(case, "02证据卷/02其他证据.pdf")
    p.rights("rights_notice_victim", "被害人", [*WITNESS_RIGHTS[:3], "四、有权委托诉讼代理人，有权申请回避，有权提起附带民事诉讼。", "五、应当如实陈述，故意作虚假陈述、诬告陷害的，要负法律责任。"], "郗梦", "2026年4月11日")
    p.rights("rights_notice_witness", "证人", WITNESS_RIGHTS, "农志强", "2026年4月11日")
    p.transcript(
        "interview_record",
        "农志强",
        1,
        {
            "time": "2026年4月11日9时20分至2026年4月11日10时05分",
            "place": "禾川市公安局南浦分局刑事侦查大队询问室",
            "officers": ["孔祥瑞", "时佳"],
            "age": "48",
            "range": ["2026-04-11T09:20", "2026-04-11T10:05"],
            "signed": "2026年4月11日",
            "phone": "19904459931",
        },
        [
            (
                "我们是禾川市公安局南浦分局刑事侦查大队的民警（出示人民警察证），向你了解情况。你应当如实作证，作伪证或者隐匿罪证要负法律责任，《证人诉讼权利义务告知书》看过了吗？",
                "看过了，我如实讲。",
            ),
            ("你和当事人认识吗？", "都不认识，我在纺织路88号开小卖部。"),
            (
                "你看到了什么？",
                "昨晚十一点来钟我正关门，看见三个男的从涵洞跑出来往北边跑，后面一个女的喊抢劫，她手上有血。",
                "nong-run",
            ),
            ("三个人什么样子？", "一个穿黑色卫衣的瘦高个，一个短头发，一个像学生穿灰校服。"),
            ("当时灯亮不亮？", "涵洞口有路灯，看得清。"),
        ],
    )
    for kind, data in (
        (
            "ok",
            {
                "who": "郗梦",
                "time": "2026年4月12日18时10分至2026年4月12日18时25分",
                "count": "12张不同男性免冠照片",
                "result": "辨认人郗梦仔细看过后，指出7号照片就是在洞口望风的男子（7号系巩磊）。",
                "slots": 12,
                "witness": True,
            },
        ),
        (
            "bad",
            {
                "who": "农志强",
                "time": "2026年4月12日18时40分至2026年4月12日18时55分",
                "count": "8张不同男性免冠照片",
                "result": "辨认人农志强看过后，指出3号照片就是从涵洞跑出来的穿黑色卫衣的男子（3号系庾小波）。",
                "slots": 8,
                "witness": False,
            },
        ),
    ):
        p.start("identification_record")
        p.text(297, 76, "辨认笔录", 22, "hei", "centre")
        y = 112.0
        for words in (
            f"时间[{data['time']}]",
            f"地点[{AREA}辨认室]",
            f"侦查人员姓名、单位[孔祥瑞、时佳，{TEAM}]",
            f"记录人姓名、单位[时佳，{TEAM}]",
            f"辨认人姓名、住址[{data['who']}，{PEOPLE[data['who']][3]}]",
            f"辨认对象[{data['count']}]",
            "见证人姓名、住址[桑田，禾川市南浦区北货场12号]",
            "辨认目的[辨认实施抢劫的人]",
        ):
            y = p.fill(76, y, 445, words, size=12.5, lead=25)
        y = p.fill(
            76,
            y + 6,
            445,
            f"过程及结果：辨认前，侦查人员向辨认人详细询问了被辨认人的具体特征，告知有意作虚假辨认应负的法律责任。将[{data['count']}]无规则排列，"
            f"在见证人见证下由[{data['who']}]单独辨认。[{data['result']}]",
            size=12.5,
            lead=25,
        )
        y += 30
        y = p.receipt(y, "辨认人：", data["who"], "2026年4月12日")
        y = p.receipt(y, "见证人：", "桑田" if data["witness"] else "", "2026年4月12日" if data["witness"] else "", printed=False)
        y = p.receipt(y, "侦查人员：", "孔祥瑞", printed=False)
        p.sign(260, y - 34, "时佳")
        p.receipt(y, "记录人：", "时佳", printed=False)
        if kind == "bad":
            case.finding("SIG012", "农志强辨认笔录的见证人没有签名", p.here)
            case.finding("CON010", "照片辨认只有8张", p.here)
        p.start("identification_photo_sheet")
        p.text(297, 70, "辨认照片列表", 20, "hei", "centre")
        for k in range(data["slots"]):
            x0, y0 = 80 + 112 * (k % 4), 100 + 170 * (k // 4)
            p.box(x0, y0, x0 + 96, y0 + 130)
            p.canvas.setFillGray(0.62)
            p.canvas.ellipse(x0 + 28, p.height - y0 - 62, x0 + 68, p.height - y0 - 18, fill=1, stroke=0)
            p.canvas.rect(x0 + 16, p.height - y0 - 126, 64, 52, fill=1, stroke=0)
            p.text(x0 + 48, y0 + 148, f"{k + 1}号", 12, "song", "centre")
        number, real = ("7", "巩磊") if kind == "ok" else ("3", "庾小波")
        p.text(80, 640, f"{number}号为{real}，其余为无关人员。", 12)
        p.receipt(680, "辨认人：", data["who"], "2026年4月12日")
        if data["witness"]:
            p.receipt(714, "见证人：", "桑田", "2026年4月12日", printed=False)
        if kind == "bad":
            case.findings[-1]["pages"].append(p.here)

    for name, warrant, span, place, seen, found in (
        (
            "巩磊",
            "出示了禾公南（刑）搜查字〔2026〕15号《搜查证》",
            ("2026年4月12日17时20分", "2026年4月12日17时50分"),
            "禾川市南浦区机修路11号3单元502室",
            "巩建国",
            "在卧室床头柜抽屉内查获白色“星诺”牌手机一部，予以扣押",
        ),
        (
            "庾小波",
            "向在场人说明了来意",
            ("2026年4月14日15时10分", "2026年4月14日15时40分"),
            "禾川市南浦区盐店街46号",
            "庾素英",
            "在庾小波房间衣柜内查获黑色腰包一个，包内有水果刀一把及物品，予以扣押",
        ),
    ):
        p.start("search_record")
        p.text(297, 76, "搜 查 笔 录", 22, "hei", "centre")
        y = 112.0
        for words in (
            f"时间[{span[0]}]至[{span[1]}]",
            f"侦查人员姓名、单位[辛博、柏林峰，{TEAM}]",
            f"记录人姓名、单位[柏林峰，{TEAM}]",
            f"当事人[{seen}]",
            f"对象[{place}]",
            "见证人[桑田，禾川市南浦区北货场12号]",
            "其他在场人员[无]",
            f"事由和目的[查获{name}抢劫案的赃物、作案工具]",
        ):
            y = p.fill(76, y, 445, words, size=12.5, lead=25)
        y = p.fill(
            76,
            y + 6,
            445,
            f"过程和结果[侦查人员到达{place}，{warrant}，在{seen}和见证人在场的情况下依次对客厅、卧室进行了搜查，{found}，没有损坏其他物品。搜查于{span[1]}结束。]",
            size=12.5,
            lead=25,
        )
        y += 30
        y = p.receipt(y, "侦查人员：", "辛博", printed=False)
        p.sign(260, y - 34, "柏林峰")
        y = p.receipt(y, "记录人：", "柏林峰", printed=False)
        y = p.receipt(y, "被搜查人家属：", seen, "2026年4月1" + span[0][8:9] + "日")
        p.receipt(y, "见证人：", "桑田", printed=False)
        if name == "庾小波":
            case.finding("DOC010", "庾小波4月12日已被拘留，4月14日搜查其住处没有搜查证", p.here)
        day = "2026年4月1" + span[0][8:9] + "日"
        y = p.head("seizure_decision", "扣押决定书", f"禾公南（刑）扣字〔2026〕{30 if name == '巩磊' else 31}号")
        y = p.fill(
            80,
            y,
            435,
            f"    持有人{p.about(name)}：\n    我局在侦查[巩磊等人抢劫]案件中发现你持有的下列财物、文件可用以证明犯罪嫌疑人有罪或者无罪，"
            "根据《中华人民共和国刑事诉讼法》第一百四十一条之规定，现决定扣押（详见扣押清单）。",
        )
        y = p.stamp(y + 40, day_of(day))
        p.receipt(y, "本决定书已收到。持有人家属：", seen, day)
        p.start("seizure_list")
        p.text(297, 76, BUREAU, 16, "song", "centre")
        p.text(297, 106, "扣 押 清 单", 22, "hei", "centre")
        cells = (60, 110, 250, 310, 450, 535)
        rows = [("编号", "名称", "数量", "特征", "备注")]
        rows += (
            [("1", "手机", "1部", "白色，“星诺”牌X20，串号990000611000447", "巩磊住处")]
            if name == "巩磊"
            else [
                ("1", "腰包", "1个", "黑色尼龙，长约25厘米", "庾小波住处"),
                ("2", "水果刀", "1把", "黑色塑料刀把，全长21厘米", "庾小波住处"),
                ("3", "物品", "若干", "见袋内", "庾小波住处"),
            ]
        )
        y = 140.0
        for row in rows:
            for k, words in enumerate(row):
                p.box(cells[k], y, cells[k + 1], y + 44)
                p.wrap(cells[k] + 5, y + 18, cells[k + 1] - cells[k] - 10, words, 11, 15)
            y += 44
        p.text(70, y + 24, "（以下空白）", 11)
        y += 70
        y = p.receipt(y, "持有人家属：", seen, day)
        y = p.receipt(y, "见证人：", "桑田", day, printed=False)
        x = p.text(80, y, "办案人员：", 12.5)
        x = p.sign(x + 3, y, "辛博")
        p.sign(x + 8, y, "柏林峰")
        p.text(300, y, day, 12.5, "kai")
        p.seal(470, y, BUREAU)
        p.text(80, y + 60, "本清单一式三份，一份附卷，一份交持有人，一份交保管人员。", 10.5)
        if name == "庾小波":
            case.finding("CON013", "清单第3行写“物品 若干”", p.here)

    y = p.head("expert_engagement_letter", "鉴定聘请书", "禾公南（刑）鉴聘字〔2026〕20号")
    y = p.fill(80, y, 435, "[禾川法医临床司法鉴定所]：")
    y = p.fill(80, y, 435, "    为了查明[郗梦被抢劫]一案，特聘请你所对[郗梦的损伤程度]进行鉴定，请于[2026年4月16日]前提出鉴定意见。送检人：[孔祥瑞]，检材：[郗梦本人及急诊病历1份]，已当面移交。")
    y = p.stamp(y + 40, "2026-04-13")
    p.receipt(y, "本聘请书及检材已收到。收件人：", "葛兆棠", "2026年4月13日", printed=False)
    p.start("expert_opinion")
    p.text(297, 84, "禾川法医临床司法鉴定所", 17, "song", "centre")
    p.text(297, 114, "法医学人体损伤程度鉴定书", 21, "hei", "centre")
    p.text(515, 144, "禾法临鉴〔2026〕伤字第118号", 12, "song", "right")
    y = 176.0
    for words in (
        "一、绪言",
        f"委托单位：{BUREAU}　　送检人：孔祥瑞",
        "受理日期：2026年4月13日",
        "案情摘要：2026年4月10日23时许，郗梦被他人抢劫时左手被刀划伤。",
        f"被鉴定人：郗梦，女，1999年11月30日出生，住{PEOPLE['郗梦'][3]}。",
        "鉴定要求：损伤程度。鉴定日期：2026年4月14日。地点：本所。",
        "二、检验",
        "左手虎口见2.1厘米线状创口，已缝合，对合良好，未见神经、肌腱损伤。",
        "三、论证",
        "被鉴定人左手创口长度2.1厘米，依据《人体损伤程度鉴定标准》5.11.4条，属轻微伤。",
        "四、鉴定意见",
        "郗梦的损伤程度为轻微伤。",
    ):
        y = p.wrap(78, y, 440, words, 13, 25)
    p.text(320, y + 30, "鉴定人：", 13)
    p.sign(376, y + 30, "葛兆棠")
    p.sign(376, y + 60, "宓青")
    p.text(320, y + 92, "二〇二六年四月十五日", 13)
    p.seal(420, y + 60, "禾川法医临床司法鉴定所")
    p.field("opinion", "郗梦的损伤程度为轻微伤。")
    p.start("expert_qualification")
    p.text(297, 120, "司法鉴定许可证", 24, "hei", "centre")
    for k, words in enumerate(
        (
            "机构名称：禾川法医临床司法鉴定所",
            "许可证号：990444010",
            "业务范围：法医临床鉴定",
            "鉴定人：葛兆棠、宓青（法医临床）",
            "有效期限：2023年6月1日至2028年5月31日",
        )
    ):
        p.text(110, 190 + 36 * k, words, 14)
    y = p.head("expert_opinion_notice", "鉴定意见通知书", "禾公南（刑）鉴通字〔2026〕20号")
    y = p.fill(80, y, 435, "[巩磊、庾小波、向阳]：")
    y = p.fill(80, y, 435, "    我局聘请有关人员，对[郗梦的损伤程度]进行了[法医临床]鉴定。鉴定意见是[轻微伤]。根据《中华人民共和国刑事诉讼法》第一百四十八条之规定，如果你对该鉴定意见有异议，可以提出补充鉴定或者重新鉴定的申请。")
    y = p.stamp(y + 40, "2026-04-16")
    for name in ("巩磊", "庾小波", "向阳"):
        y = p.receipt(y, "本通知书已收到。犯罪嫌疑人：", name, "2026年4月16日")
    y = p.receipt(y, "被害人或其家属：", "")
    case.finding("RIG005", "损伤鉴定只告知了犯罪嫌疑人，没有告知被害人郗梦", p.here)

    p.start("arrival_explanation")
    p.text(297, 90, "到案经过", 24, "hei", "centre")
    y = p.wrap(
        80,
        136,
        435,
        "    2026年4月12日10时40分，我大队侦查员辛博、柏林峰在南浦区机修路极速网吧找到涉嫌抢劫的巩磊、向阳，出示传唤证后带至执法办案中心；同日13时许，尚可、孔祥瑞在盐店街46号将庾小波传唤到案。三人到案时均未反抗。",
        13.5,
        26,
    )
    y = p.receipt(y + 30, "侦查员：", "辛博", printed=False)
    p.sign(190, y - 34, "柏林峰")
    p.sign(260, y - 34, "尚可")
    p.sign(330, y - 34, "孔祥瑞")
    p.stamp(y + 20, "2026-04-12", TEAM)
    for name in ("巩磊", "庾小波", "向阳"):
        sex, born, number, home = PEOPLE[name]
        p.start("identity_certificate")
        p.text(297, 110, "常住人口信息", 22, "hei", "centre")
        y = 160.0
        for label, value in (("姓名", name), ("性别", sex), ("民族", "汉族"), ("出生日期", born), ("公民身份号码", number), ("户籍所在地", home)):
            p.box(90, y, 200, y + 34)
            p.box(200, y, 505, y + 34)
            p.text(100, y + 22, label, 13)
            p.text(210, y + 22, value, 13, "kai")
            y += 34
        p.text(500, y + 60, "禾川市公安局南浦分局户政大队", 13, "song", "right")
        p.text(500, y + 86, "2026年4月12日", 13, "song", "right")
        p.seal(430, y + 70, "禾川市公安局南浦分局户政大队")
        if name == "向阳":
            p.text(90, y + 150, "另附石坝县妇幼保健院出生医学证明复印件，载明出生日期2010年9月14日，与户籍一致。", 11)
    p.start("audio_video_statement")
    p.text(297, 90, "同步录音录像说明", 22, "hei", "centre")
    y = p.wrap(
        80,
        136,
        435,
        "    巩磊、庾小波、向阳抢劫案中，对三名犯罪嫌疑人的全部七次讯问均全程不间断同步录音录像，光盘编号NP2026-0412-01至07，一案一盘，已随案封存；对两处住所的搜查亦进行了录像。",
        13.5,
        26,
    )
    y = p.receipt(y + 20, "制作人：", "孔祥瑞", "2026年4月16日", printed=False)
    p.sign(320, y - 34, "时佳")
    p.stamp(y + 20, "2026-04-16", TEAM)
    p.close()
    case.word_file(
        "interview_record",
        "02证据卷/03询问笔录（郗梦）.docx",
        [
            "询问笔录",
            "第1次",
            "时间：2026年4月11日1时00分至2026年4月11日2时10分",
            "地点：禾川市公安局南浦分局刑事侦查大队询问室",
            f"询问人：尚可、孔祥瑞  工作单位：{TEAM}",
            f"记录人：孔祥瑞  工作单位：{TEAM}",
            "被询问人：郗梦  性别：女  年龄：26  出生日期：1999年11月30日",
            f"身份证件种类及号码：居民身份证{PEOPLE['郗梦'][2]}",
            f"现住址：{PEOPLE['郗梦'][3]}  联系方式：19900447712",
            f"户籍所在地：{PEOPLE['郗梦'][3]}",
            "问：我们是禾川市公安局南浦分局刑事侦查大队的民警（出示人民警察证），现依法询问你。你应当如实陈述，作虚假陈述或者隐匿证据要负法律责任。《被害人诉讼权利义务告知书》已交给你，看清楚了吗？",
            "答：看清楚了。",
            "问：你来有什么事？",
            "答：我来报案，刚才被人抢了。",
            "问：说一下经过。",
            "答：昨天晚上十一点左右我下夜班往宿舍走，走到纺织路铁路涵洞里，两个男的拦住我，一个高个子拿刀顶着我，另一个小孩一样的把我的包抢走了，洞口还站着一个人。我去挡刀，左手被划了。",
            "问：你被抢了什么？",
            "答：一个咖啡色挎包，里面有现金一千三百元，是当天刚发的加班费，还有一部白色星诺手机、口红、钥匙。",
            "问：你看清他们了吗？",
            "答：有路灯，看得比较清楚。高个子穿黑色卫衣，二十岁左右；小的穿灰色校服；洞口那个短头发。",
            "问：他们往哪边跑的？",
            "答：往南边跑的，机修路那个方向。",
            "问：还有什么补充？",
            "答：没有。",
            "以上笔录我看过，和我说的相符。郗梦（捺指印） 2026年4月11日",
            "询问人：尚可  孔祥瑞",
        ],
    )
    place = ["02证据卷/03询问笔录（郗梦）.docx", 1]
    for tag in ("xi-cash", "xi-run", "xi-knife"):
        case.places[tag] = place
    case.fields += [
        {"source": place[0], "page": 1, "field": "time_range", "value": ["2026-04-11T01:00", "2026-04-11T02:10"]},
        {"source": place[0], "page": 1, "field": "subject_name", "value": "郗梦"},
    ]


def main() -> None:
    """Write the case."""
    (HERE / "02证据卷").mkdir(parents=True, exist_ok=True)
    case = Case(HERE, day="2026-04-18", note="三人夜间持刀抢劫，其中一人十五岁，刑事拘留后提请批准逮捕")
    letters(case)
    questioning(case)
    other_evidence(case)
    case.conflict("action", "gong-knife", "yu-knife", "持刀的人：巩磊说是庾小波，庾小波说是巩磊、自己没有拿刀")
    case.conflict("action", "gong-idea", "yu-idea", "谁先提议抢：互指对方")
    case.conflict("amount", "gong-cash", "xi-cash", "包内现金：六百元／一千三百元")
    case.conflict("place", "gong-meet", "xiang-meet", "当晚在哪里碰面：烧烤摊／网吧")
    case.conflict("place", "nong-run", "xi-run", "逃跑方向：北边／南边")
    case.look_alike("gong-knife", "xiang-meet", "喝酒／没有喝酒，谁拿刀")
    case.look_alike("yu-knife", "xiang-meet", "谁拿刀、在哪里碰面")
    case.look_alike("yu-knife", "xi-knife", "谁拿刀")
    case.look_alike("gong-idea", "xiang-meet", "谁叫的")
    case.write(
        rules=RULES,
        tolerated=["CNS009", "STA008", "CON002", "CON003", "CON012", "EVD002", "EVD005", "DOC012", "DOC014", "RIG009", "PER006", "PLC005", "PLC006", "CNS005", "CNS006", "CNS008", "RIG002", "RIG003", "TIM003", "SIG010", "SIG011", "DOC013", "CNS011", "CNS007"],
    )


if __name__ == "__main__":
    main()
