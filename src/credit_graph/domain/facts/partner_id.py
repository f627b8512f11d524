"""Identifiers of partners without a credit code: abroad, in Hong Kong, Macao or Taiwan.

`scheme:number`, where the scheme is `LEI` (ISO 17442) or a prefix of org-id.guide (`HK-BRN`); or
`unnamed:COUNTRY` for a partner of whom only the country is stated.
"""

import re
from typing import Final
from unicodedata import normalize

from stdnum import lei

from credit_graph.domain.facts.uscc import parse_uscc
from credit_graph.errors import BadUsccError
from credit_graph.message import Message

UNNAMED: Final = "unnamed"

# ISO 3166-1 alpha-2, without CN: whoever is registered there has a credit code.
_ISO_3166: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC "
    "EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY "
    "HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ "
    "LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW "
    "MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA "
    "RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH "
    "TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)
COUNTRIES: Final = frozenset(_ISO_3166.split())

_SCHEME = re.compile(r"LEI|(?!CN-)[A-Z]{2,3}-[A-Z0-9][A-Z0-9-]{0,18}")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,39}")


def parse_partner_id(text: str) -> str:
    """Return `scheme:number` in capitals; raise `BadUsccError` with what is wrong."""
    scheme, _, number = "".join(normalize("NFKC", text).upper().split()).partition(":")
    if not _SCHEME.fullmatch(scheme):
        why = Message("its scheme is neither LEI nor a prefix of org-id.guide of another country")
        raise BadUsccError(text=text, why=why)
    if not _NUMBER.fullmatch(number):
        raise BadUsccError(
            text=text, why=Message("its number is not 1 to 40 letters, digits, . / or -")
        )
    # python-stdnum looks at the check digits, and takes numbers of any length.
    if scheme == "LEI" and not (_LEI.fullmatch(number) and lei.is_valid(number)):
        raise BadUsccError(
            text=text, why=Message("its number is no LEI of ISO 17442, by its check digits")
        )
    return f"{scheme}:{number}"


def parse_country(text: str) -> str:
    """Return a country's code in capitals; raise `ValueError` for none of ISO 3166, or CN."""
    code = normalize("NFKC", text).strip().upper()
    if code not in COUNTRIES:
        raise ValueError(text)
    return code


def is_unnamed(code: str) -> bool:
    """Tell whether a code stands for a partner that is not named."""
    return code.startswith(f"{UNNAMED}:")


def unnamed_code(code: str, other: str) -> str:
    """Return the code of the unnamed partner of a country beside another enterprise.

    Each enterprise has one of its own for each country, so that nothing is linked through it.
    """
    return f"{code}:{other}"


def country_of(code: str) -> str:
    """Return the country of an unnamed partner."""
    return code.split(":")[1]


def stated_code(code: str) -> str:
    """Return a code as files state it: of an unnamed partner only its country."""
    return f"{UNNAMED}:{country_of(code)}" if is_unnamed(code) else code


def parse_party(text: str) -> str:
    """Return the code of an enterprise or partner as the graph has it; raise `BadUsccError`."""
    if is_unnamed(text):
        prefix, country, other = [*text.split(":", 2), ""][:3]
        if country in COUNTRIES:
            return f"{prefix}:{country}:{parse_uscc(other)}"
    return parse_partner_id(text) if ":" in normalize("NFKC", text) else parse_uscc(text)
