// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate and its key as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** Host name that it is for, beside 127.0.0.1 unless `isForIp` is false. */
  readonly host?: string;
  readonly isForIp?: boolean;
  readonly notAfter?: Date;
}

// DER tags
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OID = 0x06;
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;

const ECDSA_WITH_SHA256 = der(SEQUENCE, der(OID, Buffer.from("2a8648ce3d040302", "hex")));
const COMMON_NAME = der(OID, Buffer.from("550403", "hex"));
const SUBJECT_ALT_NAME = der(OID, Buffer.from("551d11", "hex"));

/** A fresh self-signed certificate, made here so that no private key is kept in the repository. */
export function createCertificate(options: CertificateOptions = {}): Certificate {
  const { host = "localhost", isForIp = true, notAfter = new Date("2099-01-01T00:00:00Z") } = options;
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, Buffer.from(host)))));
  const alternatives = [der(0x82, Buffer.from(host)), ...(isForIp ? [der(0x87, Buffer.from([127, 0, 0, 1]))] : [])];
  const extension = der(SEQUENCE, SUBJECT_ALT_NAME, der(OCTET_STRING, der(SEQUENCE, ...alternatives)));
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))), // version 3
    der(INTEGER, Buffer.from([1])), // serial number
    ECDSA_WITH_SHA256,
    name,
    der(SEQUENCE, time(new Date("2020-01-01T00:00:00Z")), time(notAfter)),
    name,
    publicKey.export({ format: "der", type: "spki" }),
    der(0xa3, der(SEQUENCE, extension)),
  );
  const signature = der(BIT_STRING, Buffer.from([0]), sign("sha256", body, privateKey));
  const bytes = der(SEQUENCE, body, ECDSA_WITH_SHA256, signature);
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
    key: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  };
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}

function time(date: Date): Buffer {
  return der(GENERALIZED_TIME, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, "")));
}
