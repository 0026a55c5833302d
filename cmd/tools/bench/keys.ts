import { createHash, randomBytes } from "node:crypto";
import { Hono } from "hono";
import { identify } from "../../../adapters/http/server/edge/api_keys.ts";
import type { Environment } from "../../../adapters/http/server/environment.ts";
import { seededRandom, wholeBetween } from "../../../domain/shared/random.ts";
import { type Bench, summarise } from "./bench.ts";
import { welchT } from "./welch.ts";

const KEYS_KNOWN = 5;
const CALLS = 10_000;
/** The slowest calls are cut, as the method's authors do: they show other load on the machine. */
const KEPT = 0.9;

export const BENCH_KEYS: Bench = {
  async run({ signal }, { rounds, onRound }) {
    const key = randomBytes(24).toString("base64url");
    const known = [key, ...Array.from({ length: KEYS_KNOWN - 1 }, () => randomBytes(24).toString("base64url"))];
    const app = new Hono<Environment>();
    app.use(identify({
      settings: known.map((each) => createHash("sha256").update(each).digest("hex")),
      clock: () => new Date(),
    }));
    app.get("/", (c) => c.body(null, c.var.keyIsValid ? 200 : 401));
    const guesses = [0, 8, 16, key.length - 1].map((right) => ({ right, key: guess(key, right) }));
    const asked = guesses.map(({ key }) => ({ headers: { authorization: `Bearer ${key}` } }));

    const times = guesses.map(() => [] as number[]);
    const medians = guesses.map(() => [] as number[]);
    const controls = guesses.map(() => [] as number[]);
    const random = seededRandom("keys");
    for (let round = 0; round <= rounds; round++) {
      signal.throwIfAborted();
      const taken = guesses.map(() => [] as number[]);
      // In random order, so that other load affects all kinds alike.
      for (let call = 0; call < guesses.length * CALLS; call++) {
        const nth = wholeBetween(random, 0, guesses.length - 1);
        const request = new Request("http://localhost/", asked[nth]);
        const began = performance.now();
        const { status } = await app.fetch(request, {});
        taken[nth]!.push((performance.now() - began) * 1_000);
        if (status !== 401) throw new Error(`Cannot measure: a wrong key was answered ${status}`);
        controls[nth]!.push(leakyNanoseconds(key, guesses[nth]!.key));
      }
      if (round === 0) {
        controls.forEach((samples) => samples.length = 0);
        continue;
      }
      taken.forEach((samples, nth) => {
        const kept = fastest(samples);
        times[nth]!.push(...kept);
        medians[nth]!.push(kept[kept.length >> 1]!);
      });
      onRound(`round ${round} of ${rounds}: ${medians.map((each) => each.at(-1)!.toFixed(2)).join(", ")} µs`);
    }
    const last = guesses.length - 1;
    return {
      bench: "keys",
      setup: {
        "keys known": KEYS_KNOWN,
        "characters of a key": key.length,
        "calls of each kind in a round": CALLS,
        rounds,
      },
      measurements: guesses.map(({ right }, nth) => ({
        name: `a wrong key whose first ${right} characters are right`,
        unit: "µs",
        ...summarise(medians[nth]!),
      })),
      ratios: {
        "Welch's t, none against all but the last (a difference shows from 4.5 on, either way)": welchT(
          times[0]!,
          times[last]!,
        ),
        "Welch's t of a comparison that stops at the first difference": welchT(
          fastest(controls[0]!),
          fastest(controls[last]!),
        ),
      },
    };
  },
};

function guess(key: string, right: number): string {
  const wrong = [...key].map((letter) => letter === "x" ? "y" : "x").join("");
  return key.slice(0, right) + wrong.slice(right);
}

function fastest(samples: readonly number[]): number[] {
  return samples.toSorted((a, b) => a - b).slice(0, Math.floor(samples.length * KEPT));
}

const REPEATS = 50;

/** A naive comparison, to show that the method would detect a leak. */
function leakyNanoseconds(key: string, guess: string): number {
  const began = performance.now();
  let found = 0;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    let at = 0;
    while (at < key.length && key.charCodeAt(at) === guess.charCodeAt(at)) at++;
    found += at;
  }
  const taken = performance.now() - began;
  return found < 0 ? 0 : taken * 1_000_000 / REPEATS;
}
