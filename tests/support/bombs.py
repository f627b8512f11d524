"""Documents that are small to write and dear to answer: forty kinds, by name."""


def _chain(length: int, body: str, spreads: int = 2) -> str:
    """Return fragments of which each uses the next so many times."""
    links = "".join(
        f" fragment F{each} on Query {{ {f'...F{each + 1} ' * spreads} }}" for each in range(length)
    )
    return f"{{ ...F0 }} {links} fragment F{length} on Query {{ {body} }}"


def _deep(field: str, levels: int, leaf: str) -> str:
    return "{ " + f"{field} {{ " * levels + leaf + " }" * levels + " }"


def _aliases(count: int, field: str) -> str:
    return "{ " + " ".join(f"a{each}: {field}" for each in range(count)) + " }"


def _pages(*sizes: int) -> str:
    """Return pages within pages of the sizes."""
    inner = "uscc"
    for size in reversed(sizes[1:]):
        inner = f"suppliers(first: {size}) {{ nodes {{ {inner} }} }}"
    return f"enterprises(first: {sizes[0]}) {{ nodes {{ {inner} }} }}"


_CODE = '"91310115MA1FAKE00X"'
_MANY = "policies { code }"

BOMBS: dict[str, str] = {
    "a chain of 110 fragments, each used twice": _chain(110, _MANY),
    "a chain of 60 fragments, each used four times": _chain(60, _MANY, 4),
    "a chain of fragments around pages": _chain(20, _pages(1)),
    "a chain of fragments around a page of 100": _chain(20, _pages(100)),
    "a chain of fragments around introspection": _chain(12, "__schema { types { name } }"),
    "500 levels of braces": "{" * 500,
    "500 levels of fields": _deep("a", 500, "b"),
    "20,000 opening brackets": "[" * 20_000,
    "500 levels of a list as an argument": "{ a(x: " + "[" * 500 + "]" * 500 + ") }",
    "500 levels of an object as an argument": "{ a(x: " + "{ y: " * 500 + "1" + "}" * 500 + ") }",
    "60 levels of inline fragments": "{" + " ... on Query {" * 60 + _MANY + "}" * 61,
    "30 levels of agencies": _deep("agency", 30, "name"),
    "20 levels through fragments": "{ agency { ...F0 } } "
    + "".join(f"fragment F{n} on Agency {{ members {{ ...F{n + 1} }} }} " for n in range(20))
    + "fragment F20 on Agency { name }",
    "201 aliases of a plain field": _aliases(201, "__typename"),
    "201 aliases of one enterprise": _aliases(140, f"enterprise(uscc: {_CODE}) {{ uscc name }}"),
    "the same plain field 900 times": "{ " + "__typename " * 900 + "}",
    "the same object 100 times": "{ " + f"{_MANY} " * 100 + "}",
    "the same object 100 times, spread over fragments": "{ "
    + " ".join(f"...F{each}" for each in range(50))
    + " }"
    + "".join(f" fragment F{each} on Query {{ {_MANY} {_MANY} }}" for each in range(50)),
    "the same page 60 times": "{ " + f"{_pages(1)} " * 60 + "}",
    "900 fields in a fragment that nobody uses": "{ __typename } fragment F on Query { "
    + "__typename " * 900
    + "}",
    "900 fields over 100 operations": " ".join(
        f"query Q{each} {{ {'__typename ' * 6} }}" for each in range(100)
    ),
    "51 directives on a field": "{ __typename " + "@skip(if: false) " * 51 + "}",
    "300 unknown directives": "{ __typename " + "@a " * 300 + "}",
    "60 directives on fragments": "{ "
    + "".join(f"...F{each} @include(if: true) " for each in range(60))
    + "} fragment F0 on Query { __typename }",
    "60 directives on variables": "query ("
    + "".join(f"$v{each}: Int @a " for each in range(60))
    + ") { __typename }",
    "1,001 tokens": "{ " + "a " * 999 + "}",
    "9,000 tokens": "{ " + "a " * 9_000 + "}",
    "10,000 comments": "#\n" * 10_000 + "{ __typename }",
    "a comment of 30,000 characters": "#" + "x" * 30_000 + "\n{ __typename }",
    "a text of 240,000 characters": '{ a(x: "' + "x" * 240_000 + '") }',
    "240,000 blanks": "{" + " " * 240_000 + "__typename }",
    "40,000 escapes": '{ a(x: "' + "\\u00e9" * 40_000 + '") }',
    "a block of 240,000 lines": '{ a(x: """' + "\n" * 240_000 + '""") }',
    "100 pages of 100 pages of 100": "{ " + _pages(100, 100, 100) + " }",
    "100 pages of 30 of 100": "{ " + _pages(100, 30, 100) + " }",
    "66 pages of 100 beside each other, with their parts": _aliases(
        66, "measures(first: 100) { nodes { parts { code } } }"
    ),
    "a page of 100 reports with their reasons": "{ enterprises(first: 100) { nodes { eligibility "
    "{ decisions { reasons { evidence { text } } } } } } }",
    "5,000 objects by id": "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
    "types of fields of types of fields of types": "{ __schema { types { "
    + "fields { type { " * 4
    + "name"
    + " } }" * 4
    + " } } }",
    "20 levels of introspection": "{ __schema { types { " + "ofType { " * 20 + "name" + " }" * 23,
}

VARIABLES: dict[str, dict[str, object]] = {"5,000 objects by id": {"ids": ["x"] * 5_001}}
