import { assert, assertEquals } from "@std/assert";
import { benchmarks, items } from "../../testing/fixtures/feed_samples.ts";
import { feedServer } from "../../testing/network/feed_server.ts";
import { type TemporarySourcing, temporarySourcing } from "../../testing/engines/temporary_sourcing.ts";
import { type BarrierPlace, closeBarrier } from "../../testing/engines/barrier.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";

const COUNT = 40;

async function addAccount({ source }: TemporarySourcing, url: string): Promise<string> {
  const [row] = await source`
    insert into supplier_accounts (supplier, name, feed_url, requests_per_minute) values ('feed', 'test', ${url}, 6000)
    returning id`;
  return row!.id;
}

// deno-lint-ignore no-explicit-any -- a report is looked at field by field
async function report(step: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<any> {
  const { code, stdout, stderr } = await runProcessToEnd("sourcing", { args: [step, ...args, "--json"], env });
  assertEquals(code, 0, stderr);
  return JSON.parse(stdout);
}

/** Under the names of now and of before. */
const counts = (relayed: number) => ({ relayed, deadLettered: 0, carried: relayed, parked: 0 });

/** Whatever happened before: one version and one product of each item, all with vectors, and nothing under way. */
async function assertFinished({ source, dropship }: TemporarySourcing): Promise<void> {
  const one = async (rows: PromiseLike<readonly { readonly n?: number }[]>) => (await rows)[0]!.n;
  assertEquals(await one(source`select count(*) as n from supplier_item_raw`), COUNT);
  assertEquals(await one(source`select count(*) as n from outbox`), 0);
  assertEquals(await one(dropship`select count(distinct supplier_item_code) as n from products`), COUNT);
  assertEquals(await one(dropship`select count(*) as n from products`), COUNT);
  assertEquals(await one(dropship`select count(*) as n from inbox`), COUNT);
  const outdated = dropship`
    select count(*) as n from products p left join embeddings e on e.product_id = p.id and e.text_hash = p.text_hash
    where e.id is null`;
  assertEquals(await one(outdated), 0);
  const raw = new Set((await source`select id from supplier_item_raw`).map(({ id }) => id));
  assert((await dropship`select supplier_item_id as id from products`).every(({ id }) => raw.has(id)));
}

Deno.test("a supplier's items become products with vectors, and candidates for what sells elsewhere, by processes alone", async () => {
  await using three = await temporarySourcing();
  await using feed = feedServer({
    items: [...items(COUNT), { id: "W-bad", name: "무료", price: 0 }],
    products: benchmarks(8),
  });
  await addAccount(three, feed.url);
  const { jobs } = await report("sync", ["--once", "--account", "feed/test"], three.env);
  assertEquals(
    jobs.map((
      job: { kind: string; status: string; added: number; rejected: number },
    ) => [job.kind, job.status, job.added, job.rejected]),
    [["items", "DONE", COUNT, 1], ["orders", "DONE", 0, 0], ["qna", "DONE", 0, 0], ["categories", "DONE", 0, 0]],
  );
  assertEquals(await report("make-products", ["--once"], three.env), {
    ...counts(COUNT),
    embedded: COUNT,
  });
  assertEquals(await report("make-products", ["--once"], three.env), { ...counts(0), embedded: 0 });
  await assertFinished(three);

  const collect = ["--market", "market", "--feed", feed.url];
  const { job, embedded } = await report("collect-benchmarks", collect, three.env);
  assertEquals([job.status, job.added, embedded], ["DONE", 8, 8]);
  const found = await report("find-candidates", ["--nearest", "3"], three.env);
  assertEquals([found.benchmarks, found.candidates, found.closeness], [8, 24, "lexical"]);
  const [best] = await three.dropship`
    select p.name from sourcing_candidates c join products p on p.id = c.product_id
    where benchmark_product_id = ${
    (await three.market`select id from benchmark_products where external_id = '9000'`)[0]!.id
  }
    order by score desc limit 1`;
  assert(best!.name.startsWith("스텐 텀블러 검정"), best!.name);
});

/** Between any two steps from the supplier to the product with its vector: whose database, and where in its transaction. */
const STEPS: Readonly<
  Record<string, readonly ["source" | "dropship", "sync" | "make-products", BarrierPlace]>
> = {
  "while a page is stored": ["source", "sync", { table: "supplier_item_raw", on: "insert" }],
  "before the page and its messages are committed": ["source", "sync", {
    table: "outbox",
    on: "insert",
    atCommit: true,
  }],
  "before anything is applied": ["dropship", "make-products", { table: "inbox", on: "insert" }],
  "before what is applied is committed": ["dropship", "make-products", {
    table: "products",
    on: "insert",
    atCommit: true,
  }],
  "when it is applied there and not forgotten here": ["source", "make-products", { table: "outbox", on: "delete" }],
  "before the forgetting is committed": ["source", "make-products", {
    table: "outbox",
    on: "delete",
    atCommit: true,
  }],
  "before vectors are stored": ["dropship", "make-products", { table: "embeddings", on: "insert" }],
};

for (const [when, [database, step, place]] of Object.entries(STEPS)) {
  Deno.test(`sourcing ${step} killed ${when} leaves nothing half done, and the next run finishes it`, async () => {
    await using three = await temporarySourcing();
    await using feed = feedServer({ items: items(COUNT) });
    await addAccount(three, feed.url);
    const sync = ["--once", "--kinds", "items"];
    if (step === "make-products") await report("sync", sync, three.env);
    const url = three.env[`${database.toUpperCase()}_DATABASE_URL`]!;
    {
      await using barrier = await closeBarrier(three[database], url, place);
      await using victim = await RunningProcess.start("sourcing", {
        args: [step, ...(step === "sync" ? sync : ["--once"])],
        env: three.env,
      });
      await barrier.reached();
      await victim.stop("SIGKILL");
    }
    await report("sync", sync, three.env);
    await report("make-products", ["--once"], three.env);
    await assertFinished(three);
  });
}

Deno.test("sourcing make-products by three processes at once, with one killed on the way, makes each product once", async () => {
  await using three = await temporarySourcing();
  await using feed = feedServer({ items: items(COUNT) });
  await addAccount(three, feed.url);
  await report("sync", ["--once", "--kinds", "items"], three.env);
  {
    await using barrier = await closeBarrier(three.source, three.env.SOURCE_DATABASE_URL!, {
      table: "outbox",
      on: "delete",
    });
    await using victim = await RunningProcess.start("sourcing", { args: ["make-products"], env: three.env });
    await barrier.reached();
    await victim.stop("SIGKILL");
    await barrier.open();
    await Promise.all([1, 2, 3].map(() => report("make-products", ["--once"], three.env)));
  }
  await report("make-products", ["--once"], three.env);
  await assertFinished(three);
});
