/// <reference lib="dom" />
import { assertEquals, assertMatch, equal } from "@std/assert";
import { waitUntil } from "../../engines/wait_until.ts";
import { type Console, dayBefore, lookOf, onPage, type Reader, violations } from "./console_page.ts";
import { go, pressKey, tabTo } from "./keyboard.ts";

/** By keyboard alone: which menu fell, what was sold on a day, and what the manuals say. */
export async function lookAtStore(shop: Console, reader: Reader): Promise<void> {
  await onPage(shop, "", async (page) => {
    await go(page, "s");
    await pressKey(page, page.locator('.chips a[href="/stores/cafe-1"]'));
    const row = page.locator("[aria-labelledby=menus-title] tbody tr").first();
    await row.filter({ hasText: "Cold noodles" }).waitFor();
    assertMatch(await row.textContent() ?? "", /Cold noodles.+−₩110,000/);
    await tabTo(page, page.locator("[aria-labelledby=report-title] input[type=date]"));
    await page.locator("[aria-labelledby=report-title] input[type=date]").fill(dayBefore(1));
    await page.locator("[aria-labelledby=report-title] .figures", { hasText: "₩9,000" }).waitFor();
    await tabTo(page, page.locator("#question"));
    await page.keyboard.type("환불은 며칠 이내");
    await page.keyboard.press("Enter");
    await page.locator("blockquote", { hasText: "7일 이내에" }).waitFor();
    await pressKey(page, page.getByRole("button", { name: "환불 규정" }).first());
    await page.locator(".manual pre", { hasText: "영수증" }).waitFor();
  }, lookOf(reader));
}

/** Somebody at table 3 of `demo-001`. */
export async function walkIn({ api }: Console): Promise<void> {
  await api("POST", "/v1/detections", walkerAt((await api("GET", "/v1/stores/demo-001/beacons")).items));
  const recorded = async () => (await api("GET", "/v1/customers/walker-1/events")).items?.length > 0;
  await waitUntil("see the walker recorded", recorded);
}

/** By keyboard alone: who is at table 3, and why a phone is placed there. */
export async function findWalker(shop: Console, reader: Reader): Promise<void> {
  await onPage(shop, "", async (page) => {
    await go(page, "s");
    await pressKey(page, page.locator('.chips a[href="/stores/demo-001"]'));
    const table = page.locator(".floor > li", { has: page.getByRole("heading", { name: "Table 3" }) });
    const walker = table.locator("a", { hasText: "walker-1" });
    await walker.waitFor({ state: "attached" });
    if (await walker.isHidden()) await pressKey(page, table.locator("summary"));
    await walker.waitFor();
    await pressKey(page, page.locator(".levels button[aria-label$='Table 3']"));
    await page.locator("[aria-labelledby=try-title] .figures .badge.good").waitFor();
    const shares = page.locator("[aria-labelledby=try-title] tbody tr");
    assertMatch(await shares.first().textContent() ?? "", /^Table 3\d+%-52 dBm$/);
    assertEquals(await violations(page), []);
    await tabTo(page, walker, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.locator("[aria-labelledby=visitor-title] tbody tr", { hasText: "Table 3" }).first().waitFor();
  }, lookOf(reader));
}

/** By keyboard, by pointer and by numbers; what is done is stored at once. */
export async function placeBeacons(shop: Console): Promise<void> {
  const { api } = shop;
  const id = "demo-002-table-1";
  const stored = async () => {
    const { beacons } = await api("GET", "/v1/stores/demo-002/floor-plan");
    return beacons.find(({ beaconId }: { beaconId: string }) => beaconId === id) ?? null;
  };
  await onPage(shop, "/stores/demo-002", async (page) => {
    await page.getByRole("img", { name: /^평면도, 1층: 가로 [\d.]+m/ }).waitFor();
    const { x, y } = await stored();
    const becomes = (place: object | null) =>
      waitUntil("see the beacon's place", async () => equal(await stored(), place && { beaconId: id, ...place }));
    await pressKey(page, page.getByRole("button", { name: "비콘 자리 정하기" }));
    const pin = page.getByRole("button", { name: "Table 1", exact: true });
    await tabTo(page, pin);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await becomes({ x: x + 0.5, y: y + 0.1, floor: 1 });
    assertEquals(await violations(page), []);

    const plan = (await page.getByRole("group", { name: "고치고 있는 평면도" }).boundingBox())!;
    const { x: left, y: top } = (await pin.boundingBox())!;
    await page.mouse.move(left + 5, top + 5);
    await page.mouse.down();
    await page.mouse.move(left + 5, top + 5 + plan.height / 4, { steps: 4 });
    await page.mouse.up();
    await waitUntil("see the beacon moved", async () => (await stored()).y > y + 1);

    await page.getByLabel("층: Table 1").fill("-1");
    await page.keyboard.press("Tab");
    await waitUntil("see the beacon on another floor", async () => (await stored()).floor === -1);
    await page.getByRole("button", { name: "지하 1층", pressed: true }).waitFor();
    await pressKey(page, page.getByRole("button", { name: "평면도에서 빼기: Table 1" }));
    await becomes(null);
    await pressKey(page, page.getByRole("button", { name: "마침" }));
    await page.getByRole("img", { name: /^평면도, 1층/ }).waitFor();
  }, { locale: "ko-KR", viewport: { width: 390, height: 850 } });
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
