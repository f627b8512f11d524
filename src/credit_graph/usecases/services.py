"""All that questions are answered with, wired once."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from credit_graph.clock import AdvancingClock, Now
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.authority.calendar_addresses import CalendarAddressStore
from credit_graph.graph.candidates import CandidateSearch
from credit_graph.graph.chains.history_reads import ChainHistories
from credit_graph.graph.chains.reads import Chains
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.enterprises import Enterprises
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.graph.loaders.enterprises import EnterpriseLoader
from credit_graph.graph.loaders.evidence import EvidenceLoader
from credit_graph.graph.loaders.facts import FactLoader
from credit_graph.graph.loaders.names import NameLoader
from credit_graph.graph.loaders.objections import ObjectionLoader
from credit_graph.graph.loaders.submissions import SubmissionLoader
from credit_graph.graph.notifying.change_log import ChangeLog
from credit_graph.graph.notifying.inboxes import Inboxes
from credit_graph.graph.webhooks.webhook_store import WebhookStore
from credit_graph.usecases.agencies.duty_books import DutyBooks
from credit_graph.usecases.auditing.audit_book import AuditBook, BookKeeping
from credit_graph.usecases.authority.api_keys import ApiKeys
from credit_graph.usecases.authority.calendar_addresses import CalendarAddresses
from credit_graph.usecases.chains.cultivate import Cultivator
from credit_graph.usecases.chains.explore import ChainExplorer
from credit_graph.usecases.eligibility.decide import Recall
from credit_graph.usecases.eligibility.find_eligible import EligibleSearch
from credit_graph.usecases.eligibility.standing_moves import StandingMoves
from credit_graph.usecases.notifying.change_tail import ChangeTail
from credit_graph.usecases.notifying.read_log import LogReader
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.recording.objections import ObjectionTaker
from credit_graph.usecases.recording.recorder import Recorder
from credit_graph.usecases.recording.tables import TableRecorder
from credit_graph.usecases.webhooks.webhook_desk import WebhookDesk, WebhookMeans


@dataclass(frozen=True, slots=True)
class Services:
    """One of each for all requests of the process: batches and caches are shared by them."""

    now: Now
    follow: Callable[[datetime, frozenset[str]], Awaitable[None]]
    shelf: RulesShelf
    api_keys: ApiKeys
    enterprises: EnterpriseLoader
    enterprise_pages: Enterprises
    evidence: EvidenceFile
    recall: Recall
    names: NameLoader
    submissions: SubmissionLoader
    duty_books: DutyBooks
    explorer: ChainExplorer
    cultivator: Cultivator
    eligible: EligibleSearch
    standing: StandingMoves
    recorder: Recorder
    tables: TableRecorder
    objections: ObjectionLoader
    facts: FactLoader
    objection_taker: ObjectionTaker
    audit: AuditBook
    change_log: ChangeLog
    change_tail: ChangeTail
    log_reader: LogReader
    webhooks: WebhookDesk
    calendar_addresses: CalendarAddresses

    @property
    def cache_bytes(self) -> Mapping[str, int]:
        """What is kept between requests, in bytes."""
        return {
            "chains": self.explorer.kept_bytes,
            "cultivations": self.cultivator.kept_bytes,
        }

    @classmethod
    def of(
        cls,
        graph: Graph,
        now: Now,
        keeping: BookKeeping = BookKeeping(),  # noqa: B008  # frozen
        webhooks: WebhookMeans = WebhookMeans(),  # noqa: B008  # frozen
    ) -> "Services":
        """Wire everything to one graph and one clock; reads nothing yet."""
        now = clock = AdvancingClock(now)
        shelf = RulesShelf(graph, now)
        books = DutyBooks()
        chains = Chains(graph)
        evidence = EvidenceFile(graph)
        enterprises = Enterprises(graph)

        log = ChangeLog(graph)
        tail = ChangeTail(log)
        keys = ApiKeyStore(graph, now)

        async def follow(published_at: datetime, bookmarks: frozenset[str]) -> None:
            await graph.follow(bookmarks)
            clock.advance(published_at)

        return cls(
            now=now,
            follow=follow,
            shelf=shelf,
            api_keys=ApiKeys(keys, now),
            enterprises=EnterpriseLoader(graph, now),
            enterprise_pages=enterprises,
            evidence=evidence,
            recall=EvidenceLoader(evidence, now).recall,
            names=NameLoader(graph, now),
            submissions=SubmissionLoader(graph, now),
            duty_books=books,
            explorer=ChainExplorer(chains, ChainHistories(graph), now),
            cultivator=Cultivator(chains, evidence),
            eligible=EligibleSearch(shelf, CandidateSearch(graph), evidence),
            standing=StandingMoves(shelf, CandidateSearch(graph), evidence),
            recorder=Recorder(graph, shelf, books, clock, tail.nudge),
            tables=TableRecorder(graph, shelf, clock),
            objections=ObjectionLoader(graph, now),
            facts=FactLoader(graph, now),
            objection_taker=ObjectionTaker(graph, shelf, clock),
            audit=AuditBook(graph, clock, keeping),
            change_log=log,
            change_tail=tail,
            log_reader=LogReader(log, Inboxes(graph), now),
            webhooks=WebhookDesk(WebhookStore(graph), keys, log, webhooks, now=now),
            calendar_addresses=CalendarAddresses(CalendarAddressStore(graph), webhooks.master, now),
        )
