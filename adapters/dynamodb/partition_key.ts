/**
 * The number of parts of a sharded customer. A constant: an event's part is a function of the event, so that writing it
 * again overwrites it.
 */
export const PARTS = 8;

const SUFFIX = /-\d+$/;

/**
 * The partition key of a customer's events: the id, or the id with the suffix of a part ("cust123-1").
 *
 * Collision-free: an id that itself ends like a suffix always gets one ("-0" if unsharded), so the customer "cust123-1"
 * never shares a key with part 1 of "cust123".
 */
export function partitionKey(customerId: string, part: number | null): string {
  if (part !== null) return `${customerId}-${part}`;
  return SUFFIX.test(customerId) ? `${customerId}-0` : customerId;
}

export function customerOf(key: string): string {
  return key.replace(SUFFIX, "");
}

/** The part that an event belongs to. FNV-1a, because only an even spread matters. */
export function partOf(customerId: string, detectedAt: string, parts = PARTS): number {
  let hash = 0x811c9dc5;
  for (const char of `${customerId}/${detectedAt}`) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % parts;
}

/** Every key under which a customer's events may be stored. */
export function partitionKeys(customerId: string, sharded: boolean): string[] {
  const parts = sharded ? Array.from({ length: PARTS }, (_, part) => partitionKey(customerId, part)) : [];
  return [...new Set([partitionKey(customerId, null), ...parts])];
}
