// Chooses one enterprise, by its name or a part of it, or by its code.

import { ask } from "../api.js";
import { chinese, el } from "../element.js";
import { named, t } from "../language.js";

const CODE = /^[0-9A-HJ-NP-RTUW-Y]{18}$/i;
const OFFERED = 10;

/**
 * Return the field: its `node`, and `value()`, the code chosen or the empty text. `given` is a code
 * to begin with; `changed` is called after each choice.
 */
export async function enterpriseField(given, changed, signal) {
  let uscc = "";
  const found = el("div", { role: "status" });
  const input = el("input", { id: "field-uscc", type: "search", autocomplete: "off", value: given ?? "", "aria-describedby": "uscc-hint" });
  const choose = (each) => {
    uscc = each;
    changed();
  };

  async function find() {
    const text = input.value.trim();
    choose("");
    found.replaceChildren();
    if (text === "") return;
    try {
      found.replaceChildren(...(CODE.test(text) ? await byCode(text.toUpperCase()) : await byName(text)));
    } catch (error) {
      found.replaceChildren(el("p", { role: "alert" }, error.message));
    }
  }

  async function byCode(code) {
    const { enterprise } = await ask("enterprise-name", { uscc: code }, signal);
    choose(code);
    return enterprise ? [el("p", {}, "✓ ", ...title(enterprise))] : [el("p", { class: "warning" }, t("record.unregistered", { uscc: code }))];
  }

  async function byName(text) {
    const { search } = await ask("search", { text, kinds: ["ENTERPRISE"] }, signal);
    if (search.nodes.length === 0) return [el("p", {}, t("search.nothing"))];
    const offer = (each) => el("label", {},
      el("input", { type: "radio", name: "uscc", value: each.uscc, on: { change: () => choose(each.uscc) } }),
      el("span", {}, title(each)));
    return [
      el("fieldset", { class: "ticks" }, el("legend", {}, t("record.whichEnterprise")), search.nodes.slice(0, OFFERED).map(offer)),
      search.totalCount > OFFERED ? el("p", { class: "quiet" }, t("record.moreFound", { n: search.totalCount })) : "",
    ];
  }

  input.addEventListener("input", () => {
    choose("");
    found.replaceChildren();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    find();
  });
  const node = el("div", { class: "entry" },
    el("label", { for: "field-uscc" }, t("field.uscc")),
    el("div", { class: "controls" }, input, el("button", { type: "button", on: { click: find } }, t("record.find"))),
    el("p", { class: "quiet", id: "uscc-hint" }, t("record.findHint")),
    found);
  if (given) await find();
  return { node, value: () => uscc, focus: () => input.focus() };
}

function title(each) {
  return [chinese(each.name), " ", el("span", { class: "quiet" }, [each.uscc, each.regionInfo ? named(each.regionInfo) : null].filter(Boolean).join(" · "))];
}
