import { assertEquals } from "@std/assert";
import { lastSightingsContract } from "../../../application/identity/ports/last_sightings_contract.ts";
import { customerId, sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import { MemoryLastSightings } from "./last_sightings.ts";

lastSightingsContract("memory", (work) => work(new MemoryLastSightings(() => 0)));

Deno.test("MemoryLastSightings expires an entry after an hour, and accepts a forgotten customer after five minutes", async () => {
  let now = 0;
  const sightings = new MemoryLastSightings(() => now);
  const identity = sampleIdentity("one");
  const erased = sampleIdentity("erased");
  await sightings.show(identity);
  await sightings.forget(erased.customerId);
  now = 299_999;
  await sightings.show(erased);
  assertEquals(await sightings.of(erased.customerId), null);
  now = 300_000;
  await sightings.show(erased);
  assertEquals(await sightings.of(erased.customerId), erased);
  now = 3_599_999;
  assertEquals(await sightings.of(customerId("one")), identity);
  now = 3_600_000;
  assertEquals(await sightings.of(customerId("one")), null);
});
