"""Which documents ask for nothing but what the published policies say."""

from functools import lru_cache

from graphql import (
    FieldNode,
    GraphQLSchema,
    GraphQLSyntaxError,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    parse,
    visit,
)

_REMEMBERED = 200
_ROOTS = frozenset(
    {
        "__typename",
        "agencies",
        "agency",
        "dueWithoutAgency",
        "informationFlows",
        "measure",
        "measures",
        "policies",
        "policy",
        "programme",
        "programmes",
        "responsibilityMatrix",
    }
)
_TYPES = frozenset(
    {
        "Agency",
        "AgencyConnection",
        "AgencyEdge",
        "Citation",
        "CoAgency",
        "Condition",
        "Duty",
        "DutyConnection",
        "DutyEdge",
        "InformationFlow",
        "Interpretation",
        "MatrixCell",
        "Measure",
        "MeasureConnection",
        "MeasureEdge",
        "Obligation",
        "PageInfo",
        "Policy",
        "Programme",
        "ProgrammeTarget",
        "Quantity",
        "Region",
        "ResponsibilityMatrix",
        "RoleTally",
        "Term",
    }
)


class PublicDocuments:
    """Tells documents about the rules from those whose answers hold facts of somebody.

    A type counts as public only if it is named here: one that is added later is not.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self.holds = lru_cache(_REMEMBERED)(self._holds)

    def _holds(self, text: str) -> bool:
        """Tell whether every field of a document belongs to the rules."""
        try:
            document = parse(text)
        except GraphQLSyntaxError:
            return False
        asked = _Coordinates(TypeInfo(self._schema))
        visit(document, TypeInfoVisitor(asked.types, asked))
        return all(_is_public(kind, field) for kind, field in asked.found)


def _is_public(kind: str, field: str) -> bool:
    return field in _ROOTS if kind == "Query" else kind in _TYPES


class _Coordinates(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.found: set[tuple[str, str]] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent = self.types.get_parent_type()
        self.found.add((parent.name if parent else "", node.name.value))
