// What can be recorded one at a time: the document, the scope it needs, and the fields of its form.
//
// A field is named as in the input of the mutation. `?` marks one that may be left empty.

export const CHANGES = {
  rating: {
    document: "record-rating", scope: "write:ratings",
    fields: ["uscc", "scheme", "level", "validFrom", "validTo?", "reference?", "reason?"],
  },
  ratingEnd: { document: "end-rating", scope: "write:ratings", fields: ["uscc", "scheme", "validTo", "reason?"] },
  entry: {
    document: "add-to-list", scope: "write:lists",
    fields: ["uscc", "list", "validFrom", "validTo?", "cause?", "reference?", "reason?"],
  },
  exit: { document: "remove-from-list", scope: "write:lists", fields: ["uscc", "list", "validTo", "reference?", "reason?"] },
  violation: {
    document: "record-violation", scope: "write:violations",
    fields: ["uscc", "violation", "foundOn", "severity?", "reference?", "reason?"],
  },
  repair: {
    document: "record-repair", scope: "write:violations",
    fields: ["uscc", "violation", "repairedOn", "foundOn?", "reference?", "reason?"],
  },
  report: {
    document: "submit-report", scope: "write:reports",
    fields: ["agency", "obligation", "handedInOn", "text?", "cases?", "reference?", "reason?"],
  },
};

/** The kinds of tables, with the scope that a table of the kind needs. */
export const TABLES = {
  RATINGS: "write:ratings", LISTS: "write:lists", VIOLATIONS: "write:violations", SUBMISSIONS: "write:reports",
  STATEMENTS: "write:statements", COMMITMENTS: "write:statements", USES: "write:uses", ENTERPRISES: "write:registrations",
  PARTNERS: "write:registrations", LINKS: "write:links", OWNERSHIP: "write:links",
  COVERAGE: "write:lists",
};
