import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

const config: ViteUserConfig = defineConfig({
  resolve: {
    // The same names as `paths` in tsconfig.json, so that tests run the sources and need no build.
    alias: [
      { find: /^sigil-sdk$/, replacement: source("index.ts") },
      { find: /^sigil-sdk\/package\.json$/, replacement: source("../package.json") },
      { find: /^sigil-sdk\/(.+)$/, replacement: source("$1/index.ts") },
      { find: /^#transport$/, replacement: source("transport/node-http.ts") },
      { find: /^#als$/, replacement: source("context/async-local-storage.ts") },
    ],
  },
  test: {
    include: ["{src,codegen,conformance,examples,scripts,bench}/**/*.test.ts"],
    setupFiles: ["./fast-check.config.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Fixed, so that a test that reads local time gives the same result everywhere.
    env: { TZ: "UTC" },
  },
});

export default config;
