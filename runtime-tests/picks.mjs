// SPDX-License-Identifier: Apache-2.0
// Placed inside the unpacked SDK, where its internal import names resolve.
console.log(JSON.stringify([import.meta.resolve("#transport"), import.meta.resolve("#als")]));
