// An agency: what it owes when, what it is late with, its duties, with whom it works.

import { ask } from "../api.js";
import { period, today } from "../day.js";
import { chinese, el } from "../element.js";
import { figure, language, named, t } from "../language.js";
import { days } from "../parts/days.js";
import { fileLink } from "../parts/download.js";
import { citation, sourceLink } from "../parts/reasons.js";
import { table } from "../parts/table.js";
import { change, href, settle } from "../route.js";
import { matrix, monthTable, yearMap } from "./agency-pictures.js";

const PERIODS = ["month", "quarter", "year"];

export async function screen(route, signal) {
  const asOf = route.params.asOf ?? today();
  const kind = PERIODS.includes(route.params.period) ? route.params.period : "quarter";
  const year = period(asOf, "year");
  const [about, due] = await Promise.all([
    ask("agency", { code: route.id, asOf }, signal),
    ask("calendar", { agency: route.id, ...year, asOf }, signal),
  ]);
  const { agency } = about;
  if (!agency) return el("div", {}, el("h1", {}, t("agency.none")), el("p", {}, route.id));
  settle({ asOf });
  const policy = route.params.policy ?? agency.workload.duties[0]?.policy.code;
  const found = policy ? await ask("matrix", { policy }, signal) : null;
  const view = el("div", {});
  view.append(
    heading(agency), days({ asOf }, { known: false }), workload(agency.workload),
    dueSection(due.calendar, asOf, kind),
    el("section", {}, el("h2", {}, t("agency.year", { year: asOf.slice(0, 4) })),
      yearMap(due.calendar, asOf, view), monthTable(due.calendar.nodes, asOf)),
    duties(agency.duties),
    found ? matrixSection(found.responsibilityMatrix, agency, policy, view) : el("span"),
    coAgencies(agency.coAgencies));
  return view;
}

function heading(agency) {
  const other = agency.aliases.length ? t("agency.aliases", { names: agency.aliases.join("、") }) : null;
  return el("div", { class: "title" }, el("div", {},
    el("p", { class: "kind" }, t("kind.AGENCY")),
    chinese(agency.name, "h1"),
    el("p", { class: "quiet" }, [agency.regionName, language() === "en" ? agency.gloss : null, other].filter(Boolean).join(" · ")),
    agency.collective ? collective(agency) : null,
    succession(agency)),
  fileLink(`/calendar/${encodeURIComponent(agency.code)}.ics`, `${agency.code}.ics`, t("agency.ics"), { class: "button" }));
}

function collective(agency) {
  return el("div", { class: "note" },
    el("p", {}, t(agency.members.length ? "agency.collective" : "agency.collectiveOpen")),
    agency.members.length ? el("p", {}, agency.members.map((each, place) => [place ? "、" : null,
      el("a", { href: href("agency", each.code) }, chinese(each.name))])) : null,
    agency.membersAt ? citation(agency.membersAt) : null);
}

function succession(agency) {
  const passedOn = agency.successors.map((each) => el("li", {},
    t(each.successor ? "agency.passedTo" : "agency.successorUnknown", { day: each.since ?? "—" }), " ",
    each.successor ? el("a", { href: href("agency", each.successor.code) }, chinese(each.successor.name)) : null,
    each.function ? el("span", { class: "quiet" }, ` (${each.function})`) : null,
    el("p", { class: "quiet" }, t("agency.successionSource", { source: each.source, day: each.seenOn }))));
  const tookOver = agency.predecessors.map((each) => el("li", {},
    t("agency.tookOver", { day: each.since ?? "—" }), " ",
    el("a", { href: href("agency", each.predecessor.code) }, chinese(each.predecessor.name)),
    each.function ? el("span", { class: "quiet" }, ` (${each.function})`) : null,
    el("p", { class: "quiet" }, t("agency.successionSource", { source: each.source, day: each.seenOn }))));
  return passedOn.length || tookOver.length
    ? el("div", { class: "note" }, el("ul", {}, passedOn, tookOver)) : null;
}

