// Logging on, at the issuer or with a pasted key, and off.

import { ask, Refusal } from "../api.js";
import { chinese, el } from "../element.js";
import { named, t } from "../language.js";
import { issuerSettings, leaveForIssuer, LogOnFailure, returnFromIssuer } from "../oidc.js";
import { href } from "../route.js";
import { hold, logOff, may, whoever } from "../session.js";

let failed = null;

export async function screen(route, signal) {
  const who = whoever();
  const problem = failed;
  failed = null;
  return el("div", {},
    el("h1", {}, t("logOn.title")),
    problem ? failureView(problem) : null,
    who === null ? await ways(route, signal) : standing(who));
}

/** Log on with what an issuer sent along; return the address to go to. */
export async function returned(search) {
  try {
    const { token, back } = await returnFromIssuer(search);
    await take(token);
    return back ? `#/${back}` : href("log-on");
  } catch (error) {
    failed = error;
    return href("log-on");
  }
}

/** Have the service say whom a token speaks for, and keep both. */
async function take(token, signal) {
  const { principal } = await ask("principal", {}, signal, token);
  hold(token, principal);
}

async function ways(route, signal) {
  const settings = await issuerSettings(signal);
  return el("div", {},
    el("p", {}, t("logOn.lead")),
    settings.issuer ? atIssuer(settings, route) : null,
    withKey(route));
}

function atIssuer(settings, route) {
  const answer = el("div", {});
  const button = el("button", { type: "button", class: "primary" }, t("logOn.atIssuer"));
  button.addEventListener("click", async () => {
    answer.replaceChildren();
    try {
      await leaveForIssuer(settings, route.params.back ?? "");
    } catch (error) {
      answer.replaceChildren(failureView(error));
    }
  });
  return el("section", {}, el("h2", {}, t("logOn.issuerTitle")),
    el("p", {}, t("logOn.issuer", { issuer: new URL(settings.issuer).host })), el("p", {}, button), answer);
}

function withKey(route) {
  const answer = el("div", {});
  const input = el("input", {
    id: "log-on-key", type: "password", required: true, autocomplete: "off", spellcheck: "false", "aria-describedby": "log-on-hint",
  });
  const submit = async (event) => {
    event.preventDefault();
    answer.replaceChildren();
    try {
      await take(input.value.trim());
      goBack(route);
    } catch (error) {
      answer.replaceChildren(failureView(error));
      input.focus();
    }
  };
  return el("section", {}, el("h2", {}, t("logOn.keyTitle")),
    el("form", { class: "record", on: { submit } },
      el("div", { class: "entry" }, el("label", { for: "log-on-key" }, t("logOn.key")), input,
        el("p", { class: "quiet", id: "log-on-hint" }, t("logOn.keyHint"))),
      el("p", { class: "controls" }, el("button", { type: "submit" }, t("logOn.withKey")))),
    answer);
}

/** Go to where the reader came from; without that, show anew who is logged on. */
function goBack(route) {
  const { back } = route.params;
  if (back) location.hash = `#/${back}`;
  else renew();
}

/** Show the page anew: what surrounds the screen names who is logged on, too. */
function renew() {
  dispatchEvent(new HashChangeEvent("hashchange"));
}

function standing(who) {
  const leave = () => {
    logOff();
    renew();
  };
  const facts = [
    [t("logOn.subject"), who.subject],
    [t("logOn.agency"), who.agency ? chinese(who.agency.name) : "—"],
    [t("logOn.scopes"), who.scopes.join(" · ")],
    [t("logOn.regions"), who.regions === null ? t("logOn.allRegions") : who.regions.join(" · ") || "—"],
  ];
  return el("div", {},
    el("p", {}, t("logOn.done", { who: who.agency ? named(who.agency) : who.subject })),
    el("dl", { class: "facts" }, facts.map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)])),
    el("p", { class: "controls" },
      writes() ? el("a", { class: "button", href: href("record") }, t("record.title")) : null,
      el("button", { type: "button", on: { click: leave } }, t("logOn.off"))),
    el("p", { class: "quiet" }, t("logOn.memory")));
}

/** Tell whether who is logged on may record anything. */
function writes() {
  return may("admin") || whoever().scopes.some((each) => each.startsWith("write:"));
}

function failureView(error) {
  if (error instanceof LogOnFailure) {
    return el("div", { role: "alert", class: "failure" },
      el("p", {}, t(`logOnFailed.${error.code}`)), error.detail ? el("p", { class: "quiet" }, error.detail) : null);
  }
  const known = error instanceof Refusal;
  if (!known) console.error(error);
  return el("div", { role: "alert", class: "failure" },
    el("p", {}, known ? error.message : t("error.connection")), known && error.advice ? el("p", {}, error.advice) : null);
}
