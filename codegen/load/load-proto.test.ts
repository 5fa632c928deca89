// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { buildImageFromTexts } from "./build-image.js";
import { loadProto } from "./load-proto.js";

const proto = `syntax = "proto3";
// Package words.
package demo.v1;
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
// Takes things.
service Things {
  // Puts
  // one.
  //
  // Twice is fine.
  rpc Put(Thing) returns (Thing);
}
// A kind.
enum Kind {
  // None.
  KIND_UNSPECIFIED = 0;
  // Big.
  KIND_BIG = 1;
}
// A thing.
message Thing {
  // Labels.
  map<string, string> labels = 9;
  // Its name.
  string full_name = 1;
  // Sizes.
  repeated int64 sizes = 2;
  // How warm.
  optional double warmth = 3;
  // When.
  google.protobuf.Timestamp at = 4;
  // Data.
  google.protobuf.Struct data = 5;
  // Kind.
  Kind kind = 6;
  // One of two.
  oneof choice {
    // Bytes.
    bytes raw = 7;
    // A thing.
    Thing inner = 8;
  }
}
`;

test("reads types, presence and comments of a compiled proto", async () => {
  const { bytes, findings } = await buildImageFromTexts({ "proto/demo/v1/demo.proto": proto });

  expect(findings).toEqual([]);
  expect(loadProto(bytes ?? new Uint8Array())).toEqual({
    package: "demo.v1",
    messages: [
      {
        name: "Thing",
        comment: "A thing.",
        fields: [
          {
            name: "full_name",
            jsonName: "fullName",
            number: 1,
            type: { kind: "scalar", scalar: "string" },
            repeated: false,
            presence: "implicit",
            comment: "Its name.",
          },
          {
            name: "sizes",
            jsonName: "sizes",
            number: 2,
            type: { kind: "scalar", scalar: "int64" },
            repeated: true,
            presence: "implicit",
            comment: "Sizes.",
          },
          {
            name: "warmth",
            jsonName: "warmth",
            number: 3,
            type: { kind: "scalar", scalar: "double" },
            repeated: false,
            presence: "explicit",
            comment: "How warm.",
          },
          {
            name: "at",
            jsonName: "at",
            number: 4,
            type: { kind: "timestamp" },
            repeated: false,
            presence: "message",
            comment: "When.",
          },
          {
            name: "data",
            jsonName: "data",
            number: 5,
            type: { kind: "struct" },
            repeated: false,
            presence: "message",
            comment: "Data.",
          },
          {
            name: "kind",
            jsonName: "kind",
            number: 6,
            type: { kind: "enum", name: "Kind" },
            repeated: false,
            presence: "implicit",
            comment: "Kind.",
          },
          {
            name: "raw",
            jsonName: "raw",
            number: 7,
            type: { kind: "scalar", scalar: "bytes" },
            repeated: false,
            presence: "oneof",
            oneof: "choice",
            comment: "Bytes.",
          },
          {
            name: "inner",
            jsonName: "inner",
            number: 8,
            type: { kind: "message", name: "Thing" },
            repeated: false,
            presence: "oneof",
            oneof: "choice",
            comment: "A thing.",
          },
          {
            name: "labels",
            jsonName: "labels",
            number: 9,
            type: { kind: "string_map" },
            repeated: false,
            presence: "implicit",
            comment: "Labels.",
          },
        ],
      },
    ],
    enums: [
      {
        name: "Kind",
        comment: "A kind.",
        values: [
          { name: "KIND_UNSPECIFIED", number: 0, comment: "None." },
          { name: "KIND_BIG", number: 1, comment: "Big." },
        ],
      },
    ],
    services: [
      {
        name: "Things",
        comment: "Takes things.",
        methods: [
          {
            name: "Put",
            request: "Thing",
            response: "Thing",
            path: "/demo.v1.Things/Put",
            comment: "Puts one.\n\nTwice is fine.",
          },
        ],
      },
    ],
  });
});

test("refuses a field type that no emitter knows", async () => {
  const text = 'syntax = "proto3";\npackage demo.v1;\nmessage Thing {\n  float warmth = 1;\n}\n';
  const { bytes } = await buildImageFromTexts({ "proto/demo/v1/demo.proto": text });

  expect(() => loadProto(bytes ?? new Uint8Array())).toThrow(
    "Thing.warmth has a type that the generators do not know; use only string, int64, double, bool and bytes",
  );
});

test("turns compile errors into findings with their place", async () => {
  const { bytes, findings } = await buildImageFromTexts({
    "proto/demo/v1/demo.proto": 'syntax = "proto3";\npackage demo.v1;\nmessage Thing {\n  Missing field = 1;\n}\n',
  });

  expect(bytes).toBeUndefined();
  expect(findings).toEqual([
    {
      file: "proto/demo/v1/demo.proto",
      line: 4,
      column: 3,
      path: "",
      rule: "proto-build",
      message: expect.stringContaining("Missing"),
      fix: "write valid protobuf",
    },
  ]);
});
