// SPDX-License-Identifier: Apache-2.0
import {
  ATTR_GEN_AI_AGENT_NAME,
  ATTR_GEN_AI_TOOL_CALL_ARGUMENTS,
  ATTR_SIGIL_CONVERSATION_TITLE,
  ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE,
  ATTR_SIGIL_SDK_NAME,
} from "../../generated/ts/attributes.js";
import { OPERATION_INSTRUMENTS } from "../../generated/ts/instruments.js";
import { firstStart, type Members, type Mutant, omit, withGenerations, withMetadata, withSpans } from "./mutant.js";

const { timeToFirstToken } = OPERATION_INSTRUMENTS;

/** Faults in what is recorded: identity, content, errors, points. */
export const recordingMutants: readonly Mutant[] = [
  {
    name: "context-over-start",
    brief: "Values of the scope win over those of the start.",
    caughtBy: "core.agent.explicit",
    apply: (capture, { steps }) => {
      const scope = steps.find((step) => step.op === "enter_context")?.context ?? {};
      const { agent_name: agent } = scope as { readonly agent_name?: string };
      if (agent === undefined) return capture;
      const exported = withGenerations(capture, (generation) => ({ ...generation, agent_name: agent }));
      return withSpans(exported, (span) => ({
        ...span,
        attributes: { ...span.attributes, [ATTR_GEN_AI_AGENT_NAME]: agent },
      }));
    },
  },
  {
    name: "no-trim",
    brief: "The white space around a title stays.",
    caughtBy: "core.title.padded",
    apply: (capture, scenario) => {
      const { conversation_title: title } = firstStart(scenario);
      return withMetadata(capture, (metadata) =>
        metadata[ATTR_SIGIL_CONVERSATION_TITLE] === undefined
          ? metadata
          : { ...metadata, [ATTR_SIGIL_CONVERSATION_TITLE]: title },
      );
    },
  },
  {
    name: "ttft-on-sync",
    brief: "A time to first token is measured for responses that are not streamed.",
    caughtBy: "core.sync-roundtrip",
    apply: (capture) => {
      const { name, unit } = timeToFirstToken;
      return {
        ...capture,
        metrics: [...capture.metrics, { name, unit, attributes: {}, count: 1, sum: 0, bounds: [], scope: "" }],
      };
    },
  },
  {
    name: "leaking-title",
    brief: "The title is on the span in every mode.",
    caughtBy: "core.error.metadata-only",
    apply: (capture, scenario) => {
      const { conversation_title: title } = firstStart(scenario);
      if (title === undefined) return capture;
      return withSpans(capture, (span) => ({
        ...span,
        attributes: { ...span.attributes, [ATTR_SIGIL_CONVERSATION_TITLE]: title },
      }));
    },
  },
  {
    name: "caller-names-sdk",
    brief: "A caller's value for the name of the SDK stays.",
    caughtBy: "identity.sdk-name",
    apply: (capture, scenario) => {
      const given = (firstStart(scenario)["metadata"] ?? {}) as Members;
      const { [ATTR_SIGIL_SDK_NAME]: name } = given;
      return name === undefined
        ? capture
        : withMetadata(capture, (metadata) => ({ ...metadata, [ATTR_SIGIL_SDK_NAME]: name }));
    },
  },
  {
    name: "resolver-fails-open",
    brief: "A resolver that throws is overlooked.",
    caughtBy: "x.precedence.throwing-resolver",
    apply: (capture, { config }) =>
      config["content_capture_resolver"] === "throws"
        ? withMetadata(capture, (metadata) => ({ ...metadata, [ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE]: "full" }))
        : capture,
  },
  {
    name: "tool-content-unasked",
    brief: "Arguments of tools are on spans although nobody asked for them.",
    caughtBy: "tool.include-content.off",
    apply: (capture) =>
      withSpans(capture, (span) =>
        span.kind === "internal"
          ? { ...span, attributes: { ...span.attributes, [ATTR_GEN_AI_TOOL_CALL_ARGUMENTS]: "{}" } }
          : span,
      ),
  },
  {
    name: "provider-error-in-err",
    brief: "Errors of providers are among the SDK's own.",
    caughtBy: "core.error.provider",
    apply: (capture, { steps }) =>
      steps.some(({ op }) => op === "set_call_error")
        ? { ...capture, errors: { it: { code: "internal", message: "the provider failed" } } }
        : capture,
  },
  {
    name: "silent-validation",
    brief: "A recorder does not tell that its record is invalid.",
    caughtBy: "core.error.validation",
    apply: (capture) => ({ ...capture, errors: {} }),
  },
  {
    name: "zero-is-absent",
    brief: "Zero, false and empty controls are left out.",
    caughtBy: "x.zero-values",
    apply: (capture) =>
      withGenerations(capture, (generation) =>
        omit(generation, (_, value) => value === "0" || value === 0 || value === false || value === ""),
      ),
  },
  {
    name: "total-with-cache",
    brief: "The total of tokens counts cached ones on top.",
    caughtBy: "core.usage-total",
    apply: (capture) =>
      withGenerations(capture, (generation) => {
        const usage = (generation["usage"] ?? {}) as Members;
        const { total_tokens: total, cache_read_input_tokens: cached = "0" } = usage;
        if (total === undefined) return generation;
        return { ...generation, usage: { ...usage, total_tokens: String(Number(total) + Number(cached)) } };
      }),
  },
  {
    name: "shared-objects",
    brief: "What a caller changes after handing it over changes the record.",
    caughtBy: "x.deep-copy",
    apply: (capture, { steps }) =>
      steps.some(({ op }) => op === "mutate")
        ? withGenerations(capture, (generation) => ({ ...generation, tags: { team: "changed" } }))
        : capture,
  },
  {
    name: "empty-attributes-left-out",
    brief: "Points have no attribute where there is no value.",
    caughtBy: "core.agent.empty",
    apply: (capture) => ({
      ...capture,
      metrics: capture.metrics.map((point) => ({
        ...point,
        attributes: omit(point.attributes, (_, value) => value === ""),
      })),
    }),
  },
  {
    name: "one-operation",
    brief: "Streams are named like other responses.",
    caughtBy: "core.streaming",
    apply: (capture) =>
      withSpans(capture, (span) => ({ ...span, name: span.name.replace("streamText", "generateText") })),
  },
  {
    name: "swallowed-exception",
    brief: "A call in the callback form returns although its function threw.",
    caughtBy: "call.throws",
    apply: (capture) => ({
      ...capture,
      steps: Object.fromEntries(
        Object.entries(capture.steps).map(([index, step]) => [
          index,
          step.outcome === undefined ? step : { ...step, outcome: "returned" },
        ]),
      ),
    }),
  },
];
