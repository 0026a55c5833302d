import { assertEquals, assertRejects } from "@std/assert";
import { customerEventsContract } from "../../../application/identity/ports/customer_events_contract.ts";
import { Outage } from "../../../application/shared/fault.ts";
import { FullJournal } from "../../../testing/fixtures/full_journal.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { identified } from "../../../testing/ports/events.ts";
import { MemoryCustomerEvents } from "./customer_events.ts";

customerEventsContract("memory", () => {
  const record = new MemoryCustomerEvents();
  return Promise.resolve({ events: record, record, otherwise: record, [Symbol.asyncDispose]: async () => {} });
});

async function reopened({ kept }: FullJournal): Promise<number> {
  const events = new MemoryCustomerEvents();
  events.restore(kept);
  let count = 0;
  for await (const day of events.days(new Date("2100-01-01"))) count += (await events.ofDay(day, 100)).length;
  return count;
}

Deno.test("MemoryCustomerEvents acknowledges a recording or removal only once its journal has it", async () => {
  const journal = new FullJournal();
  const events = new MemoryCustomerEvents(journal);
  journal.snapshot = () => events.lines();
  const event = identified("kept", NOON);
  for (let tries = 0; tries < 3; tries++) await assertRejects(() => events.record([event]), Outage);
  journal.isFull = false;
  await events.record([event]);
  assertEquals(await reopened(journal), 1);

  journal.isFull = true;
  const customer = event.identity.customerId;
  for (let tries = 0; tries < 3; tries++) await assertRejects(() => events.removeAll(customer), Outage);
  journal.isFull = false;
  await events.removeAll(customer);
  assertEquals(await reopened(journal), 0);
});
