import { assertEquals } from "@std/assert";
import { refuse, toldMarketplace } from "../../../testing/ports/two_market_accounts.ts";
import { placeRound } from "../place_round.ts";

const signal = new AbortController().signal;

const MOVED = { name: "이바다", phone: "010", postcode: "1", address: "부산" };

Deno.test("placeRound has each order acknowledged, and orders to the address that stands after it", async () => {
  const { round, addresses, told, kept } = await toldMarketplace(() =>
    Promise.resolve({ outcome: "acknowledged", receiver: MOVED, quantity: 2 })
  );
  assertEquals((await placeRound(round, { signal })).placed, 2);
  assertEquals([addresses, told.toSorted()], [["부산", "부산"], ["O-1", "O-2"]]);
  assertEquals(await kept(), [["ORDERED", null, "부산"], ["ORDERED", null, "부산"]]);
});

Deno.test("placeRound orders nothing that its marketplace does not let be prepared, or of which less is left", async () => {
  const { round, addresses, kept } = await toldMarketplace(({ externalOrderId }) =>
    Promise.resolve(
      externalOrderId === "O-1"
        ? { outcome: "refused", reason: "취소 중" }
        : { outcome: "acknowledged", receiver: MOVED, quantity: 1 },
    )
  );
  assertEquals((await placeRound(round, { signal })).refused, 2);
  assertEquals(addresses, []);
  assertEquals((await kept()).map(([status, problem]) => `${status}: ${problem}`).toSorted(), [
    "UNFULFILLABLE: 2 were ordered, and 1 are left of it",
    "UNFULFILLABLE: its marketplace: 취소 중",
  ]);
});

Deno.test("placeRound leaves orders of a marketplace that can't be asked for the next round", async () => {
  let isAway = true;
  const { round, addresses, told, kept } = await toldMarketplace(() =>
    isAway ? refuse() : Promise.resolve({ outcome: "acknowledged", receiver: MOVED, quantity: 2 })
  );
  const { closed } = await placeRound(round, { signal });
  assertEquals([closed.length, told.length, addresses.length], [1, 1, 0]);
  assertEquals((await kept()).map(([status]) => status), ["PAID", "PAID"]);
  isAway = false;
  assertEquals((await placeRound(round, { signal })).placed, 2);
});
