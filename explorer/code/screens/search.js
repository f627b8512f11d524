// What is named like some words: enterprises, measures, agencies, documents.

import { ask } from "../api.js";
import { chinese, el } from "../element.js";
import { figure, named, t } from "../language.js";
import { change, href } from "../route.js";

const KINDS = ["ENTERPRISE", "MEASURE", "AGENCY", "POLICY"];

const SHOWN = {
  Enterprise: (each) => ({
    kind: "ENTERPRISE", link: href("enterprise", each.uscc), title: chinese(each.name),
    note: [each.uscc, each.regionInfo ? named(each.regionInfo) : null].filter(Boolean).join(" · ") }),
  Measure: (each) => ({
    kind: "MEASURE", link: href("measure", each.code), title: named(each),
    note: `${each.code} · ${named(each.policy)}` }),
  Agency: (each) => ({
    kind: "AGENCY", link: href("agency", each.agencyCode), title: chinese(each.name), note: each.regionName }),
  Policy: (each) => ({
    kind: "POLICY", link: href("document", each.policyCode), title: named(each), note: each.number ?? each.policyCode }),
};

export async function screen(route, signal) {
  const { text = "", kind } = route.params;
  const kinds = KINDS.includes(kind) ? [kind] : null;
  if (text === "") return el("div", {}, el("h1", {}, t("search.title")), el("p", {}, t("search.empty")));
  const { search } = await ask("search", { text, kinds }, signal);
  return el("div", {},
    el("h1", {}, t("search.found", { text })),
    el("div", { class: "chips", role: "group", "aria-label": t("search.kinds") }, [null, ...KINDS].map((each) => chip(each, kind))),
    el("p", { class: "quiet" }, t("search.count", { n: figure(search.totalCount) })),
    search.nodes.length ? results(search, { text, kinds }) : el("p", {}, t("search.nothing")));
}

function chip(kind, current) {
  const pressed = (kind ?? "") === (current ?? "");
  return el("button", { type: "button", "aria-pressed": String(pressed), on: { click: () => change({ kind: kind ?? "" }) } },
    kind ? t(`kind.${kind}`) : t("search.all"));
}

function results(search, asked) {
  const list = el("ul", { class: "results" }, search.nodes.map(result));
  const holder = el("div", {}, list);
  const more = (page) => {
    if (!page.hasNextPage) return;
    const button = el("button", { type: "button" }, t("page.more"));
    button.addEventListener("click", async () => {
      const next = await ask("search", { ...asked, after: page.endCursor });
      list.append(...next.search.nodes.map(result));
      button.remove();
      more(next.search.pageInfo);
    });
    holder.append(button);
  };
  more(search.pageInfo);
  return holder;
}

function result(node) {
  const shown = SHOWN[node.__typename](node);
  return el("li", {},
    el("span", { class: "kind" }, t(`kind.${shown.kind}`)),
    el("a", { href: shown.link }, shown.title),
    el("span", { class: "quiet" }, shown.note));
}
