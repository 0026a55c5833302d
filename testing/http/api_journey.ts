import { assert, assertEquals } from "@std/assert";
import { waitUntil } from "../engines/wait_until.ts";

// deno-lint-ignore no-explicit-any -- an answer is looked at field by field
type Json = any;

/** What a shop's developer does first, with nothing but the API, on a running shop. */
export async function apiJourney(base: string): Promise<void> {
  const call = async (route: string, body?: unknown, headers: Record<string, string> = {}) => {
    const [method, path] = route.split(" ") as [string, string];
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: Json = await response.json();
    assert(response.ok, `${route}: ${JSON.stringify(answer)}`);
    return { body: answer, headers: response.headers };
  };
  const day = "2020-02-02";
  const category = `여행 ${crypto.randomUUID().slice(0, 8)}`;
  const user = (await call("POST /v1/users?direct=true", { name: "홍길동" })).body;
  const product = (await call("POST /v1/products?direct=true", { name: "표", category, price: 1_000, stock: 50 })).body;
  const draft = { userId: user.userId, productId: product.productId, quantity: 2, totalAmount: 2_000 };

  const orders: string[] = [];
  for (let nth = 0; nth < 5; nth++) {
    const key = { "idempotency-key": `journey-${user.userId}-${nth}` };
    const sent = { ...draft, createdAt: `${day}T1${nth}:00:00+09:00` };
    const first = await call("POST /v1/orders", sent, key);
    const again = await call("POST /v1/orders", sent, key);
    assertEquals(again.body, first.body);
    const location = first.headers.get("location")!;
    await waitUntil("see the order stored", async () => {
      const { state } = (await call(`GET ${location}`)).body;
      assert(state === "pending" || state === "stored", state);
      return state === "stored";
    }, { timeout: 60_000 });
    orders.push(first.body.ids[0]);
  }

  const listed: string[] = [];
  let pages = 0;
  for (let cursor: string | null = ""; cursor !== null; pages++) {
    const query = `user=${user.userId}&day=${day}&status=PLACED&limit=2${cursor && `&cursor=${cursor}`}`;
    const { body } = await call(`GET /v1/orders?${query}`);
    listed.push(...body.items.map(({ orderId }: Json) => orderId));
    cursor = body.nextCursor;
  }
  assertEquals([listed, pages], [orders.toReversed(), 3]);

  const figures = async () => {
    const [sales] = (await call(`GET /v1/commerce/daily-sales?category=${encodeURIComponent(category)}`)).body.items;
    const { stock, orderCount } = (await call(`GET /v1/products/${product.productId}`)).body;
    return { stock, orderCount, orders: sales.orders, units: sales.units, amount: sales.amount };
  };
  const before = { stock: 40, orderCount: 5, orders: 5, units: 10, amount: 10_000 };
  await waitUntil("see the totals", async () => (await figures()).amount === before.amount, { timeout: 60_000 });
  assertEquals(await figures(), before);
  for (let nth = 0; nth < 2; nth++) {
    assertEquals((await call(`POST /v1/orders/${orders[4]}/cancel`)).body.status, "CANCELLED");
  }
  assertEquals(await figures(), { stock: 42, orderCount: 4, orders: 4, units: 8, amount: 8_000 });
  const { lastOrderedAt } = (await call(`GET /v1/users/${user.userId}`)).body;
  assertEquals(lastOrderedAt, new Date(`${day}T13:00:00+09:00`).toISOString());
  assertEquals((await call(`GET /v1/orders?user=${user.userId}&status=CANCELLED`)).body.items.length, 1);
}
