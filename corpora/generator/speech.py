"""Questions and answers: openings, what a person tells of the story, closings; each in several wordings."""

from __future__ import annotations

import re
from random import Random

from generator.document import Block, Text, Value
from generator.story import Slot

Pair = tuple[str, Text]
HOLE = re.compile(r"\{(\w+)\}")
FILLERS = {
    "train": ["", "", "", "嗯，", "是这样的，", "我想一下，", "那个，"],
    "test": ["", "", "哦，", "讲实话，", "这么说吧，"],
}


class Speaker:
    """One person telling the story: agrees with the others except on the slots in `differs`."""

    def __init__(
        self, random: Random, fixed: dict[str, str], slots: dict[str, Slot], part: str, differs: set[str]
    ) -> None:
        self.random, self.fixed, self.slots, self.part = random, fixed, slots, part
        self.differs = differs
        self.chosen: dict[str, str] = {}

    def words(self, name: str) -> str:
        if name not in self.chosen:
            slot = self.slots[name]
            self.chosen[name] = self.random.choice(slot.other if name in self.differs else slot.say)
        return self.chosen[name]

    def fill(self, text: str) -> Text:
        parts: Text = []
        place = 0
        for match in HOLE.finditer(text):
            name = match.group(1)
            parts.append(text[place : match.start()])
            if name in self.fixed:
                parts.append(self.fixed[name])
            else:
                parts.append(Value(self.words(name), anchor=f"slot:{name}"))
            place = match.end()
        parts.append(text[place:])
        return [part for part in parts if part != ""]

    def tell(self, pairs: list[tuple[str, str]]) -> list[Pair]:
        """The pairs with this person's wordings."""
        told = []
        for question, answer in pairs:
            words = self.fill(answer)
            filler = self.random.choice(FILLERS[self.part])
            told.append(("".join(p if isinstance(p, str) else p.text for p in self.fill(question)), [filler, *words]))
        return told


def blocks(pairs: list[Pair], *, half_width: bool, joined: bool) -> list[Block]:
    """The pairs as lines; some bureaus write question and answer on one line or with half-width marks."""
    ask, reply = ("问:", "答:") if half_width else ("问：", "答：")
    lines = []
    for index, (question, answer) in enumerate(pairs):
        if joined and index % 5 == 3 and len(question) < 24:
            lines.append(Block("line", [f"{ask}{question} {reply}", *answer]))
            continue
        lines.append(Block("line", [ask + question]))
        lines.append(Block("line", [reply, *answer]))
    if half_width:
        for block in lines:
            block.text = [
                part.replace("，", ",").replace("？", "?") if isinstance(part, str) else part for part in block.text
            ]
    return lines


def pick(random: Random, part: str, train: list[str], test: list[str]) -> str:
    """One wording of the part."""
    return random.choice(test if part == "test" else train)


def p(question: str, answer: str) -> Pair:
    return question, [answer]


def identity(person, random: Random, part: str, priors: str) -> list[Pair]:  # type: ignore[no-untyped-def]
    """The questions about who somebody is, complete for a first interrogation."""
    born = f"{person.birth.year}年{person.birth.month}月{person.birth.day}日"
    town = person.household
    native = pick(random, part, ["籍贯和出生地都是本县", "籍贯本县，出生地也是本县"], ["祖籍本县，也在本县出生"])
    record = priors or random.choice(["没有受过刑事处罚和行政处罚", "没被公安机关处理过，没有前科"])
    family = (
        random.choice(["父亲母亲都健在，妻子在家带孩子", "家里有父母和一个妹妹", "有爱人和一个上学的孩子"])
        if person.age_on(person.birth.replace(year=2026, day=min(person.birth.day, 28))) >= 20
        else "和父母住在一起"
    )
    if person.sex == "女":
        family = family.replace("妻子在家带孩子", "丈夫在外地打工")
    answer = (
        f"我叫{person.name}，没有曾用名和别名，{person.sex}，{born}出生，{person.ethnic}，{person.schooling}文化，政治面貌群众，"
        f"{native}，户籍所在地{town}，现住{person.address}，公民身份号码{person.id_no}，职业是{person.job}，没有固定工作单位，"
        f"家庭情况是{family}。个人经历：从小在本地上学，毕业后一直在附近做事。不是人大代表、政协委员，{record}。"
    )
    ask = pick(
        random,
        part,
        [
            "讲一下你的个人基本情况、家庭成员、社会经历，是否人大代表、政协委员，有无前科？",
            "把你的基本情况和简历说一下，包括是不是人大代表、政协委员，有没有受过处罚？",
        ],
        ["请如实说明个人情况、家庭情况、主要经历以及是否担任人大代表或政协委员、曾否受过处罚？"],
    )
    return [p(ask, answer)]


