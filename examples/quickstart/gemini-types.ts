// SPDX-License-Identifier: Apache-2.0
// The part of Gemini's types that the mapping reads; an application takes them from `@google/genai`.

export interface GenerateRequest {
  readonly model: string;
  readonly contents: string | Part | Content | readonly (string | Part | Content)[];
  readonly config?: {
    readonly systemInstruction?: string | Part | Content | readonly (string | Part | Content)[];
    readonly maxOutputTokens?: number;
    readonly temperature?: number;
    readonly topP?: number;
    readonly thinkingConfig?: ThinkingConfig;
    readonly toolConfig?: { readonly functionCallingConfig?: { readonly mode?: string } };
    readonly tools?: readonly { readonly functionDeclarations?: readonly FunctionDeclaration[] }[];
  };
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly description?: string;
  readonly parametersJsonSchema?: unknown;
  readonly parameters?: unknown;
}

export interface ThinkingConfig {
  readonly includeThoughts?: boolean;
  /** 0 is off, -1 automatic. */
  readonly thinkingBudget?: number;
  readonly thinkingLevel?: string;
}

export interface Content {
  readonly role?: string;
  readonly parts?: readonly Part[];
}

/** One of the fields says what the part is; media parts have others. */
export interface Part {
  readonly text?: string;
  readonly thought?: boolean;
  readonly functionCall?: { readonly id?: string; readonly name: string; readonly args?: object };
  readonly functionResponse?: { readonly id?: string; readonly name: string; readonly response?: object };
}

export interface GenerateResponse {
  readonly responseId?: string;
  readonly modelVersion?: string;
  /** Absent when the prompt was blocked. */
  readonly candidates?: readonly { readonly content?: Content; readonly finishReason?: string }[];
  readonly promptFeedback?: { readonly blockReason?: string };
  readonly usageMetadata?: {
    readonly promptTokenCount?: number;
    readonly cachedContentTokenCount?: number;
    readonly candidatesTokenCount?: number;
    readonly thoughtsTokenCount?: number;
    readonly toolUsePromptTokenCount?: number;
    readonly totalTokenCount?: number;
  };
}
