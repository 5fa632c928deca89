// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { anchor, code, heading, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const parityPage: Page = {
  name: "parity",
  title: "Coming from Python",
  summary: "Every public name of the Python SDK, and where a TypeScript user finds it.",
  inputs: () => ["spec/parity.yaml", "spec/sdk.yaml"],
  blocks: ({ parity }) =>
    [...new Set(parity.names.map(({ entry }) => entry))].flatMap((entry) => [
      heading(2, code(packageName(entry)), `entry-${entry.replace(/^\.\/?/, "") || "root"}`),
      table(
        ["Python", "Kind", "TypeScript", "Status", "Note"],
        parity.names
          .filter((name) => name.entry === entry)
          .map(({ seed, kind, export: exported, status, note }) => [
            `${anchor(`name-${slug(seed)}`)}${code(seed)}`,
            kind,
            code(exported),
            status,
            prose(note),
          ]),
      ),
    ]),
};

/** Names of the reference SDK and ours. */
export const referenceParityEmitter: Emitter = pageEmitter(parityPage);

/** `./openai` -> `sigil-sdk/openai`. */
function packageName(entry: string): string {
  return `sigil-sdk${entry.slice(1)}`;
}

function slug(name: string): string {
  return name.replace(/[^A-Za-z0-9_.]+/g, "-");
}
