/** The column names of a record type, in its order. */
export function columnsOf(record: string): string {
  return record.split(",").map((column) => column.trim().split(/\s+/)[0]).join(", ");
}
