import { assert, assertEquals, assertRejects } from "@std/assert";
import { createApp } from "../adapters/http/app.ts";
import { sha256 } from "../adapters/system/sha256.ts";
import { type FakeShop, fakeShop, someOrder, someProduct, someUser } from "../testing/http/fake_shop.ts";
import { wholeDocument } from "../testing/http/whole_document.ts";
import { connect, type ConnectOptions, ProblemError, type Tillstream, valueOf } from "./mod.ts";

type Operations = Record<string, { readonly parameters?: readonly { readonly name: string }[] } | undefined>;

interface Bench {
  readonly shop: FakeShop;
  readonly sent: Request[];
  readonly waits: number[];
  /** Answers in place of the API's, from the first on; an error is thrown. */
  readonly answers: (Response | Error)[];
  connect(options?: ConnectOptions): Tillstream;
}

async function withApi(test: (bench: Bench) => Promise<void>): Promise<void> {
  const shop = fakeShop();
  const app = createApp(shop.deps, { apiKeys: [sha256("right")], rateLimit: false });
  const [sent, waits, answers]: [Request[], number[], (Response | Error)[]] = [[], [], []];
  const send = (request: Request) => {
    sent.push(request.clone());
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ? Promise.resolve(answer) : app.fetch(request, { remoteAddr: { hostname: "127.0.0.1" } });
  };
  const wait = (ms: number) => Promise.resolve(void waits.push(ms));
  try {
    const make = (options: ConnectOptions = {}) =>
      connect("http://localhost:8000", {
        key: "right",
        fetch: async (request) => await send(request),
        wait,
        ...options,
      });
    await test({ shop, sent, waits, answers, connect: make });
  } finally {
    app.close();
  }
}

Deno.test("connect has the seed's calls, which store at once and draw from the pools", () =>
  withApi(async ({ connect }) => {
    const shop = connect();
    const user = await shop.createUser({ name: "홍길동", age: 30 });
    const product = await shop.createProduct({ name: "무선 이어폰", category: "디지털/가전", price: 89_000 });
    const draft = { userId: user.userId, productId: product.productId, quantity: 1, totalAmount: 89_000 };
    const order = await shop.createOrder(draft);
    assertEquals([user.grade, order.status, order.userId], ["BRONZE", "PLACED", user.userId]);
    assertEquals(await shop.isConnected(), true);
    assertEquals([(await shop.getRandomUser())?.userId, (await shop.getRandomProduct())?.productId], [
      user.userId,
      product.productId,
    ]);
  }));

Deno.test("connect says that nothing is in the pools and that nobody answers, without throwing", () =>
  withApi(async ({ connect, answers, waits }) => {
    assertEquals([await connect().getRandomUser(), await connect().getRandomProduct()], [null, null]);
    answers.push(new TypeError("connection refused"));
    assertEquals(await connect().isConnected(), false);
    assertEquals(waits, []);
  }));

Deno.test("connect throws problems with their code, and calls by address give them as values", () =>
  withApi(async ({ connect }) => {
    const error = await assertRejects(() => connect({ key: "wrong" }).isConnected(), ProblemError);
    assertEquals([error.status, error.code], [401, "unauthorized"]);
    const answer = await connect().GET("/v1/users/{id}", { params: { path: { id: "U-none" } } });
    assertEquals(answer.error?.code, "unknown_user");
    assertEquals(
      (await assertRejects(() => Promise.resolve().then(() => valueOf(answer)), ProblemError)).code,
      "unknown_user",
    );
    assertEquals(valueOf(await connect().GET("/v1/users")).items, []);
  }));

Deno.test("connect reads a list over its pages, as far as it is wanted", () =>
  withApi(async ({ connect, shop, sent }) => {
    const [user, product] = [someUser(shop), someProduct(shop)];
    for (let nth = 0; nth < 5; nth++) someOrder(shop, user, product);
    const query = { user: user.userId, limit: 2 };
    const read: string[] = [];
    for await (const { orderId } of connect().list("/v1/orders", { query })) read.push(orderId);
    assertEquals([read, sent.length], [["O-5", "O-4", "O-3", "O-2", "O-1"], 3]);
    for await (const page of connect().pages("/v1/orders", { query })) {
      assertEquals(page.map(({ orderId }) => orderId), ["O-5", "O-4"]);
      break;
    }
    assertEquals(sent.length, 4);
  }));

Deno.test("connect repeats what failed for the moment under one Idempotency-Key, and keeps to Retry-After", () =>
  withApi(async ({ connect, shop, sent, waits, answers }) => {
    answers.push(
      new TypeError("connection reset"),
      new Response(null, { status: 503, headers: { "retry-after": "7" } }),
    );
    await connect().createUser({ name: "홍길동" });
    assertEquals(shop.users.size, 1);
    const keys = new Set(sent.map(({ headers }) => headers.get("idempotency-key")));
    assertEquals([sent.length, keys.size, keys.has(null)], [3, 1, false]);
    assert(waits[0]! <= 300 && waits[1] === 7_000, `${waits}`);
    sent.length = 0;
    await connect().POST("/v1/users", {
      body: { name: "홍길동" },
      params: { header: { "idempotency-key": "till-3-0042" } },
    });
    assertEquals(sent[0]!.headers.get("idempotency-key"), "till-3-0042");
  }));

Deno.test("connect gives up after its retries, and sends a file once", () =>
  withApi(async ({ connect, sent, answers }) => {
    const away = () => new Response("<html>", { status: 502, headers: { "content-type": "text/html" } });
    answers.push(away(), away());
    const error = await assertRejects(() => connect({ retries: 1 }).createUser({ name: "홍길동" }), ProblemError);
    assertEquals([error.status, error.code, sent.length], [502, undefined, 2]);
    answers.push(away());
    await connect().POST("/v1/imports", { body: "a,b" as never, bodySerializer: String });
    assertEquals([sent.length, sent[2]!.headers.has("idempotency-key")], [3, false]);
  }));

Deno.test("connect sends an Idempotency-Key with each POST and PATCH that takes one, and with no other", () =>
  withApi(async ({ connect, sent, answers }) => {
    const { paths } = await wholeDocument();
    const changes = Object.entries<Operations>(paths).flatMap(([path, operations]) =>
      (["post", "patch"] as const).filter((method) => operations[method]).map((method) => ({
        path: path.replace(/\{\w+\}/g, "x-1"),
        method,
        takes: operations[method]!.parameters?.some(({ name }) => name === "idempotency-key") ?? false,
      }))
    );
    for (const { path, method, takes } of changes) {
      sent.length = 0;
      answers.push(Response.json({}));
      await connect().request(method, path as never);
      assertEquals(sent[0]!.headers.has("idempotency-key"), takes, `${method} ${path}`);
    }
    assert(changes.some(({ takes }) => takes) && changes.some(({ takes }) => !takes));
  }));
