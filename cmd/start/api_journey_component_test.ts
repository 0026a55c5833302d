import { testInstallation } from "../../testing/engines/installation.ts";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { apiJourney } from "../../testing/http/api_journey.ts";

const ANY_PORTS = { PORT: "0", METRICS_PORT: "0" };

async function journey(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  await using shop = await RunningProcess.start("start", { args, env: { ...env, ...ANY_PORTS } });
  await apiJourney((await shop.line(/is open at (http:\/\/127\.0\.0\.1:\d+)/, 90_000))[1]!);
}

Deno.test("an order is followed, listed, repeated and cancelled by the API alone, with nothing installed", async () => {
  await journey(["--ephemeral", "--rate", "0.2"], {});
});

Deno.test("an order is followed, listed, repeated and cancelled by the API alone, on the real engines", async () => {
  await using installation = await testInstallation(["redis", "kafka", "dynamodb"]);
  await journey(["--rate", "0.2"], installation.env);
});
