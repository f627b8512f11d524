// Verdicts and outcomes: a sign, a word and a colour, never the colour alone.

import { el } from "../element.js";
import { figure, t } from "../language.js";

const SIGNS = { ELIGIBLE: "✓", CONDITIONAL: "◐", NOT_ELIGIBLE: "✕", UNKNOWN: "?" };
export const VERDICTS = Object.keys(SIGNS);

/** Return a verdict as a badge. */
export function verdictBadge(verdict) {
  return el("span", { class: `badge ${verdict.toLowerCase()}` },
    el("span", { "aria-hidden": "true" }, SIGNS[verdict]), " ", t(`verdict.${verdict}`));
}

/** Return the change from one verdict to another. */
export function verdictStep(before, after) {
  const badge = (each) => (each ? verdictBadge(each.verdict) : el("span", { class: "badge" }, t("verdict.none")));
  return el("span", { class: "step" }, badge(before),
    el("span", { "aria-label": t("verdict.becomes"), role: "img" }, " → "), badge(after));
}

/** Return how many decisions have which verdict, of a report's `counts`. */
export function verdictCounts(counts) {
  const of = { ELIGIBLE: counts.eligible, CONDITIONAL: counts.conditional, NOT_ELIGIBLE: counts.notEligible, UNKNOWN: counts.unknown };
  return el("ul", { class: "counts" }, VERDICTS.map((verdict) =>
    el("li", { class: verdict.toLowerCase() }, el("b", {}, figure(of[verdict])), el("span", {}, t(`verdict.${verdict}`)))));
}

/** Return the finding on one condition: [tone, sign, words]. */
export function finding(reason) {
  const key = `${reason.side}_${reason.outcome}`;
  const [tone, sign] = {
    REQUIREMENT_MET: ["eligible", "✓"], REQUIREMENT_NOT_MET: ["not_eligible", "✕"],
    EXCLUSION_MET: ["not_eligible", "✕"], EXCLUSION_NOT_MET: ["eligible", "✓"],
  }[key] ?? (reason.outcome === "JUDGEMENT" ? ["conditional", "◐"] : ["unknown", "?"]);
  return [tone, sign, t(`finding.${key}`)];
}
