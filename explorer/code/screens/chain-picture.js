// The picture of a chain: tiers as columns, some members of each drawn, the rest as a group.

import { ask } from "../api.js";
import { el } from "../element.js";
import { figure, t } from "../language.js";
import { href } from "../route.js";

const COLUMN = 240;
const ROW = 34;
const LABELLED = 18;
const COLOURS = { aeo: "#1f7a4d", dishonest: "#b3261e", unknown: "#c9ced6", other: "#5b6b80" };
const RINGS = { black: "#b3261e", red: "#c77700", white: "#c77700", pool: "#1d4f7c", programme: "#1d4f7c" };
const CORE = "#1d4f7c";

/** Return the rating of a member by customs, if it holds one. */
export function customsLevel(member) {
  return member.ratings.find((each) => each.scheme === "customs");
}

function tone(member) {
  const level = customsLevel(member)?.level;
  if (level === undefined) return "unknown";
  if (level === "advanced") return "aeo";
  return level.includes("dishonest") ? "dishonest" : "other";
}

/**
 * Return the picture of a chain. `columns` is the answer to `columns.graphql`; `onChange` is
 * called with the members drawn whenever they change; the picture is drawn when `arrived` says
 * that it stands on the page. The result: `node`, `members()`, `highlight(codes)`, `savePng(name)`.
 */
export function picture({ question, chain, columns, first, onChange, arrived }) {
  const stack = readColumns(columns);
  const tallest = Math.max(6, ...stack.map((each) => each.nodes.length + 3));
  const canvas = el("div", { class: "drawing", css: { "--height": `${Math.min(tallest * ROW * 0.85, 1500)}px` }, role: "img", "aria-label": t("chain.pictureSays", { name: chain.core.name }) });
  const groups = el("div", { class: "groups" });
  const node = el("div", {}, legend(), canvas, groups);
  const members = () => stack.flatMap((each) => each.nodes);
  let cy = null;

  performance.mark("chain answered");
  const draw = (began) => {
    if (cy === null) return;
    cy.batch(() => {
      cy.elements().remove();
      cy.add(elements(chain, stack));
    });
    cy.fit(undefined, 24);
    cy.one("render", () => performance.measure(`from ${began}`, began));
    canvas.dataset.drawn = String(cy.nodes().length);
  };
  const open = async (column) => {
    performance.mark("group clicked");
    const page = await ask("column", { ...question, first, after: column.pageInfo.endCursor, filter: column.filter });
    Object.assign(column, seen(page.chain.members), { skipped: column.skipped + column.nodes.length, totalCount: column.totalCount });
    redraw("group clicked");
  };
  const redraw = (began) => {
    draw(began);
    groups.replaceChildren(...stack.filter((each) => left(each) > 0).map((each) => groupButton(each, open)));
    onChange(members());
  };

  arrived.addEventListener("arrived", async () => {
    const { default: cytoscape } = await import("/explorer/vendor/cytoscape-3.35.0/cytoscape.esm.min.mjs");
    cy = cytoscape({ container: canvas, style: STYLE, minZoom: 0.05, maxZoom: 3, userZoomingEnabled: false, userPanningEnabled: false, boxSelectionEnabled: false, autoungrabify: true, pixelRatio: "auto" });
    cy.on("tap", "node.member, node.core", ({ target }) => { location.hash = href("enterprise", target.id()); });
    cy.on("tap", "node.group", ({ target }) => open(stack.find((each) => each.key === target.id())));
    redraw("chain answered");
  }, { once: true });

  return {
    node,
    members,
    highlight: (codes) => mark(cy, codes),
    savePng: async (name) => save(await cy.png({ output: "blob-promise", full: true, scale: 2, bg: "#ffffff" }), name),
  };
}

/** Return the columns that have members, suppliers furthest from the core first. */
function readColumns(columns) {
  const sides = { g: null, u: ["UPSTREAM", "BOTH"], d: ["DOWNSTREAM"] };
  return Object.entries(columns)
    .filter(([key, page]) => /^[gud]\d$/.test(key) && page.totalCount > 0)
    .map(([key, page]) => {
      const tier = Number(key[1]);
      const side = sides[key[0]];
      const filter = side ? { tier, sides: side } : { tier };
      return { key, tier, filter, place: key[0] === "u" ? -tier : tier, skipped: 0, ...seen(page) };
    })
    .sort((one, other) => one.place - other.place);
}

/** Return a page without members that the token does not show: they come last, and have no place. */
function seen(page) {
  const nodes = page.nodes.filter((each) => each.enterprise !== null);
  return { ...page, nodes, totalCount: page.totalCount - (page.nodes.length - nodes.length) };
}

function left(column) {
  return column.totalCount - column.skipped - column.nodes.length;
}

function columnName(column) {
  if (column.tier === 0) return t("chain.restOfGroup");
  return `${t("chain.tierN", { n: column.tier })} · ${t(column.place < 0 ? "direction.UPSTREAM" : "direction.DOWNSTREAM")}`;
}

function groupButton(column, open) {
  const label = t("chain.openGroup", { column: columnName(column), n: figure(left(column)) });
  return el("button", { type: "button", "data-group": column.key, on: { click: () => open(column) } }, label);
}

