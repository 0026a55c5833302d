import { assertEquals, assertRejects } from "@std/assert";
import type { CustomerId } from "../../domain/identity/customer.ts";
import { Outage } from "../shared/fault.ts";
import { memorySpellings } from "../../testing/memory/identity/customer_spellings.ts";
import { eraseCustomer, type EraseCustomerDeps } from "./erase_customer.ts";

const CUSTOMER = "cust123" as CustomerId;
const AT = new Date("2026-03-02T12:00:00Z");
const PLACES = ["Postgres", "Redis", "DynamoDB", "Archive", "Kafka"];

/** Stores with data of a customer; the program fails before step `dies`. */
function arrange() {
  const held = new Map(PLACES.map((place, nth) => [place, nth + 1]));
  let erasedAt: Date | undefined;
  const state = { dies: Infinity };
  const take = (place: string) => {
    if (PLACES.indexOf(place) >= state.dies) return Promise.reject(new Outage(place, "away"));
    const records = held.get(place)!;
    held.set(place, 0);
    return Promise.resolve([{ place, records }]);
  };
  const deps: EraseCustomerDeps = {
    spellings: memorySpellings(),
    register: {
      name: "Postgres",
      begin: async (_, at) => ({ found: await take("Postgres"), erasedAt: erasedAt ??= at }),
    },
    stores: PLACES.slice(1).map((name) => ({ name, erase: () => take(name) })),
    digestOf: () => "digest",
  };
  return { deps, held, state };
}

Deno.test("eraseCustomer certifies what was found in every store, and finds nothing on the second call", async () => {
  const { deps } = arrange();
  const first = await eraseCustomer(deps, CUSTOMER, AT);
  assertEquals(first, {
    customerDigest: "digest",
    erasedAt: AT,
    asOf: AT,
    records: 15,
    stores: PLACES.map((store, nth) => ({ store, found: [{ place: store, records: nth + 1 }] })),
  });
  const later = new Date(AT.getTime() + 1);
  const second = await eraseCustomer(deps, CUSTOMER, later);
  assertEquals([second.records, second.erasedAt, second.asOf], [0, AT, later]);
});

Deno.test("eraseCustomer is completed by the next call after a crash between any two stores", async () => {
  for (const [dies] of PLACES.entries()) {
    const { deps, held, state } = arrange();
    state.dies = dies;
    await assertRejects(() => eraseCustomer(deps, CUSTOMER, AT), Outage);
    assertEquals([...held.values()].map((count) => count === 0), PLACES.map((_, nth) => nth < dies));
    state.dies = Infinity;
    const { records } = await eraseCustomer(deps, CUSTOMER, AT);
    assertEquals(records, PLACES.map((_, nth) => nth < dies ? 0 : nth + 1).reduce((sum, count) => sum + count));
    assertEquals(new Set(held.values()), new Set([0]));
  }
});

Deno.test("eraseCustomer excludes uncountable copies from the certificate's sum", async () => {
  const { deps } = arrange();
  const goneBy = new Date("2026-03-10T12:00:00Z");
  const log = { name: "Log", erase: () => Promise.resolve([{ place: "topic", records: null, goneBy }]) };
  const certificate = await eraseCustomer({ ...deps, stores: [log] }, CUSTOMER, AT);
  assertEquals([certificate.records, certificate.stores.at(-1)!.found], [1, [{
    place: "topic",
    records: null,
    goneBy,
  }]]);
});

Deno.test("eraseCustomer erases what is held under every spelling of the id, and certifies one person", async () => {
  const id = "김철수" as CustomerId;
  const known = memorySpellings({ [id]: ["김철수 "] });
  const begun: string[] = [];
  const erased: string[] = [];
  const deps: EraseCustomerDeps = {
    spellings: known,
    register: {
      name: "Postgres",
      begin: (customer, at) => {
        begun.push(customer);
        return Promise.resolve({ found: [{ place: "customers", records: 1 }], erasedAt: at });
      },
    },
    stores: [{
      name: "Events",
      erase: (customer) => {
        erased.push(customer);
        return Promise.resolve([{ place: "events", records: 2 }, { place: "topic", records: null }]);
      },
    }],
    digestOf: (customer) => customer,
  };
  const certificate = await eraseCustomer(deps, id, AT);
  assertEquals([begun, erased], Array(2).fill([id, "김철수 ", id.normalize("NFD")]));
  assertEquals([certificate.customerDigest, certificate.records], [id, 9]);
  assertEquals(certificate.stores, [
    { store: "Postgres", found: [{ place: "customers", records: 3 }] },
    { store: "Events", found: [{ place: "events", records: 6 }, { place: "topic", records: null }] },
  ]);
});
