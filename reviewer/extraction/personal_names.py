"""Names of persons: what is one, how several are written in one place, and when two are one name misread."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from reviewer.reading.text import Matching

_DATA = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
_SURNAMES = frozenset("".join(_DATA["surnames"].split()))
_COMPOUND = frozenset(_DATA["compound"].split())
_WORDS = frozenset(_DATA["words"].split())
# What stands beside a name in a form and is none.
_NO_NAMES = re.compile(
    r"(?:男|女)性?$|.{1,4}族$|性别|年龄|民族|出生|身份|证件|号码|住址|地址|现住|户籍|籍贯|职业|职务|单位|电话|联系|文化|程度|学历|小学|初中|"
    r"高中|中专|大专|本科|无业|工人|务工|农民|学生|职员|个体|政治|群众|党员|签名|捺印|指印|盖章|日期|时间|地点|本人|不详|未知|此栏|以下空白|"
    r"空白|详见|同上|公司|公安|派出所|大队|支队|法院|检察|银行|医院|学校|委员会|办公室|如下|情况|其他|人员|证人$|民警|\d[年月日时]$|[所队局科院]长$|主任$|警官$|同志$|先生$|女士$|师傅$|"
    r"[省市县区街号室]$|..[乡镇院]$"
)
_TITLES = (
    "犯罪嫌疑人|违法嫌疑人|违法行为人|嫌疑人|被告人|被侵害人|被害人|被讯问人|被询问人|被处罚人|报案人|控告人|举报人|证人|见证人|当事人|"
    "办案民警|民警|警官|警员|辅警|侦查员|侦查人员|办案人员|办案人|记录人|讯问人|询问人|检查人|鉴定人|翻译人?员?|律师|法定代理人|监护人|家属|"
    "姓名|副?所长|副?队长|副?大队长|副?支队长|副?局长|中队长|教导员|指导员|同志|先生|女士|主任|科长"
)
_BEFORE = re.compile(
    rf"^(?:.*(?:公安局|分局|派出所|大队|支队|中队|总队|检察院|法院|队|所|局|科|室|公司|院))?(?:{_TITLES})?[:：]?(?=.{{2,}})"
)
_AFTER = re.compile(rf"(?:等(?:[一二两三四五六七八九十\d]+[名个]?人?)?|{_TITLES}|签名|\(?签字\)?|[（(].*)+$")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERED = re.compile(r"[一-鿿]{1,4} ?(?:\([一-鿿]\))? ?[一-鿿]{1,6}字? ?\[\d{4}\].{0,8}?号")  # a document number
_SEPARATORS = re.compile(r"[、，,/;；\n\r\t|]|(?<=[一-鿿])\s{2,}(?=[一-鿿])")
_CHARACTER = "[一-鿿㐀-䶿\U00020000-\U0003ffff]"
_PLAIN = re.compile(rf"{_CHARACTER}{{2,4}}")
_RARE_SHORT = re.compile(r"(?![无不同拒已未在见附以某如此略空全])[一-鿿]{2}")
_DOTTED = re.compile(rf"{_CHARACTER}{{1,10}}(?:·{_CHARACTER}{{1,12}}){{1,4}}")
_MASKED = re.compile(
    rf"(?P<surname>{_CHARACTER}{{1,2}})(?:某{{1,2}}(?:[甲乙丙丁戊己庚辛壬癸\dA-Z]|{_CHARACTER})?|[*＊×xX]{{1,3}}{_CHARACTER}?|\d?某)"
)
_LATIN = re.compile(r"[A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){1,4}")

_GROUPS: dict[str, set[int]] = {}
for _index, _group in enumerate(_DATA["alike"].split()):
    for _one in _group:
        _GROUPS.setdefault(_one, set()).add(_index)


def surname_of(name: str) -> str:
    """The surname of a name: two characters where it is a compound one, ``""`` where there is none known."""
    if name[:2] in _COMPOUND and len(name) > 2:
        return name[:2]
    return name[:1] if name[:1] in _SURNAMES else ""


def is_masked(name: str) -> bool:
    """Whether part of a name is left out: 张某, 张某某, 张某甲, 张**, 张x."""
    return bool(_MASKED.fullmatch(name))


def is_name(text: str) -> bool:
    """Whether a text is a person's name: surname and given name, a name with ·, or a masked one."""
    if _DOTTED.fullmatch(text) or is_masked(text):
        return True
    if not _PLAIN.fullmatch(text) or text in _WORDS or _NO_NAMES.search(text):
        return False
    surname = surname_of(text)
    return bool(surname) and 1 <= len(text) - len(surname) <= 2


