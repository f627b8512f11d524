import type { CodegenConfig } from "@graphql-codegen/cli";

// Types for every document below src/, from the schema of the repository. A running service
// gives the same: schema: "http://127.0.0.1:8000/graphql".
const config: CodegenConfig = {
  schema: "../../schema.graphql",
  documents: ["src/**/*.graphql"],
  ignoreNoDocuments: false,
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        strictScalars: true,
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: {
          // ISO 8601 text on the wire; kept as text, for a JavaScript Date has no days without time.
          Date: "../scalars.js#Day",
          DateTime: "../scalars.js#Instant",
          USCC: "../scalars.js#Uscc",
        },
      },
    },
  },
};

export default config;
