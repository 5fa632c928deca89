// SPDX-License-Identifier: Apache-2.0

/**
 * The one list of answers that nothing in this process can bring about, with the reason. Only their class is compared, as
 * the client's classification gives it; `written.test.ts` checks that each of them still exists.
 */
export const NOT_IN_PROCESS: Readonly<Record<string, string>> = {
  "ans.grpc.internal-413": "the client takes a foreign HTTP 413 for UNKNOWN; only other gRPC libraries say INTERNAL",
  "ans.fault.encoding": "snapshots and validation leave no record that the encoder refuses",
  "ans.fault.missing": "this runtime has node:http2, so gRPC needs nothing that could be missing",
};
