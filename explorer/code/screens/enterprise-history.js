// Everything recorded of an enterprise: a time line, and the table of the same facts.

import { ask } from "../api.js";
import { today } from "../day.js";
import { chinese, el } from "../element.js";
import { instant, t } from "../language.js";
import { table } from "../parts/table.js";
import { href } from "../route.js";

const DAY_MS = 86_400_000;

export async function historyView(route, found, signal) {
  const { enterprise } = await ask("history", { uscc: route.id }, signal);
  const { history } = enterprise;
  const items = history.nodes;
  return el("section", {},
    el("h2", {}, t("history.title")),
    items.length === 0 ? el("p", {}, t("history.none")) : [timeLine(items), facts(items)],
    history.pageInfo.hasNextPage ? el("p", { class: "quiet" }, t("history.more", { n: items.length, all: history.totalCount })) : null);
}

function detailText(item) {
  return item.details.map((each) => each.value).join(" · ");
}

/** Bars from first to last day; a fact that was withdrawn is struck out. */
function timeLine(items) {
  const dated = items.filter((each) => each.validFrom);
  if (dated.length === 0) return null;
  const end = Date.parse(today()) + 90 * DAY_MS;
  const start = Math.max(Math.min(...dated.map((each) => Date.parse(each.validFrom))), end - 12 * 365 * DAY_MS);
  const place = (day) => Math.min(Math.max((Date.parse(day) - start) / (end - start), 0), 1);
  const bar = (each) => {
    const from = place(each.validFrom);
    const to = each.validTo ? place(each.validTo) : 1;
    const label = `${t(`fact.${each.kind}`)} ${detailText(each)}`;
    return el("li", { class: each.retractedAt ? "withdrawn" : null },
      el("span", { class: "label", title: label }, label),
      el("span", { class: "track" }, el("span", {
        class: `bar ${each.kind.toLowerCase()}`,
        css: { "--from": `${from * 100}%`, "--length": `${Math.max((to - from) * 100, 0.6)}%` },
      })));
  };
  const years = [];
  for (let year = new Date(start).getUTCFullYear() + 1; Date.parse(`${year}-01-01`) < end; year += 1) {
    years.push(el("span", { css: { "--from": `${place(`${year}-01-01`) * 100}%` } }, String(year)));
  }
  return el("div", { class: "timeline", "aria-hidden": "true" },
    el("div", { class: "years" }, el("span", { class: "label" }), el("span", { class: "track" }, years)),
    el("ul", {}, dated.map(bar)));
}

function facts(items) {
  return table(t("history.table"), [
    { title: t("history.kind"), of: (each) => t(`fact.${each.kind}`) },
    { title: t("history.what"), of: (each) => [chinese(detailText(each)), each.partner
      ? [" ", el("a", { href: href("enterprise", each.partner.uscc) }, chinese(each.partner.name))] : null] },
    { title: t("history.from"), of: (each) => each.validFrom ?? "…" },
    { title: t("history.to"), of: (each) => each.validTo ?? t("history.open") },
    { title: t("history.source"), of: (each) => [each.source, each.reference].filter(Boolean).join(" · ") || "—" },
    { title: t("history.recorded"), of: (each) => instant(each.recordedAt) },
    { title: t("history.retracted"), of: (each) => (each.retractedAt ? instant(each.retractedAt) : "—") },
  ], items);
}
