// SPDX-License-Identifier: Apache-2.0
import type { EmittedFile, Emitter, SpecModel } from "../../model.js";
import { headerLines } from "../header.js";

export interface Page {
  /** Name of the emitter, and of the file where `file` does not say otherwise. */
  readonly name: string;
  readonly file?: string;
  readonly title: string;
  /** What the page is for, in a sentence; shown in the list of pages too. */
  readonly summary: string;
  /** A page for those who work on the repository, which `files` of package.json leaves out; packed pages do not link to it. */
  readonly isPacked?: false;
  readonly inputs: (model: SpecModel) => readonly string[];
  /** Blocks below the title, each a paragraph, table, heading or list. */
  readonly blocks: (model: SpecModel) => readonly string[];
}

/** An emitter that writes one page of the reference. */
export function pageEmitter(page: Page): Emitter {
  return {
    id: `reference/${page.name}`,
    target: "docs",
    emit: (model) => [emitPage(model, page)],
  };
}

function emitPage(model: SpecModel, page: Page): EmittedFile {
  const header = [
    "SPDX-License-Identifier: Apache-2.0",
    ...headerLines(model, `emit/reference/${page.name}.ts`, page.inputs(model)),
  ];
  const text = [`<!--\n${header.join("\n")}\n-->`, `# ${page.title}`, page.summary, ...page.blocks(model)].join("\n\n");
  return { path: `${folderOf(model)}/${page.file ?? page.name}.md`, text: `${text}\n` };
}

function folderOf(model: SpecModel): string {
  const target = model.sdk.targets.find(({ id }) => id === "docs");
  if (target === undefined) throw new Error('spec/sdk.yaml: targets need an entry with id "docs"');
  return target.folder;
}
