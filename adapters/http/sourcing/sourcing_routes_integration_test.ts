import { assert, assertEquals } from "@std/assert";
import { items } from "../../../testing/fixtures/feed_samples.ts";
import { addAccount, onThreeDatabases } from "../../../testing/http/sourcing_bench.ts";

Deno.test("sourcing routes manage accounts, and refuse what is wrong with stable codes", async () => {
  await onThreeDatabases(async (bench) => {
    const { call } = bench;
    const id = await addAccount(bench);
    const of = `/v1/sourcing/supplier-accounts/${id}`;
    const again = { supplier: "feed", name: "main", feedUrl: "https://h" };
    assertEquals(
      (await call("POST /v1/sourcing/supplier-accounts", { body: again })).body.code,
      "supplier_account_exists",
    );
    const secret = { ...again, name: "x", feedUrl: "https://u:pw@h" };
    assertEquals((await call("POST /v1/sourcing/supplier-accounts", { body: secret })).body.code, "invalid_input");
    const spoken = { ...again, name: "x", protocol: "xml" };
    const refused = await call("POST /v1/sourcing/supplier-accounts", { body: spoken });
    assertEquals([refused.status, refused.body.code], [422, "unknown_protocol"]);
    assertEquals((await call(`PATCH ${of}`, { body: { protocol: "xml" } })).body.code, "unknown_protocol");
    assertEquals((await call(`GET ${of}`)).body.protocol, "json");
    for (const unknown of ["nothing", crypto.randomUUID()]) {
      const { status, body } = await call(`GET /v1/sourcing/supplier-accounts/${unknown}`);
      assertEquals([status, body.code], [404, "unknown_supplier_account"]);
    }
    const queued = await call(`POST ${of}/syncs`, { body: { kinds: ["items", "qna"] } });
    assertEquals([queued.status, queued.body.map((job: { kind: string }) => job.kind)], [202, ["items", "qna"]]);
    assertEquals((await call(`PATCH ${of}`, { body: { status: "PAUSED" } })).body.status, "PAUSED");
    assertEquals((await call(`POST ${of}/syncs`)).body.code, "supplier_account_not_active");
    assertEquals((await call("GET /v1/sourcing/products?cursor=abc")).body.code, "invalid_input");
    assertEquals((await call("GET /v1/sourcing/products/x")).body.code, "unknown_product");
    assertEquals(
      (await call("PATCH /v1/sourcing/candidates/x", { body: { status: "ACCEPTED" } })).body.code,
      "unknown_candidate",
    );
  });
});

