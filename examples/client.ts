// A member, a product and an order, followed from the log to the books and cancelled again:
//   deno run --allow-net examples/client.ts [http://localhost:8000] [key]
import { connect, ProblemError, valueOf } from "../client/mod.ts";

const [base = "http://localhost:8000", key] = Deno.args;
const shop = connect(base, key === undefined ? {} : { key });

console.log("connected:", await shop.isConnected());
const user = await shop.createUser({ name: "홍길동", age: 30 });
const product = await shop.createProduct({ name: "무선 이어폰", category: "디지털/가전", price: 89_000, stock: 40 });
console.log("in the pool:", (await shop.getRandomUser())?.name, "and", (await shop.getRandomProduct())?.name);

// Through the log, as a till sends it: the answer says where to look.
const sent = await shop.POST("/v1/orders", {
  body: { userId: user.userId, productId: product.productId, quantity: 2, totalAmount: 178_000 },
});
const location = new URL(valueOf(sent) && sent.response.headers.get("location")!, base);
const params = {
  path: { id: location.pathname.split("/").at(-1)! },
  query: { at: location.searchParams.get("at")! },
};
let order = valueOf(await shop.GET("/v1/orders/{id}", { params }));
while (order.state === "pending") {
  await new Promise((resolve) => setTimeout(resolve, 200));
  order = valueOf(await shop.GET("/v1/orders/{id}", { params }));
}
console.log("the order is", order.state);

for await (const { quantity, totalAmount } of shop.list("/v1/orders", { query: { user: user.userId } })) {
  console.log("listed:", quantity, "for", totalAmount);
}
const cancelled = valueOf(await shop.POST("/v1/orders/{id}/cancel", { params: { path: params.path } }));
console.log("now it is", cancelled.status);

try {
  await shop.createOrder({ userId: "U-none", productId: product.productId, quantity: 1, totalAmount: 89_000 });
} catch (error) {
  if (!(error instanceof ProblemError)) throw error;
  console.log("refused:", error.code);
}
