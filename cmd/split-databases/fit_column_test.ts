import { assertEquals } from "@std/assert";
import { fitColumn } from "./fit_column.ts";

const column = (type: string, isEnum = false) => ({
  name: "c",
  type,
  isEnum,
  byText: false,
  optional: true,
  generated: false,
  required: false,
  defaultValue: null,
});
const fit = (from: string, to: string) => {
  const found = fitColumn(column(from), column(to));
  return found.fits ? found.cast ?? "as it is" : "no";
};

Deno.test("fitColumn lets values through that lose nothing, with the cast that they need", () => {
  for (
    const [from, to, expected] of [
      ["uuid", "uuid", "as it is"],
      ["integer", "bigint", "bigint"],
      ["bigint", "integer", "no"],
      ["smallint", "numeric", "numeric"],
      ["integer", "numeric(5,0)", "no"],
      ["real", "double precision", "double precision"],
      ["double precision", "real", "no"],
      ["character varying(50)", "character varying(100)", "as it is"],
      ["character varying(100)", "character varying(50)", "no"],
      ["character varying(50)", "text", "text"],
      ["text", "character varying", "character varying"],
      ["text", "character varying(50)", "no"],
      ["character varying", "character varying(50)", "no"],
      ["timestamp without time zone", "timestamp with time zone", "timestamp with time zone"],
      ["timestamp with time zone", "timestamp without time zone", "no"],
      ["timestamp(6) with time zone", "timestamp(3) with time zone", "no"],
      ["vector(1536)", "vector(1536)", "as it is"],
      ["vector(1536)", "vector", "as it is"],
      ["vector", "vector(1536)", "no"],
      ["vector(1536)", "vector(768)", "no"],
      ["json", "jsonb", "jsonb"],
      ["text[]", "text[]", "as it is"],
      ["bytea", "text", "no"],
    ] as const
  ) assertEquals(fit(from, to), expected, `${from} into ${to}`);
});

Deno.test("fitColumn carries an enum as its label", () => {
  assertEquals(fitColumn(column("status", true), column("text")), { fits: true, cast: "text", naive: false });
  assertEquals(fitColumn(column("status", true), column("state", true)), { fits: true, cast: "text", naive: false });
  assertEquals(fitColumn(column("character varying(20)"), column("state", true)), {
    fits: true,
    cast: "text",
    naive: false,
  });
  assertEquals(fitColumn(column("status", true), column("character varying(3)")), { fits: false });
  assertEquals(fitColumn(column("integer"), column("state", true)), { fits: false });
});
