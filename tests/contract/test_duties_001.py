"""Document 001 (上海自贸试验区保税区域): who is named where, copied from the document by hand.

A bracket closes the clauses before it, so that most items name two sets of bodies. Where one
bracket closes sentences of different conditions, each of them carries it.
"""

from support.duty_table import (
    BRACKET,
    EACH_BY_DUTY,
    LEAD,
    SENTENCE,
    SUPPORT,
    Line,
    differences,
    flows,
    misplaced_brackets,
)

POLICY = "sh-ftz-2022"

TABLE = (
    # 1、 ……互联互通……共享。(保税区管理局牵头,……等按职责分别负责)
    Line("1/1", BRACKET, LEAD, "保税区管理局"),
    Line(
        "1/1",
        BRACKET,
        EACH_BY_DUTY,
        "上海海关 市市场监管局 市税务局 国家外汇管理局上海市分局 市信用中心",
        open_ended=True,
    ),
    # 动态归集区域内各类信用信息……夯实信息基础。(保税区管理局牵头)
    Line("1/2", BRACKET, LEAD, "保税区管理局"),
    # 2、 全面推进……信用意识。 One bracket closes the item, which is kept in four parts.
    Line("2/1 2/2 2/3 2/4 2/5", BRACKET, LEAD, "保税区管理局"),
    Line("2/1 2/2 2/3 2/4 2/5", BRACKET, SUPPORT, "市发展改革委"),
    # 3、 在招标投标……等服务。
    Line("3/1", BRACKET, LEAD, "保税区管理局"),
    Line(
        "3/1",
        BRACKET,
        EACH_BY_DUTY,
        "市住房城乡建设管理委 市财政局 上海海关 国家外汇管理局上海市分局 市税务局 "
        "市地方金融监管局 人民银行上海总部 上海银保监局 上海证监局 国家林草局上海专员办 "
        "市信用中心",
        open_ended=True,
    ),
    # 充分运用大数据……有效防范风险。
    Line("3/2", BRACKET, LEAD, "保税区管理局"),
    # 4、 依托……综合评价。 No 等 here.
    Line("4/1", BRACKET, LEAD, "保税区管理局"),
    Line("4/1", BRACKET, EACH_BY_DUTY, "浦东新区人民政府 市信用中心"),
    # 积极采信……互认、融合。
    Line("4/2", BRACKET, LEAD, "保税区管理局"),
    Line("4/2", BRACKET, SUPPORT, "市发展改革委"),
    # 5、 按照……惩戒机制。对AEO……等措施。(上海海关牵头)
    Line("5/1 5/2", BRACKET, LEAD, "上海海关"),
    # 对A级纳税人和……获得感。
    Line("5/3", BRACKET, LEAD, "保税区管理局"),
    Line(
        "5/3",
        BRACKET,
        EACH_BY_DUTY,
        "市税务局 国家外汇管理局上海市分局 国家林草局上海专员办 市发展改革委 市市场监管局 市公安局",
        open_ended=True,
    ),
    # 6、 依法依规……获得感。
    Line("6/1", BRACKET, LEAD, "保税区管理局"),
    # 对保税区域诚信示范企业……等激励措施。 Nobody leads here.
    Line(
        "6/2",
        BRACKET,
        EACH_BY_DUTY,
        "保税区管理局 上海海关 国家外汇管理局上海市分局 国家林草局上海专员办 市市场监管局 "
        "市药监局 市税务局 市公安局 市规划资源局",
        open_ended=True,
    ),
    Line("7/1", BRACKET, LEAD, "保税区管理局"),
    Line("7/1", BRACKET, SUPPORT, "市发展改革委"),
    # 8、 发挥……水平。(保税区管理局牵头) 着力……成本。(保税区管理局牵头)
    Line("8/1 8/2", BRACKET, LEAD, "保税区管理局"),
    # 三、（一）各有关单位根据方案……细化责任分工。保税区管理局定期总结……
    Line("s1", SENTENCE, None, "各有关单位 保税区管理局"),
)

# The last words before each bracket, by the measure that ends with them.
CLOSES = {
    "1/1": "实现区域特色信用数据、信用应用结果与市公共信用信息服务平台共享。",
    "1/2": "为深入实施信用分类监管夯实信息基础。",
    "2/1": "开展标准化、规范化、便捷化的信用知识教育,提升企业信用意识。",
    "3/1": "积极应用信用报告、信用评价、信用风险预警等服务。",
    "3/2": "主动监测和识别违法违规线索,有效防范风险。",
    "4/1": "开展企业信用状况综合评价。",
    "4/2": "探索推进企业跨部门信用评价结果的互认、融合。",
    "5/2": "采取优先办理进出口货物通关手续及相关业务手续、降低查验率等措施。",
    "5/3": "优化监管资源配置,提升诚信经营企业信用获得感。",
    "6/1": "着力提升守信企业信用获得感。",
    "6/2": "授予荣誉和助力企业成长等激励措施。",
    "7/1": "加快建立完善协同联动信用修复机制,提高信用修复效率。",
    "8/1": "帮助企业强化诚信守法意识,提高诚信经营水平。",
    "8/2": "促进上海自贸试验区保税区域内链上企业同步提升信用管理水平,降低全产业链综合成本。",
}


def test_every_bracket_of_001_names_exactly_these_bodies() -> None:
    assert differences(POLICY, TABLE) == []


def test_every_bracket_of_001_belongs_to_the_clauses_it_closes() -> None:
    assert misplaced_brackets(POLICY, CLOSES) == []


def test_information_passes_in_001_from_the_bureau_that_leads_the_clause() -> None:
    """Item 1 names with whom the data are shared; item 6 says only where the lists appear."""
    platform = "市公共信用信息服务平台"

    assert flows(POLICY) == {
        ("保税区管理局", platform, platform),  # 与市公共信用信息服务平台共享
        ("保税区管理局", "", "保税区域一体化信息管理服务平台"),  # 发布、共享两类名单
    }
