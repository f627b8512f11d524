// Heat maps: a year's due days, and agencies against categories. Each has its table beside it.

import { chinese, el } from "../element.js";
import { figure, language, named, t } from "../language.js";
import { table } from "../parts/table.js";
import { href } from "../route.js";

const SCALE = ["#e3ecf5", "#1d4f7c"];
const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** Draw with echarts once the screen stands on the page. Tooltips are drawn, not HTML: the policy allows no style attributes. */
function chart(holder, options, view) {
  view.addEventListener("arrived", async () => {
    const echarts = await import("/explorer/vendor/echarts-6.1.0/echarts.esm.min.mjs");
    const drawn = echarts.init(holder, null, { renderer: "canvas" });
    drawn.setOption({ textStyle: { fontFamily: FONT }, animation: false, tooltip: { renderMode: "richText" }, aria: { enabled: true, label: { description: holder.dataset.says } }, ...options });
    holder.dataset.drawn = "1";
    new ResizeObserver(() => drawn.resize()).observe(holder);
  }, { once: true });
  return holder;
}

/** Return the year of a day as a calendar of due days. */
export function yearMap(calendar, asOf, view) {
  const counts = new Map();
  for (const { dueOn } of calendar.nodes) counts.set(dueOn, (counts.get(dueOn) ?? 0) + 1);
  if (counts.size === 0) return el("p", {}, t("agency.nothingInYear"));
  const holder = el("div", { class: "chart year", role: "img", "aria-label": t("agency.yearSays", { n: counts.size }), "data-says": t("agency.yearSays", { n: counts.size }) });
  return chart(holder, {
    visualMap: { show: false, min: 0, max: Math.max(...counts.values()), inRange: { color: SCALE } },
    calendar: { range: asOf.slice(0, 4), left: 48, right: 12, top: 28, cellSize: ["auto", 15],
      dayLabel: { nameMap: language() === "zh" ? "ZH" : "EN", firstDay: 1 }, monthLabel: { nameMap: language() === "zh" ? "ZH" : "EN" },
      yearLabel: { show: false }, itemStyle: { borderColor: "#d5dce5", borderWidth: 1 }, splitLine: { lineStyle: { color: "#8896a8" } } },
    series: [{ type: "heatmap", coordinateSystem: "calendar", data: [...counts] }],
  }, view);
}

/** Return how many items fall due in each month, as a table. */
export function monthTable(items, asOf) {
  const year = asOf.slice(0, 4);
  const months = Array.from({ length: 12 }, (_, place) => {
    const month = `${year}-${String(place + 1).padStart(2, "0")}`;
    return { month, of: items.filter((each) => each.dueOn.startsWith(month)) };
  }).filter((each) => each.of.length > 0);
  if (months.length === 0) return null;
  return el("details", {}, el("summary", {}, t("agency.asTable")), table(t("agency.months"), [
    { title: t("agency.month"), of: (each) => each.month },
    { title: t("agency.items"), numeric: true, of: (each) => figure(each.of.length) },
    { title: t("agency.days"), of: (each) => [...new Set(each.of.map(({ dueOn }) => dueOn))].join(", ") },
  ], months));
}

/** Return agencies against categories, with the agency asked about marked. */
export function matrix(found, code, view) {
  const says = t("agency.matrixSays", { rows: found.agencies.length, columns: found.categories.length });
  const holder = el("div", { class: "chart", role: "img", "aria-label": says, "data-says": says, css: { "--height": `${found.agencies.length * 24 + 150}px` } });
  const rows = found.agencies.map((each) => each.code);
  const data = found.cells.map((cell) => [found.categories.indexOf(cell.category), rows.indexOf(cell.agency.code), cell.measures]);
  chart(holder, {
    grid: { left: 190, right: 16, top: 8, bottom: 130 },
    xAxis: { type: "category", data: found.categories, axisLabel: { rotate: 40, interval: 0, width: 130, overflow: "truncate" }, splitArea: { show: true } },
    yAxis: { type: "category", inverse: true, data: found.agencies.map((each) => short(named(each))), axisLabel: { interval: 0, formatter: (name, place) => (rows[place] === code ? `▶ ${name}` : name) } },
    visualMap: { show: false, min: 0, max: Math.max(1, ...found.cells.map((cell) => cell.measures)), inRange: { color: SCALE } },
    series: [{ type: "heatmap", data, label: { show: true } }],
  }, view);
  return [holder, el("details", {}, el("summary", {}, t("agency.asTable")), cellTable(found))];
}

function short(name) {
  return name.length <= 24 ? name : `${name.slice(0, 23)}…`;
}

function cellTable(found) {
  const names = new Map(found.agencies.map((each) => [each.code, each]));
  return table(t("agency.matrix"), [
    { title: t("kind.AGENCY"), of: (each) => el("a", { href: href("agency", each.agency.code) }, chinese(names.get(each.agency.code).name)) },
    { title: t("measure.category"), of: (each) => chinese(each.category) },
    { title: t("agency.measures"), numeric: true, of: (each) => figure(each.measures) },
    { title: t("agency.roles"), of: (each) => each.roles.map(({ role, measures }) => `${role ? t(`role.${role}`) : t("role.none")} ${figure(measures)}`).join(" · ") },
  ], found.cells, { quiet: true });
}
