"""The examination of the machine."""

from __future__ import annotations

import json

import pytest

from reviewer import doctor
from reviewer.core.errors import CardError


def test_words_and_json_say_the_same() -> None:
    found = json.loads(doctor.examine(as_json=True)[0])
    names = [one["name"] for one in found["entries"]]
    assert {"python", "libraries", "isolation", "ocr", "rules", "law", "fonts"} <= set(names)
    for lang in ("zh", "en"):
        text, good = doctor.examine(lang=lang)
        assert good is found["good"]
        assert all(f"{name}  " in text for name in names)


def test_a_damaged_rule_file_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise CardError("ours.toml：规则 XAB001 缺少“why”")

    monkeypatch.setattr("reviewer.checks.cards.load_cards", broken)
    text, good = doctor.examine()
    assert not good
    assert "XAB001" in text


def test_without_models_it_works_less_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.models.home", lambda: None)
    found = json.loads(doctor.examine(as_json=True)[0])
    states = {one["name"]: one["state"] for one in found["entries"]}
    assert states["models"] == "poorer"
    assert found["good"]
