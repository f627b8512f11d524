// The way of a change: tried first, shown, then confirmed under one idempotency key.

import { Refusal } from "../api.js";
import { el } from "../element.js";
import { t } from "../language.js";
import { href, readRoute } from "../route.js";

const OF_TOKENS = new Set(["UNAUTHENTICATED", "INVALID_TOKEN", "INSUFFICIENT_SCOPE", "REGION_BOUND"]);

/** Return a new idempotency key. */
export function newKey() {
  return crypto.randomUUID();
}

/** Show what came of a step, and take the reader to its heading. */
export function present(holder, ...content) {
  holder.replaceChildren(...content.flat(Infinity).filter(Boolean));
  const heading = holder.querySelector(".outcome");
  heading?.focus({ preventScroll: true });
  holder.scrollIntoView({ block: "nearest" });
}

/** Run a step with its button out of use meanwhile. */
export async function whileBusy(button, step) {
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  try {
    await step();
  } finally {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}

/** Return why a step had no answer. After any error the same key settles what became of it. */
export function errorView(error) {
  const known = error instanceof Refusal;
  if (!known) console.warn(error.message);
  return el("div", { role: "alert", class: "failure" },
    el("h2", { class: "outcome", tabindex: "-1" }, known ? t("record.noAnswer") : t("error.connection")),
    el("p", {}, error.message),
    known && error.advice ? el("p", {}, error.advice) : null,
    known ? el("p", { class: "quiet" }, t("error.code", { code: error.code })) : null,
    el("p", {}, known && OF_TOKENS.has(error.code)
      ? el("a", { href: href("log-on", "", { back: readRoute().screen }) }, t("logOn.title"))
      : t("record.sameKey")));
}
