"""Content security policies: what a page of ours may load, and from where."""

from collections.abc import Mapping, Sequence

_OWN = "'self'"


def page_headers(*, inline_styles: bool = False, asked: Sequence[str] = ()) -> Mapping[str, str]:
    """Return the headers of a page that loads its own files and nothing else.

    `inline_styles` is for GraphiQL alone, whose editor writes style attributes. `asked` are
    origins of others that its scripts may put requests to.
    """
    styles = f"{_OWN} 'unsafe-inline'" if inline_styles else _OWN
    sources = {
        "default-src": "'none'",
        "script-src": _OWN,
        "style-src": styles,
        "img-src": f"{_OWN} data:",
        "font-src": f"{_OWN} data:",
        "connect-src": " ".join((_OWN, *asked)),
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in sources.items()),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
