// SPDX-License-Identifier: Apache-2.0
import type { DescEnum, DescEnumValue, DescField, DescMessage, DescMethod, DescService } from "@bufbuild/protobuf";

type Described = DescEnum | DescEnumValue | DescField | DescMessage | DescMethod | DescService;

// Field numbers of google.protobuf.FileDescriptorProto and its parts: they form the paths of source locations.
const FILE_MESSAGE = 4;
const FILE_ENUM = 5;
const FILE_SERVICE = 6;
const MEMBER = 2;

/** The comment above a top-level message, enum or service, or one of their members: paragraphs joined by a blank line. */
export function commentOf(desc: Described): string {
  const { file, path } = locationOf(desc);
  const key = path.join(".");
  const location = file.proto.sourceCodeInfo?.location.find((candidate) => candidate.path.join(".") === key);
  return joinParagraphs(location?.leadingComments ?? "");
}

function locationOf(desc: Described): { file: DescMessage["file"]; path: readonly number[] } {
  switch (desc.kind) {
    case "message":
      return { file: desc.file, path: [FILE_MESSAGE, desc.file.messages.indexOf(desc)] };
    case "enum":
      return { file: desc.file, path: [FILE_ENUM, desc.file.enums.indexOf(desc)] };
    case "service":
      return { file: desc.file, path: [FILE_SERVICE, desc.file.services.indexOf(desc)] };
    case "field":
      return memberOf(desc.parent, desc.parent.fields.indexOf(desc));
    case "enum_value":
      return memberOf(desc.parent, desc.parent.values.indexOf(desc));
    case "rpc":
      return memberOf(desc.parent, desc.parent.methods.indexOf(desc));
  }
}

function memberOf(parent: DescEnum | DescMessage | DescService, index: number): ReturnType<typeof locationOf> {
  const { file, path } = locationOf(parent);
  return { file, path: [...path, MEMBER, index] };
}

function joinParagraphs(comment: string): string {
  return comment
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .join(" "),
    )
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}
