"""What is said in a turn: for every act wordings of many hands, and sentences that only look like it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reviewer.core.errors import LawDataError
from reviewer.extraction.acts import acts_of, read_acts

# act: questions (or "question ⇒ answer") in which it takes place
SAID: dict[str, tuple[str, ...]] = {
    "officers_identified": (
        "我们是××市公安局××分局刑警大队的侦查人员（出示人民警察证），现依法对你进行讯问。",
        "我叫李明，这位是张强，我们是城关派出所民警，证件请你看一下。",
        "现在由城北派出所民警对你讯问，证件已向你出示。是否清楚？",
        "我 们 是 禁 毒 大 队 的 ， 这 是 我 们 的 工 作 证 件。",
        "公安局民警依法向你询问（已出示警官证）。",
        "(表明执法身份) 你好，就昨晚的事找你核实一下。",
    ),
    "rights_told": (
        "这份《犯罪嫌疑人诉讼权利义务告知书》给你看，你认字吗？",
        "权利义务告知书收到没有，晓不晓得写的啥子？",
        "现将你在侦查阶段依法享有的诉讼权利和应当履行的义务向你宣读。",
        "你的权利昨天已书面告知，还有没有不清楚的？",
        "根据法律规定，你享有以下权利：一、使用本民族语言；二、申请回避。",
        "告知书你看过签过字了吧？",
        "有什么要讲的？ ⇒ 没有，权利义务告知书我看过了，都明白。",
        "你有权委托律师，也可以申请法律援助，有权申请回避，清楚不？",
    ),
    "duty_of_truth": (
        "对我们的提问你应当如实回答。",
        "你要实事求是地讲，不得隐瞒。",
        "请你据实陈述。",
        "你必须说实话，听到没有？",
        "证人有如实作证的义务。",
        "希望你如实向我们反映情况，不能说假话。",
    ),
    "liability_told": (
        "有意作伪证或者隐匿罪证要负法律责任，清楚吗？",
        "诬告陷害他人的，依法追究刑事责任。",
        "说假话是要负责任的，晓得不？",
        "作伪证的责任上次已经告知，还记得吧？",
        "故意提供虚假证言的，要承担相应的法律责任。",
    ),
    "unrelated_refusal_told": (
        "对与案件无关的问题，你有拒绝回答的权利。你听明白了吗？",
        "跟案子无关的可以不答。",
        "与本案没有关系的问题你可以不回答。",
        "和本案不相干的，你有权拒绝。",
    ),
    "right_to_lawyer": (
        "你有权委托律师作为辩护人。",
        "从现在起你可以请律师，要不要请？",
        "是否聘请律师为你提供法律帮助？",
        "你现在要不要找个律师？",
        "辩护律师你可以自行委托。",
        "需要约见值班律师吗？",
    ),
    "legal_aid_told": (
        "经济困难的可以申请法律援助。",
        "没钱请律师的，法援中心可以给你派。",
        "你没有委托辩护人，我们已通知法律援助机构为你指派律师。",
    ),
    "leniency_told": (
        "如实供述自己的罪行可以从宽处理。",
        "《认罪认罚从宽制度告知书》你看过了？",
        "主动交代自己问题的，依法可以从轻或者减轻处罚。",
        "坦白从宽的政策你清楚吗？",
    ),
    "recusal_asked": (
        "要不要申请办案人员回避？",
        "你是否申请我们回避？",
        "对本案承办人，你有没有回避申请？",
        "还有什么要求？ ⇒ 不申请你们回避。",
    ),
    "recusal_requested": (
        "是否申请回避？ ⇒ 我申请王警官回避，他跟对方是亲戚。",
        "要求我们回避吗？ ⇒ 要求换两个民警来问。",
    ),
    "identity_asked": (
        "讲一下你的个人基本情况。",
        "把你的姓名、出生日期、住址说一下？",
        "你叫什么名字？",
        "家庭情况、社会经历？",
        "请核实一下你的身份。",
        "介绍一下你自己。",
        "报一下你的姓名",
    ),
    "record_asked": (
        "以前有没有受过刑事、行政处罚？",
        "有无前科劣迹？",
        "你以前被公安机关处理过没有？",
        "坐过牢没得？",
        "曾否受过处罚？",
        "是否受过强制戒毒、劳动教养？",
    ),
    "recording_told": (
        "本次讯问全程同步录音录像，你清楚吗？",
        "我们对本次询问进行录像录音。",
        "今天的讯问过程有同步录像，明白吗？",
        "执法记录仪全程记录，知道不？",
    ),
    "meal_rest": (
        "你的饮食和必要的休息时间有没有得到保障？",
        "昨晚休息、吃饭怎么样？",
        "吃饭了没有？",
        "我们有没有给你提供饮食？",
        "吃喝拉撒有没有问题？吃得怎么样？",
        "权利都清楚吧？ ⇒ 清楚。民警给我买了盒饭，也让我睡了。",
    ),
    "health_asked": (
        "你身体状况怎样？",
        "有没有什么严重疾病、传染病？",
        "身体有没有不舒服的？",
        "你现在身体怎么样，能不能接受讯问？",
        "是否怀孕，有无精神病史？",
        "哪里不舒服没有？",
    ),
    "guardian_present": (
        "你父亲作为法定代理人到场，你同意吗？",
        "你妈妈今天陪你来的，她坐在旁边，听得清吗？",
        "因你未满十八周岁，我们通知了合适成年人王某到场。",
        "法定代理人不能到场，由合适成年人（社区干部）在场，有意见吗？",
        "在场的监护人是谁？",
        "班主任老师在场陪同。",
    ),
    "interpreter_present": (
        "我们聘请了彝语翻译人员到场，你听得懂吗？",
        "这位是手语老师，为你翻译。",
        "通过翻译，你能听明白我们的话吗？",
        "翻译在场，你用本民族语言讲。",
    ),
    "female_officer": ("本次讯问由女民警参加，你清楚吗？", "这位是我们的女工作人员。"),
    "reason_told": (
        "知道为什么传唤你吗？",
        "因你涉嫌盗窃，现依法对你口头传唤。",
        "晓得为啥把你带到派出所来不？",
        "传唤的原因和处所已告知你的家属。",
        "今天因为什么事被抓的？",
        "你因何事到公安机关来的？ ⇒ 打架。",
    ),
    "family_notified": (
        "传唤的原因和处所我们已电话告知你妻子，你知道吗？",
        "已通知你的家属。",
        "你爱人我们已经通知到了。",
        "我们已经打电话给你老婆讲了。",
        "家里晓得你在这里不？ ⇒ 民警打电话通知了我爸。",
        "你家属是否已被通知？",
    ),
    "closing_question": (
        "还有没有什么要补充的？",
        "有无补充？",
        "你还有要说的吗？",
        "还有没有别的违法犯罪行为要交代、要检举？",
        "还有啥子要讲的没得？",
        "有没有其他要说明的？",
    ),
    "closing_confirmed": (
        "以上所说是否属实？",
        "你所讲的是否都是事实？",
        "上面的笔录你看过，跟你讲的一样吗？",
        "请核对笔录。",
        "还有吗？ ⇒ 以上笔录我看过，和我说的相符。",
        "讲的是不是实话？",
    ),
    "read_aloud": (
        "你不识字，我们把笔录念给你听。",
        "笔录已向你宣读，对不对？",
        "看得懂吗？ ⇒ 我不识字，你们读给我听的。",
    ),
    "refused": (
        "你为何不说话？ ⇒ （沉默）",
        "请在笔录上签字。 ⇒ 我拒绝签字。",
        "讲一下经过。 ⇒ 我不想回答。",
        "为什么不签？ ⇒ 不愿意签。",
        "动手没有？ ⇒ （低头不语）",
    ),
    "leading": ("你就说是你先动的手。", "照我说的写，行不行？"),
    "threat": (
        "你不说就把你老婆也抓进来！",
        "不老实交代就收拾你，听到没有？",
        "再不承认，就让你重判。",
        "信不信我打你？",
    ),
    "promise": (
        "你承认了我就放你回家。",
        "把字签了，马上给你取保。",
        "说清楚就没事了，不拘留你。",
        "交代了保证你不判刑，明白吗？",
    ),
    "illegal_means_asked": (
        "民警有没有对你打骂、威胁？",
        "办案人员有没有刑讯逼供、引诱、欺骗的行为？",
        "你有没有被打骂、威胁、引诱？",
        "在讯问过程中，我们是否有体罚虐待？",
        "取证过程中有无违法情形？",
    ),
    "appeal_rights_told": (
        "你和你的近亲属有权申请变更强制措施。",
        "你可以向检察院申请羁押必要性审查。",
    ),
    "complaint_rights": (
        "对侦查人员侵犯你权利的行为，你有权提出申诉、控告。",
        "对处罚不服的，可以申请行政复议或者提起行政诉讼。",
        "如有意见可以投诉，投诉电话12389。",
    ),
    "plea": (
        "你是否自愿认罪认罚？",
        "你对自己的行为怎么认识？",
        "还有吗？ ⇒ 我认罪，我后悔。",
        "愿不愿意认罪？",
    ),
    "lawyer_requested": (
        "是否委托律师？ ⇒ 我要请律师。",
        "要不要请律师？ ⇒ 要，帮我联系我家里请个律师。",
        "需要法律援助吗？ ⇒ 我申请法律援助。",
    ),
    "relation_asked": (
        "你和嫌疑人是什么关系？",
        "认识对方吗？",
        "你们有亲戚关系没有？",
        "跟冉某是啥关系？",
    ),
}

# act: turns that only look like it
NOT_SAID: dict[str, tuple[str, ...]] = {
    "officers_identified": (
        "你怎么知道他们是民警？",
        "你的假警官证是从哪里买的？",
        "他向你出示了什么证件？ ⇒ 他说是记者。",
    ),
    "rights_told": (
        "与本案无关的问题你有拒绝回答的权利，听清楚了吗？",
        "合同里约定的权利义务你看过没有？",
        "你看过告知书没有？ ⇒ 没有给我看。",
        "房子的使用权利是谁的？",
        "后来呢？ ⇒ 我就走了。",
    ),
    "duty_of_truth": (
        "如实供述自己的罪行可以从宽处理，清楚吗？",
        "他有没有如实告诉你货的来历？",
        "后来他说了实话没有？",
    ),
    "liability_told": ("他诬告你什么？", "谁叫你把证据藏起来的？", "出了事责任怎么分？"),
    "unrelated_refusal_told": ("你为什么拒绝回答？", "这件事跟你无关，你为什么还要去？", "你当时为什么拒绝他？"),
    "right_to_lawyer": ("他请律师了没有？", "律师费是谁出的？", "你和近亲属、辩护人有权申请变更强制措施。"),
    "legal_aid_told": ("你借钱的时候有没有人援助你？", "你找过法律服务所吗？"),
    "leniency_told": ("你当时为什么不从轻处理这批货？", "门有多宽？"),
    "recusal_asked": ("请不要回避问题，正面回答。", "你为什么要回避他的眼神？"),
    "recusal_requested": (
        "是否申请回避？ ⇒ 不申请回避。",
        "是否申请回避？ ⇒ 不需要你们回避。",
        "要求我们回避吗？ ⇒ 没要求回避。",
    ),
    "identity_asked": (
        "他叫什么名字？",
        "把案件的基本情况讲一下。",
        "你从哪里买来的公民个人信息？",
        "介绍一下当时现场的情况。",
    ),
    "record_asked": ("他以前受过处罚没有？", "你们会不会怕被抓了判刑？", "这批货处理过没有？"),
    "recording_told": ("店里的监控录像是谁删的？", "你手机里的录音录像从哪来？", "行车记录仪是不是全程录像？"),
    "meal_rest": ("那天你们一起吃饭了没有？", "当晚你在哪里休息？", "他给你喝的水是什么颜色？", "吃饭的时候谁先动手？"),
    "health_asked": ("对方身体怎么样？", "他打到你身体什么部位？", "当时你喝酒没有？"),
    "guardian_present": (
        "案发的时候你爸爸在场吗？",
        "你父母为什么没来？",
        "法定代理人无法到场，怎么办？",
        "还有谁在场？ ⇒ 我和老王。",
        "打架那天你妈在旁边吗？",
    ),
    "interpreter_present": ("你是否需要翻译？ ⇒ 不需要翻译。", "你在公司做翻译吗？", "你用翻译软件跟他聊的？"),
    "female_officer": ("那个女的是谁？", "你冒充女警骗了几个人？"),
    "reason_told": ("他为什么打你？", "因为什么吵起来的？", "你涉嫌的金额是多少？"),
    "family_notified": (
        "我们没有通知你的家属，你有意见吗？",
        "医院通知你家属没有？",
        "传唤的事通知你家属了吗？ ⇒ 没有通知。",
        "你打电话给你老婆说了什么？",
    ),
    "closing_question": ("还有谁在场？", "还有没有别的人动手？", "后来补充协议签了没有？"),
    "closing_confirmed": ("他说的属实吗？", "你第一次笔录讲的是怎么回事？", "当时的情况跟照片上一样吗？"),
    "read_aloud": ("你念过几年书？ ⇒ 念过三年小学。", "会上领导宣读了什么？"),
    "refused": (
        "对与本案无关的问题，你有权拒绝回答。",
        "他为什么拒绝还钱？ ⇒ 他拒绝签字，也不还钱。",
        "后来呢？ ⇒ 他沉默了一会才说话。",
        "与案件无关的可以拒绝回答，明白吗？ ⇒ 明白。",
    ),
    "leading": ("你就是从那边走的吗？", "他是不是叫你照他说的做？"),
    "threat": (
        "他有没有说不给钱就打你？",
        "不如实回答要承担法律责任，清楚吗？",
        "有没有人对你说不承认就打你？",
        "拒不到案的，依法拘传，明白吗？",
    ),
    "promise": (
        "如实供述自己罪行的可以从宽处理。",
        "他说签字了就放你回家吗？",
        "你签字后什么时候回家的？",
        "老板是不是讲配合他就没事？",
    ),
    "illegal_means_asked": (
        "他有没有打骂、威胁你？",
        "你丈夫平时打骂你吗？",
        "你们是怎么欺骗客户的？",
        "你因涉嫌殴打他人被我们传唤，清楚吗？",
    ),
    "appeal_rights_told": ("你申请变更了营业执照没有？", "谁给你办的取保？"),
    "complaint_rights": ("你为什么要控告他？", "顾客投诉过你们店吗？"),
    "plea": (
        "如实供述、认罪认罚可以从宽处理，听明白了吗？ ⇒ 明白。",
        "后来呢？ ⇒ 我认为他会还钱。",
        "你认识他吗？ ⇒ 我认识他。",
    ),
    "lawyer_requested": (
        "是否委托律师？ ⇒ 暂时不请律师。",
        "要请律师吗？ ⇒ 等我老婆来了再请律师。",
        "要委托律师吗？ ⇒ 不需要律师。",
        "要不要律师？ ⇒ 律师以后再讲。",
        "是否申请法律援助？ ⇒ 不用请律师，法律援助也不用。",
    ),
    "relation_asked": ("这件事跟你有关系吗，与本案没有关系的问题可以不回答。", "钱和货放在哪里？"),
}

LONG = (
    "我们是××县公安局××派出所的民警（出示人民警察证），因你涉嫌寻衅滋事，现依法对你讯问。你应当如实回答我们的提问，对与本案无关的问题"
    "有权拒绝回答。《犯罪嫌疑人诉讼权利义务告知书》你已阅读签收；你有权委托律师作辩护人，经济困难可以申请法律援助，有权申请回避，"
    "如实供述、认罪认罚可以依法从宽；传唤的原因和处所已电话通知你父亲；讯问全程同步录音录像。你的身体状况怎么样？以上听清楚了吗？"
)


def cases(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(act, text) for act, texts in table.items() for text in texts]


def found(text: str) -> frozenset[str]:
    question, _, answer = text.partition("⇒")
    return acts_of(question.strip(), answer.strip())


@pytest.mark.parametrize(("act", "text"), cases(SAID))
def test_said(act: str, text: str) -> None:
    assert act in found(text)


@pytest.mark.parametrize(("act", "text"), cases(NOT_SAID))
def test_only_looks_like_it(act: str, text: str) -> None:
    assert act not in found(text)


def test_one_paragraph_tells_many_things() -> None:
    assert found(LONG + " ⇒ 听清楚了，身体没问题，暂时不请律师，不申请回避。") >= {
        "officers_identified", "duty_of_truth", "unrelated_refusal_told", "rights_told", "right_to_lawyer",
        "legal_aid_told", "recusal_asked", "leniency_told", "family_notified", "recording_told", "reason_told",
        "health_asked",
    }  # fmt: skip
    assert not found(LONG) & {"refused", "threat", "promise", "leading", "lawyer_requested", "recusal_requested"}


def test_every_act_has_examples_on_both_sides() -> None:
    import tomllib

    from reviewer.extraction.acts import FILE

    assert set(tomllib.loads(FILE.read_text(encoding="utf-8"))) == set(SAID) == set(NOT_SAID)


def test_story_has_no_acts() -> None:
    story = "8月5号下午五点半左右，秧田裂口子了，我去泵房看，还在抽。我去拔插头，他就一把推开我，我顺手拿了根扁担。"
    assert found(f"把经过讲一下。 ⇒ {story}") == frozenset()


def test_quick_enough() -> None:
    turns = [text for _, text in cases(SAID) + cases(NOT_SAID)]
    found(LONG)
    began = time.perf_counter()
    for text in turns:
        found(text)
    assert (time.perf_counter() - began) / len(turns) < 0.0005, "acts_of became slow: five times over its budget"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('[a]\nquestion = ["权"]', "至少要有一段"),
        ('[a]\nfrage = ["权利"]', "不认识的键"),
        ("[a\n", "TOML"),
    ],
)
def test_wrong_files_say_what_is_wrong(tmp_path: Path, content: str, named: str) -> None:
    file = tmp_path / "acts.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LawDataError, match=named):
        read_acts(file)
