// SPDX-License-Identifier: Apache-2.0
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import OpenAI from "openai";
import type { SigilClient } from "sigil-sdk";
import { wrapAnthropic } from "sigil-sdk/anthropic";
import { wrapGemini } from "sigil-sdk/gemini";
import { wrapOpenAI } from "sigil-sdk/openai";
import type { ProviderSample } from "../../src/testing-support/provider-samples.js";

/** Which packages the tests run on. */
export const PROVIDER_SET: "newest" | "floor" = process.env["PROVIDER_SET"] === "floor" ? "floor" : "newest";

export const createOpenAI = (url: string, options: object = {}): OpenAI =>
  new OpenAI({ apiKey: "key", baseURL: `${url}/v1`, maxRetries: 0, ...options });

export const createAnthropic = (url: string, options: object = {}): Anthropic =>
  new Anthropic({ apiKey: "key", baseURL: url, maxRetries: 0, ...options });

export const createGemini = (url: string, httpOptions: object = {}): GoogleGenAI =>
  new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl: url, ...httpOptions } });

/** A provider in the terms that all three share, for tests of what is the same everywhere. */
export interface Provider {
  readonly name: ProviderSample["provider"];
  /** A new client, wrapped or not. */
  createClient(url: string, options?: { readonly timeoutMs?: number; readonly maxRetries?: number }): object;
  wrap<Client extends object>(client: Client, sigil: SigilClient, options?: object): Client;
  /** Makes the call that a sample names. */
  call(client: object, call: string, request: object, options?: CallOptions): PromiseLike<unknown>;
}

interface CallOptions {
  readonly signal?: AbortSignal;
}

export const openai: Provider = {
  name: "openai",
  createClient: (url, { timeoutMs, maxRetries = 0 } = {}) => createOpenAI(url, { maxRetries, ...timeout(timeoutMs) }),
  wrap: wrapOpenAI as Provider["wrap"],
  call: (client, call, request, options) => invoke(client, call, [request, options]),
};

export const anthropic: Provider = {
  name: "anthropic",
  createClient: (url, { timeoutMs, maxRetries = 0 } = {}) =>
    createAnthropic(url, { maxRetries, ...timeout(timeoutMs) }),
  wrap: wrapAnthropic as Provider["wrap"],
  call: (client, call, request, options) => invoke(client, call, [request, options]),
};

export const gemini: Provider = {
  name: "gemini",
  createClient: (url, { timeoutMs } = {}) => createGemini(url, timeout(timeoutMs)),
  wrap: wrapGemini as Provider["wrap"],
  call: (client, call, request, { signal } = {}) => {
    const { config } = request as { config?: object };
    return invoke(client, call, [
      signal === undefined ? request : { ...request, config: { ...config, abortSignal: signal } },
    ]);
  },
};

export const PROVIDERS: readonly Provider[] = [openai, anthropic, gemini];

function timeout(timeoutMs: number | undefined): object {
  return timeoutMs === undefined ? {} : { timeout: timeoutMs };
}

/** `chat.completions.create(stream)` of a sample is the method `create` of `client.chat.completions`. */
function invoke(client: object, call: string, args: readonly unknown[]): PromiseLike<unknown> {
  const path = call.replace(/\(stream\)$/, "").split(".");
  const name = path.pop() ?? "";
  const owner = path.reduce((value: unknown, key) => (value as Record<string, unknown>)[key], client);
  const method = (owner as Record<string, unknown>)[name] as (...given: readonly unknown[]) => PromiseLike<unknown>;
  return method.apply(
    owner,
    args.filter((arg) => arg !== undefined),
  );
}

/** All events of a stream. */
export async function readAll(stream: AsyncIterable<unknown> | undefined): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const event of stream ?? []) events.push(event);
  return events;
}
