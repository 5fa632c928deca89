// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

/** Generated pages have tests of their own. */
const GENERATED = "docs/reference/";

/** The pages that people write: README.md and the guides, relative to the repository. */
export function markdownFiles(): readonly string[] {
  const guides = readdirSync(`${ROOT}docs`, { recursive: true, encoding: "utf8" })
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md") && !path.startsWith(GENERATED));
  return ["README.md", ...guides.toSorted()];
}

export function readPage(file: string): string {
  return readFileSync(ROOT + file, "utf8");
}
