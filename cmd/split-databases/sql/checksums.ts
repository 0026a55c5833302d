import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import type { Fingerprint } from "../../../domain/sourcing/certificate.ts";
import type { Move } from "../move.ts";
import { quoted, tableName } from "./names.ts";

/** Which side of a move: the old one's values are given the new types, the new one's have them. */
type Side = "old" | "new";

/** A table's rows are divided by a digest of their key, to find those that differ. */
const BUCKETS = 1024;

export function valuesOf({ columns }: Pick<Move, "columns">, side: Side): string {
  return columns.map(({ name, value }) => side === "old" ? value : quoted(name)).join();
}

export function tableOf({ table, oldTable }: Pick<Move, "table" | "oldTable">, side: Side): string {
  return tableName(side === "old" ? oldTable : table);
}

function digestOf(move: Pick<Move, "columns">, side: Side): string {
  return `encode(sha256(convert_to(row(${valuesOf(move, side)})::text, 'UTF8')), 'hex')`;
}

/** A row's bucket, by its key, or by all of it without one; the same number on both sides. */
export function bucketOf({ columns, key }: Move, side: Side): string {
  const keyed = columns.filter(({ name }) => key.includes(name));
  const telling = keyed.length === key.length && keyed.length > 0 ? keyed : columns;
  return `('x' || left(${digestOf({ columns: telling }, side)}, 4))::bit(16)::int % ${BUCKETS}`;
}

/** The text is one to one with the values, NULL included. SHA-256, since servers that follow FIPS 140 have no MD5. */
function sumsOf(move: Move, side: Side): string {
  return `count(*) as rows, coalesce(sum(('x' || left(digest, 16))::bit(64)::bigint), 0)::text as high,
    coalesce(sum(('x' || substr(digest, 17, 16))::bit(64)::bigint), 0)::text as low
    from (select ${bucketOf(move, side)} as bucket, ${digestOf(move, side)} as digest
      from ${tableOf(move, side)}) as digests`;
}

export async function readFingerprint(sql: SqlScope, move: Move, side: Side): Promise<Fingerprint> {
  return fingerprintOf((await sql.unsafe(`select ${sumsOf(move, side)}`))[0]!);
}

export async function readBuckets(sql: SqlScope, move: Move, side: Side): Promise<ReadonlyMap<number, Fingerprint>> {
  const rows = await sql.unsafe(`select bucket, ${sumsOf(move, side)} group by bucket`);
  return new Map(rows.map((row) => [row.bucket as number, fingerprintOf(row)]));
}

function fingerprintOf({ rows, high, low }: Record<string, unknown>): Fingerprint {
  const half = (sum: unknown) => BigInt.asUintN(64, BigInt(sum as string)).toString(16).padStart(16, "0");
  return { rows: rows as number, checksum: half(high) + half(low) };
}
