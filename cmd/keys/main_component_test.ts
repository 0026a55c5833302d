import { assert, assertEquals, assertMatch } from "@std/assert";
import { sha256 } from "../../adapters/system/sha256.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

Deno.test("keys makes a key that a running API takes at once within its scopes, and refuses soon after it is revoked", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  const keys = async (...args: string[]) => await runProcessToEnd("keys", { args, env: shop.env });
  await using api = await RunningProcess.start("api", { env: { ...shop.env, API_KEYS: sha256("first") } });
  const base = (await api.line(/API and page at (http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  const ask = async (path: string, key: string, method = "GET") => {
    const response = await fetch(`${base}${path}`, { method, headers: { authorization: `Bearer ${key}` } });
    await response.body?.cancel();
    return response.status;
  };

  const { code, stdout } = await keys("add", "till-1", "--scopes", "read", "--json");
  const made = JSON.parse(stdout);
  assertEquals([code, made.name, made.scopes], [0, "till-1", ["read"]]);
  assertMatch(made.key, /^till_[\w-]{43}$/);
  const [stored] = await shop.sql`select * from api_keys`;
  assertEquals([stored!.digest, JSON.stringify(stored).includes(made.key)], [sha256(made.key), false]);

  assertEquals(await ask("/v1/commerce/summary", made.key), 200);
  assertEquals(await ask("/v1/users/U-1", made.key, "DELETE"), 403);
  assertEquals(await ask("/v1/commerce/summary", `${made.key}x`), 401);

  assertEquals((await keys("add", "till-1", "--scopes", "write")).code, 1, "the name is taken");
  const list = await keys("list");
  assertMatch(list.stdout, /^till-1 +read +- +\S+ +valid$/m);
  assert(!list.stdout.includes(made.key));
  assertEquals((await keys("revoke", "till-1")).code, 0);
  await waitUntil("see the key refused", async () => await ask("/v1/commerce/summary", made.key) === 401);
  assertEquals(await ask("/v1/commerce/summary", "first"), 200);
  assertEquals((await keys("revoke", "till-1")).code, 1);
  assertEquals((await keys("add", "x", "--scopes", "all")).code, 2);
});
