import type { ColumnType, Generated, JSONColumnType } from "kysely";

/** Written as a `Date`, or left to its default. */
type Stamp = ColumnType<Date, Date | undefined, Date>;

/** The store manager's tables, column by column, as the driver reads and writes them. */
export interface StoreTables {
  readonly stores: {
    readonly store_id: ColumnType<string, string, never>;
    readonly name: string;
    readonly time_zone: string;
    /** "04:00:00" */
    readonly closing_time: string;
    readonly version: Generated<number>;
    readonly hours_version: Generated<number>;
    readonly created_datetime: ColumnType<Date, never, never>;
    readonly updated_datetime: Stamp;
  };
  readonly business_days: {
    readonly store_id: string;
    /** "2026-03-02" */
    readonly day: string;
    readonly version: number;
  };
  readonly store_reports: {
    readonly store_id: string;
    readonly day: string;
    readonly category: string;
    readonly body: JSONColumnType<object, object, object>;
    readonly version: number;
    readonly is_complete: boolean;
    readonly as_of: Date;
    readonly created_datetime: ColumnType<Date, never, never>;
    readonly updated_datetime: Stamp;
  };
}
