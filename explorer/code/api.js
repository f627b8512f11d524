// Questions to the GraphQL API. The documents are the files of /explorer/queries.

import { language } from "./language.js";
import { bearer } from "./session.js";

const documents = new Map();
const IMPORT = /^#import "\.\/([\w-]+)\.graphql"/;

/** What the service said no to: `code`, `advice`, and whether asking again may help. */
export class Refusal extends Error {
  constructor(message, code, advice) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

/**
 * Put a question; `name` is the document's file name. Returns its data, or throws Refusal. It bears
 * the token of who is logged on, or the one given.
 */
export async function ask(name, variables, signal, token = bearer()) {
  const query = await text(name);
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      ...authorization(token),
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

/** Return the header that a request bears a token in; none without one. */
export function authorization(token = bearer()) {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

async function read(response) {
  try {
    return await response.json();
  } catch {
    throw new Refusal(`HTTP ${response.status}`, "NO_ANSWER", undefined);
  }
}

/** Return a document, with the fragments of the file that its first line imports. */
async function text(name) {
  if (!documents.has(name)) {
    const response = await fetch(`/explorer/queries/${name}.graphql`);
    if (!response.ok) throw new Refusal(`HTTP ${response.status}`, "NO_ANSWER", undefined);
    const own = await response.text();
    const imported = IMPORT.exec(own);
    documents.set(name, imported ? own + await text(imported[1]) : own);
  }
  return documents.get(name);
}
