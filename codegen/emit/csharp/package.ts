// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { ROOT, sourceFile, summary } from "./syntax.js";

const ID = "emit/csharp/package";

/** What rows have in common, and the JSON dump; C# 7 and the base library only. */
export const csharpPackageEmitter: Emitter = {
  id: "csharp.package",
  target: "csharp",
  emit: (model) => {
    const file = (
      name: string,
      usings: readonly string[],
      text: readonly string[],
    ): { path: string; text: string } => ({
      path: `${ROOT}/${name}.cs`,
      text: sourceFile(model, ID, ["spec/sdk.yaml"], usings, text),
    });
    return [
      file("ISpecRow", ["System.Collections.Generic"], row),
      file(
        "SpecJson",
        ["System", "System.Collections", "System.Collections.Generic", "System.Globalization", "System.Text"],
        json,
      ),
      file("SpecTables", ["System.Collections.Generic"], tables(tableSections(model))),
    ];
  },
};

const row: readonly string[] = [
  ...summary("A row of a table."),
  "public interface ISpecRow",
  "{",
  ...summary("The fields by the names that the spec gives them; unset ones are null.", "    "),
  "    IDictionary<string, object> ToMap();",
  "}",
];

function tables(sections: readonly TableSection[]): readonly string[] {
  return [
    ...summary("Every table of the spec."),
    "public static class SpecTables",
    "{",
    ...summary("Section, table, rows, with the names of the spec; and every constant by name.", "    "),
    "    public static IDictionary<string, object> ToMap()",
    "    {",
    "        return new Dictionary<string, object>",
    "        {",
    ...sections.map((section) => `            { "${section.id}", ${section.shape.name}.ToMap() },`),
    '            { "constants", SpecConstants.ToMap() },',
    "        };",
    "    }",
    "",
    ...summary("The same as JSON text.", "    "),
    "    public static string ToJson()",
    "    {",
    "        return SpecJson.Write(ToMap());",
    "    }",
    "}",
  ];
}

const json: readonly string[] = `${summary("Writes tables as JSON text.").join("\n")}
internal static class SpecJson
{
    internal static string Write(object value)
    {
        var output = new StringBuilder();
        Append(output, value);
        return output.ToString();
    }

    private static void Append(StringBuilder output, object value)
    {
        if (value is ISpecRow row)
        {
            AppendMap(output, row.ToMap());
        }
        else if (value is string text)
        {
            AppendText(output, text);
        }
        else if (value is bool flag)
        {
            output.Append(flag ? "true" : "false");
        }
        else if (value is double number)
        {
            output.Append(number.ToString("R", CultureInfo.InvariantCulture));
        }
        else if (value is IDictionary map)
        {
            AppendMap(output, Entries(map));
        }
        else if (value is IEnumerable list)
        {
            AppendList(output, list);
        }
        else
        {
            output.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<KeyValuePair<string, object>> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return new KeyValuePair<string, object>((string)entry.Key, entry.Value);
        }
    }

    private static void AppendMap(StringBuilder output, IEnumerable<KeyValuePair<string, object>> map)
    {
        var separator = "{";
        foreach (var entry in map)
        {
            if (entry.Value == null)
            {
                continue;
            }
            output.Append(separator);
            AppendText(output, entry.Key);
            output.Append(':');
            Append(output, entry.Value);
            separator = ",";
        }
        output.Append(separator == "{" ? "{}" : "}");
    }

    private static void AppendList(StringBuilder output, IEnumerable list)
    {
        var separator = "[";
        foreach (var item in list)
        {
            output.Append(separator);
            Append(output, item);
            separator = ",";
        }
        output.Append(separator == "[" ? "[]" : "]");
    }

    private static void AppendText(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (var unit in text)
        {
            if (unit == '"' || unit == '\\\\')
            {
                output.Append('\\\\').Append(unit);
            }
            else if (unit < ' ')
            {
                output.Append("\\\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                output.Append(unit);
            }
        }
        output.Append('"');
    }
}`.split("\n");
