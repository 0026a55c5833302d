import { assert, assertEquals, assertRejects } from "@std/assert";
import { embedderContract } from "../../application/shared/embedder_contract.ts";
import { DataRefused, Outage } from "../../application/shared/fault.ts";
import { apiError, type EmbeddingsServer, embeddingsServer } from "../../testing/network/embeddings_server.ts";
import { OpenAIEmbedder, type OpenAIEmbedderOptions } from "./embedder.ts";

async function withServer(
  work: (embedder: OpenAIEmbedder, server: EmbeddingsServer) => Promise<void>,
  options: Partial<OpenAIEmbedderOptions> = {},
): Promise<void> {
  await using server = embeddingsServer();
  const retries = { firstPauseMs: 1 };
  await work(new OpenAIEmbedder({ apiKey: "sk-test", baseUrl: server.url, ...retries, ...options }), server);
}

embedderContract("OpenAI's API", (work) => withServer((embedder) => work(embedder)));

const json = (body: unknown, status = 200) => () => Response.json(body, { status });
const list = (...embeddings: unknown[]) => json({ data: embeddings.map((embedding, index) => ({ index, embedding })) });
const later = (headers: Record<string, string> = {}) => () =>
  apiError(429, "Rate limit reached", "rate_limit_exceeded", headers);

Deno.test("OpenAIEmbedder sends the key, the model and the dimensions", () =>
  withServer(async (embedder, { calls }) => {
    await embedder.embed(["환불"]);
    const [{ authorization, model, dimensions, input, encoding_format }] = calls as [typeof calls[0]];
    assertEquals([authorization, model, dimensions], ["Bearer sk-test", "text-embedding-3-small", 1_536]);
    assertEquals([input, encoding_format], [["환불"], "base64"]);
    assertEquals([embedder.space, embedder.kind], ["text-embedding-3-small/1536", "semantic"]);
  }));

Deno.test("OpenAIEmbedder takes another service's model, and numbers where it asked for base64", async () => {
  await using server = embeddingsServer({ key: "any", model: "bge-m3", dimensions: 1_024 });
  const embedder = new OpenAIEmbedder({ apiKey: "any", baseUrl: server.url, model: "bge-m3", dimensions: 1_024 });
  server.next(null, (call) => Response.json({ data: call.input.map((_, index) => ({ index, embedding: numbers() })) }));
  assertEquals((await embedder.embed(["환불은 구매일로부터 7일 이내"]))[0]!.length, 1_024);
  assertEquals((await embedder.embed(["둘"]))[0]![1], 0.5);
  assertEquals(server.calls[0]!.dimensions, undefined);
});

function numbers(): number[] {
  return Array.from({ length: 1_024 }, (_, index) => index < 4 ? 3 : 0);
}

Deno.test("OpenAIEmbedder splits by count and by tokens, and puts the answers together in order", () =>
  withServer(async (embedder, { calls }) => {
    const short = Array.from({ length: 1_200 }, (_, n) => `짧은 글 ${n}`);
    assertEquals((await embedder.embed(short)).length, 1_200);
    assertEquals(calls.map(({ input }) => input.length).toSorted((a, b) => a - b), [176, 512, 512]);
    // About 6,000 tokens each: 49 of them are what one call carries.
    const long = Array.from({ length: 60 }, (_, n) => `${n} ${"refund ".repeat(6_000)}`);
    await embedder.embed(long);
    assertEquals(calls.slice(3).map(({ input }) => input.length).toSorted((a, b) => a - b), [11, 49]);
  }));

Deno.test("OpenAIEmbedder refuses a text that is too long before anything is sent", () =>
  withServer(async (embedder, { calls }) => {
    const error = await assertRejects(
      () => embedder.embed(["짧다", "refund ".repeat(9_000)]),
      DataRefused,
      "text 2 of 2 has 9001 tokens where 8192 are allowed",
    );
    assertEquals([error.code, calls.length], ["text_too_long", 0]);
  }));

Deno.test("OpenAIEmbedder tries again what may pass: 429, 500, 503, broken and incomplete answers", () =>
  withServer(async (embedder, server) => {
    const broken = [
      later(),
      () => apiError(500, "The server had an error", "server_error"),
      () => new Response("<html>Bad gateway</html>", { status: 502, headers: { "content-type": "text/html" } }),
      list([1, 0]),
      json({ error: null }),
    ];
    server.next(...broken);
    assertEquals((await embedder.embed(["하나", "둘"])).length, 2);
    assertEquals(server.calls.length, broken.length + 1);
  }));

