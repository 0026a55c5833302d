import { RunningProcess } from "../../testing/engines/running_process.ts";
import { lookAtEveryView } from "../../testing/http/console_walk/every_view.ts";
import type { Api, Console } from "../../testing/http/console_walk/console_page.ts";
import {
  correctDeadLetter,
  loseServer,
  makeKey,
  publishUnreadable,
} from "../../testing/http/console_walk/operations.ts";
import { eraseMember } from "../../testing/http/console_walk/member.ts";
import { compareToday, walkMorning } from "../../testing/http/console_walk/shopkeeper.ts";
import { acceptCandidate, compareFigures } from "../../testing/http/console_walk/sourcing.ts";
import { findWalker, lookAtStore, MANUAL, placeBeacons, sales } from "../../testing/http/console_walk/stores.ts";
import { launchChromium } from "../../testing/http/launch_chromium.ts";

Deno.test("the console over a running shop", async (t) => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  await using shop = await RunningProcess.start("start", {
    args: ["--rate", "2", "--visits", "5"],
    env: { PORT: "0", METRICS_PORT: "0", DATA_DIR: folder },
  });
  const base = (await shop.line(/is open at (http:\/\/127\.0\.0\.1:\d+)/, 120_000))[1]!;
  const api: Api = async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    return await response.json();
  };
  await api("POST", "/v1/stores/cafe-1/sales", sales());
  await api("POST", "/v1/manuals", MANUAL);
  await publishUnreadable(folder, (await api("GET", "/v1/products?limit=1")).items[0].productId);
  const browser = await launchChromium();
  const open: Console = { browser, base, api };
  try {
    for (const { language, width } of [{ language: "en", width: 1280 }, { language: "ko", width: 390 }] as const) {
      await t.step(
        `a shopkeeper's morning by keyboard alone, in ${language} at ${width} px`,
        () => walkMorning(open, language, width),
      );
    }
    await t.step("today's figures are those of the API", () => compareToday(open));
    await t.step(
      "a member's score is supposed at another hour, and the member is erased with a certificate",
      () => eraseMember(open),
    );
    await t.step("a store shows the day and what changed, and answers from the manuals", () => lookAtStore(open));
    await t.step("figures are those of the API", () => compareFigures(open));
    await t.step(
      "a dead letter is corrected, tried and sent again, in Korean and by keyboard",
      () => correctDeadLetter(open),
    );
    await t.step("a key is made, shown once, and revoked", () => makeKey(open));
    await t.step(
      "every view is accessible and fits, in both languages, widths and schemes",
      () => lookAtEveryView(open),
    );
    await t.step("a store shows who is at table 3, and why a phone is placed there", () => findWalker(open));
    await t.step("beacons are placed on the plan by keyboard, pointer and numbers", () => placeBeacons(open));
    await t.step("a candidate is accepted", () => acceptCandidate(open));
    await t.step("what is not current says since when", () => loseServer(open, () => shop.stop("SIGTERM")));
  } finally {
    await browser.close();
  }
});
