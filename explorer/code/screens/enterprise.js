// An enterprise: what it may enjoy on a day, why and why not, what would help, what changed.

import { ask } from "../api.js";
import { chinese, el } from "../element.js";
import { coded, instant, language, named, t } from "../language.js";
import { days } from "../parts/days.js";
import { tabs } from "../parts/tabs.js";
import { href, settle } from "../route.js";
import { turn, whoever } from "../session.js";
import { decisionView } from "./enterprise-decisions.js";
import { differenceView } from "./enterprise-difference.js";
import { historyView } from "./enterprise-history.js";
import { whatIfView } from "./enterprise-what-if.js";

const VIEWS = { decisions: decisionView, whatif: whatIfView, difference: differenceView, history: historyView };

// Another view or filter of the answer on the screen need not ask again.
const FRESH_MS = 30_000;
let last = { key: "", at: 0, found: null };

async function answer(variables, signal) {
  const key = JSON.stringify([variables, turn()]);
  if (last.key !== key || performance.now() - last.at > FRESH_MS) {
    const found = await ask("enterprise", variables, signal);
    last = { key, at: performance.now(), found };
  }
  return last.found;
}

export async function screen(route, signal) {
  const { asOf, knownAt, view = "decisions" } = route.params;
  const filter = { whereRegistered: route.params.policies !== "all" };
  const found = await answer({ uscc: route.id, asOf, knownAt, filter }, signal);
  if (!found.enterprise || !found.eligibility) {
    const advice = knownAt ? t("enterprise.noneThen", { uscc: route.id, knownAt: instant(knownAt) }) : t("enterprise.noneAdvice", { uscc: route.id });
    return el("div", {}, el("h1", {}, t("enterprise.none")), el("p", {}, advice),
      knownAt ? el("p", {}, el("a", { href: href("enterprise", route.id, { knownAt: "" }) }, t("days.now"))) : null);
  }
  const { enterprise, eligibility } = found;
  settle({ asOf: eligibility.asOf });
  const show = VIEWS[view] ?? decisionView;
  const known = show === decisionView;
  return el("div", {},
    heading(enterprise),
    days(eligibility, { known }),
    standing(enterprise),
    knownAt ? el("p", { class: "quiet" }, t("enterprise.latest")) : null,
    tabs(t("enterprise.views"), Object.keys(VIEWS).map((each) => [each, t(`enterprise.view.${each}`)]), view in VIEWS ? view : "decisions"),
    await show(route, found, signal));
}

function heading(enterprise) {
  return el("div", { class: "title" },
    el("div", {},
      el("p", { class: "kind" }, t("kind.ENTERPRISE")),
      chinese(enterprise.name, "h1"),
      el("p", { class: "quiet" }, facts(enterprise).join(" · "))),
    whoever()?.scopes.some((each) => each.startsWith("write:"))
      ? el("a", { class: "button", href: href("record", "", { uscc: enterprise.uscc }) }, t("record.title")) : null,
    el("a", { class: "button", href: href("chain", enterprise.uscc) }, t("enterprise.chain")));
}

function facts(enterprise) {
  return [
    enterprise.uscc,
    enterprise.regionInfo ? named(enterprise.regionInfo) : enterprise.region,
    enterprise.zone,
    enterprise.kindTerms.map(named).join(language() === "zh" ? "、" : ", "),
    enterprise.registeredOn && t("enterprise.registered", { day: enterprise.registeredOn }),
    enterprise.status === "active" ? null : t("enterprise.status", { status: coded("status", enterprise.status) }),
  ].filter(Boolean);
}

/** The ratings and list entries that hold on the day. */
function standing(enterprise) {
  const rating = (each) => el("li", { class: "tag" },
    chinese(each.schemeName), " ", chinese(each.levelName, "b"));
  const entry = (each) => el("li", { class: `tag list-${each.colour}` }, chinese(each.listName, "b"));
  const held = [...enterprise.lists.map(entry), ...enterprise.ratings.map(rating)];
  return el("section", { "aria-label": t("enterprise.standing") },
    held.length ? el("ul", { class: "tags" }, held) : el("p", { class: "quiet" }, t("enterprise.noStanding")));
}
