import type { Say } from "../engine_host.ts";
import { settleAll } from "../settle_all.ts";
import { MissingPrerequisites } from "../../../../testing/engines/packages/missing.ts";
import type { Package } from "../../../../testing/engines/packages/package.ts";
import { cfnLintPackage } from "../../../../testing/engines/packages/cfn_lint_package.ts";
import { chromiumPackage } from "../../../../testing/engines/packages/chromium_package.ts";
import { composePackage } from "../../../../testing/engines/packages/compose_package.ts";
import { dynamodbPackage } from "../../../../testing/engines/packages/dynamodb_package.ts";
import { hadolintPackage } from "../../../../testing/engines/packages/hadolint_package.ts";
import { kafkaPackage } from "../../../../testing/engines/packages/kafka_package.ts";
import { motoPackage } from "../../../../testing/engines/packages/moto_package.ts";
import { pgbouncerPackage } from "../../../../testing/engines/packages/pgbouncer_package.ts";
import { postgresPackage } from "../../../../testing/engines/packages/postgres_package.ts";
import { prometheusPackage } from "../../../../testing/engines/packages/prometheus_package.ts";
import { redisPackage } from "../../../../testing/engines/packages/redis_package.ts";
import { schemathesisPackage } from "../../../../testing/engines/packages/schemathesis_package.ts";
import { toxiproxyPackage } from "../../../../testing/engines/packages/toxiproxy_package.ts";

/** Tools of tests, needed with containers too. */
export const TOOLS: readonly Package[] = [
  chromiumPackage,
  composePackage,
  hadolintPackage,
  pgbouncerPackage,
  prometheusPackage,
  cfnLintPackage,
  schemathesisPackage,
];

const PACKAGES: readonly Package[] = [
  postgresPackage,
  redisPackage,
  kafkaPackage,
  dynamodbPackage,
  motoPackage,
  toxiproxyPackage,
  ...TOOLS,
];

/** Throws `MissingPrerequisites` before any download. */
export async function installPackages(say: Say, packages = PACKAGES): Promise<void> {
  const missing = (await Promise.all(packages.map((each) => each.missing()))).flat();
  const different = new Map(missing.map((item) => [item.what, item]));
  if (different.size > 0) throw new MissingPrerequisites([...different.values()]);

  const doors = Map.groupBy(packages.filter((each) => !each.installed()), (each) => each.through);
  await settleAll([...doors.values()].map((queue) => installInTurn(queue, say)));
}

async function installInTurn(queue: readonly Package[], say: Say): Promise<void> {
  for (const each of queue) {
    say(`fetching ${each.title} (${each.through})`);
    await each.install();
  }
}
