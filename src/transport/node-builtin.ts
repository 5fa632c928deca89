// SPDX-License-Identifier: Apache-2.0

interface Builtins {
  "node:http": typeof import("node:http");
  "node:http2": typeof import("node:http2");
  "node:https": typeof import("node:https");
  "node:net": typeof import("node:net");
  "node:tls": typeof import("node:tls");
}

/**
 * A module of Node, looked up when it is needed, so that the importing file loads in every runtime and every bundler; undefined
 * where it is missing.
 */
export function findBuiltin<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  // The types promise a process with this function; other runtimes may have neither.
  const host = (globalThis as { process?: Partial<NodeJS.Process> }).process;
  return host?.getBuiltinModule?.(name) as Builtins[Name] | undefined;
}

/** The same where the runtime is known to be Node. */
export function getBuiltin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const found = findBuiltin(name);
  if (found === undefined) throw new Error(`this runtime has no ${name}`);
  return found;
}
