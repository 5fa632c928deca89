// SPDX-License-Identifier: Apache-2.0

/** Damage that no case of this suite can notice, and why. An entry that is noticed after all is out of date. */
export const UNREACHABLE: readonly { readonly mutations: RegExp; readonly why: string }[] = [
  {
    mutations: /^span \w+ status unset /,
    why: "a span without a status is one whose recorder was disposed, for which drivers have no step",
  },
  {
    mutations: /^metadata \S+\.stream\.outcome = (?!cancelled )/,
    why: "the outcome of a stream is written by what observes it, for which drivers have no step",
  },
  {
    mutations: /^metric \S+\.queue\.bytes (value altered|counted twice)$/,
    why: "the spec does not say how many bytes a queue charges, only that it does",
  },
  {
    mutations: /^error payload_too_large text altered$/,
    why: "the text has a size in it that differs between SDKs",
  },
  {
    mutations: /(drop\.reason = |^counter dropped )(encoding|no_transport)\b/,
    why: "no value that a case can hold fails to be encoded, and every runtime with a driver has a transport",
  },
  {
    mutations: /^error (encoding|aborted|missing_dependency|internal|mapping) /,
    why: "the code stands for what no step brings about: signals, failing mappers, faults of the SDK itself",
  },
  {
    mutations: /^error config altered$/,
    why: "a driver answers a refused config with its text",
  },
  {
    mutations: /^error (transport|auth|bad_response|rejected|deadline|redirect) text altered$/,
    why: "a report tells the code alone",
  },
];
