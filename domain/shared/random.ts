import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";

/** Uniform over [0, 1). Domain functions take one instead of calling `Math.random`. */
export type Random = () => number;

/** xoroshiro128+ (Blackman and Vigna, 2018), the same on every machine. A text is hashed with {@link seedOf}. */
export function seededRandom(seed: number | string): Random {
  // Unmixed, the generator's first number is the seed's complement: seeds 1, 2, 3… would all start near 1.
  const generator = xoroshiro128plus(mix32(typeof seed === "number" ? seed : seedOf(seed)));
  return () => uniformFloat64(generator);
}

/** FNV-1a, 32 bits: offset basis 2166136261 and prime 16777619 (RFC 9923, section 5). */
export function seedOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash | 0;
}

/** Bijective: the finalizer of MurmurHash3 (Austin Appleby, public domain, "fmix32"). */
export function mix32(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

/** Both inclusive. */
export function wholeBetween(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** `items` must not be empty. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!;
}

/** A Poisson number (Knuth, volume 2, 3.4.1). */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
