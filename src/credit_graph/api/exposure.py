"""What of the schema and of the endpoint is open to whoever may ask."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is open.

    `introspection`: the schema can be asked for. `suggestions`: an error about a wrong name
    offers the names that look like it. `get`: queries are taken over GET too. `federated`: a
    gateway of Apollo Federation can ask it as a subgraph.
    """

    introspection: bool = True
    suggestions: bool = True
    get: bool = True
    federated: bool = False


OPEN = Exposure()
