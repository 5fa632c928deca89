// SPDX-License-Identifier: Apache-2.0
import { createNodeRuntime } from "../support/node-runtime.mjs";

export const runtime = createNodeRuntime("node26");
