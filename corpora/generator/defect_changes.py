"""When a planted violation of a criminal case fits, and what it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from generator.base import Case, at
from generator.defects import Change

CUSTODY = ("arrest", "no_arrest")


def always(_: Case) -> bool:
    return True


def custody(case: Case) -> bool:
    return case.route in CUSTODY


def arrested(case: Case) -> bool:
    return case.route == "arrest"


def bailed(case: Case) -> bool:
    return case.route == "bail"


def summoned(case: Case) -> bool:
    return case.route in (*CUSTODY, "bail", "residence") and not case.flags["surrender"] and not case.flags["compelled"]


def held(case: Case) -> bool:
    return case.route in (*CUSTODY, "bail", "residence")


def victim(case: Case) -> bool:
    return bool(case.story.victim)


def seized(case: Case) -> bool:
    return held(case) and bool(case.story.items)


def searched(case: Case) -> bool:
    return seized(case) and bool(case.flags["search"])


def opined(case: Case) -> bool:
    return held(case) and case.story.opinion is not None


def shift(name: str, source: str, hours: float) -> Change:
    def change(case: Case) -> None:
        case.t[name] = case.t[source] + timedelta(hours=hours)

    return change


def late_lodging(case: Case) -> None:
    t = case.t
    t["lodged"] = t["detained"] + timedelta(hours=case.random.choice([31, 34, 41]))
    t["area_left"] = t["lodged"] - timedelta(minutes=40)
    case.flags["suspect2.place"] = f"{case.place.centre}讯问室2"
    case.flags["unlogged"] = ("suspect2",)


def late_release(case: Case) -> None:
    t = case.t
    for name in ("released", "measure"):
        t[name] += timedelta(days=2)
    t["receipt"] = at(t["released"], 10, 0, plus=1)


def blank_victim_receipt(case: Case) -> None:
    for paper in case.documents:
        if paper.key == "opinion_notice":
            for sign in paper.signs("victim"):
                sign.present, sign.when = False, ["    年  月  日"]


def overlap_scene(case: Case) -> None:
    case.t["scene.start"] = case.t["victim1.start"] + timedelta(minutes=10)
    case.t["scene.end"] = case.t["scene.start"] + timedelta(minutes=45)
    case.flags["scene.team"] = [case.officers["a"], case.officers["e"]]


def vague_items(case: Case) -> None:
    case.story = replace(case.story, items=[("衣物等物品", "一批", "若干"), *case.story.items[1:]])


def illiterate(case: Case) -> None:
    case.suspect.schooling = "文盲"
    case.flags["read_by_eye"] = True


def swapped_digit(key: str) -> Change:
    def change(case: Case) -> None:
        number = case.suspect.id_no
        digit = str((int(number[13]) + 1) % 10)
        case.flags[f"{key}.id_no"] = number[:13] + digit + number[14:]

    return change


def other_birth(case: Case) -> None:
    case.flags["identity.birth"] = case.suspect.birth.replace(year=case.suspect.birth.year - 1)


def auxiliary_witness(case: Case) -> None:
    case.people["onlooker"].job = f"{case.place.full_unit}辅警"


def lapse(case: Case) -> None:
    """No transfer and no end of the measure, judged well after its last day."""
    del case.t["transferred"]
    case.as_of = case.t["measure_until"].date() + timedelta(days=45)


def idle(case: Case) -> None:
    """Seventy-five more days between the measure and the next investigative step."""
    moved = timedelta(days=75)
    for name in ("suspect2b.start", "suspect2b.end", "transferred"):
        case.t[name] += moved
    assert case.as_of
    case.as_of += moved


def no_decision(case: Case) -> None:
    case.as_of = case.t["received"].date() + timedelta(days=45)


def long_idle(case: Case) -> None:
    case.as_of = case.t["witness1.start"].date() + timedelta(days=230)


def single(name: str, member: str) -> Change:
    """Only one officer at this step."""

    def change(case: Case) -> None:
        case.flags[name] = [case.officers[member]]

    return change


def motel(case: Case) -> None:
    case.flags["suspect1.place"] = case.random.choice(["宏运宾馆305房间", "桥头村村委会办公室"])


def outside_jail(case: Case) -> None:
    case.flags["suspect2.place"] = f"{case.place.centre}讯问室3"
    case.flags["unlogged"] = ("suspect2",)


def drop_row(key: str, words: str) -> Change:
    """Takes the rows with these words out of a paper's tables."""

    def change(case: Case) -> None:
        for paper in case.documents:
            if paper.key == key:
                for block in paper.blocks:
                    block.rows = [
                        cells
                        for cells in block.rows
                        if not any(isinstance(cell, str) and words in cell for cell in cells)
                    ]

    return change


def open_end(case: Case) -> None:
    case.t.pop("suspect1.end")