def suspect_opening(
    random: Random,
    part: str,
    unit: str,
    *,
    act: str,
    criminal: bool,
    recorded: bool,
    article: str,
    family: str,
    arrival: str,
    notice: str,
) -> list[Pair]:
    """What must be told before the first questioning of a suspect."""
    if criminal:
        first = pick(
            random,
            part,
            [
                f"我们是{unit}的民警（出示人民警察证），现就你涉嫌{act}一案依法对你讯问。你应当如实回答我们的提问，对与本案无关的问题，你有拒绝回答的权利，听清楚了吗？",
                f"我们是{unit}侦查人员，这是人民警察证。依照《中华人民共和国刑事诉讼法》对你进行讯问，你要如实回答，与案件无关的可以拒绝回答。明白吗？",
            ],
            [
                f"现在由{unit}民警对你讯问，证件已向你出示。对提问你须如实作答，与本案没有关系的问题你可以不回答。是否清楚？"
            ],
        )
        rights = pick(
            random,
            part,
            [
                f"现在把《{notice}》交给你，你看一下，看得懂吗？对诉讼权利有没有疑问？",
                f"这是《{notice}》，你先阅读，有不明白的我们给你解释。",
            ],
            [f"《{notice}》已当面交给你，其中所列诉讼权利义务你是否知悉？"],
        )
        pairs = [
            p(first, random.choice(["听清楚了。", "明白了。", "清楚。"])),
            p(rights, random.choice(["看过了，都看得懂，也签了字。", "我看完了，没有不明白的。"])),
            p(
                pick(
                    random,
                    part,
                    [
                        "你有权委托律师为你辩护，经济困难的可以申请法律援助，也可以约见值班律师。你要不要委托律师？",
                        "从现在起你可以请律师当辩护人，没钱请的可以申请法律援助，你的意见呢？",
                    ],
                    ["辩护律师你可以自行委托，符合条件的可申请法律援助，是否需要？"],
                ),
                random.choice(["暂时不请，以后再说。", "知道了，现在不需要。"]),
            ),
            p("是否申请办案人员回避？", "不申请。"),
            p(
                pick(
                    random,
                    part,
                    [
                        "如实供述自己的罪行可以从宽处理，自愿认罪认罚的也可以依法从宽，这些规定你清楚吗？",
                        "法律规定如实供述可以从宽，愿意认罪认罚的依法从宽处理，明白没有？",
                    ],
                    ["认罪认罚从宽的规定以及如实供述可以从宽处理的规定已向你说明，是否明白？"],
                ),
                "明白，我愿意如实讲。",
            ),
        ]
    else:
        oral = f"依据《中华人民共和国治安管理处罚法》{article}，" if article else ""
        first = pick(
            random,
            part,
            [
                f"我们是{unit}民警（出示人民警察证），因你涉嫌{act}，{oral}依法对你询问。你应当如实回答，作伪证或者隐匿证据要承担法律责任，与本案无关的问题有权拒绝回答。听明白了吗？",
                f"我们是{unit}的人民警察，证件请看一下。你涉嫌{act}，{oral}现对你询问查证，要如实回答，说假话要负法律责任，无关问题可以拒绝回答，清楚吗？",
            ],
            [
                f"{unit}民警依法向你询问（已出示人民警察证）。涉嫌{act}，{oral}请如实回答；提供伪证应承担法律责任；与本案无关的问题可拒绝回答。是否清楚？"
            ],
        )
        pairs = [
            p(first, random.choice(["明白。", "听明白了。"])),
            p("《行政案件权利义务告知书》你看了没有？是否申请回避？", "看过了，签了字，不申请回避。"),
        ]
    if arrival:
        pairs.append(p("你是怎么到公安机关来的？", arrival))
    if family:
        pairs.append(p("传唤的原因和处所是否已经通知你的家属？", family))
    if recorded:
        pairs.append(p("本次询问、讯问全程同步录音录像，你知道吗？", "知道。"))
    pairs.append(p("你现在身体状况怎么样，能不能接受问话？", random.choice(["身体没有问题，可以。", "正常，没有病。"])))
    return pairs


