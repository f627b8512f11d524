// The chain around an enterprise: a picture by tiers, where it is weak, who is close to a programme.

import { ask } from "../api.js";
import { chinese, el, english, present } from "../element.js";
import { figure, language, named, percent, t } from "../language.js";
import { days } from "../parts/days.js";
import { fileLink } from "../parts/download.js";
import { table } from "../parts/table.js";
import { change, href, settle } from "../route.js";
import { customsLevel, picture } from "./chain-picture.js";
import { candidates } from "./candidates.js";

const MODES = ["ONE_PLUS_N", "GROUP_PLUS"];
const DIRECTIONS = ["BOTH", "UPSTREAM", "DOWNSTREAM"];
const DRAWN = 280;

/** Read what is asked about from the address; what is missing or wrong has its usual value. */
function question(route) {
  const { params } = route;
  const depth = Number(params.depth);
  return {
    core: route.id,
    mode: MODES.includes(params.mode) ? params.mode : "ONE_PLUS_N",
    direction: DIRECTIONS.includes(params.direction) ? params.direction : "BOTH",
    depth: depth >= 1 && depth <= 6 ? depth : 3,
    asOf: params.asOf ?? null,
    knownAt: params.knownAt ?? null,
  };
}

export async function screen(route, signal) {
  const asked = question(route);
  const programme = route.params.programme ?? "zj_aeo_pool";
  const deep = asked.depth > 3;
  const first = Math.floor(DRAWN / (deep ? 14 : 7));
  const [summary, columns] = await Promise.all([
    ask("chain", { ...asked, programme }, signal),
    ask(deep ? "deep-columns" : "columns", { ...asked, first }, signal),
  ]);
  const { chain, programmes } = summary;
  if (!chain) return el("div", {}, el("h1", {}, t("enterprise.none")), el("p", {}, t("enterprise.noneAdvice", { uscc: route.id })));
  settle({ asOf: chain.asOf });
  const rows = el("div");
  const showRows = (members) => rows.replaceChildren(memberTable(members));
  const view = el("div", {});
  const drawn = picture({ question: asked, chain, columns: columns.chain, first, onChange: showRows, arrived: view });
  view.append(
    heading(chain, asked),
    days(chain),
    controls(asked, programme, programmes),
    el("section", { class: "canvas", "aria-label": t("chain.picture") }, drawn.node, pictureLinks(asked, drawn)),
    el("div", { class: "beside" },
      el("section", {}, el("h2", {}, t("chain.candidates", { programme: programmeName(programmes, programme) })),
        cultivation(chain.cultivation)),
      el("section", {}, el("h2", {}, t("chain.weak", { n: figure(chain.weakLinks.totalCount) })),
        weakLinks(chain.weakLinks.nodes, drawn))),
    tiers(chain), ...present([cuts(chain.truncated)]), rows);
  showRows(drawn.members());
  return view;
}

function heading(chain, asked) {
  return el("div", { class: "title" }, el("div", {},
    el("p", { class: "kind" }, t("chain.title")),
    chinese(chain.core.name, "h1"),
    el("p", { class: "quiet" }, [chain.core.uscc,
      asked.mode === "GROUP_PLUS" ? t("chain.group", { n: chain.groupCount }) : null].filter(Boolean).join(" · "))),
    el("a", { class: "button", href: href("enterprise", chain.core.uscc) }, t("chain.enterprise")));
}

function controls(asked, programme, programmes) {
  return el("div", { class: "controls" },
    choice(t("chain.mode"), "mode", MODES.map((each) => [each, t(`mode.${each}`)]), asked.mode),
    choice(t("chain.direction"), "direction", DIRECTIONS.map((each) => [each, t(`direction.${each}`)]), asked.direction),
    choice(t("chain.depth"), "depth", [1, 2, 3, 4, 5, 6].map((each) => [String(each), t("chain.tiers", { n: each })]), String(asked.depth)),
    choice(t("chain.programme"), "programme", programmes.map((each) => [each.code, named(each)]), programme));
}

function choice(label, name, options, current) {
  return el("label", { class: "field" }, el("span", {}, label),
    el("select", { on: { change: (event) => change({ [name]: event.target.value }) } },
      options.map(([value, words]) => el("option", { value, selected: value === current }, words))));
}

function programmeName(programmes, code) {
  const found = programmes.find((each) => each.code === code);
  return found ? named(found) : code;
}

