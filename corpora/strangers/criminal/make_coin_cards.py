"""Helping an online crime with bank cards and crypto coins: two on bail, two volumes exported by the case system, two typed texts.

Look: a serial at the top right and "第n页/共m页" at the top left, sans-serif body, labels with full-width colons, typed signatures with
prints, seals, dates such as 2026-03-12 09:30 in the heads.
"""

from __future__ import annotations

from pathlib import Path

from paper import RULES, Case, Sheets, chinese_day, id_number, rows_of

HERE = Path(__file__).resolve().parent / "coin-cards"
BUREAU = "清澜市公安局滨江分局"
UNIT = "清澜市公安局滨江分局网络安全保卫大队"
ROOM = "清澜市公安局滨江分局执法办案管理中心"
PEOPLE = {
    "海潮": ("男", "1998-02-11", id_number("995106", "19980211", "015"), "清澜市滨江区望江东街19号4栋1102室", "19905510211"),
    "郦文": ("男", "2001-07-07", id_number("995106", "20010707", "033"), "清澜市滨江区船厂路3号附6号", "19905510707"),
    "宫秀兰": ("女", "1961-10-26", id_number("995132", "19611026", "028"), "清澜市古塔区菱角塘社区2组", "19905511026"),
    "晏青": ("女", "1999-05-18", id_number("995106", "19990518", "066"), "清澜市滨江区船厂路3号附6号", "19905510518"),
}


class Print(Sheets):
    """The look of the case system."""

    def open(self, kind: str, title: str, number: str = "", *, unit: str = BUREAU) -> float:
        self.start(kind)
        self.text(535, 30, f"QLBJ202600{self.number:02d}8817", 8, "song", "right")
        self.text(60, 30, "滨江分局案件信息系统", 8, "song")
        if unit:
            self.text(297, 76, unit, 16, "hei", "centre")
        if title:
            self.text(297, 108, title, 22, "hei", "centre")
        if number:
            self.text(535, 136, number, 11.5, "hei", "right")
            self.field("doc_no", number)
        return 168

    def letter(self, kind: str, title: str, number: str, words: list[str], day: str, *, by: str = "", unit: str = BUREAU) -> float:
        y = self.open(kind, title, number, unit=unit)
        for paragraph in words:
            y = self.wrap(76, y, 445, paragraph, 13, 25, "hei")
        self.text(520, y + 36, by or unit, 13, "hei", "right")
        self.text(520, y + 60, chinese_day(day), 13, "hei", "right")
        self.seal(455, y + 44, by or unit, 110)
        return y + 130

    def ack(self, y: float, label: str, name: str, when: str = "", *, printed: bool = True) -> float:
        x = self.text(76, y, label, 12, "hei")
        x = self.sign(x + 6, y, name, printed=printed)
        if when:
            self.text(x + 8, y, when, 12, "hei")
        return y + 34

    def about(self, name: str) -> str:
        sex, born, number, home, _ = PEOPLE[name]
        return f"{name}（{sex}，{born}出生，身份证号码{number}，住{home}）"

    def lines(self, y: float, pairs: list[tuple[str, str]], *, wide: float = 445) -> float:
        for label, value in pairs:
            y = self.wrap(76, y, wide, f"{label}：{value}", 12, 21, "hei")
        return y

    def transcript(self, kind: str, name: str, ordinal: int, facts: dict, pairs: list[tuple[str, ...]], *, closing: str = "以上笔录我看过，和我说的相符。") -> None:
        verb = "讯问" if kind == "interrogation_record" else "询问"
        y = self.open(kind, f"{verb}笔录", unit=UNIT)
        self.text(535, 108, f"第{ordinal}次", 12, "hei", "right")
        sex, born, number, home, phone = PEOPLE[name]
        officers = facts["officers"]
        y = self.lines(
            y - 32,
            [
                (f"{verb}时间", f"{facts['begin']} 至 {facts['end']}"),
                (f"{verb}地点", facts["place"]),
                (f"{verb}人", f"{'，'.join(officers)}　　记录人：{officers[1]}　　单位：{UNIT}"),
                (f"被{verb}人", f"{name}　　性别：{sex}　　出生日期：{born}"),
                ("证件号码", f"居民身份证{number}　　人大代表：□是 ■否"),
                ("现住址", f"{home}　　联系电话：{phone}"),
                ("户籍地址", home),
            ],
        )
        self.field("time_range", facts["range"])
        self.field("subject_name", name)
        self.field("officers", officers)
        self.field("place", facts["place"])
        self.line(76, y - 10, 521, y - 10)
        y += 12
        page = 1
        for pair in pairs:
            for mark, words in (("", f"问：{pair[0]}"), (pair[2] if len(pair) > 2 else "", f"答：{pair[1]}")):
                for k, row in enumerate(rows_of(words, font="hei", size=12, wide=445)):
                    if y > 745:
                        self.foot(name, page)
                        self.page()
                        page, y = page + 1, 70.0
                    if mark and k == 0:
                        self.mark(mark)
                    self.text(76, y, row, 12, "hei")
                    y += 22
        if y > 660:
            self.foot(name, page)
            self.page()
            page, y = page + 1, 70.0
        if closing:
            self.text(76, y + 4, closing, 12.5, "kai")
        self.ack(y + 40, f"被{verb}人：", name, facts["range"][1][:10])
        x = self.text(76, y + 80, f"{verb}人：", 12, "hei")
        x = self.sign(x + 4, y + 80, officers[0])
        self.sign(x + 10, y + 80, officers[1])
        x = self.text(330, y + 80, "记录人：", 12, "hei")
        self.sign(x + 4, y + 80, officers[1])
        self.foot(name, page)

    def foot(self, name: str, page: int) -> None:
        self.text(297, 818, f"— {page} —", 9, "song", "centre")
        x = self.text(350, 796, "", 11, "hei")
        self.sign(x + 30, 796, name, printed=True, size=14)


