// SPDX-License-Identifier: Apache-2.0
export type { RedactionTier } from "../../generated/ts/redaction.js";
export { createSecretRedactor, type SecretRedactorOptions } from "./create-secret-redactor.js";
export { redactSecrets, type TextRedactionOptions } from "./redact-text.js";
