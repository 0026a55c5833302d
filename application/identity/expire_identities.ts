import { IDENTITIES_KEPT_YEARS, yearsBefore } from "../../domain/identity/retention.ts";
import type { IdentityRetention, IdentityYear, LongUnseen } from "./ports/customers.ts";

interface ExpireIdentitiesDeps {
  readonly identities: IdentityRetention;
  readonly customers: LongUnseen;
}

interface ExpireOptions {
  readonly asOf: Date;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
}

export interface IdentitiesExpired {
  /** Exclusive. */
  readonly before: Date;
  /** In a dry run: to be dropped. The last may be the year of `before`, whose older rows go. */
  readonly years: readonly IdentityYear[];
  /** Without identifications, unseen for five years. */
  readonly customers: number;
  readonly added: readonly number[];
}

const ROWS_A_ROUND = 5_000;

/** Drops years (partitions) that ended more than five years ago, and deletes the older rows of the year after them. */
export async function expireIdentities(
  { identities, customers }: ExpireIdentitiesDeps,
  { asOf, dryRun, signal }: ExpireOptions,
): Promise<IdentitiesExpired> {
  const before = yearsBefore(asOf, IDENTITIES_KEPT_YEARS);
  const boundary = before.getUTCFullYear();
  const ended = (await identities.list()).map(({ year }) => year).filter((year) => year < boundary);
  if (dryRun) {
    const rows = new Map((await identities.count(before)).map(({ year, rows }) => [year, rows]));
    const years = [...new Set([...ended, ...rows.keys()])].map((year) => ({ year, rows: rows.get(year) ?? 0 }));
    return { before, years, customers: await customers.count(before), added: [] };
  }
  const years: IdentityYear[] = [];
  for (const year of ended) if (!signal.aborted) years.push({ year, rows: await identities.drop(year) });
  const rows = await inRounds(() => identities.remove(before, ROWS_A_ROUND), signal);
  if (rows > 0) years.push({ year: boundary, rows });
  const gone = await inRounds(() => customers.remove(before, ROWS_A_ROUND), signal);
  return { before, years, customers: gone, added: await identities.ensure(asOf) };
}

async function inRounds(remove: () => Promise<number>, signal: AbortSignal): Promise<number> {
  let all = 0;
  while (!signal.aborted) {
    const removed = await remove();
    all += removed;
    if (removed < ROWS_A_ROUND) break;
  }
  return all;
}
