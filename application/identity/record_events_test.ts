import { assertEquals, assertRejects } from "@std/assert";
import { MemoryCustomerEvents } from "../../adapters/memory/identity/customer_events.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { customerIdentitySchema } from "../../domain/identity/customer_identity.ts";
import type { DeadLetter } from "../shared/dead_letter_record.ts";
import { Outage } from "../shared/fault.ts";
import { recordEvents } from "./record_events.ts";

const SPAN = { from: new Date("2026-03-02T00:00:00Z"), to: new Date("2026-03-03T00:00:00Z") };
const AT = { group: "g", topic: "t", partition: 0 };

function identified(customerId: string, minute: number): CustomerIdentified {
  const detectedAt = new Date(SPAN.from.getTime() + minute * 60_000);
  const identity = customerIdentitySchema.parse({
    customerId,
    beaconId: "550e8400-e29b-41d4-a716-446655440000",
    storeId: "store100",
    location: { name: "Table 3", type: "table" },
    confidence: 0.9,
    detectedAt,
  });
  return { type: "customer.identified", eventId: `${customerId}/${minute}`, identity };
}

function arrange() {
  const record = new MemoryCustomerEvents();
  const erased = new Set<string>();
  const state = { next: 0, letters: [] as DeadLetter[], fails: new Set<string>(), asked: () => {}, recorded: false };
  const step = <T>(name: string, work: () => T | Promise<T>): Promise<T> =>
    state.fails.delete(name) ? Promise.reject(new Outage(name, "away")) : Promise.resolve().then(work);
  const door = recordEvents({
    record: {
      record: (events) => step("record", () => (state.recorded = true, record.record(events))),
      remove: (keys) => step("remove", () => record.remove(keys)),
      removeAll: (customer) => record.removeAll(customer),
    },
    erased: {
      amongst: (events) =>
        step(state.recorded ? "erased after" : "erased", () => {
          const found = events.filter(({ identity }) => erased.has(identity.customerId));
          state.asked();
          return found;
        }),
    },
    positions: {
      position: () => step("position", () => ({ next: state.next, logId: null })),
      move: ({ from, to }, dead) =>
        step("move", () => {
          if (from !== state.next) return "fenced";
          state.next = to;
          state.letters.push(...dead);
          return "moved";
        }),
    },
  });
  const accept = (from: number, events: readonly CustomerIdentified[]) => {
    state.recorded = false;
    return door.accept({ ...AT, from, to: from + events.length, lastRecordAt: null }, events, []);
  };
  const stored = async () => {
    const page = await record.between(SPAN, 100);
    return page === "wrong_cursor" ? [] : page.events.map(({ eventId }) => eventId).sort();
  };
  return { accept, stored, state, erased };
}

const EVENTS = [identified("a", 1), identified("b", 2), identified("a", 3)];
const IDS = EVENTS.map(({ eventId }) => eventId).sort();

Deno.test("recordEvents records events and moves the position; a late reader is fenced and records nothing", async () => {
  const { accept, stored, state } = arrange();
  assertEquals(await accept(0, EVENTS), { stored: 3, refused: 0 });
  assertEquals([await stored(), state.next], [IDS, 3]);
  assertEquals(await accept(0, [identified("late", 9)]), "fenced");
  assertEquals(await stored(), IDS);
});

Deno.test("recordEvents loses and duplicates nothing when it is repeated after a failure at any step", async () => {
  for (const fails of ["position", "erased", "record", "move"]) {
    const { accept, stored, state } = arrange();
    state.fails.add(fails);
    await assertRejects(() => accept(0, EVENTS), Outage);
    assertEquals(state.next, 0, fails);
    assertEquals(await accept(0, EVENTS), { stored: 3, refused: 0 });
    assertEquals([await stored(), state.next], [IDS, 3], fails);
  }
});

Deno.test("recordEvents refuses events of erased customers, and removes those erased during the write", async () => {
  const { accept, stored, state, erased } = arrange();
  erased.add("a");
  assertEquals(await accept(0, EVENTS), { stored: 1, refused: 2 });
  assertEquals(await stored(), ["b/2"]);

  state.asked = () => erased.add("c");
  assertEquals(await accept(3, [identified("c", 4), identified("d", 5)]), { stored: 1, refused: 1 });
  assertEquals(await stored(), ["b/2", "d/5"]);
  state.fails.add("remove");
  state.asked = () => erased.add("e");
  await assertRejects(() => accept(5, [identified("e", 6)]), Outage);
  assertEquals(await accept(5, [identified("e", 6)]), { stored: 0, refused: 1 });
});

Deno.test("recordEvents removes what an attempt that was cut short has recorded of somebody erased since", async () => {
  const events = [identified("a", 1), identified("b", 2)];
  const { accept, stored, state, erased } = arrange();
  // The look into the register after recording, and all repetitions, fail until another member has the partition.
  state.fails.add("erased after");
  await assertRejects(() => accept(0, events), Outage);
  erased.add("a");
  assertEquals(await accept(0, events), { stored: 1, refused: 1 });
  assertEquals(await stored(), ["b/2"]);

  erased.add("b");
  state.next = 7;
  assertEquals(await accept(0, events), "fenced");
  assertEquals(await stored(), []);
});
