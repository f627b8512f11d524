// Who is on the way to a programme: state, what is missing, who helps.

import { chinese, el } from "../element.js";
import { figure, t } from "../language.js";
import { changeList } from "../parts/reasons.js";
import { href } from "../route.js";

const TONES = { ACHIEVED: "eligible", IN: "eligible", READY: "eligible", WITHIN_REACH: "conditional", UNKNOWN: "unknown", BLOCKED: "not_eligible" };

/** Return a programme state as a badge. */
export function stateBadge(state) {
  return el("span", { class: `badge ${TONES[state]}` }, t(`state.${state}`));
}

/** Return candidates in their ranking. */
export function candidates(page) {
  if (page.nodes.length === 0) return el("p", {}, t("candidates.none"));
  const rest = page.totalCount - page.nodes.length;
  return [
    el("ol", { class: "candidates" }, page.nodes.map(candidate)),
    rest > 0 ? el("p", { class: "quiet" }, t("candidates.rest", { n: figure(rest) })) : null,
  ];
}

/** Return one candidate as a list item. */
export function candidate(each) {
  return el("li", { value: String(each.rank) },
    el("p", {},
      el("a", { href: href("enterprise", each.enterprise.uscc) }, chinese(each.enterprise.name)), " ",
      stateBadge(each.state),
      each.tier ? el("span", { class: "quiet" }, ` ${t("chain.tierN", { n: each.tier })}`) : null),
    each.blockedBy.length
      ? el("p", {}, t("candidates.blocked", { lists: each.blockedBy.join(", "), until: each.blockedUntil ?? t("candidates.noEnd") }))
      : null,
    each.missing.length ? [el("p", { class: "quiet" }, t("candidates.missing")), changeList(each.missing)] : null,
    each.helpers.length
      ? el("p", { class: "quiet" }, t("candidates.helpers"), " ", each.helpers.map((helper, place) => [
        place ? "、" : null, el("a", { href: href("agency", helper.code) }, chinese(helper.name))]))
      : null);
}
