import { assert, assertEquals } from "@std/assert";
import { insertOutbox } from "../../../adapters/postgres/core/outbox.ts";
import { waitUntil } from "../../engines/wait_until.ts";
import type { Databases } from "./databases.ts";
import { type Console, lookOf, onPage, type Reader, violations } from "./console_page.ts";
import { go, pressKey, tabTo } from "./keyboard.ts";

const BUTTONS = { en: { try: "Try", send: "Send again" }, ko: { try: "시험", send: "다시 보내기" } };

/** By keyboard alone: a dead letter is tried, corrected, tried and sent again. */
export async function correctDeadLetter(shop: Console, reader: Reader): Promise<void> {
  const { api } = shop;
  const name = BUTTONS[reader.language];
  await onPage(shop, "", async (page) => {
    await go(page, "x");
    await pressKey(
      page,
      page.locator("tr:has(input:not([disabled]))").getByRole("link", { name: /totalAmount/ }).first(),
    );
    const press = (name: string) => pressKey(page, page.locator(".mend").getByRole("button", { name, exact: true }));
    const outcome = page.locator(".mend + div b");
    const message = page.locator("#mend");
    await press(name.try);
    await outcome.getByText(/(1$|1건|: 1)/).waitFor();
    await page.locator(".outcomes", { hasText: "totalAmount" }).waitFor();
    const text = await message.inputValue();
    await tabTo(page, message);
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(text.replace('"nine thousand"', "9000"));
    await press(name.try);
    await page.locator(".outcomes", { hasText: "totalAmount" }).waitFor({ state: "detached" });
    assertEquals(await violations(page), []);
    await press(name.send);
    await page.locator("#mend[disabled]").waitFor();
    const { orderId } = JSON.parse(text);
    const state = async () => (await api("GET", `/v1/orders/${orderId}`)).state;
    await waitUntil("see the corrected order", async () => await state() !== undefined);
  }, lookOf(reader));
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

/** By the outbox, which sends to any topic what the API would refuse: one for each who corrects one. */
export async function publishUnreadable({ shop }: Databases, productId: string, count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, nth) => {
    const order = {
      orderId: `O-mended-${nth}`,
      userId: "U-mended",
      productId,
      quantity: 1,
      totalAmount: "nine thousand",
    };
    const value = new TextEncoder().encode(JSON.stringify(order));
    return { topic: "orders", key: order.userId, value, headers: {} };
  });
  await insertOutbox(shop, records);
}
