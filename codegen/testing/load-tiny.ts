// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";
import { type CheckedSpec, checkSpec, type SpecInput } from "../check-spec.js";
import { SpecError } from "../findings.js";
import { buildImageFromTexts } from "../load/build-image.js";
import { readInputs } from "../load/read-inputs.js";
import type { SpecModel } from "../model.js";

/** Changes to the tiny spec: path -> new text, made from the old one. */
export type TinyEdits = Readonly<Record<string, (text: string) => string>>;

const root = fileURLToPath(new URL("tiny-spec", import.meta.url));
let original: Promise<SpecInput> | undefined;

/** The texts and the compiled proto of the tiny spec; each edit must change its file. */
export async function readTinyInput(edits: TinyEdits = {}): Promise<SpecInput> {
  original ??= compile(readInputs(root));
  const { texts, image } = await original;
  const changed = Object.entries(edits).map(([path, edit]): [string, string] => {
    const before = texts[path] ?? "";
    const after = edit(before);
    if (after === before) throw new Error(`the edit of ${path} changes nothing`);
    return [path, after];
  });
  const all = { ...texts, ...Object.fromEntries(changed) };
  if (!changed.some(([path]) => path.endsWith(".proto"))) return { texts: all, image };
  return compile(Promise.resolve(all));
}

/** Checks the tiny spec after edits: the model and what the checks found. */
export async function checkTiny(edits: TinyEdits = {}): Promise<CheckedSpec> {
  return checkSpec(await readTinyInput(edits));
}

/** Findings of the tiny spec after edits, one line each without line numbers: `file path [rule] message; fix`. */
export async function lintTiny(edits: TinyEdits): Promise<readonly string[]> {
  const { findings } = await checkTiny(edits);
  return findings.map(({ file, path, rule, message, fix }) => `${file} ${path} [${rule}] ${message}; ${fix}`);
}

/** The resolved tiny spec: vendor `tiny`, one of everything. Throws when an edit makes it wrong. */
export async function loadTinyModel(edits: TinyEdits = {}): Promise<SpecModel> {
  const { model, findings } = await checkTiny(edits);
  if (findings.length > 0) throw new SpecError(findings);
  return model;
}

async function compile(reading: Promise<Record<string, string>>): Promise<SpecInput> {
  const texts = await reading;
  const protos = Object.fromEntries(Object.entries(texts).filter(([path]) => path.endsWith(".proto")));
  const image = await buildImageFromTexts(protos);
  if (image.bytes === undefined) throw new SpecError(image.findings);
  return { texts, image: image.bytes };
}
