// The first page: search, and the ways in.

import { ask } from "../api.js";
import { chinese, el } from "../element.js";
import { searchForm } from "../frame.js";
import { named, t } from "../language.js";
import { href } from "../route.js";

const EXAMPLES = ["汇总征税", "税务局", "绿色通道", "出口退税"];

export async function screen(route, signal) {
  const found = await ask("home", {}, signal);
  return el("div", { class: "home" },
    el("h1", {}, t("home.title")),
    el("p", { class: "lead" }, t("home.lead")),
    searchForm(route, true),
    el("p", { class: "examples" }, t("home.examples"), " ", EXAMPLES.map((text) => [
      el("a", { href: href("search", "", { text }), lang: "zh-CN" }, text), " "])),
    el("div", { class: "cards" },
      card(t("home.policies"), found.policies.map((each) => ({
        link: href("document", each.code), title: named(each), note: each.number ?? each.code }))),
      card(t("home.programmes"), found.programmes.map((each) => ({
        link: href("programme", each.code), title: named(each), note: each.code })))));
}

function card(title, items) {
  return el("section", { class: "card" }, el("h2", {}, title),
    el("ul", { class: "links" }, items.map((each) => el("li", {},
      el("a", { href: each.link }, each.title), " ", chinese(each.note, "span", { class: "quiet" })))));
}
