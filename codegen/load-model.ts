// SPDX-License-Identifier: Apache-2.0
import { checkSpec, type SpecInput } from "./check-spec.js";
import { SpecError } from "./findings.js";
import { buildImage } from "./load/build-image.js";
import { readInputs } from "./load/read-inputs.js";
import type { SpecModel } from "./model.js";
import { repositoryRoot } from "./root.js";

/** Reads the spec and compiles the proto files below a root. Throws `SpecError` when the proto does not compile. */
export async function readSpecInput(root: string = repositoryRoot): Promise<SpecInput> {
  const [texts, image] = await Promise.all([readInputs(root), buildImage(root)]);
  if (image.bytes === undefined) throw new SpecError(image.findings);
  return { texts, image: image.bytes };
}

/** The checked model of the spec below a root. Throws `SpecError` with all findings when there are any. */
export async function loadModel(root: string = repositoryRoot): Promise<SpecModel> {
  const { model, findings } = checkSpec(await readSpecInput(root));
  if (findings.length > 0) throw new SpecError(findings);
  return model;
}
