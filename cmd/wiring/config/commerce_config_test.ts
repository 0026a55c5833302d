import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { scenarioFlag } from "./commerce_config.ts";
import { WrongSettings } from "./settings.ts";

Deno.test("scenarioFlag takes names separated by commas", () => {
  assertEquals(scenarioFlag("black-friday, coupon"), ["black-friday", "coupon"]);
  assertEquals(scenarioFlag(undefined), []);
});

Deno.test("scenarioFlag names what nobody knows and what there is", () => {
  const error = assertThrows(() => scenarioFlag("coupon,blackfriday"), WrongSettings);
  assertStringIncludes((error as Error).message, '--scenario is "blackfriday": expected some of payday, seollal');
});
