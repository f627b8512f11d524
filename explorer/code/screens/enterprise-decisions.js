// Every measure with its verdict, by policy; one opens to why or why not.

import { ask } from "../api.js";
import { chinese, el } from "../element.js";
import { language, named, t } from "../language.js";
import { changeList, citation, reasonList } from "../parts/reasons.js";
import { VERDICTS, verdictBadge, verdictCounts } from "../parts/verdict.js";
import { change, href, readRoute, settle } from "../route.js";

export async function decisionView(route, found) {
  const { enterprise, eligibility } = found;
  const opened = readRoute().params.open ?? "";
  const wanted = (route.params.verdicts ?? "").split(",").filter((each) => VERDICTS.includes(each));
  const decisions = eligibility.decisions.filter((each) => wanted.length === 0 || wanted.includes(each.verdict));
  const reasons = reasonsOf(route, eligibility);
  const view = el("section", {},
    verdictCounts(eligibility.counts),
    warnings(eligibility.warnings),
    el("div", { class: "controls" }, chips(wanted), scope(route), grouping(route)),
    decisions.length ? groups(decisions, enterprise, { opened, byAgency: route.params.group === "agency", reasons }) : el("p", {}, t("decisions.none")));
  view.addEventListener("toggle", rememberOpened, true);
  return view;
}

/** Return what gives the reasons of a policy's decisions; asked for once, when one is opened. */
function reasonsOf(route, eligibility) {
  const asked = new Map();
  const { asOf, knownAt } = eligibility;
  const load = async (policy) => {
    const instant = route.params.knownAt ? knownAt : null;
    const variables = { uscc: route.id, asOf, knownAt: instant, filter: { policy } };
    const { eligibility: full } = await ask("reasons", variables);
    return new Map(full.decisions.map((each) => [each.measure.code, each]));
  };
  return (policy) => {
    if (!asked.has(policy)) {
      asked.set(policy, load(policy).catch((error) => {
        asked.delete(policy);
        throw error;
      }));
    }
    return asked.get(policy);
  };
}

function warnings(found) {
  if (found.length === 0) return null;
  return el("div", { class: "warning" }, el("h2", {}, t("warning.title")), el("ul", {}, found.map((each) =>
    el("li", {}, t("warning.item", { violation: each.violation, severity: each.severity, day: each.foundOn })))));
}

function chips(wanted) {
  const chip = (verdict) => {
    const pressed = wanted.includes(verdict);
    const next = pressed ? wanted.filter((each) => each !== verdict) : [...wanted, verdict];
    return el("button", { type: "button", "aria-pressed": String(pressed), on: { click: () => change({ verdicts: next.join(",") }) } },
      t(`verdict.${verdict}`));
  };
  return el("div", { class: "chips", role: "group", "aria-label": t("decisions.filter") }, VERDICTS.map(chip));
}

/** Policies of other places grant nothing here: they are shown when they are asked for. */
function scope(route) {
  const current = route.params.policies === "all" ? "all" : "here";
  const choose = (event) => change({ policies: event.target.value });
  return el("label", { class: "field" }, el("span", {}, t("decisions.policies")),
    el("select", { on: { change: choose } }, ["here", "all"].map((each) =>
      el("option", { value: each, selected: each === current }, t(`decisions.policies.${each}`)))));
}

function grouping(route) {
  const current = route.params.group === "agency" ? "agency" : "policy";
  const choose = (event) => change({ group: event.target.value });
  return el("label", { class: "field" }, el("span", {}, t("decisions.group")),
    el("select", { on: { change: choose } }, ["policy", "agency"].map((each) =>
      el("option", { value: each, selected: each === current }, t(`decisions.group.${each}`)))));
}

/** Policies of the enterprise's own region come first, then those that grant most. */
function groups(decisions, enterprise, shown) {
  const byPolicy = grouped(decisions, (each) => each.measure.policy.code);
  const rank = ([, items]) => {
    const { region } = items[0].measure.policy;
    const own = enterprise.region.startsWith(region.replace(/(00)+$/, ""));
    return (own ? 1000 : 0) + items.filter((each) => each.verdict !== "NOT_ELIGIBLE").length;
  };
  const sorted = [...byPolicy].sort((one, other) => rank(other) - rank(one));
  return el("div", {}, sorted.map(([code, items], place) => policyGroup(code, items, place === 0, shown)));
}

