import type { Language } from "../shared/language.ts";
import { clockOf } from "./business_day.ts";
import type { StoreReport, SummaryFigures } from "./report.ts";

/** What the text says all stands in the report: it is composed anew for each reader, whatever a cache holds. */
type Summary = Pick<StoreReport, "date" | "asOf" | "day"> & { readonly figures: SummaryFigures };

export function summaryText(summary: Summary, language: Language): string {
  return language === "ko" ? inKorean(summary) : inEnglish(summary);
}

/** As `report`, with the computed text in `language`; what a person wrote stays as it was written. */
export function reportIn(report: StoreReport, language: Language): StoreReport {
  if (report.category !== "summary" || report.written !== null) return report;
  return { ...report, text: summaryText(report, language) };
}

function inEnglish({ date, asOf, day, figures }: Summary): string {
  const { amount, sales, bestMenus, busiestHour, weekBefore } = figures;
  const when = day.isOpen ? `${date}, until ${clockOf(asOf, day)}` : date;
  if (sales === 0) return `${when}: no sales.`;
  const won = `${number(amount)} won from ${number(sales)} sales`;
  const { change } = weekBefore;
  const compared = change === null
    ? ""
    : change === 0
    ? ", as much as a week before"
    : `, ${percent(change)} % ${change > 0 ? "more" : "less"} than a week before`;
  const best = bestMenus.length > 0 ? ` Best: ${namesOf(bestMenus)}.` : "";
  const busiest = busiestHour ? ` Busiest hour: ${busiestHour.clock}.` : "";
  return `${when}: ${won}${compared}.${best}${busiest}`;
}

function inKorean({ date, asOf, day, figures }: Summary): string {
  const { amount, sales, bestMenus, busiestHour, weekBefore } = figures;
  const when = day.isOpen ? `${date} ${clockOf(asOf, day)}까지` : date;
  if (sales === 0) return `${when}: 판매가 없습니다.`;
  const { change } = weekBefore;
  const compared = change === null
    ? ""
    : change === 0
    ? ", 지난주 같은 날과 같습니다"
    : `, 지난주 같은 날보다 ${percent(change)}% ${change > 0 ? "많습니다" : "적습니다"}`;
  const best = bestMenus.length > 0 ? ` 많이 팔린 메뉴: ${namesOf(bestMenus)}.` : "";
  const busiest = busiestHour ? ` 가장 바쁜 시간: ${busiestHour.clock}.` : "";
  return `${when}: 매출 ${number(amount)}원, 판매 ${number(sales)}건${compared}.${best}${busiest}`;
}

function namesOf(menus: SummaryFigures["bestMenus"]): string {
  return menus.map(({ menu }) => menu).join(", ");
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function percent(change: number): string {
  const share = Math.abs(change);
  return (share * 100).toFixed(share < 0.1 ? 1 : 0);
}
