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
  /** In a dry run: to be dropped; rows are an estimate. */
  readonly years: readonly IdentityYear[];
  /** Without identifications, unseen for five years. */
  readonly customers: number;
  readonly added: readonly number[];
}

const CUSTOMERS_A_ROUND = 5_000;

/** Drops years (partitions) that ended more than five years ago, so the oldest are up to six years old. */
export async function expireIdentities(
  { identities, customers }: ExpireIdentitiesDeps,
  { asOf, dryRun, signal }: ExpireOptions,
): Promise<IdentitiesExpired> {
  const before = yearsBefore(asOf, IDENTITIES_KEPT_YEARS);
  const old = (await identities.list()).filter(({ year }) => year < before.getUTCFullYear());
  if (dryRun) return { before, years: old, customers: await customers.count(before), added: [] };
  const years: IdentityYear[] = [];
  for (const { year } of old) if (!signal.aborted) years.push({ year, rows: await identities.drop(year) });
  let gone = 0;
  while (!signal.aborted) {
    const removed = await customers.remove(before, CUSTOMERS_A_ROUND);
    gone += removed;
    if (removed < CUSTOMERS_A_ROUND) break;
  }
  return { before, years, customers: gone, added: await identities.ensure(asOf) };
}
