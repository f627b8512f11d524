// The peer: @neo4j/graphql on graphql-yoga, in its recommended form, on plain nodes of its own.
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const typeDefs = /* GraphQL */ `
  type Enterprise
    @node(labels: ["PeerEnterprise"])
    @fulltext(indexes: [{ indexName: "peer_names", queryName: "named", fields: ["name"] }]) {
    uscc: String!
    name: String!
    region: String!
    status: String!
    suppliers: [Enterprise!]! @relationship(type: "PEER_SUPPLIES", direction: IN)
  }
`;

// Pages that begin after a code need "greater than" on text, which is off by default.
const features = { filters: { String: { GT: true } } };
const { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE, PEER_PORT } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver, features }).getSchema();
const yoga = createYoga({
  schema,
  graphiql: false,
  logging: false,
  context: () => ({ sessionConfig: { database: NEO4J_DATABASE } }),
});
createServer(yoga).listen(Number(PEER_PORT), "127.0.0.1");
