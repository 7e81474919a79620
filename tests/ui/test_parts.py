"""Parts of the interface that need no screen."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import pytest

from reviewer.core.casefile import Box, Span
from reviewer.ui import keymap, launch
from reviewer.ui.picture import places_of
from reviewer.ui.show import plain
from reviewer.ui.text import words

ROOT = Path(__file__).parents[2]


def test_both_languages_have_every_word_with_the_same_parts() -> None:
    def parts(text: str) -> list[str]:
        return sorted(name or "" for _, name, _, _ in string.Formatter().parse(text) if name is not None)

    for key, (chinese, english) in words().items():
        assert chinese and english, key
        assert parts(chinese) == parts(english), key


def test_flags_and_file_hold_the_same_settings() -> None:
    raw = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    flat: dict[str, object] = {}

    def flatten(table: dict[str, object], before: str) -> None:
        for name, value in table.items():
            if isinstance(value, dict):
                flatten(value, f"{before}{name}.")
            else:
                flat[before + name] = value

    flatten(raw, "")
    assert flat.pop("server.allowedHosts") == list(launch.HOSTS)
    assert flat.pop("server.port") == 8501
    expected = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in flat.items()}
    assert dict(launch.SETTINGS) == expected


def test_every_setting_is_known_to_the_installed_streamlit() -> None:
    from streamlit import config

    assert set(launch.SETTINGS) <= set(config.get_config_options())


def test_interface_listens_on_the_loopback_only() -> None:
    command = launch.command(port=8600)
    assert "--server.address=127.0.0.1" in command and "--browser.gatherUsageStats=false" in command
    assert Path(command[4]).is_file()


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_impossible_port_is_refused(port: int) -> None:
    with pytest.raises(ValueError, match="port"):
        launch.command(port=port)


def test_settings_from_outside_do_not_reach_the_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    environment = launch.environment(lang="en")
    assert "STREAMLIT_SERVER_ADDRESS" not in environment
    assert environment[launch.LANGUAGE] == "en" and environment["HF_HUB_OFFLINE"] == "1"


def test_evidence_on_one_page_is_one_place_with_all_boxes() -> None:
    first, second = Box(1, 2, 3, 4), Box(5, 6, 7, 8)
    spans = [Span("s1", 4, first), Span("s1", 9), Span("s1", 4, second), Span("s1", 4, first), Span("s2", 4, first)]
    places = places_of(spans)
    assert [(one.source, one.page) for one in places] == [("s1", 4), ("s1", 9), ("s2", 4)]
    assert places[0].boxes == (tuple(first), tuple(second)) and places[1].boxes == ()


def test_plain_drops_what_hides_or_turns_text() -> None:
    assert plain("张\u202e三\x00\n李") == "张三\n李"
    assert plain(None) == ""


def test_keymap_wants_one_key_for_each_action() -> None:
    assert keymap.valid(keymap.DEFAULT)
    assert not keymap.valid({**keymap.DEFAULT, "next": "k"})
    assert not keymap.valid({**keymap.DEFAULT, "next": "1"})
    assert not keymap.valid({**keymap.DEFAULT, "next": ""})
    assert not keymap.valid({name: key for name, key in keymap.DEFAULT.items() if name != "undo"})
