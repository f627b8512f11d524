// What an enterprise would gain and lose if something changed; nothing is recorded.

import { ask } from "../api.js";
import { chinese, el } from "../element.js";
import { t } from "../language.js";
import { differences } from "../parts/differences.js";
import { verdictCounts } from "../parts/verdict.js";
import { settle } from "../route.js";

const MOST = 20;

// How a change that the service suggests is put to it as an assumption.
const ASSUMED = {
  GAIN_RATING: ({ subject, to }) => ({ rating: { scheme: subject, level: to } }),
  JOIN_LIST: ({ subject }) => ({ joinList: subject }),
  LEAVE_LIST: ({ subject }) => ({ leaveList: subject }),
  DECLARE: ({ subject, to }) => ({ statement: { code: subject, value: to ?? "true" } }),
  COMMIT: ({ subject }) => ({ commit: subject }),
  FULFIL: ({ subject }) => ({ fulfil: subject }),
  REPAIR: ({ subject }) => ({ repairViolations: [subject] }),
};

export async function whatIfView(route, found, signal) {
  const { decisions, asOf } = found.eligibility;
  const offered = suggestions(decisions);
  const ticked = new Set((route.params.assume ?? "").split(",").filter((key) => offered.has(key)));
  const answer = el("div", { "aria-live": "polite" });
  const ask = () => compare(route.id, asOf, [...ticked].map((key) => offered.get(key)), answer, signal);
  const toggle = (event) => {
    if (event.target.checked) ticked.add(event.target.value);
    else ticked.delete(event.target.value);
    settle({ assume: [...ticked].join(",") });
    ask();
  };
  await ask();
  return el("section", {},
    el("h2", {}, t("whatIf.title")),
    el("p", {}, t("whatIf.lead")),
    offered.size
      ? el("fieldset", { class: "ticks" }, el("legend", {}, t("whatIf.changes")),
        [...offered].map(([key, each]) => tick(key, each, ticked.has(key), toggle)))
      : el("p", {}, t("whatIf.noChanges")),
    answer);
}

/** Return the changes that would lift some decision, those that lift most first, by a key. */
function suggestions(decisions) {
  const found = new Map();
  for (const decision of decisions) {
    for (const change of decision.nearestChange) {
      if (!(change.kind in ASSUMED)) continue;
      const key = [change.kind, change.subject, change.to ?? ""].join(":");
      const known = found.get(key) ?? { change, lifts: 0 };
      found.set(key, { ...known, lifts: known.lifts + 1 });
    }
  }
  return new Map([...found].sort(([, one], [, other]) => other.lifts - one.lifts).slice(0, MOST));
}

function tick(key, { change, lifts }, checked, toggle) {
  return el("label", {},
    el("input", { type: "checkbox", value: key, checked, on: { change: toggle } }),
    el("span", {}, el("b", {}, t(`change.${change.kind}`)), " ", change.text,
      change.agency ? [" · ", chinese(change.agency.name)] : null,
      " ", el("span", { class: "quiet" }, t("whatIf.lifts", { n: lifts }))));
}

async function compare(uscc, asOf, assumed, answer, signal) {
  if (assumed.length === 0) {
    answer.replaceChildren(el("p", { class: "quiet" }, t("whatIf.none")));
    return;
  }
  const changes = assumed.map(({ change }) => ASSUMED[change.kind](change));
  try {
    const { whatIf } = await ask("what-if", { uscc, asOf, changes }, signal);
    answer.replaceChildren(
      el("h3", {}, t("whatIf.result")), verdictCounts(whatIf.report.counts), differences(whatIf.diff));
  } catch (error) {
    if (!signal.aborted) answer.replaceChildren(el("p", { role: "alert", lang: "en" }, error.message));
  }
}
