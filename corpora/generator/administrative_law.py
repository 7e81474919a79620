"""The articles that the steps of an administrative case rest on, in both editions of the Act."""


from __future__ import annotations

from generator.base import Case

ACT = "《中华人民共和国治安管理处罚法》"


STEP_ARTICLES = {  # edition: summons, preservation, notice
    2012: {
        "summons": "第八十二条",
        "preserve": "第八十九条",
        "inspect": "第八十七条",
        "notice": "第九十四条",
        "mediate": "第九条",
    },
    2025: {
        "summons": "第九十六条",
        "preserve": "第一百零五条",
        "inspect": "第一百零三条",
        "notice": "第一百一十二条",
        "mediate": "第九条",
    },
}


REMEDY = "如不服本决定，可以在收到本决定书之日起六十日内向{government}申请行政复议，或者在六个月内依法向{county}人民法院提起行政诉讼。"


def article(case: Case) -> str:
    return case.story.alternatives[case.flags["edition"]]


def step(case: Case, name: str) -> str:
    return STEP_ARTICLES[case.flags["edition"]][name]
