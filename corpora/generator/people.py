"""Invented people, places and bureaus. Identity numbers use region codes that do not exist, with right check digits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SURNAMES = "蒲敖廖桑邝佟蔺郗仇苗褚卞戚厉芮喻向路辛鲍柯缪耿阎游储颜滕殷焦窦霍甘庞邹戴武岑凌莫巩傅晏谷车池乐"
MALE = [
    "大勇",
    "志平",
    "国强",
    "小军",
    "建河",
    "立春",
    "长福",
    "学文",
    "海涛",
    "永昌",
    "新民",
    "守业",
    "云飞",
    "振华",
    "东升",
    "德顺",
    "家宝",
    "光耀",
    "卫东",
    "启明",
    "冬生",
    "一鸣",
    "子轩",
    "浩然",
]
FEMALE = [
    "秀兰",
    "桂香",
    "玉梅",
    "小娟",
    "红霞",
    "春燕",
    "丽萍",
    "美琴",
    "翠花",
    "晓雯",
    "静怡",
    "雪莲",
    "海燕",
    "巧云",
    "彩凤",
    "雨桐",
    "思琪",
    "若兰",
    "金枝",
    "慧敏",
]
COUNTY_HEAD = [
    "苇",
    "砚",
    "榆",
    "蓼",
    "汀",
    "岚",
    "梧",
    "泖",
    "桐",
    "绛",
    "漪",
    "杏",
    "鹭",
    "枳",
    "槐",
    "渚",
    "芷",
    "栌",
    "箬",
    "埠",
]
COUNTY_TAIL = ["川", "溪", "阳", "山", "浦", "源", "陵", "泽", "关", "城", "湾", "岭"]
TOWNS = [
    "青石镇",
    "双柳镇",
    "白渡镇",
    "红枫乡",
    "石桥街道",
    "北塘街道",
    "南坪镇",
    "铁佛镇",
    "河湾乡",
    "西园街道",
    "东升街道",
    "老鸦岭乡",
]
ROADS = [
    "建设路",
    "和平街",
    "滨河路",
    "文昌路",
    "解放巷",
    "人民路",
    "槐树街",
    "工农路",
    "长虹路",
    "桂花巷",
    "新华街",
    "迎宾大道",
]
JOBS = [
    "务农",
    "无固定职业",
    "装修工",
    "货车司机",
    "个体经营",
    "餐馆服务员",
    "建筑工人",
    "快递员",
    "保安",
    "电焊工",
    "理发师",
    "超市收银员",
]
SCHOOLING = ["小学", "初中", "高中", "中专", "大专"]
CHECK = "10X98765432"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(region: str, birth: date, serial: int) -> str:
    """Eighteen characters with the check digit of GB 11643."""
    body = f"{region}{birth:%Y%m%d}{serial:03d}"
    return body + CHECK[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


@dataclass
class Person:
    """One invented person."""

    name: str
    sex: str
    birth: date
    id_no: str
    address: str
    household: str
    phone: str
    job: str
    schooling: str
    ethnic: str = "汉族"
    deaf: bool = False
    nationality: str = ""

    def age_on(self, day: date) -> int:
        """Full years on a day."""
        return day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))


@dataclass
class Place:
    """One invented county with the names of its organs."""

    county: str
    region: str
    head: str
    unit: str
    kind: str

    @property
    def bureau(self) -> str:
        return f"{self.county}公安局"

    @property
    def full_unit(self) -> str:
        return f"{self.bureau}{self.unit}"

    @property
    def centre(self) -> str:
        return f"{self.bureau}执法办案管理中心" if self.kind == "criminal" else f"{self.full_unit}办案区"

    @property
    def procuratorate(self) -> str:
        return f"{self.county}人民检察院"

    @property
    def jail(self) -> str:
        return f"{self.county}看守所"

    @property
    def lockup(self) -> str:
        return f"{self.county}拘留所"

    @property
    def government(self) -> str:
        return f"{self.county}人民政府"


class World:
    """Hands out people of one case whose names and numbers never repeat within it."""

    def __init__(self, random: Random, kind: str) -> None:
        self.random = random
        self.taken: set[str] = set()
        self.serials: set[str] = set()
        head = random.choice(COUNTY_HEAD)
        county = head + random.choice(COUNTY_TAIL) + random.choice(["县", "县", "区", "市"])
        units = {
            "criminal": ["刑事侦查大队", "城关派出所", "经济犯罪侦查大队", "北塘派出所"],
            "administrative": ["治安管理大队", "城关派出所", "石桥派出所", "青石派出所"],
        }
        unit = random.choice(units[kind]) if kind == "administrative" else random.choice(units[kind][:2])
        self.place = Place(county, f"9999{random.randint(10, 89)}", head, unit, kind)

    def name(self, sex: str) -> str:
        while True:
            given = self.random.choice(FEMALE if sex == "女" else MALE)
            if self.random.random() < 0.2:
                given = given[-1]
            name = self.random.choice(SURNAMES) + given
            if name not in self.taken and not any(name in other or other in name for other in self.taken):
                self.taken.add(name)
                return name

    def address(self) -> str:
        r = self.random
        if r.random() < 0.5:
            return f"{self.place.county}{r.choice(TOWNS)}{r.choice(ROADS)}{r.randint(2, 298)}号"
        return f"{self.place.county}{r.choice(ROADS)}{r.randint(2, 98)}号{r.randint(1, 9)}幢{r.randint(101, 1804)}室"

    def person(self, *, sex: str | None = None, age: tuple[int, int] = (22, 58), today: date) -> Person:
        r = self.random
        sex = sex or r.choice("男男女")
        years = r.randint(*age)
        birth = date(today.year - years, 1, 1) + timedelta(days=r.randint(0, 364))
        if (birth.month, birth.day) > (today.month, today.day):
            birth = date(birth.year - 1, birth.month, min(birth.day, 28))
        while True:
            serial = r.randint(1, 499) * 2 - (1 if sex == "男" else 0)
            number = identity_number(self.place.region, birth, serial)
            if number not in self.serials:
                self.serials.add(number)
                break
        address = self.address()
        household = address if r.random() < 0.6 else self.address()
        return Person(
            self.name(sex),
            sex,
            birth,
            number,
            address,
            household,
            f"199000{r.randint(10000, 99999)}",
            r.choice(JOBS) if years >= 18 else "学生",
            r.choice(SCHOOLING) if years >= 18 else "初中",
        )

    def officer(self, sex: str = "男") -> str:
        return self.name(sex)
