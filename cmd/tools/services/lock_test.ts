import { assert, assertEquals, assertFalse } from "@std/assert";
import { inUse, useEngines, withLock } from "./lock.ts";

async function inDirectory(body: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await body(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("withLock lets one in at a time, and says when it has to wait", () =>
  inDirectory(async (directory) => {
    const said: string[] = [];
    let inside = 0;
    let most = 0;
    await Promise.all(Array.from({ length: 4 }, () =>
      withLock(directory, (line) => said.push(line), async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside--;
      })));
    assertEquals(most, 1);
    assertEquals(said.length, 3);
  }));

Deno.test("withLock releases the lock when the body throws", () =>
  inDirectory(async (directory) => {
    await withLock(directory, () => {}, () => Promise.reject(new Error("on purpose"))).catch(() => {});
    assertEquals(await withLock(directory, () => {}, () => Promise.resolve("in")), "in");
  }));

Deno.test("inUse holds while anybody uses the engines", () =>
  inDirectory(async (directory) => {
    assertFalse(await inUse(directory));
    const first = await useEngines(directory);
    const second = await useEngines(directory);
    assert(await inUse(directory));
    first[Symbol.dispose]();
    assert(await inUse(directory));
    second[Symbol.dispose]();
    assertFalse(await inUse(directory));
  }));