CONTENTS = [
    ("受案登记表", "清公滨（网）受案字〔2026〕77号", "2026-02-20"),
    ("受案回执", "", "2026-02-20"),
    ("立案决定书", "清公滨（网）立字〔2026〕61号", "2026-03-06"),
    ("立案告知书", "清公滨（网）立告字〔2026〕61号", "2026-03-06"),
    ("传唤证（海潮）", "清公滨（网）传唤字〔2026〕20号", "2026-03-12"),
    ("传唤证（郦文）", "清公滨（网）传唤字〔2026〕21号", "2026-03-12"),
    ("取保候审决定书（海潮）", "清公滨（网）取保字〔2026〕15号", "2026-03-12"),
    ("取保候审执行通知书（海潮）", "清公滨（网）取保字〔2026〕15号", "2026-03-12"),
    ("保证书（海潮）", "", "2026-03-12"),
    ("收取保证金通知书（海潮）", "清公滨（网）收保字〔2026〕6号", "2026-03-12"),
    ("被取保候审人义务告知书（海潮）", "", "2026-03-12"),
    ("取保候审决定书（郦文）", "清公滨（网）取保字〔2026〕16号", "2026-03-12"),
    ("取保候审执行通知书（郦文）", "清公滨（网）取保字〔2026〕16号", "2026-03-12"),
    ("保证书（郦文）", "", "2026-03-12"),
    ("被取保候审人义务告知书（郦文）", "", "2026-03-12"),
    ("协助冻结财产通知书", "清公滨（网）冻财字〔2026〕9号", "2026-03-07"),
    ("协助冻结财产通知书（续冻）", "清公滨（网）冻财字〔2026〕48号", "2026-09-18"),
    ("调取证据通知书", "清公滨（网）调证字〔2026〕31号", "2026-03-07"),
]


