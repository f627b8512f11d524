// Who is logged on. The token is in the memory of this page alone: closing or reloading it logs off.

let held = { token: null, who: null };
let turns = 0;

/** Take a token, and whom the service says it speaks for. */
export function hold(token, who) {
  held = { token, who };
  turns += 1;
}

/** Forget both. */
export function logOff() {
  hold(null, null);
}

/** Return whom the token speaks for: `kind`, `subject`, `agency`, `scopes`, `regions`; or null. */
export function whoever() {
  return held.who;
}

/** Return the token that requests bear, or null. */
export function bearer() {
  return held.token;
}

/** Return a number that is another one after each logging on and off: answers kept before are not shown after. */
export function turn() {
  return turns;
}

/** Tell whether who is logged on holds a scope. */
export function may(scope) {
  const scopes = held.who?.scopes ?? [];
  return scopes.includes(scope) || scopes.includes("admin");
}
