// SPDX-License-Identifier: Apache-2.0
import { type Finding, formatPath, type Position } from "../findings.js";
import { type ContractFile, contractFile } from "../schema/contract.js";
import { type ScenariosFile, scenariosFile } from "../schema/scenarios.js";
import { isRecord } from "./is-record.js";
import { loadYaml, type YamlDocument } from "./load-yaml.js";
import { type ParsedFile, parseFile } from "./parse-file.js";
import { type SpecFiles, type SpecName, specNames, specPath, specSchemas } from "./spec-files.js";

/** A file of the spec, or one of its two folders. */
export type SpecPart = SpecName | "scenarios" | "contract";

export interface LoadedSpec {
  readonly files: SpecFiles;
  readonly scenarios: readonly { readonly file: string; readonly value: ScenariosFile }[];
  /** The chapters of the contract. */
  readonly contract: readonly { readonly file: string; readonly value: ContractFile }[];
  /** Ids of entries that the schema refused; references to them are not reported again. */
  readonly refusedIds: ReadonlySet<string>;
  /** Files that are missing or have refused entries: what they lack is not reported again. */
  readonly incomplete: ReadonlySet<SpecPart>;
  readonly findings: readonly Finding[];
  /** Where a value of a file stands, with its path as text. */
  locate(file: string, path: readonly PropertyKey[]): Position & { readonly path: string };
}

/** Reads the whole spec from `path -> text`; the paths are `spec/<name>.yaml`, `spec/scenarios/*.yaml` and `spec/contract/*.yaml`. */
export function loadSpec(texts: Readonly<Record<string, string>>): LoadedSpec {
  const vendor = readVendor(texts[specPath("sdk")] ?? "");
  const loaded = new Map<string, LoadedFile>();
  const missing: Finding[] = [];
  const read = (file: string, schema: Parameters<typeof parseFile>[1]): unknown => {
    const text = texts[file];
    if (text === undefined) missing.push(missingFile(file));
    const document = loadYaml(file, text ?? "{}", vendor);
    const parsed = parseFile(document, schema);
    const isMissing = text === undefined;
    const isComplete = !isMissing && parsed.findings.length === 0;
    loaded.set(file, { document, parsed: isMissing ? { ...parsed, findings: [] } : parsed, isComplete });
    return parsed.value;
  };
  // Each value has passed (or was salvaged with) the schema of the same name.
  const files = Object.fromEntries(
    specNames.map((name) => [name, read(specPath(name), specSchemas[name])]),
  ) as SpecFiles;
  const filesIn = (folder: string): string[] =>
    Object.keys(texts)
      .filter((path) => path.startsWith(`spec/${folder}/`) && path.endsWith(".yaml"))
      .sort();
  const scenarios = filesIn("scenarios").map((file) => ({ file, value: read(file, scenariosFile) as ScenariosFile }));
  const contract = filesIn("contract").map((file) => ({ file, value: read(file, contractFile) as ContractFile }));
  const all = [...loaded.values()];
  return {
    files,
    scenarios,
    contract,
    incomplete: new Set([...loaded].filter(([, { isComplete }]) => !isComplete).map(([file]) => nameOf(file))),
    refusedIds: new Set(all.flatMap(({ parsed }) => parsed.refusedIds)),
    findings: [...missing, ...all.flatMap(({ parsed }) => parsed.findings)],
    locate: (file, path) => {
      const source = loaded.get(file);
      if (source === undefined) return { line: 1, column: 1, path: formatPath(path) };
      const actual = originalPath(source.parsed, path);
      return { ...source.document.locate(actual), path: formatPath(actual) };
    },
  };
}

interface LoadedFile {
  readonly document: YamlDocument;
  readonly parsed: ParsedFile<unknown>;
  readonly isComplete: boolean;
}

function nameOf(file: string): SpecPart {
  const folder = file.startsWith("spec/contract/") ? "contract" : "scenarios";
  return specNames.find((name) => specPath(name) === file) ?? folder;
}

/** Undoes the shift of list indexes that refused entries cause. */
function originalPath(parsed: ParsedFile<unknown>, path: readonly PropertyKey[]): readonly PropertyKey[] {
  const [list, index, ...rest] = path;
  if (typeof list !== "string" || typeof index !== "number") return path;
  const original = parsed.indexes.get(list)?.[index];
  return original === undefined ? path : [list, original, ...rest];
}

/** The vendor prefix must be known before anything else is read. */
function readVendor(text: string): string {
  const { value } = loadYaml(specPath("sdk"), text, "{vendor}");
  return isRecord(value) && typeof value.vendor === "string" ? value.vendor : "{vendor}";
}

function missingFile(file: string): Finding {
  return {
    file,
    line: 1,
    column: 1,
    path: "",
    rule: "missing-file",
    message: "the file does not exist",
    fix: "create it",
  };
}
