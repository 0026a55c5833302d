import { assertEquals } from "@std/assert";
import { supplierOrderIdSchema } from "../../../domain/sourcing/ids.ts";
import { toldMarketplace } from "../../../testing/ports/two_market_accounts.ts";
import { placeRound } from "../place_round.ts";

const signal = new AbortController().signal;

Deno.test("placeRound reports each tracking number once, and shows why one was refused", async () => {
  const { round, told } = await toldMarketplace(() => Promise.resolve({ outcome: "refused", reason: "no" }));
  const noted: (string | null)[] = [];
  const due = ["1", "2"].map((trackingNumber) => ({
    ...{ externalOrderId: "O", externalLineId: "L", carrier: "CJ", trackingNumber },
    supplierOrderId: supplierOrderIdSchema.parse(crypto.randomUUID()),
  }));
  const shipments = {
    writes: "market" as const,
    due: (account: string) => Promise.resolve(account === round.good.id ? due : []),
    note: (_: string, problem: string | null) => Promise.resolve(void noted.push(problem)),
  };
  const report = await placeRound({ ...round, shipments }, { signal });
  assertEquals(report.shipments, { reported: 1, refused: 1 });
  assertEquals(told.filter((each) => /^\d$/.test(each)), ["1", "2"]);
  assertEquals(noted, [null, "Cannot report the shipment: no"]);
});
