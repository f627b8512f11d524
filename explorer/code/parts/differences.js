// What was gained, lost and changed between two reports, each with its causes.

import { chinese, el } from "../element.js";
import { named, t } from "../language.js";
import { reasonList } from "./reasons.js";
import { verdictStep } from "./verdict.js";

/** Return a difference as three lists; an empty difference says so. */
export function differences(diff) {
  const kinds = ["gained", "lost", "changed"];
  if (kinds.every((kind) => diff[kind].length === 0)) return el("p", {}, t("difference.none"));
  return el("div", {}, kinds.map((kind) => (diff[kind].length ? section(kind, diff[kind]) : null)));
}

function section(kind, changes) {
  return el("section", {},
    el("h3", {}, t(`difference.${kind}`, { n: changes.length })),
    el("div", { class: "decisions" }, changes.map(changed)));
}

function changed(each) {
  return el("details", { class: "decision" },
    el("summary", {},
      el("span", { class: "code" }, each.measure.code),
      el("span", { class: "grow" }, named(each.measure)),
      verdictStep(each.before, each.after)),
    el("div", { class: "opened" },
      chinese(each.measure.policy.title, "p", { class: "quiet" }),
      el("h4", {}, t("difference.causes")),
      each.causes.length ? reasonList(each.causes) : el("p", {}, t("difference.noCauses"))));
}
