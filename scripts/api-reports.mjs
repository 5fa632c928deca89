// SPDX-License-Identifier: Apache-2.0
// Compares the public types of every entry with the reports in api/; `--update` writes the reports.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { CheckError, listEntries, ROOT, requireBuild, runMain } from "./checks/tools.mjs";

const REPORTS = join(ROOT, "api");
const DRAFTS = join(ROOT, "node_modules/.cache/api-reports");

await runMain(() => {
  const isUpdate = process.argv.includes("--update");
  requireBuild();
  mkdirSync(REPORTS, { recursive: true });
  mkdirSync(DRAFTS, { recursive: true });
  const entries = listEntries();
  const findings = [
    ...entries.filter((entry) => !writeReport(entry, isUpdate)).map((entry) => `differs: ${entry.name}`),
    ...listStaleReports(entries, isUpdate).map((file) => `belongs to no entry: ${file}`),
  ];
  if (findings.length > 0) {
    throw new CheckError(`api reports: ${findings.join("; ")}\nrun npm run api:update and review the difference`);
  }
});

/**
 * @param {{ name: string, types: string }} entry
 * @param {boolean} isUpdate
 */
function writeReport(entry, isUpdate) {
  const config = ExtractorConfig.prepare({
    configObject: {
      ...ExtractorConfig.loadFile(join(ROOT, "api-extractor.json")),
      projectFolder: ROOT,
      mainEntryPointFilePath: entry.types,
      apiReport: {
        enabled: true,
        reportFolder: REPORTS,
        reportTempFolder: DRAFTS,
        reportFileName: `${entry.name}.api.md`,
      },
    },
    configObjectFullPath: join(ROOT, "api-extractor.json"),
    packageJsonFullPath: join(ROOT, "package.json"),
  });
  const result = Extractor.invoke(config, {
    localBuild: isUpdate,
    messageCallback: (message) => {
      // The report itself shows the difference; the tool's own hint names the wrong command.
      if (message.messageId.startsWith("console-")) message.logLevel = /** @type {typeof message.logLevel} */ ("none");
    },
  });
  return result.errorCount === 0 && (isUpdate || !result.apiReportChanged);
}

/**
 * @param {readonly { name: string }[]} entries
 * @param {boolean} isUpdate
 */
function listStaleReports(entries, isUpdate) {
  if (!existsSync(REPORTS)) return [];
  const expected = new Set(entries.map((entry) => `${entry.name}.api.md`));
  const stale = readdirSync(REPORTS).filter((file) => file.endsWith(".api.md") && !expected.has(file));
  if (!isUpdate) return stale;
  for (const file of stale) rmSync(join(REPORTS, file));
  return [];
}
