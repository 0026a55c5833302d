import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../../../shared/random.ts";
import { makeCart } from "../cart.ts";
import { makeProduct } from "../make_product.ts";
import { makeUser } from "../make_user.ts";
import { DEFAULT_POLICIES, propensity } from "../../propensity.ts";
import { seoulTime } from "../../seoul_time.ts";
import { Shelves } from "../shelves.ts";
import { conditionsOf, ORDINARY, scenariosAt } from "./conditions.ts";
import { scenarioNamed } from "./scenarios.ts";

const now = new Date("2026-06-17T03:00:00Z");
const random = seededRandom("conditions");
const user = { ...makeUser({ id: "U-1", now, random }), age: 30, gender: "F" as const };
const products = Array.from({ length: 60 }, (_, index) => makeProduct({ id: `P-${index}`, now, random }));
const named = (...names: string[]) => names.map((name) => scenarioNamed(name)!);

Deno.test("conditionsOf returns the ordinary day without scenarios", () => {
  assertEquals(conditionsOf([]), ORDINARY);
  assertEquals(ORDINARY.policies, DEFAULT_POLICIES);
});

Deno.test("conditionsOf multiplies the factors of all that hold together", () => {
  const both = conditionsOf(named("influencer", "late-night"));
  assertEquals(both.scenarios, ["influencer", "late-night"]);
  assertEquals(both.cartRate, 1.2 * 1.15);
  const beauty = { ...products[0]!, category: "뷰티" };
  assertEquals(both.appeal!(beauty), 3 * 1.5);
  assertEquals(both.appeal!({ ...beauty, category: "도서" }), 1);
  const at = seoulTime(now);
  const factor = propensity(user, at, both.policies).score / propensity(user, at).score;
  assert(Math.abs(factor - 2 * 1.5) < 1e-9, `${factor}`);
});

Deno.test("conditionsOf appears in the explanation stored with an order", () => {
  const { factors } = propensity(user, seoulTime(now), conditionsOf(named("influencer")).policies);
  assertEquals(factors.at(-1), { name: "scenario_influencer", value: 2 });
});

Deno.test("conditionsOf changes a cart's prices, shipping and size", () => {
  const shelves = new Shelves(products);
  const cart = (names: string[], seed: number) => {
    const { terms } = conditionsOf(named(...names));
    const buyer = { ...user, marketingAgree: false };
    return makeCart(buyer, shelves, {
      cartId: "C",
      createdAt: now,
      selection: null,
      random: seededRandom(seed),
      terms,
    });
  };
  for (let seed = 0; seed < 100; seed++) {
    assert(cart(["free-shipping"], seed).every(({ shippingCost }) => shippingCost === 0));
    for (const { totalAmount, discountAmount } of cart(["black-friday"], seed)) {
      const gross = totalAmount + discountAmount;
      assert(Math.abs(discountAmount - gross * 0.15) <= 10, `${discountAmount} of ${gross}`);
    }
    assertEquals(
      cart([], seed),
      makeCart({ ...user, marketingAgree: false }, shelves, {
        cartId: "C",
        createdAt: now,
        selection: null,
        random: seededRandom(seed),
      }),
    );
  }
});

Deno.test("scenariosAt returns all scenarios of the calendar that hold", () => {
  // Wednesday 25 November 2026: payday, and the time of the flash sale.
  const names = scenariosAt(seoulTime(new Date("2026-11-25T20:30:00+09:00"))).map(({ name }) => name);
  assert(names.includes("payday") && names.includes("flash-sale") && !names.includes("exam-season"), `${names}`);
});
