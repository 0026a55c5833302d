import { assert, assertEquals } from "@std/assert";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";

Deno.test("simulate-visits walks customers through a running shop, and sums up what became of them", async (t) => {
  await using shop = await RunningProcess.start("start", {
    args: ["--ephemeral", "--rate", "1"],
    env: { PORT: "0", METRICS_PORT: "0" },
  });
  const url = (await shop.line(/is open at (http:\/\/127\.0\.0\.1:\d+)/, 60_000))[1]!;
  const args = ["--url", url, "--stores", "2", "--customers", "500", "--rate", "20", "--json"];
  const customer = async (id: string) => (await (await fetch(`${url}/v1/customers/${id}/identities`)).json()).items;

  await t.step("for the minutes it was given", async () => {
    const { code, stdout, stderr } = await runProcessToEnd("simulate-visits", { args: [...args, "--minutes", "0.1"] });
    assertEquals(code, 0, stderr);
    const summary = JSON.parse(stdout);
    const { sent, identified, duplicates, lowConfidence, refusals, unanswered, atNearest, answerMs, beacons, waits } =
      summary;
    const refused = Object.values<number>(refusals).reduce((sum, count) => sum + count, 0);
    assertEquals(identified + duplicates + lowConfidence + refused + unanswered, sent);
    assert(identified > 0 && lowConfidence > 0, stdout);
    assert(atNearest.share > 0.8 && atNearest.count <= identified, stdout);
    assert(answerMs.p50 > 0 && answerMs.p50 <= answerMs.p99, stdout);
    const registered = await Promise.all(
      ["demo-001", "demo-002"].map(async (store) =>
        (await (await fetch(`${url}/v1/stores/${store}/beacons`)).json()).items
      ),
    );
    assertEquals(registered.flat().length, beacons);
    const numbers = Array.from({ length: 500 }, (_, nth) => `visitor-${String(nth + 1).padStart(5, "0")}`);
    const stored = (await Promise.all(numbers.map(customer))).filter(Array.isArray).flat();
    // A call that timed out is stored, then repeated as a duplicate.
    assert(stored.length >= identified && stored.length <= identified + waits.unreachable, `${stored.length} stored`);
  });

  await t.step("until Ctrl-C, with the same beacons", async () => {
    await using visits = await RunningProcess.start("simulate-visits", { args: args.slice(0, -1) });
    await visits.line(/^visits: [\d,]+ detections answered/);
    const { code, stdout, stderr } = await visits.stop("SIGINT");
    assertEquals(code, 0, stderr);
    assert(/^500 customers, 2 stores, \d+ beacons; \d+ detections in /m.test(stdout), stdout);
    assert(/^identified +\d+ /m.test(stdout), stdout);
  });
});

Deno.test("simulate-visits says what is wrong: an API that is not there, flags that fit nothing", async () => {
  const away = await runProcessToEnd("simulate-visits", { args: ["--url", "http://127.0.0.1:9"] });
  assertEquals(away.code, 1);
  assert(away.stderr.includes("Cannot reach the API at http://127.0.0.1:9"), away.stderr);
  const wrong = await runProcessToEnd("simulate-visits", { args: ["--rate", "300", "--customers", "10"] });
  assertEquals([wrong.code, wrong.stderr.includes("at least --customers")], [2, true], wrong.stderr);
});
