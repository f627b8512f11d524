// The other fields of a form: days, codes of the vocabulary, words and figures, each with its label.

import { today } from "../day.js";
import { el } from "../element.js";
import { named, t } from "../language.js";

const DAYS = new Set(["validFrom", "validTo", "foundOn", "repairedOn", "handedInOn"]);
// The day on which something is recorded is the likeliest; an end that is not known stays open.
const USUALLY_TODAY = new Set(["validFrom", "foundOn", "repairedOn", "handedInOn"]);
const LONG = new Set(["reason", "cause", "text"]);

/**
 * Return a field: its `node`, `value()` (undefined for an empty one), `input` and `mark(words)`,
 * which says what is wrong with it. `options` are codes to choose from, null for a free text.
 */
export function field(name, { optional, options = null, usual = "" }) {
  const id = `field-${name}`;
  const words = el("p", { id: `${id}-wrong`, class: "wrong" });
  const common = { id, name, required: !optional, "aria-describedby": words.id };
  const input = control(name, common, { optional, options, usual });
  const mark = (text) => {
    words.textContent = text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const node = el("div", { class: "entry" },
    el("label", { for: id }, t(`field.${name}`), optional ? el("span", { class: "quiet" }, ` ${t("record.optional")}`) : null),
    input, words);
  const value = () => {
    const text = input.value.trim();
    if (text === "") return undefined;
    return input.type === "number" ? Number(text) : text;
  };
  return { node, input, mark, value };
}

function control(name, common, { optional, options, usual }) {
  if (options !== null) return el("select", common, choices(options, optional, usual));
  if (DAYS.has(name)) {
    const value = !optional && USUALLY_TODAY.has(name) ? today() : "";
    return el("input", { ...common, type: "date", max: "9999-12-31", value });
  }
  if (name === "cases") return el("input", { ...common, type: "number", min: "0", max: "1000000", step: "1" });
  if (LONG.has(name)) return el("textarea", { ...common, rows: "2", maxlength: "500" });
  return el("input", { ...common, type: "text", autocomplete: "off", maxlength: "200", value: usual });
}

/** Return the options of codes: `{ code, name, gloss }`. */
export function choices(options, optional, usual = "") {
  const offered = options.map((each) => el("option", { value: each.code, selected: each.code === usual }, named(each)));
  return [el("option", { value: "" }, optional ? t("record.notStated") : t("record.choose")), ...offered];
}

/** Return the levels of a scheme as the order in force on a day has them. */
export function levelsOn(scheme, day) {
  if (!scheme) return [];
  const holds = (each) => (!each.validFrom || each.validFrom <= day) && (!each.validTo || day < each.validTo);
  return scheme.versions.find(holds)?.levels ?? scheme.levels;
}
