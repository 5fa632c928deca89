// SPDX-License-Identifier: Apache-2.0
import type { TelemetryReceiver } from "../receivers/telemetry.js";
import type { DriverConnection, Hello } from "./protocol.js";
import type { Tables } from "./tables.js";

/** What all cases of a driver share. */
export interface Bench {
  readonly connection: DriverConnection;
  readonly hello: Hello;
  readonly telemetry: TelemetryReceiver;
  readonly tables: Tables;
}
