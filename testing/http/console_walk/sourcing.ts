import { assertEquals } from "@std/assert";
import { type Console, lookOf, onPage, type Reader, violations } from "./console_page.ts";
import type { Databases } from "./databases.ts";
import { go, pressKey } from "./keyboard.ts";

/** By keyboard alone: a candidate is compared with what sells, and accepted. */
export async function acceptCandidate(shop: Console, reader: Reader, { dropship }: Databases): Promise<void> {
  const { api } = shop;
  // A demo may have found one alone, which another reader has accepted.
  await dropship`update sourcing_candidates set status = 'FOUND', decided_at = null where status = 'ACCEPTED'`;
  const accepted = async () => (await api("GET", "/v1/sourcing/candidates?status=ACCEPTED")).items.length;
  await onPage(shop, "", async (page) => {
    await go(page, "p");
    const accept = page.locator(".pairs button.main").first();
    await accept.waitFor({ timeout: 180_000 });
    await pressKey(page, page.locator("button[aria-describedby=pictures-note]"));
    await page.locator(".picture").first().waitFor();
    assertEquals(await violations(page), []);
    await pressKey(page, accept);
    await page.locator("[aria-labelledby=candidates-title] [role=status]", { hasText: ": " }).waitFor();
    assertEquals(await accepted(), 1);
  }, lookOf(reader));
}
