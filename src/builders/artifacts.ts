// SPDX-License-Identifier: Apache-2.0
import type { ArtifactKind } from "../../generated/ts/enums.js";
import type { Artifact } from "../../generated/ts/models.js";
import { isBytes } from "../internal/value-types.js";
import { toJsonText } from "./json-text.js";

/** What is known about an artifact beside its kind and payload. */
export type ArtifactOptions = Omit<Artifact, "kind" | "payload">;

/**
 * A raw piece of the provider exchange. Text and bytes are kept as they are; any other value is written as JSON, with content
 * type `application/json` unless one is given. Without a payload, `recordId` names where it is kept. The name is the kind
 * unless one is given.
 *
 * @example
 * artifact("response", response, { name: "chat.completion" });
 */
export function artifact(kind: ArtifactKind, payload?: unknown, options: ArtifactOptions = {}): Artifact {
  return { kind, name: kind, ...payloadFields(payload), ...options };
}

/** What was sent to the provider. See {@link artifact}. */
export function requestArtifact(payload?: unknown, options?: ArtifactOptions): Artifact {
  return artifact("request", payload, options);
}

/** What the provider answered. See {@link artifact}. */
export function responseArtifact(payload?: unknown, options?: ArtifactOptions): Artifact {
  return artifact("response", payload, options);
}

/** The tools as they were offered to the provider. See {@link artifact}. */
export function toolsArtifact(payload?: unknown, options?: ArtifactOptions): Artifact {
  return artifact("tools", payload, options);
}

/** One or more events of a provider's stream. See {@link artifact}. */
export function providerEventArtifact(payload?: unknown, options?: ArtifactOptions): Artifact {
  return artifact("provider_event", payload, options);
}

function payloadFields(payload: unknown): Pick<Artifact, "payload" | "contentType"> {
  if (payload === undefined) return {};
  if (typeof payload === "string" || isBytes(payload)) return { payload };
  return { payload: toJsonText(payload), contentType: "application/json" };
}
