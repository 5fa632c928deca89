// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { buildPage } from "./build-page.js";

const PAGE = fileURLToPath(new URL("../../docs/conformance.md", import.meta.url));

await new Command("conformance:docs")
  .description("Writes docs/conformance.md from a run of this SDK and the committed captures of the others.")
  .option("--check", "fail when the page would change, and leave it", false)
  .option("--captures <file>", "captures of a passing run, as `conformance --save-captures` writes them")
  .action(async ({ check, captures }: { check: boolean; captures?: string }) => {
    const page = await buildPage(captures);
    const present = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
    if (page === present) return;
    if (check) {
      console.error("docs/conformance.md is out of date; run npm run conformance:docs");
      process.exitCode = 1;
    } else writeFileSync(PAGE, page);
  })
  .parseAsync();
