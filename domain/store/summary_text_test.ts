import { assertEquals } from "@std/assert";
import type { StoreReport } from "./report.ts";
import { reportIn, summaryText } from "./summary_text.ts";

const DAY = {
  from: new Date("2026-03-01T15:00:00Z"),
  until: new Date("2026-03-02T15:00:00Z"),
  timeZone: "Asia/Seoul",
  closingTime: "00:00",
};

function summary(
  changes: { readonly isOpen?: boolean; readonly sales?: number; readonly change?: number | null } = {},
) {
  const { isOpen = false, sales = 261, change = 0.0716 } = changes;
  return {
    date: "2026-03-02",
    asOf: new Date("2026-03-02T05:30:00Z"),
    day: { ...DAY, isOpen },
    figures: {
      ...{ amount: 1_486_200, quantity: 305, sales },
      bestMenus: [{ menu: "카페라떼", amount: 345_000 }, { menu: "유자차", amount: 9_000 }],
      busiestHour: { clock: "12:00", amount: 208_400 },
      weekBefore: { date: "2026-02-23", amount: 1, change },
    },
  } as Parameters<typeof summaryText>[0];
}

Deno.test("summaryText says the same in English and in Korean", () => {
  assertEquals(
    summaryText(summary(), "en"),
    "2026-03-02: 1,486,200 won from 261 sales, 7.2 % more than a week before. Best: 카페라떼, 유자차. Busiest hour: 12:00.",
  );
  assertEquals(
    summaryText(summary(), "ko"),
    "2026-03-02: 매출 1,486,200원, 판매 261건, 지난주 같은 날보다 7.2% 많습니다. 많이 팔린 메뉴: 카페라떼, 유자차. " +
      "가장 바쁜 시간: 12:00.",
  );
});

Deno.test("summaryText says until when of a day under way, and what was less, the same, or nothing", () => {
  const start = (changes: Parameters<typeof summary>[0]) =>
    (["en", "ko"] as const).map((language) => summaryText(summary(changes), language).split(".")[0]);
  assertEquals(start({ isOpen: true, sales: 0 }), [
    "2026-03-02, until 14:30: no sales",
    "2026-03-02 14:30까지: 판매가 없습니다",
  ]);
  assertEquals(start({ change: -0.25 }), [
    "2026-03-02: 1,486,200 won from 261 sales, 25 % less than a week before",
    "2026-03-02: 매출 1,486,200원, 판매 261건, 지난주 같은 날보다 25% 적습니다",
  ]);
  assertEquals(start({ change: 0 }), [
    "2026-03-02: 1,486,200 won from 261 sales, as much as a week before",
    "2026-03-02: 매출 1,486,200원, 판매 261건, 지난주 같은 날과 같습니다",
  ]);
  assertEquals(start({ change: null })[1], "2026-03-02: 매출 1,486,200원, 판매 261건");
});

Deno.test("reportIn leaves what a person wrote, and other categories", () => {
  const report = { ...summary(), category: "summary", text: "computed", written: null } as unknown as StoreReport;
  assertEquals(reportIn(report, "ko").text?.startsWith("2026-03-02: 매출"), true);
  const written = { ...report, text: "Rain", written: { at: DAY.from, version: 1 } } as StoreReport;
  assertEquals(reportIn(written, "ko"), written);
  const hours = { ...report, category: "hours", text: null } as unknown as StoreReport;
  assertEquals(reportIn(hours, "ko"), hours);
});
