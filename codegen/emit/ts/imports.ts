// SPDX-License-Identifier: Apache-2.0
import { StructureKind } from "ts-morph";
import type { Statement } from "./ts-file.js";

/** `import type { A, B } from "module"` with sorted names. */
export function typeImport(module: string, names: Iterable<string>): Statement {
  return {
    kind: StructureKind.ImportDeclaration,
    isTypeOnly: true,
    moduleSpecifier: module,
    namedImports: [...new Set(names)].sort(),
  };
}

/** `import { a, b } from "module"` with sorted names; nothing when there are none. */
export function valueImports(module: string, names: Iterable<string>): Statement[] {
  const namedImports = [...new Set(names)].sort();
  return namedImports.length === 0
    ? []
    : [{ kind: StructureKind.ImportDeclaration, moduleSpecifier: module, namedImports }];
}
