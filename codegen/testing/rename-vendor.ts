// SPDX-License-Identifier: Apache-2.0
import type { SpecInput } from "../check-spec.js";
import { SpecError } from "../findings.js";
import { buildImageFromTexts } from "../load/build-image.js";

export interface VendorNames {
  readonly vendor: string;
  readonly protoPackage: string;
  readonly envPrefix: string;
}

/** The same spec under another vendor prefix, proto package and environment prefix: its three variables. */
export async function renameVendor({ texts }: SpecInput, names: VendorNames): Promise<SpecInput> {
  const renamed = Object.entries(texts).map(([path, text]): [string, string] => {
    if (path.endsWith(".proto"))
      return [protoPath(path, names), text.replace(/^package .*;$/m, `package ${names.protoPackage};`)];
    return [path, path === "spec/sdk.yaml" ? renameVariables(text, names) : text];
  });
  const protos = renamed.filter(([path]) => path.endsWith(".proto"));
  const image = await buildImageFromTexts(Object.fromEntries(protos));
  if (image.bytes === undefined) throw new SpecError(image.findings);
  return { texts: Object.fromEntries(renamed), image: image.bytes };
}

function renameVariables(text: string, { vendor, protoPackage, envPrefix }: VendorNames): string {
  return text
    .replace(/^vendor: .*$/m, `vendor: ${vendor}`)
    .replace(/^proto_package: .*$/m, `proto_package: ${protoPackage}`)
    .replace(/^env_prefix: .*$/m, `env_prefix: ${envPrefix}`);
}

/** buf wants the files of a package in a folder of that name. */
function protoPath(path: string, { protoPackage }: VendorNames): string {
  return `proto/${protoPackage.replaceAll(".", "/")}/${path.split("/").at(-1)}`;
}
