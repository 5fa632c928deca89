// SPDX-License-Identifier: Apache-2.0
// Lets Node itself run a benchmark of what is built. A compiler in between would change what is measured: names that it keeps for
// functions cost more than what the functions do.
import { registerHooks } from "node:module";

/** The package knows itself by its name. */
const PACKAGE = new URL("../package.json", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (/^sigil-sdk(\/|$)/.test(specifier)) return next(specifier, { ...context, parentURL: PACKAGE });
    try {
      return next(specifier, context);
    } catch (error) {
      // Imports name the file that a source will be.
      if (!specifier.endsWith(".js")) throw error;
      return next(`${specifier.slice(0, -".js".length)}.ts`, context);
    }
  },
});
