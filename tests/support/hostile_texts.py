"""Three hundred texts that mean something to a database, a search index or a shell."""

_BREAKS = ("'", '"', "`", "\\", "\\'", "$", "{", "}", "(", ")", "[", "]", "/*", "//", "--", ";")
_CYPHER = (
    "' OR 1=1 //",
    "'}) DETACH DELETE (n) //",
    "`}) MATCH (n) DETACH DELETE n //",
    "') RETURN 1 UNION MATCH (n) RETURN n //",
    "$uscc",
    "{uscc: $x}",
    "'; CALL db.labels() //",
    "'; DROP CONSTRAINT uscc //",
    "\\u0027 OR true //",
    "CALL apoc.util.sleep(10000)",
)
_LUCENE = ("*", "?", "~", "^2", "a AND b", "NOT a", "name:*", "[a TO z]", "/.*/", "+-&&||!", "OR")
_OTHER = (
    "../../etc/passwd",
    "%00",
    "\u0000",
    "\u202e",
    "\u200b",
    "\ud7ff\ue000",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "\r\nX-Injected: 1",
    "%n%s%x",
    "=1+1",
    "null",
    "true",
    "-1",
    "1e309",
)


def hostile_texts() -> list[str]:
    """Return the texts: each alone, inside a code, and before and after a Chinese name."""
    seeds = (*_BREAKS, *_CYPHER, *_LUCENE, *_OTHER)
    forms = ("{}", "91410400{}", "虚构{}", "{}有限公司", "pds-2021-7/{}", "{}{}")
    every = [form.replace("{}", seed) for form in forms for seed in seeds]
    return every[:300]
