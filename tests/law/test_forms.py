"""The document forms: complete, closed in their vocabulary, and wrong data is named."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from reviewer.core.errors import LawDataError
from reviewer.law.forms import FOLDER, ROLES, document_numbers, forms_by_title, load_forms, read_forms

SHARED = Path(__file__).parents[3] / "shared" / "documents" / "doctypes.yaml"


def test_all_forms_are_there_and_quick() -> None:
    started = time.process_time()
    forms = read_forms(FOLDER)
    assert time.process_time() - started < 0.1
    assert len(forms) == 139
    assert [form.order_hint for form in forms.values()] == sorted(form.order_hint for form in forms.values())


def test_ids_are_those_of_the_contract() -> None:
    if not SHARED.exists():
        pytest.skip("the shared list of document types is not here")
    import yaml

    assert set(load_forms()) == {one["id"] for one in yaml.safe_load(SHARED.read_text(encoding="utf-8"))["doctypes"]}


def test_roles_are_closed_and_warrants_name_their_times() -> None:
    forms = load_forms()
    assert {signature.who for form in forms.values() for signature in form.signatures} <= ROLES
    warrant = {signature.date_field: signature for signature in forms["detention_warrant"].signatures}
    assert warrant["announced_at"].who == "subject" and warrant["announced_at"].date == "hour"
    assert warrant["lodged_at"].who == "jailer" and warrant["lodged_at"].seal
    summons = {signature.date_field for signature in forms["summons_administrative"].signatures}
    assert {"arrived_at", "left_at"} <= summons


@pytest.mark.parametrize("name", ["interrogation_record", "interview_record", "case_receiving_record"])
def test_transcripts_are_signed_on_each_page_and_by_two_officers(name: str) -> None:
    form = load_forms()[name]
    told = [signature for signature in form.signatures if signature.fingerprint]
    assert {signature.each_page for signature in told} == {True, False}
    assert [signature.min_persons for signature in form.signers("officer")] == [2]


def test_a_seal_is_no_signature() -> None:
    for form in load_forms().values():
        for signature in form.signers("bureau"):
            assert signature.seal and not signature.signature, form.id


def test_a_form_ends_with_its_edition() -> None:
    old, new = load_forms()["case_acceptance_form"], load_forms()["administrative_filing_form"]
    assert old.used_on("criminal", date(2026, 5, 1))
    assert not old.used_on("administrative", date(2026, 5, 1))
    assert new.used_on("administrative", date(2026, 5, 1)) and not new.used_on("criminal", date(2026, 5, 1))
    assert old.used_on("administrative", date(2025, 5, 1)) and new.used_on("administrative", date(2025, 5, 1))


def test_shared_titles_give_all_their_forms() -> None:
    assert set(forms_by_title()["传唤证"]) == {"summons_criminal", "summons_administrative"}
    assert forms_by_title()["讯问笔录"] == ("interrogation_record",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[form]]\nid = 'x'\n", "缺少必需的键"),
        ("[[form]]\nid = 'x'\ncolour = 1\n", "colour"),
        ("[[form]]\nid = 'x'\nheader_fields = ['只有标签']\n", "header_fields"),
        ("[[form]]\nid = 'x'\nheader_fields = ['甲 | a | text', '乙 | a | text']\n", "重复"),
        ("[[form]]\nid = 'x'\nsignatures = [{ label = '甲', who = 'nobody' }]\n", "nobody"),
        ("[[form]]\nid = 'x'\nsignatures = [{ label = '甲', who = 'officer', date = 'week' }]\n", "date"),
        ("[[form]]\nid = 'x'\ncase_type = 'civil'\n", "case_type"),
        ("[[form]\n", "读不了"),
        ("", "读不了"),
    ],
)
def test_wrong_data_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LawDataError, match=r"bad\.toml") as caught:
        read_forms(tmp_path)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("云公（刑）受案字〔2026〕311号", "云公（刑）受案字〔2026〕311号"),
        ("云检批捕〔2026〕52号", "云检批捕字〔2026〕52号"),
        ("（芦）公（物）鉴（法）字〔2026〕126号", "（芦）公（物）鉴（法）字〔2026〕126号"),
        ("芦拘执字〔2026〕00207号", "芦拘执字〔2026〕00207号"),
        ("芦公（河）行罚决字〔2026〕00318号", "芦公（河）行罚决字〔2026〕00318号"),
        ("甲公(城)传唤字[2026]2号", "甲公（城）传唤字〔2026〕2号"),
        ("甲公(刑)拘字【2026】第123号", "甲公（刑）拘字〔2026〕123号"),
        ("甲公刑拘字\n〔2026〕 00123 号", "甲公刑拘字〔2026〕00123号"),
        ("甲公(刑)拘字[2O26]123号", "甲公（刑）拘字〔2026〕123号"),
        ("甲 公 ( 刑 ) 拘 字 〔 2 0 2 6 〕 0 0 1 2 3 号", "甲公（刑）拘字〔2026〕00123号"),
        ("×公（刑）延拘字［２０２６］００１２３号", "×公（刑）延拘字〔2026〕00123号"),
        ("根据云公（刑）受案字〔2026〕311号登记表", "云公（刑）受案字〔2026〕311号"),
        ("甲县公安局甲公刑拘字〔2026〕88号", "甲公刑拘字〔2026〕88号"),
        ("文公（刑）拘字〔2026〕3号", "文公（刑）拘字〔2026〕3号"),
        ("临公东（治）行罚决字〔2025〕341号", "临公东（治）行罚决字〔2025〕341号"),
    ],
)
def test_document_numbers(text: str, found: str) -> None:
    assert [str(one) for one in document_numbers(text)] == [found]


@pytest.mark.parametrize("text", ["2026年3月5日（2026）号", "共〔2026〕年", "甲公字号", "第26号房间", ""])
def test_no_document_number(text: str) -> None:
    assert list(document_numbers(text)) == []


def test_two_numbers_and_their_places() -> None:
    text = "见甲公立字〔2026〕12号、甲公拘字〔2026〕0013号。"
    first, second = document_numbers(text)
    assert text[first.start : first.end] == "甲公立字〔2026〕12号"
    assert second.key == next(document_numbers("甲公拘字[2026]13号")).key
