// Why a verdict is what it is: each condition with its finding, words and evidence.

import { chinese, el } from "../element.js";
import { named, t } from "../language.js";
import { href } from "../route.js";
import { finding } from "./verdict.js";

/** Return the list of reasons, those that decide first. */
export function reasonList(reasons) {
  const weight = { not_eligible: 0, unknown: 1, conditional: 2, eligible: 3 };
  const sorted = reasons
    .map((reason) => ({ reason, found: finding(reason) }))
    .sort((one, other) => weight[one.found[0]] - weight[other.found[0]]);
  return el("ul", { class: "reasons" }, sorted.map(({ reason, found }) => reasonItem(reason, found)));
}

function reasonItem(reason, [tone, sign, words]) {
  return el("li", { class: tone },
    el("p", { class: "finding" }, el("span", { class: `sign ${tone}`, "aria-hidden": "true" }, sign), " ", el("b", {}, words)),
    el("p", {}, reason.text),
    citation(reason.citation),
    reason.evidence.length ? el("ul", { class: "evidence" }, reason.evidence.map(evidence)) : null);
}

/** Return official words with the link to where they stand. */
export function citation(cited) {
  // That an enterprise is registered at all is stated by no document: there is nothing to quote.
  if (!cited.quote) return null;
  return el("figure", { class: "citation" },
    chinese(cited.quote, "blockquote"),
    el("figcaption", {}, chinese(cited.place), " ", sourceLink(cited)));
}

/** Return the link to official words in their document. */
export function sourceLink(cited) {
  if (!cited.quote) return null;
  const params = { line: cited.line, quote: cited.quote };
  return el("a", { class: "source", href: href("document", cited.policy, params) }, t("citation.open"));
}

function evidence(each) {
  const held = each.validFrom || each.validTo
    ? t("evidence.held", { from: each.validFrom ?? "…", to: each.validTo ?? "…" })
    : null;
  const facts = [
    each.source && t("evidence.source", { source: each.source }),
    each.reference && t("evidence.reference", { reference: each.reference }),
    held,
    each.syncedOn && t("evidence.synced", { day: each.syncedOn }),
  ].filter(Boolean);
  return el("li", {},
    el("span", { class: "quiet" }, t("evidence.label")), " ", each.text,
    facts.length ? ` · ${facts.join(" · ")}` : null,
    each.keeper ? [" · ", t("evidence.keeper"), " ", el("a", { href: href("agency", each.keeper.code) }, named(each.keeper))] : null);
}

/** Return the smallest set of changes that would help, each with who decides. */
export function changeList(changes) {
  return el("ul", { class: "changes" }, changes.map((change) => el("li", {},
    el("b", {}, t(`change.${change.kind}`)), " ", change.text,
    change.agency
      ? [" · ", t("change.agency"), " ", el("a", { href: href("agency", change.agency.code) }, chinese(change.agency.name))]
      : null)));
}
