interface Dated {
  readonly version: number;
  readonly validFrom: string;
}

/**
 * The first day on which a version is no longer valid, its own if it never was; `null` without a successor. The one
 * that began last is valid, among those of one day the newest.
 */
export function validUntil<V extends Dated>(versions: readonly V[]): Map<V, string | null> {
  const inOrder = versions.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom, "en") || a.version - b.version);
  return new Map(inOrder.map((version, index) => [version, inOrder[index + 1]?.validFrom ?? null]));
}

export function versionOn<V extends Dated>(versions: readonly V[], day: string): V | undefined {
  return [...validUntil(versions)].find(([{ validFrom }, until]) => validFrom <= day && (until === null || day < until))
    ?.[0];
}
