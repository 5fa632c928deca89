// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import { resolveCaptureMode } from "../../src/capture/resolve-capture-mode.js";
import type { ContentCaptureMode } from "../../src/index.js";
import type { ScenarioOf } from "../runner/load-suites.js";
import { createResolver } from "./create-resolver.js";

type Mode = ContentCaptureMode | undefined;

/** The mode that the layers resolve to. Recordings that show it are among the derived runs. */
export function runCaptureMode({ recording, layers, expect: expected }: ScenarioOf<"capture_mode">): void {
  const mode = resolveCaptureMode({
    recording,
    layers: {
      recording: layers.recording as Mode,
      context: layers.context as Mode,
      inherited: layers.inherited as Mode,
      client: layers.client as Mode,
    },
    resolver: layers.resolver === undefined ? undefined : createResolver(layers.resolver),
    metadata: {},
    onFailure: () => undefined,
  });
  expect(mode).toBe(expected);
}
