"""Who is meant: names, surnames with a title, nicknames, kinship and pronouns, resolved to the people of the case.

A mention is resolved to the set of people that it can mean. One name is certain, two are a doubt that is kept,
and an empty set is somebody who cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

NOBODY: frozenset[str] = frozenset()

_TITLES = (
    "老板娘?|师傅|总|经理|主任|老师|医生|大?哥|大?姐|叔|姨|嫂|伯|爷|婶|队长|村长|书记|某某?|姓|老头|大妈|大爷|会计"
)
_KIN = (
    "哥哥?|弟弟?|姐姐?|妹妹?|老婆|爱人|妻子|丈夫|老公|媳妇|儿子|女儿|父亲|母亲|爸爸?|妈妈?|爹|叔叔?|舅舅?|姐夫|妹夫|嫂子|"
    "表哥|表弟|堂哥|堂弟|侄子|外甥|女朋友|男朋友|对象|前夫|前妻|丈母娘|岳父"
)
_SAME_SURNAME = re.compile("^(?:哥|弟|姐|妹|儿|女儿|父|爸|爹|堂|侄|叔)")
_NICK = re.compile(
    r"(?:小名|绰号|外号|别名|曾用名|网名|人称|别人叫我|大家都?叫我|都喊我|人家?叫我)(?:叫|是|：)?[“\"]?([一-鿿]{2,4})[”\"]?(?=[，。,.、；])"
)
_NO_NICK = frozenset({"没有", "没得", "无", "有没有"})
COMMON_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
COMPOUND_SURNAMES = frozenset(
    ["欧阳", "司徒", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "南宫", "端木", "申屠", "独孤", "长孙", "宇文", "轩辕", "百里", "东郭", "呼延", "闻人", "钟离", "淳于", "单于", "太史", "拓跋", "澹台", "赫连", "第五", "万俟", "西门"]
)
# Somebody who acts in the sentence and cannot be told.
UNNAMED = (
    r"有(?:一)?(?:人|个人|个男的|个女的|几个人)|别人|其他人|旁人|人家|另(?:外)?一个(?:人)?|不知道谁|"
    r"一个(?:男|女|小伙|老头|人)的?|几个人|两个人|大家|双方"
)
OTHER = r"对方|打你的人?|动手的人?|那个?人|那个?(?:男|女)的|那(?:男|女|小)的|那家伙|那小子|嫌疑人|骗你的人|偷东西的人?"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where a person is meant."""

    start: int
    end: int
    text: str
    who: frozenset[str]