def first_volume(case: Case) -> None:
    """Litigation papers."""
    p = Print(case, "卷一 诉讼文书.pdf", pen="type")
    p.start("volume_cover")
    p.text(297, 150, "刑事侦查卷宗", 34, "hei", "centre")
    p.text(297, 190, "诉讼文书卷　第1卷　共2卷", 14, "song", "centre")
    p.lines(
        280,
        [
            ("案件名称", "海潮、郦文帮助信息网络犯罪活动案"),
            ("案件编号", "A9951065800002026020012"),
            ("犯罪嫌疑人", "海潮、郦文"),
            ("立案时间", "2026年3月6日"),
            ("结案时间", ""),
            ("立卷单位", UNIT),
            ("立卷人", "司徒明"),
            ("审核人", "国栋梁"),
        ],
    )
    p.start("volume_contents")
    p.text(297, 74, "卷内文书目录", 20, "hei", "centre")
    cells = (50, 85, 290, 445, 505, 545)
    y = 96.0
    for row in [("序号", "题名", "文号", "日期", "页号")] + [
        (str(k + 1), *entry, str(k + 3)) for k, entry in enumerate(CONTENTS)
    ]:
        for k, words in enumerate(row):
            p.box(cells[k], y, cells[k + 1], y + 30)
            p.text(cells[k] + 3, y + 19, words, 9.5 if k == 2 else 10, "hei")
        y += 30

    y = p.open("case_acceptance_form", "受案登记表", "清公滨（网）受案字〔2026〕77号", unit="")
    sex, born, number, home, phone = PEOPLE["宫秀兰"]
    y = p.lines(
        y,
        [
            ("受案单位", UNIT),
            ("案件来源", "□110指令　□工作中发现　■报案　□投案　□移送　□扭送　□其他"),
            ("报案人", f"宫秀兰　　性别：{sex}　　出生日期：{born}"),
            ("身份证件", f"居民身份证{number}　　联系方式：{phone}"),
            ("现住址", home),
            ("接报民警", "司徒明、燕北　　接报时间：2026年2月20日15时20分　　接报地点：网安大队接待室"),
            ("简要案情", "宫秀兰报称2026年2月18日在网上被人以投资虚拟币为名骗走46000元，款项转入户名海潮、郦文的两个银行账户，后被转换为虚拟币。"),
            ("受案意见", "■属本单位管辖的刑事案件，建议及时立案侦查　□属行政案件　□其他"),
        ],
    )
    x = p.text(76, y + 20, "受案民警：", 12, "hei")
    x = p.sign(x, y + 20, "司徒明")
    x = p.sign(x + 6, y + 20, "燕北")
    p.text(x + 6, y + 20, "2026-02-20", 12, "hei")
    x = p.text(76, y + 60, "受案审批：同意受案。　受案部门负责人：", 12, "hei")
    x = p.sign(x, y + 60, "国栋梁")
    p.text(x + 6, y + 60, "2026-02-20", 12, "hei")
    p.seal(460, y + 40, UNIT, 104)
    p.field("reporter_name", "宫秀兰")
    p.field("received_at", "2026-02-20T15:20")
    y = p.letter(
        "acceptance_receipt",
        "受案回执",
        "",
        ["宫秀兰：", "　　你于2026年2月20日报称的被诈骗一案，我单位已受理（受案登记表文号为清公滨（网）受案字〔2026〕77号）。可登录清澜公安政务服务平台或拨打0551-8860033查询进展，对办理情况有意见可拨打12389投诉。", "　　联系人：司徒明　联系方式：0551-8860034"],
        "2026-02-20",
        by=UNIT,
        unit="",
    )
    p.ack(y, "报案人：", "宫秀兰", "2026-02-20")
    p.field("acceptance_no", "清公滨（网）受案字〔2026〕77号")
    p.letter("filing_decision", "立案决定书", "清公滨（网）立字〔2026〕61号", ["　　根据《中华人民共和国刑事诉讼法》第一百一十二条之规定，决定对海潮等人帮助信息网络犯罪活动案立案侦查。"], "2026-03-06")
    case.finding("TIM018", "2月20日受案，3月6日才立案，十四天，没有延长审查的批准", p.here, [p.name, p.number - 2])
    y = p.letter("filing_notice_to_victim", "立案告知书", "清公滨（网）立告字〔2026〕61号", ["宫秀兰：", "　　你控告的被骗一案，我局认为有犯罪事实，已以海潮等人帮助信息网络犯罪活动案立案侦查。"], "2026-03-06")
    p.ack(y, "控告人：", "宫秀兰", "2026-03-06")
    for name, number, came, left in (("海潮", 20, "9时00分", "19时40分"), ("郦文", 21, "9时20分", "18时30分")):
        y = p.letter(
            "summons_criminal",
            "传唤证",
            f"清公滨（网）传唤字〔2026〕{number}号",
            ["　　根据《中华人民共和国刑事诉讼法》第一百一十九条之规定，兹传唤涉嫌帮助信息网络犯罪活动罪的犯罪嫌疑人" + p.about(name) + f"，于2026年3月12日9时到{ROOM}接受讯问。"],
            "2026-03-11",
        )
        y = p.ack(y, "本证已于2026年3月11日收到。被传唤人：", name)
        y = p.ack(y, f"到达时间：2026年3月12日{came}。被传唤人：", name)
        p.ack(y, f"结束时间：2026年3月12日{left}。被传唤人：", name)
        p.field("suspect_name", name)
    for name, number, surety in (("海潮", 15, "海建民"), ("郦文", 16, "郦长河")):
        y = p.letter(
            "bail_decision",
            "取保候审决定书",
            f"清公滨（网）取保字〔2026〕{number}号",
            ["　　犯罪嫌疑人" + p.about(name) + f"。我局正在侦查海潮、郦文帮助信息网络犯罪活动案，因犯罪嫌疑人可能判处管制、拘役或者独立适用附加刑，根据《中华人民共和国刑事诉讼法》第六十七条第一款第（一）项之规定，决定对其取保候审，期限从2026年3月12日起算。犯罪嫌疑人应当遵守《中华人民共和国刑事诉讼法》第七十一条的规定，接受保证人{surety}的监督" + ("，并交纳保证金5000元。" if name == "海潮" else "。")],
            "2026-03-12",
        )
        p.ack(y, "本决定书已向我宣读，我已收到。被取保候审人：", name, "2026年3月12日")
        p.field("from", "2026-03-12")
        if name == "海潮":
            case.finding("DOC007", "对海潮同时要求保证人和保证金", p.here)
        y = p.letter(
            "bail_decision",
            "取保候审执行通知书",
            f"清公滨（网）取保字〔2026〕{number}号",
            ["望江派出所：", "　　犯罪嫌疑人" + p.about(name) + f"已被决定取保候审，期限从2026年3月12日起算，保证人{surety}。请依法执行。"],
            "2026-03-12",
        )
        p.ack(y, "执行机关收件人：", "水生", "2026-03-12", printed=False)
        y = p.open("bail_guarantee_letter", "保证书", unit="")
        y = p.wrap(76, y, 445, f"　　我叫{surety}，身份证号码{id_number('995106', '19700314', '011' if name == '海潮' else '059')}，住{PEOPLE[name][3]}，与{name}系父子关系。我自愿作{name}的保证人，监督其遵守刑事诉讼法第七十一条的规定，发现其违反规定及时向执行机关报告。保证人的义务和不履行义务的法律后果已向我告知，我清楚。", 13, 25, "hei")
        p.ack(y + 30, "保证人：", surety, "2026-03-12")
        if name == "海潮":
            y = p.letter("bail_deposit_notice", "收取保证金通知书", "清公滨（网）收保字〔2026〕6号", ["海潮：", "　　你因涉嫌帮助信息网络犯罪活动罪被取保候审，应当交纳保证金人民币5000元，限于2026年3月13日前向清澜银行滨江支行（账户990055110026）交纳。"], "2026-03-12")
            p.ack(y, "被取保候审人：", name, "2026年3月12日")
            case.findings[-1]["pages"].append(p.here)
        y = p.open("bail_obligations_notice", "被取保候审人义务告知书")
        y = p.wrap(76, y, 445, "　　根据《中华人民共和国刑事诉讼法》第七十一条，被取保候审人应当遵守：未经执行机关批准不得离开所居住的市、县；住址、工作单位和联系方式发生变动的，在二十四小时以内报告；传讯时及时到案；不得干扰证人作证；不得毁灭、伪造证据或者串供。违反规定的，依法处理。", 13, 25, "hei")
        p.ack(y + 30, "本告知书内容已向我宣读。被取保候审人：", name, "2026-03-12")

    def freeze(number: int, day: str, span: str) -> None:
        y = p.letter(
            "asset_query_notice",
            "协助冻结财产通知书",
            f"清公滨（网）冻财字〔2026〕{number}号",
            ["清澜银行滨江支行：", f"　　根据《中华人民共和国刑事诉讼法》第一百四十四条之规定，请予冻结犯罪嫌疑人海潮的下列财产：存款，账号990055110207731，户名海潮，冻结金额人民币18600元，冻结期限六个月，{span}。"],
            day,
        )
        p.ack(y, "协助单位签收：", "柏冬", day, printed=False)

    freeze(9, "2026-03-07", "自2026年3月7日至2026年9月6日")
    freeze(48, "2026-09-18", "自2026年9月18日至2027年3月17日")
    case.finding("TIM025", "冻结存款9月6日到期，9月18日才办理续冻", p.here, [p.name, p.number - 1])
    y = p.letter("evidence_collection_notice", "调取证据通知书", "清公滨（网）调证字〔2026〕31号", ["清澜银行滨江支行：", "　　根据《中华人民共和国刑事诉讼法》第五十四条之规定，我局侦查的海潮等人帮助信息网络犯罪活动案需调取你处下列证据：户名海潮（账号990055110207731）、郦文（账号990055110207886）2026年1月1日至2月28日的开户资料和交易明细。"], "2026-03-07")
    p.ack(y, "证据持有单位收件人：", "柏冬", "2026-03-07", printed=False)
    p.close()


