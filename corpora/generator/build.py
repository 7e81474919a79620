"""Makes one whole case folder from a seed."""

from __future__ import annotations

import zlib
from pathlib import Path
from random import Random
from typing import Any

from datetime import date

from generator import administrative, administrative_plan, bundle, criminal, criminal_plan, judged, style
from generator.base import Case
from generator.people import World
from generator.stories_administrative import STORIES as ADMINISTRATIVE
from generator.stories_criminal import STORIES as CRIMINAL


def criminal_case(case_id: str, random: Random, part: str, options: dict[str, Any]) -> Case:
    """A criminal case whose papers are not yet written."""
    stories = [story for story in CRIMINAL if story.part == part]
    story = random.choice([s for s in stories if s.key == options.get("story")] or stories)
    look = style.choose(random, part) if not options.get("style") else options["style"]
    case = Case(case_id, "criminal", random, look, story, part, World(random, "criminal"))
    routes = list(story.routes)
    case.route = options.get("route") or random.choice(routes * 4 + (["open"] if story.victim else ["open"]) + (["no_filing"] if story.key == "fraud" else []))
    common_flags(case)
    f = case.flags
    f["minor"] = options.get("minor", random.random() < 0.1 and case.route in ("bail", "residence"))
    f["surrender"] = case.route in ("bail", "residence") and random.random() < 0.35
    f["scene_work"] = story.key not in ("fraud", "extortion", "drunk") and case.route != "no_filing" and random.random() < 0.75
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
    if case.route in ("open", "no_filing"):
        f["volume_plan"] = [0]
    if f["minor"]:
        f["deposit"] = 0
    f.update(options.get("flags", {}))
    criminal_plan.people(case, date(2026, 3, 1))
    criminal_plan.plan(case)
    if f["minor"]:
        case.suspect.birth = case.suspect.birth.replace(year=case.t["incident"].year - 17)
        criminal_plan.renumber(case, "suspect")
        case.people["guarantor"] = case.people["family"]
    f["file_name"] = case.case_name() if case.route not in ("open", "no_filing") else f"{case.flags['scene']}{story.act}案"
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
    f["case_no"] = f"A{case.place.region}{random.randint(1000, 9999)}{random.randint(202401, 202612)}{random.randint(1, 99):04d}"


def case_random(seed: int, case_id: str) -> Random:
    return Random(zlib.crc32(f"{seed}:{case_id}".encode()))


def finish(case: Case, folder: Path) -> dict[str, Any]:
    """Writes the files and the truth of a case whose papers are written."""
    folder.mkdir(parents=True, exist_ok=True)
    bound = bundle.bind(case, folder)
    sure, unsure = judged.rules(case)
    result = bundle.truth(case, bound, sure, unsure)
    bundle.write_truth(folder, result)
    return result


def make_criminal(case_id: str, folder: Path, seed: int, part: str, options: dict[str, Any]) -> dict[str, Any]:
    case = criminal_case(case_id, case_random(seed, case_id), part, options)
    criminal.write(case)
    return finish(case, folder)


def administrative_case(case_id: str, random: Random, part: str, options: dict[str, Any]) -> Case:
    """An administrative case whose papers are not yet written."""
    stories = [story for story in ADMINISTRATIVE if story.part == part]
    story = random.choice([s for s in stories if s.key == options.get("story")] or stories)
    look = options.get("style") or style.choose(random, part)
    case = Case(case_id, "administrative", random, look, story, part, World(random, "administrative"))
    case.route = options.get("route") or random.choice(story.modes)
    common_flags(case)
    f = case.flags
    f["edition"] = options.get("edition") or random.choice([2012, 2025])
    if case.route != "mediation":
        f["penalty"] = options.get("penalty") or random.choice(story.penalties[f["edition"]])
        if random.random() < 0.15:
            f["defense"] = "我觉得处罚重了，我是初犯，希望从轻。"
    f["handed_in"] = bool(story.copies and story.victim)
    f["called"] = random.random() < 0.5
    f["receipt_paper"] = random.random() < 0.5
    f["volume_plan"] = [0]
    f.update(options.get("flags", {}))
    administrative_plan.people(case, date(2026, 3, 1))
    administrative_plan.plan(case)
    f["file_name"] = case.case_name()
    f["left_to"] = "询问结束，本人自行离开"
    f["note"] = f"{f['scene']}{story.act}，{case.route}，{f['edition']}年版处罚法，合成案卷"
    return case


def make_administrative(case_id: str, folder: Path, seed: int, part: str, options: dict[str, Any]) -> dict[str, Any]:
    case = administrative_case(case_id, case_random(seed, case_id), part, options)
    administrative.write(case)
    return finish(case, folder)
