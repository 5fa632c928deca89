// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { CaptureLayer, ConcreteCaptureMode } from "../../generated/ts/capture.js";
import type { ContentCaptureMode } from "../../generated/ts/enums.js";
import { type CaptureQuestion, type ContentCaptureResolver, resolveCaptureMode } from "./resolve-capture-mode.js";

// Who decides is told by the scenarios of spec/scenarios/capture.yaml.

function resolve(question: Partial<CaptureQuestion>): { mode: ConcreteCaptureMode; problems: string[] } {
  const problems: string[] = [];
  const mode = resolveCaptureMode({
    recording: "generation",
    layers: {},
    resolver: undefined,
    metadata: {},
    onFailure: (problem) => problems.push(problem),
    ...question,
  });
  return { mode, problems };
}

describe("a resolver", () => {
  it("is asked once, with the metadata", () => {
    const asked: unknown[] = [];
    const resolver: ContentCaptureResolver = (metadata) => {
      asked.push(metadata);
      return "full";
    };
    resolve({ resolver, metadata: { tenant: "eu" } });
    expect(asked).toEqual([{ tenant: "eu" }]);
  });

  it("is not asked when the recording names its mode", () => {
    const resolver: ContentCaptureResolver = () => expect.fail("asked");
    expect(resolve({ resolver, layers: { recording: "full" } })).toEqual({ mode: "full", problems: [] });
  });

  it("that answers default leaves it to the next layer", () => {
    const resolver: ContentCaptureResolver = () => "default";
    expect(resolve({ resolver, layers: { client: "full" } })).toEqual({ mode: "full", problems: [] });
  });

  it.each<[name: string, answer: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an unknown word", "Full"],
    ["an inherited name", "toString"],
    ["a number", 0],
    ["a list with a mode", ["full"]],
    ["an object that reads as a mode", { toString: () => "full" }],
    ["a boxed mode", Object("full")],
    ["a promise", Promise.resolve("full")],
    ["a promise that nobody settles", new Promise(() => undefined)],
    ["a thenable", JSON.parse('{"then":1}')],
  ])("that answers %s closes everything, with a warning", (_name, answer) => {
    const resolver = (() => answer) as ContentCaptureResolver;
    expect(resolve({ resolver, layers: { context: "full", client: "full" } })).toEqual({
      mode: "metadata_only",
      problems: ["contentCaptureResolver returned no capture mode; the recording is captured without content"],
    });
  });

  it("that throws closes everything, with a warning that does not repeat what it threw", () => {
    const resolver: ContentCaptureResolver = () => {
      throw new Error("secret");
    };
    expect(resolve({ resolver, layers: { client: "full" } })).toEqual({
      mode: "metadata_only",
      problems: ["contentCaptureResolver threw; the recording is captured without content"],
    });
  });
});

describe("a misspelt mode", () => {
  it.each<CaptureLayer>(["recording", "context"])("of the %s closes everything, with a warning", (layer) => {
    const layers = { [layer]: "metadata-only" as ContentCaptureMode, client: "full" } as const;
    expect(resolve({ layers })).toEqual({
      mode: "metadata_only",
      problems: [`contentCapture of the ${layer} is not a capture mode; the recording is captured without content`],
    });
  });
});

it("takes the rejection of a promise, so that the host does not see it", async () => {
  const unhandled: unknown[] = [];
  const listener = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", listener);
  resolve({ resolver: (() => Promise.reject(new Error("late"))) as unknown as ContentCaptureResolver });
  await new Promise((done) => setTimeout(done, 0));
  process.off("unhandledRejection", listener);
  expect(unhandled).toEqual([]);
});

it("lets nothing but the recording loosen an inherited mode, for every pair of modes", () => {
  const modes = ["full", "no_tool_content", "full_with_metadata_spans", "metadata_only"] as const;
  const rank = (mode: ConcreteCaptureMode): number => modes.indexOf(mode);
  for (const inherited of modes) {
    for (const other of modes) {
      const stricter = rank(other) > rank(inherited) ? other : inherited;
      expect(resolve({ layers: { inherited, context: other } }).mode).toBe(stricter);
      expect(resolve({ layers: { inherited }, resolver: () => other }).mode).toBe(stricter);
      expect(resolve({ layers: { inherited, recording: other } }).mode).toBe(other);
      expect(resolve({ layers: { inherited, client: other } }).mode).toBe(inherited);
    }
  }
});
