// The language of the page: one catalogue per language, keys alike.

import { words as en } from "./words/en.js";
import { words as zh } from "./words/zh.js";

const CATALOGUES = { zh, en };
const KEPT = "credit-graph.language";

let chosen = "zh";

/** Take the language of a route, else the one chosen last, else the browser's. */
export function chooseLanguage(wanted) {
  chosen = [wanted, kept(), browsers()].find((each) => each in CATALOGUES) ?? "en";
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  return chosen;
}

/** Return the code of the language in use: zh or en. */
export function language() {
  return chosen;
}

/** Remember a choice for the next visit. */
export function keepLanguage(code) {
  try {
    localStorage.setItem(KEPT, code);
  } catch {
    // A browser that keeps nothing still has the language in the address.
  }
}

/** Return the words of a key; `{name}` in them stands for a value. Throw if there are none. */
export function t(key, values = {}) {
  const words = CATALOGUES[chosen][key];
  if (words === undefined) throw new Error(`no words for ${key}`);
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Return the words of a code that the service may add to: the code itself where there are none. */
export function coded(group, code) {
  return CATALOGUES[chosen][`${group}.${code}`] ?? code;
}

/** Return a name in the page's language: the official one, or the English gloss. */
export function named(thing) {
  const official = thing.name ?? thing.title;
  return chosen === "zh" ? official : thing.gloss || official;
}

/** Return a day or instant as it is written in the page's language. */
export function instant(value) {
  return new Intl.DateTimeFormat(chosen === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Shanghai",
  }).format(new Date(value));
}

/** Return a number with its separators. */
export function figure(value) {
  return new Intl.NumberFormat(chosen === "zh" ? "zh-CN" : "en-GB").format(value);
}

/** Return a fraction as percent. */
export function percent(value) {
  return new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(value);
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function browsers() {
  const first = navigator.languages?.[0] ?? navigator.language ?? "";
  return first.toLowerCase().startsWith("zh") ? "zh" : "en";
}