function workload(found) {
  const card = (words, value, tone) => el("li", { class: tone }, el("b", {}, value), el("span", {}, words));
  return el("ul", { class: "counts" },
    card(t("agency.overdue"), figure(found.overdueCount), found.overdueCount ? "not_eligible" : null),
    card(t("agency.dueSoon"), figure(found.dueSoonCount), found.dueSoonCount ? "conditional" : null),
    card(t("agency.next"), found.nextDue?.dueOn ?? "—", null),
    card(t("agency.used"), figure(found.used.uses), null));
}

function dueSection(calendar, asOf, kind) {
  const { from, to } = period(asOf, kind);
  const items = calendar.nodes.filter((each) => each.dueOn >= from && each.dueOn <= to);
  const choose = (each) => el("button", {
    type: "button", "aria-pressed": String(each === kind), on: { click: () => change({ period: each }) },
  }, t(`period.${each}`));
  return el("section", {},
    el("h2", {}, t("agency.due", { from, to })),
    el("div", { class: "chips", role: "group", "aria-label": t("agency.period") }, PERIODS.map(choose)),
    items.length ? dueTable(items) : el("p", {}, t("agency.nothingDue")),
    calendar.pageInfo.hasNextPage ? el("p", { class: "warning" }, t("agency.cut", { n: figure(calendar.totalCount) })) : null);
}

function dueTable(items) {
  return table(t("agency.dueTable"), [
    { title: t("agency.dueOn"), of: (each) => each.dueOn },
    { title: t("agency.what"), of: (each) => [subject(each.subject),
      each.minCases ? el("span", { class: "quiet" }, ` · ${t("agency.minCases", { n: each.minCases })}`) : null] },
    { title: t("agency.status"), of: (each) => status(each) },
    { title: t("agency.whose"), of: (each) => el("a", { href: href("agency", each.agency.code) }, chinese(each.agency.name)) },
    { title: t("agency.source"), of: (each) => sourceLink(each.subject.citation) },
  ], items);
}

function status(item) {
  const tone = { OPEN: "conditional", DONE: "eligible", OVERDUE: "not_eligible" }[item.status];
  return [el("span", { class: `badge ${tone}` }, t(`due.${item.status}`)),
    item.closedBy ? el("span", { class: "quiet" }, ` ${t(item.late ? "due.closedLate" : "due.closed", { day: item.closedBy.handedInOn })}`) : null];
}

function subject(each) {
  const code = each.code ?? each.measureCode;
  return code ? el("a", { href: href("measure", code) }, named(each)) : el("span", {}, named(each));
}

function duties(page) {
  return el("section", {}, el("h2", {}, t("agency.duties", { n: figure(page.totalCount) })),
    page.nodes.length ? table(t("agency.dutyTable"), [
      { title: t("agency.role"), of: (each) => (each.role ? t(`role.${each.role}`) : t("role.none")) },
      { title: t("agency.what"), of: (each) => subject(each.subject) },
      { title: t("agency.via"), of: (each) => (each.via ? chinese(each.via.name) : "—") },
      { title: t("agency.deadline"), of: (each) => each.deadline ?? "—" },
      { title: t("agency.source"), of: (each) => sourceLink(each.citation) },
    ], page.nodes, { quiet: true }) : el("p", {}, t("agency.noDuties")));
}

function matrixSection(found, agency, policy, view) {
  const policies = agency.workload.duties.map((each) => each.policy);
  const codes = [...new Map(policies.map((each) => [each.code, each])).values()];
  return el("section", {}, el("h2", {}, t("agency.matrix")),
    codes.length > 1 ? el("label", { class: "field" }, el("span", {}, t("kind.POLICY")),
      el("select", { on: { change: (event) => change({ policy: event.target.value }) } }, codes.map((each) =>
        el("option", { value: each.code, selected: each.code === policy }, named(each))))) : el("p", { class: "quiet" }, named(found.policy)),
    matrix(found, agency.code, view));
}

function coAgencies(found) {
  if (found.length === 0) return el("span");
  return el("section", {}, el("h2", {}, t("agency.coAgencies")), el("ul", { class: "tags" }, found.map((each) =>
    el("li", { class: "tag" }, el("a", { href: href("agency", each.agency.code) }, chinese(each.agency.name)), ` ${figure(each.subjects)}`))));
}
