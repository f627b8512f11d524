// Starts the page, and shows a screen for each address.

import { Refusal } from "./api.js";
import { el } from "./element.js";
import { frame } from "./frame.js";
import { chooseLanguage, language, t } from "./language.js";
import { href, readRoute, settle } from "./route.js";

// Each screen is loaded when it is first shown.
const SCREENS = {
  home: () => import("./screens/home.js"),
  search: () => import("./screens/search.js"),
  enterprise: () => import("./screens/enterprise.js"),
  chain: () => import("./screens/chain.js"),
  programme: () => import("./screens/programme.js"),
  agency: () => import("./screens/agency.js"),
  document: () => import("./screens/document.js"),
  measure: () => import("./screens/measure.js"),
  record: () => import("./screens/record.js"),
  "log-on": () => import("./screens/log-on.js"),
};
// Where an issuer sends the browser back to, with a code that counts once.
const RETURN = "/log-on";
// What a token, or another one, may mend.
const OF_TOKENS = new Set(["UNAUTHENTICATED", "INVALID_TOKEN", "INSUFFICIENT_SCOPE"]);

let underWay = new AbortController();
let shown = "";

async function show() {
  underWay.abort();
  underWay = new AbortController();
  const { signal } = underWay;
  const route = readRoute();
  chooseLanguage(route.params.lang);
  settle({ lang: language() });
  const { main, status } = frame(route);
  main.setAttribute("aria-busy", "true");
  status.textContent = t("page.loading");
  const place = `${route.screen}/${route.id}`;
  try {
    const load = SCREENS[route.screen];
    const content = load ? await (await load()).screen(route, signal) : missing();
    if (signal.aborted) return;
    main.replaceChildren(content);
    status.textContent = "";
    arrive(main, content, place !== shown);
  } catch (error) {
    if (signal.aborted) return;
    main.replaceChildren(failure(error));
    status.textContent = "";
  }
  shown = place;
  main.removeAttribute("aria-busy");
}

/** Give the page its title, and take a reader who went to another screen to its heading. */
function arrive(main, content, isNew) {
  const heading = main.querySelector("h1");
  document.title = heading ? `${heading.textContent} · credit-graph` : "credit-graph";
  if (isNew && shown !== "" && heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  content.dispatchEvent(new CustomEvent("arrived"));
}

function missing() {
  return el("div", {}, el("h1", {}, t("error.noScreen")), el("p", {}, t("error.noScreenAdvice")));
}

function failure(error) {
  const known = error instanceof Refusal;
  if (!known) console.error(error);
  return el("div", { role: "alert", class: "failure" },
    el("h1", {}, known ? t("error.title") : t("error.connection")),
    el("p", { lang: "en" }, error.message),
    known && error.advice ? el("p", { lang: "en" }, error.advice) : null,
    known ? el("p", { class: "quiet" }, t("error.code", { code: error.code })) : null,
    el("p", { class: "controls" }, el("button", { type: "button", on: { click: show } }, t("error.again")),
      known && OF_TOKENS.has(error.code) ? logOnLink() : null));
}

/** Return the link to logging on, from where the reader comes back to this very address. */
function logOnLink() {
  const back = location.hash.replace(/^#\/?/, "");
  return el("a", { class: "button", href: href("log-on", "", { back }) }, t("logOn.title"));
}

if (location.pathname === RETURN) {
  const answer = location.search;
  history.replaceState(null, "", "/");
  chooseLanguage();
  const { returned } = await import("./screens/log-on.js");
  history.replaceState(null, "", `/${await returned(answer)}`);
}
addEventListener("hashchange", show);
show();
