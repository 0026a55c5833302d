import { assertEquals } from "@std/assert";
import { MemoryLog } from "../../adapters/memory/core/log.ts";
import { peekLog } from "./peek_log.ts";

async function logWith(keys: readonly string[]) {
  let ms = 0;
  const log = new MemoryLog({ now: () => new Date(ms++) });
  for (const key of keys) await log.append("orders", [{ key, value: null, headers: {} }]);
  return { scanner: log, inspector: log };
}

const keysOf = (records: readonly { readonly key: string | null }[]) => records.map(({ key }) => key);
const KEYS = Array.from({ length: 50 }, (_, nth) => `U-${nth}`);

Deno.test("peekLog returns the newest records of all partitions, the newest last", async () => {
  const log = await logWith(KEYS);
  assertEquals(keysOf(await peekLog(log, { topic: "orders", limit: 5 })), KEYS.slice(-5));
});

Deno.test("peekLog from the beginning returns the requested number", async () => {
  const log = await logWith(KEYS);
  const records = await peekLog(log, { topic: "orders", limit: 5, fromBeginning: true });
  assertEquals(records.length, 5);
  assertEquals(records[0]?.offset, 0);
});

Deno.test("peekLog returns all of a short topic and nothing of an unknown one", async () => {
  const log = await logWith(["U-1", "U-2"]);
  assertEquals(keysOf(await peekLog(log, { topic: "orders", limit: 10 })), ["U-1", "U-2"]);
  assertEquals(await peekLog(log, { topic: "nothing", limit: 10 }), []);
});