def second_volume(case: Case) -> None:
    """Evidence."""
    p = Print(case, "卷二 证据材料.pdf", pen="type")
    p.start("volume_cover")
    p.text(297, 150, "刑事侦查卷宗", 34, "hei", "centre")
    p.text(297, 190, "证据材料卷　第2卷　共2卷", 14, "song", "centre")
    p.lines(280, [("案件名称", "海潮、郦文帮助信息网络犯罪活动案"), ("立卷单位", UNIT), ("立卷人", "司徒明"), ("审核人", "国栋梁")])
    y = p.open("arrival_explanation", "到案经过", unit=UNIT)
    y = p.wrap(76, y, 445, "　　2026年3月11日，我大队民警司徒明、燕北经电话联系并送达传唤证，海潮、郦文于3月12日9时许自行来到执法办案管理中心接受讯问，如实说明了出借银行卡的情况。", 13, 25, "hei")
    x = p.text(76, y + 30, "民警：", 12, "hei")
    x = p.sign(x, y + 30, "司徒明")
    p.sign(x + 8, y + 30, "燕北")
    p.text(520, y + 66, UNIT, 12, "hei", "right")
    p.text(520, y + 90, "2026年3月12日", 12, "hei", "right")
    case.finding("SIG015", "到案经过没有加盖单位印章", p.here)

    y = p.open("rights_notice_suspect", "犯罪嫌疑人诉讼权利义务告知书")
    rights = "　　一、用本民族语言文字进行诉讼。二、自被第一次讯问或者采取强制措施之日起有权委托律师作为辩护人，经济困难可以申请法律援助。三、申请侦查人员、鉴定人、翻译人员回避。四、对侵犯诉讼权利和人身侮辱的行为控告。五、对提问如实回答，与本案无关的可以拒绝回答；如实供述可以从宽处理，自愿认罪认罚的依法从宽。六、核对笔录、补充更正。"
    y = p.wrap(76, y, 445, rights, 13, 25, "hei")
    p.ack(y + 30, "我已阅读并明白上述内容。犯罪嫌疑人：", "郦文", "2026年3月12日")
    p.field("signed_at", "2026-03-12")

    told = "我们是清澜市公安局滨江分局网络安全保卫大队的民警，这是我们的人民警察证。现依法对你讯问，你可以委托律师，可以申请法律援助和回避，如实供述、认罪认罚可以从宽，与本案无关的可以不答。《犯罪嫌疑人诉讼权利义务告知书》看明白了吗？"
    p.transcript(
        "interrogation_record",
        "海潮",
        1,
        {"begin": "2026-03-12 09:30", "end": "2026-03-12 10:50", "range": ["2026-03-12T09:30", "2026-03-12T10:50"], "place": ROOM + "3号讯问室", "officers": ["司徒明", "燕北"]},
        [
            ("今天叫你来，是关于你银行卡的事。你把情况说一下。", "好。"),
            ("你的基本情况？", "我叫海潮，1998年2月11日出生，汉族，大专文化，群众，籍贯、出生地清澜市，户籍和住址都在滨江区望江东街19号4栋1102室，没有曾用名，做外卖骑手。父亲海建民，母亲病故。没有受过处罚，不是人大代表、政协委员。"),
            ("银行卡的事从哪里说起？", "今年1月底，郦文介绍我认识一个网名“阿布”的人，说出租银行卡收虚拟币款能赚钱。我把自己的两张卡给了他，清澜银行和江汇银行的各一张。", "hai-cards"),
            ("你得了多少好处？", "一共拿了三千块钱，是阿布用现金给我的。", "hai-fee"),
            ("你知道这些钱是什么钱吗？", "我不知道，我以为就是炒币的正常钱，没有想到是骗来的。", "hai-know"),
            ("卡是在哪里交给阿布的？", "在滨江广场地下停车场交的，2月15号晚上。", "hai-place"),
            ("郦文在其中做什么？", "他也把自己的卡给了阿布，还帮着在手机上买U币转走。"),
            ("你还有什么补充？", "没有。"),
        ],
    )
    case.finding("RIG001", "海潮第一次讯问没有告知诉讼权利和认罪认罚规定，卷内也没有他的权利义务告知书", [p.name, p.number], [p.name, p.number - 1])
    case.finding("RIG002", "海潮第一次讯问没有告知可以委托律师、申请法律援助", [p.name, p.number], [p.name, p.number - 1])
    p.transcript(
        "interrogation_record",
        "海潮",
        2,
        {"begin": "2026-03-12 15:00", "end": "2026-03-12 16:10", "range": ["2026-03-12T15:00", "2026-03-12T16:10"], "place": ROOM + "3号讯问室", "officers": ["司徒明", "燕北"]},
        [
            (told, "明白。"),
            ("你上午说不知道钱的来路，郦文可不是这么说的。你老婆也在用你的卡，你要是不老实讲，我们今天就把你老婆也抓进来，孩子没人管。", "别抓她，跟她没有关系。我说，我大概知道那钱不干净。"),
            ("怎么知道的？", "阿布让我过一会儿就换一张卡，我猜有问题。"),
            ("收款后怎么处理？", "郦文用“星链钱包”买成USDT，转到阿布给的地址。"),
            ("还有没有补充？", "没有。"),
        ],
        closing="",
    )
    case.finding("CON008", "民警以抓捕其妻子、孩子没人管相威胁", p.here, [p.name, p.number - 1])
    case.finding("SIG002", "海潮第二次讯问笔录末页没有核对意见", p.here)
    p.transcript(
        "interrogation_record",
        "郦文",
        1,
        {"begin": "2026-03-12 10:00", "end": "2026-03-12 11:20", "range": ["2026-03-12T10:00", "2026-03-12T11:20"], "place": ROOM + "5号讯问室", "officers": ["廉洁明", "燕北"]},
        [
            (told, "看明白了，没有什么要求。"),
            ("基本情况？", "郦文，没有别名，2001年7月7日出生，汉族，高中文化，共青团员，籍贯和出生地清澜市，户籍地和现住址滨江区船厂路3号附6号，无业。父亲郦长河，女朋友晏青。没有前科，不是代表委员。"),
            ("你和海潮怎么参与的？", "阿布是海潮先认识的，海潮拉我入的伙。海潮给了阿布四张卡，我给了一张清澜银行的卡。", "li-cards"),
            ("你们得了多少钱？", "海潮拿了八千，我拿了两千，都是现金。", "li-fee"),
            ("你们知不知道这些钱是诈骗的？", "都知道。阿布明说了是“杀猪盘”的钱，当时海潮也在旁边，他还问会不会被抓。", "li-know"),
            ("卡在哪里交的？", "在海潮家楼下的奶茶店交的，2月15号晚上七点来钟。", "li-place"),
            ("钱怎么转成虚拟币？", "我用手机上的星链钱包挂单买USDT，再转到阿布给的地址，手机你们已经拿走了。"),
            ("还有补充吗？", "我自愿认罪认罚。"),
        ],
    )
    case.finding("PER005", "燕北同时出现在海潮（09:30至10:50，3号室）和郦文（10:00至11:20，5号室）的讯问笔录里", [p.name, p.number], [p.name, p.number - 1])

    y = p.open("rights_notice_victim", "被害人诉讼权利义务告知书")
    y = p.wrap(76, y, 445, "　　一、用本民族语言文字进行诉讼。二、申请回避。三、委托诉讼代理人，提起附带民事诉讼。四、对不立案决定申请复议。五、核对笔录。六、如实陈述，故意作虚假陈述、诬告陷害他人的应负法律责任。", 13, 25, "hei")
    p.ack(y + 30, "我已阅读并明白上述内容。被害人：", "宫秀兰", "2026年2月20日")
    p.transcript(
        "interview_record",
        "宫秀兰",
        1,
        {"begin": "2026-02-20 15:40", "end": "2026-02-20 16:50", "range": ["2026-02-20T15:40", "2026-02-20T16:50"], "place": "清澜市公安局滨江分局网络安全保卫大队询问室", "officers": ["司徒明", "燕北"]},
        [
            ("我们是网络安全保卫大队民警（出示人民警察证），你要如实陈述，作虚假陈述、诬告陷害要负法律责任。告知书你看清楚了吗？", "看清楚了。"),
            ("你来报什么案？", "我被骗了四万六。一个网上认识的“老师”教我买虚拟币，2月18号上午让我分两次转账，一次转给海潮18600元，一次转给郦文27400元。"),
            ("有什么证据？", "手机里的聊天记录和转账回单，我打印出来交给你们。"),
            ("后来呢？", "平台打不开了，人也联系不上。"),
            ("你认识海潮和郦文吗？", "不认识。"),
            ("还有补充吗？", "没有。"),
        ],
    )
    y = p.open("evidence_receipt_list", "接受证据材料清单")
    cells = (60, 100, 280, 340, 535)
    for row in (("编号", "名称", "数量", "特征"), ("1", "转账电子回单打印件", "2张", "金额分别为18600元、27400元，2026年2月18日"), ("2", "聊天记录打印件", "12页", "A4纸，网名“币圈老师”")):
        for k, words in enumerate(row):
            p.box(cells[k], y, cells[k + 1], y + 36)
            p.wrap(cells[k] + 5, y + 16, cells[k + 1] - cells[k] - 10, words, 11, 14, "hei")
        y += 36
    y = p.ack(y + 40, "提交人：", "宫秀兰", "2026年2月20日")
    x = p.text(76, y, "接受人：", 12, "hei")
    x = p.sign(x, y, "司徒明")
    x = p.sign(x + 8, y, "燕北")
    p.text(x + 8, y, "2026年2月20日", 12, "hei")
    p.seal(460, y + 10, UNIT, 100)

    y = p.letter("seizure_decision", "扣押决定书", "清公滨（网）扣字〔2026〕18号", ["　　持有人" + p.about("郦文") + "：", "　　根据《中华人民共和国刑事诉讼法》第一百四十一条之规定，决定扣押你持有的与海潮等人帮助信息网络犯罪活动案有关的财物，详见扣押清单。"], "2026-03-12")
    p.ack(y, "持有人：", "郦文", "2026年3月12日")
    p.start("seizure_record")
    p.text(297, 80, "扣 押 笔 录", 22, "hei", "centre")
    y = p.lines(
        120,
        [
            ("时间", "2026年3月12日11时30分至2026年3月12日11时45分"),
            ("地点", ROOM + "5号讯问室"),
            ("侦查人员姓名、单位", f"廉洁明、燕北，{UNIT}"),
            ("持有人", "郦文"),
            ("见证人", "鲜于芳，清澜市滨江区望江东街社区工作人员"),
            ("过程", "侦查人员向郦文出示扣押决定书后，郦文将其使用的黑色手机一部交出，侦查人员当场清点、登记，放入物证袋，由燕北带回保管。过程平稳。"),
        ],
    )
    y = p.ack(y + 30, "持有人：", "郦文", "2026年3月12日")
    y = p.ack(y, "见证人：", "鲜于芳", "2026年3月12日", printed=False)
    x = p.text(76, y, "侦查人员：", 12, "hei")
    x = p.sign(x, y, "廉洁明")
    p.sign(x + 8, y, "燕北")
    case.finding("EVD003", "扣押的手机没有封存，没有封存编号和照片", p.here)
    y = p.open("seizure_list", "扣押清单")
    cells = (60, 105, 230, 290, 450, 535)
    for row in (("编号", "名称", "数量", "特征", "备注"), ("1", "手机", "1部", "黑色“蓝鲸”牌B7，IMEI 990000551100778，屏幕右上角有裂纹", "内装星链钱包")):
        for k, words in enumerate(row):
            p.box(cells[k], y, cells[k + 1], y + 52)
            p.wrap(cells[k] + 5, y + 18, cells[k + 1] - cells[k] - 10, words, 11, 15, "hei")
        y += 52
    p.text(66, y + 22, "（以下空白）", 11, "hei")
    case.findings[-1]["pages"].append(p.here)
    y = p.ack(y + 60, "持有人：", "郦文", "2026年3月12日")
    y = p.ack(y, "见证人：", "鲜于芳", "2026年3月12日", printed=False)
    x = p.text(76, y, "办案人员：", 12, "hei")
    x = p.sign(x, y, "廉洁明")
    x = p.sign(x + 8, y, "燕北")
    p.text(x + 10, y, "2026年3月12日", 12, "hei")
    p.seal(470, y, BUREAU, 100)
    p.text(76, y + 50, "本清单一式三份，一份附卷，一份交持有人，一份交保管人。", 10, "hei")

    p.start("electronic_extraction_record")
    p.text(297, 80, "电子数据提取笔录", 22, "hei", "centre")
    y = p.lines(
        120,
        [
            ("时间", "2026年3月13日10时00分至2026年3月13日11时30分"),
            ("地点", "清澜市公安局滨江分局网络安全保卫大队取证室"),
            ("侦查人员", f"廉洁明、燕北，{UNIT}"),
            ("原始存储介质持有人", "郦文"),
            ("提取对象", "黑色“蓝鲸”牌B7手机内“星链钱包”交易记录、与“阿布”的聊天记录"),
            ("提取方法和过程", "使用取证软件连接手机，导出钱包交易记录41条、聊天记录218条，保存为xlsx和html文件，刻录光盘1张。"),
            ("提取的电子数据", "交易记录.xlsx；聊天记录.html"),
        ],
    )
    x = p.text(76, y + 30, "侦查人员：", 12, "hei")
    p.sign(x, y + 30, "廉洁明")
    y = p.ack(y + 70, "持有人：", "郦文", "2026年3月13日")
    p.ack(y, "见证人：", "鲜于芳", "2026年3月13日", printed=False)
    case.finding("EVD004", "提取笔录没有完整性校验值，两名侦查人员只有一人签名", p.here)
    p.start("documentary_evidence_copy")
    p.text(297, 70, "清澜银行账户交易明细", 18, "hei", "centre")
    p.text(60, 96, "户名：海潮　账号：990055110207731　期间：2026-01-01至2026-02-28", 10.5, "hei")
    y = 112.0
    cells = (60, 150, 270, 350, 440, 535)
    for row in (
        ("日期", "对方户名", "收入", "支出", "余额"),
        ("2026-02-16", "现金", "200.00", "", "311.20"),
        ("2026-02-18", "宫秀兰", "18,600.00", "", "18,911.20"),
        ("2026-02-18", "星链支付", "", "18,000.00", "911.20"),
        ("2026-02-19", "取现", "", "900.00", "11.20"),
    ):
        for k, words in enumerate(row):
            p.box(cells[k], y, cells[k + 1], y + 24)
            p.text(cells[k] + 4, y + 16, words, 10, "hei")
        y += 24
    y = p.wrap(60, y + 40, 460, "本页由清澜银行滨江支行提供，与原件核对无异。", 12, 20, "hei")
    p.ack(y, "提供人：", "柏冬", "2026-03-09", printed=False)
    p.seal(420, y, "清澜银行滨江支行", 96)
    for name in ("海潮", "郦文"):
        p.start("identity_certificate")
        p.text(297, 100, "户籍证明", 22, "hei", "centre")
        sex, born, number, home, _ = PEOPLE[name]
        y = p.wrap(76, 150, 445, f"　　兹证明{name}，{sex}，汉族，{born}出生，公民身份号码{number}，户籍登记地址为{home}。", 13, 25, "hei")
        p.text(520, y + 40, "清澜市公安局望江派出所", 13, "hei", "right")
        p.text(520, y + 64, "2026年3月12日", 13, "hei", "right")
        p.seal(450, y + 50, "清澜市公安局望江派出所")
    p.start("prior_record")
    p.text(297, 100, "违法犯罪经历查询情况", 20, "hei", "centre")
    y = p.wrap(76, 150, 445, "　　经查询全国违法犯罪人员信息，截至2026年3月12日，未发现海潮、郦文有违法犯罪记录。", 13, 25, "hei")
    x = p.text(76, y + 30, "查询人：", 12, "hei")
    p.sign(x, y + 30, "燕北")
    p.text(520, y + 64, UNIT, 12, "hei", "right")
    p.text(520, y + 88, "2026年3月12日", 12, "hei", "right")
    p.seal(450, y + 70, UNIT)
    p.start("work_explanation")
    p.text(297, 100, "工作情况说明", 20, "hei", "centre")
    y = p.wrap(76, 150, 445, "　　“阿布”系网络昵称，真实身份尚未查明，我大队正通过虚拟币流向继续追查，2026年9月20日向外省公安机关发函协查，待回复后另行处理。", 13, 25, "hei")
    x = p.text(76, y + 30, "民警：", 12, "hei")
    x = p.sign(x, y + 30, "司徒明")
    p.sign(x + 8, y + 30, "燕北")
    p.text(520, y + 64, UNIT, 12, "hei", "right")
    p.text(520, y + 88, "2026年9月20日", 12, "hei", "right")
    p.seal(450, y + 70, UNIT)
    p.close()


