import { assert, assertEquals } from "@std/assert";
import { parse } from "yaml";
import { fileURLToPath } from "node:url";
import { requiredTool } from "../../../testing/engines/required_address.ts";
import { knownMetrics, unknownIn } from "./known_metrics.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const FOLDER = `${ROOT}deploy/prometheus/`;

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

interface RuleTest {
  readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: readonly unknown[] }[];
}

const read = async (name: string) => parse(await Deno.readTextFile(FOLDER + name));
const { groups } = await read("alerts.yml");
const rules: readonly Rule[] = groups.flatMap(({ rules }: { readonly rules: readonly Rule[] }) => rules);

async function promtool(...args: string[]) {
  const program = requiredTool("TEST_PROMTOOL");
  const { code, stdout, stderr } = await new Deno.Command(program, { args, cwd: FOLDER, stdin: "null" }).output();
  return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

Deno.test("promtool accepts Prometheus' configuration and the rules that it loads", async () => {
  const { code, said } = await promtool("check", "config", "prometheus.yml");
  assertEquals(code, 0, said);
  assert(said.includes(`${rules.length} rules found`), said);
});

Deno.test("every alert fires for series where it should, and stays silent for others", async () => {
  const { tests }: { readonly tests: readonly RuleTest[] } = await read("alerts_test.yml");
  const tried = tests.flatMap((each) => each.alert_rule_test);
  for (const { alert } of rules) {
    const own = tried.filter(({ alertname }) => alertname === alert);
    assert(own.some(({ exp_alerts }) => exp_alerts.length > 0), `${alert} is never seen to fire`);
  }
  const silent = ["TillstreamNotReady"];
  for (const { alert } of rules.filter(({ alert }) => !silent.includes(alert))) {
    assert(tried.some((each) => each.alertname === alert && each.exp_alerts.length === 0), `${alert} is never silent`);
  }
  const { code, said } = await promtool("test", "rules", "alerts_test.yml");
  assertEquals(code, 0, said);
});

Deno.test("a rule that is changed fails its test", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const text = await Deno.readTextFile(`${FOLDER}alerts.yml`);
    await Deno.copyFile(`${FOLDER}alerts_test.yml`, `${folder}/alerts_test.yml`);
    for (
      const [right, wrong] of [
        ["tillstream_group_lag_seconds) > 60", "tillstream_group_lag_seconds) > 600"],
        ["or (tillstream_dead_letters_total unless tillstream_dead_letters_total offset 10m)", ""],
        ["horizon_days) < 90", "horizon_days) < 9"],
      ] as const
    ) {
      assert(text.includes(right), right);
      await Deno.writeTextFile(`${folder}/alerts.yml`, text.replace(right, wrong));
      assertEquals((await promtool("test", "rules", `${folder}/alerts_test.yml`)).code, 1, wrong);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("alerts ask for metrics and labels that the processes have", async () => {
  const known = await knownMetrics();
  assertEquals(rules.flatMap(({ expr }) => unknownIn(expr, known)), []);
  assertEquals(unknownIn("max by (topic) (tillstream_ready) + tillstream_readiness", known).length, 2);
});

Deno.test("the page of operations has a paragraph for every alert, with its severity, and for no other", async () => {
  const page = await Deno.readTextFile(`${ROOT}docs/operations.md`);
  const [, section = ""] = /^### Alerts\n([^]*?)^##? /m.exec(page) ?? [];
  const told = [...section.matchAll(/^\*\*(\w+)\*\* \((\w+)\)\. (\S[^]{80,}?)(?=\n\n|\n*$)/gm)];
  assertEquals(
    told.map(([, name, severity]) => `${name} ${severity}`),
    rules.map(({ alert, labels }) => `${alert} ${labels.severity}`),
  );
});
