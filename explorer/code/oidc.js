// Logging on at an issuer: OpenID Connect, authorization code flow with PKCE (RFC 7636).
//
// What has to outlive the way there and back (state, nonce, verifier) is in sessionStorage until the
// browser is back; the token never is.

const KEPT = "credit-graph.log-on";
const LEEWAY_S = 30;
const MOST_WAIT_MS = 10 * 60_000;
// Those of docs/authority.md; `admin` is for operators' own tools.
const SCOPES = [
  "read:public", "read:enterprises", "read:chains", "read:audit", "write:registrations", "write:ratings",
  "write:lists", "write:violations", "write:links", "write:statements", "write:uses", "write:reports",
];

/** Why logging on failed: `code` names the words of the catalogue, `detail` what the issuer says. */
export class LogOnFailure extends Error {
  constructor(code, detail = "") {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/** Return where people log on: `issuer`, `client`, `audience`; `issuer` is null where they do not. */
export async function issuerSettings(signal) {
  const response = await fetch("/log-on.json", { signal });
  return response.ok ? response.json() : { issuer: null };
}

/** Leave for the issuer; it sends the browser back to /log-on, and from there to the screen `back`. */
export async function leaveForIssuer(settings, back) {
  const found = await discovered(settings.issuer);
  const verifier = random();
  const kept = { state: random(), nonce: random(), verifier, back, at: Date.now() };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  const address = new URL(found.authorization_endpoint);
  const asked = {
    response_type: "code",
    client_id: settings.client,
    redirect_uri: redirectUri(),
    scope: ["openid", ...wanted(found.scopes_supported)].join(" "),
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await digest(verifier),
    code_challenge_method: "S256",
    ...resource(settings),
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  location.assign(address);
}

/** Take what the issuer sent along: return the access `token`, and the screen to go `back` to. */
export async function returnFromIssuer(search) {
  const answer = new URLSearchParams(search);
  const kept = taken();
  if (kept === null || answer.get("state") !== kept.state) throw new LogOnFailure("STATE");
  const settings = await issuerSettings();
  // RFC 9207: an answer of another issuer is none to this question.
  if (answer.has("iss") && answer.get("iss") !== settings.issuer) throw new LogOnFailure("ISSUER");
  if (answer.has("error")) {
    throw new LogOnFailure("REFUSED", answer.get("error_description") ?? answer.get("error"));
  }
  const found = await discovered(settings.issuer);
  const tokens = await exchanged(found.token_endpoint, {
    grant_type: "authorization_code",
    code: answer.get("code") ?? "",
    redirect_uri: redirectUri(),
    client_id: settings.client,
    code_verifier: kept.verifier,
    ...resource(settings),
  });
  checkIdentity(tokens.id_token, settings, kept.nonce);
  if (typeof tokens.access_token !== "string") throw new LogOnFailure("TOKEN");
  return { token: tokens.access_token, back: kept.back };
}

function redirectUri() {
  return `${location.origin}/log-on`;
}

/** An issuer that knows resources (RFC 8707) gives a token for ours; their names are addresses. */
function resource({ audience }) {
  return URL.canParse(audience) ? { resource: audience } : {};
}

/** Ask for what the issuer says it knows of ours; for all of it where it names none. */
function wanted(supported) {
  const known = Array.isArray(supported) ? SCOPES.filter((each) => supported.includes(each)) : [];
  return known.length ? known : SCOPES;
}

async function discovered(issuer) {
  const found = await fetched(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {}, "DISCOVERY");
  if (found.issuer !== issuer) throw new LogOnFailure("ISSUER");
  const methods = found.code_challenge_methods_supported;
  if (Array.isArray(methods) && !methods.includes("S256")) throw new LogOnFailure("PKCE");
  // The page's policy lets requests go to the issuer's origin; nobody is sent to a script's address.
  const { origin } = new URL(issuer);
  if (originOf(found.token_endpoint) !== origin) throw new LogOnFailure("ENDPOINT");
  const shown = originOf(found.authorization_endpoint);
  if (shown !== origin && !shown.startsWith("https:")) throw new LogOnFailure("ENDPOINT");
  return found;
}

function originOf(address) {
  return URL.canParse(address) ? new URL(address).origin : "";
}

async function exchanged(address, form) {
  return fetched(address, { method: "POST", body: new URLSearchParams(form) }, "TOKEN");
}

async function fetched(address, options, code) {
  let response;
  try {
    response = await fetch(address, { ...options, credentials: "omit", redirect: "error", cache: "no-store" });
  } catch {
    throw new LogOnFailure(code);
  }
  let body = null;
  try {
    body = await response.json();
  } catch {
    throw new LogOnFailure(code, `HTTP ${response.status}`);
  }
  if (!response.ok) throw new LogOnFailure(code, body?.error_description ?? body?.error ?? `HTTP ${response.status}`);
  return body ?? {};
}

/**
 * Check the ID token. It came from the token endpoint itself over TLS, which stands for its
 * signature (OpenID Connect Core, 3.1.3.7, item 6).
 */
function checkIdentity(token, { issuer, client }, nonce) {
  const claims = claimsOf(token);
  const audience = [claims?.aud ?? []].flat();
  const holds = claims !== null && claims.iss === issuer && audience.includes(client)
    && (audience.length === 1 || claims.azp === client)
    && claims.nonce === nonce && claims.exp > Date.now() / 1000 - LEEWAY_S;
  if (!holds) throw new LogOnFailure("IDENTITY");
}

function claimsOf(token) {
  try {
    const part = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(part), (each) => each.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** Return what was kept for the way back, which counts once and for ten minutes. */
function taken() {
  const text = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const kept = text === null ? null : JSON.parse(text);
  return kept !== null && Date.now() - kept.at <= MOST_WAIT_MS ? kept : null;
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function digest(text) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
