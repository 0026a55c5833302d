/// <reference lib="dom" />
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { Outage } from "../../../application/shared/fault.ts";
import { createApp } from "../app.ts";
import type { HttpOptions } from "../server/options.ts";
import { busyShop } from "../../../testing/http/busy_shop.ts";
import { type FakeShop, fakeShop } from "../../../testing/http/fake_shop.ts";
import { contrastOf, luminance } from "../../../testing/http/contrast.ts";
import { launchChromium } from "../../../testing/http/launch_chromium.ts";

Deno.test("the live page in a browser", async (t) => {
  const browser = await launchChromium();
  const step = (name: string, test: (visit: Visit) => Promise<void>, options: VisitOptions = {}) =>
    t.step(name, () => withVisit(browser, options, test));
  try {
    await step("shows the shop, and its figures rise", async ({ page }) => {
      await live(page);
      const orders = await total(page);
      await page.waitForFunction((before) => {
        const shown = Number(globalThis.document.getElementById("total-orders")!.textContent!.replaceAll(",", ""));
        return shown > before;
      }, orders);
      assertMatch(await textOf(page, "#pace"), /^\d/);
      assertMatch(await textOf(page, "#purchases tbody tr:first-child .amount"), /^₩[\d,]+$/);
      assert(await page.locator("#purchases .reasons li").count() > 3);
      assertMatch(await page.getByRole("img", { name: /five minutes: now/ }).getAttribute("aria-label") ?? "", /\d/);
      assertMatch(await textOf(page, "#pools"), /600 have bought/);
    });

    await step("speaks Korean when asked to, and remembers it", async ({ page }) => {
      await page.getByRole("button", { name: "한국어" }).click();
      assertEquals(await page.locator("html").getAttribute("lang"), "ko");
      await page.getByRole("heading", { name: "주문이 지나는 길" }).waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "회원 등급" }).waitFor();
      assertEquals(await page.title(), "틸스트림: 실시간 매장 현황");
    });

    await step("speaks the browser's language first", async ({ page }) => {
      await page.getByRole("button", { name: "English" }).waitFor();
      await page.getByText("600명").first().waitFor();
    }, { context: { locale: "ko-KR" } });

    await step("follows the dark scheme, with readable contrast in both", async ({ page }) => {
      await live(page);
      for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme });
        const paper = await page.evaluate(() => getComputedStyle(globalThis.document.body).backgroundColor);
        assertEquals(luminance(paper) < 0.2, colorScheme === "dark", paper);
        for (const selector of [".quiet", "#connection-text", ".reasons b", ".groups .ok", "h1", ".stage-note"]) {
          const contrast = await contrastOf(page, selector);
          assert(contrast >= 4.5, `${selector} has a contrast of ${contrast} in the ${colorScheme} scheme`);
        }
      }
    });

    await step("fits a phone without scrolling sideways", async ({ page }) => {
      await page.locator("#purchases .reasons").first().waitFor();
      for (const language of ["en", "ko"]) {
        await page.locator(`html[lang=${language}]`).waitFor();
        const width = await page.evaluate(() => globalThis.document.documentElement.scrollWidth);
        assertEquals(width, 360);
        await page.locator("#language").click();
      }
    }, { context: { viewport: { width: 360, height: 740 } } });

    await step("can be used with the keyboard alone", async ({ page }) => {
      const focused = () => page.evaluate(() => globalThis.document.activeElement?.textContent?.trim());
      await page.keyboard.press("Tab");
      assertEquals(await focused(), "Skip to the figures");
      await page.keyboard.press("Tab");
      assertEquals(await focused(), "API");
      for (const name of ["Pause", "Keys", "한국어"]) {
        await page.keyboard.press("Tab");
        assertEquals(await focused(), name);
      }
      await page.keyboard.press("Enter");
      await page.locator("html[lang=ko]").waitFor();
      for (const name of ["오늘", "주문", "고객", "매장", "소싱", "운영"]) {
        await page.keyboard.press("Tab");
        assertEquals(await focused(), name);
      }
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assertEquals(await page.locator(".hours-box tbody tr:visible").count(), 24);
    });

    await step("stands still for people who want less motion", async ({ page }) => {
      await page.locator("#pipeline[data-flowing]").waitFor();
      const animation = await page.evaluate(() =>
        getComputedStyle(globalThis.document.querySelector("#pipeline li:nth-child(2)")!, "::before").animationName
      );
      assertEquals(animation, "none");
    }, { context: { reducedMotion: "reduce" } });

    await step("says in words what can't be reached since when, and recovers", async ({ page, shop }) => {
      const said = {
        cache: /^Can’t be reached: the cache\. The other figures are right\.$/,
        log: /^Can’t be reached: Kafka\. The other figures are right\.$/,
        store: /^Can’t be reached: Postgres\. What is grey is as of \d\d:\d\d:\d\d\.$/,
      };
      for (const part of ["cache", "log", "store"] as const) {
        await live(page);
        shop.fault = { [part]: new Outage(part, new Error("gone")) };
        await page.locator("#away").getByText(said[part]).waitFor();
        await page.locator('#connection[data-state="part"]').waitFor();
        assertEquals(await page.locator("#today[data-stale]").count(), part === "store" ? 1 : 0);
        assertMatch(await textOf(page, "#announcer"), said[part]);
        shop.fault = {};
        await page.locator("#away").waitFor({ state: "hidden" });
        assertEquals(await textOf(page, "#announcer"), "Everything can be reached again.");
      }
    }, { mayFail: true });

    await step("stands still while it is paused, keeps what is selected, and counts what comes", async ({ page }) => {
      await live(page);
      await page.getByRole("button", { name: "Pause" }).click();
      const row = page.locator("#purchases tbody tr:first-child .amount");
      const before = await row.textContent();
      await row.selectText();
      await page.getByRole("button", { name: /^Go on \(\d+ new orders?\)$/ }).waitFor();
      assertEquals(await row.textContent(), before);
      await page.getByRole("button", { name: /^Go on/ }).click();
      await page.waitForFunction(
        (text) => globalThis.document.querySelector("#purchases .amount")?.textContent !== text,
        before,
      );
      assertEquals(await page.evaluate(() => String(getSelection())), before);
      await page.getByRole("button", { name: "Pause" }).waitFor();
    });

    await step("says why an engine does not answer in the reader's language", async ({ page }) => {
      await page.route("**/readyz", (route) =>
        route.fulfill({
          status: 503,
          json: { checks: { postgres: "no answer within 2 s" }, codes: { postgres: "no_answer" } },
        }));
      await page.locator("#language").click();
      await page.locator("#to-operations").click();
      const row = page.getByRole("table", { name: "엔진" }).locator("tbody tr");
      await row.getByText("응답이 없음").waitFor();
      await row.getByText("서버가 켜져 있는지").waitFor();
      assertEquals(await row.locator("[lang=en]").first().textContent(), "no answer within 2 s");
    }, { mayFail: true });

    await step("says that the connection is lost, and comes back by itself", async ({ page, restart }) => {
      await live(page);
      await restart(() => page.locator("#connection").getByText(/Connection lost/).waitFor());
      await live(page);
    }, { mayFail: true });

    await step("asks for the key where one is needed", async ({ page }) => {
      await page.getByLabel("API key").fill("wrong");
      await page.keyboard.press("Enter");
      await page.locator("#key-note").getByText("This key is not accepted.").waitFor();
      await page.getByLabel("API key").fill("right");
      await page.keyboard.press("Enter");
      await live(page);
      assert(await page.locator("#key-form").isHidden());
      assert(!page.url().includes("right"));
    }, { mayFail: true, http: { apiKeys: [RIGHT] } });

    await step("says what an empty shop does next, in every view of commerce", async ({ page }) => {
      await page.getByText("Nothing has been sold yet. Three ways to begin:").waitFor();
      await page.getByText("Nothing. Everything runs, and nothing waits for a person.").waitFor();
      await page.getByRole("link", { name: "Orders", exact: true }).click();
      await page.locator("#view .empty-note", { hasText: "Drop a file of orders on this page" }).waitFor();
      await page.getByRole("link", { name: "Customers", exact: true }).click();
      await page.locator("#view .empty-note", { hasText: "There are no members yet" }).getByRole("link").click();
      await page.getByText("Nothing was imported yet.").waitFor();
      await page.locator("#language").click();
      await page.getByText("아직 가져온 것이 없습니다.").waitFor();
    }, { shop: fakeShop() });

    await step("greys sales that are not current and says since when", async ({ page, shop }) => {
      await page.locator(".sales-figures dd", { hasText: "₩" }).first().waitFor();
      shop.fault.store = new Outage("Postgres", new Error("gone"));
      await page.locator("#to-orders").click();
      await page.locator("#to-today").click();
      await page.locator(".sales[data-stale] .notice", { hasText: /^Not current: as of \d\d:\d\d:\d\d\./ }).waitFor();
      shop.fault = {};
    }, { mayFail: true });

    await step("shows the API's document", async ({ page, address }) => {
      await page.goto(`${address}/docs`);
      await page.locator(".opblock-post .opblock-summary").first().click();
      await page.getByText("Store at once instead of publishing").first().waitFor();
    });
  } finally {
    await browser.close();
  }
});

