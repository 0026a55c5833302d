import { count, table } from "../wiring/process/table.ts";
import type { Recollected } from "./recollect.ts";

type Forgone = Recollected["forgone"];

export function recollectedAsText({ accounts, fetched, products, listings, forgone }: Recollected): string {
  const taken = Object.entries(accounts).map(([name, rows]) => `${count(rows)} ${name.replace("_", " ")}`);
  const columns = [
    { title: "FETCHED AGAIN" },
    { title: "KIND" },
    { title: "SEEN", right: true },
    { title: "STORED", right: true },
    { title: "" },
  ];
  const rows = fetched.map(({ account, kind, seen, added, status, error }) => [
    account,
    kind,
    count(seen),
    count(added),
    error === null ? status : `${status}: ${error}`,
  ]);
  const { added, known, ended, unmatched, examples, problem } = listings;
  return [
    `taken over: ${taken.join(", ") || "no accounts, there were some"}`,
    table(columns, rows),
    `${count(products.made)} items relayed to products, ${count(products.deadLettered)} dead-lettered, ` +
    `${count(products.embedded)} embedded`,
    problem !== null
      ? `no listings derived: ${problem}`
      : `${count(added)} listings derived, ${count(known)} were there, ${count(ended)} had ended, ` +
        `${count(unmatched)} without a product now${examples.length > 0 ? `: ${examples.join(", ")}` : ""}`,
    ...forgone.map(forgoneAsText),
  ].join("\n");
}

export function recollectionPlanAsText(accounts: readonly string[], forgone: Forgone): string {
  return [
    `takes over: ${accounts.join(", ") || "no accounts, since there are some"}`,
    "fetches again: items, orders, questions and categories of every active supplier account",
    "derives again: products, their vectors, and listings by the marketplaces' ids",
    ...forgone.map(forgoneAsText),
  ].join("\n");
}

function forgoneAsText({ table, rows }: Forgone[number]): string {
  return `stays in the old database: ${table}, about ${count(rows)} rows`;
}
