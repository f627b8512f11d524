"""Questions by somebody with a token: the whole reply, the one field of its data, or its code."""

from support.recording import Author, Json


async def asked(who: Author, document: str, **variables: object) -> Json:
    """Return the reply as JSON; without a token the question has none."""
    headers = {"authorization": f"Bearer {who.token}"} if who.token else {}
    sent = {"query": document, "variables": variables}
    return (await who.http.post("/graphql", json=sent, headers=headers)).json()


async def data(who: Author, document: str, **variables: object) -> Json:
    """Return the first field of an answer without errors."""
    body = await asked(who, document, **variables)
    assert "errors" not in body, body["errors"]
    return next(iter(body["data"].values()))


async def code(who: Author, document: str, **variables: object) -> str:
    """Return the code of the first error."""
    return str((await asked(who, document, **variables))["errors"][0]["extensions"]["code"])
