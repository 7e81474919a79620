"""Drug sale, in custody, sent for prosecution: two volumes without contents lists.

Look: label and value in two columns without rules, a head with the form's edition, the record's page count at the top,
question marks in half width, Chinese-numeral dates mixed with dotted ones, names typed in a hand font.
"""

from __future__ import annotations

from pathlib import Path

from paper import RULES, Case, Sheets, chinese_day, id_number, rows_of

HERE = Path(__file__).resolve().parent / "drug-sale"
BUREAU = "云栖县公安局"
SQUAD = "云栖县公安局禁毒大队"
JAIL = "云栖县看守所"
CENTRE = "云栖县公安局执法办案中心"
QI = {
    "name": "亓官亮",
    "sex": "男",
    "born": "1983年12月1日",
    "id": id_number("992304", "19831201", "017"),
    "home": "云栖县南浦镇锦绣路55号锦绣苑4栋502",
    "phone": "19908721166",
}
MI = {
    "name": "米兰香",
    "sex": "女",
    "born": "1992年8月16日",
    "id": id_number("992304", "19920816", "042"),
    "home": "云栖县南浦镇老码头巷11号",
    "phone": "19908725903",
}
YU = {
    "name": "于静",
    "sex": "女",
    "born": "1986年5月20日",
    "id": id_number("992304", "19860520", "026"),
    "home": QI["home"],
    "phone": "19908721167",
}
PERSON = f"{QI['name']}，男，{QI['born']}出生，居民身份证号码{QI['id']}，住{QI['home']}"


class Form(Sheets):
    """Two columns without rules."""

    def open(
        self, kind: str, title: str, number: str = "", *, unit: str = BUREAU, edition: str = "刑事法律文书（2020版）"
    ) -> float:
        self.start(kind)
        if edition:
            self.text(64, 46, edition, 8.5, "hei")
        if unit:
            self.text(297, 86, unit, 18, "song", "centre")
        self.text(297, 120, title, 24, "song", "centre")
        self.text(297.4, 120, title, 24, "song", "centre")
        if number:
            self.text(297, 148, f"（{number}）" if len(number) < 3 else number, 12, "song", "centre")
            self.field("doc_no", number)
        return 186

    def pair(self, y: float, label: str, value: str, *, at: float = 210, size: float = 12) -> float:
        """The label in the left column, the value (several rows if need be) in the right one."""
        self.text(76, y, label, size, "hei")
        return self.wrap(at, y, 515 - at, value, size, 22)

    def body(self, y: float, *paragraphs: str, size: float = 14) -> float:
        for words in paragraphs:
            y = self.wrap(76, y, 445, words, size, size * 1.85)
        return y

    def stamp(self, y: float, day: str, unit: str = BUREAU) -> None:
        self.text(440, y, chinese_day(day), 13, "song", "centre")
        self.text(440, y - 24, unit, 13, "song", "centre")
        self.seal(440, y - 12, unit, 112)

    def signed(self, y: float, label: str, *names: str, printed: bool = False, when: str = "", x: float = 76) -> float:
        x = self.text(x, y, label, 12) + 3
        for name in names:
            x = self.sign(x, y, name, printed=printed) + 6
        if when:
            x = self.text(x, y, when, 12, "kai")
        return y + 36

    def transcript(
        self,
        kind: str,
        ordinal: str,
        facts: dict,
        lines: list[tuple[str, str]],
        last: str = "以上笔录我看过，和我说的相符。",
    ) -> None:
        verb = "讯问" if kind == "interrogation_record" else "询问"
        who = facts["who"]
        self.start(kind)
        rows = [
            r
            for tag, words in lines
            for r in [
                (tag if k == 0 else "", row) for k, row in enumerate(rows_of(words, font="song", size=12, wide=452))
            ]
        ]
        self.text(64, 46, "刑事法律文书（2020版）", 8.5, "hei")
        self.text(297, 84, f"{verb} 笔 录", 24, "song", "centre")
        self.text(515, 108, f"第 {ordinal} 次{verb}", 11, "song", "right")
        y = 132.0
        for label, value in (
            (f"{verb}时间", facts["time"]),
            (f"{verb}地点", facts["place"]),
            (f"{verb}人及单位", f"{facts['officers'][0]}、{facts['officers'][1]}（{SQUAD}）"),
            ("记录人及单位", f"{facts['officers'][1]}（{SQUAD}）"),
            (f"被{verb}人", f"{who['name']}    性别：{who['sex']}    出生日期：{who['born']}"),
            ("身份证件种类及号码", "居民身份证 " + who["id"]),
            ("现住址", who["home"]),
            ("户籍所在地", who["home"]),
            ("联系方式", who["phone"]),
        ):
            y = self.pair(y, label, value)
        if facts.get("arrival"):
            y = self.pair(y, "到案方式和时间", facts["arrival"])
            self.text(76, y, "本人签名确认", 12, "hei")
            self.sign(210, y, who["name"], printed=True, size=14)
            y += 26
        self.field("time_range", facts["range"])
        self.field("subject_name", who["name"])
        self.field("officers", facts["officers"])
        self.field("place", facts["place"])
        page = 1
        y += 8
        for tag, row in rows:
            if y > 750:
                self.foot(who["name"], page)
                self.page()
                page += 1
                self.text(515, 56, f"{verb}笔录（续）第{page}页", 9.5, "song", "right")
                y = 86
            if tag:
                self.case.places[tag] = self.here
            self.text(76, y, row, 12)
            y += 22
        if y > 676:
            self.foot(who["name"], page)
            self.page()
            page += 1
            self.text(515, 56, f"{verb}笔录（续）第{page}页", 9.5, "song", "right")
            y = 86
        self.text(76, y + 4, last, 14, "kai")
        x = self.sign(76, y + 36, who["name"], printed=True)
        self.text(x + 6, y + 36, facts["signed"], 12, "kai")
        self.signed(y + 70, f"{verb}人：", *facts["officers"])
        self.signed(y + 70, "记录人：", facts["officers"][1], x=330)
        self.foot(who["name"], page)

    def foot(self, who: str, page: int) -> None:
        self.text(76, 796, "被讯（询）问人签名：", 9.5)
        self.sign(170, 796, who, printed=True, size=14)
        self.text(515, 796, f"第 {page} 页", 9.5, "song", "right")


