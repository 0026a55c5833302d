/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import axe from "axe-core/axe.min.js" with { type: "text" };
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const DAY_MS = 86_400_000;

/** The console of a running shop, in a browser. */
export interface Console {
  readonly browser: Browser;
  readonly base: string;
  readonly api: Api;
}

export type Api = (method: string, path: string, body?: object) => Promise<Json>;
// deno-lint-ignore no-explicit-any -- an answer is looked at field by field
type Json = any;

/** Who looks, and on what. */
export interface Reader {
  readonly language: "en" | "ko";
  readonly width: number;
}

export function lookOf({ language, width }: Reader): BrowserContextOptions {
  return { locale: language === "ko" ? "ko-KR" : "en-US", viewport: { width, height: 850 } };
}

interface Look extends BrowserContextOptions {
  readonly mayFail?: boolean;
}

/** Fails on anything that a script throws. */
export async function onPage(
  { browser, base }: Console,
  path: string,
  test: (page: Page) => Promise<void>,
  look: Look = {},
): Promise<void> {
  const { mayFail = false, ...options } = look;
  const context = await browser.newContext({ locale: "en-US", ...options });
  try {
    const page = await context.newPage();
    const thrown: string[] = [];
    page.on("pageerror", (error) => thrown.push(error.message));
    await page.goto(base + path);
    await test(page);
    if (!mayFail) assertEquals(thrown, []);
  } finally {
    await context.close();
  }
}

/** What axe finds against WCAG and its best practices. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return await page.evaluate(async () => {
    interface Found {
      readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
    }
    const { run } = Reflect.get(globalThis, "axe") as { run(): Promise<Found> };
    return (await run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

/** The date in Seoul. */
export function dayBefore(days: number): string {
  return new Date(Date.now() - days * DAY_MS + 9 * 3_600_000).toISOString().slice(0, 10);
}
