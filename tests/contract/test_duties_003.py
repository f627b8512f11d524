"""Document 003 (厦外贸外资专班（2024）2号): who is named where, copied by hand."""

from support.duty_table import BRACKET, RESPONSIBLE, Line, check_table, members_of, second_names

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
)


def test_every_bracket_of_003_names_exactly_these_bodies() -> None:
    check_table(POLICY, TABLE)


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
