import { assert, assertEquals } from "@std/assert";
import { ROOT } from "../test/run_child.ts";
import { propertyTests } from "./property_tests.ts";
import { runProperties } from "./run_properties.ts";

const PROJECT = ROOT.replace(/\/$/, "");
const signal = new AbortController().signal;

Deno.test("propertyTests finds files that use fast-check themselves or through others, and none that needs an engine", async () => {
  const { fast, rest } = await propertyTests(PROJECT);
  assert(fast.includes("domain/shared/random_test.ts"));
  // Imports fast-check only through testing/fixtures/parser_contract.ts.
  assert([...fast, ...rest].some((file) => !/from "fast-check"/.test(Deno.readTextFileSync(`${PROJECT}/${file}`))));
  assert([...fast, ...rest].every((file) => !file.includes("_integration_test") && !file.includes("_component_test")));
});

Deno.test("runProperties runs each round with its own seed, and names the one that failed", async () => {
  const root = await Deno.makeTempDir();
  try {
    const property = (bound: number) => `
      import fc from "fast-check";
      Deno.test("small", () => fc.assert(fc.property(fc.nat({ max: 1_000_000 }), (n) => n < ${bound})));`;
    await Deno.writeTextFile(`${root}/good_test.ts`, property(1_000_001));
    // Fails with about one seed in four.
    await Deno.writeTextFile(
      `${root}/bad_test.ts`,
      `import fc from "fast-check"; Deno.test("even", () => { if (fc.sample(fc.nat(), 1)[0]! % 4 === 3) throw 1; });`,
    );
    let seed = 0;
    let now = 0;
    const said: string[] = [];
    const options = {
      nextSeed: () => ++seed,
      say: (line: string) => said.push(line),
      clock: () => now += 1_000,
      run: { signal, root, output: "none" as const },
    };
    const good = await runProperties({ fast: ["good_test.ts"], rest: [] }, { ...options, minutes: 0.1 });
    assert(good.ok && good.rounds > 1 && good.failedSeed === null);
    assertEquals(said.slice(0, 2), ["round 1, seed 1", "round 2, seed 2"]);
    const bad = await runProperties({ fast: ["good_test.ts"], rest: ["bad_test.ts"] }, { ...options, minutes: 5 });
    assertEquals([bad.ok, bad.failedSeed], [false, seed]);
    const again = await runProperties({ fast: [], rest: ["bad_test.ts"] }, {
      ...options,
      nextSeed: () => bad.failedSeed!,
      minutes: 0,
    });
    assertEquals([again.ok, again.rounds, again.failedSeed], [false, 1, bad.failedSeed]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
