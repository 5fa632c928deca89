// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { commentHeader } from "../header.js";
import { fileHead, goName, PACKAGE, ROOT } from "./syntax.js";

const ID = "emit/go/package";

/** What makes the files a module without dependencies: go.mod, package text, and the JSON dump. */
export const goPackageEmitter: Emitter = {
  id: "go.package",
  target: "go",
  emit: (model) => {
    const sections = tableSections(model);
    const goMod = `${commentHeader("//", model, ID, ["spec/sdk.yaml"])}module ${PACKAGE}\n\ngo 1.21\n`;
    return [
      { path: `${ROOT}/go.mod`, text: goMod },
      { path: `${ROOT}/doc.go`, text: docFile(model, sections) },
      { path: `${ROOT}/tables.go`, text: tablesFile(model, sections) },
    ];
  },
};

function docFile(model: SpecModel, sections: readonly TableSection[]): string {
  const list = sections.map((section) => `//   - ${goName(section.id)}: ${section.brief}`).join("\n");
  const doc = `// Package ${PACKAGE} holds names, defaults, limits and rules that every SDK of the spec shares.
//
// Each section has constants, row types and a variable with its tables:
//
${list}
package ${PACKAGE}`;
  return fileHead(model, ID, ["spec/sdk.yaml"]).replace(`package ${PACKAGE}`, doc);
}

function tablesFile(model: SpecModel, sections: readonly TableSection[]): string {
  const fields = sections.map(
    (section) => [goName(section.id), goName(section.shape.name), `\`json:"${section.id}"\``] as const,
  );
  const rows = [...fields, ["Constants", "map[string]any", '`json:"constants"`'] as const];
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const typeWidth = Math.max(...rows.map(([, type]) => type.length));
  const members = rows.map(([name, type, tag]) => `\t${name.padEnd(nameWidth)} ${type.padEnd(typeWidth)} ${tag}`);
  const values = rows.map(
    ([name]) => `\t\t${`${name}:`.padEnd(nameWidth + 1)} ${name === "Constants" ? "constants" : name},`,
  );
  return `${fileHead(model, ID, ["spec/sdk.yaml"])}
import "encoding/json"

// Tables is every table of the spec. Its JSON has the keys of the spec: section, table, rows.
type Tables struct {
${members.join("\n")}
}

// All returns every table and, by name, every constant.
func All() Tables {
	constants := map[string]any{}
	for _, constant := range Constants() {
		constants[constant.Name] = constant.Value
	}
	return Tables{
${values.join("\n")}
	}
}

// JSON returns every table as JSON text.
func JSON() ([]byte, error) {
	return json.MarshalIndent(All(), "", "  ")
}

// opt gives a value that may be unset an address.
func opt[T any](value T) *T {
	return &value
}
`;
}
