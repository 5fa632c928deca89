// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { tableSections } from "../../tables/sections.js";
import { commentHeader } from "../header.js";
import { PACKAGE, ROOT } from "./syntax.js";

/** What makes the modules a typed package: build file, entry points and the JSON dump. */
export const pythonPackageEmitter: Emitter = {
  id: "python.package",
  target: "python",
  emit: (model) => {
    const header = commentHeader("#", model, "emit/python/package", ["spec/sdk.yaml"]);
    const file = (path: string, text: string): { path: string; text: string } => ({
      path: `${ROOT}/${path}`,
      text: `${header}${text}`,
    });
    return [
      file("pyproject.toml", pyproject(model)),
      file(`${PACKAGE}/__init__.py`, init(model)),
      file(`${PACKAGE}/__main__.py`, main),
      file(`${PACKAGE}/py.typed`, ""),
      file(`${PACKAGE}/types/__init__.py`, '"""Row types of the tables, one module per section."""\n'),
      file(`${PACKAGE}/types/scalar.py`, scalar),
      file(`${PACKAGE}/tables/__init__.py`, tablesInit(model)),
    ];
  },
};

function pyproject({ sdk }: SpecModel): string {
  return `[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[project]
name = "${sdk.vendor}-spec"
version = "${sdk.spec_version}"
description = "Names, defaults, limits and rules that every ${sdk.vendor} SDK shares"
license = { text = "Apache-2.0" }
requires-python = ">=3.9"

[tool.setuptools.packages.find]
include = ["${PACKAGE}*"]

[tool.setuptools.package-data]
${PACKAGE} = ["py.typed"]
`;
}

function init(model: SpecModel): string {
  const modules = tableSections(model).filter((section) => section.constants.length > 0);
  const list = modules.map((section) => `    ${section.id}: ${section.brief}`).join("\n");
  return `"""Names, defaults, limits and rules that every SDK of the spec shares.

Constants are in one module per section:

${list}

Whole tables are in \`\`${PACKAGE}.tables\`\`, their row types in \`\`${PACKAGE}.types\`\`.
"""

from .sdk import SPEC_VERSION

__all__ = ["SPEC_VERSION"]
`;
}

const main = `"""Prints every table as JSON: \`\`python -m ${PACKAGE}\`\`."""

import json

from .tables import tables

print(json.dumps(tables(), ensure_ascii=False, indent=2))
`;

const scalar = `"""A value whose type differs per row."""

from __future__ import annotations

from typing import Any, Mapping, Union

Scalar = Union[str, int, float, bool, Mapping[str, Any]]
"""Text, number, switch, or an empty map."""
`;

function tablesInit(model: SpecModel): string {
  const sections = tableSections(model);
  const ids = sections.map((section) => section.id);
  const constants = sections.filter((section) => section.constants.length > 0).map((section) => section.id);
  return `"""Every table of the spec as Python values, one module per section."""

from __future__ import annotations

from types import ModuleType
from typing import Any, Mapping

from .. import ${constants.map((id) => `${id} as _${id}_constants`).join(", ")}
from . import ${ids.join(", ")}

_CONSTANTS = (${constants.map((id) => `_${id}_constants`).join(", ")})


def tables() -> dict[str, Any]:
    """Every table as plain data, with the keys of the spec: section, table, rows."""
    return {
${ids.map((id) => `        "${id}": _members(${id}),`).join("\n")}
        "constants": {name: value for module in _CONSTANTS for name, value in _public(module)},
    }


def plain(value: Any) -> Any:
    """Rows as dicts without unset fields, tuples as lists."""
    if hasattr(value, "_asdict"):
        return {key.rstrip("_"): plain(item) for key, item in value._asdict().items() if item is not None}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


def _members(module: ModuleType) -> dict[str, Any]:
    return {name.lower(): plain(value) for name, value in _public(module)}


def _public(module: ModuleType) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in vars(module).items() if name.isupper() and not name.startswith("_")]
`;
}
