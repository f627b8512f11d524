// A measure: its words, who grants it, and who may enjoy it on a day.

import { ask } from "../api.js";
import { chinese, el } from "../element.js";
import { today } from "../day.js";
import { named, t } from "../language.js";
import { days } from "../parts/days.js";
import { citation } from "../parts/reasons.js";
import { table } from "../parts/table.js";
import { VERDICTS, verdictBadge } from "../parts/verdict.js";
import { change, href, settle } from "../route.js";

export async function screen(route, signal) {
  const asOf = route.params.asOf ?? today();
  const verdict = VERDICTS.includes(route.params.verdict) ? route.params.verdict : null;
  const asked = { code: route.id, asOf, verdicts: verdict ? [verdict] : ["ELIGIBLE", "CONDITIONAL"] };
  const { measure, eligibleEnterprises } = await ask("measure", asked, signal);
  if (!measure) return el("div", {}, el("h1", {}, t("measure.none")), el("p", {}, route.id));
  settle({ asOf });
  return el("div", {},
    heading(measure), days({ asOf }, { known: false }),
    citation(measure.citation), facts(measure),
    el("h2", {}, t("measure.who")), chips(verdict), enterprises(eligibleEnterprises, asked));
}

function heading(measure) {
  return el("div", { class: "title" }, el("div", {},
    el("p", { class: "kind" }, t("kind.MEASURE")),
    el("h1", {}, named(measure)),
    el("p", { class: "quiet" }, `${measure.code} · `, el("a", { href: href("document", measure.policy.code) }, named(measure.policy)))));
}

function facts(measure) {
  const lines = [
    [t("measure.category"), chinese(measure.category)],
    [t("measure.beneficiary"), t(`beneficiary.${measure.beneficiary}`)],
    [t("measure.agencies"), measure.duties.map((duty, place) => [place ? " · " : null,
      el("a", { href: href("agency", duty.agency.code) }, chinese(duty.agency.name)), duty.role ? ` (${t(`role.${duty.role}`)})` : null])],
    measure.deadline ? [t("measure.deadline"), measure.deadline] : null,
    measure.quantities.length ? [t("measure.figures"), chinese(measure.quantities.map((each) => each.quote).join("；"))] : null,
  ].filter(Boolean);
  return el("dl", { class: "facts" }, lines.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function chips(current) {
  return el("div", { class: "chips", role: "group", "aria-label": t("decisions.filter") }, VERDICTS.map((each) => el("button", {
    type: "button", "aria-pressed": String(each === current), on: { click: () => change({ verdict: each === current ? "" : each }) },
  }, t(`verdict.${each}`))));
}

function enterprises(page, asked) {
  if (page.nodes.length === 0 && !page.pageInfo.hasNextPage) return el("p", {}, t("measure.nobody"));
  const rows = [...page.nodes];
  const holder = el("div");
  let { pageInfo } = page;
  const show = () => {
    const more = el("button", { type: "button", on: { click: next } }, t("page.more"));
    holder.replaceChildren(listed(rows), ...(pageInfo.hasNextPage ? [more] : []));
  };
  const next = async () => {
    const found = await ask("measure", { ...asked, after: pageInfo.endCursor });
    rows.push(...found.eligibleEnterprises.nodes);
    ({ pageInfo } = found.eligibleEnterprises);
    show();
  };
  show();
  return holder;
}

function listed(rows) {
  return table(t("measure.who"), [
    { title: t("kind.ENTERPRISE"), of: (each) => el("a", { href: href("enterprise", each.enterprise.uscc) }, chinese(each.enterprise.name)) },
    { title: t("measure.code"), of: (each) => each.enterprise.uscc },
    { title: t("measure.region"), of: (each) => (each.enterprise.regionInfo ? named(each.enterprise.regionInfo) : "—") },
    { title: t("measure.verdict"), of: (each) => verdictBadge(each.verdict) },
  ], rows, { quiet: true });
}
