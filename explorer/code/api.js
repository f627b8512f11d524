// Questions to the GraphQL API. The documents are the files of /explorer/queries.

import { language } from "./language.js";

const documents = new Map();

/** What the service said no to: `code`, `advice`, and whether asking again may help. */
export class Refusal extends Error {
  constructor(message, code, advice) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

/** Put a question; `name` is the document's file name. Returns its data, or throws Refusal. */
export async function ask(name, variables, signal) {
  const query = await text(name);
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json",
      "accept-language": language() === "zh" ? "zh-CN" : "en",
    },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  const body = await read(response);
  if (body.errors?.length) {
    const [error] = body.errors;
    throw new Refusal(error.message, error.extensions?.code ?? "ERROR", error.extensions?.advice);
  }
  return body.data;
}

async function read(response) {
  try {
    return await response.json();
  } catch {
    throw new Refusal(`HTTP ${response.status}`, "NO_ANSWER", undefined);
  }
}

async function text(name) {
  if (!documents.has(name)) {
    const response = await fetch(`/explorer/queries/${name}.graphql`);
    if (!response.ok) throw new Refusal(`HTTP ${response.status}`, "NO_ANSWER", undefined);
    documents.set(name, await response.text());
  }
  return documents.get(name);
}