@dataclass
class Roster:
    """The people of a case by name, with what they are called."""

    names: frozenset[str]
    sexes: dict[str, str] = field(default_factory=dict)
    suspects: frozenset[str] = NOBODY
    aliases: dict[str, frozenset[str]] = field(default_factory=dict)
    kin: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def learn(self, speaker: str, text: str, *, identity: bool = False) -> None:
        """Take nicknames from a self-introduction and kinship from 我哥张三 or 你弟弟雷二力."""
        if identity:
            for found in _NICK.finditer(text):
                if found[1] not in _NO_NICK and speaker:
                    self.aliases[found[1]] = self.aliases.get(found[1], NOBODY) | {speaker}
        for found in self._kin_named.finditer(text):
            self.kin[speaker, _kin_key(found[1])] = frozenset({found[2]})

    @cached_property
    def _kin_named(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, sorted(self.names, key=len, reverse=True))) or "(?!)"
        return re.compile(rf"[你我]的?({_KIN})(?:叫|是|，)?({names})")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self.names, key=len, reverse=True)
        given = [name[-2:] for name in names if len(name) >= 3]
        surnames = "|".join(sorted({surname(name) for name in names}, key=lambda one: (-len(one), one))) or "　"
        compound = [one for one in sorted({surname(name) for name in names}) if len(one) == 2]
        parts = [
            *map(re.escape, names),
            *map(re.escape, sorted(self.aliases, key=len, reverse=True)),
            *map(re.escape, given),
            rf"姓(?:{surnames})的",
            rf"[老小阿大](?:{surnames})(?![一-鿿]?[的地]方)",
            rf"(?:{surnames})家(?:老[大二三四]|兄弟|的)?",
            rf"(?:{surnames})(?:{_TITLES})",
            *compound,
            rf"[我你](?:的)?(?:{_KIN})",
            r"(?<![一-鿿])(?:爸爸|妈妈)|(?<=[看到见被给让把和跟对])(?:爸爸|妈妈)",
            OTHER,
            UNNAMED,
            rf"(?:^|(?<=[个叫喊是和跟、给找把被同有让与]))(?:[{COMMON_SURNAMES}](?:总|老板娘?|师傅|经理|[大二三]?哥|[大二三]?姐)|[老小][{COMMON_SURNAMES}](?![一-鿿]?的家))",
            "[我你他她]们(?:[两三二俩仨]个?|几个)?",
            "自己",
            "[我你他她](?!们)",
        ]
        return re.compile("|".join(parts))

    def mentions(self, text: str, *, speaker: str, asked: bool = False, last: frozenset[str] = NOBODY) -> list[Mention]:
        """The people meant in a text in order; ``last`` is who 他 means, ``asked`` that an officer speaks."""
        out: list[Mention] = []
        for found in self._pattern.finditer(text):
            who = self._who(found[0], speaker, asked, last)
            if who is None:
                continue
            out.append(Mention(found.start(), found.end(), found[0], who))
            if who and speaker not in who and found[0] not in ("他", "她"):
                last = who
        return out

    def _who(self, word: str, speaker: str, asked: bool, last: frozenset[str]) -> frozenset[str] | None:
        own = "你" if asked else "我"
        if word == own or (word == "自己" and not asked):
            return frozenset({speaker})
        if word[0] in "我你他她" and "们" in word:
            return frozenset({speaker, "们"}) if word[0] == own else NOBODY
        if word in ("爸爸", "妈妈"):
            return self._relative(speaker, word)
        if word[0] in "我你" and len(word) > 1:
            return self._relative(speaker, word[1:].lstrip("的"))
        if word in ("我", "你"):
            return NOBODY if asked else last
        if re.fullmatch(UNNAMED, word):
            return NOBODY
        if word in ("他", "她") or re.fullmatch(OTHER, word):
            return self._sexed(last, word) if last else self._only(speaker, word)
        if (
            re.match(rf"(?:[{COMMON_SURNAMES}]|[老小][{COMMON_SURNAMES}])", word)
            and not self.named(word)
            and len(word) < 4
        ):
            return frozenset({word})
        return self.named(word) - ({speaker} if word[0] == "姓" or word.startswith(("老", "小")) else NOBODY)

    def _only(self, speaker: str, word: str) -> frozenset[str]:
        """Whom 他 can mean where nobody was spoken of: the one other suspect, or the one other person of that sex."""
        suspects = self._sexed(self.suspects - {speaker}, word)
        if len(self.suspects - {speaker}) == 1:
            return suspects
        women = frozenset(name for name in self.names - {speaker} if self.sexes.get(name) == "女")
        known = all(name in self.sexes for name in self.names)
        return women if known and len(women) == 1 and ("她" in word or "女" in word) else NOBODY

    def _sexed(self, who: frozenset[str], word: str) -> frozenset[str]:
        sex = "女" if "她" in word or "女" in word else "男" if "男" in word else ""
        return frozenset(name for name in who if not sex or self.sexes.get(name, sex) == sex)

    def _relative(self, speaker: str, word: str) -> frozenset[str]:
        known = self.kin.get((speaker, _kin_key(word)))
        if known:
            return known
        if speaker and _SAME_SURNAME.match(word):
            sex = "男" if word[0] in "哥弟父爸爹" else "女" if word[0] in "姐妹" else ""
            same = frozenset(
                name
                for name in self.names
                if surname(name) == surname(speaker) and name != speaker and (not sex or self.sexes.get(name, sex) == sex)
            )
            if len(same) == 1:
                return same
        return frozenset({f"{speaker}的{word}"})

    def named(self, word: str) -> frozenset[str]:
        """Whom a name, a part of a name, a nickname or a surname with a title can mean."""
        if word in self.names:
            return frozenset({word})
        if word in self.aliases:
            return self.aliases[word]
        given = frozenset(name for name in self.names if len(name) >= 3 and name.endswith(word))
        if given:
            return given
        bare = word[1:] if word[0] in "姓老小阿大" and len(word) > 1 else word
        return frozenset(name for name in self.names if surname(name) == surname(bare))


def surname(name: str) -> str:
    """The surname that a name begins with: 欧阳 of 欧阳建军, 张 of 张三."""
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]


def _kin_key(word: str) -> str:
    return word[:2] if word[:1] in "表堂前岳女男姐妹" and word[1:2] in "哥弟夫妻父朋儿" else word[:1]


def certain(who: Iterable[str]) -> str | None:
    """The one person meant, where there is one."""
    people = [name for name in who if name != "们"]
    return people[0] if len(people) == 1 and not people[0].startswith("〔") else None
