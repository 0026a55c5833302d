import { assertEquals, assertRejects } from "@std/assert";
import { afterAll, beforeAll, beforeEach, describe, it } from "@std/testing/bdd";
import { seededRandom, wholeBetween } from "../../domain/shared/random.ts";
import "../../testing/engines/leak_checks.ts";
import { message, RawPostgresClient } from "../../testing/engines/raw_postgres_client.ts";
import { connectPostgres, type Sql } from "../postgres/core/connect.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start_postgres.ts";

const CLIENTS = 40;

describe("serializeSessions", () => {
  let postgres: EmbeddedPostgres;
  let sql: Sql;
  beforeAll(async () => {
    postgres = await startEmbeddedPostgres(null);
    sql = connectPostgres({ url: postgres.url, max: 4 });
  });
  afterAll(async () => {
    await sql.end({ timeout: 5 });
    await postgres.stop();
  });
  beforeEach(async () => {
    await sql`drop table if exists account`;
    await sql`create table account (id int primary key, won int not null)`;
    await sql`insert into account select n, 100 from generate_series(0, 9) n`;
  });
  const total = async () => (await sql`select sum(won)::int as won from account`)[0]!.won;

  it("forty clients transfer in transactions without lost or mixed updates", async () => {
    const clients = Array.from({ length: CLIENTS }, () => connectPostgres({ url: postgres.url, max: 1 }));
    await Promise.all(clients.map(async (client, n) => {
      for (let round = 0; round < 5; round++) {
        const from = n % 10;
        const to = (n + 1 + round) % 10;
        await client.begin(async (tx) => {
          const [{ won }] = await tx`select won from account where id = ${from}` as [{ won: number }];
          await tx`update account set won = ${won - 1} where id = ${from}`;
          await tx`update account set won = won + 1 where id = ${to}`;
        });
        const [row] = await client`select ${n}::int as n, ${"텍스트 ".repeat(n)} as t`;
        assertEquals([row!.n, row!.t], [n, "텍스트 ".repeat(n)]);
      }
      await client.end();
    }));
    assertEquals(await total(), 1_000);
  });

  it("many clients send parameters and receive answers of 200 KB", async () => {
    const clients = Array.from({ length: 8 }, () => connectPostgres({ url: postgres.url, max: 2 }));
    await Promise.all(clients.map(async (client, n) => {
      const large = `${n}한`.repeat(50_000);
      const both = [1, 2].map(() => client`select ${large}::text as large`);
      for (const [row] of await Promise.all(both)) assertEquals(row!.large === large, true);
      await client.end();
    }));
  });

  it("a failing statement ends only its own transaction", async () => {
    const clients = Array.from({ length: 10 }, () => connectPostgres({ url: postgres.url, max: 1 }));
    await Promise.all(clients.map(async (client, n) => {
      const transfer = client.begin(async (tx) => {
        await tx`update account set won = won + 1 where id = ${n}`;
        if (n % 2 === 0) await tx`select 1 / (${n}::int - ${n}::int)`;
      });
      if (n % 2 === 0) await assertRejects(() => transfer, Error, "division by zero");
      else await transfer;
      await client.end();
    }));
    assertEquals(await total(), 1_005);
  });

  for (
    const [where, begun] of Object.entries({
      "between Bind and Sync": [message.parse("select 1"), message.bind()],
      "between Execute and Sync": [
        message.parse("update account set won = 0"),
        message.bind(),
        message.execute(),
      ],
      "in a transaction": [message.query("begin; update account set won = 0")],
      "in a transaction that has failed": [message.query("begin; select 1 / 0")],
      "while its statement runs": [message.query("select count(*) from generate_series(1, 300000)")],
      "in the middle of a message": [message.query("select 1").subarray(0, 7)],
    })
  ) {
    it(`a client that is killed ${where} is rolled back and blocks no other`, async () => {
      const client = await RawPostgresClient.connect(postgres.url);
      client.send(...begun);
      const waiting = Array.from({ length: 6 }, (_, n) =>
        sql.begin(async (tx) => {
          await tx`update account set won = won + 1 where id = ${n}`;
          await tx`update account set won = won + 1 where id = ${n}`;
        }));
      const all = Promise.all(waiting);
      await client.kill();
      await all;
      assertEquals(await total(), 1_012);
    });
  }

  it("clients that are killed at random moments never affect the transactions of others", async () => {
    const random = seededRandom("killed clients");
    const killed = async () => {
      for (let round = 0; round < 25; round++) {
        const client = await RawPostgresClient.connect(postgres.url);
        const begun = [
          [message.query("select 1")],
          [message.query("begin; update account set won = 0 where id = 1")],
          [message.parse("select 1"), message.bind()],
          [message.parse("select 1"), message.bind(), message.execute(), message.sync()],
          [message.query("select count(*) from generate_series(1, 20000)")],
          [message.query("begin"), message.query("update account set won = 0 where id = 2"), message.query("select 1")],
        ];
        client.send(...begun[wholeBetween(random, 0, begun.length - 1)]!);
        for (let n = wholeBetween(random, 0, 3); n > 0; n--) await Promise.resolve();
        if (random() < 0.5) await new Promise((resolve) => setTimeout(resolve, random() * 4));
        await client.kill();
      }
    };
    const working = async (id: number) => {
      const client = connectPostgres({ url: postgres.url, max: 1 });
      for (let round = 0; round < 40; round++) {
        await client.begin(async (tx) => {
          await tx`update account set won = won - 1 where id = ${id}`;
          await tx`update account set won = won + 1 where id = ${(id + 1) % 10}`;
        });
      }
      await client.end();
    };
    await Promise.all([killed(), killed(), killed(), ...[3, 4, 5, 6, 7].map(working)]);
    const rows = await sql`select id, won from account order by id`;
    assertEquals(rows.map(({ won }) => won), [100, 100, 100, 60, 100, 100, 100, 100, 140, 100]);
  });
});
