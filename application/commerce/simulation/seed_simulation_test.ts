import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { Outage } from "../../shared/fault.ts";
import type { CommerceWriter } from "../ports/commerce_writer.ts";
import { isSeeded, type SeedProgress, seedSimulation } from "./seed_simulation.ts";

class Store implements CommerceWriter {
  readonly users = new Map<string, User>();
  readonly products = new Map<string, Product>();
  readonly batches: number[] = [];
  callsUntilOutage = Infinity;

  addUsers(users: readonly User[]): Promise<number> {
    return this.#add(this.users, users.map((user) => [user.userId, user]));
  }

  addProducts(products: readonly Product[]): Promise<number> {
    return this.#add(this.products, products.map((product) => [product.productId, product]));
  }

  #add<T>(stored: Map<string, T>, entries: [string, T][]): Promise<number> {
    if (--this.callsUntilOutage < 0) return Promise.reject(new Outage("store", new Error("away")));
    this.batches.push(entries.length);
    const before = stored.size;
    for (const [id, value] of entries) if (!stored.has(id)) stored.set(id, value);
    return Promise.resolve(stored.size - before);
  }
}

const from = new Date("2025-03-02T00:00:00Z");
const until = new Date("2026-03-02T00:00:00Z");
const options = { users: 2_300, products: 1_100, seed: 7, from, until };

Deno.test("seedSimulation adds what was asked for in batches of at most 1,000", async () => {
  const store = new Store();
  assertEquals(await seedSimulation({ store }, options), { users: 2_300, products: 1_100 });
  assertEquals(store.batches, [1_000, 1_000, 300, 1_000, 100]);
  assert(store.users.has("U-7-000001") && store.users.has("U-7-002300") && store.products.has("P-7-001100"));
});

Deno.test("seedSimulation adds nothing the second time", async () => {
  const store = new Store();
  await seedSimulation({ store }, options);
  assertEquals(await seedSimulation({ store }, options), { users: 0, products: 0 });
});

Deno.test("seedSimulation resumes after an outage and ends as if it had not been interrupted", async () => {
  const interrupted = new Store();
  const whole = new Store();
  interrupted.callsUntilOutage = 2;
  await assertRejects(() => seedSimulation({ store: interrupted }, options), Outage);
  interrupted.callsUntilOutage = Infinity;
  assertEquals(await seedSimulation({ store: interrupted }, options), { users: 300, products: 1_100 });
  await seedSimulation({ store: whole }, options);
  assertEquals([...interrupted.users.values()], [...whole.users.values()]);
  assertEquals([...interrupted.products.values()], [...whole.products.values()]);
});

Deno.test("seedSimulation makes a larger writer out of a smaller one", async () => {
  const grown = new Store();
  const large = new Store();
  await seedSimulation({ store: grown }, { ...options, users: 10, products: 5 });
  assertEquals(await seedSimulation({ store: grown }, { ...options, users: 30, products: 5 }), {
    users: 20,
    products: 0,
  });
  await seedSimulation({ store: large }, { ...options, users: 30, products: 5 });
  assertEquals(grown.users, large.users);
});

Deno.test("seedSimulation makes other people from another seed", async () => {
  const one = new Store();
  const other = new Store();
  await seedSimulation({ store: one }, { ...options, users: 50, products: 0 });
  await seedSimulation({ store: other }, { ...options, users: 50, products: 0, seed: 8 });
  const names = (store: Store) => [...store.users.values()].map(({ name }) => name);
  assertNotEquals(names(one), names(other));
});

Deno.test("seedSimulation spreads registrations over the time given", async () => {
  const store = new Store();
  await seedSimulation({ store }, options);
  const days = [...store.users.values()].map(({ createdAt }) => createdAt.getTime());
  assert(days.every((at) => at > from.getTime() && at <= until.getTime()));
  const half = days.filter((at) => at < (from.getTime() + until.getTime()) / 2).length;
  assert(Math.abs(half - 1_150) < 130, `${half}`);
});

Deno.test("seedSimulation tells its progress and stops between batches when aborted", async () => {
  const store = new Store();
  const stop = new AbortController();
  const told: SeedProgress[] = [];
  const onProgress = (progress: SeedProgress) => {
    told.push(progress);
    if (told.length === 2) stop.abort(new Error("enough"));
  };
  await assertRejects(
    () => seedSimulation({ store }, { ...options, onProgress, signal: stop.signal }),
    Error,
    "enough",
  );
  assertEquals(told, [
    { stage: "users", done: 1_000, total: 2_300 },
    { stage: "users", done: 2_000, total: 2_300 },
  ]);
});

Deno.test("isSeeded holds once the last user and the last product of the seed are there", async () => {
  const store = new Store();
  const find = <T>(rows: Map<string, T>) => ({
    find: (id: string) => {
      const row = rows.get(id);
      return Promise.resolve(row === undefined ? null : { ...row, createdDatetime: from, updatedDatetime: from });
    },
  });
  const seeded = (size = options) =>
    isSeeded({ users: find(store.users), products: find(store.products) }, { ...size, seed: String(size.seed) });
  assertEquals(await seeded(), false);
  // Interrupted before the last batch of products.
  store.callsUntilOutage = 4;
  await assertRejects(() => seedSimulation({ store }, options), Outage);
  assertEquals(await seeded(), false);
  store.callsUntilOutage = Infinity;
  await seedSimulation({ store }, options);
  assertEquals(await seeded(), true);
  store.users.delete("U-7-000001");
  assertEquals(await seeded(), true, "a member that was removed since does not matter");
  assertEquals(await seeded({ ...options, users: 2_301 }), false);
});
