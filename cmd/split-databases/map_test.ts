import { assertEquals, assertThrows } from "@std/assert";
import { WrongSettings } from "../wiring/config/settings.ts";
import { parseMap } from "./map.ts";

Deno.test("parseMap reads YAML and JSON alike, and takes a column's name for where it comes from", () => {
  const yaml = parseMap("tables: { products: { from: goods, columns: { name: title } } }", "map.yaml");
  const json = parseMap(
    '{"tables": {"products": {"from": "goods", "columns": {"name": {"from": "title"}}}}}',
    "map.json",
  );
  assertEquals(JSON.stringify(yaml), JSON.stringify(json));
  assertEquals(yaml.tables.products!.columns.name, { from: "title", cast: undefined, values: undefined });
  assertEquals(parseMap("", "empty.yaml"), { tables: {}, ignore: [] });
});

Deno.test("parseMap names every place that is wrong", () => {
  for (
    const [text, message] of [
      ["tables: { goods: {} }", "map.yaml: tables.goods is no table of the three: expected some of supplier_accounts"],
      [
        "tables: { products: { columns: { name: { form: title } } } }",
        "map.yaml: tables.products.columns.name: expected",
      ],
      ["table: {}", "map.yaml: the map has no field table"],
      ["tables: { products: { colums: {} } }", "map.yaml: tables.products: a table has no field colums"],
      ["a: 1\na: 2", "map.yaml is no YAML: Map keys must be unique"],
      ["tables: [", "map.yaml is no YAML"],
    ] as const
  ) assertThrows(() => parseMap(text, "map.yaml"), WrongSettings, message);
});

Deno.test("parseMap reads the example, which is the one that the page shows", async () => {
  const root = new URL("../../", import.meta.url);
  const example = await Deno.readTextFile(new URL("examples/split-map.yaml", root));
  const page = await Deno.readTextFile(new URL("docs/split.md", root));
  assertEquals(page.includes(example), true);
  assertEquals(Object.keys(parseMap(example, "split-map.yaml").tables), ["products"]);
});
