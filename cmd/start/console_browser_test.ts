import { RunningProcess } from "../../testing/engines/running_process.ts";
import { openDatabases } from "../../testing/http/console_walk/databases.ts";
import { lookAtEveryView } from "../../testing/http/console_walk/every_view.ts";
import type { Api, Console } from "../../testing/http/console_walk/console_page.ts";
import {
  correctDeadLetter,
  loseServer,
  makeKey,
  publishUnreadable,
} from "../../testing/http/console_walk/operations.ts";
import { compareWithTables } from "../../testing/http/console_walk/figures.ts";
import { eraseMember } from "../../testing/http/console_walk/member.ts";
import { compareToday, dropFile, walkMorning } from "../../testing/http/console_walk/shopkeeper.ts";
import { acceptCandidate } from "../../testing/http/console_walk/sourcing.ts";
import {
  findWalker,
  lookAtStore,
  MANUAL,
  placeBeacons,
  sales,
  walkIn,
} from "../../testing/http/console_walk/stores.ts";
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
  await using databases = await openDatabases(folder);
  await publishUnreadable(databases.all, (await api("GET", "/v1/products?limit=1")).items[0].productId, 2);
  const browser = await launchChromium();
  const open: Console = { browser, base, api };
  try {
    await walkIn(open);
    for (const reader of [{ language: "en", width: 1280 }, { language: "ko", width: 390 }] as const) {
      const by = `by keyboard alone, in ${reader.language} at ${reader.width} px`;
      await t.step(`a shopkeeper's morning ${by}`, () => walkMorning(open, reader));
      await t.step(`a store's menus, day and manuals ${by}`, () => lookAtStore(open, reader));
      await t.step(`who is at table 3 ${by}`, () => findWalker(open, reader));
      await t.step(`a dead letter is corrected and sent again ${by}`, () => correctDeadLetter(open, reader));
      await t.step(`a candidate is accepted ${by}`, () => acceptCandidate(open, reader, databases.all));
    }
    await t.step("a file is dropped on the page", () => dropFile(open));
    await t.step("today's figures are those of the API", () => compareToday(open));
    await t.step(
      "a member's score is supposed at another hour, and the member is erased with a certificate",
      () => eraseMember(open),
    );
    await t.step("a key is made, shown once, and revoked", () => makeKey(open));
    await t.step(
      "every view is accessible and fits, in both languages, widths and schemes",
      () => lookAtEveryView(open),
    );
    await t.step("beacons are placed on the plan by keyboard, pointer and numbers", () => placeBeacons(open));
    await t.step("figures of every view are those of the tables", () => compareWithTables(open, databases.all));
    await t.step("what is not current says since when", () => loseServer(open, () => shop.stop("SIGTERM")));
  } finally {
    await browser.close();
  }
});
