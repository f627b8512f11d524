// A policy's official text, with its measures in the margin; quoted words are highlighted.

import { ask } from "../api.js";
import { chinese, el } from "../element.js";
import { language, named, t } from "../language.js";
import { Source } from "../quote.js";
import { href } from "../route.js";

export async function screen(route, signal) {
  const { policy, policies } = await ask("document", { code: route.id }, signal);
  if (!policy) return el("div", {}, el("h1", {}, t("document.none")), el("p", {}, route.id));
  const view = el("div", {});
  view.append(heading(policy, policies), ...(policy.text === null ? [el("p", {}, t("document.noText"))] : body(policy, route, view)));
  return view;
}

function heading(policy, policies) {
  const facts = [
    policy.number, policy.issuedOn && t("document.issued", { day: policy.issuedOn }),
    policy.effectiveFrom && t("document.from", { day: policy.effectiveFrom }),
    policy.effectiveTo && t("document.to", { day: policy.effectiveTo }),
  ].filter(Boolean);
  const go = (event) => { location.hash = href("document", event.target.value, { line: "", quote: "" }); };
  return el("div", { class: "title" },
    el("div", {},
      el("p", { class: "kind" }, t("kind.POLICY")),
      chinese(policy.title, "h1"),
      language() === "en" ? el("p", {}, policy.gloss) : null,
      el("p", { class: "quiet" }, facts.join(" · ")),
      policy.issuers.length ? el("p", { class: "quiet" }, t("document.issuers"), " ", policy.issuers.map((each, place) => [place ? "、" : null,
        el("a", { href: href("agency", each.code) }, chinese(each.name))])) : null),
    el("label", { class: "field" }, el("span", {}, t("document.other")),
      el("select", { on: { change: go } }, policies.map((each) =>
        el("option", { value: each.code, selected: each.code === policy.code }, named(each))))));
}

/** Everything that was read out of the text: [kind, start, end] of each quote, sorted. */
function marks(source, policy, asked) {
  const found = [];
  const add = (kind, quote, line, id) => {
    const span = quote ? source.find(quote, line) : null;
    if (span) found.push({ kind, start: span[0], end: span[1], id });
  };
  const items = policy.measures.flatMap((each) => [each, ...each.parts]);
  for (const item of items) {
    for (const each of item.quantities) add("figures", each.quote, item.citation.line);
    for (const each of item.duties) add("duty", each.citation.quote, each.citation.line);
  }
  for (const each of policy.obligations) add("duty", each.citation.quote, each.citation.line);
  if (asked.quote) add("asked", asked.quote, asked.line);
  return found;
}

function body(policy, route, view) {
  const source = new Source(policy.text);
  const { line, quote } = route.params;
  const found = marks(source, policy, { line: Number(line) || null, quote });
  const notes = new Map();
  const note = (cited, made) => {
    const span = source.find(cited.quote, cited.line);
    const at = span ? source.lineOf(span[0]) : cited.line ?? 1;
    notes.set(at, [...(notes.get(at) ?? []), made]);
  };
  for (const each of policy.measures.flatMap((measure) => [measure, ...measure.parts])) note(each.citation, measureNote(each));
  for (const each of policy.obligations) note(each.citation, obligationNote(each));
  view.addEventListener("arrived", () => {
    view.querySelector(".document mark.asked")?.scrollIntoView({ block: "center" });
  }, { once: true });
  const missed = quote && !found.some((each) => each.kind === "asked");
  return [
    quote ? el("p", { class: missed ? "warning" : "note" }, missed ? t("document.notFound") : t("document.asked", { line })) : null,
    el("ul", { class: "legend", "aria-label": t("document.legend") },
      el("li", {}, el("mark", { class: "asked" }, t("document.markAsked"))),
      el("li", {}, el("mark", { class: "figures" }, t("document.markFigures"))),
      el("li", {}, el("mark", { class: "duty" }, t("document.markDuty")))),
    policy.oddities.length ? el("details", {}, el("summary", {}, t("document.oddities", { n: policy.oddities.length })),
      el("ul", {}, policy.oddities.map((each) => el("li", {}, each)))) : null,
    el("div", { class: "document" }, lines(source, found, notes)),
    el("p", { class: "quiet" }, t("document.file", { file: policy.document, digest: policy.documentSha256.slice(0, 16) })),
  ].filter(Boolean);
}

function measureNote(measure) {
  return el("a", { class: "measure", href: href("measure", measure.code) },
    el("span", { class: "code" }, measure.number), " ", named(measure));
}

function obligationNote(obligation) {
  return el("span", { class: "measure" }, el("span", { class: "code" }, t("document.obligation")), " ", named(obligation));
}

/** The text line by line, blank ones left out, each with its number and the notes of its margin. */
function lines(source, found, notes) {
  const rows = [];
  source.lines.forEach((start, place) => {
    const end = source.lines[place + 1] ?? source.text.length;
    const text = source.text.slice(start, end).replace(/\s+$/, "");
    const margin = notes.get(place + 1);
    if (text.trim() === "" && !margin) return;
    // The files mark headings as Markdown does; a reader sees a heading.
    const sign = /^#+\s*/.exec(text)?.[0].length ?? 0;
    rows.push(el("div", { class: "line" },
      el("span", { class: "number", "aria-hidden": "true" }, String(place + 1)),
      el("p", { lang: "zh-CN", class: sign ? "heading" : null }, marked(text.slice(sign), start + sign, found)),
      margin ? el("div", { class: "margin" }, margin) : null));
  });
  return rows;
}

/** Cut a line where marks begin and end; the mark asked for wins over duties and figures. */
function marked(text, start, found) {
  const end = start + text.length;
  const here = found.filter((each) => each.start < end && each.end > start);
  if (here.length === 0) return text;
  const cuts = [...new Set([start, end, ...here.flatMap((each) => [each.start, each.end])])]
    .filter((each) => each >= start && each <= end).sort((one, other) => one - other);
  const rank = ["asked", "figures", "duty"];
  return cuts.slice(0, -1).map((from, place) => {
    const to = cuts[place + 1];
    const kinds = here.filter((each) => each.start <= from && each.end >= to).map((each) => each.kind);
    const kind = rank.find((each) => kinds.includes(each));
    const piece = text.slice(from - start, to - start);
    return kind ? el("mark", { class: kind }, piece) : piece;
  });
}
