// What an enterprise gained and lost between two days.

import { ask } from "../api.js";
import { shifted, today } from "../day.js";
import { el } from "../element.js";
import { t } from "../language.js";
import { picker } from "../parts/days.js";
import { differences } from "../parts/differences.js";
import { change } from "../route.js";

export async function differenceView(route, found, signal) {
  const to = route.params.to ?? found.eligibility.asOf ?? today();
  const from = route.params.from ?? shifted(to, -365);
  const { eligibilityDiff } = await ask("difference", { uscc: route.id, from, to }, signal);
  return el("section", {},
    el("h2", {}, t("difference.title")),
    el("div", { class: "days" },
      picker(t("difference.from"), "date", from, (value) => change({ from: value, to })),
      picker(t("difference.to"), "date", to, (value) => change({ from, to: value }))),
    el("p", { class: "quiet" }, t("difference.lead", { from, to })),
    differences(eligibilityDiff));
}
