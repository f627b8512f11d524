"""Levels and lists that a condition selects, spelled out."""

from credit_graph.domain.vocabulary import Scheme
from credit_graph.message import Message
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.condition import ListForm, RatingForm
from credit_graph.seeds.terms.lexicon import Lexicon
from credit_graph.seeds.terms.names import refuse_unknown


def selected_levels(form: RatingForm, spot: Spot, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the levels meant, best first; empty where something was refused."""
    lexicon.names.check("scheme", form.scheme, spot.into("scheme"))
    if (form.at_least is None) == (not form.in_):
        lexicon.names.ledger.refuse(spot, SeedProblem.NEITHER_OR_BOTH, one="at_least", other="in")
        return ()
    scheme = lexicon.vocabulary.schemes.get(form.scheme)
    if scheme is None:
        return ()
    for at, level in enumerate(form.judged):
        _knows(scheme, level, spot.into("judged", at), lexicon)
    if form.at_least is not None:
        known = _knows(scheme, form.at_least, spot.into("at_least"), lexicon)
        return scheme.at_least(form.at_least) if known else ()
    for at, level in enumerate(form.in_):
        _knows(scheme, level, spot.into("in", at), lexicon)
    return tuple(level.code for level in scheme.levels if level.code in form.in_)


def _knows(scheme: Scheme, level: str, spot: Spot, lexicon: Lexicon) -> bool:
    known = [each.code for each in scheme.levels]
    if level not in known:
        noun = Message("level of scheme {scheme}", scheme=scheme.code)
        refuse_unknown(lexicon.names.ledger, spot, noun, level, known)
    return level in known


def selected_lists(form: ListForm, spot: Spot, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the lists meant, in the vocabulary's order; empty where something was refused."""
    ledger = lexicon.names.ledger
    if (form.code is None) == (form.colour is None):
        ledger.refuse(spot, SeedProblem.NEITHER_OR_BOTH, one="code", other="colour")
        return ()
    if form.code is not None:
        lexicon.names.check("list", form.code, spot.into("code"))
        if form.except_:
            ledger.refuse(spot.into("except"), SeedProblem.PAIR, one="except", other="colour")
        return (form.code,)
    lexicon.names.check_each("list", form.except_, spot.into("except"))
    lists = lexicon.vocabulary.lists
    coloured = tuple(code for code, each in lists.items() if each.colour is form.colour)
    left = tuple(code for code in coloured if code not in form.except_)
    # Without any list the file of lists itself was refused: that finding says enough.
    if lists and not left:
        ledger.refuse(spot, SeedProblem.EMPTY_GROUP, key=f"list: {form.colour}")
    return left
