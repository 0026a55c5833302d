import { assertEquals } from "@std/assert";
import { PROPERTY_SEED, runTests, type TestRun } from "./run_tests.ts";

async function counted(contents: Record<string, string>, options: Partial<TestRun> = {}) {
  const root = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(contents)) await Deno.writeTextFile(`${root}/${name}`, text);
    const run = { title: "a run", files: Object.keys(contents), permitted: false, output: "none" as const, root };
    const { passed, failed } = await runTests({ ...run, signal: new AbortController().signal, ...options });
    return { passed, failed };
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const GOOD = `Deno.test("good", () => {});`;

Deno.test("runTests counts what passes and what fails", async () => {
  const bad = `Deno.test("bad", () => { throw new Error("on purpose"); });`;
  assertEquals(await counted({ "a_test.ts": GOOD + bad, "b_test.ts": GOOD }), { passed: 2, failed: 1 });
});

Deno.test("runTests counts a file that can't be loaded as failed", async () => {
  assertEquals(await counted({ "a_test.ts": GOOD, "b_test.ts": `throw new Error("on purpose");` }), {
    passed: 1,
    failed: 1,
  });
});

Deno.test("runTests counts a file without a test as failed", async () => {
  assertEquals(await counted({ "a_test.ts": GOOD, "b_test.ts": "export {};" }), { passed: 1, failed: 1 });
});

Deno.test("runTests without permissions fails a test that reads a file", async () => {
  const reading = `Deno.test("reads", () => Deno.readTextFile("/etc/hosts"));`;
  assertEquals(await counted({ "a_test.ts": reading }), { passed: 0, failed: 1 });
});

Deno.test("runTests counts nothing when no name matches the filter", async () => {
  assertEquals(await counted({ "a_test.ts": GOOD }, { filter: "another name" }), { passed: 0, failed: 0 });
});

Deno.test("runTests counts every file as failed when the runner dies", async () => {
  const deadly = `Deno.test("dies", () => Deno.kill(Deno.pid, "SIGKILL"));`;
  assertEquals(await counted({ "a_test.ts": deadly, "b_test.ts": GOOD }, { permitted: true }), {
    passed: 0,
    failed: 2,
  });
});

Deno.test("runTests stops at an abort, and reports what had run", async () => {
  const slow = `Deno.test("slow", () => new Promise((resolve) => setTimeout(resolve, 60_000)));`;
  const signal = AbortSignal.timeout(500);
  assertEquals(await counted({ "a_test.ts": GOOD + slow, "b_test.ts": GOOD }, { signal }), { passed: 1, failed: 1 });
});

Deno.test("runTests runs properties with the same values each time, with permissions and without, and others for another seed", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const drawn = (body: string) => `
      import fc from "fast-check";
      Deno.test("draws", () => {
        const values: string[] = [];
        fc.assert(fc.property(fc.string(), fc.nat(), (text, n) => void values.push(text + n)));
        const drawn = JSON.stringify(values);
        ${body}
      });`;
    const write = drawn(`Deno.writeTextFileSync(${JSON.stringify(`${folder}/drawn`)}, drawn);`);
    assertEquals(await counted({ "a_test.ts": write }, { permitted: true }), { passed: 1, failed: 0 });
    const expected = await Deno.readTextFile(`${folder}/drawn`);
    const compare = {
      "a_test.ts": drawn(`if (drawn !== ${JSON.stringify(expected)}) throw new Error("other values");`),
    };
    assertEquals(await counted(compare), { passed: 1, failed: 0 });
    assertEquals(await counted(compare, { permitted: true, seed: PROPERTY_SEED }), { passed: 1, failed: 0 });
    assertEquals(await counted(compare, { seed: PROPERTY_SEED + 1 }), { passed: 0, failed: 1 });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
