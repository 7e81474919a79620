"""Planted records that were copied, transcripts that differ from their record, and clean ones that look like it.

Every case is put together from parts by chance with a fixed seed; the parts of the test half are their own.
"""

from __future__ import annotations

import random

SURNAMES = "郜阚逄瞿麻裴亓闵".replace("\n", "")
RIGHTS = [
    ["我们是公安局的民警，现依法向你询问，这是我们的工作证件，你看清楚了吗？", "看清楚了。"],
    [
        "根据法律规定，你应当如实回答询问，故意作伪证或者隐匿证据要负法律责任，你听明白了吗？",
        "听明白了，我一定如实回答，不隐瞒不编造。",
    ],
    ["你是否申请回避？", "我不申请回避，我对你们办案没有意见。"],
    ["你的身体状况怎么样？", "身体健康，没有疾病，精神状态良好，可以接受询问。"],
]
# What two people can say of one thing, each in words of their own; a third telling is kept for the recording.
EVENTS = {
    "train": [
        ("当时的经过是怎样的？", "我下班骑车路过西门，看见两个人在路边拉扯，一个穿灰衣服的把另一个按在栏杆上，后来保安过来把他们分开了。",
         "我正在门口收快递，那边吵起来了，灰衣服那个劲大，把人家顶到栏杆那里动不了，多亏保安跑过去拉。"),
        ("你发现东西不见以后怎么办的？", "我先在屋里翻了一遍，又问了隔壁租房的，都说没见到，我就到门卫室调了监控，然后打电话报警。",
         "她急得不行，到处找，还来敲我的门问，我说没看见，后来她拉着门卫看录像去了。"),
        ("钱是怎么商量的？", "他说这个项目稳赚不赔，让我先投五万块试试，等月底分了红再追加，我信了就当场给他转过去了。",
         "那天他们坐在我店里谈，我听到他一直劝人家投钱，说月底就有分红，具体多少我没细听。"),
        ("那条狗是怎么冲出来的？", "我拎着菜往楼里走，单元门一开，那条大黄狗就从里面窜出来，扑到我腿上咬住不松口，我拿袋子砸它才松开。",
         "我听到叫声往下看，狗已经扑到人身上了，买的菜撒了一地，主人在后面追着喊。"),
    ],
    "test": [
        ("请你把看到的情况讲一下。", "渡口收班的时候，有个戴草帽的跳上趸船，抄起缆绳就往检票员身上甩，检票员躲到舱里把门顶住，他又去踢门。",
         "我在对岸等船，远远望见草帽那个人在趸船上闹，甩绳子踢舱门，检票的不敢出来。"),
        ("货款后来怎么结的？", "说好货到付清，结果他只给了一张白条，拖到腊月二十几，我去堵他的门，他从后墙翻出去跑了，钱到今天没见着。",
         "年跟前老板娘天天到他家门口等，他就躲，有一回翻墙走的，欠条我见过，货款一直没给。"),
        ("你们是怎么认识的？", "在一个钓鱼的群里认识的，他发定位约大家去水库，去了两回就熟了，后来他说手头紧，问我能不能把渔具押给我换点钱。",
         "都是群里的钓友，一起去过水库，他俩私下有没有钱的事，我是后来才听讲的。"),
        ("围栏是怎么倒的？", "他把铲车开过来，先顶了一下立柱，我喊他停他不听，倒回去加油门又撞，整排围栏哗一下就倒在我种的树苗上了。",
         "铲车撞的，撞了不止一下，苗圃那边压倒一大片，我在坡上看得真真的。"),
    ],
}  # fmt: skip
FACTS = {
    "train": [("几点到的？", "晚上八点二十到的。", "下午三点到的。"), ("给了多少钱？", "给了三千块钱，都是现金。", "给了九千块钱，都是现金。"),
              ("用什么打的？", "用一根木棍打的。", "用啤酒瓶打的。"), ("你有没有打他？", "打了，打了他两拳。", "没有，我没打他。")],
    "test": [("你什么时候走的？", "早上六点半走的。", "中午十二点走的。"), ("他欠你多少钱？", "欠我一万二。", "欠我四万。"),
             ("在什么地方谈的？", "在办公室谈的。", "在饭店谈的。"), ("你有没有签过字？", "签了，我自己签的字。", "没有，我没签过字。")],
}  # fmt: skip
SAID = {
    "train": ["我还想说，那天民警来之前村干部已经调解过一回了，当时双方都答应不再追究。", "其实事情的起因是去年分地的时候少量了我家两垄，我一直咽不下这口气。"],
    "test": ["还有个情况，出事前一天他打过电话给我，说要是再不给钱就让我好看，这个电话我录了音。", "我家的探头也拍到了，硬盘我拆下来放在柜子里，你们可以去拿。"],
}  # fmt: skip
IMPROPER = {
    "train": [("threat", "你不说就把你关到过年，信不信？"), ("promise", "你认了马上就放你回家，取保的事我来办。"), ("leading", "当时就是你先动的手，对不对？")],
    "test": [("threat", "不老实交代就去找你老婆，你自己想清楚。"), ("promise", "你承认了就没事，今天就让你走。"), ("leading", "这笔钱肯定是你拿的，是不是？")],
}  # fmt: skip
PROPER = {
    "train": ["你慢慢想，想起来多少说多少，记不清的就说记不清。", "是不是有人跟你一起去的？"],
    "test": ["你不用紧张，如实讲就行，讲完核对一遍笔录再签字。", "你有没有拿这笔钱？"],
}  # fmt: skip
CONNECTORS = [("然后", "接着"), ("看见", "看到"), ("后来", "之后"), ("当时", "那时候")]


