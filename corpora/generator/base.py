"""One case being made: its people, its times, and the parts that all forms share."""


from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from generator import document as d
from generator import speech, spelling
from generator.document import Block, Document, Text, Value
from generator.people import Person, World
from generator.story import Slot, Story
from generator.style import Style


@dataclass
class Finding:
    """A planted violation: where it stands is given by document keys and anchors until the pages are set."""

    rule: str
    where: list[tuple[str, str | None]]
    note: str


@dataclass
class Planned:
    """A planted disagreement between two statements."""

    aspect: str
    slot: str
    a: str
    b: str
    note: str


@dataclass
class Case:
    """All facts of one case. Defects change them before the papers are written."""

    id: str
    kind: str
    random: Random
    style: Style
    story: Story
    part: str
    world: World
    people: dict[str, Person] = field(default_factory=dict)
    officers: dict[str, str] = field(default_factory=dict)
    t: dict[str, datetime] = field(default_factory=dict)
    flags: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    conflicts: list[Planned] = field(default_factory=list)
    tolerated: set[str] = field(default_factory=set)
    differs: dict[str, set[str]] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    omit: set[str] = field(default_factory=set)
    as_of: date | None = None
    route: str = ""

    # -- people ------------------------------------------------------------------------------------------------------
    @property
    def suspect(self) -> Person:
        return self.people["suspect"]

    @property
    def place(self) -> Any:
        return self.world.place

    def case_name(self) -> str:
        return f"{self.suspect.name}{'涉嫌' if self.flags.get('wordy') else ''}{self.story.act}案"

    # -- numbers and values ------------------------------------------------------------------------------------------
    def no(self, word: str, key: str = "", year: int = 0) -> str:
        """The document number for a word, the same for the same key."""
        key = key or word
        if key not in self.numbers:
            left, right = tuple(self.style.bracket)
            open_unit, close_unit = tuple(self.style.unit_bracket)
            unit = {"刑事侦查大队": "刑", "经济犯罪侦查大队": "经", "治安管理大队": "治"}.get(
                self.place.unit, self.place.unit[0]
            )
            serial = self.random.randint(11, 989)
            text = f"{serial:05d}" if self.flags.get("long_numbers") else str(serial)
            ordinal = "第" if self.flags.get("ordinal_numbers") else ""
            year = year or self.t["received"].year
            self.numbers[key] = (
                f"{self.place.head}公{open_unit}{unit}{close_unit}{word}字{left}{year}{right}{ordinal}{text}号"
            )
        return self.numbers[key]

    def day_v(self, name: str, moment: datetime) -> Value:
        return Value(self.style.day(moment.date()), name, moment.date().isoformat(), anchor=name)

    def time_v(self, name: str, moment: datetime, anchor: str = "") -> Value:
        return Value(self.style.moment(moment), name, spelling.iso(moment), anchor=anchor or name)

    def signed(self, moment: datetime, *, truth: bool = False) -> Text:
        text = self.style.signed(moment)
        return [Value(text, "signed_at" if truth else None, moment.date().isoformat())]

    def name_v(self, name: str, field_name: str = "suspect_name") -> Value:
        return Value(name, field_name, name)

    def who_v(self, field_name: str, names: list[str]) -> Value:
        return Value("、".join(names), field_name, names, anchor=field_name)

    def person_words(self, person: Person) -> str:
        return f"{person.name}，{person.sex}，{self.style.day(person.birth)}出生，公民身份号码{person.id_no}，住{person.address}"

    def bracket_words(self, person: Person) -> str:
        return f"（性别{person.sex}，出生日期{self.style.day(person.birth)}，住址{person.address}）"

    # -- story -------------------------------------------------------------------------------------------------------
    def slots(self) -> dict[str, Slot]:
        hour = self.t["incident"].hour
        spoken = spelling.spoken_hour(hour)
        away = spelling.spoken_hour((hour + 20) % 24 if hour > 6 else hour + 3)
        time = Slot("time", f"{hour}时许", [spoken + "左右", spoken + "来钟", f"{spoken}前后"], [away + "左右"], "时间")
        return {"time": time, **self.story.slots}

    def fixed(self, person: str = "") -> dict[str, str]:
        names = {
            "P": self.suspect.name,
            "S": self.suspect.name[0],
            "place": self.flags["scene"],
            "day": spelling.month_day(self.t["incident"].date()),
        }
        names["V"] = self.people["victim"].name if "victim" in self.people else "工作人员"
        names["W"] = self.people["witness"].name if "witness" in self.people else ""
        if person == "suspect":
            names["V"] = self.flags.get("victim_called", names["V"])
        return names

    def summary(self) -> str:
        """The facts as forms state them."""
        text = self.story.summary
        for name, slot in self.slots().items():
            text = text.replace("{" + name + "}", slot.form)
        for name, words in self.fixed().items():
            text = text.replace("{" + name + "}", words)
        moment = self.t["incident"]
        return f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时许，{text}"

    def speaker(self, key: str) -> speech.Speaker:
        return speech.Speaker(self.random, self.fixed(), self.slots(), self.part, self.differs.get(key, set()))

    # -- papers ------------------------------------------------------------------------------------------------------
    def add(
        self, key: str, type_: str, title: str, blocks: list[Block], day: datetime | date | None, **more: Any
    ) -> Document:
        when = day.date() if isinstance(day, datetime) else day
        author = more.pop("author", self.place.bureau)
        paper = Document(key, type_, title, blocks, when, author=author, **more)
        if key not in self.omit:
            self.documents.append(paper)
        return paper

    def order(
        self,
        key: str,
        type_: str,
        title: str,
        word: str,
        body: list[Block],
        day: datetime,
        *,
        tail: list[Block] | None = None,
        organ: str = "",
        copy: bool = True,
        **more: Any,
    ) -> Document:
        """A sealed decision or notice: organ, title, number, text, organ and day under the seal, receipts."""
        organ = organ or self.place.bureau
        number = self.no(word, more.pop("number_key", ""), day.year) if word else ""
        blocks = [d.org(organ), d.title(title)]
        if number:
            blocks.append(d.number(number))
        blocks += body
        blocks.append(d.seal(organ, day.date()))
        blocks += tail or []
        if copy and self.random.random() < 0.6:
            blocks.append(d.small(self.random.choice(["此联附卷", "一式三份，一份附卷。", "（副本附卷）"])))
        return self.add(key, type_, title, blocks, day, doc_no=number, author=organ, **more)

    def approval(
        self,
        key: str,
        title: str,
        reason: list[str],
        day: datetime,
        *,
        type_: str = "request_report",
        opinion: str = "同意。",
        leader_day: datetime | None = None,
    ) -> Document:
        """A request with its three opinions."""
        s, leader_day = self.style, leader_day or day
        who = self.officers
        boxes = [
            d.box(
                s.label("审批领导"),
                opinion,
                sign=d.sign("", who["chief"], self.signed(leader_day), anchor="leader").sign,
            ),
            d.box(
                s.label("审核"),
                "经审核，符合法定条件，拟同意。",
                sign=d.sign("", who["legal"], self.signed(day), anchor="legal").sign,
            ),
            d.box(
                s.label("单位意见"),
                "同意，报局领导审批。",
                sign=d.sign("", who["head"], self.signed(day), anchor="unit").sign,
            ),
        ]
        blocks = [
            *boxes,
            d.title(title),
            *[d.para(text) for text in reason],
            d.para("妥否，请批示。"),
            d.sign(s.label("承办人"), [who["a"], who["b"]], self.signed(day), anchor="handlers"),
        ]
        return self.add(key, type_, title, blocks, day, volume="work")

    def record_times(self, key: str) -> Value:
        start, end = self.t[f"{key}.start"], self.t.get(f"{key}.end")
        truth = [spelling.iso(start), spelling.iso(end) if end else None]
        return Value(self.style.span(start, end), "time_range", truth, anchor="time_range")

    def plan_record(self, key: str, start: datetime, minutes: int = 0) -> None:
        """Sets the times of a record; the duration follows from how much is said in it."""
        self.t[f"{key}.start"] = start
        self.t[f"{key}.end"] = start + timedelta(minutes=minutes or self.random.randint(45, 75))

    def record(
        self,
        key: str,
        person: Person,
        pairs: list[speech.Pair],
        *,
        interrogation: bool,
        ordinal: int,
        place: str,
        officers: list[str],
        arrived: str = "",
        others: list[tuple[str, str, str]] | None = None,
        volume: str = "evidence",
    ) -> Document:
        """A transcript. `others` are people present: label, name, words about them."""
        s, random = self.style, self.random
        kind = "讯问" if interrogation else "询问"
        who = f"{kind}人"
        shown = officers if not self.flags.get(f"{key}.single") else officers[:1]
        start, end = self.t[f"{key}.start"], self.t.get(f"{key}.end")
        minutes = max(30, int(speech.length(pairs) / random.uniform(24, 34)))
        if end and not self.flags.get(f"{key}.fixed_end"):
            end = start + timedelta(minutes=minutes)
            limit = self.t.get(f"{key}.limit")
            end = min(end, limit) if limit else end
            self.t[f"{key}.end"] = end
        title = f"{kind}笔录" if not self.flags.get("ordinal_title") else f"第{spelling.in_words(ordinal)}次{kind}笔录"
        birth = Value(s.day(person.birth), "birth_date", person.birth.isoformat())
        recorder = self.flags.get(f"{key}.recorder", shown[-1])
        blocks: list[Block] = []
        if not self.flags.get("ordinal_title"):
            blocks.append(d.line("第 ", Value(str(ordinal), "ordinal", ordinal), " 次"))
        blocks.append(d.title(title))
        blocks += [
            d.row((s.label("时间"), self.record_times(key))),
            d.row((s.label("地点"), Value(place, "place", place, anchor="place"))),
            d.row((s.label(who), self.who_v("officers", shown)), ("工作单位", self.place.full_unit)),
            d.row((s.label("记录人"), Value(recorder, "recorder", recorder)), ("工作单位", self.place.full_unit)),
            d.row(
                (s.label(f"被{kind}人"), Value(person.name, "subject_name", person.name)),
                ("性别", Value(person.sex, "sex", person.sex)),
                ("年龄", Value(str(person.age_on(start.date())), "age", person.age_on(start.date()))),
                (s.label("出生日期"), birth),
            ),
            d.row(
                (
                    s.label("身份证件"),
                    Value(
                        self.id_words(key, person),
                        "id_doc",
                        self.flags.get(f"{key}.id_no", person.id_no),
                        anchor="id_doc",
                    ),
                )
            ),
            d.row((s.label("现住址"), Value(person.address, "address", person.address))),
            d.row(
                (s.label("联系方式"), Value(person.phone, "phone", person.phone)),
                (s.label("户籍"), Value(person.household, "household_addr", person.household)),
            ),
        ]
        for label, name, words in others or []:
            blocks.append(d.row((label, f"{name}（{words}）")))
        if arrived:
            blocks += self.arrival_rows(arrived, kind, person)
        blocks += speech.blocks(pairs, half_width=s.half_width, joined=self.flags.get("joined_answers", False))
        closing = (
            random.choice(speech.CONFIRM[self.part])
            if person.schooling != "文盲" or self.flags.get("read_by_eye")
            else speech.READ_ALOUD[self.part]
        )
        closing = closing.replace("{n}", "")
        blocks.append(d.line(closing))
        blocks.append(d.sign("", person.name, self.signed(end or start), finger=True, anchor="subject"))
        for label, name, _ in others or []:
            blocks.append(d.sign(label, name, self.signed(end or start), anchor=f"other:{label}"))
        officer_label = f"{s.label(who)}、记录人" if s.names_below else ""
        blocks.append(d.sign(officer_label, shown, None, anchor="officers"))
        return self.add(
            key,
            "interrogation_record" if interrogation else "interview_record",
            title,
            blocks,
            start,
            volume=volume,
            footer="transcript",
            page_signer=person.name,
        )

    def id_words(self, key: str, person: Person) -> str:
        return "居民身份证 " + str(self.flags.get(f"{key}.id_no", person.id_no))

    def arrival_rows(self, way: str, kind: str, person: Person) -> list[Block]:
        s = self.style
        group = s.choices(["口头传唤", "被扭送", "自动投案"], way).replace(" ", "/")
        return [
            d.line(
                f"（{group}）的被{kind}人于",
                self.time_v("arrived_at", self.t["arrived"]),
                "到达，",
                self.time_v("left_at", self.t["left"]),
                "离开。本人签名确认：",
            ),
            d.sign("", person.name, None, finger=True, anchor="arrival_sign"),
        ]


def at(day: date | datetime, hour: int, minute: int = 0, *, plus: int = 0) -> datetime:
    """A clock time on a day, some days later."""
    base = day.date() if isinstance(day, datetime) else day
    return datetime(base.year, base.month, base.day, hour, minute) + timedelta(days=plus)
