"""What GraphQL's own parser, validation and coercion say, recognised for another language.

graphql-core (MIT) makes whole English sentences. Their forms stand here, ours only by the names of
the values, and the catalogue has words for them; a test compares them with the installed source.
A sentence that is not here stays in English.
"""

from functools import cache
from typing import Final

from credit_graph.languages.language import DEFAULT, asked_language
from credit_graph.languages.recognition import Recognizer
from credit_graph.languages.wording import in_words

SENTENCES: Final = (
    "Anonymous Subscription must not select an introspection top level field.",
    (
        "Anonymous Subscription must not use `@skip` or `@include` directives in the top level "
        "selection."
    ),
    "Anonymous Subscription must select one top level field.",
    "Anonymous Subscription must select only one top level field.",
    "Argument '@{directive}({argument}:)' of type '{type}' is required, but it was not provided.",
    (
        "Argument '{parent}{field}({argument}:)' of type '{type}' is required, but it was not "
        "provided."
    ),
    "Boolean cannot represent a non boolean value: {value}",
    "Cannot query field '{field}' on type '{type}'.{near}",
    "Cannot spread fragment '{fragment}' within itself via {path}.",
    "Cannot spread fragment '{fragment}' within itself.",
    "Defer directive cannot be used on root {operation} type '{type}'.",
    (
        "Defer directive not supported on subscription operations. Disable `@defer` by setting "
        "the `if` argument to `false`."
    ),
    "Defer/Stream directive label argument must be unique.",
    "Directive '@{directive}' may not be used on {place}.",
    "Document contains more than {limit} comments. Parsing aborted.",
    "Document contains more than {limit} tokens. Parsing aborted.",
    "Document is nested too deeply. Parsing aborted.",
    "Enum '{enum}' cannot represent non-enum value: {value}.",
    "Enum '{enum}' cannot represent non-enum value: {value}.{near}",
    "Enum '{enum}' cannot represent non-string value: {value}.",
    "Enum '{enum}' cannot represent non-string value: {value}.{near}",
    "Enum '{enum}' cannot represent value: {value}",
    "Expected '{expected}', found {found}.",
    "Expected a value of non-null type '{type}' to be provided.",
    "Expected value of non-null type '{type}' not to be None.",
    "Expected value of non-null type '{type}' not to be null.",
    "Expected value of type '{type}' not to include unknown field '{field}', found: {value}.",
    "Expected value of type '{type}' not to include unknown field '{field}'.{near} Found: {value}.",
    "Expected value of type '{type}' to be an object, found: {value}.",
    "Expected value of type '{type}' to include required field '{field}', found: {value}.",
    "Expected value of type '{type}', but encountered error '{error}'; found: {value}.",
    "Expected value of type '{type}', found: {value}.",
    "Expected {expected}, found {found}.",
    "Field '{field}' must not have a selection since type '{type}' has no subfields.",
    (
        "Field '{field}' of type '{type}' must have a selection of subfields. Did you mean "
        "'{name} {{ ... }}'?"
    ),
    "Field '{field}' of type '{type}' must have at least one field selected.",
    (
        "Fields '{field}' conflict because {reason}. Use different aliases on the fields to "
        "fetch both if this was intentional."
    ),
    "'{one}' and '{other}' are different fields",
    "they have differing arguments",
    "they have differing stream directives",
    "they return conflicting types '{one}' and '{other}'",
    "subfields '{field}' conflict because {reason}",
    "Float cannot represent non numeric value: {value}",
    "Float cannot represent non numeric value: {value} (value is too large)",
    "Float cannot represent non numeric value: {value} (value would lose precision)",
    (
        "Fragment '{fragment}' argument '{argument}' of type '{type}' is required, but it was "
        "not provided."
    ),
    (
        "Fragment '{fragment}' cannot be spread here as objects of type '{parent}' can never be "
        "of type '{type}'."
    ),
    "Fragment '{fragment}' cannot condition on non composite type '{type}'.",
    "Fragment '{fragment}' is never used.",
    "Fragment cannot be spread here as objects of type '{parent}' can never be of type '{type}'.",
    "Fragment cannot condition on non composite type '{type}'.",
    "ID cannot represent a non-string and non-integer value: {value}",
    "ID cannot represent value: {value}",
    "Int cannot represent non 32-bit signed integer value: {value}",
    "Int cannot represent non-integer value: {value}",
    "Invalid Unicode escape sequence: '{sequence}'.",
    "Invalid argument",
    "Invalid character escape sequence: '{sequence}'.",
    "Invalid character within String: {character}.",
    "Invalid character: {character}.",
    "Invalid number, expected digit before '.', did you mean '0.{digits}'?",
    "Invalid number, expected digit but got: {found}.",
    "Invalid number, unexpected digit after 0: {found}.",
    "Maximum introspection depth exceeded",
    "Source contains more than {limit} code points. Parsing aborted.",
    "Spreads '{spread}' conflict because {one} and {other} have different fragment arguments.",
    "Stream directive cannot be used on non-list field{field} on type '{type}'.",
    "Stream directive cannot be used on root {operation} type '{type}'.",
    (
        "Stream directive not supported on subscription operations. Disable `@stream` by setting "
        "the `if` argument to `false`."
    ),
    "String cannot represent a non string value: {value}",
    "String cannot represent value: {value}",
    "Subscription '{name}' must not select an introspection top level field.",
    (
        "Subscription '{name}' must not use `@skip` or `@include` directives in the top level "
        "selection."
    ),
    "Subscription '{name}' must select one top level field.",
    "Subscription '{name}' must select only one top level field.",
    "The directive '@{directive}' can only be used once at this location.",
    "The {definition} definition is not executable.",
    "The {operation} operation is not supported by the schema.",
    "There can be only one argument named '{name}'.",
    "There can be only one fragment named '{name}'.",
    "There can be only one input field named '{name}'.",
    "There can be only one operation named '{name}'.",
    "There can be only one variable named '${name}'.",
    "This anonymous operation must be the only defined operation.",
    "Too many errors processing variables, error limit reached. Execution aborted.",
    "Unexpected '..', did you mean '...'?",
    "Unexpected character: {character}.",
    "Unexpected description, descriptions are not supported on shorthand queries.",
    "Unexpected description, only GraphQL definitions support descriptions.",
    "Unexpected single quote character ('), did you mean to use a double quote (\")?",
    "Unexpected variable '${name}' in constant value.",
    "Unexpected {found}.",
    "Unknown argument '{argument}' on directive '@{directive}'.{near}",
    "Unknown argument '{argument}' on field '{type}.{field}'.{near}",
    "Unknown argument '{argument}' on fragment '{fragment}'.{near}",
    "Unknown directive '@{directive}'.",
    "Unknown fragment '{fragment}'.",
    "Unknown type '{type}'.{near}",
    'Unknown operation named "{name}".',
    "Unterminated string.",
    "Value '{value}' does not exist in '{enum}' enum.",
    "Value '{value}' does not exist in '{enum}' enum.{near}",
    "Variable '${name}' cannot be non-input type '{type}'.",
    "Variable '${name}' has invalid default value{path}: {error}",
    "Variable '${name}' has invalid value{path}: {error}",
    " at {path}",
    "Variable '${name}' is never used in fragment '{fragment}'.",
    "Variable '${name}' is never used in operation '{operation}'.",
    "Variable '${name}' is never used.",
    "Variable '${name}' is not defined by operation '{operation}'.",
    "Variable '${name}' is not defined.",
    (
        "Variable '${name}' is of type '{type}' but must be non-nullable to be used for OneOf "
        "Input Object '{parent}'."
    ),
    "Variable '${name}' of type '{type}' used in position expecting type '{expected}'.",
    "Variable values are nested too deeply.",
    "{directive} directive label argument must be a static string.",
    "{name} has invalid default value{path}: {error}",
    "{token} is reserved and cannot be used for an enum value.",
    "{name} of required type '{type}' was not provided.",
    "Syntax Error: {error}",
    " Did you mean {names}?",
    "Name '{name}'",
    "<EOF>",
    (
        "Expected variable '${name}' provided to field '{field}' for OneOf Input Object type "
        "'{type}' not to be None."
    ),
    (
        "Expected variable '${name}' provided to field '{field}' for OneOf Input Object type "
        "'{type}' to provide a runtime value."
    ),
    "Expected variable '${name}' provided to non-null type '{type}' not to be None.",
    "Expected variable '${name}' provided to type '{type}' to provide a runtime value.",
    " Did you mean {names} or {last}?",
    " Did you mean {names}, or {last}?",
    " Did you mean the enum value {names}?",
    " Did you mean the enum value {names} or {last}?",
    " Did you mean the enum value {names}, or {last}?",
    " Did you mean to use an inline fragment on {names}?",
    " Did you mean to use an inline fragment on {names} or {last}?",
    " Did you mean to use an inline fragment on {names}, or {last}?",
)


def in_the_language_asked(sentence: str) -> str:
    """Return a sentence of GraphQL's own in the language of the request."""
    if asked_language() is DEFAULT:
        return sentence
    return in_words(_recognizer().message(sentence))


@cache
def _recognizer() -> Recognizer:
    return Recognizer(SENTENCES)
