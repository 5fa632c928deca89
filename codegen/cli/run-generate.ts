// SPDX-License-Identifier: Apache-2.0
import { type Finding, sortFindings } from "../findings.js";
import { buildImage } from "../load/build-image.js";
import { checkProto } from "../load/check-proto.js";
import { generateProto } from "../load/generate-proto.js";
import { readInputs } from "../load/read-inputs.js";
import type { EmittedFile, SpecModel } from "../model.js";
import { applyPlan } from "../write/apply.js";
import { type PlannedFile, planFiles } from "../write/plan.js";

export interface TargetRow {
  readonly id: string;
  readonly folder: string;
  readonly files: number;
  readonly lines: number;
  /** Files that are new, differ or are no longer produced. */
  readonly changed: number;
}

export interface GenerateReport {
  readonly findings: readonly Finding[];
  /** Empty when findings of the spec kept the generators from running. */
  readonly targets: readonly TargetRow[];
  readonly changes: readonly { readonly path: string; readonly action: "create" | "update" | "remove" }[];
}

/** Generates everything below a root. With `check`, nothing is written and every difference is a finding. */
export async function runGenerate(root: string, options: { readonly check: boolean }): Promise<GenerateReport> {
  // The generators load while buf works: ts-morph is the slowest import of the run.
  const loadingGenerators = import("../generate.js");
  // Awaited below, unless the spec has findings; until then a failure must not count as unhandled.
  loadingGenerators.catch(() => {});
  const [texts, image, { checkSpec }] = await Promise.all([
    readInputs(root),
    buildImage(root),
    import("../check-spec.js"),
  ]);
  if (image.bytes === undefined) return { findings: sortFindings(image.findings), targets: [], changes: [] };
  const buffing = generateProto(root, image.bytes);
  buffing.catch(() => {});
  const { model, findings } = checkSpec({ texts, image: image.bytes });
  const checkingProto = options.check ? checkProto(root, model.proto.package) : [];
  if (findings.length > 0) {
    await buffing.catch(() => {});
    return { findings: sortFindings([...findings, ...(await checkingProto)]), targets: [], changes: [] };
  }
  const { generate } = await loadingGenerators;
  const files = [...generate(model), ...(await buffing)];
  const plan = await planFiles(root, model.sdk.targets, files);
  if (!options.check) await applyPlan(root, plan);
  const differences = options.check ? plan.flatMap(staleFinding) : [];
  return {
    findings: sortFindings([...differences, ...(await checkingProto)]),
    targets: summarize(model, plan, files),
    changes: plan.flatMap(({ path, action }) => (action === "keep" ? [] : [{ path, action }])),
  };
}

function staleFinding({ path, action }: PlannedFile): readonly Finding[] {
  if (action === "keep") return [];
  const message = {
    create: "the generators write this file, but it does not exist",
    update: "the generators write another text",
    remove: "no generator writes this file",
  }[action];
  return [
    {
      file: path,
      line: 1,
      column: 1,
      path: "",
      rule: "stale-output",
      message,
      fix: "run `npm run codegen` and commit the result",
    },
  ];
}

function summarize(
  model: SpecModel,
  plan: readonly PlannedFile[],
  files: readonly EmittedFile[],
): readonly TargetRow[] {
  return model.sdk.targets.map(({ id, folder }) => {
    const planned = plan.filter((file) => file.target === id);
    const written = new Set(planned.filter((file) => file.action !== "remove").map((file) => file.path));
    return {
      id,
      folder,
      files: written.size,
      lines: files.filter((file) => written.has(file.path)).reduce((sum, file) => sum + countLines(file.text), 0),
      changed: planned.filter((file) => file.action !== "keep").length,
    };
  });
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}
