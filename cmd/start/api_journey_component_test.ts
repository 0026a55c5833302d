import { testInstallation } from "../../testing/engines/installation.ts";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { apiJourney } from "../../testing/http/api_journey.ts";

/** Grades are updated while it is looked; pools that were filled before keep simulated shoppers away from what it makes. */
const SETTINGS = { PORT: "0", METRICS_PORT: "0", GRADE_UPDATE_INTERVAL: "1", CACHE_REFRESH_INTERVAL: "3600" };

async function journey(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  await using shop = await RunningProcess.start("start", { args, env: { ...env, ...SETTINGS } });
  await apiJourney((await shop.line(/is open at (http:\/\/127\.0\.0\.1:\d+)/, 90_000))[1]!);
}

Deno.test("an order is followed, listed, repeated and cancelled by the client alone, with nothing installed", async () => {
  await journey(["--ephemeral", "--rate", "0.2"], {});
});

Deno.test("an order is followed, listed, repeated and cancelled by the client alone, on the real engines", async () => {
  await using installation = await testInstallation(["redis", "kafka", "dynamodb"]);
  await journey(["--rate", "0.2"], installation.env);
});
