// SPDX-License-Identifier: Apache-2.0
// What callers may write, judged by the compiler.
import { expectTypeOf, it } from "vitest";
import { type GenerationResult, isSigilError, type Message, type SigilError } from "./index.js";

it("histories that nobody may change are taken as they are", () => {
  const history = [{ role: "user", parts: [{ kind: "text", text: "Hi" }] }] as const satisfies readonly Message[];
  expectTypeOf<{ input: typeof history }>().toExtend<GenerationResult>();
});

it("an error that is asked for by its code has that code", () => {
  const narrow = (error: unknown) => (isSigilError(error, "config") ? error : undefined);
  expectTypeOf<ReturnType<typeof narrow>>().toEqualTypeOf<(SigilError & { readonly code: "config" }) | undefined>();
});
