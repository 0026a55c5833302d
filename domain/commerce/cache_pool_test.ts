import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { productQuota, topUp, userQuota } from "./cache_pool.ts";

Deno.test("userQuota and productQuota share 1,000 like the seed", () => {
  assertEquals(userQuota(1_000), { established: 600, fresh: 400 });
  assertEquals(productQuota(1_000), { established: 700, fresh: 300 });
});

Deno.test("quotas add up to the pool for every size", () => {
  fc.assert(fc.property(fc.nat(100_000), (size) => {
    for (const { established, fresh } of [userQuota(size), productQuota(size)]) {
      assertEquals(established + fresh, size);
      assert(established >= 0 && fresh >= 0);
    }
  }));
});

Deno.test("topUp asks for more of the kind that was not short", () => {
  const wanted = { established: 600, fresh: 400 };
  assertEquals(topUp(wanted, { established: 600, fresh: 150 }), { established: 250, fresh: 0 });
  assertEquals(topUp(wanted, { established: 20, fresh: 400 }), { established: 0, fresh: 580 });
  assertEquals(topUp(wanted, wanted), { established: 0, fresh: 0 });
  assertEquals(topUp(wanted, { established: 20, fresh: 10 }), { established: 0, fresh: 0 });
});

Deno.test("topUp never asks for more than the pool has room for", () => {
  const arbitrary = fc.record({ size: fc.nat(2_000), buyers: fc.nat(2_000), newcomers: fc.nat(2_000) });
  fc.assert(fc.property(arbitrary, ({ size, buyers, newcomers }) => {
    const wanted = userQuota(size);
    const got = { established: Math.min(buyers, wanted.established), fresh: Math.min(newcomers, wanted.fresh) };
    const more = topUp(wanted, got);
    assert(got.established + got.fresh + more.established + more.fresh <= size);
    assert(more.established === 0 || more.fresh === 0);
  }));
});
