import { assert, assertEquals } from "@std/assert";
import { connect, type ItemOf, valueOf } from "../../client/mod.ts";
import { waitUntil } from "../engines/wait_until.ts";

const PRICE = 50_000;
const SLOWLY = { timeout: 60_000 };

/** What a shop's developer does first, with nothing but the client, on a running shop whose grades are updated each second. */
export async function apiJourney(base: string): Promise<void> {
  const shop = connect(base);
  // Within the half year that grades are counted over.
  const day = Temporal.Now.plainDateISO("Asia/Seoul").subtract({ days: 1 }).toString();
  const category = `여행 ${crypto.randomUUID().slice(0, 8)}`;
  assertEquals(await shop.isConnected(), true);
  const user = await shop.createUser({ name: "홍길동" });
  const product = await shop.createProduct({ name: "표", category, price: PRICE, stock: 50 });
  const draft = { userId: user.userId, productId: product.productId, quantity: 2, totalAmount: 2 * PRICE };

  const orders: string[] = [];
  for (let nth = 0; nth < 5; nth++) {
    const body = { ...draft, createdAt: `${day}T1${nth}:00:00+09:00` };
    const params = { header: { "idempotency-key": `journey-${user.userId}-${nth}` } };
    const first = await shop.POST("/v1/orders", { body, params });
    const { ids: [id] } = published(valueOf(first));
    const again = await shop.POST("/v1/orders", { body, params });
    assertEquals([valueOf(again), again.response.headers.get("idempotency-replayed")], [valueOf(first), "true"]);
    const at = new URL(first.response.headers.get("location")!, base).searchParams.get("at")!;
    await waitUntil("see the order stored", async () => {
      const order = valueOf(await shop.GET("/v1/orders/{id}", { params: { path: { id: id! }, query: { at } } }));
      assert(order.state === "pending" || order.state === "stored", order.state);
      if (order.state === "pending") return false;
      assertEquals([order.userName, order.category], [user.name, category]);
      return true;
    }, SLOWLY);
    orders.push(id!);
  }

  const query = { user: user.userId, day, status: "PLACED", limit: 2 } as const;
  const pages: (readonly ItemOf<"/v1/orders">[])[] = [];
  for await (const page of shop.pages("/v1/orders", { query })) pages.push(page);
  assertEquals([pages.flat().map(({ orderId }) => orderId), pages.length], [orders.toReversed(), 3]);

  const figures = async () => {
    const { items: [sales] } = valueOf(
      await shop.GET("/v1/commerce/daily-sales", { params: { query: { category } } }),
    );
    const { stock, orderCount } = valueOf(
      await shop.GET("/v1/products/{id}", { params: { path: { id: product.productId } } }),
    );
    const { grade, lastOrderedAt } = valueOf(
      await shop.GET("/v1/users/{id}", { params: { path: { id: user.userId } } }),
    );
    return {
      stock,
      orderCount,
      grade,
      lastOrderedAt,
      amount: sales?.amount,
      orders: sales?.orders,
      units: sales?.units,
    };
  };
  /** From the orders as they are listed. */
  const recounted = async () => {
    const counted: ItemOf<"/v1/orders">[] = [];
    for await (const order of shop.list("/v1/orders", { query: { user: user.userId } })) {
      if (order.status !== "CANCELLED") counted.push(order);
    }
    const sum = (of: (order: ItemOf<"/v1/orders">) => number) => counted.reduce((total, order) => total + of(order), 0);
    const [amount, units] = [sum(({ totalAmount }) => totalAmount), sum(({ quantity }) => quantity)];
    return {
      ...{ stock: 50 - units, orderCount: counted.length },
      grade: counted.length >= 5 && amount >= 500_000 ? "SILVER" as const : "BRONZE" as const,
      lastOrderedAt: counted[0]!.createdAt,
      ...{ amount, orders: counted.length, units },
    };
  };
  const expectRecount = async (amount: number, grade: string) => {
    await waitUntil("see the grade", async () => (await figures()).grade === grade, SLOWLY);
    assertEquals(await figures(), await recounted());
    assertEquals((await figures()).amount, amount);
  };
  await expectRecount(10 * PRICE, "SILVER");
  for (let nth = 0; nth < 2; nth++) {
    const order = valueOf(await shop.POST("/v1/orders/{id}/cancel", { params: { path: { id: orders[4]! } } }));
    assertEquals(order.status, "CANCELLED");
  }
  await expectRecount(8 * PRICE, "BRONZE");
  const cancelled: string[] = [];
  for await (const { orderId } of shop.list("/v1/orders", { query: { ...query, status: "CANCELLED" } })) {
    cancelled.push(orderId);
  }
  assertEquals(cancelled, [orders[4]]);
}

function published<T extends object>(answer: T): Extract<T, { readonly accepted: number }> {
  assert("accepted" in answer, JSON.stringify(answer));
  return answer as Extract<T, { readonly accepted: number }>;
}
