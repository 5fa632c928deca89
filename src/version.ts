// SPDX-License-Identifier: Apache-2.0

/** Version of the package; a test keeps it equal to package.json. */
export const SDK_VERSION = "0.1.0" as const;
