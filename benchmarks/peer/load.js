// Puts a load on one or more servers and prints what it saw as JSON.
// Reads {urls, connections, seconds, bodies} from its standard input.
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const { urls, connections, seconds, bodies } = JSON.parse(readFileSync(0, "utf8"));
const requests = bodies.map((body) => ({ body }));
let begun = 0;
let broken = 0;

const seen = await autocannon({
  url: urls.length === 1 ? urls[0] : urls,
  connections,
  duration: seconds,
  timeout: 30,
  method: "POST",
  headers: { "content-type": "application/json", accept: "application/json" },
  // Each connection builds the requests that it is given before it begins, and that takes time.
  requests: requests.slice(0, 1),
  setupClient(client) {
    // Every connection has a share of its own, so that no two ask for the same key at one time.
    const share = Math.ceil(requests.length / connections);
    const start = (begun++ * share) % requests.length;
    client.setRequests(requests.slice(start, start + share));
    client.on("body", (body) => {
      broken += body.includes('"errors"') ? 1 : 0;
    });
  },
});
process.stdout.write(
  JSON.stringify({
    rate: seen.requests.total / seen.duration,
    total: seen.requests.total,
    p50: seen.latency.p50,
    p99: seen.latency.p99,
    failed: seen.errors + seen.timeouts + seen.non2xx + broken,
  }),
);