def qa(*pairs: tuple[str, ...]) -> list[tuple[str, str]]:
    """Question and answer with half-width colons; a third element tags the answer."""
    lines = []
    for pair in pairs:
        lines.append(("", "问:" + pair[0]))
        lines.append((pair[2] if len(pair) > 2 else "", "答:" + pair[1]))
    return lines


OPEN = (
    "我们是云栖县公安局禁毒大队的侦查人员(出示人民警察证),现依法对你进行讯问,全程同步录音录像。你应当如实回答提问,与本案无关的问题有权拒绝回答。你有权申请回避、委托律师辩护、申请法律援助;如实供述可以从宽处理,自愿认罪认罚的可以依法从宽。《犯罪嫌疑人诉讼权利义务告知书》你是否看清?",
    "看清楚了,我已签字。不申请回避,暂不委托律师,不申请法律援助。",
)


def litigation(case: Case) -> None:
    """The first volume: papers and evidence."""
    f = Form(case, "1-诉讼卷.pdf", pen="type")
    f.start("volume_cover")
    f.text(297, 140, "云 栖 县 公 安 局", 20, "song", "centre")
    f.text(297, 200, "刑 事 侦 查 卷 宗", 36, "hei", "centre")
    f.text(297, 240, "诉 讼 卷", 22, "song", "centre")
    y = 330.0
    for label, value in (
        ("案件名称", "亓官亮贩卖毒品案"),
        ("案件编号", "A9923040900002026040008"),
        ("犯罪嫌疑人姓名", QI["name"]),
        ("立案时间", "二〇二六年四月九日"),
        ("结案时间", "二〇二六年六月十八日"),
        ("立卷单位", SQUAD),
        ("立卷人", "杜若飞"),
        ("审核人", "鄂林"),
    ):
        y = f.pair(y, label, value, at=240, size=15) + 12
    f.text(297, 720, "共 2 卷   第 1 卷", 14, "song", "centre")

    y = f.open("case_acceptance_form", "受案登记表", "云公（禁）受案字〔2026〕17号", unit="", edition="")
    for label, value in (
        ("受案单位", SQUAD),
        ("案件来源", "□110指令 √工作中发现 □报案 □投案 □移送 □扭送 □其他"),
        ("报案人", "——"),
        ("移送单位", "——"),
        ("接报民警", "蒙克、杜若飞"),
        ("接报时间", "2026. 4. 9  15时55分"),
        ("接报地点", SQUAD),
        (
            "简要案情",
            "2026年4月9日15时30分，我大队民警在南浦镇锦绣宾馆停车场巡查时，发现亓官亮与米兰香交易可疑物品，当场从米兰香手中查获疑似冰毒一小包，从亓官亮随身挎包内查获疑似冰毒一小包。",
        ),
        ("受案意见", "√属本单位管辖的刑事案件，建议及时立案侦查 □属行政案件 □其他"),
    ):
        y = f.pair(y, label, value) + 6
    y = f.signed(y + 10, "受案民警：", "蒙克", "杜若飞", when="2026. 4. 9")
    y = f.pair(y, "受案审批", "同意受案，由蒙克、杜若飞办理。")
    f.signed(y + 12, "受案部门负责人：", "鄂林", when="2026. 4. 9")
    f.seal(420, y + 16, SQUAD, 104)
    f.field("received_at", "2026-04-09T15:55")
    f.field("receiving_officers", ["蒙克", "杜若飞"])

    y = f.open("filing_decision", "立案决定书", "云公（禁）立字〔2026〕15号")
    y = f.body(y, "    根据《中华人民共和国刑事诉讼法》第一百一十二条之规定，决定对亓官亮贩卖毒品案立案侦查。")
    f.stamp(y + 70, "2026-04-09")
    f.text(76, 790, "此联附卷", 10)

    y = f.open("detention_warrant", "拘留证", "云公（禁）拘字〔2026〕11号")
    y = f.body(
        y,
        f"    根据《中华人民共和国刑事诉讼法》第八十二条第（一）项之规定，兹决定对犯罪嫌疑人{PERSON}执行拘留，送{JAIL}羁押。",
    )
    f.stamp(y + 60, "2026-04-10")
    y = f.signed(y + 130, "本证已于2026年4月10日3时20分向我宣布。被拘留人：", "亓官亮", printed=True)
    y = f.body(
        y + 20,
        "本证副本已收到，被拘留人亓官亮已于2026年4月11日10时40分送至我所（如先行拘留的，填写拘留时间）。",
        size=12,
    )
    f.signed(y + 6, "接收民警：", "苗圃")
    f.seal(330, y + 20, JAIL, 96)
    f.field("announced_at", "2026-04-10T03:20")
    f.field("lodged_at", "2026-04-11T10:40")
    f.field("suspect_name", QI["name"])
    case.finding("TIM004", "4月10日3时20分宣布拘留，4月11日10时40分才送至看守所，超过二十四小时", f.here)

    y = f.open("detention_notice", "拘留通知书", "云公（禁）拘通字〔2026〕11号")
    y = f.body(
        y,
        "于静：",
        f"    根据《中华人民共和国刑事诉讼法》第八十二条第（一）项之规定，我局已于2026年4月10日3时20分对涉嫌贩卖毒品罪的亓官亮执行拘留，现羁押于{JAIL}。",
    )
    f.stamp(y + 70, "2026-04-10")
    f.signed(y + 130, "本通知书已收到。被拘留人家属：", "于静", printed=True, when="2026年4月10日15时00分")
    f.text(76, y + 170, "如未在拘留后24小时内通知被拘留人家属，注明原因：——", 11)
    f.field("served_at", "2026-04-10T15:00")

    y = f.open("arrest_request", "提请批准逮捕书", "云公（禁）提捕字〔2026〕9号")
    for words in (
        f"    犯罪嫌疑人{PERSON}，汉族，初中文化，无业。2019年因吸毒被云栖县公安局行政拘留十日。",
        "    犯罪嫌疑人亓官亮因涉嫌贩卖毒品罪，于2026年4月10日被我局刑事拘留，羁押于云栖县看守所。",
        "    犯罪嫌疑人亓官亮贩卖毒品一案，由我局禁毒大队在工作中发现，2026年4月9日立案。",
        "    经依法侦查查明：2026年4月9日15时30分许，犯罪嫌疑人亓官亮在南浦镇锦绣宾馆停车场，将一包甲基苯丙胺贩卖给米兰香，被当场抓获，并从其挎包内另查获一包甲基苯丙胺。",
        "    认定上述事实的证据如下：抓获经过、查获的毒品及扣押清单、称量笔录、证人证言、犯罪嫌疑人的供述和辩解等。犯罪嫌疑人亓官亮自愿认罪认罚。其曾因吸毒被处罚，无固定职业，有继续贩卖毒品的现实危险，采取取保候审不足以防止发生社会危险性。",
        "    综上所述，犯罪嫌疑人亓官亮的行为触犯《中华人民共和国刑法》第三百四十七条第一款、第四款，涉嫌贩卖毒品罪，符合逮捕条件。依照《中华人民共和国刑事诉讼法》第八十一条、第八十七条之规定，特提请批准逮捕。",
        "    此致",
        "云栖县人民检察院",
    ):
        for row in rows_of(words, font="song", size=13, wide=445):
            if y > 750:
                f.page()
                y = 90
            f.text(76, y, row, 13)
            y += 25
    if y > 640:
        f.page()
        y = 90
    f.text(330, y + 40, "局长（印）", 13)
    f.sign(400, y + 40, "公冶振华")
    f.stamp(y + 100, "2026-04-13")
    f.text(76, y + 190, "附：本案卷宗 1 卷", 11)

    y = f.open(
        "arrest_approval_prosecutor", "批准逮捕决定书", "云检捕〔2026〕22号", unit="云栖县人民检察院", edition=""
    )
    y = f.body(
        y,
        "云栖县公安局：",
        "    你局于2026年4月13日以云公（禁）提捕字〔2026〕9号文书提请批准逮捕犯罪嫌疑人亓官亮，经本院审查认为，该犯罪嫌疑人涉嫌贩卖毒品犯罪，符合《中华人民共和国刑事诉讼法》第八十一条规定的逮捕条件，决定批准逮捕犯罪嫌疑人亓官亮。请依法立即执行，并将执行情况三日以内通知本院。",
    )
    f.stamp(y + 60, "2026-04-20", "云栖县人民检察院")
    y = f.open("arrest_warrant", "逮捕证", "云公（禁）捕字〔2026〕10号")
    y = f.body(
        y,
        f"    根据《中华人民共和国刑事诉讼法》第八十条之规定，经云栖县人民检察院批准，兹由我局对涉嫌贩卖毒品罪的{PERSON}执行逮捕，送{JAIL}羁押。",
    )
    f.stamp(y + 60, "2026-04-20")
    y = f.signed(y + 130, "本证已于2026年4月20日17时30分向我宣布。被逮捕人：", "亓官亮", printed=True)
    y = f.body(y + 14, "本证副本已收到，被逮捕人亓官亮已于2026年4月11日送至我所（先行拘留）。", size=12)
    f.signed(y + 8, "接收民警：", "苗圃", when="2026年4月20日")
    f.seal(330, y + 20, JAIL, 96)
    f.field("announced_at", "2026-04-20T17:30")
    warrant = f.here
    y = f.open("arrest_notice", "逮捕通知书", "云公（禁）捕通字〔2026〕10号")
    y = f.body(
        y,
        "于静：",
        f"    经云栖县人民检察院批准，我局于2026年4月20日17时30分对涉嫌贩卖毒品罪的亓官亮执行逮捕，现羁押于{JAIL}。",
    )
    f.stamp(y + 70, "2026-04-20")
    f.signed(y + 130, "本通知书已收到。被逮捕人家属：", "于静", printed=True, when="2026年4月21日9时00分")
    f.field("served_at", "2026-04-21T09:00")
    y = f.open("arrest_approval_prosecutor", "批准逮捕决定书（执行回执）", "", unit="云栖县公安局", edition="")
    y = f.body(
        y,
        "云栖县人民检察院：",
        "    根据你院云检捕〔2026〕22号批准逮捕决定书，我局已于2026年4月20日17时30分对犯罪嫌疑人亓官亮执行逮捕。",
    )
    f.stamp(y + 60, "2026-04-21")
    f.signed(y + 130, "检察院收件人：", "骆书", when="2026年4月21日")

    y = f.open("expert_engagement_letter", "鉴定聘请书", "云公（禁）鉴聘字〔2026〕13号")
    y = f.body(
        y,
        "栖霞市公安局物证鉴定所：",
        "    为查明亓官亮贩卖毒品案，根据《中华人民共和国刑事诉讼法》第一百四十六条之规定，特聘请你所对送检的疑似毒品进行定性、定量鉴定。送检人蒙克、杜若飞，接收人阚明，2026年4月12日移交检材1、检材2，封装完好。",
    )
    f.stamp(y + 60, "2026-04-12")
    y = f.open("expert_opinion_notice", "鉴定意见通知书", "云公（禁）鉴通字〔2026〕14号")
    y = f.body(
        y,
        "亓官亮：",
        "    我局聘请有关人员，对查获的白色晶体进行了理化检验鉴定。鉴定意见是：送检的检材1、检材2中均检出甲基苯丙胺成分。根据《中华人民共和国刑事诉讼法》第一百四十八条之规定，如果你对该鉴定意见有异议，可以提出补充鉴定或者重新鉴定的申请。",
    )
    f.stamp(y + 60, "2026-04-17")
    f.signed(y + 130, "本通知书已收到。犯罪嫌疑人：", "亓官亮", printed=True, when="2026年4月17日")

    y = f.open("arrival_explanation", "抓获经过", unit="", edition="")
    y = f.body(
        y,
        "    2026年4月9日15时30分许，我大队民警蒙克、杜若飞、邰正在南浦镇锦绣宾馆停车场巡查时，发现一辆白色面包车旁一男一女神色慌张，女子将现金交给男子并接过一小包东西。民警立即上前出示人民警察证进行检查，从女子米兰香右手中查获白色晶体一包，从男子亓官亮的黑色挎包内查获白色晶体一包、现金若干。15时40分，民警当场口头传唤亓官亮，告知其传唤的原因和依据，16时10分带至云栖县公安局执法办案中心。抓获时亓官亮没有反抗，体表无伤。",
        size=13,
    )
    y = f.signed(y + 30, "侦查员：", "蒙克", "杜若飞", x=300)
    f.stamp(y + 50, "2026-04-09", SQUAD)

    y = f.open("rights_notice_suspect", "犯罪嫌疑人诉讼权利义务告知书", unit="", edition="")
    for k, words in enumerate(
        (
            "不通晓当地通用的语言文字时有权要求配备翻译人员。",
            "对侦查人员侵犯诉讼权利和人身侮辱的行为有权申诉或者控告。",
            "对应当回避的侦查人员、鉴定人、记录人有权申请回避。",
            "自接受第一次讯问或者被采取强制措施之日起，有权委托律师作为辩护人，经济困难的可以向法律援助机构申请法律援助，也可以约见值班律师。",
            "对侦查人员的提问应当如实回答，对与本案无关的问题有权拒绝回答；如实供述自己罪行可以从宽处理，自愿认罪认罚的可以依法从宽处理。",
            "有核对讯问笔录的权利，可以自行书写供述。",
            "有权知道用作证据的鉴定意见的内容，可以申请补充鉴定或者重新鉴定。",
            "被羁押的，有权申请变更强制措施，有权申请人民检察院进行羁押必要性审查。",
        )
    ):
        y = f.body(y, f"（{'一二三四五六七八'[k]}）{words}", size=12.5)
    f.signed(y + 24, "以上内容，我已看过，并已收到本告知书。被告知人：", "亓官亮", printed=True)
    f.text(400, y + 54, "2026年4月9日16时40分", 12, "kai")
    f.field("signed_at", "2026-04-09T16:40")

    f.transcript(
        "interrogation_record",
        "一",
        {
            "who": QI,
            "time": "2026年4月9日17时00分至2026年4月9日18时30分",
            "place": CENTRE + "讯问室三",
            "officers": ["蒙克", "邰正"],
            "range": ["2026-04-09T17:00", "2026-04-09T18:30"],
            "signed": "2026. 4. 9",
            "arrival": "（口头传唤）2026年4月9日16时10分到达，2026年4月10日3时20分离开",
        },
        qa(
            OPEN,
            (
                "你的姓名、别名、出生日期、民族、籍贯、出生地、户籍地、现住址、文化程度、政治面貌、职业、工作单位?",
                "亓官亮,绰号“亮子”,1983年12月1日出生,汉族,籍贯、出生地云栖县,户籍和现住址都是南浦镇锦绣路55号锦绣苑4栋502,初中文化,群众,无业,没有工作单位。",
            ),
            ("是否人大代表、政协委员?", "不是。"),
            ("家庭情况和社会经历?", "妻子于静,在超市上班,没有小孩。初中毕业后开过货车。"),
            ("受过什么处罚?", "2019年因为吸毒被云栖县公安局拘留过十天。"),
            (
                "今天是怎么到公安机关的?有没有告诉你传唤的原因和依据?",
                "在锦绣宾馆停车场被你们当场口头传唤来的,给我看了警察证,说了是因为贩毒。",
            ),
            ("身体状况怎么样?是否需要吃饭、休息?", "身体没问题。刚才给我买了面条,吃过了。"),
            ("今天下午在停车场做什么?", "卖了一包冰毒给一个叫米兰香的女的。"),
            ("怎么联系的?", "她中午打我电话,问有没有东西,我说有,约在锦绣宾馆停车场。"),
            ("毒品多少钱卖给她的?", "一包卖了五百块钱,都是一百的票子,我数过放进挎包里了。", "d_price"),
            (
                "具体在哪里交给她的?",
                "在我的面包车上,她坐到副驾驶,我把东西放到她手上,她下车的时候你们就来了。",
                "d_place",
            ),
            ("交易是什么时间?", "下午三点半左右。", "d_time"),
            ("毒品是哪里来的?", "上个月在外地一个网上的人手里买的,不知道叫什么,一共两包,一包还在我包里。"),
            ("你是否吸毒?", "吸,偶尔吸一点。"),
            ("民警有无打骂、威胁、引诱?", "没有。"),
            ("以上是否属实?有无补充?", "属实,没有补充,我认罪认罚。"),
        ),
    )
    f.transcript(
        "interrogation_record",
        "二",
        {
            "who": QI,
            "time": "2026年4月10日10时00分至2026年4月10日11时05分",
            "place": CENTRE + "讯问室一",
            "officers": ["蒙克", "杜若飞"],
            "range": ["2026-04-10T10:00", "2026-04-10T11:05"],
            "signed": "2026. 4. 10",
        },
        qa(
            (
                OPEN[0].replace("《犯罪嫌疑人诉讼权利义务告知书》你是否看清?", "你听清楚没有?"),
                "听清楚了,不请律师,不申请回避。",
            ),
            ("你是否知道因何被拘留?", "知道,贩卖毒品,我在拘留证上签字了。"),
            ("昨晚休息得怎么样?", "凌晨宣布拘留以后在等候室睡到八点,早上吃了稀饭。"),
            ("你昨天讲的是否属实?", "属实。"),
            ("你以前还卖过给谁?", "没有卖过,就这一次,以前都是自己吸。"),
            ("昨天晚上民警在你家找到了什么?", "找到一个电子秤和一沓小塑料袋,都是我的,分装用的。"),
            ("米兰香给你的钱现在在哪里?", "在挎包里,被你们扣了。"),
            ("还有补充吗?", "没有。"),
        ),
    )
    f.transcript(
        "interrogation_record",
        "三",
        {
            "who": QI,
            "time": "2026年4月23日9时30分至    年  月  日  时  分",
            "place": JAIL + "第二讯问室",
            "officers": ["蒙克", "杜若飞"],
            "range": ["2026-04-23T09:30", None],
            "signed": "2026. 4. 23",
        },
        qa(
            (
                OPEN[0].replace(
                    "《犯罪嫌疑人诉讼权利义务告知书》你是否看清?",
                    "你被逮捕后有权申请变更强制措施,有权向检察院申请羁押必要性审查。听清楚没有?",
                ),
                "听清楚了,没有要求。",
            ),
            ("你什么时候被逮捕的?", "2026年4月20日下午,逮捕证上我签了名。"),
            ("鉴定意见你收到没有?有没有意见?", "收到了,没有意见。"),
            ("你以前的供述是否属实?", "属实。"),
            ("是否自愿认罪认罚?", "自愿。"),
            ("还有没有补充?", "没有。"),
        ),
    )
    third = [f.name, f.number - 1]
    case.finding("TIM011", "4月20日17时30分宣布逮捕，4月23日9时30分才讯问，超过二十四小时", warrant, third, f.here)
    case.finding("CON001", "第三次讯问笔录没有结束时间", third)

    y = f.open("rights_notice_witness", "证人诉讼权利义务告知书", unit="", edition="")
    y = f.body(
        y,
        "（一）有权用本民族语言文字进行诉讼。（二）对侵犯诉讼权利的行为有权控告。（三）有权要求公安机关保障本人及近亲属的安全。（四）有权核对询问笔录，可以自行书写证言。（五）应当如实提供证据、证言，有意作伪证或者隐匿罪证应负法律责任。",
        size=12.5,
    )
    f.signed(y + 24, "以上内容，我已看过，并已收到本告知书。被告知人：", "米兰香", printed=True)
    f.text(400, y + 54, "2026年4月9日", 12, "kai")
    f.transcript(
        "interview_record",
        "一",
        {
            "who": MI,
            "time": "2026年4月9日17时10分至2026年4月9日18时00分",
            "place": CENTRE + "询问室二",
            "officers": ["杜若飞", "万俟凡"],
            "range": ["2026-04-09T17:10", "2026-04-09T18:00"],
            "signed": "2026. 4. 9",
        },
        qa(
            (
                "我们是云栖县公安局禁毒大队的侦查人员(出示人民警察证),依法向你询问亓官亮涉嫌贩卖毒品一案的有关情况。你应当如实提供证言,有意作伪证或者隐匿罪证要负法律责任。《证人诉讼权利义务告知书》是否看清?是否申请回避?",
                "看清了,不申请回避。",
            ),
            (
                "你的个人情况?与亓官亮什么关系?",
                "米兰香,1992年8月16日出生,汉族,中专文化,住南浦镇老码头巷11号。我和亓官亮是以前打牌认识的,没有亲戚关系。",
            ),
            ("今天下午的情况?", "我中午打电话问亓官亮有没有东西,他叫我下午三点半前后到锦绣宾馆停车场。", "m_time"),
            ("毒品是多少钱买的?", "我给了他八百块钱,八张一百的,他拿手里没有数就塞包里了。", "m_price"),
            (
                "在什么地方交给你的?",
                "就在停车场他那辆面包车的车头前面,我没有上他的车,他站在车外面把东西递给我的。",
                "m_place",
            ),
            ("你买来做什么?", "自己吸。"),
            ("查获的毒品是什么样子?", "一个透明的小塑料袋,里面是白色的颗粒。"),
            ("以前向他买过吗?", "没有,这是头一次。"),
            ("以上是否属实?", "属实。"),
        ),
    )
    case.conflict("amount", "d_price", "m_price", "毒品价钱：亓官亮称五百元，米兰香称八百元")
    case.conflict("place", "d_place", "m_place", "交付地点：亓官亮称在面包车副驾驶，米兰香称在车头前面、没有上车")
    if case.places["d_time"] != case.places["d_price"] or case.places["m_time"] != case.places["m_price"]:
        case.look_alike("d_time", "m_time", "三点半左右与三点半前后，不矛盾")

    y = f.open("seizure_decision", "扣押决定书", "云公（禁）扣字〔2026〕12号")
    y = f.body(
        y,
        f"    持有人：{PERSON}。",
        "    我局在侦查亓官亮贩卖毒品案中发现你持有的下列财物可用以证明犯罪嫌疑人有罪或者无罪，根据《中华人民共和国刑事诉讼法》第一百四十一条之规定，现决定扣押：疑似冰毒的白色晶体2包、人民币800元、黑色挎包1个、电子秤1台。",
        size=13,
    )
    f.stamp(y + 60, "2026-04-09")
    y = f.signed(y + 130, "持有人：", "亓官亮", printed=True, when="2026年4月9日")
    f.signed(y, "见证人：", "邬海平", when="2026年4月9日")
    y = f.open("seizure_record", "扣押笔录", unit="", edition="")
    for label, value in (
        ("时间", "2026年4月9日20时20分至2026年4月9日20时50分"),
        ("地点", CENTRE),
        ("侦查人员", f"杜若飞、邰正（{SQUAD}）"),
        ("记录人", "邰正"),
        ("持有人", "亓官亮"),
        (
            "见证人",
            f"邬海平，男，居民身份证{id_number('992304', '19760605', '011')}，住云栖县南浦镇锦绣路锦绣宾馆，宾馆前台经理",
        ),
        ("事由和目的", "扣押查获的涉案物品"),
        (
            "过程和结果",
            "侦查人员向持有人出示扣押决定书，对在停车场查获的白色晶体2包、人民币800元、黑色挎包1个及住处查获的电子秤1台逐一核对、拍照、封装，白色晶体装入物证袋封签编号YX0409-1、YX0409-2。开列扣押清单一式三份，一份交持有人。",
        ),
    ):
        y = f.pair(y, label, value) + 4
    y = f.signed(y + 24, "侦查人员：", "杜若飞", "邰正")
    y = f.signed(y, "持有人：", "亓官亮", printed=True)
    f.signed(y, "见证人：", "邬海平")
    f.start("seizure_list")
    f.text(297, 90, BUREAU, 16, "song", "centre")
    f.text(297, 120, "扣 押 清 单", 22, "hei", "centre")
    rows = (
        ("编号", "名称", "数量", "特征", "备注"),
        ("1", "白色晶体", "1包", "净重2.31克，透明自封袋装，封签YX0409-1", "米兰香手中"),
        ("2", "白色晶体", "1包", "净重1.86克，透明自封袋装，封签YX0409-2", "挎包内"),
        ("3", "人民币", "800元", "100元面额8张，冠字号见附页", "挎包内"),
        ("4", "黑色挎包", "1个", "帆布，单肩，带扣破损", "亓官亮"),
        ("5", "电子秤", "1台", "银色，掌上型，最大称量200克", "住处"),
    )
    for k, row in enumerate(rows):
        for x, cell in zip((70, 112, 200, 262, 445), row, strict=True):
            f.text(x, 164 + 28 * k, cell, 10.5, "hei" if k == 0 else "song")
        f.line(66, 174 + 28 * k, 530, 174 + 28 * k, 0.4)
    f.text(76, 360, "持有人：", 12)
    f.signed(400, "见证人：", "邬海平", when="2026. 4. 9")
    f.signed(440, "保管人：", "容与")
    f.signed(480, "办案人：", "杜若飞", "邰正", when="2026. 4. 9")
    f.stamp(560, "2026-04-09")
    case.finding("SIG011", "扣押清单持有人没有签名，也没有注明原因", f.here)
    listing = f.here

    y = f.open("search_record", "搜查笔录", unit="", edition="")
    for label, value in (
        ("时间", "2026年4月9日19时00分至2026年4月9日20时10分"),
        ("地点", QI["home"]),
        ("侦查人员姓名、单位", f"杜若飞、邰正（{SQUAD}）"),
        ("记录人", "邰正"),
        ("当事人", "亓官亮"),
        ("对象", "亓官亮的住处"),
        ("见证人", f"于静，女，{YU['born']}出生，居民身份证{YU['id']}，亓官亮之妻"),
        ("其他在场人员", "无"),
        ("事由和目的", "查找毒品及制毒、贩毒工具"),
        (
            "过程和结果",
            "侦查人员出示人民警察证后，在于静在场的情况下对客厅、卧室、厨房依次进行搜查，在卧室床头柜第二层抽屉内发现银色电子秤1台、透明自封袋一沓（46个）。搜查时未损坏物品，全程录像。",
        ),
    ):
        y = f.pair(y, label, value) + 4
    y = f.signed(y + 20, "侦查人员：", "杜若飞", "邰正")
    y = f.signed(y, "被搜查人家属、见证人：", "于静", printed=True)
    f.signed(y, "记录人：", "邰正")
    case.finding("DOC010", "4月9日搜查住处没有搜查证，当时没有执行拘留、逮捕，也没有写明紧急情形", f.here)

    y = f.open("inspection_record", "检查笔录", unit="", edition="")
    for label, value in (
        ("检查时间", "2026年4月9日21时10分至2026年4月9日21时50分"),
        ("检查地点", CENTRE + "物证室"),
        ("检查对象", "查获的疑似毒品（封签YX0409-1、YX0409-2）的称量与取样"),
        ("检查人", f"杜若飞、邰正（{SQUAD}）"),
        ("犯罪嫌疑人", "亓官亮（在场）"),
        ("见证人", f"江涛，男，居民身份证{id_number('992304', '20000312', '019')}，云栖县公安局禁毒大队辅警"),
        ("事由和目的", "称量毒品净重并提取检材"),
        (
            "过程和结果",
            "当着亓官亮的面拆封，电子天平（编号TP-03，检定有效期至2026年10月）归零后称量：YX0409-1白色晶体净重2.31克，YX0409-2白色晶体净重1.86克。两包均不足5克，全部作为检材，分别标为检材1、检材2，重新封装。全程录像。",
        ),
    ):
        y = f.pair(y, label, value) + 4
    y = f.signed(y + 20, "检查人：", "杜若飞", "邰正")
    y = f.signed(y, "被检查人：", "亓官亮", printed=True)
    f.signed(y, "见证人：", "江涛", when="2026. 4. 9")
    case.finding("PER006", "称量取样的见证人江涛是本大队辅警", f.here)
    weighing = f.here

    y = f.open("evidence_warehouse_in", "涉案财物入库单", unit="", edition="")
    for label, value in (
        ("入库单编号", "YX-RK-20260410-02"),
        ("入库时间", "2026年4月10日9时15分"),
        ("案件名称", "亓官亮贩卖毒品案"),
        ("物品持有人", "亓官亮"),
        (
            "物品清单",
            "白色晶体2包（封签YX0409-1、YX0409-2，存毒品保管柜）、人民币800元（已交涉案款专户）、黑色挎包1个、电子秤1台",
        ),
    ):
        y = f.pair(y, label, value) + 6
    f.signed(y + 20, "办案民警：", "邰正")
    f.signed(y + 20, "入库办理人：", "容与", x=300)

    y = f.open("expert_opinion", "检验报告", "", unit="栖霞市公安局物证鉴定所", edition="")
    f.text(297, 148, "（栖）公（物）鉴（理化）字〔2026〕0207号", 12, "song", "centre")
    for label, value in (
        ("委托单位", SQUAD),
        ("送检人", "蒙克、杜若飞"),
        ("受理日期", "2026年4月12日"),
        ("案情摘要", "2026年4月9日，亓官亮涉嫌贩卖毒品被查获。"),
        ("检材和样本", "检材1：白色晶体1包，净重3.21克，封签YX0409-1；检材2：白色晶体1包，净重1.86克，封签YX0409-2。"),
        ("鉴定要求", "是否含有甲基苯丙胺及其含量"),
        ("鉴定开始日期", "2026年4月13日"),
        ("检验", "按照GA/T 1008.5-2013，取检材适量，用气相色谱—质谱联用仪检验，并以外标法定量。"),
        ("论证", "检材1、检材2的保留时间、质谱图与甲基苯丙胺标准物质一致。"),
        ("鉴定意见", "检材1、检材2中均检出甲基苯丙胺，含量分别为71.3%、70.8%。"),
    ):
        y = f.pair(y, label, value) + 4
    y = f.signed(y + 20, "鉴定人：", "宓雪", x=300)
    f.text(430, y - 36, "高级工程师", 11)
    y = f.signed(y, "鉴定人：", "第五明", x=300)
    f.text(430, y - 36, "工程师", 11)
    f.stamp(y + 30, "2026-04-15", "栖霞市公安局物证鉴定所")
    case.finding("CNS006", "检材1：扣押清单、称量笔录净重2.31克，检验报告写3.21克", listing, weighing, f.here)
    y = f.open("expert_qualification", "鉴定机构资格证书", unit="", edition="")
    for label, value in (
        ("机构名称", "栖霞市公安局物证鉴定所"),
        ("证书编号", "公鉴资字（992）012号"),
        ("鉴定项目", "理化检验（毒品）、法医物证、痕迹检验"),
        ("有效期", "2022年1月1日至2027年12月31日"),
        ("鉴定人", "宓雪，鉴定人资格证书理化〔992〕0031号"),
        ("鉴定人", "第五明，鉴定人资格证书理化〔992〕0044号"),
    ):
        y = f.pair(y, label, value) + 6
    f.seal(420, y + 40, "栖霞市公安局物证鉴定所", 100)

    y = f.open("interrogation_pass", "提讯提解证", unit="", edition="")
    for label, value in (
        ("犯罪嫌疑人", "亓官亮"),
        ("羁押处所", JAIL),
        ("提讯时间", "2026年4月23日9时25分"),
        ("还押时间", "2026年4月23日10时15分"),
        ("事由", "讯问"),
        ("提讯人", "蒙克、杜若飞"),
    ):
        y = f.pair(y, label, value) + 6
    f.signed(y + 14, "监管民警：", "苗圃")
    f.seal(200, y + 90, JAIL, 96)
    f.stamp(y + 90, "2026-04-20")
    f.field("suspect_name", QI["name"])
    y = f.open("medical_entry_check", "入所健康检查表", unit=JAIL, edition="")
    for label, value in (
        ("姓名", "亓官亮"),
        ("入所时间", "2026年4月11日"),
        ("体温", "36.4℃"),
        ("血压", "126/82mmHg"),
        ("体表检查", "未见外伤"),
        ("既往病史", "无传染病"),
        ("尿检", "甲基苯丙胺阳性"),
        ("检查结论", "可以收押"),
    ):
        y = f.pair(y, label, value) + 6
    y = f.signed(y + 14, "检查医生：", "隋医")
    y = f.signed(y, "送押民警：", "蒙克", "邰正")
    f.signed(y, "被检查人：", "亓官亮", printed=True)
    y = f.open("identity_certificate", "户籍证明", unit="", edition="")
    for label, value in (
        ("姓名", "亓官亮"),
        ("曾用名", "——"),
        ("性别", "男"),
        ("民族", "汉族"),
        ("出生日期", QI["born"]),
        ("公民身份号码", QI["id"]),
        ("户籍地", QI["home"]),
    ):
        y = f.pair(y, label, value) + 6
    f.stamp(y + 50, "2026-04-09", "南浦派出所户口专用章")
    f.field("person", QI["name"])
    f.field("id_no", QI["id"])
    y = f.open("prior_record", "违法犯罪经历查询情况", unit="", edition="")
    y = f.body(
        y, f"    经查询，亓官亮（{QI['id']}）于2019年7月3日因吸毒被云栖县公安局行政拘留十日，无刑事犯罪记录。", size=13
    )
    y = f.signed(y + 30, "查询民警：", "杜若飞", x=330)
    f.stamp(y + 40, "2026-04-10", SQUAD)

    y = f.open("prosecution_opinion", "起诉意见书", "云公（禁）诉字〔2026〕21号")
    for words in (
        f"    犯罪嫌疑人{PERSON}，汉族，初中文化，无业，户籍所在地同现住址。2019年7月因吸毒被行政拘留十日。",
        "    犯罪嫌疑人亓官亮因涉嫌贩卖毒品罪，于2026年4月10日被我局刑事拘留，经云栖县人民检察院批准，于同年4月20日被依法逮捕。",
        "    亓官亮贩卖毒品一案，由我局禁毒大队在工作中发现，2026年4月9日立案侦查，犯罪嫌疑人亓官亮于当日被抓获归案。现已侦查终结。",
        "    经依法侦查查明：2026年4月9日15时30分许，犯罪嫌疑人亓官亮在云栖县南浦镇锦绣宾馆停车场，将一包甲基苯丙胺贩卖给米兰香，被当场抓获，公安人员另从其挎包内查获甲基苯丙胺一包。",
        "    认定上述事实的证据如下：抓获经过、扣押清单、检查笔录、检验报告、证人证言、犯罪嫌疑人的供述和辩解等。",
        "    上述犯罪事实清楚，证据确实、充分，足以认定。犯罪嫌疑人亓官亮自愿认罪认罚。",
        "    综上所述，犯罪嫌疑人亓官亮的行为已触犯《中华人民共和国刑法》第三百四十七条第一款、第四款之规定，涉嫌贩卖毒品罪。依照《中华人民共和国刑事诉讼法》第一百六十二条之规定，现将此案移送审查起诉。",
        "    此致",
        "云栖县人民检察院",
    ):
        for row in rows_of(words, font="song", size=13, wide=445):
            if y > 750:
                f.page()
                y = 90
            f.text(76, y, row, 13)
            y += 25
    if y > 620:
        f.page()
        y = 90
    f.stamp(y + 70, "2026-06-18")
    y = f.body(y + 150, "附：1. 本案卷宗2卷。", "    2. 随案移送物品：见随案移送清单。", size=11)
    y = f.open("transfer_notice_to_parties", "案件移送审查起诉告知书", "云公（禁）移诉字〔2026〕21号")
    y = f.body(y, "亓官亮：", "    你涉嫌贩卖毒品一案，我局已侦查终结，于2026年6月18日移送云栖县人民检察院审查起诉。")
    f.stamp(y + 60, "2026-06-18")
    f.signed(y + 130, "犯罪嫌疑人：", "亓官亮", printed=True, when="2026年6月18日")
    y = f.open("transfer_list", "随案移送清单", unit=BUREAU)
    for k, row in enumerate(
        (
            ("编号", "名称", "数量", "特征", "备注"),
            ("1", "白色晶体", "2包", "封签YX0409-1、YX0409-2", "毒品，存保管室"),
            ("2", "人民币", "800元", "涉案款专户", "建议没收"),
            ("3", "电子秤", "1台", "银色", "作案工具，建议没收"),
            ("4", "黑色挎包", "1个", "帆布", "建议由法院处理"),
        )
    ):
        for x, cell in zip((70, 112, 200, 262, 420), row, strict=True):
            f.text(x, y + 28 * k, cell, 10.5, "hei" if k == 0 else "song")
        f.line(66, y + 10 + 28 * k, 530, y + 10 + 28 * k, 0.4)
    y += 170
    y = f.signed(y, "移交人：", "杜若飞", when="2026年6月18日")
    y = f.signed(y, "接收人：", "骆书", when="2026年6月18日")
    f.stamp(y + 50, "2026-06-18")
    f.close()


