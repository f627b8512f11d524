// What surrounds every screen: name, search, language, place of the screen.

import { el } from "./element.js";
import { keepLanguage, language, named, t } from "./language.js";
import { change, href } from "./route.js";
import { whoever } from "./session.js";

// A whole unified social credit code (GB 32100-2015) names one enterprise: no need to search.
const CODE = /^[0-9A-HJ-NP-RTUW-Y]{18}$/i;

let parts = null;

/** Return the page's `main` and its live `status`, building or renewing what surrounds them. */
export function frame(route) {
  if (parts === null) {
    parts = { main: el("main", { id: "main" }), status: el("div", { role: "status", class: "status" }) };
  }
  const focused = document.activeElement?.id;
  document.body.replaceChildren(skip(), header(route), parts.status, parts.main, footer());
  if (focused) document.getElementById(focused)?.focus();
  return parts;
}

function skip() {
  const jump = (event) => {
    event.preventDefault();
    parts.main.tabIndex = -1;
    parts.main.focus();
  };
  return el("a", { class: "skip", href: "#main", on: { click: jump } }, t("page.skip"));
}

function header(route) {
  return el("header", { class: "top" },
    el("div", { class: "bar" },
      el("a", { class: "brand", href: href("home") }, t("page.name")),
      route.screen === "home" ? el("span", { class: "grow" }) : searchForm(route),
      account(),
      switcher()));
}

/** Return the ways to record and to log on; who is logged on is named. */
function account() {
  const who = whoever();
  const writes = who?.scopes.some((each) => each === "admin" || each.startsWith("write:"));
  return el("span", { class: "account" },
    writes ? el("a", { href: href("record") }, t("record.title")) : null,
    el("a", { id: "account", href: href("log-on") }, who === null ? t("logOn.title") : who.agency ? named(who.agency) : who.subject));
}

/** Return the search form; the page at home shows a large one. */
export function searchForm(route, large = false) {
  const input = el("input", {
    id: large ? "search-large" : "search", type: "search", name: "text", required: true,
    autocomplete: "off", placeholder: t("search.hint"), "aria-label": t("search.label"),
    value: route.screen === "search" ? route.params.text ?? "" : "",
  });
  const submit = (event) => {
    event.preventDefault();
    const text = input.value.trim();
    location.hash = CODE.test(text) ? href("enterprise", text.toUpperCase()) : href("search", "", { text });
  };
  return el("form", { class: large ? "search large" : "search", role: "search", on: { submit } },
    input, el("button", { type: "submit", class: "primary" }, t("search.go")));
}

function switcher() {
  const other = language() === "zh" ? "en" : "zh";
  const turn = () => {
    keepLanguage(other);
    change({ lang: other });
  };
  const lang = other === "zh" ? "zh-CN" : "en";
  return el("button", { id: "language", type: "button", class: "plain", lang, on: { click: turn } },
    other === "zh" ? "中文" : "English");
}

function footer() {
  return el("footer", {},
    el("p", {}, t("page.about")),
    el("p", {}, el("a", { href: "/graphql" }, t("page.graphiql"))));
}
