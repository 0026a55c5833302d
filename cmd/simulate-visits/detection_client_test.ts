import { assert, assertEquals, assertRejects } from "@std/assert";
import { simulatedStore } from "../../domain/identity/visits/simulated_store.ts";
import { DetectionClient, type Wait } from "./detection_client.ts";

/** An API with these answers in order, the last one repeated. */
async function withApi(
  answers: readonly Response[],
  test: (
    client: DetectionClient,
    seen: { readonly waits: Wait[]; readonly waitedMs: number[]; readonly requests: Request[]; stop(): void },
  ) => Promise<void>,
) {
  const seen = { waits: [] as Wait[], waitedMs: [] as number[], requests: [] as Request[] };
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
    onWait: (why, ms) => {
      seen.waits.push(why);
      seen.waitedMs.push(ms);
    },
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

Deno.test("DetectionClient returns the code of a refusal or a duplicate", async () => {
  for (
    const [status, code] of [[422, "low_confidence"], [200, "duplicate_within_minute"], [400, "invalid_input"]] as const
  ) {
    await withApi([Response.json({ code }, { status })], async (client) => {
      const answer = await client.detect({});
      assertEquals(answer.kind === "refused" && answer.code, code);
    });
  }
});

Deno.test("DetectionClient waits a second by default, a minute at most, and stops when aborted", async () => {
  for (const [header, ms] of [[null, 1_000], ["soon", 1_000], ["86400", 60_000]] as const) {
    const headers: HeadersInit = header === null ? {} : { "retry-after": header };
    await withApi([new Response("", { status: 429, headers })], async (client, { waits, waitedMs, stop }) => {
      const answer = client.detect({});
      while (waits.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      stop();
      assertEquals([await answer, Math.round(waitedMs[0]!)], [{ kind: "unanswered" }, ms]);
    });
  }
});

Deno.test("DetectionClient names the setting when the API knows no such key", () =>
  withApi([Response.json({ code: "unauthorized" }, { status: 401 })], async (client) => {
    const { beacon } = simulatedStore("client", 1).entrance;
    await assertRejects(() => client.register(beacon), Error, "API_KEY");
  }));
