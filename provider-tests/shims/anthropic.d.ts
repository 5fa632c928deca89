// SPDX-License-Identifier: Apache-2.0
// Names of the package that the sources refer to, for machines where it is not installed. Real types: `tsc -p provider-tests`.

export declare class APIPromise<T> extends Promise<T> {
  asResponse(): Promise<Response>;
}

declare class Anthropic {
  readonly messages: { create(...args: unknown[]): APIPromise<Anthropic.Message | AsyncIterable<unknown>> };
  readonly beta: {
    readonly messages: {
      create(...args: unknown[]): APIPromise<Anthropic.Beta.BetaMessage | AsyncIterable<unknown>>;
    };
  };
}

declare namespace Anthropic {
  type RequestOptions = object;
  type Message = { readonly content: readonly unknown[] };
  type MessageCreateParams = { readonly stream?: boolean };
  type MessageCreateParamsNonStreaming = { readonly stream?: false };
  type MessageCreateParamsStreaming = { readonly stream: true };
  type MessageDeltaUsage = object;
  type RawMessageStreamEvent = object;
  type Usage = object;
  namespace Beta {
    type BetaMessage = { readonly content: readonly unknown[] };
    type BetaMessageDeltaUsage = object;
    type BetaRawMessageStreamEvent = object;
    type BetaUsage = object;
    namespace Messages {
      type MessageCreateParams = { readonly stream?: boolean };
      type MessageCreateParamsNonStreaming = { readonly stream?: false };
      type MessageCreateParamsStreaming = { readonly stream: true };
    }
  }
}

export default Anthropic;