def main() -> None:
    """Write the case."""
    HERE.mkdir(exist_ok=True)
    case = Case(HERE, day="2026-09-28", note="出借银行卡并代买虚拟币，帮助信息网络犯罪活动，两人取保候审")
    first_volume(case)
    second_volume(case)
    case.text_file(
        "interview_record",
        "询问笔录 晏青.txt",
        "询问笔录（第1次）\n\n询问时间：2026年5月20日14时30分至15时10分\n询问地点：清澜市公安局滨江分局网络安全保卫大队询问室\n询问人：司徒明，廉洁明　　记录人：廉洁明\n工作单位：清澜市公安局滨江分局网络安全保卫大队\n"
        f"被询问人：晏青　性别：女　出生日期：1999年5月18日\n证件号码：居民身份证{PEOPLE['晏青'][2]}\n现住址：清澜市滨江区船厂路3号附6号　联系电话：19905510518\n"
        "问：我们是网安大队民警（出示人民警察证），你应当如实作证，作伪证或者隐匿罪证要承担法律责任，《证人诉讼权利义务告知书》看了吗？\n答：看了，我知道。\n"
        "问：你和郦文、海潮什么关系？\n答：郦文是我男朋友，海潮是他朋友，我和他们没有矛盾。\n"
        "问：2月15号晚上的事你知道吗？\n答：知道，我和郦文一起去的，在海潮家楼下奶茶店，七点左右，海潮把卡给了一个戴帽子的男的。\n"
        "问：你看到给了几张卡？\n答：我看到海潮拿出来四张卡，郦文给了一张。\n"
        "问：他们说过钱的来路没有？\n答：我坐在另外一桌，没听清。\n"
        "问：还有补充吗？\n答：没有。\n"
        "以上笔录我看过，和我说的相符。\n晏青（手印）2026年5月20日\n询问人：司徒明　廉洁明\n",
    )
    case.places["yan-cards"] = case.places["yan-place"] = ["询问笔录 晏青.txt", 1]
    case.conflict("amount", "hai-cards", "li-cards", "海潮交出的卡：两张／四张")
    case.conflict("amount", "hai-cards", "yan-cards", "海潮交出的卡：两张／四张")
    case.conflict("amount", "hai-fee", "li-fee", "海潮得的好处：三千／八千")
    case.conflict("denial", "hai-know", "li-know", "知不知道是诈骗的钱")
    case.conflict("place", "hai-place", "li-place", "交卡地点：地下停车场／奶茶店")
    case.conflict("place", "hai-place", "yan-place", "交卡地点：地下停车场／奶茶店")
    case.look_alike("hai-cards", "li-know", "谁先认识阿布、谁介绍谁")
    case.look_alike("hai-cards", "li-fee", "")
    case.write(
        rules=RULES,
        tolerated=["CNS009", "STA008", "CON002", "CON003", "CON012", "EVD002", "EVD005", "RIG003", "DOC011", "DOC012", "DOC013", "DOC014", "RIG009", "PER006", "PER015", "PLC005", "PLC006", "CNS006", "CNS007", "CNS008", "TIM019", "CNS011", "DOC001", "STA002", "STA003", "EVD008", "DOC009", "CON006", "SIG011"],
    )


if __name__ == "__main__":
    main()
