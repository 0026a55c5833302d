import { html } from "hono/html";
import { summarise } from "../../../application/commerce/summarise.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import { type Language, LANGUAGES } from "../../../domain/shared/language.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import type { CommerceDeps } from "../commerce/deps.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { formats } from "./format.js";
import index from "./index.html" with { type: "text" };
import { registerWords, say } from "./words.js";
import { WORDS } from "./words/all_words.js";

registerWords(WORDS);

interface PlainFigures {
  readonly day: string;
  readonly asOf: Date;
  readonly amount: number | null;
  readonly orders: number | null;
  readonly customers: number | null;
  readonly products: number | null;
  readonly waiting: number | null;
}

/** Of a browser without scripts: figures, or why there are none. */
export type PlainContent = PlainFigures | "needs_key" | "away" | "elsewhere";

/** The page waits no longer for figures that hardly anybody sees. */
const MOST_MS = 1_000;
const MOST_CATEGORIES = 1_000;
const LINKS = ["/docs", "/v1/commerce/summary", "/v1/commerce/daily-sales", "/v1/orders", "/v1/users", "/v1/stores"];

/** Today's figures, as of now. Never throws: whatever can't be read is null, or "away". */
export async function plainFigures(
  commerce: CommerceDeps,
  { clock, log }: Pick<EdgeDeps, "clock" | "log">,
): Promise<PlainFigures | "away"> {
  const asOf = clock();
  const { day } = seoulTime(asOf);
  const page = { limit: MOST_CATEGORIES, after: null, sort: "day", descending: true } as const;
  try {
    const [summary, sales] = await withTimeout(
      MOST_MS,
      Promise.all([
        summarise(commerce, asOf),
        commerce.lists.dailySales({ from: day, to: day }, page).then(({ items }) => items, () => null),
      ]),
    );
    const sum = (of: "amount" | "orders") => sales && sales.reduce((total, each) => total + each[of], 0);
    return {
      ...{ day, asOf, amount: sum("amount"), orders: sum("orders") },
      customers: summary.counts && summary.counts.users,
      products: summary.counts && summary.counts.products,
      waiting: summary.groups && summary.groups.reduce((total, { lag }) => total + lag, 0),
    };
  } catch (error) {
    log.warn({ reason: reasonOf(error) }, "cannot show figures without scripts");
    return "away";
  }
}

const SHELLS = Object.fromEntries(LANGUAGES.map((language) => [language, shellIn(language)])) as Record<
  Language,
  string
>;

/** The page in the reader's language; what only a browser without scripts shows is `content`. */
export function pageIn(language: Language, content: PlainContent): string {
  return SHELLS[language].replace("<!-- plain -->", () => String(plainPart(language, content)));
}

function shellIn(language: Language): string {
  const inWords = (_: string, word: string, rest: string) =>
    `data-say="${word}"${rest}>${html`${say(language, word as never)}`}<`;
  return index
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace("/assets/words/en.js", `/assets/words/${language}.js`)
    .replace(/<title>[^<]*/, () => `<title>${html`${say(language, "title")}`}`)
    .replace(/data-say="(\w+)"([^>]*)>[^<]*</g, inWords);
}

function plainPart(language: Language, content: PlainContent) {
  const links = content === "needs_key" ? LINKS.slice(0, 1) : LINKS;
  return html`<section aria-labelledby="plain-title">
    ${typeof content === "string" ? messageOf(language, content) : figuresOf(language, content)}
    <h3>${say(language, "plainLinks")}</h3>
    <ul>${links.map((link) => html`<li><a href="${link}">${link}</a></li>`)}</ul>
  </section>`;
}

function messageOf(language: Language, content: Exclude<PlainContent, PlainFigures>) {
  if (content === "elsewhere") return html`<h2 id="plain-title"><a href="/">${say(language, "plainToday")}</a></h2>`;
  return html`
    <h2 id="plain-title">${say(language, "view_today")}</h2>
    <p>${say(language, content === "needs_key" ? "needsKey" : "plainAway")}</p>
  `;
}

function figuresOf(language: Language, { day, asOf, ...figures }: PlainFigures) {
  const { won, whole, time } = formats(language);
  const rows: readonly [string, number | null, (value: number) => string][] = [
    [say(language, "sales"), figures.amount, won],
    [say(language, "plainOrders"), figures.orders, whole],
    [say(language, "customers"), figures.customers, whole],
    [say(language, "products"), figures.products, whole],
    [say(language, "chartWaiting"), figures.waiting, whole],
  ];
  return html`
    <h2 id="plain-title">${say(language, "view_today")}, ${day}</h2>
    <dl class="figures">${rows.map(([name, value, write]) =>
      html`
        <div>
          <dt>${name}</dt>
          <dd>${value === null ? say(language, "unreachable") : write(value)}</dd>
        </div>
      `
    )}</dl>
    <p class="quiet">${say(language, "liveAt", { time: time(asOf.toISOString()) })}</p>
  `;
}
