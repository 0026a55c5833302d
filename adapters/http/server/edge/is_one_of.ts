import { timingSafeEqual } from "node:crypto";

/**
 * Whether a digest is among the known ones. Compares with every one of them in constant time, so that the duration
 * reveals nothing; comparing digests, it leaks no prefix of a key either.
 *
 * @param compare takes the same time for any two arrays of equal length
 */
export function isOneOf(known: readonly Uint8Array[], digest: Uint8Array, compare = timingSafeEqual): boolean {
  let found = false;
  for (const candidate of known) {
    if (candidate.length === digest.length && compare(candidate, digest)) found = true;
  }
  return found;
}
