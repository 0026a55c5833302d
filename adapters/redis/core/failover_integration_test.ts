import { assertEquals, assertRejects } from "@std/assert";
import { runCommand } from "../../../testing/engines/run_command.ts";
import { temporaryRedisPair } from "../../../testing/engines/pairs/temporary_redis_pair.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { tcpProxy } from "../../../testing/network/tcp_proxy.ts";
import { connectRedis } from "./connect.ts";
import { multiAnswers } from "./multi_answers.ts";
import { redisRefusalOf } from "./preflight.ts";
import { requireMaster } from "./require_master.ts";

Deno.test("a client leaves a server that has become a replica, and follows the name to the master", async () => {
  await using servers = await temporaryRedisPair();
  await using proxy = tcpProxy(servers.first);
  const url = `redis://127.0.0.1:${proxy.port}`;
  const writing = connectRedis({ url });
  const reading = connectRedis({ url });
  using _closing = {
    [Symbol.dispose]: () => [writing, reading].forEach((client) => client.disconnect()),
  };
  await writing.set("key", "1");
  await requireMaster(reading);

  await servers.failOver();
  // The connections are open still; only an answer tells.
  const refused = await assertRejects(() => multiAnswers(writing.multi().set("key", "2")), Error, "READONLY");
  assertEquals(redisRefusalOf(refused, { url }).code, "read_only");
  await assertRejects(() => requireMaster(reading), Error, "READONLY");
  proxy.redirect(servers.second);
  for (const client of [writing, reading]) {
    await waitUntil("write to the new master", () => client.set("key", "3").then(() => true));
    await requireMaster(client);
  }
  assertEquals(await reading.get("key"), "3");
});

Deno.test("a password that is another by now is used for the next connection", async () => {
  await using servers = await temporaryRedisPair();
  const port = servers.first.split(":")[1]!;
  const as = (password: string, ...words: string[]) =>
    runCommand(["redis-cli", "-p", port, "--no-auth-warning", "-a", password, ...words]);
  await as("", "config", "set", "requirepass", "first");
  let password = "first";
  const errors: string[] = [];
  let accepted = 0;
  const client = connectRedis({
    url: `redis://${servers.first}`,
    password: () => password,
    onError: (error) => errors.push(error.message),
    onReady: () => accepted++,
  });
  using _closing = { [Symbol.dispose]: () => client.disconnect() };
  await client.set("key", "1");
  await as("first", "config", "set", "requirepass", "second");
  await as("second", "client", "kill", "type", "normal");
  await waitUntil("be rejected", () => errors.some((message) => message.includes("WRONGPASS")));
  assertEquals(accepted, 1);
  password = "second";
  await waitUntil("be let in again", () => client.get("key").then((value) => value === "1"));
  assertEquals(accepted, 2);
});
