"""Document 000 (平信用办〔2021〕7号): who is named where, copied from the document by hand."""

from support.duty_table import (
    BRACKET,
    HEADING,
    RESPONSIBLE,
    Line,
    differences,
    flows,
    members_of,
    owed,
)

POLICY = "pds-2021-7"

TABLE = (
    # 四、（一）适用海关支持措施（责任单位：平顶山海关）
    Line("1 2 3 4 5 6 7 8 9 10 11 12", HEADING, RESPONSIBLE, "平顶山海关"),
    # 四、（二）发改部门支持措施（责任单位：市发展改革委）
    Line("13 14 15", HEADING, RESPONSIBLE, "市发展改革委"),
    # 四、（三）金融领域支持措施: no unit in the heading
    Line("16", BRACKET, RESPONSIBLE, "人民银行平顶山中心支行"),
    Line("17", BRACKET, RESPONSIBLE, "市金融局"),
    # 四、（四）
    Line("18", BRACKET, RESPONSIBLE, "市财政局"),
    # 四、（五）
    Line("19", BRACKET, RESPONSIBLE, "市自然资源和规划局"),
    # 四、（六）
    Line("20", BRACKET, RESPONSIBLE, "市政务服务和大数据管理局"),
    # 四、（七）
    Line("21 22", BRACKET, RESPONSIBLE, "平顶山海关"),
    Line("23", BRACKET, RESPONSIBLE, "市生态环境局"),
    Line("24", BRACKET, RESPONSIBLE, "市市场监管局"),
    # 四、（八）
    Line("25", BRACKET, RESPONSIBLE, "市市场监管局"),
    Line("26", BRACKET, RESPONSIBLE, "市商务局"),
    # 四、（九）税收管理支持（责任单位：市税务局）
    Line("27 28 29", HEADING, RESPONSIBLE, "市税务局"),
    # 四、（十）
    Line("30", BRACKET, RESPONSIBLE, "市总工会"),
    Line("31", BRACKET, RESPONSIBLE, "市妇联"),
    # 四、（十一）
    Line("32 33", BRACKET, RESPONSIBLE, "各有关部门"),
)


def test_every_heading_and_bracket_of_000_names_exactly_these_bodies() -> None:
    assert differences(POLICY, TABLE) == []


def test_the_departments_concerned_in_000_are_its_thirteen_signatories() -> None:
    assert members_of(POLICY, "各有关部门") == (
        "市发展改革委",
        "平顶山海关",
        "市商务局",
        "市财政局",
        "市自然资源和规划局",
        "市生态环境局",
        "市市场监管局",
        "市金融局",
        "人民银行平顶山中心支行",
        "市政务服务和大数据管理局",
        "市税务局",
        "市总工会",
        "市妇联",
    )


def test_information_passes_in_000_between_customs_the_signatories_and_the_platform() -> None:
    """Sections two and three; 各部门, 各单位 and 签署……的相关部门 are the signatories.

    To whom customs provides its method for managing the list (名单管理办法) is not said.
    """
    platform = "市公共信用信息平台"

    assert flows(POLICY) == {
        ("平顶山海关", "各有关部门", platform),  # 提供……名单及企业相关信息
        (platform, "各有关部门", platform),  # 查询、应用; 交叉比对
        ("各有关部门", "市发展改革委 平顶山海关", "联合奖惩-在线奖惩模块"),  # 反馈……实施情况
        ("平顶山海关", "", None),  # 提供……名单管理办法
        ("平顶山海关", "各有关部门", None),  # 及时更新……名单; 取消……资格，及时通报各单位
        ("各有关部门", "市发展改革委 平顶山海关", platform),  # 违法失信行为
    }


def test_000_owes_no_report_by_a_day() -> None:
    assert owed(POLICY) == []
