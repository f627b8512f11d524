"""Document 004 (宛税发〔2020〕63号): it has no unit brackets; its sentences, copied by hand."""

from support.duty_table import (
    SENTENCE,
    SUPPORT,
    Line,
    differences,
    flows,
    owed,
    unstated_duties,
)

POLICY = "ny-2020-63"

TABLE = (
    # 三、（一）各县市区局要依托公共信用平台
    Line("3.1", SENTENCE, None, "各县市区局"),
    # 三、（二）各县市区局要认真贯彻落实……各单位要推动合作银行……各单位切实加强
    Line("3.2", SENTENCE, None, "各县市区局 各单位"),
    # 相关部门要密切配合
    Line("3.2", SENTENCE, SUPPORT, "相关部门"),
    # 三、（三）各县市区局要免费为其提供
    Line("3.3", SENTENCE, None, "各县市区局"),
    # 四、（一）（二）各县市区局要……
    Line("s1 s2", SENTENCE, None, "各县市区局"),
    # 四、（一）形成社会信用体系建设部门、成员单位和相关部门配合
    Line("s1", SENTENCE, SUPPORT, "社会信用体系建设部门 成员单位 相关部门"),
    # 四、（三）各县市区局请于每季度末……反馈市局，市局将……纳入年底绩效考核
    Line("s3", SENTENCE, None, "各县市区局 市局"),
)


def test_every_sentence_of_004_that_names_an_actor_gives_exactly_these_bodies() -> None:
    assert differences(POLICY, TABLE) == []


def test_items_of_004_without_an_actor_say_so() -> None:
    assert unstated_duties(POLICY) >= {"2.1", "2.2", "2.3", "2.4", "3.4"}


def test_the_tax_bureaus_of_the_counties_feed_back_to_the_city_with_a_case() -> None:
    assert owed(POLICY) == [("各县（市、区）税务局", "国家税务总局南阳市税务局", 1)]


def test_information_passes_in_004_from_the_platform_and_between_bureau_and_counties() -> None:
    platform, bureau = "市公共信用信息交换共享平台", "国家税务总局南阳市税务局"

    assert flows(POLICY) == {
        (platform, "有关政府部门和机构", "市公共信用平台"),  # 一、向有关政府部门和机构共享开放
        ("各县（市、区）税务局", bureau, None),  # 四、（三）反馈市局
        (bureau, "", None),  # 四、（三）全市通报
    }
