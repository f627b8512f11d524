"""The operators, one a module. Whatever concerns all of them goes by this list."""

from credit_graph.domain.conditions.operator import Operator
from credit_graph.domain.conditions.operators.commitment import HasCommitment
from credit_graph.domain.conditions.operators.judgement import Judgement
from credit_graph.domain.conditions.operators.kind import OfKind
from credit_graph.domain.conditions.operators.link import LinkedTo
from credit_graph.domain.conditions.operators.listing import OnList
from credit_graph.domain.conditions.operators.rating import RatingIs
from credit_graph.domain.conditions.operators.region import InRegion
from credit_graph.domain.conditions.operators.statement import Stated
from credit_graph.domain.conditions.operators.violation import HasViolation
from credit_graph.domain.conditions.operators.zone import InZone

# In the order in which pages and the schema name them.
OPERATORS: tuple[type[Operator], ...] = (
    InRegion,
    InZone,
    OfKind,
    RatingIs,
    OnList,
    Stated,
    HasCommitment,
    HasViolation,
    LinkedTo,
    Judgement,
)
