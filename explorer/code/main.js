// Starts the page, and shows a screen for each address.

import { Refusal } from "./api.js";
import { el } from "./element.js";
import { frame } from "./frame.js";
import { chooseLanguage, language, t } from "./language.js";
import { readRoute, settle } from "./route.js";

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
};

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
    el("button", { type: "button", on: { click: show } }, t("error.again")));
}

addEventListener("hashchange", show);
show();
