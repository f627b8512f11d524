"""A rulebook as the statements that build its browsing structure (docs/model.md)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.policy import Measure, Obligation, Policy
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.search_words import kept_words, needs_kept_form
from credit_graph.domain.term import Term
from credit_graph.domain.vocabulary import Register, Vocabulary
from credit_graph.graph.condition_rows import condition_nodes

# To be raised whenever the same rulebook would be stored otherwise than before.
STRUCTURE = 2

Row = Mapping[str, object]
StructureStep = tuple[str, Mapping[str, object]]


def structure_steps(rulebook: Rulebook) -> Iterator[StructureStep]:
    """Yield statement names with their parameters, in the order in which they must run."""
    yield "policies/clear", {}
    yield from _vocabulary(rulebook.vocabulary)
    agencies = rulebook.agencies.values()
    yield _rows(
        "policies/create_agencies",
        [
            {
                "code": each.code,
                "name": each.name,
                "gloss": each.gloss,
                "region": each.region,
                "aliases": list(each.aliases),
                "collective": each.collective,
            }
            for each in agencies
        ],
    )
    yield _rows(
        "policies/create_members",
        [{"collective": each.code, "member": code} for each in agencies for code in each.members],
    )
    policies = rulebook.policies.values()
    yield _rows("policies/create_policies", [_policy(each) for each in policies])
    yield _rows("policies/create_measures", _measures(rulebook))
    yield _rows("policies/tie_measures", _ties(rulebook))
    yield from _conditions(rulebook)
    obligations = [_obligation(each) for policy in policies for each in policy.obligations]
    yield _rows("policies/create_obligations", obligations)
    yield _rows("policies/create_duties", [_duty(each) for each in rulebook.duties()])
    programmes = [_programme(each) for each in rulebook.programmes.values()]
    yield _rows("policies/create_programmes", programmes)


def _rows(name: str, rows: Sequence[Row]) -> StructureStep:
    return name, {"rows": rows}


def _vocabulary(words: Vocabulary) -> Iterator[StructureStep]:
    kinds: tuple[Mapping[str, Term], ...] = (words.regions, words.zones, words.schemes, words.lists)
    yield "policies/drop_terms", {"codes": [code for terms in kinds for code in terms]}
    regions, zones = words.regions.values(), words.zones.values()
    yield _rows("policies/put_regions", [_term(each) for each in regions])
    nested = [{"code": each.code, "parent": each.parent} for each in regions]
    yield _rows("policies/nest_regions", nested)
    yield _rows("policies/put_zones", [{**_term(each), "region": each.region} for each in zones])
    schemes = [
        {
            **_register(each),
            "levels": [level.code for level in each.levels],
            "level_names": [level.name for level in each.levels],
            "turns": list(each.turns),
        }
        for each in words.schemes.values()
    ]
    yield _rows("policies/put_schemes", schemes)
    lists = [{**_register(each), "colour": each.colour.value} for each in words.lists.values()]
    yield _rows("policies/put_lists", lists)


def _conditions(rulebook: Rulebook) -> Iterator[StructureStep]:
    nodes = [
        node
        for measure in rulebook.measures.values()
        for side, root in (("requires", measure.requires), ("excludes", measure.excludes))
        if root is not None
        for node in condition_nodes(root, measure=measure.code, side=side)
    ]
    yield _rows("policies/create_conditions", [each.node for each in nodes])
    yield _rows("policies/tie_conditions", [each.ties for each in nodes])


def _term(term: Term) -> Row:
    return {"code": term.code, "name": term.name, "gloss": term.gloss}


def _register(register: Register) -> Row:
    return {
        **_term(register),
        "keeper_words": register.keeper_words,
        "freshness_days": register.freshness_days,
    }


def _policy(policy: Policy) -> Row:
    return {
        "code": policy.code,
        "number": policy.number,
        "title": policy.title,
        "gloss": policy.gloss,
        "document": policy.document,
        "document_sha256": policy.document_sha256,
        "region": policy.region,
        "zones": list(policy.zones),
        "issuers": list(policy.issuers),
        "issued_on": policy.issued_on,
        "effective_from": policy.effective_from,
        "effective_to": policy.effective_to,
    }


def _search_words(*texts: str) -> list[str] | None:
    """Return those texts that the index of words needs in another form too."""
    return [kept_words(text) for text in texts if needs_kept_form(text)] or None


def _measures(rulebook: Rulebook) -> list[Row]:
    """Return each measure once, in the latest text that has it: facts may name any of them."""
    order: Counter[str] = Counter()
    rows: list[Row] = []
    for measure in rulebook.measures.values():
        order[measure.policy] += 1
        fields = _measure(measure)
        rows.append({"policy": measure.policy, "order": order[measure.policy], "fields": fields})
    return rows


def _measure(measure: Measure) -> Row:
    return {
        "code": measure.code,
        "number": measure.number,
        "policy": measure.policy,
        "category": measure.category,
        "title": measure.title,
        "search_words": _search_words(measure.title, measure.text),
        "gloss": measure.gloss,
        "kind": measure.kind.value,
        "beneficiary": measure.beneficiary.value,
        "text": measure.text,
        "place": measure.citation.place,
        "line": measure.citation.line,
        "quantities": [each.quote for each in measure.quantities],
        "directions": [each.quote for each in measure.directions],
        "deadline": measure.deadline.due_on if measure.deadline else None,
        "deadline_note": measure.deadline_note,
        "duty_note": measure.duty_note,
        "damage": measure.damage,
        "effective_from": measure.effective_from,
        "superseded_by": measure.superseded_by,
        "superseded_on": measure.superseded_on,
        "interpretations": list(measure.interpretations),
    }


def _ties(rulebook: Rulebook) -> list[Row]:
    every = rulebook.measures.values()
    wholes = {part.code: measure.code for measure in every for part in measure.parts}
    return [
        {"code": each.code, "part_of": wholes.get(each.code), "task_of": each.task_of}
        for each in every
    ]


def _obligation(obligation: Obligation) -> Row:
    fields = {
        "code": obligation.code,
        "title": obligation.title,
        "gloss": obligation.gloss,
        "text": obligation.citation.quote,
        "place": obligation.citation.place,
        "line": obligation.citation.line,
        "recipients": list(obligation.recipients),
        "due_on": obligation.due_on,
        "rrule": obligation.rrule,
        "starts_on": obligation.starts_on,
        "min_cases": obligation.min_cases,
        "assumption": obligation.assumption,
    }
    return {"policy": obligation.policy, "fields": fields}


def _duty(duty: Duty) -> Row:
    fields = {
        "code": duty.code,
        "role": duty.role.value if duty.role else None,
        "origin": duty.origin.value,
        "open_ended": duty.open_ended,
        "place": duty.citation.place,
        "quote": duty.citation.quote,
        "line": duty.citation.line,
    }
    return {"agency": duty.agency, "subject": duty.subject, "fields": fields}


def _programme(programme: Programme) -> Row:
    fields = {
        "code": programme.code,
        "name": programme.name,
        "gloss": programme.gloss,
        "region": programme.region,
        "target": programme.target.value if programme.target else None,
        "helped_by": list(programme.helped_by),
        "from_site": programme.from_site,
        "place": programme.citation.place,
        "quote": programme.citation.quote,
        "line": programme.citation.line,
    }
    return {"list": programme.list, "fields": fields}
