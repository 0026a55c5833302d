/**
 * Parts that one customer's events are spread over while writes are sharded. A constant: an event's part follows from
 * the event alone, so that writing it again writes it to the same place.
 */
export const PARTS = 8;

const SUFFIX = /-\d+$/;

/**
 * The partition key of a customer's events: the id itself, or the id with the suffix of a part ("cust123-1").
 *
 * A customer who is really called "cust123-1" must never meet part 1 of "cust123". So an id that ends like a suffix
 * always gets one: "-0" where writes are not sharded. Every key with a suffix is then an id and a part, every key
 * without one an id, and no two customers share a key whatever they are called.
 */
export function partitionKey(customerId: string, part: number | null): string {
  if (part !== null) return `${customerId}-${part}`;
  return SUFFIX.test(customerId) ? `${customerId}-0` : customerId;
}

/** Whose key it is. */
export function customerOf(key: string): string {
  return key.replace(SUFFIX, "");
}

/** The part that an event belongs to. FNV-1a: only even spreading counts. */
export function partOf(customerId: string, detectedAt: string, parts = PARTS): number {
  let hash = 0x811c9dc5;
  for (const char of `${customerId}/${detectedAt}`) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % parts;
}

/** Every key under which a customer's events may stand. */
export function partitionKeys(customerId: string, sharded: boolean): string[] {
  const parts = sharded ? Array.from({ length: PARTS }, (_, part) => partitionKey(customerId, part)) : [];
  return [...new Set([partitionKey(customerId, null), ...parts])];
}
