import { parse } from "yaml";
import { z } from "zod";
import { strictObject } from "../../domain/shared/strict_object.ts";
import { PLACEMENT, placeOf } from "../../domain/sourcing/placement.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

const json = z.json();

/** Where the values of a column come from. */
const column = z.union([
  z.string().min(1).transform((from) => ({ from, cast: undefined, values: undefined })),
  z.strictObject({
    from: z.string().min(1),
    cast: z.string().min(1).optional(),
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
  }),
  z.strictObject({ value: json }),
  z.strictObject({ sql: z.string().min(1) }),
], { error: 'expected an old column, {from, cast, values}, {value: …} or {sql: "…"}' });

const schema = strictObject("the map", {
  tables: z.record(
    z.string(),
    strictObject("a table", {
      from: z.string().min(1).optional(),
      columns: z.record(z.string(), column).default({}),
      ignore: z.array(z.string()).default([]),
    }),
  ).default({}),
  ignore: z.array(z.string()).default([]),
});

/** Our tables and columns with where they come from; what is not named comes from what has the same name. */
export type SplitMap = z.output<typeof schema>;
export type ColumnSource = SplitMap["tables"][string]["columns"][string];

/** Throws `WrongSettings`. */
export async function readMap(file: string): Promise<SplitMap> {
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch (error) {
    throw new WrongSettings([`--map is "${file}", which can't be read: ${(error as Error).message}`]);
  }
  return parseMap(text, file);
}

/** YAML, of which JSON is a part. Throws `WrongSettings`, which names every place that is wrong. */
export function parseMap(text: string, file: string): SplitMap {
  let raw: unknown;
  try {
    raw = parse(text, { uniqueKeys: true }) ?? {};
  } catch (error) {
    throw new WrongSettings([`${file} is no YAML: ${(error as Error).message}`]);
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    throw new WrongSettings(
      parsed.error.issues.map(({ path, message }) =>
        [file, ...(path.length > 0 ? [path.join(".")] : []), message].join(": ")
      ),
    );
  }
  const unknown = Object.keys(parsed.data.tables).filter((table) => placeOf(table) === null);
  if (unknown.length > 0) {
    const expected = `expected some of ${Object.values(PLACEMENT).flat().join(", ")}`;
    throw new WrongSettings(unknown.map((table) => `${file}: tables.${table} is no table of the three: ${expected}`));
  }
  return parsed.data;
}
