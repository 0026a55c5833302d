import { fitColumn, isNaive, isZoned, parseType } from "./fit_column.ts";
import type { ColumnSource } from "./map.ts";
import type { MovedColumn } from "./move.ts";
import type { ColumnShape, TableShape } from "./shapes.ts";
import { literal, quoted } from "./sql/names.ts";

interface MappedColumn {
  readonly column: MovedColumn;
  /** For the certificate; `null` where values stay as they are. */
  readonly conversion: string | null;
  /** A time without a zone that becomes one with. */
  readonly naive: boolean;
  /** The old columns that are read. */
  readonly reads: readonly string[];
}

/** @param source of a map; `null`: the old column of the same name */
export function mapColumn(
  from: TableShape,
  to: { readonly table: string; readonly column: ColumnShape },
  { source, oldTimeZone }: { readonly source: ColumnSource | null; readonly oldTimeZone: string | null },
): MappedColumn | { readonly problem: string } {
  const { column } = to;
  const name = `${to.table}.${column.name}`;
  const moved = (value: string, plain: string | null, more: Partial<MappedColumn> = {}): MappedColumn => ({
    column: { name: column.name, value, source: plain, byText: column.byText },
    conversion: null,
    naive: false,
    reads: plain === null ? [] : [plain],
    ...more,
  });
  if (source && "value" in source) {
    const { value } = source;
    return moved(`${constant(value, column)}::${landing(column)}`, null, {
      conversion: `${name}: ${JSON.stringify(value)} in every row`,
    });
  }
  if (source && "sql" in source) {
    const read = from.columns.filter((old) => mentions(source.sql, old.name));
    const naive = read.filter(({ type }) => isNaive(type)).map((old) => old.name);
    if (isZoned(column.type) && naive.length > 0 && !/at\s+time\s+zone/i.test(source.sql)) {
      return { problem: `${name} has a zone, and ${naive.join(", ")} has none: write "at time zone" into its sql` };
    }
    const reads = read.map((old) => old.name);
    return moved(`(${source.sql})::${landing(column)}`, null, { reads, conversion: `${name}: ${source.sql}` });
  }
  const oldName = source?.from ?? column.name;
  const old = from.columns.find((shape) => shape.name === oldName);
  if (!old) return { problem: `${name} comes from ${from.name}.${oldName}, and the old table has no such column` };
  const renamed = from.name === to.table && oldName === column.name ? "" : `${from.name}.${oldName} `;
  const zone = oldTimeZone === null ? "" : `, read as ${oldTimeZone}`;
  const atZone = `${quoted(oldName)} at time zone ${literal(oldTimeZone ?? "UTC")}`;
  if (source?.cast !== undefined || source?.values !== undefined) {
    const { cast, values } = source;
    const asText = `${quoted(oldName)}::text`;
    const chosen = values === undefined
      ? quoted(oldName)
      : `case ${asText} ${
        Object.entries(values).map(([label, value]) => `when ${literal(label)} then ${literal(value)}`).join(" ")
      } else ${asText} end`;
    const naive = values === undefined && isNaive(old.type) && isZoned(cast ?? "");
    const value = naive ? atZone : cast === undefined ? chosen : `(${chosen})::${cast}`;
    const how = [
      ...(values === undefined
        ? []
        : [Object.entries(values).map(([label, value]) => `${label} as ${value}`).join(", ")]),
      ...(cast === undefined ? [] : [`cast to ${cast}`]),
    ].join(", ");
    return moved(`(${value})::${landing(column)}`, oldName, {
      naive,
      conversion: `${name}: ${renamed}${old.type} → ${column.type}, ${how}${naive ? zone : ""}`,
    });
  }
  const fit = fitColumn(old, column);
  if (!fit.fits) return { problem: `${name} is ${column.type}, which can't hold every ${old.type} of the old one` };
  const value = fit.naive ? atZone : quoted(oldName) + (fit.cast === null ? "" : `::${fit.cast}`);
  const type = old.type === column.type ? column.type : `${old.type} → ${column.type}`;
  return moved(value, oldName, {
    naive: fit.naive,
    conversion: renamed === "" && old.type === column.type
      ? null
      : `${name}: ${renamed === "" ? "" : `from ${renamed.trim()}, `}${type}${fit.naive ? zone : ""}`,
  });
}

/** The type that a value is given on the old server: lengths are left to the new table, which refuses what is longer. */
function landing(column: ColumnShape): string {
  if (column.isEnum || column.byText) return "text";
  const { name } = parseType(column.type);
  return name === "character varying" ? name : column.type;
}

function constant(value: unknown, { type }: ColumnShape): string {
  if (value === null) return "null";
  if (Array.isArray(value) && type.endsWith("[]")) {
    return `array[${value.map((item) => item === null ? "null" : literal(String(item))).join(", ")}]`;
  }
  if (typeof value === "object" || /^jsonb?$/.test(type)) return literal(JSON.stringify(value));
  return literal(String(value));
}

function mentions(sql: string, column: string): boolean {
  const word = column.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, "u").test(sql);
}
