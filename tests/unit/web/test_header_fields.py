"""Fields of a head are found as Starlette finds them."""

import pytest
from starlette.datastructures import Headers

from credit_graph.web.header_fields import Field, header_field

FIELDS: list[Field] = [
    (b"host", b"localhost"),
    (b"accept", b"application/json"),
    (b"accept", b"text/html"),
    (b"x-name", "é".encode("latin-1")),
    (b"x-empty", b""),
]


@pytest.mark.parametrize("name", ["host", "accept", "x-name", "x-empty", "x-none", "hos"])
def test_a_field_is_the_first_of_its_name(name: str) -> None:
    assert header_field(FIELDS, name.encode()) == Headers(raw=FIELDS).get(name)
