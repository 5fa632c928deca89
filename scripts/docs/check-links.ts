// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, statSync } from "node:fs";
import { anchorsOf, linksOf } from "../checks/markdown-links.mjs";
import type { Finding } from "./code-block.js";
import { ROOT } from "./markdown-files.js";

/** Links of a page to files and headings of the repository that are not there. */
export function checkLinks(file: string, markdown: string): readonly Finding[] {
  return linksOf(file, markdown).flatMap(({ line, path, anchor }) => {
    const problem = checkTarget(path, anchor);
    return problem === undefined ? [] : [{ file, line, problem }];
  });
}

function checkTarget(path: string, anchor: string | undefined): string | undefined {
  if (!existsSync(ROOT + path)) return `there is no ${path}`;
  if (anchor === undefined || statSync(ROOT + path).isDirectory()) return undefined;
  return anchorsOf(readFileSync(ROOT + path, "utf8")).has(anchor) ? undefined : `${path} has no #${anchor}`;
}
