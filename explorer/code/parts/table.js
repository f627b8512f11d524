// Tables that scroll sideways on a narrow screen, and can be read by keyboard.

import { el } from "../element.js";

/**
 * Return a table. `columns`: `{ title, of(row), numeric }`; `of` gives a node or text. The
 * caption is its name; `quiet` shows it to screen readers only.
 */
export function table(caption, columns, rows, { quiet = false } = {}) {
  const head = columns.map((each) =>
    el("th", { scope: "col", class: each.numeric ? "figure" : null }, each.title));
  const body = rows.map((row) => el("tr", {}, columns.map((each) =>
    el("td", { class: each.numeric ? "figure" : null }, each.of(row)))));
  return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": caption },
    el("table", {}, el("caption", { class: quiet ? "unseen" : null }, caption),
      el("thead", {}, el("tr", {}, head)), el("tbody", {}, body)));
}
