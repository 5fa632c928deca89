// SPDX-License-Identifier: Apache-2.0
// Every name of the reference SDK that spec/parity.yaml says is here can be imported, and none that it says is not.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Project } from "ts-morph";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type ParityFile, parityFile } from "../codegen/schema/parity.js";

type ParityName = ParityFile["names"][number];

const root = new URL("..", import.meta.url);
const { names } = parityFile.parse(parse(readFileSync(new URL("spec/parity.yaml", root), "utf8")));
const project = new Project({
  tsConfigFilePath: fileURLToPath(new URL("tsconfig.json", root)),
  skipAddingFilesFromTsConfig: true,
});

/** Source of an entry: `.` is src/index.ts, `./builders` src/builders/index.ts. */
function indexOf(entry: string): string {
  return fileURLToPath(new URL(`src/${entry === "." ? "" : `${entry.slice(2)}/`}index.ts`, root));
}

function published(): readonly string[] {
  const manifest: { exports: Record<string, unknown> } = JSON.parse(
    readFileSync(new URL("package.json", root), "utf8"),
  );
  return Object.keys(manifest.exports);
}

/** Whether the compiler finds the dotted path behind the entry's exports. */
function isDeclared({ entry, export: path }: ParityName): boolean {
  const file = indexOf(entry);
  if (!existsSync(file)) return false;
  const [head = "", ...members] = path.split(".");
  const source = project.getSourceFile(file) ?? project.addSourceFileAtPath(file);
  const declaration = source.getExportedDeclarations().get(head)?.[0];
  if (declaration === undefined) return false;
  let type = declaration.getType();
  for (const member of members) {
    const symbol = type.getNonNullableType().getProperty(member);
    if (symbol === undefined) return false;
    type = symbol.getTypeAtLocation(declaration);
  }
  return true;
}

/** What importing the entry gives for the path; methods are on the prototype. */
async function importValue({ entry, export: path }: ParityName): Promise<unknown> {
  const [head = "", member] = path.split(".");
  const exported: Record<string, unknown> = await import(indexOf(entry));
  const value = exported[head];
  return member === undefined
    ? value
    : (value as { prototype?: Record<string, unknown> } | undefined)?.prototype?.[member];
}

const available = names.filter((name) => name.status === "available");
const planned = names.filter((name) => name.status === "planned");
const label = ({ entry, export: path }: ParityName): string => `${entry} ${path}`;

describe("parity with the reference SDK", () => {
  it("declares every available name, with its members", () => {
    expect(available.length).toBeGreaterThan(100);
    expect(available.filter((name) => !isDeclared(name)).map(label)).toEqual([]);
  });

  it("gives every available class, function and method of a client when it is imported", async () => {
    const values = available.filter(
      ({ kind, export: path }) =>
        kind === "class" || kind === "function" || (kind === "method" && path.startsWith("SigilClient.")),
    );
    expect(values.length).toBeGreaterThan(20);
    const found = await Promise.all(values.map(async (name) => [label(name), typeof (await importValue(name))]));
    expect(found.filter(([, type]) => type !== "function")).toEqual([]);
  });

  it("publishes the entry of every available name", () => {
    const entries = published();
    expect(available.filter(({ entry }) => !entries.includes(entry)).map(label)).toEqual([]);
  });

  it("has no planned name already", () => {
    expect(planned.filter(isDeclared).map(label)).toEqual([]);
  });

  it("notices a name and a member that do not exist", () => {
    const name = { seed: "", kind: "field", entry: ".", status: "available" } as const;
    expect(isDeclared({ ...name, export: "SigilClientOptions.api.endpoint" })).toBe(true);
    expect(isDeclared({ ...name, export: "SigilClientOptions.api.origin" })).toBe(false);
    expect(isDeclared({ ...name, export: "NoSuchType" })).toBe(false);
    expect(isDeclared({ ...name, entry: "./no-such-entry", export: "SigilClient" })).toBe(false);
  });
});
