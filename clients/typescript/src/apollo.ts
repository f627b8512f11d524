import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client/core";
import { relayStylePagination } from "@apollo/client/utilities";

import { ChainScreenDocument, type ChainScreenQuery } from "./generated/graphql.js";

/** Return an Apollo client with the cache rules that this schema needs. */
export function client(uri = "/graphql"): ApolloClient<unknown> {
  return new ApolloClient({
    link: new HttpLink({ uri }),
    cache: new InMemoryCache({
      possibleTypes: {
        Node: ["Agency", "Enterprise", "Measure", "Obligation", "Policy", "Registration"],
        SearchResult: ["Enterprise", "Policy", "Measure", "Agency"],
        DutySubject: ["Measure", "Obligation"],
      },
      typePolicies: {
        // Answers hold for a day and an instant: they have no identity of their own, and must
        // not be merged into each other. Their arguments keep them apart.
        EligibilityReport: { keyFields: false },
        Decision: { keyFields: false },
        Chain: { keyFields: false, fields: { members: relayStylePagination(["filter", "order"]) } },
        Workload: { keyFields: false },
      },
    }),
  });
}

/** Return the first page of a chain, and what asks for the next. */
export async function chainPages(core: string, programme: string): Promise<ChainScreenQuery[]> {
  const apollo = client();
  const first = await apollo.query({ query: ChainScreenDocument, variables: { core, programme } });
  const after = first.data.chain?.members.pageInfo.endCursor ?? null;
  if (after === null) return [first.data];
  const next = await apollo.query({ query: ChainScreenDocument, variables: { core, programme, after } });
  return [first.data, next.data];
}
