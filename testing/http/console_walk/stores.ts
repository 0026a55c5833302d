import { assertEquals, assertMatch } from "@std/assert";
import { waitUntil } from "../../engines/wait_until.ts";
import { type Console, dayBefore, onPage, violations } from "./console_page.ts";

export async function lookAtStore(shop: Console): Promise<void> {
  await onPage(shop, "/stores/cafe-1", async (page) => {
    const row = page.getByRole("table", { name: "Menus: seven days" }).locator("tbody tr").first();
    assertMatch(await row.textContent() ?? "", /Cold noodles no longer sold.*−₩110,000/);
    await page.getByLabel("Business day").fill(dayBefore(1));
    await page.locator(".columns li", { hasText: "₩9K" }).first().waitFor();
    await page.getByLabel("Question").fill("환불은 며칠 이내");
    await page.keyboard.press("Enter");
    await page.locator("blockquote", { hasText: "7일 이내에" }).waitFor();
    await page.getByRole("button", { name: "환불 규정" }).first().click();
    await page.locator(".manual pre", { hasText: "영수증" }).waitFor();
  });
}

export async function findWalker(shop: Console): Promise<void> {
  const { api } = shop;
  await api("POST", "/v1/detections", walkerAt((await api("GET", "/v1/stores/demo-001/beacons")).items));
  const recorded = async () => (await api("GET", "/v1/customers/walker-1/events")).items?.length > 0;
  await waitUntil("see the walker recorded", recorded);
  await onPage(shop, "/stores/demo-001", async (page) => {
    await page.getByRole("button", { name: "Stand here: Table 3" }).click();
    await page.locator(".figures", { hasText: "recognised" }).getByText("Table 3").waitFor();
    const shares = page.getByRole("table", { name: "Why: how likely each place is" }).locator("tbody tr");
    assertMatch(await shares.first().textContent() ?? "", /^Table 3\d+%-52 dBm$/);
    assertEquals(await violations(page), []);
    const table = page.locator(".floor > li", { has: page.getByRole("heading", { name: "Table 3" }) });
    await table.locator("a", { hasText: "walker-1" }).click();
    await page.getByRole("table", { name: "Where this customer" }).locator("tbody tr").first().waitFor();
  });
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

/** One dish yesterday, and one that was sold in the week before only. */
export function sales(): object[] {
  const line = (saleId: string, menu: string, price: number, days: number) => ({
    ...{ saleId, menu, price, quantity: 1 },
    soldAt: `${dayBefore(days)}T12:10:00+09:00`,
  });
  return [
    line("S-1", "Stew", 9_000, 1),
    ...Array.from({ length: 10 }, (_, n) => line(`S-${n + 2}`, "Cold noodles", 11_000, 9)),
  ];
}

export const MANUAL = {
  manualId: "refunds",
  title: "환불 규정",
  kind: "규정",
  stores: [],
  format: "markdown",
  validFrom: "2026-01-01",
  text: "# 환불\n\n## 기간\n\n환불은 구매일부터 7일 이내에 영수증을 가져오면 할 수 있습니다.",
};
