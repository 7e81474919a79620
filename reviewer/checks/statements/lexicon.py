"""The words of statements (``lexicon.toml``), compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from reviewer.core.errors import CardError


@cache
def lexicon() -> dict[str, dict[str, list[str]]]:
    """The tables of ``lexicon.toml`` as they stand."""
    text = resources.files("reviewer.checks.statements").joinpath("lexicon.toml").read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CardError(f"checks/statements/lexicon.toml: {error}") from None


@cache
def classes(table: str) -> dict[str, re.Pattern[str]]:
    """One pattern a class of a table, in the order of the table."""
    return {name: re.compile("|".join(words)) for name, words in lexicon()[table].items()}


@cache
def cue(name: str) -> re.Pattern[str]:
    """The pattern of one list of cues."""
    return re.compile("|".join(lexicon()["cues"][name]))


@cache
def near(table: str) -> frozenset[frozenset[str]]:
    """Pairs of classes that may be the same thing seen by two people."""
    return frozenset(frozenset(pair.split(":")) for pair in lexicon()[table]["pairs"])


def found(table: str, text: str) -> frozenset[str]:
    """The classes of a table that a text names."""
    return frozenset(name for name, pattern in classes(table).items() if pattern.search(text))


@cache
def kin() -> dict[str, str]:
    """To which event a family belongs (hit and kick: fight)."""
    return {family: event for event, families in lexicon()["kin"].items() for family in families}


def events(text: str) -> frozenset[str]:
    """The kinds of event that a text speaks of; families that are one event are one."""
    return frozenset(kin().get(family, family) for family in found("families", text))


@cache
def incident() -> re.Pattern[str]:
    return re.compile("|".join(lexicon()["incident"]["cues"]))
