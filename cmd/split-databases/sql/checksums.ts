import { type BucketFingerprints, BUCKETS } from "../old_database.ts";
import type { Fingerprint } from "../../../domain/sourcing/certificate.ts";
import type { Move } from "../plan.ts";
import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { quoted, tableName } from "./names.ts";

/** Which side of the move: the old one's values are cast to the new types, the new one's have them. */
export type Side = "old" | "new";

/** What decides how values are written as text, for this transaction; a role or a database may have its own ideas. */
export const CANONICAL = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local timezone = 'UTC'; set local extra_float_digits = 1; set local bytea_output = 'hex';
  set local lc_monetary = 'C'; set local xmloption = 'content'; set local statement_timeout = 0`;

/** The moved columns, separated by commas, as the new side has them. */
export function valuesOf({ columns }: Move, side: Side): string {
  return columns.map(({ name, cast }) => quoted(name) + (cast !== null && side === "old" ? `::${cast}` : "")).join(
    ", ",
  );
}

/** Which bucket a row belongs to, by its key, else by all of it; the same number on both sides. */
export function bucketOf(move: Move, side: Side): string {
  const keyed = move.columns.filter(({ name }) => move.key.includes(name));
  const values = valuesOf({
    ...move,
    columns: keyed.length === move.key.length && keyed.length > 0 ? keyed : move.columns,
  }, side);
  return `('x' || left(encode(sha256(convert_to(row(${values})::text, 'UTF8')), 'hex'), 4))::bit(16)::int % ${BUCKETS}`;
}

/**
 * A record's text is the same for the same values and for no others: it quotes what it must and tells NULL from empty
 * text; floats and vectors are written so that reading them gives the same bits. Sums over halves of its SHA-256, since
 * MD5 is missing from servers that follow FIPS 140.
 */
function sums(move: Move, side: Side): string {
  return `count(*) as rows, coalesce(sum(('x' || left(digest, 16))::bit(64)::bigint), 0)::text as high,
    coalesce(sum(('x' || substr(digest, 17, 16))::bit(64)::bigint), 0)::text as low
    from (select ${bucketOf(move, side)} as bucket,
      encode(sha256(convert_to(row(${valuesOf(move, side)})::text, 'UTF8')), 'hex') as digest
      from ${tableName(move.table)}) as digests`;
}

export async function readFingerprint(sql: SqlScope, move: Move, side: Side): Promise<Fingerprint> {
  const [row] = await sql.unsafe(`select ${sums(move, side)}`);
  return fingerprintOf(row!);
}

export async function readBuckets(sql: SqlScope, move: Move, side: Side): Promise<BucketFingerprints> {
  const rows = await sql.unsafe(`select bucket, ${sums(move, side)} group by bucket`);
  return new Map(rows.map((row) => [row.bucket as number, fingerprintOf(row)]));
}

function fingerprintOf({ rows, high, low }: Record<string, unknown>): Fingerprint {
  const half = (sum: unknown) => BigInt.asUintN(64, BigInt(sum as string)).toString(16).padStart(16, "0");
  return { rows: rows as number, checksum: half(high) + half(low) };
}
