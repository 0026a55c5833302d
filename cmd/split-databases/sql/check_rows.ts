import type { SqlScope, Transaction } from "../../../adapters/postgres/core/connect.ts";
import { parseType } from "../fit_column.ts";
import type { Move } from "../move.ts";
import type { ColumnShape, ForeignKey } from "../shapes.ts";
import { quoted, tableName } from "./names.ts";
import { countOrphans } from "./references.ts";

/** 42: syntax, or a function or type that only the new database has: the rule can't be tried here. */
const UNKNOWN_HERE = "42";

/** Old rows that the tables which are there would refuse, rule by rule; read from the old database alone. */
export async function checkRows(
  sql: SqlScope,
  moves: readonly Move[],
  foreignKeys: readonly ForeignKey[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const move of moves.filter(({ made }) => !made)) problems.push(...await checkTable(sql, move));
  for (const { name, table, columns: [column, ...more], toTable, toColumns: [toColumn] } of foreignKeys) {
    const from = moves.find((move) => move.table === table && !move.made);
    if (!from?.columns.some((moved) => moved.name === column) || more.length > 0) continue;
    const isMoved = moves.some((move) => move.table === toTable);
    const orphans = isMoved
      ? await tried(
        sql,
        (scope) => countOrphans(scope, { table, column: column!, toTable, toColumn: toColumn! }, moves),
      )
      : await countIn(sql, from, `${quoted(column!)} is not null`);
    problems.push(...problemOf(table, orphans, `${name} (${column} → ${toTable})`));
  }
  return problems;
}

async function checkTable(sql: SqlScope, move: Move): Promise<string[]> {
  const { table, columns, to } = move;
  const values = columns.map(({ name }) => `count(${quoted(name)})`);
  const unreadable = await tried(sql, async (scope) => {
    await scope.unsafe(`select ${["count(*)", ...values].join(", ")} from ${rowsOf(move)}`);
    return 0;
  }, "");
  if (typeof unreadable === "string") return [`${table}: ${unreadable}`];
  const problems: string[] = [];
  const check = async (where: string, rule: string) =>
    problems.push(...problemOf(table, await countIn(sql, move, where), rule));
  for (
    const { name, type, required } of to.columns.filter((shape) => columns.some(({ name }) => name === shape.name))
  ) {
    if (required) await check(`${quoted(name)} is null`, `${name} must have a value`);
    const { name: typeName, modifier } = parseType(type);
    if (modifier === null || typeName !== "character varying") continue;
    await check(`length(${quoted(name)}::text) > ${Number(modifier)}`, `${name} has room for ${modifier} characters`);
  }
  for (const rule of to.rules) {
    if (rule.kind === "check") await check(`not (${rule.condition})`, `${rule.name}: ${rule.condition}`);
    else {
      const keys = rule.columns.map(quoted);
      const given = [...keys.map((key) => `${key} is not null`), ...(rule.where === null ? [] : [`(${rule.where})`])];
      const repeated = await tried(sql, async (scope) => {
        const [row] = await scope.unsafe(`select coalesce(sum(rows - 1), 0)::bigint as repeated from (
          select count(*) as rows from ${rowsOf(move)} where ${given.join(" and ")}
          group by ${keys.join(", ")} having count(*) > 1) as groups`);
        return row!.repeated;
      });
      problems.push(...problemOf(table, repeated, `${rule.name}: one row for each ${rule.columns.join(", ")}`));
    }
  }
  return problems;
}

function problemOf(table: string, rows: number | string, rule: string): string[] {
  if (typeof rows === "string") return [`${table}: ${rule}: ${rows}`];
  return rows === 0 ? [] : [`${table}: ${rows} rows break ${rule}`];
}

function countIn(sql: SqlScope, move: Move, where: string): Promise<number | string> {
  return tried(
    sql,
    async (scope) => (await scope.unsafe(`select count(*) as rows from ${rowsOf(move)} where ${where}`))[0]!.rows,
  );
}

/** The new table's rows as the old database would give them, with its defaults. */
function rowsOf({ table, oldTable, columns, to }: Move): string {
  const given = columns.map(({ name, value }) => `${value} as ${quoted(name)}`);
  const defaults = to.columns.filter((shape) => !columns.some(({ name }) => name === shape.name))
    .map((shape) => `${defaultOf(shape)} as ${quoted(shape.name)}`);
  return `(select ${[...given, ...defaults].join(", ")} from ${tableName(oldTable)}) as ${quoted(table)}`;
}

function defaultOf({ defaultValue, type, isEnum, byText }: ColumnShape): string {
  if (defaultValue !== null && !/nextval/.test(defaultValue)) return defaultValue;
  return isEnum || byText || type.startsWith("vector") ? "null" : `null::${type}`;
}

/**
 * Returns the refusal of a value as text.
 *
 * @param untried for what this database can't try; `""`: the refusal
 */
async function tried(
  sql: SqlScope,
  work: (sql: SqlScope) => Promise<number>,
  untried: number | "" = 0,
): Promise<number | string> {
  try {
    // The driver ends a transaction whose statement has failed, unless it failed within a savepoint.
    return await (sql as Transaction).savepoint(work) as number;
  } catch (error) {
    const { code = "", severity, message } = error as { code?: string; severity?: string; message: string };
    if (severity !== "ERROR") throw error;
    return code.startsWith(UNKNOWN_HERE) && untried !== "" ? untried : message;
  }
}
