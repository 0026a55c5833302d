/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { type Api, type Console, dayBefore, lookOf, onPage, type Reader, violations } from "./console_page.ts";
import { go, pressKey, tabTo } from "./keyboard.ts";

/** By keyboard alone: an order is found and cancelled, a file imported and undone, a scenario started and stopped. */
export async function walkMorning(shop: Console, reader: Reader): Promise<void> {
  const { api } = shop;
  const { language } = reader;
  await onPage(shop, "", async (page) => {
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
    await pressKey(page, page.locator("#order-title").locator("xpath=../..").getByRole("button"));
    await pressKey(page, page.locator("button.main"));
    await page.locator(".figures .badge.bad").waitFor();
    assertEquals((await api("GET", `/v1/orders/${orderId}`)).status, "CANCELLED");

    const download = page.waitForEvent("download");
    await pressKey(page, page.getByRole("button", { name: /CSV/ }));
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
    await pressKey(page, page.locator("button.main"));
    const run = page.locator(".list tbody tr", { hasText: "orders.csv" }).first();
    await run.locator(".badge.good").waitFor();
    const { items: [imported] } = await api("GET", "/v1/imports?limit=1");
    assertEquals([imported.stored, imported.amount], [3, 3 * 45_000]);
    await pressKey(page, run.getByRole("button"));
    await pressKey(page, run.locator("button.main"));
    await run.locator(".badge.plain").waitFor();
    assertEquals((await api("GET", `/v1/orders?q=${encodeURIComponent(`#${language}-1`)}`)).items, []);

    await go(page, "t");
    await tabTo(page, page.locator("#scenario"));
    while (await page.locator("#scenario").inputValue() !== "flash-sale") {
      await page.keyboard.press("ArrowDown");
    }
    await pressKey(page, page.locator("#scenario").locator("xpath=..").getByRole("button"));
    const running = page.getByRole("switch", { name: language === "ko" ? "타임딜" : "Flash sale" });
    await running.waitFor();
    assertEquals(await runningScenarios(api), ["flash-sale"]);
    await pressKey(page, running);
    await running.waitFor({ state: "detached" });
    assertEquals(await runningScenarios(api), []);
  }, lookOf(reader));
}

export async function compareToday(shop: Console): Promise<void> {
  const { api } = shop;
  await onPage(shop, "", async (page) => {
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
  });
}

/** A file of orders that is drawn onto the page, whatever it shows of orders. */
export async function dropFile(shop: Console): Promise<void> {
  await onPage(shop, "/orders", async (page) => {
    await page.locator("#order-search").waitFor();
    const file = await page.evaluateHandle((text) => {
      const dragged = new DataTransfer();
      dragged.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
      return dragged;
    }, shopifyOrders("dropped").toString());
    await page.dispatchEvent("body", "dragover", { dataTransfer: file });
    await page.getByText("Let go to look at the file").waitFor();
    assertEquals(await violations(page), []);
    await page.dispatchEvent("body", "drop", { dataTransfer: file });
    await page.waitForURL("**/orders/imports");
    await page.locator("#term-rate").waitFor();
    await page.getByText("dropped.csv").first().waitFor();
  });
}

interface Scenario {
  readonly name: string;
  readonly runningUntil: string | null;
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
