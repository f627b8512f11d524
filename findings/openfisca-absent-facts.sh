#!/usr/bin/env bash
# OpenFisca takes what is not known for zero, for false and for the first of January 1970, and a
# name in Chinese for no string.
#
# Guess: An engine for rules as code asks for a figure that a rule needs, or says that it was not
# given; an enterprise of which nothing is known is not found eligible.
#
# Seen on 2026-12-01 with openfisca-core 46.0.1, Python 3.11: every variable has a default, which
# is documented; a date's is 1970-01-01, so "certified before this month and fewer than one
# violation" is true of an enterprise with no certificate and no record. A null in a request is
# zero as well, and 3.7 violations are 3, without a word. A share of 0.6 is 0.6000000238418579. A
# string with a length holds bytes: 信用企业 is refused as "expected type string". Month periods from
# the 31st end on 28 February of a leap year, a day before the offset of the same instant.
#
# What follows: rules exchanged with such an engine carry a second variable for each, "is known",
# and an answer is true only where it holds.
#
# Output seen; the run fails when it differs:
#> nothing known, certified on: 1970-01-01
#> nothing known, eligible: True
#> violations null, eligible: True
#> violations 3.7: 3
#> share 0.6: 0.6000000238418579
#> trade steel: b'steel'
#> trade 钢铁: an error, SituationParsingError
#> a month from 2024-01-31 ends: 2024-02-28
#> 2024-01-31 and a month: 2024-02-29
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check openfisca-core==46.0.1

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
import datetime

import numpy
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit, instant, period
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

ENTERPRISE = Entity("enterprise", "enterprises", "", "")


def variable(name, kind, **more):
    about = {"value_type": kind, "entity": ENTERPRISE, "definition_period": DateUnit.MONTH}
    return type(name, (Variable,), {**about, **more})


def formula(enterprise, month):
    since = enterprise("certified_on", month)
    few = enterprise("violations", month) < 1
    return few * (since < numpy.datetime64(str(month.start)))


system = TaxBenefitSystem([ENTERPRISE])
for each in (
    variable("certified_on", datetime.date),
    variable("violations", int),
    variable("share", float),
    variable("trade", str, max_length=20),
    variable("eligible", bool, formula=formula),
):
    system.add_variable(each)


def asked(name, **known):
    given = {each: {"2024-05": value} for each, value in known.items()}
    try:
        built = SimulationBuilder().build_from_entities(system, {"enterprises": {"one": given}})
        return built.calculate(name, "2024-05").tolist()[0]
    except Exception as error:  # the class is the package's own
        return f"an error, {type(error).__name__}"


print("nothing known, certified on:", asked("certified_on"))
print("nothing known, eligible:", asked("eligible"))
print("violations null, eligible:", asked("eligible", violations=None))
print("violations 3.7:", asked("violations", violations=3.7))
print("share 0.6:", asked("share", share=0.6))
print("trade steel:", asked("trade", trade="steel"))
print("trade 钢铁:", asked("trade", trade="钢铁"))
print("a month from 2024-01-31 ends:", period("month:2024-01-31").stop)
print("2024-01-31 and a month:", instant("2024-01-31").offset(1, "month"))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
