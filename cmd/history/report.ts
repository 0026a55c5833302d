import type { HistoryVerified } from "../../application/commerce/simulation/verify_history.ts";
import type { AnswerKey } from "../../domain/commerce/simulation/history/answers.ts";
import { isoDay } from "../../domain/commerce/seoul_time.ts";
import { count, table } from "../wiring/process/table.ts";

export interface HistoryReport {
  readonly key: AnswerKey;
  readonly stored: number;
  readonly seconds: number;
  readonly answersFile: string;
}

export function writtenAsJson({ key, stored, seconds, answersFile }: HistoryReport): string {
  const { plan, until, orders, amount, customers, buyers, products, grades } = key;
  return JSON.stringify(
    {
      ...plan,
      firstDay: isoDay(plan.firstDay),
      until,
      orders,
      amount,
      customers,
      buyers,
      products,
      grades: Object.fromEntries(grades.map(({ grade, members }) => [grade, members])),
      stored,
      seconds: Math.round(seconds * 1_000) / 1_000,
      rowsPerSecond: stored === 0 ? null : Math.round(stored / seconds),
      answersFile,
    },
    null,
    2,
  );
}

export function writtenAsText({ key, stored, seconds, answersFile }: HistoryReport): string {
  const { plan, until, orders, amount, customers, buyers, products, grades } = key;
  return [
    `History ${plan.seed}: ${isoDay(plan.firstDay)} until ${until.toISOString()}`,
    `  orders     ${count(orders)} rows, ${count(amount)} won`,
    `  customers  ${count(customers)}, of whom ${count(buyers)} have bought: ` +
    grades.toReversed().map(({ grade, members }) => `${grade} ${count(members)}`).join(", "),
    `  products   ${count(products)}`,
    stored === 0
      ? "  All of it was there already: nothing was added."
      : `  ${count(stored)} rows stored in ${seconds.toFixed(1)} s, ${count(stored / seconds)}/s`,
    `Answers are in ${answersFile}; compare with: deno task history --verify ${answersFile}`,
  ].join("\n");
}

export function verifiedAsJson(verified: HistoryVerified, answersFile: string): string {
  const { differences, unconfirmed } = verified;
  const verdict = differences.length + unconfirmed.length === 0 ? "equal" : "different";
  return JSON.stringify({ verdict, answersFile, ...verified }, null, 2);
}

export function verifiedAsText(verified: HistoryVerified, answersFile: string): string {
  const { seed, orders, amount, differences, unconfirmed, changedCustomers } = verified;
  const rows = differences.map(({ question, expected, found }) => [question, shown(expected), shown(found)]);
  const columns = [{ title: "DIFFERENT" }, { title: "EXPECTED", right: true }, { title: "FOUND", right: true }];
  const problems = differences.length + unconfirmed.length;
  return [
    `History ${seed} against ${answersFile}: ${count(orders.found)} of ${count(orders.expected)} orders, ` +
    `${count(amount.found)} of ${count(amount.expected)} won`,
    ...(rows.length > 0 ? [table(columns, rows)] : []),
    ...unconfirmed,
    ...(changedCustomers > 0
      ? [`Grades were not compared: ${count(changedCustomers)} customers have changed since the history was finished.`]
      : []),
    problems === 0
      ? "Equal: every answer is right, and every stored figure is what the orders say."
      : `${problems} differences.`,
  ].join("\n");
}

function shown(value: number | string | null): string {
  if (typeof value === "number") return count(value);
  return value === null ? "-" : value.length > 40 ? `${value.slice(0, 37)}...` : value;
}
