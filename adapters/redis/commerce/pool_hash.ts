import type { RedisClient } from "../core/connect.ts";
import { multiAnswers } from "../core/multi_answers.ts";

/** Every twentieth refresh sends all members, which repairs manual changes. */
const WHOLE_EVERY = 20;

/** If this process wrote last. ARGV: its stamp, the new one, old size, number removed, their ids, id-text pairs. */
const CHANGE = `
if redis.call("GET", KEYS[2]) ~= ARGV[1] or redis.call("HLEN", KEYS[1]) ~= tonumber(ARGV[3]) then return 0 end
local first = 5 + tonumber(ARGV[4])
for i = 5, first - 1 do redis.call("HDEL", KEYS[1], ARGV[i]) end
for i = first, #ARGV, 2 do redis.call("HSET", KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call("SET", KEYS[2], ARGV[2])
return 1`;

/** A hash, id → text, and in the same slot a stamp of the last write. Both ways of writing are atomic for readers. */
export class PoolHash {
  readonly #redis: RedisClient;
  readonly #key: string;
  readonly #stampKey: string;
  #written: { readonly stamp: string; readonly members: ReadonlyMap<string, string> } | undefined;
  #writes = 0;

  constructor(redis: RedisClient, key: string) {
    this.#redis = redis;
    this.#key = key;
    this.#stampKey = `${key}:written:{${key}}`;
  }

  async replace(members: ReadonlyMap<string, string>): Promise<void> {
    const before = this.#written;
    // If anything fails from here on, the stored state is unknown.
    this.#written = undefined;
    const stamp = crypto.randomUUID();
    const isWhole = this.#writes++ % WHOLE_EVERY === 0;
    if (isWhole || !before || !await this.#change(before, stamp, members)) await this.#writeAll(stamp, members);
    this.#written = { stamp, members };
  }

  /** Whether it was there. Whoever replaces next sends all members. */
  async remove(id: string): Promise<boolean> {
    const [removed] = await multiAnswers(this.#redis.multi().hdel(this.#key, id).del(this.#stampKey));
    return removed === 1;
  }

  async #change(
    before: { readonly stamp: string; readonly members: ReadonlyMap<string, string> },
    stamp: string,
    members: ReadonlyMap<string, string>,
  ): Promise<boolean> {
    const gone = [...before.members.keys()].filter((id) => !members.has(id));
    const changed = [...members].filter(([id, text]) => before.members.get(id) !== text);
    const done = await this.#redis.eval(
      CHANGE,
      2,
      this.#key,
      this.#stampKey,
      before.stamp,
      stamp,
      before.members.size,
      gone.length,
      ...gone,
      ...changed.flat(),
    );
    return done === 1;
  }

  async #writeAll(stamp: string, members: ReadonlyMap<string, string>): Promise<void> {
    const swap = this.#redis.multi().del(this.#key);
    if (members.size > 0) swap.hset(this.#key, new Map(members));
    await multiAnswers(swap.set(this.#stampKey, stamp));
  }
}
