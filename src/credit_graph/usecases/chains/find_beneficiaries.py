"""Which members of a chain gain by a measure through the core."""

from collections.abc import Iterable

from credit_graph.domain.chains.members import Member
from credit_graph.domain.cultivation.beneficiary import (
    beneficiaries,
    direct_partners,
    through_partners,
)
from credit_graph.domain.cultivation.standing import needs_record
from credit_graph.domain.policy import Measure
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.message import Message
from credit_graph.sharing.threads import in_thread
from credit_graph.usecases.chains.cultivate import read_histories
from credit_graph.usecases.chains.explore import Exploration


async def find_beneficiaries(
    exploration: Exploration, evidence: EvidenceFile, code: str
) -> tuple[Member, ...]:
    """Return the members in sight that may enjoy the measure by whom they deal with in tier 0.

    As a verdict does, that rests on all facts.

    One round trip if the measure asks for commitments or violations, else none. Raises
    `UnknownCodeError`, and `BadArgumentError` for a measure by which no partner gains.
    """
    rules, survey = exploration.knowing.rules, exploration.whole.survey
    roster = survey.judged
    measure = _measure(rules.rulebook.on(roster.day), code)
    parts = through_partners(measure)
    if not parts:
        raise BadArgumentError(
            argument="measure",
            why=Message(
                "{measure} gives nothing to suppliers or customers of an enterprise", measure=code
            ),
            fix=Message("Ask for one that does, such as {example}.", example="xm-2024-2/13"),
        )
    registered = {
        each
        for each in direct_partners(survey.chain)
        if roster.profile(each).region in rules.rulebook.vocabulary.regions
    }
    if _asks_record(parts):
        facts = await read_histories(evidence, roster, registered, exploration.knowing)
    else:
        facts = {each: roster.profile(each).facts(roster.day) for each in registered}
    seen = exploration.survey.chain.by_code

    def found() -> tuple[Member, ...]:
        gaining = beneficiaries(survey.chain, roster, rules.engine, parts, facts)
        return tuple(each for each in gaining if each.uscc in seen)

    return await in_thread(found)


def _measure(rulebook: Rulebook, code: str) -> Measure:
    measure = rulebook.measures.get(code)
    if measure is None:
        near = suggestions(code, rulebook.measures)
        raise UnknownCodeError(noun="measure", given=code, near=near)
    return measure


def _asks_record(measures: Iterable[Measure]) -> bool:
    return any(
        needs_record(condition)
        for measure in measures
        for condition in (measure.requires, measure.excludes)
        if condition is not None
    )
