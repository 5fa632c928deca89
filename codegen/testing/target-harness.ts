// SPDX-License-Identifier: Apache-2.0
import { execFile, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { checkSpec } from "../check-spec.js";
import { SpecError } from "../findings.js";
import { readSpecInput } from "../load-model.js";
import type { EmittedFile, Emitter, SpecModel } from "../model.js";

const execute = promisify(execFile);
let input: ReturnType<typeof readSpecInput> | undefined;

/** The model of this repository's spec, or of the same spec with another vendor prefix. */
export async function loadVendorModel(vendor?: string): Promise<SpecModel> {
  input ??= readSpecInput();
  const { texts, image } = await input;
  const sdk = texts["spec/sdk.yaml"] ?? "";
  const changed = vendor === undefined ? sdk : sdk.replace(/^vendor: .*$/m, `vendor: ${vendor}`);
  const { model, findings } = checkSpec({ texts: { ...texts, "spec/sdk.yaml": changed }, image });
  if (findings.length > 0) throw new SpecError(findings);
  return model;
}

function findCommand(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Text that would end a comment, a string or a tag where a generator forgets to escape it. */
const hostileText =
  'Quotes " \' ` \'\'\' """, slashes \\ \\u0041 */ // ---, tags <b> & </summary> @see {@link X} $(x) %s, \u00fc \u{1f600},\ttab\nline "';

/** The spec with another vendor prefix, and with hostile text in briefs and messages. */
export async function loadHostileModel(vendor: string): Promise<SpecModel> {
  const model = await loadVendorModel(vendor);
  const replaceFirst = <T>(entries: readonly T[], change: Partial<T>): T[] =>
    entries.map((entry, index) => (index === 0 ? { ...entry, ...change } : entry));
  return {
    ...model,
    attributes: replaceFirst(model.attributes, { brief: hostileText }),
    errors: { ...model.errors, codes: replaceFirst(model.errors.codes, { brief: hostileText, message: hostileText }) },
  };
}

export interface Requirement {
  readonly command: string;
  /** Arguments that print the version, and the lowest that will do: `3.9`. */
  readonly version?: { readonly args: readonly string[]; readonly atLeast: string };
}

/** Whether the machine has every program of a target; says on the console what a skipped test needs. */
export function hasPrograms(target: string, requirements: readonly Requirement[]): boolean {
  const missing = requirements.filter((requirement) => !isMet(requirement));
  if (missing.length === 0) return true;
  const list = missing.map(({ command, version }) =>
    version === undefined ? command : `${command} ${version.atLeast}`,
  );
  console.warn(`SKIP ${target}: this machine lacks ${list.join(", ")}`);
  return false;
}

function isMet({ command, version }: Requirement): boolean {
  if (findCommand(command) === undefined) return false;
  if (version === undefined) return true;
  const { stdout, stderr } = spawnSync(command, version.args, { encoding: "utf8" });
  const [major = 0, minor = 0] = /(\d+)(?:\.(\d+))?/.exec(`${stdout}${stderr}`)?.slice(1).map(Number) ?? [];
  const [wantedMajor = 0, wantedMinor = 0] = version.atLeast.split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && (minor || 0) >= wantedMinor);
}

/** Runs a program without a shell and returns what it prints; its own messages are in the error when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<string> {
  const env = { ...process.env, ...options.env };
  const { stdout } = await execute(command, args, { cwd: options.cwd, env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** Writes a target and more files into a folder that is removed after the test. */
export async function writeTarget(files: readonly EmittedFile[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "codegen-target-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

export function emitAll(emitters: readonly Emitter[], model: SpecModel): readonly EmittedFile[] {
  return emitters.flatMap((emitter) => emitter.emit(model));
}

/** What an emitter writes, as one text for golden files; of row types, which hardly depend on the spec, only those of spans. */
export function goldenText(emitter: Emitter, model: SpecModel): string {
  const files = emitter.emit(model);
  const chosen = emitter.id.endsWith(".types") ? files.filter(({ path }) => /span|valuesource/i.test(path)) : files;
  // Digests say nothing about an emitter and change with every edit of the tiny spec.
  return chosen.map(({ path, text }) => `===== ${path}\n${text.replace(/@[0-9a-f]{8}\b/g, "@digest")}`).join("\n");
}

/** Every text of a JSON value that still names the first vendor's telemetry; the package of the protocol stays. */
export function findVendorKeys(value: unknown, vendor: string): readonly string[] {
  if (typeof value === "string") {
    return new RegExp(`(?<![/\\w])${vendor}\\.(?!v\\d)`).test(value) ? [value] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...findVendorKeys(key, vendor),
    ...findVendorKeys(item, vendor),
  ]);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
