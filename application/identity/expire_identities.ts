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
  /** Everything in a year that ended before this is more than five years old. */
  readonly before: Date;
  /** Years that left; of a dry run those that would, their rows as the statistics have them. */
  readonly years: readonly IdentityYear[];
  /** Customers without any identification who were not seen for five years. */
  readonly customers: number;
  /** Years that were added ahead. */
  readonly added: readonly number[];
}

const CUSTOMERS_A_ROUND = 5_000;

/**
 * Lets identifications go that are more than five years old, a year at a time: dropping a partition takes as long for a
 * hundred million rows as for one. So the oldest that stay are up to six years old.
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
