"""The language of a command where no option names it: that of the locale."""

from collections.abc import Mapping

from credit_graph.languages.language import DEFAULT, Language, language_of_locale

# By precedence (POSIX, "Environment Variables").
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of_environment(environment: Mapping[str, str]) -> Language:
    """Return the language of the locale; English if there are no words in it."""
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    return language_of_locale(locale) or DEFAULT
