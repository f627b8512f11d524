"""The fixed cast: enterprises that examples and tests can name, whatever else is generated.

seeds/demo/README.md says what each is there for.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from credit_graph.demo.identity import invented_uscc
from credit_graph.intake.rows.kinds import EnterpriseRow


@dataclass(frozen=True, slots=True)
class Part:
    """What one member of the cast is."""

    serial: int
    region: str
    name: str
    kinds: str
    zone: str | None = None
    status: str = "active"


class Cast(Enum):
    """The members, by what they show."""

    # 平顶山 (document 000)
    PDS_STAR = Part(1, "410400", "虚构平顶山卓越机械进出口有限公司", "manufacturer trader")
    PDS_LISTED = Part(2, "410400", "虚构平顶山曾列名单贸易有限公司", "trader")
    PDS_UNKNOWN = Part(3, "410400", "虚构平顶山缺少信息制造有限公司", "manufacturer")
    PDS_GENERAL = Part(4, "410400", "虚构平顶山普通备案贸易有限公司", "trader")
    PDS_FALLEN = Part(5, "410400", "虚构平顶山已被降级化工有限公司", "manufacturer")
    PDS_BREACH = Part(6, "410400", "虚构平顶山尚未整改材料有限公司", "manufacturer")
    PDS_GONE = Part(7, "410400", "虚构平顶山已经注销贸易有限公司", "trader", status="deregistered")
    # 厦门 (document 003)
    XM_AEO = Part(11, "350206", "虚构厦门高级认证电器有限公司", "manufacturer trader")
    XM_SUPPLIER = Part(12, "350205", "虚构厦门直接供应元件有限公司", "manufacturer")
    XM_CUSTOMER = Part(13, "350203", "虚构厦门直接客户商贸有限公司", "trader")
    XM_SECOND = Part(14, "350211", "虚构厦门二级供应塑胶有限公司", "manufacturer")
    XM_OUTSIDE = Part(15, "330200", "虚构宁波外地供应钢材有限公司", "manufacturer")
    XM_WHITE = Part(16, "350200", "虚构厦门专精特新仪器有限公司", "manufacturer")
    XM_IN = Part(17, "350200", "虚构厦门重点培育光电有限公司", "manufacturer")
    XM_LONELY = Part(18, "350200", "虚构厦门没有往来服装有限公司", "manufacturer")
    XM_ENDED = Part(19, "350200", "虚构厦门认证到期食品有限公司", "manufacturer")
    # 浙江 (document 002)
    ZJ_READY = Part(21, "330200", "虚构宁波条件齐备运输有限公司", "carrier_road")
    ZJ_REACH = Part(22, "330200", "虚构宁波只差评级货运代理有限公司", "freight_forwarder")
    ZJ_WISH = Part(23, "330900", "虚构舟山只差意愿航运有限公司", "carrier_sea")
    ZJ_UNKNOWN = Part(24, "330700", "虚构金华意愿不明运输有限公司", "carrier_road")
    ZJ_BLOCKED = Part(25, "330200", "虚构宁波列入黑名单堆场有限公司", "yard")
    ZJ_IN = Part(26, "330200", "虚构宁波已经入库船务代理有限公司", "ship_agent")
    ZJ_ACHIEVED = Part(27, "330200", "虚构宁波已获认证报关有限公司", "customs_broker")
    ZJ_WHITE = Part(28, "330700", "虚构金华白名单货运代理有限公司", "freight_forwarder")
    ZJ_PARK = Part(29, "330782", "虚构义乌物流园区管理有限公司", "logistics_park")
    # 上海保税区域 (document 001)
    SH_GOP = Part(31, "310115", "虚构浦东全球运营贸易有限公司", "trader", "waigaoqiao")
    SH_AEO = Part(32, "310115", "虚构浦东高级认证物流有限公司", "trader", "waigaoqiao_port")
    SH_MODEL = Part(33, "310115", "虚构浦东诚信示范医药有限公司", "trader", "pudong_airport")
    SH_REPAIRED = Part(34, "310115", "虚构浦东修复信用仪器有限公司", "trader", "waigaoqiao")
    SH_NO_ZONE = Part(35, "310115", "虚构浦东区域不明贸易有限公司", "trader")
    # 南阳 (document 004)
    NY_CLASS1 = Part(41, "411300", "虚构南阳一类出口制造有限公司", "manufacturer trader")
    NY_REFUSED = Part(42, "411300", "虚构南阳拒绝采购商贸有限公司", "trader")
    NY_SMALL = Part(43, "411300", "虚构南阳小微工艺有限公司", "manufacturer")
    NY_UNKNOWN = Part(44, "411300", "虚构南阳信息空白贸易有限公司", "trader")
    # A chain of three tiers with a cycle, and a group (chains.md)
    CORE = Part(51, "350200", "虚构厦门鹭核电子集团有限公司", "manufacturer trader")
    GROUP_DIRECT = Part(52, "350200", "虚构厦门鹭核直接控股科技有限公司", "manufacturer")
    GROUP_SUM = Part(53, "350200", "虚构厦门鹭核合计控股模具有限公司", "manufacturer")
    GROUP_HALF = Part(54, "350200", "虚构厦门鹭核半数参股电池有限公司", "manufacturer")
    TIER1_AEO = Part(61, "410400", "虚构平顶山一级认证线缆有限公司", "manufacturer")
    TIER1_NEAR = Part(62, "330200", "虚构宁波一级待育连接器有限公司", "manufacturer")
    TIER1_DISHONEST = Part(63, "350200", "虚构厦门一级失信包装有限公司", "manufacturer")
    TIER1_SOLE = Part(64, "411300", "虚构南阳一级独家晶片有限公司", "manufacturer")
    TIER2_OF_AEO = Part(65, "410400", "虚构平顶山二级铜材有限公司", "manufacturer")
    TIER2_LISTED = Part(66, "330700", "虚构金华二级列入名单五金有限公司", "manufacturer")
    TIER2_PLAIN = Part(67, "350200", "虚构厦门二级纸板有限公司", "manufacturer")
    TIER3_LOOP = Part(68, "410400", "虚构平顶山三级回收有限公司", "manufacturer")
    TIER3_PLAIN = Part(69, "330700", "虚构金华三级矿料有限公司", "trader")
    BUYER = Part(70, "310115", "虚构浦东分销贸易有限公司", "trader", "waigaoqiao")
    GROUP_SUPPLIER = Part(71, "350200", "虚构厦门集团供应注塑有限公司", "manufacturer")
    PAST_SUPPLIER = Part(72, "350200", "虚构厦门往年供应油墨有限公司", "manufacturer")

    @property
    def uscc(self) -> str:
        """Its credit code."""
        return invented_uscc(self.value.region, self.value.serial)

    @property
    def row(self) -> EnterpriseRow:
        """Its registration."""
        part = self.value
        return EnterpriseRow(
            uscc=self.uscc,
            name=part.name,
            region=part.region,
            zone=part.zone,
            kinds=tuple(sorted(part.kinds.split())),
            registered_on=date(2005 + part.serial % 15, 1 + part.serial % 12, 15),
            status=part.status,
        )