function tiers(chain) {
  if (chain.tiers.length === 0) return el("p", {}, t("chain.empty"));
  const hides = chain.tiers.some((each) => each.hiddenCount > 0);
  const hidden = { title: t("chain.hidden"), numeric: true, of: (each) => figure(each.hiddenCount) };
  return table(t("chain.inFigures"), [
    { title: t("chain.tier"), of: (each) => (each.tier === 0 ? t("chain.restOfGroup") : t("chain.tierN", { n: each.tier })) },
    { title: t("chain.members"), numeric: true, of: (each) => figure(each.memberCount) },
    ...(hides ? [hidden] : []),
    { title: t("chain.aeo"), numeric: true, of: (each) => figure(each.aeoCount) },
    { title: t("chain.unknown"), numeric: true, of: (each) => figure(each.unknownCount) },
    { title: t("chain.listed"), numeric: true, of: (each) => figure(each.listedCount) },
    { title: t("chain.atRisk"), numeric: true, of: (each) => figure(each.atRiskCount) },
    { title: t("chain.supply"), numeric: true, of: (each) => percent(each.supplyShare) },
  ], chain.tiers);
}

function cultivation(found) {
  const parts = [
    t("chain.in", { n: figure(found.inChain) }),
    found.target === null ? null : t("chain.target", { n: figure(found.target) }),
    found.shortfall === null ? null : t("chain.shortfall", { n: figure(found.shortfall) }),
  ].filter(Boolean);
  return [el("p", { class: "quiet" }, parts.join(" · ")), candidates(found.candidates)];
}

/** Each weak link shows its way in the picture while it is pointed at or has the focus. */
function weakLinks(links, drawn) {
  if (links.length === 0) return el("p", {}, t("chain.noWeak"));
  return el("ul", { class: "weak" }, links.map((each) => {
    const show = () => drawn.highlight(each.path.filter(Boolean).map(({ uscc }) => uscc));
    const hide = () => drawn.highlight([]);
    return el("li", { on: { mouseenter: show, mouseleave: hide, focusin: show, focusout: hide } },
      el("span", { class: "badge not_eligible" }, t(`weak.${each.kind}`)), " ",
      el("a", { href: href("enterprise", each.enterprise.uscc) }, chinese(each.enterprise.name)),
      el("span", { class: "quiet" }, ` ${t("chain.tierN", { n: each.tier })}`,
        each.affected ? ` · ${t("chain.affected", { n: figure(each.affected) })}` : null,
        each.outcome === "UNKNOWN" ? ` · ${t("weak.uncertain")}` : null,
        each.codes.length ? ` · ${each.codes.join(", ")}` : null));
  }));
}

function pictureLinks(asked, drawn) {
  const query = new URLSearchParams(Object.entries({
    mode: asked.mode, direction: asked.direction, depth: asked.depth, asOf: asked.asOf, knownAt: asked.knownAt, lang: language(),
  }).filter(([, value]) => value !== null));
  return el("p", { class: "controls" },
    fileLink(`/chain/${encodeURIComponent(asked.core)}.svg?${query}`, `${asked.core}.svg`, t("chain.svg"), { download: `${asked.core}.svg` }),
    el("button", { type: "button", on: { click: () => drawn.savePng(`${asked.core}.png`) } }, t("chain.png")));
}

function cuts(found) {
  return found.length ? el("div", { class: "warning" }, found.map((each) => english(each.at, "p"))) : null;
}

function memberTable(members) {
  return table(t("chain.table", { n: figure(members.length) }), [
    { title: t("chain.member"), of: (each) => el("a", { href: href("enterprise", each.enterprise.uscc) }, chinese(each.enterprise.name)) },
    { title: t("chain.tier"), numeric: true, of: (each) => String(each.tier) },
    { title: t("chain.side"), of: (each) => (each.side ? t(`direction.${each.side}`) : "—") },
    { title: t("chain.level"), of: (each) => chinese(customsLevel(each)?.levelName ?? t("chain.levelUnknown")) },
    { title: t("chain.lists"), of: (each) => (each.lists.length ? chinese(each.lists.map(({ listName }) => listName).join("、")) : "—") },
    { title: t("chain.reach"), numeric: true, of: (each) => (each.reach === null ? "—" : percent(each.reach)) },
  ], members);
}
