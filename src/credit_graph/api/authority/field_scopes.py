"""Which scope opens which field of the schema; the one place where it is stated.

Every field of every type has its row: one that is added without is refused when the schema is
built, and a directive in the SDL shows each row. Under `None` are fields that whoever could ask
for the object may read. A field's arguments need what the field needs. A mutation whose scope
depends on what it is given (a kind of table, a fact, a register) is checked by the recorder, too.
"""

from collections.abc import Mapping

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from credit_graph.domain.authority.principal import Scope

_FIELDS: Mapping[Scope | None, Mapping[str, str]] = {
    Scope.READ_PUBLIC: {
        "_Service": "sdl",
        "Agency": (
            "id code name gloss aliases region collective membersAt membersAssumption "
            "regionName members duties workload coAgencies successors predecessors current "
            "successorUnknown soughtAs"
        ),
        "AgencyConnection": "edges nodes pageInfo totalCount",
        "AgencyEdge": "cursor node",
        "CalendarAddress": "id agency label issuedBy issuedAt expiresAt revokedAt",
        "IssuedCalendarAddress": "address path",
        "Mutation": "issueCalendarAddress revokeCalendarAddress",
        "CarriedLevel": "becomes level",
        "Citation": "policy place quote line",
        "ClauseChange": "what code before after",
        "CoAgency": "agency subjects",
        "Condition": "kind words citation members",
        "Direction": "what direction quote part",
        "CreditList": "code name gloss colour",
        "DueItem": "code dueOn status late subject duties assumption minCases closedBy agency",
        "DueItemConnection": "edges nodes pageInfo totalCount",
        "DueItemEdge": "cursor node",
        "Duty": "code role origin citation openEnded agency via subject deadline",
        "DutyConnection": "edges nodes pageInfo totalCount",
        "DutyEdge": "cursor node",
        "InformationFlow": "code content channel cadence citation senders receivers news",
        "Interpretation": "code reading citation",
        "Level": "code name isAeo reading",
        "MatrixCell": "category roles measures agency",
        "Measure": (
            "id code number title text gloss category kind beneficiary citation requires "
            "excludes quantities directions duties dutyNote deadline deadlineNote damage "
            "parts effectiveFrom supersededBy policy taskOf interpretations"
        ),
        "MeasureConnection": "edges nodes pageInfo totalCount",
        "MeasureEdge": "cursor node",
        "MeasureUses": "uses measures enterprises",
        "Notice": "agency duties flows",
        "Obligation": (
            "id code title gloss citation duties dueOn rrule startsOn minCases assumption "
            "recipients"
        ),
        "Policy": (
            "id code number title gloss region zones issuedOn effectiveFrom "
            "effectiveAssumption effectiveTo textFrom document documentSha256 text measures "
            "obligations flows interpretations oddities issuers validity end"
        ),
        "PolicyDiff": "began ended changed",
        "PolicyEnd": "how by policy",
        "Programme": (
            "code name gloss region leadsTo criteria excludes target interpretations citation "
            "fromSite list help"
        ),
        "ProgrammeTarget": "value citation",
        "Quantity": "what operator value unit base quote part",
        "Query": (
            "_service "
            "node nodes search policy policies measure measures agency agencies duties "
            "calendar dueWithoutAgency responsibilityMatrix informationFlows programme "
            "calendarAddresses programmes scheme schemes policyDiff vocabulary"
        ),
        "Region": "code name gloss parent ended formerNames scattered successors",
        "RegionName": "first last name",
        "RepairRule": "code name gloss validFrom source conditions",
        "ResponsibilityMatrix": "policy agencies categories cells",
        "RoleCount": "role subjects policy",
        "RoleTally": "role measures",
        "Scheme": "code name gloss levels versions",
        "SchemeVersion": "code name gloss validFrom validTo source levels carries reading",
        "SearchConnection": "edges nodes pageInfo totalCount",
        "SearchEdge": "cursor node score",
        "Submission": "handedInOn dueOn text cases agency source reference",
        "Succession": "predecessor successor since function source seenOn",
        "Term": "code name gloss",
        "Vocabulary": "lists violations severities",
        "Workload": "asOf duties nextDue dueSoon dueSoonCount overdue overdueCount used",
    },
    Scope.READ_ENTERPRISES: {
        "Announcement": "enterprise asOf lost notices",
        "Authorship": "subject agency action reason changeSet",
        "ChangeLogEntry": ("cursor at origin changeSet action asOf leftOutPartners notices"),
        "ChangeLogEntryConnection": "edges nodes pageInfo",
        "ChangeLogEntryEdge": "cursor node",
        "ChangeNotice": (
            "kind uscc enterprise region measures before after register level subject fact "
            "outcome day facts agencies flows"
        ),
        "ChainCriterion": "core depth",
        "DeadLetter": "id cursor attempts failure at requested",
        "Webhook": (
            "id url label agency tokenId filter state haltedBecause createdAt cursor attempts "
            "nextAttemptAt lastDeliveredAt lastFailure lastFailureAt formerSecretUntil "
            "deadLetters deadLetterCount"
        ),
        "WebhookFilter": "kinds enterprises measures agency region chain",
        "WebhookWithSecret": "webhook secret",
        "Change": "kind subject to text agency conditions possibleFrom readings",
        "Consequences": "asOf gained lost changed agencies leftOutDecisions leftOutPartners",
        "Decision": (
            "measure verdict beneficiary reasons parts duties nearestChange nearestVerdict"
        ),
        "DecisionChange": "measure before after causes",
        "DecisionMove": "enterprise measure before after causes",
        "EligibilityDiff": "gained lost changed registrationBefore registrationAfter",
        "EligibilityReport": (
            "enterprise registration asOf knownAt rulesVersion counts warnings decisions"
        ),
        "EligibleEnterprise": "enterprise verdict",
        "EligibleEnterpriseConnection": "edges nodes pageInfo totalCount totalIsExact",
        "EligibleEnterpriseEdge": "cursor node",
        "Enterprise": (
            "id uscc name region zone kinds status registeredOn registration registrations "
            "regionInfo kindTerms ratings lists suppliers customers eligibility history "
            "country"
        ),
        "EnterpriseConnection": "edges nodes pageInfo totalCount",
        "EnterpriseEdge": "cursor node",
        "Evidence": "kind text register syncedOn factId source reference validFrom validTo keeper "
        "disputed",
        "Fact": "factId validFrom validTo source reference",
        "FactProof": "fact salt json",
        "FactDetail": "name value",
        "HeldRating": "scheme level levelName",
        "HistoryItem": (
            "kind validFrom validTo details factId recordedAt retractedAt source reference "
            "partner recordedBy retractedBy objections"
        ),
        "HistoryItemConnection": "edges nodes pageInfo totalCount",
        "HistoryItemEdge": "cursor node",
        "InboxConnection": "edges nodes pageInfo mark",
        "InboxMark": "cursor at by waiting",
        "ListEntry": (
            "factId validFrom validTo source reference list reason listName colour severity "
            "repairedOn openness repair"
        ),
        "Listing": "list until listName colour",
        "Mutation": (
            "acknowledge importTable retractFact syncList registerWebhook updateWebhook "
            "rotateWebhookSecret removeWebhook redeliver"
        ),
        "PreviewLine": "outcome uscc name about before after because",
        "Query": (
            "_entities "
            "enterprise enterprises eligibility eligibilityDiff eligibleEnterprises whatIf "
            "inbox notices webhooks whoToTell lostStanding gainedStanding"
        ),
        "Rating": (
            "factId validFrom validTo source reference scheme level openness schemeName levelName"
        ),
        "Reason": "outcome side text citation evidence part",
        "Registration": (
            "id validFrom validTo factId uscc name region regionInfo zone kinds kindTerms "
            "status registeredOn source reference"
        ),
        "Repair": "severity repairFrom displayUntil rule readings",
        "SearchEdge": "formerName",
        "StandingMoveConnection": "edges nodes pageInfo",
        "StandingMoveEdge": "cursor node",
        "Subscription": "changes",
        "SupplyConnection": "edges nodes pageInfo totalCount",
        "SupplyEdge": "cursor node category share validFrom validTo source factId",
        "VerdictCounts": "eligible conditional notEligible unknown",
        "Warning": "violation severity foundOn foundBy repair",
        "WhatIf": "report diff",
    },
    Scope.READ_CHAINS: {
        "Candidate": "enterprise tier reach state missing rank blockedBy blockedUntil helpers",
        "CandidateConnection": "edges nodes pageInfo totalCount",
        "CandidateEdge": "cursor node",
        "Chain": (
            "core asOf knownAt rulesVersion mode direction depth group groupCount tiers "
            "members weakLinks cultivation beneficiaries graph truncated"
        ),
        "ChainDiff": "before after joined left changed",
        "ChainGraph": "nodes links omitted",
        "ChainLink": "supplier customer share categories",
        "ChainMember": "enterprise tier side share reach path paths ratings lists programmeState",
        "ChainMemberChange": "before after",
        "ChainMemberChangeConnection": "edges nodes pageInfo totalCount",
        "ChainMemberChangeEdge": "cursor node",
        "ChainMemberConnection": "edges nodes pageInfo totalCount",
        "ChainMemberEdge": "cursor node",
        "ChainNode": "enterprise tier side",
        "ChainPath": "enterprises",
        "ChainPaths": "paths more",
        "ChainTier": (
            "tier memberCount hiddenCount aeoCount aeoShare ratings listedCount unknownCount "
            "supplyShare aeoSupplyShare atRiskCount"
        ),
        "Cultivation": (
            "complete programme asOf counts inChain inRegion target shortfall candidates "
            "bestNextSteps"
        ),
        "LevelCount": "scheme level count",
        "NextStep": "kind subject to text members reach",
        "Programme": "cultivation",
        "Query": "chain chainDiff",
        "StateCounts": "achieved in ready withinReach unknown blocked notApplicable",
        "Truncation": "kind tier omitted at order",
        "WeakLink": "enterprise tier kind path affected codes outcome",
        "WeakLinkConnection": "edges nodes pageInfo totalCount",
        "WeakLinkEdge": "cursor node",
    },
    Scope.READ_AUDIT: {
        "AccessRecord": "at subject agency tokenId question operation uscc lost",
        "AccessRecordConnection": "edges nodes pageInfo",
        "AccessRecordEdge": "cursor node",
        "AuditEntry": (
            "number changeSet kind action author agency source reason startedAt publishedAt digest "
            "bulk brought withdrew erased uscc data"
        ),
        "AuditEntryConnection": "edges nodes pageInfo",
        "AuditEntryEdge": "cursor node",
        "AuditProof": "entry size path checkpoint fact",
        "Query": "audit proof accessLog refusedAttempts",
        "RefusedAttempt": "at subject agency tokenId action refusal message uscc key lost",
        "RefusedAttemptConnection": "edges nodes pageInfo",
        "RefusedAttemptEdge": "cursor node",
    },
    Scope.WRITE_REGISTRATIONS: {"Mutation": "upsertEnterprise"},
    Scope.WRITE_RATINGS: {"Mutation": "recordRating endRating"},
    Scope.WRITE_LISTS: {"Mutation": "addToList removeFromList"},
    Scope.WRITE_VIOLATIONS: {"Mutation": "recordViolation recordRepair"},
    Scope.WRITE_LINKS: {"Mutation": "recordSupply endSupply recordOwnership"},
    Scope.WRITE_STATEMENTS: {
        "Mutation": "recordStatement makeCommitment fulfilCommitment objectToFact answerObjection"
    },
    Scope.WRITE_USES: {"Mutation": "recordUse"},
    Scope.WRITE_REPORTS: {"Mutation": "submitReport"},
    None: {
        "Contradicts": "message fact",
        "InputProblem": "code message place",
        "KeyReused": "message action",
        "Malformed": "message problems",
        "Node": "id",
        "NotInForce": "message",
        "NotKeeper": "message keeper keeperWords",
        "Objection": "id factId state raisedAt raisedBy answeredAt answeredBy",
        "PageInfo": "hasNextPage hasPreviousPage startCursor endCursor",
        "PreviewCount": "outcome facts",
        "Principal": "kind subject agency scopes regions tokenId",
        "Query": "principal",
        "Recorded": (
            "action bookmark changeSet consequences corrected enterprise fact outcome "
            "recordedAt replayed validateOnly"
        ),
        "Refusal": "message",
        "RejectedRow": "line column code message",
        "Stale": "message current",
        "TablePreview": "counts lines rejected rejects hasChanged token",
        "TableRecorded": "changeSet publishedAt added corrected ended unchanged rejected replayed",
        "TableWithheld": "rejected rejects",
        "UnknownEnterprise": "message uscc",
    },
}

FIELD_SCOPES: Mapping[str, Scope | None] = {
    f"{kind}.{field}": scope
    for scope, kinds in _FIELDS.items()
    for kind, listed in kinds.items()
    for field in listed.split()
}
"""The scope of each field, by `Type.field`."""


FEDERATED = frozenset({"Query._entities", "Query._service", "_Service.sdl"})
"""Fields that a schema has only where it is a subgraph."""


def check_field_scopes(schema: GraphQLSchema) -> None:
    """Raise `LookupError` if a field has no row, or a row no field."""
    fields = coordinates(schema)
    rows = FIELD_SCOPES.keys() if fields & FEDERATED else FIELD_SCOPES.keys() - FEDERATED
    if fields ^ rows:
        lacking = sorted(fields - rows)
        beside = sorted(rows - fields)
        raise LookupError(f"no scope is stated for {lacking}; rows without field: {beside}")


def coordinates(schema: GraphQLSchema) -> frozenset[str]:
    """Return `Type.field` of every field but those of introspection."""
    return frozenset(
        f"{kind.name}.{field}"
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        and not kind.name.startswith("__")
        for field in kind.fields
    )
