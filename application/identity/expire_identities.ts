import { IDENTITIES_KEPT_YEARS, yearsBefore } from "../../domain/identity/retention.ts";
import type { IdentityRetention, IdentityYear, LongUnseen } from "./ports/identity_retention.ts";

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
  /** Years that ended before this are more than five years old. */
  readonly before: Date;
  /** Dropped years, or those to drop in a dry run; rows as estimated by the statistics. */
  readonly years: readonly IdentityYear[];
  /** Customers without identifications who were not seen for five years. */
  readonly customers: number;
  /** Years added ahead. */
  readonly added: readonly number[];
}

const CUSTOMERS_A_ROUND = 5_000;

/**
 * Drops identifications of years that ended more than five years ago: dropping a partition takes the same time for any
 * number of rows. The oldest remaining are up to six years old.
 */
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
