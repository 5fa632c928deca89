// SPDX-License-Identifier: Apache-2.0
// Names of the package that the sources refer to, for machines where it is not installed. Real types: `tsc -p provider-tests`.

export declare class APIPromise<T> extends Promise<T> {
  asResponse(): Promise<Response>;
}

declare class OpenAI {
  readonly chat: {
    readonly completions: { create(...args: unknown[]): APIPromise<OpenAI.ChatCompletion | AsyncIterable<unknown>> };
  };
  readonly responses: { create(...args: unknown[]): APIPromise<object | AsyncIterable<unknown>> };
}

declare namespace OpenAI {
  type RequestOptions = object;
  type ChatCompletion = { readonly choices: readonly unknown[] };
  type ChatCompletionChunk = object;
  type ChatCompletionCreateParams = { readonly messages: readonly unknown[]; readonly stream?: boolean | null };
  type CompletionUsage = object;
  type CreateEmbeddingResponse = object;
  type EmbeddingCreateParams = object;
  namespace Chat {
    type ChatCompletionCreateParams = OpenAI.ChatCompletionCreateParams;
    type ChatCompletionCreateParamsNonStreaming = ChatCompletionCreateParams & { readonly stream?: false | null };
    type ChatCompletionCreateParamsStreaming = ChatCompletionCreateParams & { readonly stream: true };
  }
  namespace Responses {
    type Response = object;
    type ResponseCreateParams = { readonly stream?: boolean | null };
    type ResponseCreateParamsNonStreaming = { readonly stream?: false | null };
    type ResponseCreateParamsStreaming = { readonly stream: true };
    type ResponseStreamEvent = object;
    type ResponseUsage = object;
  }
}

export default OpenAI;
