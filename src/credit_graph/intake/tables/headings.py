"""What the columns are called in the headers of files: their own names, and Chinese ones.

docs/import.md lists them; a test holds it to this table.
"""

import re
from collections.abc import Mapping
from typing import Final

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.tables.characters import plain
from credit_graph.languages.language import Language

# Of several headings the first is what templates write.
_EVERYWHERE: Final[Mapping[str, str]] = {
    "uscc": "统一社会信用代码 社会信用代码 信用代码",
    "region": "行政区划代码 行政区划 所属地区 地区",
    "valid_to": "截止日期 结束日期 失效日期 有效期至 有效期止",
    "reference": "文号 文书号 依据",
    "agency": "部门 机构 责任单位",
    "share": "比例 占比 份额",
    "severity": "严重程度 失信程度",
    "note": "备注",
    "openness": "公开范围 公开属性",
}
_OF_KIND: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.ENTERPRISES: {
        "name": "企业名称 名称 单位名称",
        "zone": "海关特殊监管区域 所属区域 区域",
        "kinds": "企业类型 类型",
        "registered_on": "成立日期 注册日期 登记日期",
        "status": "登记状态 经营状态 状态",
        "valid_from": "生效日期 起始日期",
    },
    Kind.PARTNERS: {
        "id": "标识 识别码 境外标识",
        "name": "名称 企业名称 单位名称",
        "country": "国家或地区 国家 国家代码",
    },
    Kind.RATINGS: {
        "scheme": "评级体系 评价体系 评价领域",
        "level": "信用等级 等级 级别",
        "valid_from": "生效日期 认定日期 起始日期 开始日期",
        "awarded_by": "认定单位 评定单位 认定机关",
    },
    Kind.LISTS: {
        "list": "名单 名单名称",
        "valid_from": "列入日期 起始日期 开始日期",
        "valid_to": "移出日期 截止日期 结束日期 有效期至",
        "reason": "列入原因 列入事由 原因 事由",
        "reported_by": "列入单位 列入机关 报送单位",
        "severity": "失信严重程度 严重程度",
        "repair_from": "可申请修复日期",
        "display_until": "公示截止日期 停止公示日期",
        "repaired_on": "修复日期 信用修复日期",
    },
    Kind.STATEMENTS: {
        "statement": "声明事项 声明",
        "value": "声明内容 是否",
        "valid_from": "声明日期 起始日期 开始日期",
        "reported_by": "报送单位",
    },
    Kind.COMMITMENTS: {
        "commitment": "承诺类型 承诺",
        "subject": "承诺事项 承诺内容",
        "made_on": "承诺日期",
        "due_on": "履行期限 到期日期",
        "fulfilled_on": "履行日期",
        "agency": "受理部门 部门",
    },
    Kind.VIOLATIONS: {
        "violation": "违法失信行为 失信行为 违法行为",
        "found_on": "认定日期 处罚日期",
        "found_by": "认定单位 处罚机关",
        "repaired_on": "修复日期 信用修复日期",
        "repair_from": "可申请修复日期",
        "display_until": "公示截止日期 停止公示日期",
    },
    Kind.USES: {
        "measure": "措施 措施代码",
        "used_on": "享受日期 办理日期",
        "outcome": "办理结果 结果",
    },
    Kind.LINKS: {
        "supplier_uscc": "供应商统一社会信用代码 供应商信用代码 供应商代码",
        "customer_uscc": "客户统一社会信用代码 采购商统一社会信用代码 客户信用代码 客户代码",
        "valid_from": "起始日期 开始日期",
        "category": "品类 商品类别 类别",
        "source": "来源 数据来源",
    },
    Kind.OWNERSHIP: {
        "owner_uscc": "股东统一社会信用代码 投资方统一社会信用代码 股东信用代码",
        "owned_uscc": "被投资企业统一社会信用代码 企业统一社会信用代码 被投资企业信用代码",
        "share": "持股比例 出资比例",
        "valid_from": "起始日期 开始日期",
    },
    Kind.COVERAGE: {
        "register": "评级体系或名单 名单",
        "synced_on": "核对日期 截至日期",
    },
    Kind.SUBMISSIONS: {
        "obligation": "报送义务 事项代码",
        "handed_in_on": "报送日期",
        "text": "报送内容 内容",
        "cases": "案例数 件数",
    },
}

# 企业名称*, 企业名称（必填）: marks of a form, no part of the name.
_MARKS = re.compile(r"[*＊!！]|[(（](?:必填|选填|required|optional)[)）]")


def headings(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Return the Chinese headings of each column of a kind, in the order of the columns."""
    own = _OF_KIND.get(kind, {})
    found = {}
    for column in TABLES[kind].columns:
        words = own.get(column) or _EVERYWHERE.get(column, "")
        found[column] = tuple(words.split())
    return found


def column_names(kind: Kind, language: Language) -> Mapping[str, str]:
    """Return what each column of a kind is called for a reader, in the order of the columns."""
    if language is not Language.ZH:
        return {column: column for column in TABLES[kind].columns}
    return {column: words[0] if words else column for column, words in headings(kind).items()}


def columns_by_heading(kind: Kind) -> Mapping[str, str]:
    """Return the column that each heading means, the columns' own names among them."""
    found = {plain(each): column for column, words in headings(kind).items() for each in words}
    return found | {plain(column): column for column in TABLES[kind].columns}


def plain_heading(cell: str) -> str:
    """Return the text of a header's cell as headings are compared: no width, case, space, mark."""
    return plain(_MARKS.sub("", cell))