def split_names(text: str) -> list[str]:
    """The names in a form's field, in order; titles, units, brackets and 等 left out.

    A field's label already says that persons stand here, so that three characters with an unknown surname are taken
    as well, but no word of the form is (男, 汉族, 住址). What follows a name and is none ends the list.
    """
    copy = _NUMBERED.sub(";", Matching.of(text, spaces=True).text)
    copy = _BRACKETS.sub(" ", copy).strip(" :.。")
    if _LATIN.fullmatch(copy):
        return [copy]
    if _RARE_SHORT.fullmatch(copy) and not _NO_NAMES.search(copy) and copy not in _WORDS:
        return [copy]  # 玉香: the whole of a field for a person, though the surname is no Han one
    names: list[str] = []
    for piece in _SEPARATORS.split(copy):
        found = [name for part in _joined(piece) if (name := _bare(part))]
        if not found and names and piece.strip():
            break
        names += [name for name in found if name not in names]
    return names


def _joined(piece: str) -> list[str]:
    """Blanks part names, but also the characters of a short one: ``孙 丙``."""
    parts = piece.split()
    if len(parts) > 1 and all(len(part) == 1 for part in parts):
        if len(parts) == 4 and all(part in _SURNAMES for part in parts[::2]):
            return ["".join(parts[:2]), "".join(parts[2:])]
        return ["".join(parts)]
    spaced = next((count for count, part in enumerate(parts) if len(part) > 1), 0)
    if 2 <= spaced <= 3 and parts[0] in _SURNAMES:  # 田 壮 and the unit
        return ["".join(parts[:spaced]), *parts[spaced:]]
    for word in ("和", "与", "及"):
        for index, part in enumerate(parts):
            left, _, right = part.partition(word)
            if is_name(_trim(left)) and is_name(_trim(right)):
                return [*parts[:index], left, right, *parts[index + 1 :]]
    return parts


def _trim(part: str) -> str:
    bare = _AFTER.sub("", _BEFORE.sub("", part.strip(" :.。_—-")))
    return re.sub(r"\d{3,}$", "", bare)


def _bare(part: str) -> str:
    """The name in a piece, ``""`` where there is none."""
    for candidate in (part.strip(" :.。_—-"), _trim(part)):
        if is_name(candidate):
            return candidate
    bare = _trim(part)
    rare = _PLAIN.fullmatch(bare) and len(bare) == 3 and part.strip().endswith(bare)
    return bare if rare and not _NO_NAMES.search(bare) and bare not in _WORDS and bare[0] != "某" else ""


def alike(one: str, other: str) -> bool:
    """Whether two characters are taken for one another."""
    return one == other or bool(_GROUPS.get(one, set()) & _GROUPS.get(other, set()))


def name_close(one: str, other: str, *, loose: bool = False) -> bool:
    """Whether two names can be one name misread.

    Args:
        one: a name.
        other: another.
        loose: also where one character of a given name of two is another that does not look like it. 王建国 and 王建华
            may be brothers, so that this needs something else that speaks for it.

    Returns:
        True for equal names and for those that differ in look-alikes only; never for two masked names.
    """
    if one == other:
        return True
    if is_masked(one) or is_masked(other) or min(len(one), len(other)) < 2:
        return False
    if len(one) != len(other):
        return loose and _dropped(*sorted((one, other), key=len))
    differing = [(left, right) for left, right in zip(one, other, strict=True) if left != right]
    if len(differing) > max(1, len(one) // 2):
        return False
    if all(alike(left, right) for left, right in differing):
        return True
    return loose and len(one) >= 3 and len(differing) == 1 and surname_of(one) == surname_of(other) != ""


def _dropped(short: str, long: str) -> bool:
    """Whether the longer name is the shorter with one character more behind the surname."""
    if len(short) < 3 or len(long) != len(short) + 1 or short[0] != long[0]:
        return False
    return any(long[:index] + long[index + 1 :] == short for index in range(1, len(long)))


def mask_fits(mask: str, name: str) -> bool:
    """Whether a masked name can stand for a name: the surname agrees, and so does what is left of the rest."""
    match = _MASKED.fullmatch(mask)
    return bool(match) and not is_masked(name) and name.startswith(mask[:1])
