// A whole table: what it would do is shown first, with the rows that cannot be taken.

import { ask } from "../api.js";
import { chinese, el, english } from "../element.js";
import { figure, t } from "../language.js";
import { saveFile } from "../parts/download.js";
import { table } from "../parts/table.js";
import { may } from "../session.js";
import { TABLES } from "./changes.js";
import { heading, refusalView } from "./outcome.js";
import { errorView, newKey, present, whileBusy } from "./trying.js";

const MOST_BYTES = 5_000_000;
// What a spreadsheet would run as a formula.
const RUNS = /^[=+\-@\t\r]/;

/** Return the form of a table. */
export function tableForm() {
  const kind = el("select", { id: "table-kind" }, Object.keys(TABLES).filter((each) => may(TABLES[each])).map((each) =>
    el("option", { value: each }, t(`table.${each}`))));
  const file = el("input", { id: "table-file", type: "file", accept: ".csv,.xlsx", required: true, "aria-describedby": "table-hint" });
  const localDates = el("input", { type: "checkbox" });
  const reason = el("textarea", { id: "table-reason", rows: "2", maxlength: "500" });
  const check = el("button", { type: "submit", class: "primary" }, t("table.preview"));
  const answer = el("div", { class: "answer" });
  let key = newKey();
  const changed = () => {
    key = newKey();
    answer.replaceChildren();
  };

  async function send(confirm) {
    const input = {
      kind: kind.value, content: await content(file.files[0]), localDates: localDates.checked,
      reason: reason.value.trim() || null, confirm,
    };
    const { importTable } = await ask("import-table", { input, key }, undefined);
    return importTable;
  }

  async function step(confirm) {
    try {
      present(answer, shown(await send(confirm)));
    } catch (error) {
      present(answer, errorView(error), confirm ? confirmation(confirm) : null);
    }
  }

  function shown(found) {
    if (found.__typename === "TablePreview") return [...preview(found), confirmation(found.token)];
    if (found.__typename === "TableRecorded") {
      key = newKey();
      return recorded(found);
    }
    return found.__typename === "TableWithheld" ? [heading(t("table.withheld")), rejects(found)] : refusalView(found);
  }

  function confirmation(token) {
    const confirm = el("button", { type: "button", class: "primary" }, t("table.confirm"));
    confirm.addEventListener("click", () => whileBusy(confirm, () => step(token)));
    return el("p", { class: "controls" }, confirm, el("span", { class: "quiet" }, t("record.nothingYet")));
  }

  const submit = (event) => {
    event.preventDefault();
    if (file.files[0].size > MOST_BYTES) present(answer, el("p", { role: "alert", class: "failure" }, t("table.tooLarge")));
    else whileBusy(check, () => step(null));
  };
  return el("section", { "aria-label": t("record.kind.table") },
    el("form", { class: "record", on: { submit, input: changed } },
      entry("table-kind", t("table.kind"), kind),
      entry("table-file", t("table.file"), file, el("p", { class: "quiet", id: "table-hint" }, t("table.hint"))),
      el("div", { class: "entry" }, el("label", { class: "tick" }, localDates, " ", t("table.localDates"))),
      entry("table-reason", t("field.reason"), reason),
      el("p", { class: "controls" }, check)),
    answer);
}

function entry(id, label, ...content) {
  return el("div", { class: "entry" }, el("label", { for: id }, label), content);
}

/** Return a file as the mutation takes it: in Base64, by its kind. */
async function content(file) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  const encoded = address.slice(address.indexOf(",") + 1);
  return file.name.toLowerCase().endsWith(".xlsx") ? { xlsx: encoded } : { csv: encoded };
}

function preview(found) {
  const counts = el("ul", { class: "counts" }, found.counts.map((each) =>
    el("li", {}, el("b", {}, figure(each.facts)), el("span", {}, t(`fate.${each.outcome}`)))));
  return [
    heading(t("table.would")),
    found.hasChanged ? el("p", { class: "warning", role: "alert" }, t("table.hasChanged")) : null,
    counts,
    found.lines.length ? table(t("table.lines"), [
      { title: t("table.outcome"), of: (each) => t(`fate.${each.outcome}`) },
      { title: t("kind.ENTERPRISE"), of: (each) => [chinese(each.name), " ", el("span", { class: "quiet" }, each.uscc)] },
      { title: t("table.about"), of: (each) => each.about },
      { title: t("table.before"), of: (each) => each.before || "—" },
      { title: t("table.after"), of: (each) => each.after || "—" },
      { title: t("table.because"), of: (each) => each.because || "—" },
    ], found.lines) : null,
    rejects(found),
  ];
}

function recorded(found) {
  const figures = ["added", "corrected", "unchanged", "rejected"];
  return [
    heading(t("table.recorded")),
    found.replayed ? el("p", { class: "note" }, t("record.replayed")) : null,
    el("ul", { class: "counts" }, figures.map((each) => el("li", {}, el("b", {}, figure(found[each])), el("span", {}, t(`table.${each}`))))),
  ];
}

function rejects(found) {
  if (found.rejected === 0) return null;
  const save = () => saveFile("rejects.csv", "text/csv;charset=utf-8", asCsv(found.rejects));
  return el("section", {},
    el("h3", {}, t("table.rejects", { n: figure(found.rejected) })),
    found.rejected > found.rejects.length ? el("p", { class: "warning" }, t("table.rejectsCut", { n: figure(found.rejects.length) })) : null,
    el("p", {}, el("button", { type: "button", on: { click: save } }, t("table.download"))),
    table(t("table.rejectTable"), [
      { title: t("table.line"), numeric: true, of: (each) => String(each.line) },
      { title: t("table.column"), of: (each) => each.column || "—" },
      { title: t("table.code"), of: (each) => each.code },
      { title: t("table.message"), of: (each) => english(each.message) },
    ], found.rejects));
}

/** Return rejected rows as CSV, with the mark by which spreadsheets know UTF-8. */
function asCsv(rows) {
  const cell = (value) => {
    const text = String(value);
    return `"${(RUNS.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  const lines = [["line", "column", "code", "message"], ...rows.map((each) => [each.line, each.column, each.code, each.message])];
  return `\ufeff${lines.map((each) => each.map(cell).join(",")).join("\r\n")}\r\n`;
}
