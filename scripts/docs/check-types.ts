// SPDX-License-Identifier: Apache-2.0
import ts from "typescript";
import type { CodeBlock, Finding } from "./code-block.js";
import { ROOT } from "./markdown-files.js";

/** Declares what the examples take for granted. */
const AMBIENT = `${ROOT}scripts/docs/ambient.d.ts`;

/**
 * Type errors of ts blocks. Each block is a module of its own; all are compiled at once, against the sources and with the options
 * of the folder's tsconfig.json.
 */
export function checkTypes(blocks: readonly CodeBlock[], folder = "scripts"): readonly Finding[] {
  const modules = new Map(blocks.map((block) => [modulePath(block), block]));
  const options = compilerOptions(`${ROOT}${folder}`);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  const textOf = (path: string): string | undefined => {
    const block = modules.get(path);
    return block === undefined ? undefined : toModule(block);
  };
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  host.readFile = (path) => textOf(path) ?? readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = textOf(path);
    return text === undefined
      ? getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion);
  };
  const program = ts.createProgram({ rootNames: [AMBIENT, ...modules.keys()], options, host });
  return [...modules].flatMap(([path, block]) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((diagnostic) => toFinding(diagnostic, block));
  });
}

function compilerOptions(folder: string): ts.CompilerOptions {
  const { config, error } = ts.readConfigFile(`${folder}/tsconfig.json`, ts.sys.readFile);
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
  return ts.parseJsonConfigFileContent(config, ts.sys, folder).options;
}

/** Inside the repository, so that packages and the module kind are those of the repository. */
function modulePath({ file, line }: CodeBlock): string {
  return `${ROOT}scripts/docs/blocks/${file.replaceAll("/", "-")}-${line}.ts`;
}

/** A block without an import or export would be a script and share its names with the others. */
function toModule({ text }: CodeBlock): string {
  return `${text}\nexport {};\n`;
}

function toFinding({ start, file, messageText }: ts.Diagnostic, block: CodeBlock): Finding {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line;
  return { file: block.file, line: block.line + 1 + line, problem: ts.flattenDiagnosticMessageText(messageText, " ") };
}
