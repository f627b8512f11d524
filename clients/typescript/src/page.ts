import { ask } from "./ask.js";
import { EnterpriseScreenDocument } from "./generated/graphql.js";

/** Show how many measures an enterprise may enjoy: the smallest screen that can be. */
async function show(): Promise<void> {
  const uscc = new URLSearchParams(location.search).get("uscc") ?? "91410400XN00000125";
  const { enterprise, eligibility } = await ask(EnterpriseScreenDocument, { uscc });
  const main = document.querySelector("main");
  if (main && enterprise && eligibility) {
    main.textContent = `${enterprise.registration?.name ?? enterprise.uscc}: ${eligibility.counts.eligible}`;
  }
}

void show();
