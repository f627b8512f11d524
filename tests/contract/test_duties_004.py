"""Document 004 (宛税发〔2020〕63号): it has no unit brackets; its sentences, copied by hand."""

from support.duty_table import SENTENCE, Line, check_table, noted_as_unstated

POLICY = "ny-2020-63"

TABLE = (
    # 三、（一）各县市区局要依托公共信用平台
    Line("3.1", SENTENCE, None, "各县市区局"),
    # 三、（二）各县市区局要认真贯彻落实……各单位要推动合作银行……各单位切实加强
    Line("3.2", SENTENCE, None, "各县市区局 各单位"),
    # 三、（三）各县市区局要免费为其提供
    Line("3.3", SENTENCE, None, "各县市区局"),
    # 四、（一）（二）各县市区局要……
    Line("s1 s2", SENTENCE, None, "各县市区局"),
    # 四、（三）各县市区局请于每季度末……反馈市局，市局将……纳入年底绩效考核
    Line("s3", SENTENCE, None, "各县市区局 市局"),
)


def test_every_sentence_of_004_that_names_an_actor_gives_exactly_these_bodies() -> None:
    check_table(POLICY, TABLE)


def test_items_of_004_without_an_actor_say_so() -> None:
    assert noted_as_unstated(POLICY, "duty_note") >= {"2.1", "2.2", "2.3", "2.4", "3.4"}
