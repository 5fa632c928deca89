// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import {
  ATTR_GEN_AI_EMBEDDINGS_INPUT_TEXTS,
  ATTR_GEN_AI_TOOL_CALL_ARGUMENTS,
  ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE,
} from "../../generated/ts/attributes.js";
import { resolveCaptureMode } from "../../src/capture/resolve-capture-mode.js";
import {
  type ContentCaptureMode,
  type Generation,
  type RecordExporter,
  SigilClient,
  type SigilClientOptions,
  withContext,
} from "../../src/index.js";
import { createResolver } from "./client-options.js";
import type { ScenarioOf } from "../runner/load-suites.js";
import { createTelemetryProbe } from "./telemetry-probe.js";

type CaptureModeCase = ScenarioOf<"capture_mode">;
type Mode = ContentCaptureMode | undefined;

const MODEL = { provider: "openai", name: "gpt-4o-mini" };

/** The resolved mode, asked for directly and seen from outside where a recording shows it. */
export async function runCaptureMode(scenario: CaptureModeCase): Promise<void> {
  expect(resolveDirectly(scenario)).toBe(scenario.expect);
  switch (scenario.recording) {
    case "generation":
      return expect(await exportedMarker(scenario)).toBe(scenario.expect);
    case "tool":
      return expect(await toolContent(scenario)).toEqual(TOOL_CONTENT[scenario.expect]);
    case "embedding":
      return expect(await embeddingContent(scenario)).toBe(EMBEDDING_CONTENT.includes(scenario.expect));
    case "rating":
      return;
    default:
      scenario.recording satisfies never;
  }
}

/** Whether arguments are on the span of a tool: unasked, and asked for. */
const TOOL_CONTENT: Readonly<Record<string, readonly [boolean, boolean]>> = {
  full: [true, true],
  no_tool_content: [false, true],
  full_with_metadata_spans: [false, false],
  metadata_only: [false, false],
};

/** Modes in which the texts are on the span of an embedding when asked for. */
const EMBEDDING_CONTENT: readonly string[] = ["full", "no_tool_content"];

function resolveDirectly({ recording, layers }: CaptureModeCase): string {
  return resolveCaptureMode({
    recording,
    layers: {
      recording: layers.recording as Mode,
      context: layers.context as Mode,
      inherited: layers.inherited as Mode,
      client: layers.client as Mode,
    },
    resolver: layers.resolver === undefined ? undefined : createResolver(layers.resolver),
    metadata: {},
    onFailure: () => undefined,
  });
}

async function exportedMarker(scenario: CaptureModeCase): Promise<unknown> {
  const exported: Generation[] = [];
  const exporter: RecordExporter = {
    format: "record",
    export: async (batch) => {
      exported.push(...batch);
      return batch.map(() => ({ accepted: true }));
    },
  };
  const client = new SigilClient({ ...clientOptions(scenario), generationExporter: exporter });
  insideLayers(client, scenario, () => client.startGeneration({ model: MODEL, ...ownMode(scenario) }).end());
  await client.shutdown();
  return exported[0]?.metadata?.[ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE];
}

async function toolContent(scenario: CaptureModeCase): Promise<readonly boolean[]> {
  const probe = createTelemetryProbe();
  const client = new SigilClient({ ...clientOptions(scenario), tracer: probe.tracer, meter: probe.meter });
  for (const includeContent of [false, true]) {
    insideLayers(client, scenario, () => {
      const recorder = client.startToolExecution({ toolName: "weather", includeContent, ...ownMode(scenario) });
      recorder.setResult({ arguments: { city: "Bern" } });
      recorder.end();
    });
  }
  await probe.close();
  return probe.spans
    .filter(({ span }) => span.name === "execute_tool weather")
    .map(({ span }) => ATTR_GEN_AI_TOOL_CALL_ARGUMENTS in span.attributes);
}

async function embeddingContent(scenario: CaptureModeCase): Promise<boolean | undefined> {
  const probe = createTelemetryProbe();
  const client = new SigilClient({
    ...clientOptions(scenario),
    embeddingCapture: { captureInput: true },
    tracer: probe.tracer,
    meter: probe.meter,
  });
  insideLayers(client, scenario, () => {
    const recorder = client.startEmbedding({ model: MODEL, ...ownMode(scenario) });
    recorder.setResult({ inputTexts: ["Bern"] });
    recorder.end();
  });
  await probe.close();
  const embedding = probe.spans.find(({ span }) => span.name.startsWith("embeddings"));
  return embedding && ATTR_GEN_AI_EMBEDDINGS_INPUT_TEXTS in embedding.span.attributes;
}

function clientOptions({ layers }: CaptureModeCase): SigilClientOptions {
  return {
    generationExport: { protocol: "none" },
    contentCapture: layers.client as Mode,
    contentCaptureResolver: layers.resolver === undefined ? undefined : createResolver(layers.resolver),
  };
}

function ownMode({ layers }: CaptureModeCase): { readonly contentCapture: Mode } {
  return { contentCapture: layers.recording as Mode };
}

/** Runs `fn` inside a generation of the inherited mode, and in there inside a scope, as far as there are such layers. */
function insideLayers(client: SigilClient, { layers }: CaptureModeCase, fn: () => void): void {
  const context = { contentCapture: layers.context as Mode };
  const inContext = layers.context === undefined ? fn : (): void => withContext(context, fn);
  if (layers.inherited === undefined) inContext();
  else client.startGeneration({ model: MODEL, contentCapture: layers.inherited as Mode }).run(inContext);
}
