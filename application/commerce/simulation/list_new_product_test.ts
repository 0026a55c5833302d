import { assertEquals } from "@std/assert";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { listNewProduct } from "./list_new_product.ts";

Deno.test("listNewProduct publishes one product without orders", async () => {
  const published: CommerceEvent[] = [];
  const now = new Date("2026-03-02T03:00:00Z");
  const product = await listNewProduct({
    events: {
      publish: (events) => {
        published.push(...events);
        return Promise.resolve([]);
      },
    },
    clock: () => now,
    newId: () => "1",
    random: seededRandom(1),
  });
  assertEquals(published, [{ type: "product.listed", product }]);
  assertEquals([product.productId as string, product.createdAt, product.orderCount], ["P-1", now, 0]);
});
