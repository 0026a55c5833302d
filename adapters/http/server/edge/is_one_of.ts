import { timingSafeEqual } from "node:crypto";

/** Compares with every known digest in constant time. @param compare takes the same time for arrays of equal length */
export function isOneOf(known: readonly Uint8Array[], digest: Uint8Array, compare = timingSafeEqual): boolean {
  let found = false;
  for (const candidate of known) {
    if (candidate.length === digest.length && compare(candidate, digest)) found = true;
  }
  return found;
}
