import { assert, assertEquals } from "@std/assert";
import type { Stream } from "../../../domain/commerce/commerce_event.ts";
import { FallbackConsumers } from "./fallback_consumers.ts";

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

Deno.test("FallbackConsumers reads only streams without readers, each once", async () => {
  const readers: Record<Stream, number> = { users: 3, products: 0, orders: 1 };
  const reading: Stream[] = [];
  const standIn = new FallbackConsumers({
    readers: (stream) => Promise.resolve(readers[stream]),
    consume: (stream, signal) => {
      reading.push(stream);
      return untilAborted(signal);
    },
  });
  assertEquals(await standIn.cover(), ["products"]);
  readers.orders = 0;
  assertEquals(await standIn.cover(), ["orders"]);
  assertEquals(reading, ["products", "orders"]);
  await standIn.stop();
  assert(!standIn.failed.aborted);
});

Deno.test("FallbackConsumers aborts `failed` when a consumer fails", async () => {
  const fault = new Error("broken");
  const standIn = new FallbackConsumers({
    readers: () => Promise.resolve(0),
    consume: (stream, signal) => stream === "users" ? Promise.reject(fault) : untilAborted(signal),
  });
  await standIn.cover();
  await standIn.stop();
  assertEquals(standIn.failed.reason, fault);
});
