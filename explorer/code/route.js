// Addresses: /#/screen/id?asOf=…&knownAt=…&lang=…, so that a link opens the same answer.
// What follows # is not sent to the server: codes of enterprises stay out of its logs.

const CARRIED = ["asOf", "knownAt", "lang"];

/** Read the address: `screen`, `id` and `params`. */
export function readRoute(hash = location.hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [screen, ...rest] = path.split("/");
  return {
    screen: screen || "home",
    id: rest.map(decoded).join("/"),
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** Return the address of a screen; the day, instant and language of `from` are carried along. */
export function href(screen, id = "", params = {}, from = readRoute()) {
  const carried = Object.fromEntries(CARRIED.map((name) => [name, from.params[name]]));
  return written({ screen, id, params: { ...carried, ...params } });
}

/** Return the address of a route. */
export function written({ screen, id, params }) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== "") query.set(name, value);
  }
  const path = id ? `${screen}/${id.split("/").map(encodeURIComponent).join("/")}` : screen;
  const text = query.toString();
  return `#/${path}${text ? `?${text}` : ""}`;
}

/** Go to the same screen with other parameters; empty ones are dropped. */
export function change(params) {
  const route = readRoute();
  location.hash = written({ ...route, params: { ...route.params, ...params } });
}

/** Write parameters into the address without going anywhere. */
export function settle(params) {
  const route = readRoute();
  const address = written({ ...route, params: { ...route.params, ...params } });
  history.replaceState(null, "", address);
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