def slip(text: str, chance: random.Random) -> str:
    """A copied answer with a word or two changed, as one who copies does."""
    for old, new in chance.sample(CONNECTORS, 2):
        text = text.replace(old, new)
    return text


def copied(part: str, *, seed: int, size: int) -> list[dict[str, object]]:
    """Two records: answers copied word for word or nearly, or one happening told by two in words of their own."""
    chance = random.Random(f"{part}{seed}")
    rows: list[dict[str, object]] = []
    for number in range(size):
        planted = number % 2 == 0
        events = chance.sample(EVENTS[part], 3)
        one = [*RIGHTS, *([question, first] for question, first, _ in events)]
        at = chance.randrange(2) + 1  # how many answers were copied
        two = [*RIGHTS]
        for index, (question, first, second) in enumerate(events):
            two.append([question, slip(first, chance) if planted and index < at else second])
        names = chance.sample(SURNAMES, 2)
        rows.append(
            {
                "id": f"C{part[0]}{number:03}",
                "copied": planted,
                "names": [names[0] + "甲一", names[1] + "乙二"],
                "a": one,
                "b": two,
            }
        )
    return rows


def recording(part: str, *, seed: int, size: int) -> list[dict[str, object]]:
    """A record with the transcript of its recording: the same in other words, or with one planted difference."""
    chance = random.Random(f"r{part}{seed}")
    rows: list[dict[str, object]] = []
    for number in range(size):
        kind = ("", "differs", "", "missing", "", "added", "", "improper")[number % 8]
        events, facts = chance.sample(EVENTS[part], 2), chance.sample(FACTS[part], 2)
        written = [[question, first] for question, first, _ in events] + [[question, one] for question, one, _ in facts]
        spoken = [["那个，" + question, "嗯，" + slip(said, chance)] for question, said in written]
        extra = chance.choice(SAID[part])
        if kind == "differs":
            spoken[2] = [facts[0][0], facts[0][2]]
        elif kind == "missing":
            spoken.insert(2, ["还有什么情况？", extra])
        elif kind == "added":
            written.insert(2, ["还有什么情况？", extra])
        which, said = chance.choice(IMPROPER[part]) if kind == "improper" else ("", chance.choice(PROPER[part]))
        spoken.insert(1, [said, "我知道的都会讲。"])
        rows.append({"id": f"R{part[0]}{number:03}", "kind": which or kind, "record": written, "spoken": spoken})
    return rows
