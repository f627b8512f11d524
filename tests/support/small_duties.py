"""A small invented administration, and builders, for tests of duties and due items."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from credit_graph.domain.citation import Citation
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty import Duty, DutyOrigin, DutyRole
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.duties.succession import Succession
from credit_graph.domain.facts.record import Origin
from credit_graph.domain.facts.submission import Submission
from credit_graph.domain.policy import (
    Beneficiary,
    Deadline,
    Flow,
    Measure,
    MeasureKind,
    News,
    Obligation,
    Policy,
)
from credit_graph.domain.rulebook import Rulebook
from support.small_world import VOCABULARY

POLICY = "p"
WORDS = Citation(POLICY, "一、", "words")

# One body of a name in each region; `all` stands for the port and the tax office, `both` for
# `all` and the police, `others` for nobody in particular.
AGENCIES = (
    Agency("port", "口岸办", "11", "port office", aliases=("口岸办公室",)),
    Agency("tax", "市税务局", "11", "tax office"),
    Agency("tax-12", "市税务局", "12", "tax office of the other city"),
    Agency("tax-1", "省税务局", "1", "tax office of the province"),
    Agency("police", "分局（第二局）", "111", "police", aliases=("第二局",)),
    Agency("all", "各部门", "11", "all offices", collective=True, members=("port", "tax")),
    Agency("both", "各单位", "11", "all units", collective=True, members=("all", "police")),
    Agency("others", "各有关单位", "11", "units concerned", collective=True),
)


def duty(subject: str, number: int, agency: str, role: DutyRole | None = None) -> Duty:
    """Return the numbered duty of an agency on a subject."""
    return Duty(f"{subject}#{number}", agency, role, DutyOrigin.BRACKET, subject, WORDS)


def task(
    number: str,
    *named: str | tuple[str, DutyRole],
    due_on: date | None = None,
    parts: Iterable[Measure] = (),
    category: str = "一",
    task_of: str | None = None,
    superseded_on: date | None = None,
) -> Measure:
    """Return a measure; each agency may come with a role."""
    code = f"{POLICY}/{number}"
    return Measure(
        code=code,
        number=number,
        policy=POLICY,
        category=category,
        title=number,
        gloss=number,
        kind=MeasureKind.INCENTIVE,
        beneficiary=Beneficiary.ENTERPRISE,
        citation=WORDS,
        requires=None,
        excludes=None,
        deadline=None if due_on is None else Deadline(due_on, "by then", "assumed"),
        duties=_duties(code, named),
        parts=tuple(parts),
        task_of=task_of,
        superseded_on=superseded_on,
    )


def report(
    *named: str | tuple[str, DutyRole],
    rrule: str | None = None,
    starts_on: date | None = None,
    due_on: date | None = None,
    min_cases: int = 0,
) -> Obligation:
    """Return the obligation `p/o1`."""
    code = f"{POLICY}/o1"
    return Obligation(
        code=code,
        policy=POLICY,
        title="report",
        gloss="report",
        citation=WORDS,
        duties=_duties(code, named),
        recipients=("port",),
        due_on=due_on,
        rrule=rrule,
        starts_on=starts_on,
        min_cases=min_cases,
        assumption="assumed",
    )


def flow(number: int, senders: Iterable[str], receivers: Iterable[str], *news: News) -> Flow:
    """Return a flow of information, and what happens to an enterprise that it passes on."""
    return Flow(
        f"{POLICY}/f{number}",
        POLICY,
        tuple(senders),
        tuple(receivers),
        None,
        "news",
        None,
        WORDS,
        news,
    )


def book(
    *subjects: Measure | Obligation,
    flows: Iterable[Flow] = (),
    effective_to: date | None = None,
    successions: Iterable[Succession] = (),
) -> DutyBook:
    """Return the duties of one policy, in force from 2000 on."""
    passed = tuple(successions)
    measures = tuple(each for each in subjects if isinstance(each, Measure))
    policy = Policy(
        code=POLICY,
        number=None,
        title="policy",
        gloss="policy",
        document="p.txt",
        document_sha256="",
        region="11",
        zones=(),
        issuers=("port",),
        issued_on=date(2000, 1, 1),
        effective_from=None,
        effective_assumption=None,
        effective_to=effective_to,
        measures=measures,
        obligations=tuple(each for each in subjects if isinstance(each, Obligation)),
        flows=tuple(flows),
    )
    return DutyBook(
        Rulebook(
            version="v",
            vocabulary=VOCABULARY,
            agencies={
                agency.code: replace(
                    agency, successions=tuple(s for s in passed if s.body == agency.code)
                )
                for agency in AGENCIES
            },
            policies={POLICY: policy},
            measures={each.code: each for each in policy.walk()},
            obligations={each.code: each for each in policy.obligations},
            programmes={},
        )
    )


def handed_in(
    subject: str,
    agency: str | None,
    on: date,
    *,
    cases: int | None = None,
    due_on: date | None = None,
    name: str | None = None,
) -> Submission:
    """Return a submission; its fact is named for its day unless a name is given."""
    return Submission(
        subject=f"{POLICY}/{subject}",
        agency=agency,
        handed_in_on=on,
        origin=Origin(name or on.isoformat()),
        cases=cases,
        due_on=due_on,
    )


def _duties(subject: str, named: Iterable[str | tuple[str, DutyRole]]) -> tuple[Duty, ...]:
    return tuple(
        duty(subject, number, each)
        if isinstance(each, str)
        else duty(subject, number, each[0], each[1])
        for number, each in enumerate(named, 1)
    )
