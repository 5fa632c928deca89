// SPDX-License-Identifier: Apache-2.0
import type { AnswerClass, TransportFault } from "../../generated/ts/answers.js";
import { isRecord } from "../internal/is-record.js";

/** First byte of a TLS alert, which is what a TLS server answers to plain text. */
const TLS_ALERT = 0x15;
/** Type of an HTTP/2 frame by its place in the frame: SETTINGS and GOAWAY come first from a server (RFC 9113, section 4.1). */
const FRAME_TYPE_OFFSET = 3;
const FIRST_FRAMES: readonly (number | undefined)[] = [4, 7];

/** What to look at first when a connection fails, for the mistakes that are commonest; empty for the others. */
export function connectionHint(fault: TransportFault, code: string, error: unknown): string {
  if (fault === "dns") return "; check the host of generationExport.endpoint";
  if (code === "ECONNREFUSED") return "; is an ingest listening at generationExport.endpoint?";
  if (code === "ERR_HTTP2_ERROR") return "; the endpoint does not speak HTTP/2, use its gRPC port or protocol http";
  if (fault === "tls" && /^EPROTO|WRONG_VERSION|PACKET_LENGTH/.test(code))
    return "; the endpoint does not speak TLS, use http:// if that is right";
  const packet = isRecord(error) ? error["rawPacket"] : undefined;
  if (!(packet instanceof Uint8Array)) return "";
  if (packet[0] === TLS_ALERT) return "; the endpoint speaks TLS, use https://";
  return packet[0] === 0 && FIRST_FRAMES.includes(packet[FRAME_TYPE_OFFSET])
    ? "; the endpoint speaks HTTP/2, use its HTTP port or protocol grpc"
    : "";
}

/** The same, in brackets, for an answer that an ingest at the right place, with the right credentials, would not give. */
export function answerHint(answerClass: AnswerClass, isNotFound: boolean): string {
  if (answerClass === "redirect") return " (redirects are not followed; correct generationExport.endpoint)";
  if (answerClass === "auth") return " (check generationExport.auth)";
  return isNotFound ? " (is generationExport.endpoint the address of an ingest?)" : "";
}
