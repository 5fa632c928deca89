// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { CONTENT_FIELDS, CONTENT_MATRIX } from "../../generated/ts/content-fields.js";
import type { Generation, Message } from "../../generated/ts/models.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { createSecretRedactor } from "./create-secret-redactor.js";

/** Looks like a token, and is written in pieces so that nobody takes it for one. */
const KEY = ["gh", "p_0123456789abcdefghijABCDEFGHIJ012345"].join("");
const GONE = "[REDACTED:github-pat]";
const NAMED = "PASSWORD=hunter2";
const NAMED_GONE = "PASSWORD=[REDACTED:env-secret-value]";

/** Every text of a role holds a token and a value with a telling name. */
function message(role: Message["role"]): Message {
  const text = `${KEY} ${NAMED}`;
  return {
    role,
    name: KEY,
    parts: [
      { kind: "text", text, providerType: KEY },
      { kind: "thinking", thinking: text },
      { kind: "tool_call", toolCall: { id: KEY, name: KEY, inputJson: text } },
      {
        kind: "tool_result",
        toolResult: { toolCallId: KEY, content: text, contentJson: new TextEncoder().encode(text) },
      },
    ],
  };
}

function redactedMessage(role: Message["role"], text: string): Message {
  const light = `${GONE} ${NAMED}`;
  const full = `${GONE} ${NAMED_GONE}`;
  return {
    role,
    name: KEY,
    parts: [
      { kind: "text", text, providerType: KEY },
      { kind: "thinking", thinking: light },
      { kind: "tool_call", toolCall: { id: KEY, name: KEY, inputJson: full } },
      {
        kind: "tool_result",
        toolResult: { toolCallId: KEY, content: full, contentJson: new TextEncoder().encode(full) },
      },
    ],
  };
}

describe("createSecretRedactor", () => {
  const light = `${GONE} ${NAMED}`;
  const full = `${GONE} ${NAMED_GONE}`;

  it.each([
    ["leaves the user's words alone", {}, `${KEY} ${NAMED}`],
    ["looks at the user's words when told to", { redactInputMessages: true }, light],
  ])("%s; looks lightly at the model's, and closely at those of tools", (_, options, userText) => {
    const roles: readonly Message["role"][] = ["user", "assistant", "tool"];
    const redact = createSecretRedactor(options);
    const generation: Generation = { input: roles.map(message), output: roles.map(message) };
    const expected = [
      redactedMessage("user", userText),
      redactedMessage("assistant", light),
      redactedMessage("tool", full),
    ];
    const { input, output } = redact(generation);
    expect(input).toEqual(expected);
    expect(output).toEqual(expected);
  });

  it("looks at everything else that is content, and at nothing that is not", () => {
    const text = `${KEY} ${NAMED}`;
    const names = {
      id: KEY,
      conversationId: KEY,
      model: { provider: KEY, name: KEY },
      agentName: KEY,
      tags: { a: KEY },
    };
    const generation: Generation = {
      ...names,
      systemPrompt: text,
      conversationTitle: text,
      callError: text,
      tools: [{ name: KEY, description: text, inputSchemaJson: text }],
      artifacts: [
        { kind: "request", payload: text },
        { kind: "response", uri: "https://u:p@host/x" },
      ],
      metadata: { own: KEY, call_error: text, "sigil.conversation.title": text },
    };
    expect(createSecretRedactor()(generation)).toEqual({
      ...names,
      systemPrompt: light,
      conversationTitle: light,
      callError: light,
      tools: [{ name: KEY, description: light, inputSchemaJson: light }],
      artifacts: [
        { kind: "request", payload: light },
        { kind: "response", uri: "https://[REDACTED:connection-string]@host/x" },
      ],
      metadata: { own: KEY, call_error: light, "sigil.conversation.title": light },
    });
  });

  it("changes no object that it is given", () => {
    const generation: Generation = {
      input: [message("tool")],
      metadata: { call_error: KEY },
      tools: [{ name: "t", description: KEY }],
    };
    const before = structuredClone(generation);
    createSecretRedactor()(generation);
    expect(generation).toEqual(before);
  });

  it("leaves values of a wrong type for the validator", () => {
    const odd = {
      systemPrompt: 5,
      input: "text",
      output: [null, { role: "assistant", parts: [undefined, { kind: "text", text: 5 }] }],
      metadata: [],
    } as unknown as Generation;
    expect(createSecretRedactor()(odd)).toEqual(odd);
  });
});

describe("the content of a generation", () => {
  const exported = CONTENT_FIELDS.filter(
    ({ record, path, captureClass }) =>
      // A list is not content by itself; its elements' fields are listed too.
      record === "Generation" && !path.endsWith("[]") && CONTENT_MATRIX[captureClass]?.["export"] !== undefined,
  );

  it.each(exported)("$path $key loses a secret", ({ path, key }) => {
    const generation = plant(path, key);
    expect(JSON.stringify(generation)).toContain(KEY);
    const redacted = createSecretRedactor({ redactInputMessages: true })(generation);
    expect(JSON.stringify(redacted)).not.toContain(KEY);
    expect(JSON.stringify(redacted)).toContain(GONE);
  });

  /** A generation with the token at the end of a path such as `input[].parts[].text`. */
  function plant(path: string, key: string | undefined): Generation {
    const leaf: unknown = key === undefined ? KEY : { [key]: KEY };
    const kinds = { text: "text", thinking: "thinking", toolCall: "tool_call", toolResult: "tool_result" };
    return path.split(".").reduceRight((value: unknown, step) => {
      const name = step.replace("[]", "");
      const kind = (kinds as Record<string, string>)[name];
      const isPart = kind !== undefined && path.includes("parts[]");
      return { ...(isPart ? { kind } : {}), [name]: step.endsWith("[]") ? [value] : value };
    }, leaf) as Generation;
  }
});

it("keeps secrets from the export, from tool spans and from error texts of a client", async () => {
  await using test = createTestClient({ generationSanitizer: createSecretRedactor(), contentCapture: "full" });
  const generation = test.client.startGeneration({ model: { provider: "openai", name: "gpt-5" } });
  generation.setCallError(new Error(`refused: ${KEY}`));
  generation.setResult({ output: [{ role: "assistant", parts: [{ kind: "text", text: KEY }] }] });
  generation.end();
  const tool = test.client.startToolExecution({ toolName: "shell" });
  tool.setResult({ arguments: { env: { API_KEY: "abc-def" } }, result: `token: ${KEY}` });
  tool.end();
  const [record] = await test.records();
  expect(record?.output).toEqual([{ role: "assistant", parts: [{ kind: "text", text: GONE }] }]);
  expect(record?.callError).toBe(`refused: ${GONE}`);
  const shown = JSON.stringify(test.spans());
  expect(shown).toContain("[REDACTED:env-secret-value]");
  for (const secret of [KEY, "abc-def"]) expect(shown).not.toContain(secret);
});
