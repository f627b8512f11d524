// Files to keep: made here, or fetched with the token of who is logged on.

import { authorization } from "../api.js";
import { el } from "../element.js";
import { t } from "../language.js";
import { bearer } from "../session.js";

/** Hand bytes or text to the browser as a file. */
export function saveFile(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  el("a", { href: address, download: name }).click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Return a link to a file of the service; a link alone cannot bear a token. */
export function fileLink(address, name, words, attributes = {}) {
  const problem = el("span", { role: "alert" });
  const take = async (event) => {
    if (bearer() === null) return;
    event.preventDefault();
    problem.textContent = "";
    try {
      const response = await fetch(address, { headers: authorization() });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      saveFile(name, response.headers.get("content-type") ?? "", await response.arrayBuffer());
    } catch (error) {
      problem.textContent = ` ${t("page.noFile", { why: error.message })}`;
    }
  };
  return [el("a", { ...attributes, href: address, on: { click: take } }, words), problem];
}
