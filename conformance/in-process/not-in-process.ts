// SPDX-License-Identifier: Apache-2.0

/**
 * The one list of scenarios that cannot run in this process, with the reason. Their tests are marked as skipped under it;
 * `suites.test.ts` checks that each of them still exists.
 */
export const NOT_IN_PROCESS: Readonly<Record<string, string>> = {
  "ans.grpc.internal-413": "grpc-js reports a foreign HTTP 413 as UNKNOWN, never as INTERNAL",
  "ans.fault.dns": "would ask a name server, and tests stay on loopback",
  "ans.fault.encoding": "validation and snapshots leave no record that the encoder refuses",
  "ans.fault.missing": "the package is installed here",
  "ans.body.assigned-id": "the client gives every generation an id of its own",
};
