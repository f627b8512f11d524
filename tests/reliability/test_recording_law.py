"""R9: invented stories of changes, against a plain model that goes through a list of facts.

Ten stories of thirty steps on every run; three hundred with `CREDIT_GRAPH_TIER=N`.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from credit_graph.clock import AdvancingClock
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import EvidenceFile, PartnerQuestions
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.agencies.duty_books import DutyBooks
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.answer import RecordedAnswer
from credit_graph.usecases.recording.recorder import Recorder
from credit_graph.usecases.recording.refusal import Refusal
from credit_graph.usecases.recording.request import EndedFact, Request, StatedRow
from credit_graph.usecases.recording.warm_up import warm_up_recording
from support.agency_files import NOW, imported, loaded
from support.empty_graph import emptied
from support.figures import show_figure
from support.invented_region import code
from support.recording_model import Held, Model, Step
from support.tiers import IS_NIGHTLY

STORIES, STEPS = (300, 30) if IS_NIGHTLY else (10, 30)
BEGIN = date(2024, 1, 1)
OPERATOR = Principal(PrincipalKind.OPERATOR, "an operator", frozenset(Scope))
KINDS = {
    "rating": Kind.RATINGS,
    "entry": Kind.LISTS,
    "statement": Kind.STATEMENTS,
    "violation": Kind.VIOLATIONS,
}


@pytest.fixture(scope="module")
async def recorder(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Recorder:
    await loaded(await emptied(graph))
    lines = [f"{code(number)},虚构{number},410400" for number in range(STORIES)]
    table = "\n".join(["uscc,name,region", *lines, ""])
    links = [f"{code(number)},{code((number + 1) % STORIES)}" for number in range(STORIES)]
    supplied = "\n".join(
        ["supplier_uscc,customer_uscc,valid_from", *(f"{each},{BEGIN}" for each in links), ""]
    )
    files = {"enterprises": table, "links": supplied}
    await imported(graph, tmp_path_factory.mktemp("files"), files)
    await warm_up(graph, lambda: NOW)
    await warm_up_recording(graph, lambda: NOW)
    shelf = RulesShelf(graph, lambda: NOW)
    await shelf.refresh()
    return Recorder(graph, shelf, DutyBooks(), AdvancingClock(lambda: NOW), lambda: None)


async def test_stories_end_as_a_plain_model_has_them(recorder: Recorder, graph: Graph) -> None:
    outcomes: dict[str, int] = {}
    for number in range(STORIES):
        uscc, model = code(number), Model()
        chance = Random(number)  # noqa: S311  # invented data, not a secret
        for turn in range(STEPS):
            key, step = chosen(chance, model, f"{number}.{turn}")
            expected = model.take(key, step)
            answer = await recorder.record(request(key, step, uscc), OPERATOR)
            got = named(answer)
            assert got == expected, (number, turn, key, step)
            outcomes[got] = outcomes.get(got, 0) + 1
            if isinstance(answer, RecordedAnswer) and got == "recorded":
                await check_known_before(graph, answer, [uscc, code((number + 1) % STORIES)])
        found = await EvidenceFile(graph).collect(
            [uscc], NOW + timedelta(days=1), PartnerQuestions()
        )
        assert stands(found.facts[uscc]) == model.lines(), number
    show_figure("R9: steps compared", STORIES * STEPS)
    assert outcomes.keys() == {
        *("recorded", "corrected", "unchanged"),
        *("Contradicts", "NotInForce", "Malformed", "KeyReused"),
    }


async def check_known_before(graph: Graph, answer: RecordedAnswer, usccs: list[str]) -> None:
    """What was known before is what is known after, without what the change brought.

    Consequences rest on that. The second enterprise is a partner of the first.
    """
    at, asked = answer.change.published_at, PartnerQuestions(None, ("customs", "tax"), ("srdi",))
    before, after = [
        await EvidenceFile(graph).collect(usccs, instant, asked)
        for instant in (at - timedelta(microseconds=1), at)
    ]
    assert after.without(frozenset(answer.change.made.facts)) == before != after


def named(answer: RecordedAnswer | Refusal) -> str:
    """Return what became of a change in one word."""
    if isinstance(answer, RecordedAnswer):
        return answer.change.made.outcome.value
    return type(answer).__name__


def chosen(chance: Random, model: Model, new_key: str) -> tuple[str, Step]:
    """Return a key and a step: mostly new ones, now and then a key again, with its step or not."""
    step = any_step(chance)
    if model.keys and chance.random() < 0.15:
        key = chance.choice(sorted(model.keys))
        return key, model.keys[key][0] if chance.random() < 0.6 else step
    return new_key, step


def any_day(chance: Random) -> date:
    return BEGIN + timedelta(days=30 * chance.randrange(16))


def any_step(chance: Random) -> Step:
    kind = chance.choice(sorted(KINDS))
    begin, end = any_day(chance), any_day(chance)
    if kind == "violation":
        about: dict[str, Any] = {"violation": chance.choice(("tax_breach", "other_breach"))}
        if chance.random() < 0.4:
            return {
                "do": "end",
                "kind": kind,
                "says": about,
                "column": "repaired_on",
                "day": end,
            }
        severity = chance.choice(("minor", "general", "serious"))
        repaired = end if chance.random() < 0.2 else None
        says = {**about, "found_on": begin, "severity": severity, "repaired_on": repaired}
        return {"do": "state", "kind": kind, "says": says}
    about = {
        "rating": {"scheme": chance.choice(("customs", "tax"))},
        "entry": {"list": chance.choice(("srdi", "own_brand"))},
        "statement": {"statement": "wants_aeo"},
    }[kind]
    if chance.random() < 0.35:
        return {"do": "end", "kind": kind, "says": about, "column": "valid_to", "day": end}
    says = {**about, "valid_from": begin, "valid_to": end if chance.random() < 0.5 else None}
    if kind == "rating":
        says["level"] = chance.choice(
            ("advanced", "general") if about["scheme"] == "customs" else ("A", "B")
        )
    if kind == "statement":
        says["value"] = chance.choice(("true", "false"))
    return {"do": "state", "kind": kind, "says": says}


def request(key: str, step: Step, uscc: str) -> Request:
    cells = {"uscc": uscc} | {
        column: str(value) for column, value in step["says"].items() if value is not None
    }
    kind = KINDS[step["kind"]]
    if step["do"] == "state":
        return Request("state", key, StatedRow(kind, cells))
    return Request("end", key, EndedFact(kind, cells, step["column"], step["day"]))


def stands(facts: EnterpriseFacts) -> list[str]:
    """Return what stands as the model writes it."""
    held = [
        *(Held("rating", {"scheme": e.scheme, "level": e.level, **days(e)}) for e in facts.ratings),
        *(Held("entry", {"list": each.list, **days(each)}) for each in facts.entries),
        *(
            Held("statement", {"statement": e.statement, "value": e.value, **days(e)})
            for e in facts.statements
        ),
        *(
            Held(
                "violation",
                {
                    "violation": each.violation,
                    "found_on": each.found_on,
                    "severity": each.severity and each.severity.value,
                    "repaired_on": each.repaired_on,
                },
            )
            for each in facts.violations
        ),
    ]
    return Model(held).lines()


def days(fact: Any) -> dict[str, date | None]:  # noqa: ANN401  # whatever has days
    return {"valid_from": fact.interval.valid_from, "valid_to": fact.interval.valid_to}
