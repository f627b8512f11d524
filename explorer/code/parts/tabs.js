// The views of one screen, as links: each has an address of its own.

import { el } from "../element.js";
import { readRoute, written } from "../route.js";

/** Return the navigation between views; `views` pairs each view's code with its title. */
export function tabs(label, views, current) {
  const route = readRoute();
  const link = ([view, title]) => el("a", {
    href: written({ ...route, params: { ...route.params, view } }),
    "aria-current": view === current ? "page" : null,
  }, title);
  return el("nav", { class: "tabs", "aria-label": label }, views.map(link));
}
