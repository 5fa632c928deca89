// SPDX-License-Identifier: Apache-2.0
import { emitters as allEmitters } from "./emit/index.js";
import type { EmittedFile, Emitter, SpecModel } from "./model.js";

/** Runs the emitters on a model: everything under the target folders except what buf writes. Pure; sorted by path. */
export function generate(model: SpecModel, emitters: readonly Emitter[] = allEmitters): readonly EmittedFile[] {
  const files = emitters.flatMap((emitter) => emitFiles(model, emitter));
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const repeated = files.find((file, index) => files[index + 1]?.path === file.path);
  if (repeated !== undefined) throw new Error(`two emitters write ${repeated.path}`);
  return files;
}

function emitFiles(model: SpecModel, emitter: Emitter): readonly EmittedFile[] {
  const target = model.sdk.targets.find((candidate) => candidate.id === emitter.target);
  if (target === undefined)
    throw new Error(`emitter ${emitter.id} writes for "${emitter.target}", which spec/sdk.yaml does not list`);
  const files = emitter.emit(model);
  for (const { path, text } of files) {
    if (!path.startsWith(`${target.folder}/`))
      throw new Error(`emitter ${emitter.id} writes ${path} outside ${target.folder}`);
    if (text.includes("\r") || !text.endsWith("\n"))
      throw new Error(`emitter ${emitter.id}: ${path} needs \\n line ends and a final one`);
  }
  return files;
}
