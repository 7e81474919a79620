"""Makes one whole case folder from a seed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from generator import (
    administrative,
    administrative_plan,
    bundle,
    criminal,
    criminal_plan,
    defects_administrative,
    defects_criminal,
    defects_criminal_papers,
    hands,
    judged,
    scan,
    style,
)
from generator.base import Case, Planned, at
from generator.defects import Defect, has, register
from generator.people import World
from generator.stories_administrative import STORIES as ADMINISTRATIVE
from generator.stories_criminal import STORIES as CRIMINAL
from generator.stories_criminal_held_out import STORIES as CRIMINAL_HELD_OUT


def criminal_case(case_id: str, random: Random, part: str, options: dict[str, Any]) -> Case:
    """A criminal case whose papers are not yet written."""
    stories = [story for story in CRIMINAL + CRIMINAL_HELD_OUT if story.part == part]
    story = random.choice([s for s in stories if s.key == options.get("story")] or stories)
    look = style.choose(random, part) if not options.get("style") else options["style"]
    case = Case(case_id, "criminal", random, look, story, part, World(random, "criminal"))
    routes = list(story.routes)
    case.route = options.get("route") or random.choice(
        routes * 4
        + (["open", "handover"] if story.victim else ["open"])
        + (["no_filing"] * 4 if story.key in ("fraud", "extortion") else [])
    )
    common_flags(case)
    f = case.flags
    f["minor"] = options.get("minor", random.random() < 0.1 and case.route in ("bail", "residence"))
    f["surrender"] = case.route in ("bail", "residence") and random.random() < 0.35
    f["compelled"] = case.route in ("arrest", "no_arrest") and random.random() < 0.15
    f["own_words"] = case.route in ("arrest", "no_arrest", "bail", "residence") and random.random() < 0.2
    f["scene_work"] = (
        story.key not in ("fraud", "extortion", "drunk")
        and case.route not in ("no_filing", "handover")
        and random.random() < 0.75
    )
    f["search"] = random.random() < 0.6
    f["identify"] = bool(story.victim) and case.route in ("arrest", "no_arrest") and random.random() < 0.8
    f["electronic"] = any("手机" in item[0] for item in story.items) and random.random() < 0.6
    f["handed_in"] = bool(story.copies and story.victim) and random.random() < 0.8
    f["called"] = random.random() < 0.3
    f["witness_at_work"] = random.random() < 0.4
    f["collect"] = random.random() < 0.3
    f["disc"] = random.random() < 0.3
    f["volume_plan"] = list(range(random.choice(look.volumes)))
    f["one_file"] = random.random() < 0.25
    if case.route in ("open", "no_filing", "handover"):
        f["volume_plan"] = [0]
    if f["minor"]:
        f["deposit"] = 0
    f.update(options.get("flags", {}))
    criminal_plan.people(case, date(2026, 3, 1))
    case.suspect.deaf = (
        not f["minor"] and case.route in ("arrest", "no_arrest", "bail", "residence") and random.random() < 0.06
    )
    if case.route in ("open", "no_filing", "handover"):
        f["search"] = f["identify"] = False
    f["file_name"] = (
        case.case_name()
        if case.route not in ("open", "no_filing", "handover")
        else f"{case.flags['scene']}{story.act}案"
    )
    f["note"] = f"{f['scene']}{story.act}，{case.route}，合成案卷"
    return case


def common_flags(case: Case) -> None:
    """Choices that any case makes."""
    random, f = case.random, case.flags
    f["scene"] = random.choice(case.story.places)
    f["home_station"] = random.choice(["南坪派出所", "河湾派出所", "西园派出所"])
    f["wordy"] = random.random() < 0.4
    f["long_numbers"] = random.random() < 0.3
    f["ordinal_numbers"] = random.random() < 0.2
    f["ordinal_title"] = random.random() < 0.25
    f["joined_answers"] = random.random() < 0.25
    f["body_check"] = random.random() < 0.4
    f["contents_title"] = random.choice(["卷内文书目录", "卷内目录", "卷内文件目录"])
    f["case_no"] = (
        f"A{case.place.region}{random.randint(1000, 9999)}{random.randint(202401, 202612)}{random.randint(1, 99):04d}"
    )


def administrative_case(case_id: str, random: Random, part: str, options: dict[str, Any]) -> Case:
    """An administrative case whose papers are not yet written."""
    stories = [story for story in ADMINISTRATIVE if story.part == part]
    story = random.choice([s for s in stories if s.key == options.get("story")] or stories)
    look = options.get("style") or style.choose(random, part)
    case = Case(case_id, "administrative", random, look, story, part, World(random, "administrative"))
    case.route = options.get("route") or random.choice(
        story.modes * 6
        + (["onspot"] if story.key == "disorder" else [])
        + (["no_penalty"] if not story.items and "summons" in story.modes else [])
    )
    common_flags(case)
    f = case.flags
    f["edition"] = options.get("edition") or random.choice([2012, 2025])
    if case.route not in ("mediation", "no_penalty", "onspot"):
        f["penalty"] = options.get("penalty") or random.choice(story.penalties[f["edition"]])
        if random.random() < 0.15:
            f["defense"] = "我觉得处罚重了，我是初犯，希望从轻。"
    f["handed_in"] = bool(story.copies and story.victim)
    f["called"] = random.random() < 0.5
    f["receipt_paper"] = random.random() < 0.5
    f["volume_plan"] = [0]
    f.update(options.get("flags", {}))
    administrative_plan.people(case, date(2026, 3, 1))
    f["file_name"] = case.case_name()
    f["left_to"] = "询问结束，本人自行离开"
    f["note"] = f"{f['scene']}{story.act}，{case.route}，{f['edition']}年版处罚法，合成案卷"
    return case


def plan(case: Case) -> None:
    """Sets the times of the case."""
    if case.kind == "administrative":
        administrative_plan.plan(case)
        return
    criminal_plan.plan(case)
    if case.flags["minor"]:
        case.suspect.birth = date(case.t["incident"].year - 17, 1, 15)
        criminal_plan.renumber(case, "suspect")
        case.people["guarantor"] = case.people["family"]
    elif case.suspect.age_on(case.t["incident"].date()) < 19:
        case.suspect.birth = case.suspect.birth.replace(year=case.suspect.birth.year - 3, day=15)
        criminal_plan.renumber(case, "suspect")


HOLE = re.compile(r"\{(\w+)\}")


def spoken_slots(pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {name for _, answer in pairs for name in HOLE.findall(answer)}


def plant_conflicts(case: Case, count: int) -> None:
    """Makes one statement differ from the others on some slots."""
    told = {
        "suspect1": spoken_slots(case.story.suspect),
        "victim1": spoken_slots(case.story.victim),
        "witness1": spoken_slots(case.story.witness),
    }
    if case.route in ("open", "no_filing", "handover"):
        told.pop("suspect1")
    slots = case.slots()
    names = [
        name for name, slot in slots.items() if slot.aspect and sum(name in spoken for spoken in told.values()) > 1
    ]
    case.random.shuffle(names)
    for name in names[:count]:
        speakers = [key for key, spoken in told.items() if name in spoken]
        liar = case.random.choice(speakers[:2])
        case.differs.setdefault(liar, set()).add(name)
        for other in speakers:
            if other != liar:
                slot = slots[name]
                case.conflicts.append(Planned(slot.aspect, f"slot:{name}", liar, other, slot.what))


def choose_defects(case: Case, count: int, wanted: list[str]) -> list[Defect]:
    """Defects that fit the case and do not disturb one another."""
    every = (
        defects_criminal.DEFECTS + defects_criminal_papers.DEFECTS
        if case.kind == "criminal"
        else defects_administrative.DEFECTS
    )
    fitting = [defect for defect in every if defect.when(case)]
    case.random.shuffle(fitting)
    if wanted:
        fitting = [defect for rule in wanted for defect in fitting if defect.rule == rule]
        count = len(wanted)
    chosen: list[Defect] = []
    for defect in fitting:
        if len(chosen) < count and all(apart(defect, other) for other in chosen):
            chosen.append(defect)
    return chosen


def apart(one: Defect, two: Defect) -> bool:
    """Whether two defects can stand in one case without hiding each other."""
    if one.rule == two.rule or (one.group and one.group == two.group):
        return False
    for first, second in ((one, two), (two, one)):
        planted = {second.rule, *(rule for rule, _ in second.with_rules)}
        if planted & set(first.also.split()) or {key for key, _ in second.where} & set(first.omit):
            return False
    return not set(one.flags) & set(two.flags)


def write(case: Case, chosen: list[Defect]) -> None:
    """Plans and writes the case with its planted defects."""
    for defect in chosen:
        case.flags.update(defect.flags)
        case.omit |= set(defect.omit)
    plan(case)
    slots = case.slots()
    for planned in case.conflicts:
        slot = slots[planned.slot.removeprefix("slot:")]
        planned.note = f"{slot.what}：一方称“{slot.other[0]}”，另一方称“{slot.say[0]}”"
    for defect in chosen:
        if defect.times:
            defect.times(case)
    (criminal if case.kind == "criminal" else administrative).write(case)
    for defect in chosen:
        if defect.papers:
            defect.papers(case)
        if not defect.where or any(has(case, key) for key, _ in defect.where):
            register(case, defect)
    if case.flags.get("text_form"):
        for paper in case.documents:
            paper.text_file = paper.type in ("interrogation_record", "interview_record") and not paper.unsigned_pages


def make(case_id: str, folder: Path, seed: int, options: dict[str, Any]) -> dict[str, Any]:
    """One case folder.

    Args:
        case_id: the folder's name.
        folder: where the files go.
        seed: with the id, decides everything.
        options: `kind`, `part`, `clean`, `scan`, `conflicts`, `defects` (a number), `rules` (codes to plant), `story`, `route`,
            `style`, `flags`, `look` (a key of `scan.LOOKS`, which also draws the marks by hand).

    Returns:
        What was written to truth.json.
    """
    random = Random(zlib.crc32(f"{seed}:{case_id}".encode()))
    part = options.get("part", "train")
    case = (criminal_case if options["kind"] == "criminal" else administrative_case)(case_id, random, part, options)
    if options.get("scan"):
        case.style = replace(case.style, signature=random.choice(["strokes", "image"]), values_last=False)
    elif random.random() < 0.12 and "flags" not in options:
        case.flags["text_form"] = random.choice(["docx", "gb18030", "bom", "crlf", "broken"])
    chosen: list[Defect] = []
    if not options.get("clean"):
        chosen = choose_defects(case, options.get("defects", random.randint(1, 5)), options.get("rules", []))
        case.t["incident"] = at(date(2025, 1, 1), random.choice(case.story.hours))
    pending = 0 if options.get("clean") else options.get("conflicts", random.choice([0, 0, 0, 1, 2]))
    if case.flags.get("text_form"):
        chosen = [defect for defect in chosen if not defect.papers]
    plan_slots(case, pending)
    write(case, chosen)
    if options.get("keep"):
        case.documents = [paper for paper in case.documents if paper.key in options["keep"]]
    case.documents = [paper for paper in case.documents if paper.key not in options.get("drop", ())]
    look = scan.LOOKS.get(options.get("look", ""))
    if look is not None:
        case.flags["hand"] = hands.choose(random, look.part)
    folder.mkdir(parents=True, exist_ok=True)
    bound = bundle.bind(case, folder)
    sure, unsure = judged.rules(case)
    if options.get("judged"):
        unsure |= sure - set(options["judged"])
    if options.get("scan"):
        grey = look.grey if look is not None else random.random() < 0.25
        unsure |= {"SIG510", "SIG013", "SIG015"} if grey else set()
        for source in sorted(bound.pages):
            scan.scan(
                folder / source,
                random,
                grey=grey,
                marks=bound.marks,
                resolution=options.get("resolution", 0),
                quality=options.get("quality", 0),
                look=look,
            )
    result = bundle.truth(case, bound, sure, unsure)
    result["generator"]["scan"] = bool(options.get("scan"))
    if look is not None:
        result["generator"] |= {"dpi": look.resolution, "look": look.key, "hand": case.flags["hand"].key}
    bundle.write_truth(folder, result)
    return result


def plan_slots(case: Case, count: int) -> None:
    """Plants the conflicts before anything is said; the hour of the time slot is set by the plan."""
    if count:
        case.t.setdefault("incident", at(date(2025, 1, 1), case.story.hours[0]))
        plant_conflicts(case, count)
