// What became of a change, or would: on record with its consequences, or why it is not.

import { chinese, el, english } from "../element.js";
import { coded, figure, named, t } from "../language.js";
import { verdictStep } from "../parts/verdict.js";
import { href } from "../route.js";

/** Return a change on record, or one that was only tried, as elements. */
export function recordedView(change, tried) {
  const title = tried ? t(`record.would.${change.outcome}`) : t(`record.done.${change.outcome}`);
  return [
    heading(title),
    change.replayed ? el("p", { class: "note" }, t("record.replayed")) : null,
    factView(change.fact),
    change.corrected ? [el("p", {}, t("record.corrected")), factView(change.corrected)] : null,
    consequencesView(change.consequences),
  ];
}

/** Return a heading that takes the focus, so that it is read out. */
export function heading(words) {
  return el("h2", { tabindex: "-1", class: "outcome" }, words);
}

function factView(fact) {
  const details = fact.details.map((each) => each.value).join(" · ");
  const held = t("evidence.held", { from: fact.validFrom ?? "…", to: fact.validTo ?? "…" });
  const from = fact.source ? t("evidence.source", { source: fact.source }) : null;
  const under = fact.reference ? t("evidence.reference", { reference: fact.reference }) : null;
  return el("p", { class: "fact" }, el("b", {}, t(`fact.${fact.kind}`)), " ", chinese(details),
    el("span", { class: "quiet" }, ` · ${[held, from, under].filter(Boolean).join(" · ")}`));
}

function consequencesView(found) {
  const kinds = ["gained", "lost", "changed"].filter((kind) => found[kind].length);
  return el("section", { class: "consequences" },
    el("h3", {}, t("record.consequences", { day: found.asOf })),
    kinds.length ? kinds.map((kind) => moves(kind, found[kind])) : el("p", {}, t("record.noneMoved")),
    found.leftOutDecisions ? el("p", { class: "warning" }, t("record.leftOutDecisions", { n: figure(found.leftOutDecisions) })) : null,
    found.leftOutPartners ? el("p", { class: "warning" }, t("record.leftOutPartners", { n: figure(found.leftOutPartners) })) : null,
    found.agencies.length ? notified(found.agencies) : null);
}

function moves(kind, moved) {
  return el("details", { open: moved.length <= 12 },
    el("summary", {}, t(`difference.${kind}`, { n: moved.length })),
    el("ul", { class: "moves" }, moved.map((each) => el("li", {},
      chinese(each.enterprise.name), " ",
      el("a", { href: href("measure", each.measure.code) }, named(each.measure)), " ",
      el("span", { class: "quiet" }, each.measure.code), " ",
      verdictStep(each.before, each.after)))));
}

function notified(agencies) {
  return el("div", {}, el("h3", {}, t("record.notify", { n: agencies.length })),
    el("ul", { class: "tags" }, agencies.map(({ agency }) => el("li", { class: "tag" }, agencyLink(agency)))));
}

function agencyLink(agency) {
  return el("a", { href: href("agency", agency.code) }, named(agency));
}

/** Return why a change is not recorded, and what to do. */
export function refusalView(refused) {
  return el("div", { class: "failure" },
    heading(t("record.refused")),
    el("p", {}, t(`refused.${refused.__typename}`)),
    refused.problems ? null : english(refused.message, "p", { class: "quiet" }),
    ...whomToAsk(refused));
}

function whomToAsk(refused) {
  if (refused.__typename === "NotKeeper") {
    return [el("p", {}, t("record.ask"), " ", refused.keeper ? agencyLink(refused.keeper) : english(refused.keeperWords))];
  }
  const fact = refused.fact ?? refused.current;
  if (fact) return [el("p", {}, t("record.stands")), factView(fact)];
  if (!refused.problems) return [];
  return [el("ul", {}, refused.problems.map((each) => el("li", {},
    each.place ? el("b", {}, `${coded("field", each.place)}: `) : null, english(each.message))))];
}