/** SHA-256 of "right". */
const RIGHT = "27042f4e6eca7d0b2a7ee4026df2ecfa51d3339e6d122aa099118ecd8563bad9";

interface VisitOptions {
  readonly context?: BrowserContextOptions;
  readonly http?: HttpOptions;
  readonly mayFail?: boolean;
  /** Instead of the busy one. */
  readonly shop?: FakeShop;
}

interface Visit {
  readonly page: Page;
  readonly shop: FakeShop;
  readonly address: string;
  /** Stops the server, waits for `meanwhile`, and starts it again on the same port. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
}

/** Opens the page over a shop with five orders a second. Fails on any console error. */
async function withVisit(browser: Browser, options: VisitOptions, test: (visit: Visit) => Promise<void>) {
  const { shop, tick } = options.shop ? { shop: options.shop, tick: () => {} } : busyShop();
  const start = Date.now();
  for (let at = start - 280_000; at < start; at += 2_000) tick(new Date(at));
  const timer = setInterval(() => tick(new Date()), 200);

  let server = serve(shop, 0, options.http);
  const { port } = server;
  const address = `http://127.0.0.1:${port}`;
  const context = await browser.newContext({ locale: "en-US", ...options.context });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type()) || options.mayFail) return;
    wrong.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) wrong.push(`left: ${request.url()}`);
  });
  try {
    await page.goto(address);
    await test({
      page,
      shop,
      address,
      async restart(meanwhile) {
        await server.stop();
        await meanwhile();
        server = serve(shop, port, options.http);
      },
    });
    assertEquals(wrong, []);
  } finally {
    clearInterval(timer);
    await context.close();
    await server.stop();
  }
}

function serve(shop: FakeShop, port: number, options: HttpOptions = {}) {
  const app = createApp(shop.deps, options);
  const server = Deno.serve({ port, hostname: "127.0.0.1", onListen: () => {} }, async (request, connection) => {
    // Without sourcing and engines, whose routes the page asks too.
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/v1/sourcing/")) return Response.json({ items: [], nextCursor: null });
    if (pathname === "/readyz") return Response.json({ checks: { Postgres: "ok" } });
    return await app.fetch(request, connection);
  });
  return {
    port: server.addr.port,
    async stop() {
      app.close();
      await server.shutdown();
    },
  };
}

async function live(page: Page): Promise<void> {
  await page.locator("#connection-text", { hasText: /^Live$/ }).waitFor();
}

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).textContent() ?? "").trim();
}

async function total(page: Page): Promise<number> {
  await page.locator("#total-orders", { hasText: /\d/ }).waitFor();
  return Number((await textOf(page, "#total-orders")).replaceAll(",", ""));
}
