import { assertEquals } from "@std/assert";
import { detect, DRAFT, ID, NOW, OTHER, readings, withApp } from "../../../testing/http/identity_calls.ts";
import { identityShop } from "../../../testing/http/identity_shop.ts";
import { MemoryConfidenceFeedback } from "../../../testing/memory/identity/confidence_feedback.ts";
import { MemoryIdentityStore } from "../../../testing/memory/identity/identity_store.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

Deno.test("POST feedback stores where a customer truly was, by a place's name or a beacon's id, once", () => {
  const store = new MemoryIdentityStore(() => new Date(NOW));
  const feedback = new MemoryConfidenceFeedback(store);
  const shop = identityShop({ customers: store, identifications: store, history: store, feedback });
  return withApp(async (call) => {
    await call(`PUT /v1/beacons/${ID}`, { body: DRAFT });
    const table4 = { ...DRAFT, minor: 4, location: { name: "Table 4", type: "table" } };
    await call(`PUT /v1/beacons/${OTHER}`, { body: table4 });
    const { identityId } = (await detect(call, { customerId: "김철수", readings })).body;
    const [listed] = (await call(`GET /v1/customers/${encodeURIComponent("김철수")}/identities`)).body.items;
    assertEquals(listed.identityId, identityId);
    const tell = (place: unknown, id = identityId) => call(`POST /v1/identities/${id}/feedback`, { body: { place } });

    const first = await tell("Table 3");
    const place = { beaconId: ID, location: DRAFT.location };
    assertEquals([first.status, first.body], [201, { outcome: "created", identityId, right: true, place }]);
    const again = await tell(ID);
    assertEquals([again.status, again.body.outcome], [200, "unchanged"]);
    const otherwise = await tell("Table 4");
    assertEquals([otherwise.status, otherwise.body.outcome, otherwise.body.right], [200, "changed", false]);
    const [answer, ...others] = await feedback.answers("store100" as StoreId, 0, new Date(0), 9);
    assertEquals([answer!.right, others], [false, []]);

    const nowhere = await tell("Table 5");
    assertEquals([nowhere.status, nowhere.body.code, nowhere.body.places], [
      422,
      "unknown_place",
      ["Table 3", "Table 4"],
    ]);
    for (const [body, at] of [["", "place"], [3, "place"]] as const) {
      const { status, body: problem } = await tell(body);
      assertEquals([status, problem.code, problem.errors[0].at], [400, "invalid_input", at]);
    }
    for (const id of ["cust123", "mm94mtc0-Y3VzdDEyMw"]) {
      const { status, body } = await tell("Table 3", id);
      assertEquals([status, body.code], [404, "unknown_identity"], id);
    }
  }, shop);
});
