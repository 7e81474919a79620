"""One reviewed sample case for all tests of the screens."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("streamlit", reason="the interface is not installed")


def _double() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ui_double", Path(__file__).with_name("double.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ui_double"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def read() -> dict[str, Any]:
    """The sample case, read once."""
    module = _double()
    return dict(module.Double.of(module.SAMPLE / "demo-criminal").reviews)


@pytest.fixture
def door(read: dict[str, Any]) -> Any:
    """A service layer of its own for each test."""
    return sys.modules["ui_double"].Double(dict(read))
