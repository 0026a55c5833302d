/// <reference lib="dom" />
import { assert, assertEquals, assertMatch } from "@std/assert";
import axe from "axe-core/axe.min.js" with { type: "text" };
import { Buffer } from "node:buffer";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { insertOutbox } from "../../adapters/postgres/core/outbox.ts";
import { connectPostgres } from "../../adapters/postgres/core/connect.ts";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";
import { launchChromium } from "../../testing/http/launch_chromium.ts";

const VIEWS = ["/", "/orders", "/customers", "/stores", "/sourcing", "/operations"];
const DAY_MS = 86_400_000;

/** Every language, width and scheme, and every pair of them. */
const LOOKS = [
  { language: "en", width: 1280, colorScheme: "light" },
  { language: "en", width: 390, colorScheme: "dark" },
  { language: "ko", width: 390, colorScheme: "light" },
  { language: "ko", width: 1280, colorScheme: "dark" },
] as const;

Deno.test("the console over a running shop", async (t) => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  await using shop = await RunningProcess.start("start", {
    args: ["--rate", "2", "--visits", "5"],
    env: { PORT: "0", METRICS_PORT: "0", DATA_DIR: folder },
  });
  const base = (await shop.line(/is open at (http:\/\/127\.0\.0\.1:\d+)/, 120_000))[1]!;
  const api = async (method: string, path: string, body?: object) => {
    const response = await fetch(base + path, {
      method,
      ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    return await response.json();
  };
  await api("POST", "/v1/stores/cafe-1/sales", sales());
  await api("POST", "/v1/manuals", MANUAL);
  await publishUnreadable(folder, (await api("GET", "/v1/products?limit=1")).items[0].productId);
  const browser = await launchChromium();
  try {
    for (const { language, width } of [{ language: "en", width: 1280 }, { language: "ko", width: 390 }] as const) {
      await t.step(
        `a shopkeeper's morning by keyboard alone, in ${language} at ${width} px`,
        () =>
          onPage(browser, base, async (page) => {
            const customer = `어제손님 ${language}`;
            const orderId = await orderOfYesterday(api, customer);
            await go(page, "o");
            await page.locator("#order-search").waitFor();
            await page.keyboard.press("/");
            await page.keyboard.type(customer);
            await page.keyboard.press("Enter");
            await page.waitForURL((url) => url.searchParams.get("q") === customer);
            const found = page.locator(".list td.main a", { hasText: orderId });
            await tabTo(page, found);
            await page.keyboard.press("Enter");
            await pressButton(page, page.locator("#order-title").locator("xpath=../..").getByRole("button"));
            await pressButton(page, page.locator("button.main"));
            await page.locator(".figures .badge.bad").waitFor();
            assertEquals((await api("GET", `/v1/orders/${orderId}`)).status, "CANCELLED");

            const download = page.waitForEvent("download");
            await pressButton(page, page.getByRole("button", { name: /CSV/ }));
            const csv = await Deno.readTextFile(await (await download).path());
            assertEquals(csv.trimEnd().split("\r\n").length, 2);
            assert(csv.startsWith("\ufeff") && csv.includes(orderId), csv);

            await tabTo(page, page.locator('a.button[href="/orders/imports"]'));
            await page.keyboard.press("Enter");
            const chooser = page.waitForEvent("filechooser");
            await tabTo(page, page.locator("#order-file"));
            await page.keyboard.press("Enter");
            await (await chooser).setFiles({
              name: "orders.csv",
              mimeType: "text/csv",
              buffer: shopifyOrders(language),
            });
            await tabTo(page, page.locator("#term-rate"));
            await page.keyboard.type("1500");
            await page.keyboard.press("Enter");
            await page.getByText("EUR 1500").waitFor();
            assertEquals(await page.getByRole("table").first().locator("tbody tr").count(), 3);
            assertEquals(await violations(page), []);
            await pressButton(page, page.locator("button.main"));
            const run = page.locator(".list tbody tr", { hasText: "orders.csv" }).first();
            await run.locator(".badge.good").waitFor();
            const { items: [imported] } = await api("GET", "/v1/imports?limit=1");
            assertEquals([imported.stored, imported.amount], [3, 3 * 45_000]);
            await pressButton(page, run.getByRole("button"));
            await pressButton(page, run.locator("button.main"));
            await run.locator(".badge.plain").waitFor();
            assertEquals((await api("GET", `/v1/orders?q=${encodeURIComponent(`#${language}-1`)}`)).items, []);

            await go(page, "t");
            await tabTo(page, page.locator("#scenario"));
            while (await page.locator("#scenario").inputValue() !== "flash-sale") {
              await page.keyboard.press("ArrowDown");
            }
            await pressButton(page, page.locator("#scenario").locator("xpath=..").getByRole("button"));
            const running = page.getByRole("switch", { name: language === "ko" ? "타임딜" : "Flash sale" });
            await running.waitFor();
            assertEquals(await runningScenarios(api), ["flash-sale"]);
            await pressButton(page, running);
            await running.waitFor({ state: "detached" });
            assertEquals(await runningScenarios(api), []);
          }, { locale: language === "ko" ? "ko-KR" : "en-US", viewport: { width, height: 850 } }),
      );
    }

    await t.step("today's figures are those of the API", () =>
      onPage(browser, base, async (page) => {
        const compared = await api("GET", "/v1/commerce/sales-comparison");
        await page.route("**/v1/commerce/sales-comparison", (route) => route.fulfill({ json: compared }));
        await page.reload();
        const { today, hours } = compared;
        const amount = page.locator(".sales-figures dd:not(.quiet)").first();
        await amount.filter({ hasText: "₩" }).waitFor();
        assertEquals(await amount.textContent(), won(today.amount));
        await page.locator(".hours-box summary").click();
        const cells = await page.locator(".hours-box tbody td:nth-child(2)").allTextContents();
        assertEquals(
          cells,
          hours.map(({ today }: { today: { amount: number; orders: number } | null }) =>
            today === null ? "–" : `${won(today.amount)} · ${today.orders} orders`
          ),
        );
      }));

    await t.step(
      "a member's score is supposed at another hour, and the member is erased with a certificate",
      () =>
        onPage(browser, base, async (page) => {
          const { userId } = await api("POST", "/v1/users?direct=true", { name: "지울손님", age: 34, gender: "F" });
          await page.goto(`${base}/customers/${userId}`);
          await page.getByText("The grade has not changed yet.").waitFor();
          await page.getByText("To SILVER, ₩500,000 and 5 orders are missing.").waitFor();
          await page.getByLabel("Hour", { exact: true }).selectOption("22");
          await page.getByLabel("Event", { exact: true }).selectOption("moving");
          await page.locator(".score", { hasText: "times as likely" }).waitFor();
          const answer = await api("GET", `/v1/users/${userId}/propensity?hour=22&event=moving`);
          const score = answer.supposed.score.toLocaleString("en-GB", { maximumFractionDigits: 2 });
          await page.locator(".score b", { hasText: score }).waitFor();
          assertEquals(await violations(page), []);
          const erase = page.getByRole("button", { name: "Erase for good" });
          assert(await erase.isDisabled());
          await page.getByLabel(/^Type .* to confirm$/).fill(userId);
          await erase.click();
          await page.getByRole("table", { name: "Certificate of erasure" }).getByText("Postgres: users").waitFor();
          assertEquals(await violations(page), []);
          const download = page.waitForEvent("download");
          await page.getByRole("button", { name: "Download the certificate" }).click();
          const certificate = JSON.parse(await Deno.readTextFile(await (await download).path()));
          assert(certificate.records >= 1 && certificate.userDigest.length === 64);
          assertEquals((await api("GET", `/v1/users/${userId}`)).code, "unknown_user");
        }),
    );

    await t.step(
      "a store shows the day and what changed, and answers from the manuals",
      () =>
        onPage(browser, `${base}/stores/cafe-1`, async (page) => {
          const row = page.getByRole("table", { name: "Menus: seven days" }).locator("tbody tr").first();
          assertMatch(await row.textContent() ?? "", /Cold noodles no longer sold.*−₩110,000/);
          await page.getByLabel("Business day").fill(dayBefore(1));
          await page.locator(".columns li", { hasText: "₩9K" }).first().waitFor();
          await page.getByLabel("Question").fill("환불은 며칠 이내");
          await page.keyboard.press("Enter");
          await page.locator("blockquote", { hasText: "7일 이내에" }).waitFor();
          await page.getByRole("button", { name: "환불 규정" }).first().click();
          await page.locator(".manual pre", { hasText: "영수증" }).waitFor();
        }),
    );

    await t.step("figures are those of the API", () =>
      onPage(browser, `${base}/sourcing`, async (page) => {
        await page.locator(".funnel").waitFor();
        const items = (await api("GET", "/v1/sourcing/supplier-records/items?limit=200")).items.length;
        await page.locator(".funnel li", { hasText: new RegExp(`^\\s*${items}items of suppliers`) }).waitFor();
        await page.getByRole("link", { name: "Operations" }).click();
        const { checks } = await api("GET", "/readyz");
        const engines = page.getByRole("table", { name: "Engines" }).locator("tbody tr");
        await engines.first().waitFor();
        assertEquals(await engines.count(), Object.keys(checks).length);
      }));

    await t.step(
      "a dead letter is corrected, tried and sent again, in Korean and by keyboard",
      () =>
        onPage(browser, `${base}/operations`, async (page) => {
          await page.getByRole("link", { name: /totalAmount/ }).focus({ timeout: 60_000 });
          await page.keyboard.press("Enter");
          const press = async (name: string) => {
            await page.locator(".mend").getByRole("button", { name }).focus();
            await page.keyboard.press("Enter");
          };
          const outcome = (text: string) => page.locator(".mend + div").getByText(text).first().waitFor();
          await page.getByLabel("메시지", { exact: true }).waitFor();
          await press("시험");
          await outcome("다시 실패할 것이라 보내지 않음: 1");
          const text = await page.getByLabel("메시지", { exact: true }).inputValue();
          await page.getByLabel("메시지", { exact: true }).fill(text.replace('"nine thousand"', "9000"));
          await press("시험");
          await outcome("저장될 것임: 1");
          assertEquals(await violations(page), []);
          await press("다시 보내기");
          await page.locator(".badge", { hasText: "다시 보냄" }).waitFor();
          const state = async () => (await api("GET", "/v1/orders/O-mended")).state;
          await waitUntil("see the corrected order", async () => await state() !== undefined);
        }, { locale: "ko-KR", colorScheme: "dark", viewport: { width: 390, height: 850 } }),
    );

    await t.step("a key is made, shown once, and revoked", () =>
      onPage(browser, `${base}/operations`, async (page) => {
        await page.getByLabel("Name", { exact: true }).fill("till-1");
        await page.keyboard.press("Enter");
        await page.locator("code", { hasText: /^till_[\w-]{43}$/ }).waitFor();
        await page.getByRole("button", { name: "Revoke till-1" }).click();
        await page.getByRole("button", { name: "Yes, revoke till-1" }).click();
        await page.locator(".badge", { hasText: "revoked" }).waitFor();
        assertEquals(await page.locator("code", { hasText: "till_" }).count(), 0);
      }));

    await t.step(
      "every view is accessible and fits, in both languages, widths and schemes",
      () =>
        onPage(browser, base, async (page) => {
          await page.locator("#connection[data-state=live]").waitFor();
          for (const view of VIEWS) {
            await page.locator(`.views a[href="${view}"]`).click();
            await page.locator(".view:not([hidden]) h2").first().waitFor();
            await page.locator("[aria-busy]").first().waitFor({ state: "detached" });
            for (const { language, width, colorScheme } of LOOKS) {
              await page.setViewportSize({ width, height: 850 });
              await page.emulateMedia({ colorScheme });
              if (await page.locator("html").getAttribute("lang") !== language) await page.locator("#language").click();
              assertEquals(await violations(page), [], `${view} ${language} ${width} ${colorScheme}`);
              const shown = await page.evaluate(() => globalThis.document.documentElement.scrollWidth);
              assert(shown <= width, `${view} is ${shown} px wide, with ${width} px in ${language}`);
            }
          }
        }, { reducedMotion: "reduce" }),
    );

    await t.step(
      "a store shows who is at table 3, and why a phone is placed there",
      async () => {
        await api("POST", "/v1/detections", walkerAt((await api("GET", "/v1/stores/demo-001/beacons")).items));
        const recorded = async () => (await api("GET", "/v1/customers/walker-1/events")).items?.length > 0;
        await waitUntil("see the walker recorded", recorded);
        await onPage(browser, `${base}/stores/demo-001`, async (page) => {
          await page.getByRole("button", { name: "Stand here: Table 3" }).click();
          await page.locator(".figures", { hasText: "recognised" }).getByText("Table 3").waitFor();
          const shares = page.getByRole("table", { name: "Why: how likely each place is" }).locator("tbody tr");
          assertMatch(await shares.first().textContent() ?? "", /^Table 3\d+%-52 dBm$/);
          assertEquals(await violations(page), []);
          const table = page.locator(".floor > li", { has: page.getByRole("heading", { name: "Table 3" }) });
          await table.locator("a", { hasText: "walker-1" }).click();
          await page.getByRole("table", { name: "Where this customer" }).locator("tbody tr").first().waitFor();
        });
      },
    );

    await t.step("a candidate is accepted", () =>
      onPage(browser, `${base}/sourcing`, async (page) => {
        const accept = page.locator(".pairs button.main").first();
        await accept.waitFor({ timeout: 180_000 });
        await page.getByRole("button", { name: "Pictures" }).click();
        await page.locator(".picture").first().waitFor();
        assertEquals(await violations(page), []);
        await accept.click();
        await page.getByText(/^Accepted: /).waitFor();
        assertEquals((await api("GET", "/v1/sourcing/candidates?status=ACCEPTED")).items.length, 1);
      }));

    await t.step("what is not current says since when", () =>
      onPage(browser, `${base}/operations`, async (page) => {
        await page.getByRole("table", { name: "Engines" }).waitFor();
        await shop.stop("SIGTERM");
        await page.getByText(/Not current: as of \d\d:\d\d:\d\d\. The server does not answer/).first().waitFor();
        assert(await page.locator("section[data-stale]").count() > 0);
        assertEquals(await violations(page), []);
      }, { mayFail: true }));
  } finally {
    await browser.close();
  }
});

interface Look extends BrowserContextOptions {
  readonly mayFail?: boolean;
}

/** Fails on anything that a script throws. */
async function onPage(browser: Browser, address: string, test: (page: Page) => Promise<void>, look: Look = {}) {
  const { mayFail = false, ...options } = look;
  const context = await browser.newContext({ locale: "en-US", ...options });
  try {
    const page = await context.newPage();
    const thrown: string[] = [];
    page.on("pageerror", (error) => thrown.push(error.message));
    await page.goto(address);
    await test(page);
    if (!mayFail) assertEquals(thrown, []);
  } finally {
    await context.close();
  }
}

/** What axe finds against WCAG and its best practices. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return await page.evaluate(async () => {
    interface Found {
      readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
    }
    const { run } = Reflect.get(globalThis, "axe") as { run(): Promise<Found> };
    return (await run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

interface Scenario {
  readonly name: string;
  readonly runningUntil: string | null;
}

/** By the outbox, which sends to any topic what the API would refuse. */
async function publishUnreadable(folder: string, productId: string): Promise<void> {
  const { url } = JSON.parse(await Deno.readTextFile(`${folder}/owner.json`));
  const sql = connectPostgres({ url, max: 1 });
  const order = { orderId: "O-mended", userId: "U-mended", productId, quantity: 1, totalAmount: "nine thousand" };
  const value = new TextEncoder().encode(JSON.stringify(order));
  await insertOutbox(sql, [{ topic: "orders", key: order.userId, value, headers: {} }]);
  await sql.end();
}

interface FoundBeacon {
  readonly beaconId: string;
  readonly uuid: string;
  readonly major: number;
  readonly minor: number;
  readonly location: { readonly name: string };
}

function walkerAt(beacons: readonly FoundBeacon[]): object {
  const { uuid, major, minor } = beacons.find(({ location }) => location.name === "Table 3")!;
  return { customerId: "walker-1", readings: [{ uuid, major, minor, rssi: -50 }] };
}

type Api = (method: string, path: string, body?: object) => Promise<Json>;
// deno-lint-ignore no-explicit-any -- an answer is looked at field by field
type Json = any;

/** By `g` and its letter. */
async function go(page: Page, key: string): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press(key);
}

/** By the tabulator alone; what is not there yet is waited for. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Cannot reach ${target} by keyboard`);
}

async function pressButton(page: Page, button: Locator): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press("Enter");
}

/** Returns its id. */
async function orderOfYesterday(api: Api, name: string): Promise<string> {
  const { userId } = await api("POST", "/v1/users?direct=true", { name });
  const product = { name: "머그컵", category: "주방", price: 12_000 };
  const { productId } = await api("POST", "/v1/products?direct=true", product);
  const order = { userId, productId, quantity: 1, totalAmount: 12_000, createdAt: `${dayBefore(1)}T20:00:00+09:00` };
  return (await api("POST", "/v1/orders?direct=true", order)).orderId;
}

/** Three orders in euros. */
function shopifyOrders(name: string): Buffer {
  const header =
    "Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku";
  const rows = [1, 2, 3].map((nth) =>
    `#${name}-${nth},buyer@example.com,paid,EUR,2026-03-0${nth} 09:00:00 +0100,1,Wax,30.00,WAX-${nth}`
  );
  return Buffer.from([header, ...rows].join("\n"));
}

async function runningScenarios(api: Api): Promise<string[]> {
  const { items }: { items: readonly Scenario[] } = await api("GET", "/v1/scenarios");
  return items.filter(({ runningUntil }) => runningUntil !== null).map(({ name }) => name);
}

/** As the page writes it in English. */
function won(amount: number): string {
  return amount.toLocaleString("en-GB", { style: "currency", currency: "KRW", currencyDisplay: "narrowSymbol" });
}

/** The date in Seoul. */
function dayBefore(days: number): string {
  return new Date(Date.now() - days * DAY_MS + 9 * 3_600_000).toISOString().slice(0, 10);
}

/** One dish yesterday, and one that was sold in the week before only. */
function sales(): object[] {
  const line = (saleId: string, menu: string, price: number, days: number) => ({
    ...{ saleId, menu, price, quantity: 1 },
    soldAt: `${dayBefore(days)}T12:10:00+09:00`,
  });
  return [
    line("S-1", "Stew", 9_000, 1),
    ...Array.from({ length: 10 }, (_, n) => line(`S-${n + 2}`, "Cold noodles", 11_000, 9)),
  ];
}

const MANUAL = {
  manualId: "refunds",
  title: "환불 규정",
  kind: "규정",
  stores: [],
  format: "markdown",
  validFrom: "2026-01-01",
  text: "# 환불\n\n## 기간\n\n환불은 구매일부터 7일 이내에 영수증을 가져오면 할 수 있습니다.",
};
