"""Compares a schema with the core that dashboards code against."""

from collections.abc import Iterator

from graphql import (
    DefinitionNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    UnionTypeDefinitionNode,
    print_ast,
)

_WITH_FIELDS = (
    ObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    InputObjectTypeDefinitionNode,
)
_Described = (
    *_WITH_FIELDS,
    EnumTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    UnionTypeDefinitionNode,
)


def definitions(document: DocumentNode) -> dict[str, DefinitionNode]:
    """Return the types of a document by name."""
    return {each.name.value: each for each in document.definitions if isinstance(each, _Described)}


def fields_of(definition: DefinitionNode | None) -> dict[str, FieldDefinitionNode]:
    """Return the fields of an object or interface type by name; of others, none."""
    if not isinstance(definition, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode):
        return {}
    return {each.name.value: each for each in definition.fields or ()}


def departures(contract: DocumentNode, schema: DocumentNode) -> list[str]:
    """Return where the schema does not offer what the contract promises, one line each.

    More types, fields, values and optional arguments than the contract's are no departure.
    """
    ours = definitions(schema)
    return [
        f"{name}{departure}"
        for name, promised in definitions(contract).items()
        for departure in _type_departures(promised, ours.get(name))
    ]


def _type_departures(promised: DefinitionNode, ours: DefinitionNode | None) -> Iterator[str]:
    if type(ours) is not type(promised):
        yield " is missing"
        return
    if isinstance(promised, EnumTypeDefinitionNode) and isinstance(ours, EnumTypeDefinitionNode):
        offered = {value.name.value for value in ours.values or ()}
        yield from (
            f".{value.name.value} is missing"
            for value in promised.values or ()
            if value.name.value not in offered
        )
    offered_fields = fields_of(ours)
    for name, field in fields_of(promised).items():
        for departure in _field_departures(field, offered_fields.get(name)):
            yield f".{name}{departure}"


def _field_departures(
    promised: FieldDefinitionNode, ours: FieldDefinitionNode | None
) -> Iterator[str]:
    if ours is None:
        yield " is missing"
        return
    if print_ast(promised.type) != print_ast(ours.type):
        yield f" is {print_ast(ours.type)}, not {print_ast(promised.type)}"
    offered = {each.name.value: each for each in ours.arguments or ()}
    promised_names = {each.name.value for each in promised.arguments or ()}
    for argument in promised.arguments or ():
        name = argument.name.value
        if not _accepts(offered.get(name), argument):
            yield f"({name}:) is not {_written(argument)}"
    for name, extra in offered.items():
        if name not in promised_names and _is_required(extra):
            yield f"({name}:) is required and not in the contract"


def _accepts(ours: InputValueDefinitionNode | None, promised: InputValueDefinitionNode) -> bool:
    if ours is None:
        return False
    if promised.default_value is not None:
        # A default makes `Int` and `Int!` alike to a caller that leaves it out or gives one.
        return _unforced(ours) == _unforced(promised)
    return print_ast(ours.type) == print_ast(promised.type)


def _unforced(argument: InputValueDefinitionNode) -> str:
    return _written(argument).replace("! = ", " = ")


def _written(argument: InputValueDefinitionNode) -> str:
    default = "" if argument.default_value is None else f" = {print_ast(argument.default_value)}"
    return f"{print_ast(argument.type)}{default}"


def _is_required(argument: InputValueDefinitionNode) -> bool:
    return isinstance(argument.type, NonNullTypeNode) and argument.default_value is None


def undescribed(schema: DocumentNode) -> list[str]:
    """Return the coordinate of every type, field, argument and input field without words."""
    return [
        coordinate
        for name, definition in definitions(schema).items()
        for coordinate, described in _coordinates(name, definition)
        if not described
    ]


def _coordinates(name: str, definition: DefinitionNode) -> Iterator[tuple[str, bool]]:
    if isinstance(definition, _Described):
        yield name, definition.description is not None
    if not isinstance(definition, _WITH_FIELDS):
        return
    for field in definition.fields or ():
        yield f"{name}.{field.name.value}", field.description is not None
        if isinstance(field, FieldDefinitionNode):
            for argument in field.arguments or ():
                coordinate = f"{name}.{field.name.value}({argument.name.value}:)"
                yield coordinate, argument.description is not None


def connections(schema: DocumentNode) -> list[str]:
    """Return `Type.field` of every field that gives a connection."""
    return [
        f"{name}.{field}"
        for name, definition in definitions(schema).items()
        for field, each in fields_of(definition).items()
        if _named(each).endswith("Connection")
    ]


def _named(field: FieldDefinitionNode) -> str:
    return print_ast(field.type).strip("[]!")
