"""The queue of imports, and the way in with a login."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer.core.errors import InputError
from reviewer.core.settings import Settings, load_settings, save_settings
from reviewer.desk import intake, office
from reviewer.desk.entrance import Entrance
from reviewer.desk.service import Desk
from reviewer.store import jobs
from reviewer.store.engine import Store
from reviewer.store.problems import ForbiddenError, LoginError
from reviewer.store.roles import Role
from tests.store.conftest import FrozenClock, make_case

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample" / "demo-criminal"
AS_OF = date(2026, 5, 15)
TRANSCRIPT = "讯问笔录\n时间 2026年3月1日10时00分至2026年3月1日11时00分\n地点 某所\n问：你叫什么？\n答：王五。\n"


@pytest.fixture
def alone(tmp_path: Path) -> Desk:
    return Entrance(Settings(data_folder=tmp_path / "data", audit_key=tmp_path / "key", ocr=False)).desk()


def test_uploads_are_kept_before_anything_is_read(alone: Desk) -> None:
    queued = alone.upload([("../a.txt", TRANSCRIPT.encode()), ("b.txt", b"other words")], as_of=AS_OF)
    assert [one.state for one in alone.jobs()] == ["queued", "queued"]
    assert len(list(alone.store.originals.names())) == 2
    case = alone.run_job(queued[0])
    assert case is not None
    assert alone.info(case).name == "a"
    alone.stop(queued[1])
    assert alone.run_job(queued[1]) is None
    assert {one.state for one in alone.jobs()} == {"done", "cancelled"}
    alone.resume(queued[1])
    assert alone.run_job(queued[1]) is not None


def test_files_together_are_one_case_and_equal_names_are_told_apart(alone: Desk) -> None:
    files = [("a.txt", TRANSCRIPT.encode()), ("a.txt", b"other words")]
    (job,) = alone.upload(files, together=True, name="合并案", as_of=AS_OF)
    case = alone.run_job(job)
    assert case is not None
    assert sorted(one.path for one in alone.review(case).case.sources) == ["a (2).txt", "a.txt"]
    assert alone.info(case).name == "合并案"


def test_a_bundle_keeps_its_members(alone: Desk) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("卷一/a.txt", TRANSCRIPT)
    (job,) = alone.upload([("bundle.zip", out.getvalue())], as_of=AS_OF)
    case = alone.run_job(job)
    assert case is not None
    source = alone.review(case).case.sources[0]
    assert alone.original(case, source.id) == ("a.txt", TRANSCRIPT.encode())


def test_a_bundle_of_several_folders_is_several_cases_unless_they_belong_together(alone: Desk) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("案件库/甲案/卷一/a.txt", TRANSCRIPT)
        bundle.writestr("案件库/甲案/卷二/b.txt", "other words")
        bundle.writestr("案件库/乙案/a.txt", TRANSCRIPT)
        bundle.writestr("案件库/乙案/inner.zip", b"PK\x03\x04 a bundle within a bundle")
    queued = alone.upload([("bundle.zip", out.getvalue()), ("c.txt", b"third words")], as_of=AS_OF)
    files = {jobs.job(alone.store, one).name: jobs.files_of(alone.store, one) for one in queued}
    assert {name: sorted(one.path for one in found) for name, found in files.items()} == {
        "甲案": ["卷一/a.txt", "卷二/b.txt"],
        "乙案": ["a.txt", "inner.zip"],
        "c": ["c.txt"],
    }
    assert len(alone.upload([("bundle.zip", out.getvalue())], together=True, as_of=AS_OF)) == 1


def test_a_stopped_import_leaves_no_case(alone: Desk) -> None:
    job = alone.add_path(SAMPLE, as_of=AS_OF)
    assert alone.run_job(job, progress=lambda _done, _all: jobs.stop(alone.store, job)) is None
    assert alone.jobs()[0].state == "cancelled"
    assert alone.list_cases() == ([], 0)
    assert list((alone.store.folder / "work").iterdir()) == []


def test_what_cannot_be_kept_of_a_folder_is_still_a_source(alone: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "a.txt").write_text(TRANSCRIPT)
    (folder / "link.pdf").symlink_to("/etc/passwd")
    case = alone.import_case(folder, as_of=AS_OF)
    assert case is not None
    found = {one.path: one.status.value for one in alone.review(case).case.sources}
    assert found == {"a.txt": "read", "link.pdf": "unreadable"}


def test_a_worker_of_its_own_works_through_the_queue(alone: Desk) -> None:
    alone.upload([("a.txt", TRANSCRIPT.encode())], as_of=AS_OF)
    assert alone.start_worker()
    until = time.monotonic() + 90
    while alone.jobs()[0].state != "done" and time.monotonic() < until:
        time.sleep(0.2)
    assert alone.jobs()[0].state == "done"
    assert alone.list_cases()[1] == 1
    assert not alone.start_worker()
    assert not list(alone.store.folder.glob(".settings-*"))


def test_decisions_and_corrections_outlive_another_reading(alone: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (job,) = alone.upload([("a.txt", TRANSCRIPT.encode())], as_of=AS_OF)
    case = alone.run_job(job)
    assert case is not None
    alone.correct_field(case, alone.review(case).case.documents[0].id, field="place", value="别处")
    made = alone.add_finding(case, rule="TIM006", severity="defect", message="一处", source="s1", page=1)
    alone.decide(case, made.key, "confirm", seen=0)
    monkeypatch.setattr(intake, "__version__", "9.9")
    read: list[int] = []
    assert alone.run_job(alone.read_again(case), progress=lambda done, _all: read.append(done)) == case
    assert alone.info(case).revision == 3
    assert alone.review(case).case.documents[0].value("place") == "别处"
    assert next(one for one in alone.items(case) if one.finding.key == made.key).verdict == "confirm"


# -- login and settings ----------------------------------------------------------------------------------------


def test_login_from_the_first_account_to_the_end_of_the_session(store: Store, clock: FrozenClock) -> None:
    entrance = Entrance(Settings(login=True), store=store)
    assert entrance.needs_first_account
    with pytest.raises(LoginError):
        entrance.desk()
    entrance.first_account(name="admin", person="管理员", password="administrator")
    with pytest.raises(LoginError):
        entrance.first_account(name="other", person="", password="administrator")
    admin = entrance.desk(entrance.login(name="admin", password="administrator"))
    first = office.create_account(admin, name="zhang", person="张三", roles=[Role.REVIEWER])
    token = entrance.login(name="zhang", password=first)
    with pytest.raises(LoginError, match="修改初始密码"):
        entrance.desk(token)
    token = entrance.change_password(token, old=first, new="a new long password")
    assert entrance.desk(token).actor.roles == {Role.REVIEWER}
    case = make_case(store, people="张三")
    with pytest.raises(ForbiddenError, match="回避"):
        entrance.desk(token).info(case)
    clock.forward(minutes=16)
    with pytest.raises(LoginError, match="过期"):
        entrance.desk(token)


def test_without_a_login_the_person_of_the_settings_is_held_to_their_name(store: Store) -> None:
    case = make_case(store, people="张三")
    assert Entrance(Settings(), store=store).desk().info(case)
    with pytest.raises(ForbiddenError):
        Entrance(replace(Settings(), person="张三"), store=store).desk().info(case)


def test_settings_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "settings.toml"
    assert load_settings(path) == Settings()
    settings = Settings(data_folder=tmp_path / '引"号\\', url="sqlite:///x", login=True, language="en", person="张三")
    save_settings(settings, path)
    assert load_settings(path) == settings
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content",
    [
        "[store]\nurl = 3",
        "[stroe]\n",
        "[store]\nurls = ''",
        "x",
        "[interface]\nlanguage = 'fr'",
        "[interface]\nlogin = 1",
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.toml").write_text(content)
    with pytest.raises(InputError):
        load_settings(tmp_path / "settings.toml")
