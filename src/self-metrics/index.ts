// SPDX-License-Identifier: Apache-2.0
// The registration is disposable; applications need not name the library in their own options.
/// <reference lib="esnext.disposable" preserve="true" />
export { reportSelfMetrics, type SelfMetricsOptions } from "./report-self-metrics.js";
