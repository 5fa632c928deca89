// SPDX-License-Identifier: Apache-2.0
import { DiagLogLevel, diag } from "@opentelemetry/api";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SigilClient } from "../client/sigil-client.js";
import { Diagnostics } from "./diagnostics.js";

afterEach(() => diag.disable());

describe("messages of the client", () => {
  it("go to the given logger, named after the SDK", () => {
    const lines: string[] = [];
    const diagnostics = new Diagnostics({
      debug: (line) => lines.push(`debug ${line}`),
      warn: (line) => lines.push(`warn ${line}`),
    });
    diagnostics.debug("one");
    diagnostics.warn("two");
    expect(lines).toEqual(["debug sigil: one", "warn sigil: two"]);
  });

  it("go to the diag logger of OpenTelemetry when there is none", () => {
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    diag.setLogger(
      { verbose: log, debug: log, info: log, warn: log, error: log },
      { logLevel: DiagLogLevel.ALL, suppressOverrideMessage: true },
    );
    lines.length = 0;
    const diagnostics = new Diagnostics(undefined);
    diagnostics.debug("one");
    diagnostics.warn("two");
    expect(lines).toEqual(["sigil: one", "sigil: two"]);
  });

  it("go to the console when the client is asked to debug, unless there is a logger", () => {
    const written = vi.spyOn(console, "debug").mockImplementation(() => undefined);
    const own: string[] = [];
    const logger = { debug: (line: string) => own.push(line) };
    for (const options of [{ debug: true }, { debug: true, logger }, {}])
      new SigilClient({ generationExport: { protocol: "none" }, ...options })
        .startGeneration({ model: { provider: "openai", name: "gpt-5" } })
        [Symbol.dispose]();
    const line = "sigil: a recording was disposed without result or error";
    expect([written.mock.calls, own]).toEqual([[[line]], [line]]);
    written.mockRestore();
  });

  it("are not repeated when once is enough", () => {
    const lines: string[] = [];
    const diagnostics = new Diagnostics({ warn: (line) => lines.push(line) });
    for (const message of ["a", "b", "a", "a"]) diagnostics.warnOnce(message);
    expect(lines).toEqual(["sigil: a", "sigil: b"]);
  });

  it("are lost without a sound when the logger has no such method, or throws", () => {
    new Diagnostics({}).warn("x");
    const diagnostics = new Diagnostics({ warn: () => expect.fail(), debug: () => expect.fail() });
    diagnostics.warn("x");
    diagnostics.debug("x");
    diagnostics.warnOnce("x");
  });

  it("are given once each, and no more after a hundred different ones", () => {
    const lines: string[] = [];
    const diagnostics = new Diagnostics({ warn: (line) => lines.push(line) });
    for (let turn = 0; turn < 2; turn += 1)
      for (let index = 0; index < 150; index += 1) diagnostics.warnOnce(`message ${index}`);
    expect(lines).toEqual(Array.from({ length: 100 }, (_, index) => `sigil: message ${index}`));
  });
});
