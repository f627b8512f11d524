// The day asked about, and the instant as known at which.

import { fromLocal, toLocal } from "../day.js";
import { el } from "../element.js";
import { instant, t } from "../language.js";
import { change, readRoute, written } from "../route.js";

/** Return the two pickers and the link to this very answer; `answer` has `asOf` and `knownAt`. */
export function days(answer, { known = true } = {}) {
  const { params } = readRoute();
  return el("div", { class: "days" },
    picker(t("days.asOf"), "date", answer.asOf, (value) => change({ asOf: value })),
    known ? picker(t("days.knownAt"), "datetime-local", toLocal(params.knownAt),
      (value) => change({ knownAt: fromLocal(value) })) : null,
    known && params.knownAt
      ? el("button", { type: "button", on: { click: () => change({ knownAt: "" }) } }, t("days.now"))
      : null,
    el("span", { class: "grow" }),
    shareButton(answer),
    el("button", { type: "button", on: { click: () => print() } }, t("page.print")),
    answer.knownAt
      ? el("p", { class: "quiet whole" }, t("days.stated", { asOf: answer.asOf, knownAt: instant(answer.knownAt) }))
      : null);
}

/** Return a labelled input that calls back when a whole value was chosen. */
export function picker(label, type, value, chosen) {
  const input = el("input", { type, value: value ?? "", max: type === "date" ? "9999-12-31" : null });
  const take = () => {
    if (input.validity.valid) chosen(input.value);
  };
  input.addEventListener("change", take);
  return el("label", { class: "field" }, el("span", {}, label), input);
}

/** Return the button that copies an address under which the same answer will always stand. */
function shareButton(answer) {
  const said = el("span", { role: "status", class: "quiet" });
  const copy = async () => {
    const route = readRoute();
    const params = { ...route.params, asOf: answer.asOf, knownAt: answer.knownAt ?? route.params.knownAt };
    const address = location.href.split("#")[0] + written({ ...route, params });
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = t("page.copied");
    } catch {
      said.replaceChildren(el("input", { value: address, readonly: true, "aria-label": t("page.share") }));
    }
  };
  return [el("button", { type: "button", on: { click: copy } }, t("page.share")), said];
}
