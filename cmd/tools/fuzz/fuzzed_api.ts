import { createHash, randomBytes } from "node:crypto";
import { temporarySourcing } from "../../../testing/engines/temporary_sourcing.ts";
import { createInstallation, type Engines } from "../../../testing/engines/installation.ts";
import { RunningProcess } from "../../../testing/engines/running_process.ts";

/** More calls than a run makes, so that the rate limit is never reached. */
const CALLS_PER_MINUTE = "10000000";

const TROUBLE = /"level":"(error|fatal)"|"code":"unavailable"/;

/** An API process with a key, on its own databases, topics, keys and table, which are dropped with it. */
export interface FuzzedApi extends AsyncDisposable {
  readonly base: string;
  readonly key: string;
  readonly process: RunningProcess;
  readonly env: Readonly<Record<string, string>>;
  /** Logged errors and engine outages, which answers don't show. */
  readonly errors: readonly string[];
}

export async function startFuzzedApi(engines: Required<Engines>): Promise<FuzzedApi> {
  await using closing = new AsyncDisposableStack();
  const { env } = closing.use(await createInstallation("fuzz", engines));
  const sourcing = closing.use(await temporarySourcing({ server: engines.postgresUrl }));
  const key = randomBytes(24).toString("base64url");
  const errors: string[] = [];
  const process = closing.use(
    await RunningProcess.start("api", {
      env: {
        ...env,
        SOURCE_DATABASE_URL: sourcing.env.SOURCE_DATABASE_URL!,
        DROPSHIP_DATABASE_URL: sourcing.env.DROPSHIP_DATABASE_URL!,
        MARKET_DATABASE_URL: sourcing.env.MARKET_DATABASE_URL!,
        API_KEYS: createHash("sha256").update(key).digest("hex"),
        RATE_LIMIT_PER_MINUTE: CALLS_PER_MINUTE,
        ERASURE_KEY: randomBytes(32).toString("hex"),
      },
      onLine: (line) => void (TROUBLE.test(line) && errors.push(line)),
    }),
  );
  const base = (await process.line(/API and page at (http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  await stockUp(base, key);
  const kept = closing.move();
  return { base, key, process, env, errors, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

const BEACON = "550e8400-e29b-41d4-a716-446655440000";

async function stockUp(base: string, key: string): Promise<void> {
  const send = async (method: string, path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const response = await fetch(`${base}${path}`, { method, headers, body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`Cannot stock up: ${method} ${path} answered ${response.status} ${text}`);
  };
  const userId = "U-0198c6a2";
  const productId = "P-0198c6a2";
  const orderId = "O-0198c6a2";
  await send("POST", "/v1/users?direct=true", { userId, name: "홍길동", age: 30 });
  await send("POST", "/v1/products?direct=true", { productId, name: "무선 이어폰", category: "가전", price: 89_000 });
  await send("POST", "/v1/orders?direct=true", { orderId, userId, productId, quantity: 1, totalAmount: 89_000 });
  await send("PUT", `/v1/beacons/${BEACON}`, {
    storeId: "store100",
    major: 100,
    minor: 3,
    location: { name: "Table 3", type: "table" },
  });
}
