"""What is asked of a world in which facts are shown to few: every way to read facts."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Graph
from support.agency_files import loaded, taken
from support.client import Client
from support.closed_world import Files
from support.comparable_answers import Asked, Teller
from support.empty_graph import emptied
from support.invented_region import code
from support.keys import issued_key
from support.official_rules import official_rulebook
from support.recording import author
from support.tiers import IS_NIGHTLY

ENTERPRISES = 60 if IS_NIGHTLY else 24
QUESTIONS = 2_000 if IS_NIGHTLY else 24
DAYS = ("2026-10-30", "2026-11-19", "2026-11-20", "2026-11-23")
CODES = tuple(code(number) for number in range(ENTERPRISES))
READING = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_CHAINS)

_PAGE = "totalCount pageInfo { hasNextPage endCursor }"
_FACTS = "ratings(asOf: $day) { scheme level source reference } lists(asOf: $day) { list reason }"
ONE = f"query($u: USCC!, $day: Date!) {{ enterprise(uscc: $u) {{ name {_FACTS} }} }}"
PAGES = f"""query($w: EnterpriseFilter, $day: Date!, $f: Int!, $after: String) {{
  enterprises(first: $f, after: $after, filter: $w, asOf: $day) {{ {_PAGE}
    nodes {{ uscc region {_FACTS} }} }} }}"""
HISTORY = f"""query($u: USCC!, $f: Int!, $after: String) {{ enterprise(uscc: $u) {{
  history(first: $f, after: $after) {{ {_PAGE} nodes {{ kind validFrom validTo source reference
    details {{ name value }} recordedBy {{ reason }} }} }} }} }}"""
_MEMBER = "enterprise { uscc } tier side reach ratings { scheme level } lists { list until }"
CHAIN = f"""query($u: USCC!, $day: Date!, $d: ChainDirection!, $w: ChainMemberFilter) {{
  chain(core: $u, direction: $d, depth: 3, asOf: $day) {{
    tiers {{ tier memberCount aeoCount aeoShare listedCount unknownCount supplyShare atRiskCount
      aeoSupplyShare ratings {{ scheme level count }} }}
    members(first: 100, filter: $w) {{ totalCount nodes {{ {_MEMBER} }} }}
    weakLinks(first: 100) {{ totalCount nodes {{ enterprise {{ uscc }} tier kind codes affected
      outcome path {{ uscc }} }} }}
    graph(first: 100) {{ nodes {{ enterprise {{ uscc }} }} links {{ supplier customer }} }} }} }}"""
DIFF = f"""query($u: USCC!, $day: Date!) {{
  chainDiff(core: $u, depth: 3, from: "2026-10-20", to: $day) {{
    changed(first: 100) {{ totalCount nodes {{ before {{ {_MEMBER} }}
      after {{ {_MEMBER} }} }} }} }} }}"""
ELIGIBLE = f"""query($w: EnterpriseFilter, $day: Date!, $f: Int!, $after: String) {{
  eligibleEnterprises(measure: "pds-2021-7/1", first: $f, after: $after, filter: $w, asOf: $day,
    verdicts: [NOT_ELIGIBLE, UNKNOWN, CONDITIONAL, ELIGIBLE]) {{ {_PAGE}
    nodes {{ enterprise {{ uscc {_FACTS} }} }} }} }}"""
WHO = """query($u: USCC!, $day: Date!, $e: EndingInput!) {
  whoToTell(uscc: $u, ending: $e, asOf: $day) { enterprise { uscc } } }"""
# What explains a verdict says the same whether what is hidden is recorded or not.
REASONS = """query($u: USCC!, $day: Date!) { eligibility(uscc: $u, asOf: $day) {
  warnings { violation severity foundOn foundBy }
  decisions { measure { code } reasons { side text part citation { quote } evidence {
    kind text register source reference validFrom validTo syncedOn } } } } }"""
VERDICTS = """query($u: USCC!, $day: Date!) { eligibility(uscc: $u, asOf: $day) {
  counts { eligible conditional notEligible unknown }
  decisions { measure { code } verdict nearestVerdict parts { verdict } reasons {
    side outcome } } } }"""
MORE = (
    """query($u: USCC!, $day: Date!) { eligibility(uscc: $u, asOf: $day) {
      decisions { nearestChange { kind subject to text possibleFrom readings } } } }""",
    """query($u: USCC!, $day: Date!) { eligibilityDiff(uscc: $u, from: "2026-10-20", to: $day) {
      gained { causes { text evidence { text reference } } }
      lost { causes { text evidence { text reference } } }
      changed { causes { text evidence { text reference } } } } }""",
    """query($u: USCC!, $day: Date!) { whatIf(uscc: $u, asOf: $day,
      changes: [{statement: {code: "wants_aeo", value: "true"}}]) {
      report { decisions { reasons { text evidence { text reference } } } } } }""",
    """query($u: USCC!, $day: Date!) { chain(core: $u, depth: 3, asOf: $day) {
      cultivation(programme: "zj_aeo_pool") { candidates(first: 100) { nodes {
        enterprise { uscc } blockedBy missing { subject text } } }
      bestNextSteps { subject text } } } }""",
)

REFUSALS = frozenset({"BAD_ARGUMENT"})
WHY = tuple(Asked(REASONS, {"u": each, "day": DAYS[-1]}) for each in CODES)


async def filled(graph: Graph, folder: Path, files: Files, *sites: Path) -> None:
    """Empty the graph; load the policies, those of sites, and files."""
    await emptied(graph)
    await loaded(graph, *sites)
    await taken(graph, folder, files)


async def reader_for(graph: Graph, client: Client, agency: str | None) -> Teller:
    """Return somebody who reads everything, for an agency or for nobody."""
    key = await issued_key(graph, client.clock, *READING, agency=agency)
    return Teller(client.http, key.text, REFUSALS)


async def told_verdicts(graph: Graph, client: Client, reader: Teller) -> list[tuple[str, str]]:
    """Return the verdicts on each enterprise as a reader and an operator are given them."""
    operator = Teller(client.http, (await author(client, graph)).token, REFUSALS)
    asked = [Asked(VERDICTS, {"u": each, "day": DAYS[-1]}) for each in CODES]
    return [(await reader.tell(each), await operator.tell(each)) for each in asked]


def questions(chance: Random) -> Iterator[Asked]:
    """Yield questions whose answers are those of a graph that lacks what is hidden."""
    words = official_rulebook().vocabulary
    while True:
        one, day, first = chance.choice(CODES), chance.choice(DAYS), chance.choice((3, 100))
        rating = chance.choice(list(words.schemes.values()))
        wanted = {"scheme": rating.code, "level": chance.choice(rating.levels).code}
        listed = chance.choice(sorted(words.lists))
        criteria: list[dict[str, object]] = [
            {},
            {"rating": wanted},
            {"list": listed},
            {"rating": wanted, "list": listed},
        ]
        yield Asked(ONE, {"u": one, "day": day})
        place = {"region": chance.choice(("410400", "310000", "350200"))}
        found = {**chance.choice(criteria), **chance.choice(({}, place))}
        yield Asked(PAGES, {"w": found, "day": day, "f": first}, ("enterprises",))
        yield Asked(ELIGIBLE, {"w": found, "day": day, "f": first}, ("eligibleEnterprises",))
        yield Asked(HISTORY, {"u": one, "f": first}, ("enterprise", "history"))
        side = chance.choice(("UPSTREAM", "DOWNSTREAM", "BOTH"))
        yield Asked(CHAIN, {"u": one, "day": day, "d": side, "w": chance.choice(criteria)})
        yield Asked(DIFF, {"u": one, "day": day})
        ending = chance.choice(({"rating": rating.code}, {"entry": listed}))
        yield Asked(WHO, {"u": one, "day": day, "e": ending})
