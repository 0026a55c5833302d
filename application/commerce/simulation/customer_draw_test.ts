import { assert, assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { Outage } from "../../shared/fault.ts";
import { CustomerDraw } from "./customer_draw.ts";

const start = new Date("2026-03-02T03:00:00Z");
const random = seededRandom("shoppers");
const user = makeUser({ id: "U-1", now: start, random });
const product = makeProduct({ id: "P-1", now: start, random });

function arrange() {
  const world = {
    now: start.getTime(),
    reads: 0,
    users: [user] as User[],
    products: [product] as Product[],
    away: false,
  };
  const pools = {
    users: () => {
      world.reads++;
      return world.away ? Promise.reject(new Outage("cache", "away")) : Promise.resolve(world.users);
    },
    products: () => Promise.resolve(world.products),
  };
  const customers = new CustomerDraw({ pools, clock: () => new Date(world.now) }, { refreshMs: 5_000 });
  return { world, customers };
}

Deno.test("CustomerDraw reads the pools once for many carts and again when they are due", async () => {
  const { world, customers } = arrange();
  const first = await customers.prepared();
  for (let i = 0; i < 100; i++) assertStrictEquals(await customers.prepared(), first);
  world.now += 4_999;
  await customers.prepared();
  assertEquals(world.reads, 1);
  world.now += 1;
  assert(await customers.prepared() !== first);
  assertEquals(world.reads, 2);
});

Deno.test("CustomerDraw reads once for concurrent callers", async () => {
  const { world, customers } = arrange();
  await Promise.all(Array.from({ length: 20 }, () => customers.prepared()));
  assertEquals(world.reads, 1);
});

Deno.test("CustomerDraw is empty without users and without anything on sale, and reads again soon", async () => {
  const { world, customers } = arrange();
  world.products = [{ ...product, stock: 0 }];
  assertEquals(await customers.prepared(), "empty_pool");
  world.products = [product];
  assertEquals(await customers.prepared(), "empty_pool");
  world.now += 500;
  assert(await customers.prepared() !== "empty_pool");
  world.users = [];
  world.now += 5_000;
  assertEquals(await customers.prepared(), "empty_pool");
});

Deno.test("CustomerDraw throws the outage of a due reading and retries for the next caller", async () => {
  const { world, customers } = arrange();
  world.away = true;
  await assertRejects(() => customers.prepared(), Outage);
  world.away = false;
  assert(await customers.prepared() !== "empty_pool");
});
