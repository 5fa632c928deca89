// SPDX-License-Identifier: Apache-2.0
/**
 * The resolved spec: the only input of every emitter. Vendor prefix, references and field paths are already
 * substituted and checked, so emitters do no look-ups that can fail.
 */
import type { AttributeEntry } from "./schema/attributes.js";
import type { CaptureFile } from "./schema/capture.js";
import type { ConfigFile } from "./schema/config.js";
import type { ContractFile } from "./schema/contract.js";
import type { ErrorsFile } from "./schema/errors.js";
import type { FrameworksFile } from "./schema/frameworks.js";
import type { MetricsFile } from "./schema/metrics.js";
import type { ParityFile } from "./schema/parity.js";
import type { ProvidersFile } from "./schema/providers.js";
import type { RedactionFile } from "./schema/redaction.js";
import type { ScenariosFile } from "./schema/scenarios.js";
import type { SdkFile } from "./schema/sdk.js";
import type { SpanEntry, SpansFile } from "./schema/spans.js";
import type { ValidationFile } from "./schema/validation.js";

export type ProtoScalar = "string" | "int64" | "double" | "bool" | "bytes";

export type ProtoFieldType =
  | { readonly kind: "scalar"; readonly scalar: ProtoScalar }
  | { readonly kind: "enum"; readonly name: string }
  | { readonly kind: "message"; readonly name: string }
  | { readonly kind: "timestamp" }
  | { readonly kind: "struct" }
  | { readonly kind: "string_map" };

export interface ProtoField {
  readonly name: string;
  readonly jsonName: string;
  readonly number: number;
  readonly type: ProtoFieldType;
  readonly repeated: boolean;
  /** `implicit`: default values are not on the wire. `explicit`: proto3 `optional`. Repeated and map fields are `implicit`. */
  readonly presence: "implicit" | "explicit" | "message" | "oneof";
  readonly oneof?: string;
  readonly comment: string;
}

export interface ProtoMessage {
  readonly name: string;
  readonly comment: string;
  /** In field-number order. */
  readonly fields: readonly ProtoField[];
}

export interface ProtoEnum {
  readonly name: string;
  readonly comment: string;
  readonly values: readonly { readonly name: string; readonly number: number; readonly comment: string }[];
}

export interface ProtoModel {
  readonly package: string;
  readonly messages: readonly ProtoMessage[];
  readonly enums: readonly ProtoEnum[];
  readonly services: readonly {
    readonly name: string;
    readonly comment: string;
    readonly methods: readonly {
      readonly name: string;
      readonly request: string;
      readonly response: string;
      readonly path: string;
      readonly comment: string;
    }[];
  }[];
}

export interface ResolvedAttribute extends AttributeEntry {
  /** Constant name, `ATTR_GEN_AI_REQUEST_MODEL` or `ATTR_SIGIL_SDK_NAME`; the same for every vendor prefix. */
  readonly constant: string;
  /** Whether the key carries the vendor prefix. */
  readonly vendorOwned: boolean;
}

export type FieldType =
  | { readonly kind: "string" | "int64" | "double" | "bool" | "bytes" | "timestamp" | "json" | "struct" | "string_map" }
  | { readonly kind: "enum"; readonly enum: ModelEnum }
  /** `name` is a type of `SpecModel.models.types`; looked up lazily because types may nest. */
  | { readonly kind: "type"; readonly name: string };

export interface ModelField {
  /** `Generation.started_at`. */
  readonly path: string;
  /** snake_case name. */
  readonly name: string;
  /** camelCase name. */
  readonly tsName: string;
  readonly type: FieldType;
  readonly repeated: boolean;
  readonly required: boolean;
  readonly count: boolean;
  /** A message field that is on the wire even when it is absent or empty. */
  readonly always?: true;
  readonly brief: string;
  /** Field of the proto message that carries this field; absent for local fields. */
  readonly proto?: ProtoField;
  /** For lifted fields: the message field that wraps `proto` (Part.metadata around provider_type). */
  readonly lift?: ProtoField;
  /** Attribute under whose key a local field travels in `Generation.metadata`. */
  readonly metadata?: ResolvedAttribute;
}

