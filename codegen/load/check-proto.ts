// SPDX-License-Identifier: Apache-2.0
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../findings.js";
import { type BufResult, runBuf } from "./buf.js";
import { parseBufFindings } from "./build-image.js";

/** Where the image of the last released proto lies. */
export function imageBaselinePath(protoPackage: string): string {
  return `spec/baseline/${protoPackage}.binpb`;
}

/** `buf lint`, and `buf breaking` against the baseline image when there is one. */
export async function checkProto(root: string, protoPackage: string): Promise<readonly Finding[]> {
  const baseline = imageBaselinePath(protoPackage);
  const hasBaseline = await access(join(root, baseline)).then(
    () => true,
    () => false,
  );
  const lint = runBuf(["lint", "--error-format", "json"], root);
  const breaking = hasBaseline
    ? runBuf(["breaking", "--against", baseline, "--error-format", "json"], root)
    : undefined;
  const [lintResult, breakingResult] = await Promise.all([lint, breaking]);
  return [
    ...findingsOf(lintResult, "buf-lint", "follow the rule that the message names"),
    ...(breakingResult === undefined
      ? []
      : findingsOf(breakingResult, "buf-breaking", "undo the change, or add a field under a new number")),
  ];
}

/** buf also warns about itself on stderr; only a failed run has findings. */
function findingsOf(result: BufResult, rule: string, fix: string): readonly Finding[] {
  if (result.exitCode === 0) return [];
  return [
    ...parseBufFindings(new TextDecoder().decode(result.stdout), rule, fix),
    ...parseBufFindings(result.stderr, rule, fix),
  ];
}
