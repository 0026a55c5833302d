import { assert, assertEquals } from "@std/assert";
import { insertOutbox } from "../../../adapters/postgres/core/outbox.ts";
import { connectPostgres } from "../../../adapters/postgres/core/connect.ts";
import { waitUntil } from "../../engines/wait_until.ts";
import { type Console, onPage, violations } from "./console_page.ts";

export async function correctDeadLetter(shop: Console): Promise<void> {
  const { api } = shop;
  await onPage(shop, "/operations", async (page) => {
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
  }, { locale: "ko-KR", colorScheme: "dark", viewport: { width: 390, height: 850 } });
}

export async function makeKey(shop: Console): Promise<void> {
  await onPage(shop, "/operations", async (page) => {
    await page.getByLabel("Name", { exact: true }).fill("till-1");
    await page.keyboard.press("Enter");
    await page.locator("code", { hasText: /^till_[\w-]{43}$/ }).waitFor();
    await page.getByRole("button", { name: "Revoke till-1" }).click();
    await page.getByRole("button", { name: "Yes, revoke till-1" }).click();
    await page.locator(".badge", { hasText: "revoked" }).waitFor();
    assertEquals(await page.locator("code", { hasText: "till_" }).count(), 0);
  });
}

export async function loseServer(shop: Console, stop: () => Promise<unknown>): Promise<void> {
  await onPage(shop, "/operations", async (page) => {
    await page.getByRole("table", { name: "Engines" }).waitFor();
    await stop();
    await page.getByText(/Not current: as of \d\d:\d\d:\d\d\. The server does not answer/).first().waitFor();
    assert(await page.locator("section[data-stale]").count() > 0);
    assertEquals(await violations(page), []);
  }, { mayFail: true });
}

/** By the outbox, which sends to any topic what the API would refuse. */
export async function publishUnreadable(folder: string, productId: string): Promise<void> {
  const { url } = JSON.parse(await Deno.readTextFile(`${folder}/owner.json`));
  const sql = connectPostgres({ url, max: 1 });
  const order = { orderId: "O-mended", userId: "U-mended", productId, quantity: 1, totalAmount: "nine thousand" };
  const value = new TextEncoder().encode(JSON.stringify(order));
  await insertOutbox(sql, [{ topic: "orders", key: order.userId, value, headers: {} }]);
  await sql.end();
}
