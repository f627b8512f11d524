// GraphiQL with the three families of questions as tabs.

const QUESTIONS = ["eligibility", "cultivation", "responsibility"];

async function tab(name) {
  const response = await fetch(`/explorer/questions/${name}.graphql`);
  return { query: await response.text() };
}

const { React, ReactDOM, GraphiQL } = window;
const defaultTabs = await Promise.all(QUESTIONS.map(tab));
const fetcher = GraphiQL.createFetcher({ url: "/graphql" });
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultTabs, defaultEditorToolsVisibility: true, shouldPersistHeaders: false }),
);
