# Everything runs in .venv; nothing outside this folder is changed, and no system package is needed.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
OUT := out

.PHONY: demo test lint docs clean

$(BIN)/reviewer: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $(BIN)/reviewer

$(VENV)/.test: pyproject.toml $(BIN)/reviewer
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[app,signatures,dev]"
	@touch $(VENV)/.test

demo: $(BIN)/reviewer
	@mkdir -p $(OUT)
	$(BIN)/reviewer score corpora/sample/demo-criminal --as-of 2026-11-25 --fail-on never
	@$(BIN)/reviewer score corpora/sample/demo-criminal --as-of 2026-11-25 --fail-on never --format html --output $(OUT)
	@echo "完整报告 / full report: $(OUT)/demo-criminal.html"

test: $(VENV)/.test lint
	$(BIN)/python -m pytest

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy reviewer/core reviewer/law reviewer/checks
	$(BIN)/lint-imports

clean:
	rm -rf $(OUT) .pytest_cache .mypy_cache .ruff_cache
