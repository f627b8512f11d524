// A cultivation programme: its target, who is in, who comes next and what is missing.

import { ask } from "../api.js";
import { chinese, el, english } from "../element.js";
import { figure, named, t } from "../language.js";
import { days } from "../parts/days.js";
import { citation, sourceLink } from "../parts/reasons.js";
import { change, href, settle } from "../route.js";
import { candidate, stateBadge } from "./candidates.js";

const STATES = ["READY", "WITHIN_REACH", "UNKNOWN", "BLOCKED"];
const COUNTED = [["ACHIEVED", "achieved"], ["IN", "in"], ["READY", "ready"], ["WITHIN_REACH", "withinReach"], ["UNKNOWN", "unknown"], ["BLOCKED", "blocked"]];

export async function screen(route, signal) {
  const { asOf, region = "" } = route.params;
  const state = STATES.includes(route.params.state) ? route.params.state : null;
  const asked = { code: route.id, asOf, region: region || null, states: state ? [state] : null };
  const { programme } = await ask("programme", asked, signal);
  if (!programme) return el("div", {}, el("h1", {}, t("programme.none")), el("p", {}, route.id));
  const { cultivation } = programme;
  settle({ asOf: cultivation.asOf });
  return el("div", {},
    heading(programme),
    days({ asOf: cultivation.asOf }, { known: false }),
    figures(cultivation),
    counts(cultivation.counts),
    el("div", { class: "beside wide" },
      el("section", {}, el("h2", {}, t("programme.candidates", { n: figure(cultivation.candidates.totalCount) })),
        el("div", { class: "controls" }, states(state), regions(region || programme.region)),
        ranking(cultivation.candidates, asked)),
      el("div", {}, nextSteps(cultivation.bestNextSteps), criteria(programme), help(programme.help))));
}

function heading(programme) {
  return el("div", { class: "title" }, el("div", {},
    el("p", { class: "kind" }, t("programme.title")),
    el("h1", {}, named(programme)),
    el("p", { class: "quiet" }, `${programme.code} · ${programme.region}`),
    citation(programme.citation)));
}

function figures(found) {
  const card = (words, value) => el("li", {}, el("b", {}, value === null ? "—" : figure(value)), el("span", {}, words));
  return [
    el("ul", { class: "counts" },
      card(t("programme.target"), found.target), card(t("programme.in"), found.inRegion), card(t("programme.shortfall"), found.shortfall)),
    found.complete ? null : el("p", { class: "warning" }, t("programme.incomplete")),
  ];
}

function counts(found) {
  return el("ul", { class: "tags" }, COUNTED.map(([state, field]) =>
    el("li", { class: "tag" }, stateBadge(state), " ", figure(found[field]))),
  el("li", { class: "tag" }, `${t("programme.notApplicable")} ${figure(found.notApplicable)}`));
}

function states(current) {
  const chip = (each) => el("button", {
    type: "button", "aria-pressed": String(each === current), on: { click: () => change({ state: each === current ? "" : each }) },
  }, t(`state.${each}`));
  return el("div", { class: "chips", role: "group", "aria-label": t("programme.states") }, STATES.map(chip));
}

function regions(current) {
  const input = el("input", { value: current, pattern: "\\d{6}", inputmode: "numeric", maxlength: "6" });
  input.addEventListener("change", () => { if (input.validity.valid) change({ region: input.value }); });
  return el("label", { class: "field" }, el("span", {}, t("programme.region")), input);
}

function ranking(page, asked) {
  if (page.nodes.length === 0) return el("p", {}, t("candidates.none"));
  const list = el("ol", { class: "candidates" }, page.nodes.map(candidate));
  const holder = el("div", {}, list);
  const more = ({ pageInfo }) => {
    if (!pageInfo.hasNextPage) return;
    const button = el("button", { type: "button" }, t("page.more"));
    button.addEventListener("click", async () => {
      const next = await ask("programme", { ...asked, after: pageInfo.endCursor });
      const { candidates } = next.programme.cultivation;
      list.append(...candidates.nodes.map(candidate));
      button.remove();
      more(candidates);
    });
    holder.append(button);
  };
  more(page);
  return holder;
}

function nextSteps(steps) {
  if (steps.length === 0) return null;
  return el("section", {}, el("h2", {}, t("programme.next")), el("ol", {}, steps.map((each) =>
    el("li", {}, el("b", {}, t(`change.${each.kind}`)), " ", each.text, " ",
      el("span", { class: "quiet" }, t("programme.helps", { n: figure(each.members) }))))));
}

function criteria(programme) {
  const lines = programme.criteria.members.length ? programme.criteria.members : [programme.criteria];
  return el("section", {}, el("h2", {}, t("programme.criteria")), el("ul", {}, lines.map((each) =>
    el("li", {}, english(each.words), " ", each.citation ? sourceLink(each.citation) : null))));
}

function help(measures) {
  if (measures.length === 0) return null;
  return el("section", {}, el("h2", {}, t("programme.help")), el("ul", {}, measures.map((each) =>
    el("li", {}, el("a", { href: href("measure", each.code) }, named(each)), " ", chinese(each.code, "span", { class: "quiet" })))));
}
