/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { type Console, onPage, violations } from "./console_page.ts";

const VIEWS = ["/", "/orders", "/customers", "/stores", "/sourcing", "/operations"];

/** Every language, width and scheme, and every pair of them. */
const LOOKS = [
  { language: "en", width: 1280, colorScheme: "light" },
  { language: "en", width: 390, colorScheme: "dark" },
  { language: "ko", width: 390, colorScheme: "light" },
  { language: "ko", width: 1280, colorScheme: "dark" },
] as const;

export async function lookAtEveryView(shop: Console): Promise<void> {
  await onPage(shop, "", async (page) => {
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
        if (language === "ko") assertEquals(await englishIn(page), [], `${view} at ${width} px`);
        const shown = await page.evaluate(() => globalThis.document.documentElement.scrollWidth);
        assert(shown <= width, `${view} is ${shown} px wide, with ${width} px in ${language}`);
      }
    }
  }, { reducedMotion: "reduce" });
}

/** Sentences of the server that are not marked as English. */
async function englishIn(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const { document, NodeFilter } = globalThis;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (texts.nextNode()) {
      const { parentElement: box, textContent: text } = texts.currentNode;
      const isShown = box !== null && box.closest("[lang=en], pre, code, script, noscript, [hidden]") === null;
      if (isShown && /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text ?? "") && !/\p{Script=Hangul}/u.test(text!)) {
        found.push(text!.trim());
      }
    }
    return found;
  });
}
