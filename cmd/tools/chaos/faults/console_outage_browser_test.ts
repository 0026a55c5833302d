import { assertEquals } from "@std/assert";
import { addresses } from "../../../../testing/engines/addresses.ts";
import { testInstallation } from "../../../../testing/engines/installation.ts";
import { RunningProcess } from "../../../../testing/engines/running_process.ts";
import { launchChromium } from "../../../../testing/http/launch_chromium.ts";
import { proxiedSettings, upstreamsOf } from "./proxied_engines.ts";
import { Proxies } from "./proxies.ts";

const RECOVERS = { timeout: 120_000 };
const PARTS = [
  { services: ["postgres"], name: "Postgres", isGrey: true },
  { services: ["redis"], name: "the cache", isGrey: false },
  { services: ["kafka-1", "kafka-2", "kafka-3"], name: "Kafka", isGrey: false },
] as const;

Deno.test("the open page says which engine is cut off and since when, and recovers by itself", async (t) => {
  await using shop = await testInstallation(["redis", "kafka", "dynamodb"]);
  await using proxies = await Proxies.open(addresses.toxiproxyUrl, upstreamsOf(addresses));
  await using api = await RunningProcess.start("api", { env: proxiedSettings(shop.env, proxies) });
  const base = (await api.line(/API and page at (http:\/\/127\.0\.0\.1:\d+)/, 120_000))[1]!;
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ locale: "en-US" });
    await page.goto(base);
    const lamp = (state: string) => page.locator(`#connection[data-state="${state}"]`).waitFor(RECOVERS);
    await lamp("live");
    for (const { services, name, isGrey } of PARTS) {
      await t.step(`${name} is cut off and comes back`, async () => {
        const restored = await Promise.all(services.map((service) => proxies.disturb(service, "away", 0)));
        try {
          await lamp("part");
          const said = new RegExp(
            `^Can’t be reached: ${name}\\. ${isGrey ? "What is grey is as of \\d" : "The other"}`,
          );
          await page.locator("#away").getByText(said).waitFor(RECOVERS);
          assertEquals(await page.locator("#today[data-stale]").count(), isGrey ? 1 : 0);
        } finally {
          for (const restore of restored) await restore();
        }
        await lamp("live");
        await page.locator("#away").waitFor({ state: "hidden", ...RECOVERS });
      });
    }
  } finally {
    await browser.close();
  }
});