for (
  const [what, answer] of Object.entries({
    "no JSON": () => new Response("{", { headers: { "content-type": "application/json" } }),
    "a wrong count": list([1], [1], [1]),
    "an index twice": json({ data: [{ index: 0, embedding: [1] }, { index: 0, embedding: [1] }] }),
    "an index beyond": json({ data: [{ index: 0, embedding: [1] }, { index: 2, embedding: [1] }] }),
    "a vector of zeros": list([0, 0], [1, 0]),
    "broken base64": list("!!!!", "!!!!"),
    "bytes left over": list("AAAAAAA=", "AAAAAAA="),
    "not-a-number": list("AADAfw==", "AADAfw=="),
  })
) {
  Deno.test(`OpenAIEmbedder gives up with an outage where every answer has ${what}`, () =>
    withServer(async (embedder, server) => {
      server.next(...Array.from({ length: 6 }, () => answer));
      const error = await assertRejects(() => embedder.embed(["하나", "둘"]), Outage);
      assert(error.message.startsWith("Cannot reach the embeddings service: "), error.message);
      assertEquals(server.calls.length, 6);
    }));
}

Deno.test("OpenAIEmbedder waits as long as it is asked to, with all its calls", () =>
  withServer(async (embedder, server) => {
    server.next(later({ "retry-after-ms": "300" }));
    await embedder.embed(["하나"]);
    const [first, second] = server.calls;
    assert(second!.at - first!.at >= 299);
    server.next(later({ "retry-after": "1" }));
    const waiting = embedder.embed(["둘"]);
    while (server.calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([waiting, embedder.embed(["셋"])]);
    assert(server.calls.slice(3).every(({ at }) => at - server.calls[2]!.at >= 999));
  }));

Deno.test("OpenAIEmbedder does not wait for an hour: the service is unreachable then", () =>
  withServer(async (embedder, server) => {
    server.next(later({ "retry-after": "3600" }));
    await assertRejects(() => embedder.embed(["하나"]), Outage, "Rate limit reached");
    assertEquals(server.calls.length, 1);
  }));

Deno.test("OpenAIEmbedder says at once what asking again does not mend, and never shows the key", async () => {
  const faults: readonly [() => Response, typeof Outage | typeof DataRefused, string][] = [
    [() => apiError(401, "Incorrect API key provided: sk-test", "invalid_api_key"), Outage, "check OPENAI_API_KEY"],
    [() => apiError(403, "sk-test may not", "forbidden"), Outage, "the key may not do this: 403 ••• may not"],
    [() => apiError(404, "The model x does not exist", "model_not_found"), Outage, "does not know the model"],
    [() => apiError(429, "You exceeded your quota", "insufficient_quota"), Outage, "the account's quota is used up"],
    [
      () => apiError(400, "This model's maximum context length is 8192 tokens", "x"),
      DataRefused,
      "maximum context length",
    ],
    [() => apiError(400, "sk-test: no", "invalid"), DataRefused, "•••: no"],
    [list([1, 0, 0]), Outage, "answers with 3 dimensions where 1536 are expected: set EMBEDDING_DIMENSIONS=3"],
  ];
  for (const [answer, type, message] of faults) {
    await withServer(async (embedder, server) => {
      server.next(answer);
      const error = await assertRejects(() => embedder.embed(["하나"]), Error, message);
      assert(error instanceof type);
      assertEquals(server.calls.length, 1);
      assertEquals(Deno.inspect(error, { depth: 9 }).includes("sk-test"), false);
    });
  }
});

Deno.test("OpenAIEmbedder gives up on a service that does not answer, or not to the end", () =>
  withServer(async (embedder, server) => {
    const released = Promise.withResolvers<void>();
    const never = async () => {
      await released.promise;
      return new Response();
    };
    const half = () =>
      new Response(
        new ReadableStream({
          async start(controller) {
            controller.enqueue(new TextEncoder().encode('{"data":['));
            await released.promise;
            try {
              controller.close();
            } catch { /* the client has gone */ }
          },
        }),
        { headers: { "content-type": "application/json" } },
      );
    server.next(never, half, never, half, never, half);
    try {
      await assertRejects(() => embedder.embed(["하나"]), Outage, "it did not answer in time");
    } finally {
      released.resolve();
    }
    assertEquals(server.calls.length, 6);
  }, { timeoutMs: 50 }));

Deno.test("OpenAIEmbedder is an outage where nothing listens", async () => {
  const embedder = new OpenAIEmbedder({ apiKey: "sk-test", baseUrl: "http://127.0.0.1:1/v1", firstPauseMs: 1 });
  await assertRejects(() => embedder.embed(["하나"]), Outage, "Cannot reach the embeddings service: ");
});

Deno.test("OpenAIEmbedder stops in the middle of waiting when it is asked to", () =>
  withServer(async (embedder, server) => {
    const stop = new AbortController();
    server.next(later({ "retry-after": "50" }));
    const waiting = embedder.embed(["하나"], stop.signal);
    while (server.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    stop.abort(new Error("enough"));
    await assertRejects(() => waiting, Error, "enough");
    assertEquals(server.calls.length, 1);
  }));

Deno.test("OpenAIEmbedder makes no more calls a minute than it may", () =>
  withServer(async (embedder, server) => {
    const stop = new AbortController();
    await embedder.embed(["하나"]);
    await embedder.embed(["둘"]);
    const third = embedder.embed(["셋"], stop.signal);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assertEquals(server.calls.length, 2);
    stop.abort(new Error("enough"));
    await assertRejects(() => third, Error, "enough");
  }, { callsPerMinute: 2 }));
