// SPDX-License-Identifier: Apache-2.0
// The same tests for the newest and for the oldest packages of the providers: `vitest run --config provider-tests/vitest.config.ts`.
import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectConfiguration, type ViteUserConfig } from "vitest/config";
import root from "../vitest.config.js";

const SETS = ["newest", "floor"] as const;

/** Files that `import` gives; an alias does not look into the exports of a package. */
const FILES: Readonly<Record<string, string>> = {
  openai: "index.mjs",
  "@anthropic-ai/sdk": "index.mjs",
  "@google/genai": "dist/node/index.mjs",
};

function project(set: (typeof SETS)[number]): TestProjectConfiguration {
  const alias = Object.entries(FILES).map(([name, file]) => ({
    find: new RegExp(`^${name}$`),
    replacement: fileURLToPath(new URL(`${set}/node_modules/${name}/${file}`, import.meta.url)),
  }));
  const own = root.resolve?.alias;
  return {
    resolve: { alias: [...alias, ...(Array.isArray(own) ? own : [])] },
    test: {
      name: set,
      root: fileURLToPath(new URL("..", import.meta.url)),
      include: ["provider-tests/**/*.test.ts"],
      exclude: ["**/node_modules/**"],
      setupFiles: ["./fast-check.config.ts"],
      testTimeout: 60_000,
      hookTimeout: 120_000,
      // A test that collects garbage says so.
      execArgv: ["--expose-gc"],
      env: { TZ: "UTC", PROVIDER_SET: set },
    },
  };
}

const config: ViteUserConfig = defineConfig({ test: { projects: SETS.map(project) } });

export default config;
