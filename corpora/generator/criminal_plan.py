"""The lawful course of a criminal case in time, by route."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from generator.base import Case, at
from generator.spelling import months_later

ROUTES = ("arrest", "no_arrest", "bail", "residence", "no_filing", "open")


def people(case: Case, today: date) -> None:
    """Everybody who takes part."""
    world, random, story = case.world, case.random, case.story
    minor = case.flags.get("minor", False)
    age = (16, 17) if minor else (19, 52)
    case.people["suspect"] = world.person(age=age, today=today, sex="女" if random.random() < 0.2 else "男")
    if minor:
        # far from a birthday, so that the age at the act and on every later day is beyond doubt
        case.people["suspect"].birth = case.people["suspect"].birth.replace(month=1, day=15)
        renumber(case, "suspect")
    if story.victim:
        case.people["victim"] = world.person(age=story.victim_age, today=today)
    case.people["witness"] = world.person(age=(20, 60), today=today)
    case.people["family"] = world.person(age=(45, 60), today=today)
    case.people["guarantor"] = world.person(age=(30, 58), today=today)
    case.people["onlooker"] = world.person(age=(25, 60), today=today)
    case.people["interpreter"] = world.person(age=(26, 50), today=today)
    case.officers = {
        role: world.officer()
        for role in (
            "a",
            "c",
            "head",
            "legal",
            "chief",
            "keeper",
            "doctor",
            "jailer",
            "expert1",
            "expert2",
            "prosecutor",
        )
    }
    case.officers["b"] = world.officer(case.random.choice(["男", "女"]))
    case.officers["d"] = world.officer("女")
    case.officers["e"] = world.officer()


def renumber(case: Case, key: str) -> None:
    """Makes the identity number follow a changed birth date."""
    from generator.people import identity_number

    person = case.people[key]
    serial = case.random.randint(1, 499) * 2 - (1 if person.sex == "男" else 0)
    person.id_no = identity_number(case.place.region, person.birth, serial)


def plan(case: Case) -> None:
    """All times of the route, each period kept with room to spare."""
    random, t, story = case.random, case.t, case.story
    start = date(2024, 9, 2) + timedelta(days=random.randint(0, 560))
    hour = random.choice(story.hours)
    t["incident"] = at(start, hour, random.choice([0, 10, 20, 30, 40]))
    if hour < 6:
        t["reported"] = at(start, 8, random.randint(5, 50))
    elif hour >= 20:
        t["reported"] = at(start, 8, random.randint(5, 50), plus=1)
    else:
        t["reported"] = t["incident"] + timedelta(minutes=random.randint(25, 60))
    t["received"] = t["reported"] + timedelta(minutes=random.choice([0, 0, 5, 10]))
    base = t["received"]
    case.plan_record("victim1", base + timedelta(minutes=random.randint(30, 50)))
    t["scene.start"] = base + timedelta(minutes=random.randint(50, 80))
    t["scene.end"] = t["scene.start"] + timedelta(minutes=random.randint(40, 75))
    t["filed"] = at(base, 17, 0, plus=random.choice([1, 1, 2]))
    if case.route == "no_filing":
        t["filed"] = at(base, 17, 0, plus=3)
    if case.flags.get("late_filing"):
        t["filed"] = at(base, 17, 0, plus=random.randint(11, 22))
    if case.flags.get("early"):
        t["filed"] = at(base, 17, 0, plus=2)
    filed = t["filed"]
    t["told"] = at(filed, 10, 20, plus=1)
    case.plan_record("witness1", at(base, 15, random.choice([0, 10, 20]), plus=1))
    t["engaged"] = at(filed, 9, 0, plus=1)
    t["opinion"] = at(filed, 9, 0, plus=random.randint(4, 6))
    arrest_day = at(filed, 0, 0, plus=random.randint(3, 5))
    if case.flags.get("early"):
        arrest_day = at(base, 0, 0, plus=1)
    t["arrived"] = at(arrest_day, 9, random.randint(5, 35))
    t["summoned"] = t["arrived"] - timedelta(minutes=random.randint(25, 45))
    case.plan_record("suspect1", t["arrived"] + timedelta(minutes=random.randint(40, 55)))
    t["search.start"] = at(arrest_day, 14, random.randint(0, 20))
    t["search.end"] = t["search.start"] + timedelta(minutes=random.randint(40, 65))
    t["stored"] = at(arrest_day, 17, random.randint(0, 40))
    t["identify.start"] = at(arrest_day, 15, random.randint(30, 40))
    t["identify.end"] = t["identify.start"] + timedelta(minutes=random.randint(15, 25))
    t["left"] = at(arrest_day, random.choice([17, 18, 19]), random.randint(0, 55))
    if case.flags.get("long_summons"):
        t["left"] = t["arrived"] + timedelta(minutes=random.randint(775, 850))
    t["opinion_told"] = max(at(t["opinion"], 15, 0, plus=1), at(arrest_day, 15, 30, plus=1))
    case.plan_record("suspect1", t["arrived"] + timedelta(minutes=random.randint(40, 55)))
    if case.route in ("arrest", "no_arrest"):
        _custody(case)
    elif case.route in ("bail", "residence"):
        _at_large(case, t["left"])
    case.as_of = _as_of(case)


def _custody(case: Case) -> None:
    random, t = case.random, case.t
    t["detained"] = t["left"]
    t["lodged"] = t["left"] + timedelta(minutes=random.randint(100, 220))
    t["area_left"] = t["lodged"] - timedelta(minutes=random.randint(35, 50))
    case.plan_record(
        "suspect2", at(t["detained"], 9, random.randint(10, 50), plus=2 if case.flags.get("late_second") else 1)
    )
    t["detention_told"] = at(t["detained"], random.choice([10, 11]), random.randint(0, 50), plus=1)
    extended = case.flags.setdefault("extended", random.random() < 0.5)
    t["extension"] = at(t["detained"], 10, 0, plus=2)
    t["extension_until"] = at(t["detained"], 0, 0, plus=7)
    t["requested"] = at(t["detained"], 15, 0, plus=random.choice([5, 6]) if extended else random.choice([2, 3]))
    if case.flags.get("late_request"):
        t["requested"] = at(t["detained"], 15, 0, plus=case.flags["late_request"])
    t["decided"] = at(t["requested"], 9, 30, plus=random.randint(4, 6))
    if case.route == "arrest":
        t["arrested"] = at(t["decided"], 10, random.randint(20, 50))
        case.plan_record("suspect3", at(t["arrested"], 14, random.randint(20, 50)))
        t["arrest_told"] = at(t["arrested"], 9, random.randint(0, 50), plus=1)
        t["receipt"] = at(t["arrested"], 15, 0, plus=1)
        t["transferred"] = at(t["arrested"], 10, 0, plus=random.randint(20, 42))
    else:
        t["released"] = at(t["decided"], 15, random.randint(0, 30))
        t["receipt"] = at(t["released"], 10, 0, plus=1)
        _at_large(case, t["released"] + timedelta(minutes=25))


def _at_large(case: Case, start: datetime) -> None:
    random, t = case.random, case.t
    t["measure"] = start
    case.plan_record("suspect2b", at(t["measure"], 9, random.randint(20, 50), plus=random.randint(20, 35)))
    t["transferred"] = at(t["suspect2b.start"], 10, 0, plus=random.randint(12, 30))
    t["measure_until"] = at(months_later(t["measure"].date(), 12 if case.route != "residence" else 6), 0, 0)


def _as_of(case: Case) -> date:
    t = case.t
    if "transferred" in t:
        return t["transferred"].date() + timedelta(days=case.random.randint(3, 9))
    if case.route in ("no_filing", "handover"):
        return t["filed"].date() + timedelta(days=12)
    return max(t["filed"], t["witness1.start"]).date() + timedelta(days=6)