def work(case: Case) -> None:
    """The second volume: the internal approvals."""
    f = Form(case, "2-侦查工作卷.pdf", pen="type")
    f.start("volume_cover")
    f.text(297, 140, "云 栖 县 公 安 局", 20, "song", "centre")
    f.text(297, 200, "刑 事 侦 查 卷 宗", 36, "hei", "centre")
    f.text(297, 240, "侦 查 工 作 卷", 22, "song", "centre")
    y = 330.0
    for label, value in (
        ("案件名称", "亓官亮贩卖毒品案"),
        ("犯罪嫌疑人姓名", QI["name"]),
        ("立卷单位", SQUAD),
        ("立卷人", "杜若飞"),
    ):
        y = f.pair(y, label, value, at=240, size=15) + 12
    f.text(297, 720, "共 2 卷   第 2 卷", 14, "song", "centre")
    for title, day, words in (
        (
            "呈请立案报告书",
            "2026年4月9日",
            [
                "    2026年4月9日15时30分，我大队在锦绣宾馆停车场查获亓官亮向米兰香贩卖疑似冰毒一包。该案有犯罪事实，需要追究刑事责任，属我局管辖。",
                "    拟对亓官亮贩卖毒品案立案侦查。妥否，请批示。",
            ],
        ),
        (
            "呈请拘留报告书",
            "2026年4月10日",
            [
                f"    犯罪嫌疑人{PERSON}，因贩卖毒品被当场抓获，系正在实行犯罪被发觉。",
                "    根据《中华人民共和国刑事诉讼法》第八十二条第（一）项之规定，拟对其刑事拘留。妥否，请批示。",
            ],
        ),
        (
            "呈请扣押报告书",
            "2026年4月9日",
            ["    为固定证据，拟对查获的疑似冰毒2包、人民币800元、黑色挎包1个、电子秤1台予以扣押。妥否，请批示。"],
        ),
        (
            "呈请鉴定报告书",
            "2026年4月12日",
            ["    拟聘请栖霞市公安局物证鉴定所对查获的疑似毒品进行定性、定量鉴定。妥否，请批示。"],
        ),
        (
            "呈请提请批准逮捕报告书",
            "2026年4月13日",
            [
                "    犯罪嫌疑人亓官亮涉嫌贩卖毒品罪，有证据证明有犯罪事实，采取取保候审不足以防止发生社会危险性，拟提请云栖县人民检察院批准逮捕。妥否，请批示。"
            ],
        ),
        (
            "呈请侦查终结报告书",
            "2026年6月17日",
            [
                f"    犯罪嫌疑人{PERSON}，2026年4月10日被刑事拘留，4月20日被逮捕，现羁押于云栖县看守所。",
                "    经侦查，亓官亮贩卖毒品的犯罪事实清楚，证据确实、充分，未发现应当排除的非法证据，其行为触犯刑法第三百四十七条，拟侦查终结并移送审查起诉。妥否，请批示。",
            ],
        ),
    ):
        f.start("request_report")
        y = 80.0
        for label, opinion, who in (
            ("领导批示：", "同意。", "公冶振华"),
            ("审核意见：", "经审核，同意呈报。", "谯笑"),
            ("办案单位意见：", "同意，请领导批示。", "鄂林"),
        ):
            f.text(76, y, label, 12, "hei")
            f.text(180, y, opinion, 13, "kai")
            x = f.sign(330, y + 26, who)
            f.text(x + 6, y + 26, day, 12, "kai")
            y += 62
        f.line(64, y - 18, 530, y - 18)
        f.text(297, y + 16, title, 20, "hei", "centre")
        y = f.body(y + 54, *words, size=13.5)
        f.signed(y + 30, "承办人：", "蒙克", "杜若飞", x=330)
        f.text(400, y + 62, day, 12, "kai")
    f.close()


def main() -> None:
    """Write the case."""
    HERE.mkdir(exist_ok=True)
    case = Case(HERE, day="2026-06-25", note="停车场当场查获贩卖毒品，拘留、逮捕、移送起诉")
    litigation(case)
    work(case)
    case.write(
        rules=RULES,
        tolerated=[
            "CNS001",
            "CNS002",
            "CNS003",
            "CNS008",
            "CNS009",
            "CNS010",
            "CNS011",
            "CON006",
            "DOC012",
            "DOC013",
            "EVD001",
            "EVD005",
            "EVD007",
            "PER014",
            "PLC005",
            "PLC006",
            "RIG009",
            "SIG010",
            "STA005",
            "STA008",
            "TIM003",
            "CON013",
        ],
    )


if __name__ == "__main__":
    main()
