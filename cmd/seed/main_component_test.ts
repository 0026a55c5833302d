import { assertEquals, assertStringIncludes } from "@std/assert";
import { testInstallation } from "../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";

Deno.test("seed adds users and products once, however often it runs", async () => {
  await using shop = await testInstallation();
  const seed = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await runProcessToEnd("seed", { args, env: shop.env });
    assertEquals(code, 0, stderr);
    return stdout;
  };
  const size = ["--users", "1200", "--products", "30", "--json"];
  assertEquals(JSON.parse(await seed(...size)).added, { users: 1_200, products: 30 });
  assertEquals(JSON.parse(await seed(...size)).added, { users: 0, products: 0 });
  assertStringIncludes(await seed("--users", "1210", "--products", "30"), "10 users and 0 products");
  const [row] = await shop.sql`
    select (select count(*) from users) as users, (select count(*) from products) as products`;
  assertEquals({ ...row }, { users: 1_210, products: 30 });
});
