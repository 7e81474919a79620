"""The lawful course of an administrative case in time, by way of arrival."""

from __future__ import annotations

from datetime import date, timedelta

from generator.base import Case, at


def people(case: Case, today: date) -> None:
    """Everybody who takes part."""
    world, random, story = case.world, case.random, case.story
    case.people["suspect"] = world.person(age=(19, 60), today=today, sex="女" if random.random() < 0.3 else "男")
    if story.key == "prostitution":
        case.people["suspect"] = world.person(age=(22, 55), today=today, sex="男")
    if story.victim:
        case.people["victim"] = world.person(age=story.victim_age, today=today)
    for key in ("witness", "family", "onlooker", "interpreter"):
        case.people[key] = world.person(age=(25, 60), today=today)
    roles = ("a", "c", "e", "head", "legal", "chief", "keeper", "jailer", "cashier")
    case.officers = {role: world.officer() for role in roles}
    case.officers["b"] = world.officer(random.choice(["男", "女"]))
    case.officers["d"] = world.officer("女")


def plan(case: Case) -> None:
    """All times, each period kept with room to spare."""
    random, t, story, f = case.random, case.t, case.story, case.flags
    if f.setdefault("edition", random.choice([2012, 2025])) == 2012:
        start = date(2025, 1, 10) + timedelta(days=random.randint(0, 280))
    else:
        start = date(2026, 1, 12) + timedelta(days=random.randint(0, 240))
    hour = random.choice(story.hours)
    t["incident"] = at(start, hour, random.choice([0, 10, 20, 30]))
    t["reported"] = t["incident"] + timedelta(minutes=random.randint(20, 40))
    t["received"] = t["reported"] + timedelta(minutes=random.choice([0, 5, 10]))
    base = t["received"]
    case.plan_record("victim1", base + timedelta(minutes=random.randint(45, 60)))
    if case.route in ("scene", "onspot"):
        t["found"] = t["incident"] + timedelta(minutes=random.randint(16, 19))
        t["reported"] = t["received"] = t["found"]
        t["arrived"] = t["found"] + timedelta(minutes=random.randint(20, 35))
        case.plan_record("victim1", t["arrived"] + timedelta(minutes=50))
        t["accepted"] = t["arrived"] + timedelta(minutes=15)
        stay = random.randint(190, 330)
    else:
        t["arrived"] = at(base, 9, random.randint(5, 40), plus=1 if hour < 20 else 2)
        t["summoned"] = t["arrived"] - timedelta(minutes=random.randint(30, 50))
        stay = random.randint(190, 300)
    if f.get("late_accept"):
        t["accepted"] = at(base, 16, 0, plus=f["late_accept"])
        for name in ("arrived", "summoned"):
            t[name] += timedelta(days=f["late_accept"])
    t["family_told"] = t["arrived"] + timedelta(minutes=random.randint(15, 25))
    case.plan_record("suspect1", t["arrived"] + timedelta(minutes=random.randint(38, 50)))
    t["left"] = t["arrived"] + timedelta(minutes=stay)
    case.plan_record("witness1", at(max(t["left"], base), 15, random.randint(0, 40), plus=1))
    t["search.start"] = (t["found"] if case.route == "scene" else t["arrived"]) + timedelta(minutes=3)
    t["search.end"] = t["search.start"] + timedelta(minutes=13)
    t["stored"] = t["left"] + timedelta(minutes=random.randint(30, 90))
    t["tested"] = t["arrived"] + timedelta(minutes=30)
    notice_day = at(t["witness1.start"], 9, random.randint(10, 50), plus=f.get("slow", 0) + random.randint(1, 5))
    t["notice"] = notice_day
    t["approved"] = at(notice_day, 16, 0, plus=1)
    t["decided"] = t["approved"]
    t["announced"] = at(t["decided"], 17, random.randint(0, 40))
    t["victim_served"] = at(t["decided"], 10, random.randint(0, 50), plus=1)
    days = f["penalty"].days if f.get("penalty") else 0
    t["lockup"] = t["announced"] + timedelta(minutes=random.randint(60, 110))
    t["released"] = t["lockup"] + timedelta(days=days)
    t["paid"] = at(t["decided"], 10, 30, plus=random.randint(1, 6))
    t["mediated"] = notice_day
    last = max(t["released"] if days else t["decided"], t["paid"])
    t["closed"] = at(
        last
        if case.route not in ("mediation", "no_penalty")
        else t["decided"]
        if case.route == "no_penalty"
        else t["mediated"],
        15,
        0,
        plus=2,
    )
    case.as_of = t["closed"].date() + timedelta(days=random.randint(4, 12))