Deno.test("sourcing lists pass through everything once, page by page, and say what they asked", async () => {
  await onThreeDatabases(async (bench) => {
    const { call, sent } = bench;
    await bench.sync(await addAccount(bench));
    assertEquals(await bench.make(), { relayed: 30, deadLettered: 0 });
    for (const list of ["products", "supplier-records/items"]) {
      const ids = new Set<string>();
      let cursor = "";
      do {
        const { status, body } = await call(
          `GET /v1/sourcing/${list}?limit=7${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        assertEquals(status, 200);
        for (const item of body.items) ids.add((item.product ?? item).id);
        cursor = body.nextCursor;
      } while (cursor);
      assertEquals(ids.size, 30, list);
    }
    const counted = async (limit: number) => {
      sent.length = 0;
      const { body } = await call(`GET /v1/sourcing/products?limit=${limit}&explain=true`);
      assertEquals(body.items.length, limit);
      assert(
        body.items.every((each: { item: { id: string }; product: { supplierItemId: string } }) =>
          each.item.id === each.product.supplierItemId
        ),
      );
      assertEquals(body.queries.map(({ database, rows }: { database: string; rows: number }) => [database, rows]), [
        ["dropship", limit],
        ["source", limit],
        ["source", 1],
      ]);
      return sent.length;
    };
    // However many rows: three questions, and no more.
    assertEquals([await counted(1), await counted(30)], [3, 3]);
  });
});

Deno.test("sourcing keeps malformed items aside, versions what changes, and changes the product with it", async () => {
  await onThreeDatabases(async (bench) => {
    const { call, feed } = bench;
    const id = await addAccount(bench);
    feed.records.set("items", [...items(2), { id: "W-x", name: "a\0b", price: 5 }, 17, {
      id: "W-y",
      name: "no price",
    }]);
    await bench.sync(id);
    await bench.make();
    const { body: rejects } = await call("GET /v1/sourcing/supplier-rejects");
    assertEquals(rejects.items.length, 3);
    assert(rejects.items.some(({ reason }: { reason: string }) => reason.startsWith("price:")));
    const dearer = { ...(items(1)[0] as object), price: 9_000, stock: 0, updatedAt: new Date().toISOString() };
    feed.records.set("items", [dearer]);
    await bench.sync(id);
    assertEquals(await bench.make(), { relayed: 1, deadLettered: 0 });
    const { body: versions } = await call(`GET /v1/sourcing/supplier-accounts/${id}/records/items/W-0`);
    assertEquals(
      versions.map(({ version, isCurrent }: { version: number; isCurrent: boolean }) => [version, isCurrent]),
      [[2, true], [1, false]],
    );
    const { body: products } = await call("GET /v1/sourcing/products?status=SOLD_OUT");
    assertEquals(products.items.map(({ product }: { product: { supplyPrice: number } }) => product.supplyPrice), [
      9_000,
    ]);
    const { body: jobs } = await call("GET /v1/sourcing/sync-jobs");
    const { body: job } = await call(`GET /v1/sourcing/sync-jobs/${jobs.items[0].id}`);
    assertEquals([job.status, job.changed, job.fetches.length, job.fetches[0].status], ["DONE", 1, 1, 200]);
  });
});

Deno.test("sourcing outbox counts what waits and dead letters, under its old path and names too, and retries", async () => {
  await onThreeDatabases(async (bench) => {
    const { call, feed } = bench;
    feed.records.set("items", items(2));
    await bench.sync(await addAccount(bench));
    const way = (from: string, to: string, waiting = 0, deadLettered = 0) => ({
      from,
      to,
      waiting,
      deadLettered,
      parked: deadLettered,
    });
    const counts = (waiting: number, deadLettered: number) => ({
      waiting,
      deadLettered,
      parked: deadLettered,
      ways: [way("source", "dropship", waiting, deadLettered), way("source", "market"), way("dropship", "market")],
    });
    const waiting = await call("GET /v1/sourcing/outbox");
    assertEquals([waiting.status, waiting.body], [200, counts(2, 0)]);
    await bench.refuse();
    for (const path of ["/v1/sourcing/outbox", "/v1/sourcing/carrying"]) {
      const { body, headers } = await call(`GET ${path}`);
      assertEquals(body, counts(0, 2));
      assertEquals(headers.has("deprecation"), path.endsWith("carrying"));
    }
    const retried = await call("POST /v1/sourcing/carrying/retry");
    assertEquals([retried.body, retried.headers.get("link")], [
      counts(2, 0),
      '</v1/sourcing/outbox>; rel="successor-version"',
    ]);
    await bench.refuse();
    assertEquals((await call("POST /v1/sourcing/outbox/retry")).body, counts(2, 0));
  });
});

Deno.test("sourcing candidates come with product and benchmark, are decided once, and stay decided", async () => {
  await onThreeDatabases(async (bench) => {
    const { call, sent } = bench;
    await bench.sync(await addAccount(bench));
    await bench.make();
    assertEquals(await bench.match(), { benchmarks: 8, candidates: 24 });
    sent.length = 0;
    const { body } = await call("GET /v1/sourcing/candidates?explain=true");
    assertEquals([body.items.length, sent.length, body.queries.length], [24, 3, 3]);
    assertEquals(body.queries.map(({ database }: { database: string }) => database), [
      "dropship",
      "dropship",
      "market",
    ]);
    const best = body.items.filter(({ candidate }: { candidate: { rank: number } }) => candidate.rank === 1);
    for (const { product, benchmark } of best) {
      assertEquals(product.name.split(" ").slice(0, 2), benchmark.name.split(" ").slice(0, 2));
    }
    const { id } = best[0].candidate;
    const decide = (status: string) =>
      call(`PATCH /v1/sourcing/candidates/${id}`, { body: { status, note: "sells well" } });
    const outcomes = await Promise.all([decide("ACCEPTED"), decide("REJECTED")]);
    assertEquals(outcomes.map(({ status }) => status).toSorted(), [200, 409]);
    assertEquals(outcomes.find(({ status }) => status === 409)!.body.code, "candidate_decided");
    const decided = outcomes.find(({ status }) => status === 200)!.body.status;
    await bench.match();
    const { body: after } = await call(`GET /v1/sourcing/candidates?status=${decided}`);
    assertEquals(after.items.map(({ candidate }: { candidate: { id: string } }) => candidate.id), [id]);
    assertEquals((await call("GET /v1/sourcing/candidates")).body.items.length, 24);
  });
});
