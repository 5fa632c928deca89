// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import type { Finding } from "./code-block.js";
import { ROOT } from "./markdown-files.js";

/** Links of a page to files and headings of the repository that are not there. */
export function checkLinks(file: string, markdown: string): readonly Finding[] {
  return markdown.split("\n").flatMap((text, index) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      const problem = /^[a-z]+:/.test(target) ? undefined : checkTarget(file, target);
      return problem === undefined ? [] : [{ file, line: index + 1, problem }];
    }),
  );
}

function checkTarget(file: string, target: string): string | undefined {
  const [path = "", anchor] = target.split("#");
  const linked = path === "" ? file : posix.join(posix.dirname(file), path);
  if (!existsSync(ROOT + linked)) return `there is no ${linked}`;
  if (anchor === undefined || statSync(ROOT + linked).isDirectory()) return undefined;
  return anchorsOf(readFileSync(ROOT + linked, "utf8")).has(anchor) ? undefined : `${linked} has no #${anchor}`;
}

/** Ids that are written out, and those that headings get on the usual hosts. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const written = [...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set([...written, ...headings]);
}
