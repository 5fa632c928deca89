// SPDX-License-Identifier: Apache-2.0
import pc from "picocolors";
import { lintRules } from "../lint/index.js";
import { reportTable } from "../report/text.js";

/** Lists the lint rules and what each protects. */
export function rulesCommand(options: { readonly json: boolean }): void {
  const rules = lintRules.map(({ id, brief }) => ({ id, brief }));
  const rows = rules.map(({ id, brief }) => [id, brief]);
  const text = options.json
    ? JSON.stringify({ command: "rules", rules }, null, 2)
    : reportTable(["rule", "protects"], rows, pc);
  process.stdout.write(`${text}\n`);
}
