import { assertEquals } from "@std/assert";
import { MemoryCustomerEvents } from "../../memory/identity/customer_events.ts";
import type { EraseCustomerDeps } from "../../../application/identity/erase_customer.ts";
import { withApp } from "../../../testing/http/call.ts";
import { identityShop } from "../../../testing/http/identity_shop.ts";
import { memorySpellings } from "../../../testing/memory/identity/customer_spellings.ts";
import { identified } from "../../../testing/ports/events.ts";

const spellings = memorySpellings();
const NOBODY: EraseCustomerDeps = {
  spellings,
  register: { name: "none", begin: (_, erasedAt) => Promise.resolve({ erasedAt, found: [] }) },
  stores: [],
  digestOf: (customer) => customer,
};

Deno.test("GET events?at= returns the events of one moment, written with and without milliseconds or an offset", async () => {
  const events = new MemoryCustomerEvents();
  await events.record([
    identified("kim", "2026-03-02T12:00:00.000Z"),
    identified("lee", "2026-03-02T12:00:00.000Z"),
    identified("kim", "2026-03-02T12:00:00.001Z"),
  ]);
  await withApp(
    async (call) => {
      for (const at of ["2026-03-02T12:00:00Z", "2026-03-02T12:00:00.000Z", "2026-03-02T21:00:00%2B09:00"]) {
        const { status, body } = await call(`GET /v1/events?at=${at}`);
        assertEquals([status, body.events.map(({ customerId }: { customerId: string }) => customerId), body.cursor], [
          200,
          ["kim", "lee"],
          null,
        ]);
      }
      const first = await call("GET /v1/events?at=2026-03-02T12:00:00Z&limit=1");
      const second = await call(`GET /v1/events?at=2026-03-02T12:00:00Z&limit=1&cursor=${first.body.cursor}`);
      assertEquals([second.body.events[0].customerId, second.body.cursor], ["lee", null]);
      for (const query of ["at=noon", "at=2026-03-02T12:00:00Z&from=2026-03-01T00:00:00Z"]) {
        assertEquals((await call(`GET /v1/events?${query}`)).body.code, "invalid_input", query);
      }
      const other = await call(`GET /v1/events?at=2026-03-02T12:00:01Z&cursor=${first.body.cursor}`);
      assertEquals(other.body.code, "wrong_cursor");
    },
    {},
    identityShop({ recorded: { events, spellings, erasure: NOBODY } }),
  );
});

Deno.test("GET customers' events finds what was recorded under another spelling, and shows the one id", async () => {
  const events = new MemoryCustomerEvents();
  const name = "김철수";
  // As an earlier version recorded it.
  const decomposed = identified("x", "2026-03-02T11:00:00.000Z");
  await events.record([
    { ...decomposed, identity: { ...decomposed.identity, customerId: name.normalize("NFD") as never } },
    identified(name, "2026-03-02T10:00:00.000Z"),
  ]);
  await withApp(
    async (call) => {
      for (const spelling of [name, name.normalize("NFD"), ` ${name} `]) {
        const { body } = await call(`GET /v1/customers/${encodeURIComponent(spelling)}/events`);
        assertEquals(body.events.map(({ customerId }: { customerId: string }) => customerId), [name, name]);
      }
    },
    {},
    identityShop({ recorded: { events, spellings, erasure: NOBODY } }),
  );
});
