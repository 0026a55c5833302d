interface Dated {
  readonly version: number;
  readonly validFrom: string;
}

/**
 * Returns for each version the first day on which it is no longer valid: `null` without a successor, its own first day
 * if it was never valid.
 *
 * The valid version on a day is the one that began last; among those that began on the same day, the newest. A version
 * loaded for next month takes effect then, regardless of corrections in between.
 */
export function validUntil<V extends Dated>(versions: readonly V[]): Map<V, string | null> {
  const inOrder = versions.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom, "en") || a.version - b.version);
  return new Map(inOrder.map((version, index) => [version, inOrder[index + 1]?.validFrom ?? null]));
}

export function versionOn<V extends Dated>(versions: readonly V[], day: string): V | undefined {
  return [...validUntil(versions)].find(([{ validFrom }, until]) => validFrom <= day && (until === null || day < until))
    ?.[0];
}
