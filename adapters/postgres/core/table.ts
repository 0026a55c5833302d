import { Columns, type ColumnsOf, type Row, type Schema } from "./columns.ts";
import type { SqlScope } from "./connect.ts";

/** Filled in by the database. */
export const TIMESTAMPS = { createdDatetime: "created_datetime", updatedDatetime: "updated_datetime" } as const;
export type Timestamps = { readonly [F in keyof typeof TIMESTAMPS]: Date };

interface TableOptions<T, F> {
  readonly name: string;
  readonly key: keyof T & string;
  readonly schema: Schema<T>;
  readonly columns: ColumnsOf<T>;
  readonly filled: { readonly [field in keyof F]: string };
}

/** The plain statements of one entity. @template F what the database fills in */
export class Table<T extends object, F extends Timestamps = Timestamps> extends Columns<T> {
  readonly name: string;
  readonly key: string;
  readonly keyField: keyof T & string;
  readonly filled: TableOptions<T, F>["filled"];

  constructor({ name, key, schema, columns, filled }: TableOptions<T, F>) {
    super(schema, columns);
    this.name = name;
    this.key = columns[key].name;
    this.keyField = key;
    this.filled = filled;
  }

  fromWholeRow(row: Row): T & F {
    const filled = Object.entries<string>(this.filled).map(([field, column]) => [field, row[column]]);
    return { ...this.fromRow(row), ...Object.fromEntries(filled) };
  }

  /** Stores those that are not there yet; returns how many were new. */
  async insertNew(sql: SqlScope, values: readonly T[]): Promise<number> {
    if (values.length === 0) return 0;
    const rows = JSON.stringify(values.map((value) => this.toRow(value)));
    const inserted = await sql`
      insert into ${sql(this.name)} (${sql.unsafe(this.list)})
      select ${sql.unsafe(this.list)} from json_to_recordset(${rows}::text::json) as r(${sql.unsafe(this.record)})
      on conflict do nothing`;
    return inserted.count;
  }

  async find(sql: SqlScope, id: string): Promise<(T & F) | null> {
    const [row] = await sql`select * from ${sql(this.name)} where ${sql(this.key)} = ${id}`;
    return row ? this.fromWholeRow(row) : null;
  }

  /** As {@linkcode find}, locked until the transaction ends. */
  async lock(sql: SqlScope, id: string): Promise<(T & F) | null> {
    const [row] = await sql`select * from ${sql(this.name)} where ${sql(this.key)} = ${id} for update`;
    return row ? this.fromWholeRow(row) : null;
  }

  /** Changes only the given fields, where the locked row may be; the whole entity is validated. In a transaction. */
  change(sql: SqlScope, id: string, changes: Partial<T>): Promise<(T & F) | null>;
  change(
    sql: SqlScope,
    id: string,
    changes: Partial<T>,
    may: ((stored: T & F) => boolean) | undefined,
  ): Promise<(T & F) | null | "refused">;
  async change(
    sql: SqlScope,
    id: string,
    changes: Partial<T>,
    may?: (stored: T & F) => boolean,
  ): Promise<(T & F) | null | "refused"> {
    const before = await this.lock(sql, id);
    if (before === null) return null;
    if (may?.(before) === false) return "refused";
    const columns = (Object.keys(changes) as (keyof T)[]).map((field) => this.of[field]);
    if (columns.length === 0) return before;
    const row = JSON.stringify(this.toRow(this.schema.parse({ ...before, ...changes })));
    const list = columns.map(({ name }) => name).join(", ");
    const record = columns.map(({ name, type }) => `${name} ${type}`).join(", ");
    const [changed] = await sql`
      update ${sql(this.name)} set updated_datetime = now(), (${sql.unsafe(list)}) = (
        select ${sql.unsafe(list)} from json_to_record(${row}::text::json) as r(${sql.unsafe(record)}))
      where ${sql(this.key)} = ${id} returning *`;
    return this.fromWholeRow(changed!);
  }

  async remove(sql: SqlScope, id: string): Promise<(T & F) | null> {
    const [row] = await sql`delete from ${sql(this.name)} where ${sql(this.key)} = ${id} returning *`;
    return row ? this.fromWholeRow(row) : null;
  }
}
