"""What is promised to those outside: commands, settings, file columns, codes; and what breaks it.

Each is read from the code as plain JSON, so that a release can be kept and compared with.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import typer
from graphql import (
    DangerousChangeType,
    GraphQLSchema,
    OperationType,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    is_input_object_type,
)

from credit_graph.api.schema import schema_text
from credit_graph.cli import command_line
from credit_graph.commands.doctor.settings_help import SETTINGS
from credit_graph.commands.outcome import Exit
from credit_graph.errors import CreditGraphError
from credit_graph.intake.kinds import TABLES

RELEASED = Path(__file__).parents[1] / "contract" / "released"
Promises = Mapping[str, Any]

_DEFAULTS = (
    DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
    DangerousChangeType.INPUT_FIELD_DEFAULT_VALUE_CHANGE,
)


def commands() -> Promises:
    """Return every command with its options and arguments: required or not, and their choices."""
    return dict(_commands(typer.main.get_command(command_line()), ""))


def _commands(command: Any, path: str) -> Iterator[tuple[str, Promises]]:  # noqa: ANN401  # typer's own class of commands is private
    yield (
        path or "credit-graph",
        {
            " ".join(each.opts) if each.param_type_name == "option" else each.name: {
                "kind": each.param_type_name,
                "required": bool(each.required),
                "choices": [str(one.value) for one in each.type_descriptor.choices or ()],
            }
            for each in command.params
        },
    )
    for name, below in getattr(command, "commands", {}).items():
        yield from _commands(below, f"{path} {name}".strip())


def files() -> Promises:
    """Return the columns of each kind of file, and which of them must be filled."""
    return {
        str(kind): {"columns": list(table.columns), "required": sorted(table.required)}
        for kind, table in TABLES.items()
    }


def codes() -> Promises:
    """Return settings, exit codes and the codes of errors."""
    return {
        "settings": [each.name for each in SETTINGS],
        "exit": {each.name: each.value for each in Exit},
        "errors": sorted(_error_codes(CreditGraphError)),
    }


def _error_codes(kind: type[CreditGraphError]) -> set[str]:
    own = {kind.code} if isinstance(kind.code, str) else set()
    return own.union(*(_error_codes(each) for each in kind.__subclasses__()))


PROMISED = {"commands.json": commands, "files.json": files, "codes.json": codes}


def write_released(folder: Path = RELEASED) -> None:
    """Keep what is promised now, to compare later versions with."""
    for name, read in PROMISED.items():
        text = json.dumps(read(), indent=1, ensure_ascii=False)
        (folder / name).write_text(text + "\n", encoding="utf-8")
    (folder / "schema.graphql").write_text(schema_text(), encoding="utf-8")


def breaks_of_schema(before: str, after: str) -> list[str]:
    """Return what in a schema breaks clients of an earlier one."""
    was, now = build_schema(before), build_schema(after)
    found = [each.description for each in find_breaking_changes(was, now)]
    return [*found, *_breaks_elsewhere(was, now)]


def _breaks_elsewhere(was: GraphQLSchema, now: GraphQLSchema) -> Iterator[str]:
    """Yield what graphql-core takes for no break: operations, `@oneOf`, defaults.

    Who left out an argument gets another answer by another default, and a refusal without one.
    """
    for operation in OperationType:
        old, new = was.get_root_type(operation), now.get_root_type(operation)
        if old is not None and (new is None or new.name != old.name):
            yield f"{operation.value} is not of {old.name}."
    for name, old_type in was.type_map.items():
        new_type = now.get_type(name)
        if (
            is_input_object_type(old_type)
            and is_input_object_type(new_type)
            and new_type.is_one_of
            and not old_type.is_one_of
        ):
            yield f"{name} takes no more than one field."
    for each in find_dangerous_changes(was, now):
        if each.type in _DEFAULTS:
            yield each.description


def breaks_of_commands(before: Promises, after: Promises) -> list[str]:
    """Return what breaks scripts: what is gone, renamed or newly required, and fewer choices."""
    return [
        f"{command}: {finding}" if command in after else f"{command} is gone"
        for command, params in before.items()
        for finding in (_breaks_of_params(params, after[command]) if command in after else [""])
    ]


def _breaks_of_params(before: Promises, after: Promises) -> Iterator[str]:
    for name, was in before.items():
        now = _found(name, after)
        if now is None or now["kind"] != was["kind"]:
            yield f"{name} is gone"
            continue
        if now["required"] and not was["required"]:
            yield f"{name} is required"
        yield from _gone(f"{name}=", was["choices"], now["choices"])
    for name, now in after.items():
        if now["required"] and _found(name, before) is None:
            yield f"{name} is new and required"


def _found(name: str, params: Promises) -> Promises | None:
    """Return the option that takes every spelling of another; more spellings are no break."""
    spellings = set(name.split())
    return next((each for key, each in params.items() if spellings <= set(key.split())), None)


def breaks_of_files(before: Promises, after: Promises) -> list[str]:
    """Return what breaks files that were right: columns gone, newly required, in another order."""
    found = [f"{kind} is gone" for kind in before if kind not in after]
    for kind in before.keys() & after.keys():
        was, now = before[kind], after[kind]
        found += _gone(f"{kind}.", was["columns"], now["columns"])
        found += [
            f"{kind}.{name} is required" for name in now["required"] if name not in was["required"]
        ]
        kept = [name for name in now["columns"] if name in was["columns"]]
        if kept != [name for name in was["columns"] if name in kept]:
            found.append(f"{kind}: the columns have another order")
    return found


def breaks_of_codes(before: Promises, after: Promises) -> list[str]:
    """Return settings and error codes that are gone, and exit codes with another meaning."""
    return [
        *_gone("", before["settings"], after["settings"]),
        *_gone("", before["errors"], after["errors"]),
        *(
            f"exit code {name} is not {value}"
            for name, value in before["exit"].items()
            if after["exit"].get(name) != value
        ),
    ]


def _gone(prefix: str, before: Iterable[str], after: Iterable[str]) -> list[str]:
    kept = set(after)
    return [f"{prefix}{each} is gone" for each in before if each not in kept]