export interface ModelEnum {
  readonly name: string;
  readonly brief: string;
  readonly proto?: ProtoEnum;
  /** In proto number order without UNSPECIFIED. */
  readonly values: readonly {
    readonly value: string;
    readonly brief: string;
    readonly protoName?: string;
    readonly number?: number;
  }[];
}

export interface ModelType {
  readonly name: string;
  readonly brief: string;
  readonly role: "input" | "record" | "both" | "output";
  readonly proto?: ProtoMessage;
  readonly subsetOf?: string;
  /** Fields outside the union, proto fields first in field-number order, then local ones. */
  readonly fields: readonly ModelField[];
  /** A discriminated union: `{ kind: "text", text }`. `kind` values are the oneof's field names. */
  readonly union?: {
    readonly discriminator: string;
    readonly variants: readonly { readonly kind: string; readonly field: ModelField }[];
  };
}

export interface ResolvedSpanAttribute {
  readonly attribute: ResolvedAttribute;
  readonly source: /** `fields` is the chain of model fields from the span's record: model -> name. */
    | { readonly kind: "field"; readonly path: string; readonly fields: readonly ModelField[] }
    | { readonly kind: "value"; readonly value: string }
    | { readonly kind: "sdk_name" }
    | { readonly kind: "metadata" }
    | { readonly kind: "computed"; readonly name: string; readonly tsName: string }
    | { readonly kind: "status"; readonly path: string };
  readonly when: SpanEntry["attributes"][number]["when"];
  readonly phase: SpanEntry["attributes"][number]["phase"];
  readonly form: SpanEntry["attributes"][number]["form"];
  /** Capture class of the attribute on this span; absent when every mode keeps it. */
  readonly captureClass?: string;
}

export type ResolvedSource = ResolvedSpanAttribute["source"];

export interface ResolvedSpan extends Omit<SpanEntry, "attributes" | "name"> {
  readonly name: readonly ResolvedSource[];
  readonly attributes: readonly ResolvedSpanAttribute[];
}

export interface ResolvedMetricPoint {
  readonly recording: "generation" | "embedding" | "tool" | "client";
  readonly when:
    | { readonly kind: "always" | "present" | "non_zero" }
    | { readonly kind: "computed"; readonly tsName: string };
  readonly value: ResolvedSource;
  readonly attributes: readonly {
    readonly attribute: ResolvedAttribute;
    readonly source: ResolvedSource;
    readonly form: "as_is" | "trimmed";
  }[];
}

export interface ResolvedMetric extends Omit<MetricsFile["metrics"][number], "buckets" | "recorded_for"> {
  readonly boundaries?: readonly number[];
  readonly points: readonly ResolvedMetricPoint[];
}

export interface SpecModel {
  /** Input file (`spec/attributes.yaml`, `proto/...`) to the first 8 hex digits of its SHA-256; generated headers name their inputs. */
  readonly inputDigests: ReadonlyMap<string, string>;
  readonly sdk: SdkFile;
  readonly proto: ProtoModel;
  /** Binary FileDescriptorSet that `proto` was read from. */
  readonly protoImage: Uint8Array;
  readonly attributes: readonly ResolvedAttribute[];
  readonly spans: readonly ResolvedSpan[];
  readonly computed: SpansFile["computed"];
  readonly metrics: readonly ResolvedMetric[];
  readonly models: { readonly enums: readonly ModelEnum[]; readonly types: readonly ModelType[] };
  readonly capture: CaptureFile;
  readonly validation: ValidationFile;
  readonly config: ConfigFile;
  readonly errors: ErrorsFile;
  readonly frameworks: FrameworksFile;
  readonly providers: ProvidersFile;
  readonly redaction: RedactionFile;
  readonly parity: ParityFile;
  readonly scenarios: readonly ScenariosFile[];
  /** What holds, row by row, and what proves it: for readers and tests, no part of what is generated for programs. */
  readonly contract: readonly ContractFile[];
}

export interface EmittedFile {
  /** Relative to the repository root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Emitters are pure: the same model gives the same bytes. */
export interface Emitter {
  readonly id: string;
  readonly target: string;
  emit(model: SpecModel): readonly EmittedFile[];
}
