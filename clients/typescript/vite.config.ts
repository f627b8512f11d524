import { defineConfig } from "vite";

// The page comes from this port, its questions go on to the service: for the browser both are
// one origin, so no setting of the service has to change.
const service = process.env["CREDIT_GRAPH_URL"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  server: {
    host: "127.0.0.1",
    proxy: { "/graphql": service, "/chain": service, "/calendar": service },
  },
});
