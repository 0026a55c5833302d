/// <reference lib="dom" />
import type { Locator, Page } from "playwright-core";

const MOST_PRESSES = 250;

/** By `g` and its letter. */
export async function go(page: Page, key: string): Promise<void> {
  // Keys are listened to once the page says which view it shows.
  await page.locator(".views a[aria-current=page]").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press(key);
}

/** By the tabulator alone, forwards or back; what is not there yet is waited for. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Cannot reach ${target} by keyboard`);
}

/** Enter on a button or a link. */
export async function pressKey(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}
