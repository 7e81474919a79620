"""SARIF 2.1.0. The schema itself is not shipped: the parts of it that bear on our log are written out here."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from reviewer.pipeline import Review
from reviewer.reports.sarif import sarif_report

MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
URI = {"type": "string", "pattern": r"^[A-Za-z0-9._~!$&'()*+,;=:@%/-]+$"}
PLACE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["physicalLocation"],
    "properties": {
        "id": {"type": "integer", "minimum": -1},
        "message": MESSAGE,
        "properties": {"type": "object"},
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"uri": URI, "index": {"type": "integer", "minimum": -1}},
                }
            },
        },
    },
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}},
        "properties": {"type": "object", "properties": {"tags": {"type": "array", "uniqueItems": True}}},
    },
}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": LEVEL,
        "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
        "message": MESSAGE,
        "locations": {"type": "array", "items": PLACE},
        "relatedLocations": {"type": "array", "items": PLACE, "uniqueItems": True},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "rank": {"type": "number", "minimum": -1, "maximum": 100},
        "properties": {"type": "object"},
    },
}
RUN = {
    "type": "object",
    "additionalProperties": False,
    "required": ["tool"],
    "properties": {
        "tool": {
            "type": "object",
            "required": ["driver"],
            "properties": {
                "driver": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["name"],
                    "properties": {
                        "name": {"type": "string"},
                        "version": {"type": "string"},
                        "semanticVersion": {"type": "string"},
                        "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                        "rules": {"type": "array", "items": RULE, "uniqueItems": True},
                    },
                }
            },
        },
        "automationDetails": {"type": "object", "properties": {"id": {"type": "string"}}},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "artifacts": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "location": {"type": "object", "properties": {"uri": URI}},
                    "mimeType": {"type": "string", "pattern": "[^/]+/.+"},
                    "hashes": {"type": "object", "additionalProperties": {"type": "string"}},
                },
            },
        },
        "invocations": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["executionSuccessful"],
                "properties": {
                    "executionSuccessful": {"type": "boolean"},
                    "toolExecutionNotifications": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["message"],
                            "properties": {
                                "message": MESSAGE,
                                "level": LEVEL,
                                "locations": {"type": "array", "items": PLACE},
                            },
                        },
                    },
                },
            },
        },
        "results": {"type": "array", "items": RESULT},
        "properties": {"type": "object"},
    },
}
LOG = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
}


@pytest.fixture(scope="module")
def log(reviewed: Review, awkward: Review) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sarif_report([reviewed, awkward]))
    return found


def test_form(log: dict[str, Any]) -> None:
    jsonschema.validate(log, LOG)
    jsonschema.validate(json.loads(sarif_report([])), LOG)


def test_indices_and_ids_fit(log: dict[str, Any]) -> None:
    for run in log["runs"]:
        rules, artifacts = run["tool"]["driver"]["rules"], run["artifacts"]
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            for place in (*result["locations"], *result["relatedLocations"]):
                where = place["physicalLocation"]["artifactLocation"]
                assert artifacts[where["index"]]["location"]["uri"] == where["uri"]
                assert place["properties"]["page"] >= 1


def test_every_finding_is_a_result_with_its_key(log: dict[str, Any], reviewed: Review) -> None:
    results = log["runs"][0]["results"]
    assert [one["partialFingerprints"]["reviewerKey/v1"] for one in results] == [one.key for one in reviewed.findings]
    levels = {"unlawful": "error", "defect": "warning", "notice": "note"}
    assert [one["level"] for one in results] == [levels[one.severity.value] for one in reviewed.findings]


def test_a_case_that_was_not_fully_read_is_no_success(log: dict[str, Any]) -> None:
    invocation = log["runs"][1]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == 2
