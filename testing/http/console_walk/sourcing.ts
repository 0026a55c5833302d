import { assertEquals } from "@std/assert";
import { type Console, onPage, violations } from "./console_page.ts";

export async function compareFigures(shop: Console): Promise<void> {
  const { api } = shop;
  await onPage(shop, "/sourcing", async (page) => {
    await page.locator(".funnel").waitFor();
    const items = (await api("GET", "/v1/sourcing/supplier-records/items?limit=200")).items.length;
    await page.locator(".funnel li", { hasText: new RegExp(`^\\s*${items}items of suppliers`) }).waitFor();
    await page.getByRole("link", { name: "Operations" }).click();
    const { checks } = await api("GET", "/readyz");
    const engines = page.getByRole("table", { name: "Engines" }).locator("tbody tr");
    await engines.first().waitFor();
    assertEquals(await engines.count(), Object.keys(checks).length);
  });
}

export async function acceptCandidate(shop: Console): Promise<void> {
  const { api } = shop;
  await onPage(shop, "/sourcing", async (page) => {
    const accept = page.locator(".pairs button.main").first();
    await accept.waitFor({ timeout: 180_000 });
    await page.getByRole("button", { name: "Pictures" }).click();
    await page.locator(".picture").first().waitFor();
    assertEquals(await violations(page), []);
    await accept.click();
    await page.getByText(/^Accepted: /).waitFor();
    assertEquals((await api("GET", "/v1/sourcing/candidates?status=ACCEPTED")).items.length, 1);
  });
}
