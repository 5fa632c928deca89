// SPDX-License-Identifier: Apache-2.0
// Names of the package that the sources refer to, for machines where it is not installed. Real types: `tsc -p provider-tests`.

export declare class GoogleGenAI {
  readonly models: object;
}

export type GenerateContentParameters = { readonly model: string; readonly contents: unknown };
export type GenerateContentResponse = { readonly candidates?: unknown[] };
export type GenerateContentResponseUsageMetadata = object;
export type EmbedContentParameters = { readonly model: string; readonly contents: unknown };
export type EmbedContentResponse = { readonly embeddings?: unknown[] };
