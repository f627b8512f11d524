"""Document 003 (厦外贸外资专班（2024）2号): who is named where, copied by hand."""

from support.duty_table import (
    BRACKET,
    RESPONSIBLE,
    SENTENCE,
    Line,
    differences,
    members_of,
    owed,
    second_names,
)

POLICY = "xm-2024-2"

TABLE = (
    # （一）完善AEO企业培育体系
    Line("1 2", BRACKET, RESPONSIBLE, "厦门海关 市商务局 市工信局"),
    Line(
        "3",
        BRACKET,
        RESPONSIBLE,
        "厦门海关 市商务局 自贸委 市工信局 火炬管委会 各区人民政府",
    ),
    Line("4", BRACKET, RESPONSIBLE, "厦门海关 自贸委 火炬管委会 各区人民政府"),
    Line("5", BRACKET, RESPONSIBLE, "市商务局 自贸委 市财政局 各区人民政府"),
    Line("6", BRACKET, RESPONSIBLE, "厦门海关"),
    Line("7", BRACKET, RESPONSIBLE, "市人社局 市公安局"),
    # （二）强化AEO联合激励
    Line("8", BRACKET, RESPONSIBLE, "市商务局 市贸促会 市市场监管局 厦门海关"),
    Line(
        "9",
        BRACKET,
        RESPONSIBLE,
        "市数据管理局 市发改委 市人社局 市税务局 市市场监管局 市商务局",
    ),
    Line("10", BRACKET, RESPONSIBLE, "市商务局 市市场监管局"),
    Line("11", BRACKET, RESPONSIBLE, "厦门海关 市商务局"),
    Line("12", BRACKET, RESPONSIBLE, "中国信保厦门分公司 市商务局"),
    Line(
        "13",
        BRACKET,
        RESPONSIBLE,
        "国家金融监督管理总局厦门监管局 市委金融办 市商务局 "
        "中国人民银行厦门市分行（外汇管理局厦门市分局） 中国信保厦门分公司 厦门港口局",
    ),
    Line("14", BRACKET, RESPONSIBLE, "市税务局"),
    Line("15", BRACKET, RESPONSIBLE, "厦门港口局 厦门海事局 边检总站 厦门海关 厦门港务集团"),
    Line("16", BRACKET, RESPONSIBLE, "市口岸办 厦门海事局 厦门港口局 自贸委 厦门海关"),
    # （三）优化AEO配套服务
    Line("17", BRACKET, RESPONSIBLE, "厦门海关 火炬管委会 自贸委 各区人民政府"),
    Line("18", BRACKET, RESPONSIBLE, "厦门海关 市商务局 各区人民政府"),
    Line("19", BRACKET, RESPONSIBLE, "市商务局 厦门海关 自贸委 电子口岸"),
    # （四）健全AEO保障机制
    Line("20", BRACKET, RESPONSIBLE, "市商务局 厦门海关 市委金融办 市发改委"),
    Line("21", BRACKET, RESPONSIBLE, "厦门海关"),
    # Sentences that name an actor without a role
    # 1: 各有关部门定期推荐优选培育企业，海关提供优先信用状况评估……
    Line("1", SENTENCE, None, "各有关部门 海关"),
    # 3: 各相关部门在日常涉企工作中加强对 AEO 制度政策的宣传
    Line("3", SENTENCE, None, "各相关部门"),
    # 4: 支持厦门海关隶属海关与所在地政府部门、制造园区、管委会等深入合作
    Line("4", SENTENCE, None, "厦门海关隶属海关"),
    Line("4", SENTENCE, None, "所在地政府部门 制造园区 管委会", open_ended=True),
    # 5: 鼓励有条件的市辖区……予以配套政策支持: the districts, through their governments
    Line("5", SENTENCE, None, "各区人民政府"),
    # 17: 鼓励厦门海关隶属关区……试行设立 AEO 企业服务专窗
    Line("17", SENTENCE, None, "厦门海关隶属关区"),
    # 18: 利用厦门海关隶属关区、各区（开发区）、自贸委建立联席会……发挥行业商协会作用
    Line("18", SENTENCE, None, "厦门海关隶属关区 各区（开发区） 自贸委 行业商协会"),
    # 20: 各相关部门……推送至市公共信用信息平台，……平台再推送至其它监管部门停止适用联合激励
    Line("20", SENTENCE, None, "各相关部门 市公共信用信息平台 其它监管部门"),
    # 21: 联动福州海关
    Line("21", SENTENCE, None, "福州海关"),
)


def test_every_bracket_and_sentence_of_003_names_exactly_these_bodies() -> None:
    assert differences(POLICY, TABLE) == []


def test_a_second_name_in_brackets_is_the_same_body() -> None:
    """Item 13: the bracket inside the bracket is no further body."""
    assert second_names(POLICY, "中国人民银行厦门市分行（外汇管理局厦门市分局）") == {
        "中国人民银行厦门市分行（外汇管理局厦门市分局）",
        "中国人民银行厦门市分行",
        "外汇管理局厦门市分局",
    }


def test_the_peoples_governments_of_the_districts_are_those_of_xiamen() -> None:
    assert set(members_of(POLICY, "各区人民政府")) == {
        "思明区人民政府",
        "湖里区人民政府",
        "集美区人民政府",
        "海沧区人民政府",
        "同安区人民政府",
        "翔安区人民政府",
    }


def test_the_units_addressed_by_003_report_to_the_office_of_the_taskforce() -> None:
    assert owed(POLICY) == [("各有关单位", "专班办公室（商务局）", 0)]