/** The members of the group stand with the core; every other column has its own place. */
function elements(chain, stack) {
  const x = (place) => place * COLUMN;
  const made = [{ group: "nodes", classes: "core", data: { id: chain.core.uscc, label: short(chain.core.name) }, position: { x: 0, y: 0 } }];
  const drawn = new Set([chain.core.uscc]);
  for (const column of stack) {
    const group = left(column) > 0 ? 1 : 0;
    const size = column.nodes.length + group;
    const y = (row) => (column.place === 0 ? (row + 1) * ROW * 2 : (row - (size - 1) / 2) * ROW);
    made.push({ group: "nodes", classes: "heading", selectable: false, data: { id: `head-${column.key}`, label: columnName(column) },
      position: { x: x(column.place), y: (column.place === 0 ? 0.9 : -(size / 2) - 0.6) * ROW } });
    column.nodes.forEach((member, row) => {
      drawn.add(member.enterprise.uscc);
      made.push({ group: "nodes", classes: "member", position: { x: x(column.place), y: y(row) },
        data: { id: member.enterprise.uscc, label: short(member.enterprise.name), colour: COLOURS[tone(member)], ring: ring(member) } });
    });
    if (group) {
      made.push({ group: "nodes", classes: "group", position: { x: x(column.place), y: y(size - 1) },
        data: { id: column.key, label: t("chain.more", { n: figure(left(column)) }) } });
    }
  }
  return [...made, ...edges(chain, stack, drawn)];
}

function ring(member) {
  const colours = member.lists.map(({ colour }) => RINGS[colour]).filter(Boolean);
  return colours.includes(RINGS.black) ? RINGS.black : colours[0] ?? "#ffffff";
}

/** The links among those drawn: the last step of each shortest path, and what is known beside. */
function edges(chain, stack, drawn) {
  const found = new Map();
  const add = (supplier, customer, share) => {
    if (!drawn.has(supplier) || !drawn.has(customer)) return;
    const id = `${supplier}>${customer}`;
    if (found.get(id)?.data.share) return;
    const width = share === null ? 1 : 1 + 5 * share;
    found.set(id, { group: "edges", data: { id, source: supplier, target: customer, width, share } });
  };
  for (const { supplier, customer, share } of chain.graph.links) add(supplier, customer, share);
  const shares = new Map(stack.flatMap((each) => each.nodes).map((each) => [each.enterprise.uscc, each.share]));
  for (const column of stack) {
    for (const member of column.nodes) {
      const near = member.path.at(-2)?.uscc;
      if (near === undefined) continue;
      const before = shares.get(near) ?? (near === chain.core.uscc ? 1 : null);
      const share = member.share !== null && before ? Math.min(member.share / before, 1) : null;
      const ends = column.place <= 0 ? [member.enterprise.uscc, near] : [near, member.enterprise.uscc];
      if (!found.has(ends.join(">")) ) add(...ends, share);
    }
  }
  return [...found.values()];
}

function mark(cy, codes) {
  if (cy === null) return;
  cy.batch(() => {
    cy.elements().removeClass("way aside");
    if (codes.length === 0) return;
    const way = new Set(codes);
    cy.elements("node.member, edge, node.group").addClass("aside");
    cy.nodes().filter((each) => way.has(each.id())).removeClass("aside").addClass("way");
    cy.edges().filter((each) => way.has(each.source().id()) && way.has(each.target().id())).removeClass("aside").addClass("way");
  });
  cy.container().dataset.way = String(cy.nodes(".way").length);
}

function short(name) {
  return name.length <= LABELLED ? name : `${name.slice(0, LABELLED - 1)}…`;
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function legend() {
  const sign = (colour, words) => el("li", {}, el("span", { class: "dot", css: { "--colour": colour } }), words);
  const hoop = (colour, words) => el("li", {}, el("span", { class: "dot hoop", css: { "--colour": colour } }), words);
  return el("ul", { class: "legend", "aria-label": t("chain.legend") },
    sign(COLOURS.aeo, t("legend.aeo")), sign(COLOURS.other, t("legend.other")),
    sign(COLOURS.dishonest, t("legend.dishonest")), sign(COLOURS.unknown, t("legend.unknown")),
    hoop(RINGS.black, t("legend.black")), hoop(RINGS.white, t("legend.white")), hoop(RINGS.pool, t("legend.pool")),
    el("li", {}, t("legend.thickness")));
}

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const STYLE = [
  { selector: "node", style: { label: "data(label)", "font-size": 11, "font-family": FONT, color: "#1b2430", "text-valign": "bottom", "text-margin-y": 2, width: 13, height: 13, "min-zoomed-font-size": 6 } },
  { selector: "node.member", style: { "background-color": "data(colour)", "border-width": 3, "border-color": "data(ring)" } },
  { selector: "node.core", style: { "background-color": CORE, width: 30, height: 30, "font-weight": "bold", "font-size": 13 } },
  { selector: "node.heading", style: { "background-opacity": 0, "text-valign": "center", "font-size": 13, "font-weight": "bold", color: "#4a5665", events: "no" } },
  { selector: "node.group", style: { shape: "round-rectangle", "background-color": "#e8edf3", "border-width": 1, "border-color": "#8896a8", width: 150, height: 24, "text-valign": "center", "text-margin-y": 0 } },
  { selector: "edge", style: { width: "data(width)", "line-color": "#b9c2ce", "curve-style": "straight", "target-arrow-shape": "triangle", "target-arrow-color": "#b9c2ce", "arrow-scale": 0.6 } },
  { selector: ".aside", style: { opacity: 0.15 } },
  { selector: "edge.way", style: { "line-color": "#b3261e", "target-arrow-color": "#b3261e" } },
  { selector: "node.way", style: { "font-weight": "bold" } },
];
