// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { fileHead, PACKAGE, ROOT } from "./syntax.js";

const ID = "emit/java/package";

/** What rows and words have in common, and the JSON dump; no dependencies. */
export const javaPackageEmitter: Emitter = {
  id: "java.package",
  target: "java",
  emit: (model) => {
    const head = fileHead(model, ID, ["spec/sdk.yaml"]);
    return [
      { path: `${ROOT}/package-info.java`, text: packageInfo(model) },
      { path: `${ROOT}/SpecRow.java`, text: `${head}${row}` },
      { path: `${ROOT}/SpecWord.java`, text: `${head}${word}` },
      { path: `${ROOT}/SpecJson.java`, text: `${head}${json}` },
      { path: `${ROOT}/SpecTables.java`, text: `${head}${tables(tableSections(model))}` },
    ];
  },
};

function packageInfo(model: SpecModel): string {
  const doc = `/**
 * Names, defaults, limits and rules that every SDK of the spec shares: constants here, row types in {@code types}, whole
 * tables in {@code tables}.
 */
`;
  return fileHead(model, ID, ["spec/sdk.yaml"]).replace("package ", `${doc}package `);
}

const row = `
import java.util.Map;

/** A row of a table. */
public interface SpecRow {
  /** The fields by the names that the spec gives them; unset ones are null. */
  Map<String, Object> toMap();
}
`;

const word = `
/** A word of a closed set. */
public interface SpecWord {
  /** The word as the spec writes it. */
  String word();
}
`;

const json = `
import java.util.List;
import java.util.Map;

/** Writes tables as JSON text. */
final class SpecJson {
  private SpecJson() {}

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    if (value instanceof SpecRow row) {
      append(out, row.toMap());
    } else if (value instanceof SpecWord word) {
      appendText(out, word.word());
    } else if (value instanceof String text) {
      appendText(out, text);
    } else if (value instanceof List<?> list) {
      appendList(out, list);
    } else if (value instanceof Map<?, ?> map) {
      appendMap(out, map);
    } else {
      out.append(value);
    }
  }

  private static void appendList(StringBuilder out, List<?> list) {
    String separator = "[";
    for (Object item : list) {
      out.append(separator);
      append(out, item);
      separator = ",";
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map) {
    out.append('{');
    boolean isFirst = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getValue() == null) {
        continue;
      }
      if (!isFirst) {
        out.append(',');
      }
      isFirst = false;
      appendText(out, String.valueOf(entry.getKey()));
      out.append(':');
      append(out, entry.getValue());
    }
    out.append('}');
  }

  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit == '"' || unit == '\\\\') {
        out.append('\\\\').append(unit);
      } else if (unit < 0x20) {
        out.append(String.format("\\\\u%04x", (int) unit));
      } else {
        out.append(unit);
      }
    }
    out.append('"');
  }
}
`;

function tables(sections: readonly TableSection[]): string {
  const imports = sections.map((section) => `import ${PACKAGE}.tables.${section.shape.name};`).sort();
  const puts = sections.map((section) => `    map.put("${section.id}", ${section.shape.name}.toMap());`);
  return `
import java.util.LinkedHashMap;
import java.util.Map;
${imports.join("\n")}

/** Every table of the spec. */
public final class SpecTables {
  private SpecTables() {}

  /** Section, table, rows, with the names of the spec; and every constant by name. */
  public static Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
${puts.join("\n")}
    map.put("constants", SpecConstants.toMap());
    return map;
  }

  /** The same as JSON text. */
  public static String toJson() {
    return SpecJson.write(toMap());
  }
}
`;
}
