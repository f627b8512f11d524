// Composes a service with another subgraph that adds a field to Enterprise, as a gateway of Apollo
// Federation would: says what is wrong, or how long the supergraph is.
//
//   node compose.mjs http://127.0.0.1:8000

import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const OTHER = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])
  type Query { notes: Int }
  type Enterprise @key(fields: "uscc") { uscc: USCC! note: String }
  scalar USCC
`;

const asked = await fetch(`${process.argv[2]}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: '{ _service { sdl } }' }),
});
const { data } = await asked.json();
const { supergraphSdl, errors } = composeServices([
  { name: 'credit', url: process.argv[2], typeDefs: parse(data._service.sdl) },
  { name: 'notes', url: 'http://127.0.0.1:1', typeDefs: parse(OTHER) },
]);
if (errors) {
  for (const each of errors.slice(0, 10)) console.error(each.message);
  process.exit(1);
}
console.log(`${supergraphSdl.length} characters`);
