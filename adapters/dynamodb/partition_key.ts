/** A constant: writing an event again must overwrite it. */
export const PARTS = 8;

const SUFFIX = /-\d+$/;

/** "cust123", with a part "cust123-1". No collisions: an id that ends like a suffix gets one too ("-0" unsharded). */
export function partitionKey(customerId: string, part: number | null): string {
  if (part !== null) return `${customerId}-${part}`;
  return SUFFIX.test(customerId) ? `${customerId}-0` : customerId;
}

export function customerOf(key: string): string {
  return key.replace(SUFFIX, "");
}

/** FNV-1a: only an even spread matters. */
export function partOf(customerId: string, detectedAt: string, parts = PARTS): number {
  let hash = 0x811c9dc5;
  for (const char of `${customerId}/${detectedAt}`) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % parts;
}

export function partitionKeys(customerId: string, sharded: boolean): string[] {
  const parts = sharded ? Array.from({ length: PARTS }, (_, part) => partitionKey(customerId, part)) : [];
  return [...new Set([partitionKey(customerId, null), ...parts])];
}
