// Runs the 61 audits of graphql-http (GraphQL over HTTP) against a running service:
// npm ci && node audit.js http://127.0.0.1:8000/graphql
// Prints every audit that is not ok, then the counts; exit code 1 unless all are ok.
import { auditServer } from 'graphql-http';

const url = process.argv[2] ?? 'http://127.0.0.1:8000/graphql';
const counts = { ok: 0, notice: 0, warn: 0, error: 0 };

for (const result of await auditServer({ url })) {
  counts[result.status] += 1;
  if (result.status !== 'ok') {
    console.log(`${result.status}: ${result.id} ${result.name}: ${result.reason}`);
  }
}
console.log(Object.entries(counts).map(([status, count]) => `${count} ${status}`).join(', '));
process.exit(counts.notice + counts.warn + counts.error > 0 ? 1 : 0);
