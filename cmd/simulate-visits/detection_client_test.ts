import { assert, assertEquals, assertRejects } from "@std/assert";
import { simulatedStore } from "../../domain/identity/visits/simulated_store.ts";
import { DetectionClient, retryAfterMs, type Wait } from "./detection_client.ts";

/** An API that gives these answers, one after the other, the last one for ever. */
async function withApi(
  answers: readonly Response[],
  test: (
    client: DetectionClient,
    seen: { readonly waits: Wait[]; readonly requests: Request[]; stop(): void },
  ) => Promise<void>,
) {
  const seen = { waits: [] as Wait[], requests: [] as Request[] };
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    await request.clone().text();
    const nth = Math.min(seen.requests.push(request), answers.length) - 1;
    return answers[nth]!.clone();
  });
  const stop = new AbortController();
  const client = new DetectionClient({
    url: `http://127.0.0.1:${server.addr.port}`,
    apiKey: "k-1",
    signal: stop.signal,
    onWait: (why) => seen.waits.push(why),
  });
  await test(client, { ...seen, stop: () => stop.abort() });
}

const busy = (status: number) => new Response("", { status, headers: { "retry-after": "0" } });
const identified = Response.json({ beaconId: "b-1" }, { status: 201 });

Deno.test("DetectionClient sends its key, and sends again what the API was too busy for", () =>
  withApi([busy(429), busy(503), identified], async (client, { waits, requests }) => {
    const answer = await client.detect({});
    assert(answer.kind === "identified" && answer.beaconId === "b-1" && answer.ms > 0);
    assertEquals(waits, ["rateLimited", "unavailable"]);
    assertEquals(requests.map(({ headers }) => headers.get("authorization")), Array(3).fill("Bearer k-1"));
  }));

Deno.test("DetectionClient gives the code of a refusal, a duplicate's too", async () => {
  for (
    const [status, code] of [[422, "low_confidence"], [200, "duplicate_within_minute"], [400, "invalid_input"]] as const
  ) {
    await withApi([Response.json({ code }, { status })], async (client) => {
      const answer = await client.detect({});
      assertEquals(answer.kind === "refused" && answer.code, code);
    });
  }
});

Deno.test("DetectionClient stops waiting when it is told to", () =>
  withApi([new Response("", { status: 429, headers: { "retry-after": "60" } })], async (client, { waits, stop }) => {
    const answer = client.detect({});
    while (waits.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop();
    assertEquals(await answer, { kind: "unanswered" });
  }));

Deno.test("DetectionClient names the setting when the API knows no such key", () =>
  withApi([Response.json({ code: "unauthorized" }, { status: 401 })], async (client) => {
    const { beacon } = simulatedStore("client", 1).entrance;
    await assertRejects(() => client.register(beacon), Error, "API_KEY");
  }));

Deno.test("retryAfterMs reads seconds and dates, and makes up what is missing", () => {
  const now = Date.parse("2026-03-02T12:00:00Z");
  assertEquals(retryAfterMs("7", now), 7_000);
  assertEquals(retryAfterMs("Mon, 02 Mar 2026 12:00:05 GMT", now), 5_000);
  assertEquals(retryAfterMs("Mon, 02 Mar 2026 11:00:00 GMT", now), 0);
  assertEquals([retryAfterMs(null, now), retryAfterMs("soon", now)], [1_000, 1_000]);
  assertEquals(retryAfterMs("86400", now), 60_000);
});
