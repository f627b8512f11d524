"""Document 002 (浙信用办〔2023〕9号): its table and its sentences, copied by hand.

Two of the table's cells slipped to other columns, and some are empty: no unit is given there.
"""

from datetime import date

from support.duty_table import (
    LEAD,
    RESPONSIBLE,
    SENTENCE,
    TABLE_CELL,
    Line,
    deadlines_of,
    differences,
    flows,
    unstated_deadlines,
    unstated_duties,
)

POLICY = "zj-2023-9"

TABLE = (
    Line("t1", TABLE_CELL, RESPONSIBLE, "宁波舟山港集团 杭州海关 宁波海关 省交通运输厅"),
    Line(
        "t2",
        TABLE_CELL,
        RESPONSIBLE,
        "宁波舟山港集团 杭州海关 宁波海关 金华市信用办 义乌市信用办",
    ),
    Line(
        "t3",
        TABLE_CELL,
        RESPONSIBLE,
        "宁波舟山港集团 省交通运输厅 杭州海关 宁波海关 金华市信用办 义乌市信用办",
    ),
    Line("t4", TABLE_CELL, RESPONSIBLE, "杭州海关 宁波海关 省发展和改革委员会 省交通运输厅"),
    Line(
        "t5",
        TABLE_CELL,
        RESPONSIBLE,
        "杭州海关 宁波海关 省交通运输厅 浙江海事局 宁波市信用办 宁波市口岸办",
    ),
    Line("t8", TABLE_CELL, RESPONSIBLE, "浙江海事局"),
    Line("t10", TABLE_CELL, RESPONSIBLE, "浙江海事局 舟山市信用办"),
    Line("t11 t13", TABLE_CELL, RESPONSIBLE, "宁波市信用办 宁波市口岸办"),
    Line("t12", TABLE_CELL, RESPONSIBLE, "宁波市信用办"),
    Line("t14", TABLE_CELL, RESPONSIBLE, "金华市信用办 义乌市信用办"),
    Line("t15", TABLE_CELL, RESPONSIBLE, "省税务局 金华市信用办 义乌市信用办"),
    Line("t16", TABLE_CELL, RESPONSIBLE, "省税务局 金华市信用办 金华市税务局 义乌市税务局"),
    Line(
        "t17",
        TABLE_CELL,
        RESPONSIBLE,
        "省发展改革委 国家金融监督管理总局浙江监管局 省交通运输厅 杭州海关 宁波海关 浙江海事局 "
        "宁波市信用办 国家金融监督管理总局宁波监管局",
    ),
    Line("t18", TABLE_CELL, RESPONSIBLE, "金华市信用办"),
    Line("t19", TABLE_CELL, RESPONSIBLE, "省信用办 省交通运输厅 宁波市信用办"),
    # 三、（一）发挥省信用办牵头作用，组建由……参与的专班
    Line("s1", SENTENCE, LEAD, "省信用办"),
    Line(
        "s1",
        SENTENCE,
        None,
        "省发展改革委 省交通运输厅 省税务局 国家金融监督管理总局浙江监管局 杭州海关 宁波海关 "
        "浙江海事局 相关设区市信用办 宁波舟山港集团",
    ),
    # ……专班，协调解决重难点问题，协同推进工作
    Line("s1", SENTENCE, None, "专班"),
    # 三、（二）各部门要建立健全信息共享机制
    Line("s2", SENTENCE, None, "各部门"),
    # 三、（三）省信用办要建立工作督查机制
    Line("s3", SENTENCE, None, "省信用办"),
)

DECEMBER = date(2023, 12, 31)


def test_every_cell_of_the_table_of_002_names_exactly_these_bodies() -> None:
    assert differences(POLICY, TABLE) == []


def test_tasks_without_a_unit_say_so() -> None:
    assert unstated_duties(POLICY) >= {"t6", "t7", "t9"}


def test_the_tasks_are_due_on_the_last_day_of_the_month_that_their_cell_names() -> None:
    assert deadlines_of(POLICY) == {
        **dict.fromkeys(("t1", "t2", "t3", "t4", "t5", "t6", "t8"), DECEMBER),
        **dict.fromkeys(("t11", "t12", "t13", "t14", "t15", "t16", "t18"), DECEMBER),
        "t17": date(2023, 10, 31),
        "t19": date(2023, 9, 30),
    }


def test_tasks_without_a_deadline_say_so() -> None:
    assert unstated_deadlines(POLICY) >= {"t7", "t9", "t10"}


def test_information_passes_in_002_from_the_units_of_a_task_to_the_platform() -> None:
    """The last cell of a row has who sends; (7) has none, and (19) publishes to nobody named."""
    platform = "省公共信用信息平台"

    assert flows(POLICY) == {
        ("杭州海关 宁波海关 省发展改革委 省交通运输厅", platform, platform),  # (4)
        ("宁波市信用办 宁波市口岸办", platform, platform),  # (11), (13)
        ("宁波市信用办", "口岸监管单位", None),  # (12) 名单推送口岸监管单位
        ("金华市信用办 义乌市信用办", platform, platform),  # (14)
        # (19) 在……平台集中公示
        ("省信用办 省交通运输厅 宁波市信用办", "", "公共信用信息平台、行业信用管理平台"),
        ("各部门", platform, platform),  # 三、（二）
    }
