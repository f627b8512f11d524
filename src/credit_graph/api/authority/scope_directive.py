"""`@requiresScope` in the SDL: which scope opens a field."""

from graphql import InterfaceTypeDefinitionNode, ObjectTypeDefinitionNode, parse

from credit_graph.api.authority.field_scopes import FIELD_SCOPES

_DEFINITION = '''"""Whoever asks for the field needs a token with this scope."""
directive @requiresScope(scope: String!) on FIELD_DEFINITION

'''


def with_scopes(sdl: str) -> str:
    """Return an SDL in which every field shows the scope that opens it."""
    pieces, rest = [_DEFINITION], 0
    for end, coordinate in _fields(sdl):
        scope = FIELD_SCOPES[coordinate]
        if scope is not None:
            pieces += [sdl[rest:end], f' @requiresScope(scope: "{scope}")']
            rest = end
    return "".join([*pieces, sdl[rest:]])


def _fields(sdl: str) -> list[tuple[int, str]]:
    """Return where each field's definition ends in the text, and its `Type.field`."""
    return [
        (field.loc.end, f"{kind.name.value}.{field.name.value}")
        for kind in parse(sdl).definitions
        if isinstance(kind, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode)
        for field in kind.fields or ()
        if field.loc is not None
    ]
