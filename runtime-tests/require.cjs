// SPDX-License-Identifier: Apache-2.0
// The SDK is ESM only; Node lets CommonJS code require such modules, unless one awaits at its top level.
const { SigilClient } = require("sigil-sdk");

console.log(typeof SigilClient);
