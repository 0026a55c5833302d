export interface Dated {
  readonly version: number;
  readonly validFrom: string;
}

/**
 * The first day on which each of a manual's versions no longer holds; `null` where none follows, and its own first day
 * where it never held.
 *
 * On a day the version holds that began last; of those that began on the same day, the newest. So what is loaded for next
 * month takes over next month, whatever is corrected until then.
 */
export function validUntil<V extends Dated>(versions: readonly V[]): Map<V, string | null> {
  const inOrder = versions.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom, "en") || a.version - b.version);
  return new Map(inOrder.map((version, index) => [version, inOrder[index + 1]?.validFrom ?? null]));
}

/** The version that holds on a day, if one does. */
export function versionOn<V extends Dated>(versions: readonly V[], day: string): V | undefined {
  return [...validUntil(versions)].find(([{ validFrom }, until]) => validFrom <= day && (until === null || day < until))
    ?.[0];
}
