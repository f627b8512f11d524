import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";

/** What the service said no to: its stable code, and what to do. */
export class Refusal extends Error {
  constructor(message: string, readonly code: string, readonly advice: string | undefined) {
    super(message);
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; advice?: string } }[];
}

/** Put a typed question; throws Refusal. No client library is needed. */
export async function ask<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>, variables: Variables,
): Promise<Data> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const answer = (await response.json()) as Answer<Data>;
  const error = answer.errors?.[0];
  if (error || !answer.data) {
    throw new Refusal(error?.message ?? `HTTP ${response.status}`, error?.extensions?.code ?? "NO_ANSWER", error?.extensions?.advice);
  }
  return answer.data;
}
