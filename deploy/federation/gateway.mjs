// A gateway before services that hold a province each: one address, one schema.
//
//   PROVINCES='{"41": "http://127.0.0.1:8041", "31": "http://127.0.0.1:8031"}' PORT=8000 node gateway.mjs
//
// A question about an enterprise goes to the province whose code stands in its credit code (digits 3
// and 4), one about a region to that region's; rules are the same everywhere, so any answers.
// Whatever else can be asked of a service is left out: it would be asked of one province only. A partner is shown as the province that was asked knows it; `home` asks the partner's own.
// Tokens are passed on: each service decides for itself who may see what, and each keeps its limits.

import { createServer } from 'node:http';
import { batchDelegateToSchema } from '@graphql-tools/batch-delegate';
import { delegateToSchema } from '@graphql-tools/delegate';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { stitchSchemas } from '@graphql-tools/stitch';
import { FilterRootFields } from '@graphql-tools/wrap';
import { buildSchema, graphql, GraphQLError, GraphQLList, GraphQLSchema, parse } from 'graphql';

const LARGEST_BODY = 256_000;
const ABOUT_RULES = new Set(
  ('policies policy measures measure agencies agency programmes programme schemes scheme policyDiff ' +
    'vocabulary responsibilityMatrix informationFlows principal').split(' '),
);
const PASSED_ON = ['authorization', 'accept-language'];

async function subschema(url) {
  const executor = buildHTTPExecutor({
    endpoint: `${url}/graphql`,
    timeout: 15_000,
    headers: (request) => request?.context?.headers ?? {},
  });
  const asked = { document: parse('{ _service { sdl } }'), context: { headers: startHeaders() } };
  const { data, errors } = await executor(asked);
  if (!data) throw new Error(`${url} is no subgraph: ${errors?.[0]?.message}`);
  // The directives of Federation are declared by @link, not in the text.
  return { sdl: data._service.sdl, executor };
}

function startHeaders() {
  return process.env.TOKEN ? { authorization: `Bearer ${process.env.TOKEN}` } : {};
}

function provinceOf(code) {
  return /^\d{6}$/.test(code) ? code.slice(0, 2) : code.slice(2, 4);
}

// What changes something, or follows changes, is for the service of the province itself.
function queriesOf(whole) {
  const { types, ...rest } = whole.toConfig();
  const others = new Set([whole.getMutationType(), whole.getSubscriptionType()]);
  return new GraphQLSchema({
    ...rest, mutation: null, subscription: null, types: types.filter((each) => !others.has(each)),
  });
}

async function build(addresses) {
  const provinces = new Map();
  for (const [code, url] of Object.entries(addresses)) provinces.set(code, await subschema(url));
  const [first, ...others] = provinces.values();
  if (!first) throw new Error('PROVINCES names none: set it as the first lines of this file show.');
  if (others.some((each) => each.sdl !== first.sdl)) {
    throw new Error('The services are of different versions: their schemas differ.');
  }
  const schema = queriesOf(buildSchema(first.sdl, { assumeValidSDL: true, assumeValid: true }));
  const entities = new GraphQLList(schema.getType('Enterprise'));
  for (const each of provinces.values()) each.config = { schema, executor: each.executor, batch: false };
  const elsewhere = (code) => {
    const found = provinces.get(provinceOf(code));
    if (found) return found.config;
    throw new GraphQLError(`No service holds ${code}.`, { extensions: { code: 'NO_SUCH_PROVINCE' } });
  };

  // A question goes by the first of its arguments that names an enterprise or a region.
  const asked = (fieldName, name) => (_, args, context, info) => {
    const code = args[name] ?? args.filter?.[name];
    if (!code) {
      const message = `Say ${name}: the gateway asks one province.`;
      throw new GraphQLError(message, { extensions: { code: 'PROVINCE_NEEDED' } });
    }
    return delegateToSchema({
      schema: elsewhere(code), operation: 'query', fieldName, args, context, info,
    });
  };
  const byArgument = (field) =>
    ['uscc', 'core', 'region'].find((name) => field.args.some((each) => each.name === name)) ??
    (field.args.some((each) => each.name === 'filter' && each.type.toString() === 'EnterpriseFilter')
      ? 'region'
      : undefined);
  const fields = Object.values(schema.getQueryType().getFields());
  const routed = fields.map((field) => [field.name, byArgument(field)]).filter(([, name]) => name);

  const kept = new Set([...ABOUT_RULES, ...routed.map(([name]) => name)]);
  const readable = new FilterRootFields((kind, name) => kind !== 'Query' || kept.has(name));
  return stitchSchemas({
    subschemas: [{ ...first.config, transforms: [readable] }],
    typeDefs: 'extend type Enterprise { "As its own province knows it." home: Enterprise }',
    resolvers: {
      Query: Object.fromEntries(routed.map(([name, argument]) => [name, asked(name, argument)])),
      Enterprise: {
        home: {
          selectionSet: '{ uscc }',
          resolve: (parent, _, context, info) =>
            batchDelegateToSchema({
              schema: elsewhere(parent.uscc),
              operation: 'query',
              fieldName: '_entities',
              key: { __typename: 'Enterprise', uscc: parent.uscc },
              argsFromKeys: (representations) => ({ representations }),
              returnType: entities,
              dataLoaderOptions: { maxBatchSize: 100 },
              context,
              info,
            }),
        },
      },
    },
  });
}

async function body(request) {
  const pieces = [];
  let size = 0;
  for await (const piece of request) {
    size += piece.length;
    if (size > LARGEST_BODY) throw new GraphQLError('The body is too large.');
    pieces.push(piece);
  }
  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
}

async function answer(schema, request) {
  const { query, variables, operationName } = await body(request);
  const headers = Object.fromEntries(
    PASSED_ON.filter((name) => request.headers[name]).map((name) => [name, request.headers[name]]),
  );
  return graphql({
    schema, source: query, variableValues: variables, operationName, contextValue: { headers },
  });
}

const schema = await build(JSON.parse(process.env.PROVINCES ?? '{}'));
createServer(async (request, response) => {
  let result;
  try {
    result = await answer(schema, request);
  } catch (error) {
    result = { errors: [{ message: error.message, extensions: { code: 'BAD_GRAPHQL_REQUEST' } }] };
  }
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(result));
}).listen(Number(process.env.PORT ?? 8000), '127.0.0.1', () => console.log('ready'));
