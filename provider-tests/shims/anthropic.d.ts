// SPDX-License-Identifier: Apache-2.0
// Names of the package that the sources refer to, for machines where it is not installed. Real types: `tsc -p provider-tests`.

export declare class APIPromise<T> extends Promise<T> {
  asResponse(): Promise<Response>;
}

declare class Anthropic {
  readonly messages: { create(...args: unknown[]): APIPromise<Anthropic.Message | AsyncIterable<unknown>> };
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
}

export default Anthropic;
