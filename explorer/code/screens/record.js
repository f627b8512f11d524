// Recording: one change at a time, tried first and then confirmed; or a whole table.

import { ask } from "../api.js";
import { period, today } from "../day.js";
import { el } from "../element.js";
import { named, t } from "../language.js";
import { CHANGES, TABLES } from "../recording/changes.js";
import { enterpriseField } from "../recording/enterprise-field.js";
import { choices, field, levelsOn } from "../recording/fields.js";
import { recordedView, refusalView } from "../recording/outcome.js";
import { tableForm } from "../recording/table.js";
import { errorView, newKey, present, whileBusy } from "../recording/trying.js";
import { href, readRoute } from "../route.js";
import { may, whoever } from "../session.js";

const TABLE = "table";

export async function screen(route, signal) {
  const who = whoever();
  const head = el("h1", {}, t("record.title"));
  if (who === null) return el("div", {}, head, el("p", {}, t("record.logOnFirst")), el("p", {}, logOnLink(route)));
  const offered = [...Object.keys(CHANGES).filter((each) => may(CHANGES[each].scope)),
    ...(Object.values(TABLES).some(may) ? [TABLE] : [])];
  if (offered.length === 0) return el("div", {}, head, el("p", {}, t("record.noScope")), el("p", {}, logOnLink(route)));
  const kind = offered.includes(route.id) ? route.id : offered[0];
  return el("div", {}, head,
    el("p", {}, t("record.speaksFor", { who: who.agency ? named(who.agency) : who.subject })),
    el("nav", { class: "tabs", "aria-label": t("record.kinds") }, offered.map((each) => el("a", {
      href: href("record", each, { uscc: route.params.uscc }), "aria-current": each === kind ? "page" : null,
    }, t(`record.kind.${each}`)))),
    kind === TABLE ? tableForm() : await changeForm(kind, who, signal));
}

function logOnLink(route) {
  const back = route.id ? `record/${route.id}` : "record";
  return el("a", { class: "button", href: href("log-on", "", { back }) }, t("logOn.title"));
}

/** Return the form of a change: what is entered is tried, shown, and recorded once confirmed. */
async function changeForm(kind, who, signal) {
  const { document: name, fields } = CHANGES[kind];
  const vocabulary = await codes(fields, who, signal);
  const answer = el("div", { class: "answer" });
  let key = newKey();
  // What was shown belongs to what was entered then.
  const changed = () => {
    key = newKey();
    answer.replaceChildren();
  };
  const made = new Map();
  for (const spelled of fields) {
    const each = spelled.replace("?", "");
    if (each === "agency" && who.agency) continue;
    made.set(each, each === "uscc"
      ? await enterpriseField(readRoute().params.uscc, changed, signal)
      : field(each, { optional: spelled.endsWith("?"), options: vocabulary.options(each) }));
  }
  vocabulary.follow(made);
  const check = el("button", { type: "submit", class: "primary" }, t("record.check"));
  const input = () => Object.fromEntries([...made].map(([each, found]) => [each, found.value()]).filter(([, value]) => value !== undefined));
  const send = (only) => ask(name, { input: input(), key, only }, undefined);

  async function attempt() {
    try {
      const { change } = await send(true);
      mark(made, change.problems ?? []);
      present(answer, change.__typename === "Recorded" ? [recordedView(change, true), confirmation()] : refusalView(change));
    } catch (error) {
      present(answer, errorView(error));
    }
  }

  function confirmation() {
    const confirm = el("button", { type: "button", class: "primary" }, t("record.confirm"));
    confirm.addEventListener("click", () => whileBusy(confirm, record));
    return el("p", { class: "controls" }, confirm, el("span", { class: "quiet" }, t("record.nothingYet")));
  }

  async function record() {
    try {
      const { change } = await send(false);
      present(answer, change.__typename === "Recorded" ? [recordedView(change, false), next()] : refusalView(change));
    } catch (error) {
      present(answer, errorView(error), confirmation());
    }
  }

  function next() {
    const uscc = made.get("uscc")?.value();
    // Whoever records the same again means another change.
    key = newKey();
    return uscc ? el("p", {}, el("a", { href: href("enterprise", uscc, { view: "history", asOf: "" }) }, t("record.seeHistory"))) : null;
  }

  const submit = (event) => {
    event.preventDefault();
    const uscc = made.get("uscc");
    if (uscc && uscc.value() === "") {
      present(answer, el("p", { role: "alert", class: "failure" }, t("record.chooseEnterprise")));
      uscc.focus();
      return;
    }
    whileBusy(check, attempt);
  };
  const form = el("form", { class: "record", on: { submit, input: changed } },
    [...made.values()].map(({ node }) => node), el("p", { class: "controls" }, check));
  return el("section", { "aria-label": t(`record.kind.${kind}`) }, form, answer);
}

/** Put each finding beside the field that it is about. */
function mark(made, problems) {
  for (const [name, found] of made) {
    found.mark?.(problems.filter((each) => each.place === name).map((each) => each.message).join(" "));
  }
}

/** Return the codes that a form offers: `options(field)`, and `follow(fields)` for those that depend on others. */
async function codes(fields, who, signal) {
  const uses = (...names) => names.some((each) => fields.some((field) => field.replace("?", "") === each));
  const words = uses("scheme", "list", "violation") ? await ask("vocabulary", {}, signal) : null;
  const owed = uses("obligation") && who.agency ? await obligations(who.agency.code, signal) : [];
  const offered = {
    scheme: words?.schemes, level: words && [], list: words?.vocabulary.lists,
    violation: words?.vocabulary.violations, severity: words?.vocabulary.severities,
    obligation: owed.length ? owed : null,
  };
  const follow = (made) => {
    const [scheme, level, from] = [made.get("scheme"), made.get("level"), made.get("validFrom")];
    if (!level) return;
    const renew = () => {
      const found = words.schemes.find((each) => each.code === scheme.input.value);
      level.input.replaceChildren(...choices(levelsOn(found, from.value() ?? today()), false, level.input.value).flat());
    };
    scheme.input.addEventListener("change", renew);
    from.input.addEventListener("change", renew);
    renew();
  };
  return { options: (each) => offered[each] ?? null, follow };
}

/** What an agency has to hand in this year, and the year before. */
async function obligations(agency, signal) {
  const { from, to } = period(today(), "year");
  const { calendar } = await ask("calendar", { agency, from: `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`, to, asOf: today() }, signal);
  const found = new Map();
  for (const { subject } of calendar.nodes) {
    const code = subject.measureCode ?? subject.obligationCode;
    found.set(code, { ...subject, code, name: subject.title });
  }
  return [...found.values()];
}