function policyGroup(code, items, isFirst, { opened, byAgency, reasons }) {
  const holdsOpened = items.some((each) => each.measure.code === opened);
  const tally = VERDICTS.map((verdict) => [verdict, items.filter((each) => each.verdict === verdict).length])
    .filter(([, n]) => n > 0).map(([verdict, n]) => `${t(`verdict.${verdict}`)} ${n}`).join(" · ");
  const { policy } = items[0].measure;
  const rows = byAgency
    ? agencyGroups(items, opened, reasons)
    : el("div", { class: "decisions" }, items.map((each) => decisionRow(each, opened, reasons)));
  return el("details", { class: "group", open: isFirst || holdsOpened, id: `policy-${code}` },
    el("summary", {}, el("h2", {}, named(policy)), el("span", { class: "quiet" }, tally)), rows);
}

function agencyGroups(items, opened, reasons) {
  const nobody = t("decisions.noAgency");
  const names = (each) => [...new Set(each.duties.map((duty) => named(duty.agency)))];
  const byName = grouped(items.flatMap((each) => (names(each).length ? names(each) : [nobody]).map((name) => ({ name, each }))),
    ({ name }) => name);
  return el("div", {}, [...byName].map(([name, pairs]) => el("section", {},
    el("h3", { class: "agency" }, name),
    el("div", { class: "decisions" }, pairs.map(({ each }) => decisionRow(each, opened, reasons))))));
}

function grouped(items, key) {
  const groups = new Map();
  for (const each of items) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
}

function decisionRow(decision, opened, reasons) {
  const { measure } = decision;
  const agencies = [...new Set(decision.duties.map((duty) => named(duty.agency)))];
  const body = el("div", { class: "opened" });
  const row = el("details", { class: "decision", "data-measure": measure.code },
    el("summary", {},
      el("span", { class: "code" }, measure.number),
      el("span", { class: "grow" }, named(measure)),
      el("span", { class: "quiet agencies" }, agencies.join(language() === "zh" ? "、" : ", ")),
      verdictBadge(decision.verdict)),
    body);
  const fill = async () => {
    if (!row.open || body.childElementCount) return;
    body.append(el("p", { role: "status" }, t("page.loading")));
    try {
      const full = (await reasons(measure.policy.code)).get(measure.code);
      body.replaceChildren(...explained(decision, full));
    } catch (error) {
      body.replaceChildren(el("p", { role: "alert", lang: "en" }, error.message));
    }
  };
  row.addEventListener("toggle", fill);
  if (measure.code === opened) row.open = true;
  return row;
}

function explained(decision, full) {
  const { measure } = decision;
  return [
    el("p", { class: "why" }, t(`why.${decision.verdict}`)),
    full.reasons.length ? reasonList(full.reasons) : null,
    full.parts.length ? el("div", {}, el("h3", {}, t("decisions.parts")), full.parts.map(part)) : null,
    decision.nearestChange.length
      ? el("div", { class: "nearest" }, el("h3", {}, t("decisions.nearest", { verdict: t(`verdict.${decision.nearestVerdict}`) })), changeList(decision.nearestChange))
      : null,
    el("h3", {}, t("decisions.words")),
    citation(full.measure.citation),
    decision.duties.length
      ? el("p", {}, t("decisions.grantedBy"), " ", decision.duties.map((duty, place) => [place ? " · " : null,
        el("a", { href: href("agency", duty.agency.code) }, chinese(duty.agency.name)),
        duty.role ? ` (${t(`role.${duty.role}`)})` : null]))
      : null,
    el("p", {}, el("a", { href: href("measure", measure.code) }, t("decisions.measure"))),
  ].filter(Boolean);
}

function part(each) {
  return el("section", { class: "part" },
    el("h4", {}, el("span", { class: "code" }, each.measure.code), " ", named(each.measure), " ", verdictBadge(each.verdict)),
    reasonList(each.reasons));
}

/** Keep in the address which decision is open, so that a link shows it open. */
function rememberOpened(event) {
  const code = event.target.dataset?.measure;
  if (code) settle({ open: event.target.open ? code : "" });
}
