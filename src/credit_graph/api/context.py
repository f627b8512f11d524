"""What every resolver may reach: the rules, the services, the day."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

import strawberry

from credit_graph.api.enums import Language
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.selection import Selection
from credit_graph.clock import shanghai_day
from credit_graph.domain.authority.closure import Closure
from credit_graph.domain.authority.display import Display
from credit_graph.domain.authority.errors import InsufficientScopeError
from credit_graph.domain.authority.principal import LOCAL_READER, Principal, Scope
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.eligibility.masking import Mask
from credit_graph.domain.eligibility.redaction import Redaction
from credit_graph.domain.facts.record import KeptFact
from credit_graph.domain.rulebook import Rulebook
from credit_graph.languages.language import asked_language
from credit_graph.languages.wording import Wording
from credit_graph.usecases.auditing.disclosure import Disclosure
from credit_graph.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Context:
    """One request's view. The rulebook is fixed when the request begins.

    `principal` is who asks: a program of this machine unless somebody says otherwise.
    `disclosure` takes down what is shown of enterprises; None where that is not logged.
    """

    rulebook: Rulebook
    services: Services
    seal: CursorSeal
    principal: Principal = LOCAL_READER
    disclosure: Disclosure | None = None
    _closure: Closure | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once what is closed to whoever asks."""
        object.__setattr__(self, "_closure", Closure.of(self.rulebook, self.principal))

    def now(self) -> datetime:
        """Return this instant, by the clock of the services."""
        return self.services.now()

    @property
    def sight(self) -> Sight | None:
        """Which enterprises are shown; `None` is all of them."""
        return Sight.of(self.principal, self.rulebook.vocabulary)

    @property
    def display(self) -> Display:
        """Which facts are shown to whoever asks, today."""
        return Display(self.rulebook, self.principal, self.today, self._closure)

    def mask(
        self,
        kept: Collection[KeptFact],
        region: str,
        of_partners: Collection[tuple[KeptFact, str]],
    ) -> Mask:
        """Return what is not shown of an enterprise registered in a region, with these facts.

        `of_partners` are those of its partners for which an openness is stated, with their regions.
        """
        display = self.display
        hidden = display.hidden(kept, region)
        narrowed = display.narrowed((each, region) for each in kept)
        theirs = display.narrowed(of_partners)
        if display.closure is None and not narrowed and not theirs:
            return Mask(self.sight, hidden)
        shown = frozenset(each.origin.fact_id for each in kept) - hidden
        redaction = Redaction(display.closure, region, shown, narrowed, theirs)
        return Mask(self.sight, hidden, redaction)

    def require(self, scope: Scope, coordinate: str) -> None:
        """Raise `InsufficientScopeError` where what a field is asked for needs more than it."""
        if not self.principal.may(scope):
            raise InsufficientScopeError(coordinate=coordinate, scope=scope.value)

    @property
    def today(self) -> date:
        """The day in Asia/Shanghai: what `asOf` means when it is not given."""
        return shanghai_day(self.now())

    def wording(self, language: Language | None = None) -> Wording:
        """Return the words of a language; those of the request's if none is given."""
        return Wording(language or asked_language(), self._agency_name)

    def _agency_name(self, code: str) -> str:
        known = self.rulebook.agencies.get(code)
        return code if known is None else known.name

    @property
    def duty_book(self) -> DutyBook:
        """The duties of the rulebook."""
        return self.services.duty_books.of(self.rulebook)


class Info(strawberry.Info[Context, None]):
    """What a resolver may ask of its place in a query, whichever executor runs it."""

    @property
    def selection(self) -> Selection:
        """What is asked below the field."""
        return Selection.below(self._raw_info.field_nodes, self._raw_info.fragments)
