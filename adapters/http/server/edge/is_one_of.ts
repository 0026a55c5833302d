import { timingSafeEqual } from "node:crypto";

/**
 * Whether a digest is among those that are known. It is compared with all of them, always, and each time to its end, so that
 * the time taken tells nothing; and what is compared are digests, of which a guessed key's beginning says nothing either.
 *
 * @param compare takes the same time for any two of the same length
 */
export function isOneOf(known: readonly Uint8Array[], digest: Uint8Array, compare = timingSafeEqual): boolean {
  let found = false;
  for (const candidate of known) {
    if (candidate.length === digest.length && compare(candidate, digest)) found = true;
  }
  return found;
}
