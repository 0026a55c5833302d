import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  type ConfidenceConfiguration,
  parametersOf,
  parseConfidenceParameters,
  storeWithPlan,
} from "./configuration.ts";
import { DEFAULT_CONFIDENCE } from "./parameters.ts";
import { SURVEYED } from "./surveyed.ts";

function parsed(raw: unknown): ConfidenceConfiguration {
  const result = parseConfidenceParameters(raw);
  assert(result.ok, result.ok ? "" : result.refusal.message);
  return result.value;
}

Deno.test("parseConfidenceParameters merges a store's parameters over the file's default and the program's", () => {
  const configuration = parsed({
    default: { windowSeconds: 30, byName: { halfway: -70 } },
    stores: { store100: { byName: { slope: 0.5 } } },
  });
  assertEquals(parametersOf(configuration, "store100"), {
    ...DEFAULT_CONFIDENCE,
    windowSeconds: 30,
    byName: { ...DEFAULT_CONFIDENCE.byName, halfway: -70, slope: 0.5 },
  });
  assertEquals(parametersOf(configuration, "another").byName.slope, DEFAULT_CONFIDENCE.byName.slope);
  assertEquals(parsed({}).default, DEFAULT_CONFIDENCE);
});

Deno.test("parseConfidenceParameters names each parameter that is wrong, unknown ones too", () => {
  const result = parseConfidenceParameters({
    default: { windowSeconds: 0 },
    stores: { store100: { plane: { level: { exponent: "two" } }, byNmae: {} } },
  });
  assert(!result.ok);
  for (const path of ["default.windowSeconds", "stores.store100.plane.level.exponent", "byNmae"]) {
    assertStringIncludes(result.refusal.message, path);
  }
  for (const raw of [null, 1, [], "{}", { default: 5 }, { shops: {} }]) {
    assertEquals(parseConfidenceParameters(raw).ok, false, JSON.stringify(raw));
  }
});

Deno.test("SURVEYED is valid and found by its plan", () => {
  const configuration = parsed(SURVEYED);
  const plan = new Map(Object.entries(configuration.stores.get("library")!.plan!));
  assertEquals(storeWithPlan(configuration, plan), "library");
  assertEquals(storeWithPlan(configuration, new Map([...plan].slice(1))), null);
  assertEquals(storeWithPlan(configuration, new Map([...plan, ["1", { x: 0, y: 0 }]])), null);
  assertEquals(storeWithPlan(configuration, new Map()), null);
});
