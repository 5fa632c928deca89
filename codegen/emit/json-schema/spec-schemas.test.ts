// SPDX-License-Identifier: Apache-2.0
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readInputs } from "../../load/read-inputs.js";
import { repositoryRoot } from "../../root.js";
import { loadTinyModel } from "../../testing/load-tiny.js";
import { specSchemasEmitter } from "./spec-schemas.js";

const schemas = new Map(
  specSchemasEmitter.emit(await loadTinyModel()).map(({ path, text }): [string, object] => {
    return [path.replace(/^.*\/(.*)\.schema\.json$/, "$1"), JSON.parse(text) as object];
  }),
);
const inputs = await readInputs(repositoryRoot);
const yamlFiles = Object.keys(inputs).filter((path) => path.endsWith(".yaml"));

function errorsIn(path: string, edit: (text: string) => string = (text) => text): unknown {
  // Files of a folder have one schema for all.
  const name = path.replace(/^spec\/(\w+)(?:\/.*|\.yaml)$/, "$1");
  const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(
    schemas.get(name) ?? {},
  );
  // Our own files: sharing a record between many scenarios is no attack.
  return validate(parse(edit(inputs[path] ?? ""), { maxAliasCount: -1 }))
    ? []
    : validate.errors?.map(({ instancePath, keyword }) => [instancePath, keyword]);
}

test.each(yamlFiles)("accepts %s as it is written, before defaults and vendor are filled in", (path) => {
  expect(errorsIn(path)).toEqual([]);
});

test("refuses what the generators refuse", () => {
  expect(errorsIn("spec/metrics.yaml", (text) => text.replace("instrument: histogram", "instrument: gauge"))).toEqual([
    ["/metrics/0/instrument", "enum"],
  ]);
  expect(errorsIn("spec/sdk.yaml", (text) => `${text}\nunknown: true\n`)).toEqual([["", "additionalProperties"]]);
});

test("has one schema for each kind of file", () => {
  expect([...schemas.keys()].sort()).toEqual([
    "attributes",
    "capture",
    "config",
    "contract",
    "errors",
    "frameworks",
    "metrics",
    "models",
    "parity",
    "providers",
    "redaction",
    "scenarios",
    "sdk",
    "spans",
    "validation",
  ]);
});