def other_opening(random: Random, part: str, unit: str, *, criminal: bool, role: str) -> list[Pair]:
    """What a witness or victim is told."""
    sheet = f"《{role}诉讼权利义务告知书》" if criminal else "《行政案件权利义务告知书》"
    liability = (
        "有意作伪证或者隐匿罪证要负法律责任"
        if criminal
        else "作伪证或者隐匿证据要承担法律责任，与本案无关的问题可以拒绝回答"
    )
    first = pick(
        random,
        part,
        [
            f"我们是{unit}民警（出示人民警察证），现向你了解情况，你应当如实提供证据、证言，{liability}，听清楚了吗？",
            f"我们是{unit}的，这是人民警察证。依法向你询问，请如实陈述，{liability}，知道吗？",
        ],
        [f"{unit}民警依法向你取证（证件已出示），请据实陈述，{liability}。清楚吗？"],
    )
    return [
        p(first, random.choice(["听清楚了。", "知道，我一定如实讲。"])),
        p(f"{sheet}看过没有？有什么要求？", random.choice(["看过了，没有要求。", "看了，也签了字。"])),
    ]


def untold(unit: str) -> list[Pair]:
    """An opening that tells nothing, for the planted defect."""
    return [p(f"我们是{unit}民警（出示人民警察证），向你了解一些情况。", "好的。")]


def relation(random: Random, name: str) -> list[Pair]:
    return [
        p(
            "介绍一下你的情况，你和当事人是什么关系？",
            f"我叫{name}，{random.choice(['跟他们没有亲戚关系', '和当事人不是亲属'])}。",
        )
    ]


def closing(random: Random, part: str, *, meal: str, suspect: bool) -> list[Pair]:
    """The end of a record."""
    pairs = []
    if meal:
        pairs.append(
            p(
                pick(
                    random,
                    part,
                    ["在此期间你的饮食和休息有没有得到保证？", "吃饭、喝水、休息情况怎么样？"],
                    ["饮食休息是否得到保障？"],
                ),
                meal,
            )
        )
    if suspect:
        pairs.append(
            p(
                pick(
                    random,
                    part,
                    ["办案人员有没有对你刑讯逼供、威胁、引诱、欺骗？", "我们有没有打骂、诱骗你？"],
                    ["取证过程中有无违法情形？"],
                ),
                random.choice(["没有。", "没有，都很文明。"]),
            )
        )
    pairs.append(
        p(
            pick(random, part, ["还有什么要补充的？", "你还有要说的吗？"], ["有无补充？"]),
            random.choice(["没有了。", "没有补充。", "就这些。"]),
        )
    )
    pairs.append(
        p(
            pick(random, part, ["以上讲的是否属实？", "你所讲的是否都是事实？"], ["所述属实吗？"]),
            random.choice(["属实。", "都是事实。"]),
        )
    )
    return pairs


CONFIRM = {
    "train": ["以上笔录我看过，和我说的一样。", "以上笔录我看过，和我说的相符。", "上述笔录我已看过，与我说的一致。"],
    "test": ["以上{n}页笔录我都看过，跟我讲的相符。", "本笔录我已核对，与我所述一致。"],
}
READ_ALOUD = {"train": "以上笔录向我宣读过，和我说的相符。", "test": "民警已向我宣读以上笔录，与我讲的一致。"}


def length(pairs: list[Pair]) -> int:
    """Characters of a record, to give it a believable duration."""
    return sum(
        len(question) + sum(len(x if isinstance(x, str) else x.text) for x in answer) for question, answer in pairs
    )
