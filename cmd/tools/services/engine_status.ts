import { addresses, PORTS } from "../../../testing/engines/addresses.ts";
import { findChromium } from "../../../testing/engines/chromium.ts";
import { hasDockerCompose } from "../../../testing/engines/has_docker_compose.ts";
import type { Package } from "../../../testing/engines/packages/package.ts";
import { cfnLintPackage, cfnLintProgram } from "../../../testing/engines/packages/cfn_lint_package.ts";
import { composeCommand, composePackage } from "../../../testing/engines/packages/compose_package.ts";
import { hadolintPackage, hadolintProgram } from "../../../testing/engines/packages/hadolint_package.ts";
import { prometheusPackage, promtoolProgram } from "../../../testing/engines/packages/prometheus_package.ts";
import { schemathesisPackage, schemathesisProgram } from "../../../testing/engines/packages/schemathesis_package.ts";
import { clusterReady, portOpen, postgresVersion, redisVersion } from "./probes.ts";
import { runCommand } from "../../../testing/engines/run_command.ts";
import { VERSIONS } from "../../../testing/engines/versions.ts";

export interface EngineStatus {
  readonly engine: string;
  readonly address: string;
  readonly up: boolean;
  readonly version: string;
}

export async function engineStatus(): Promise<EngineStatus[]> {
  return await Promise.all([
    ask("postgres", addresses.postgresUrl, () => postgresVersion(PORTS.postgres)),
    ask("redis", addresses.redisUrl, () => redisVersion(PORTS.redis)),
    ask("redis-cluster", addresses.redisClusterNodes.join(" "), clusterVersion),
    ...PORTS.kafka.map((port, i) =>
      ask(`kafka-${i + 1}`, addresses.kafkaBrokers[i]!, () => whenOpen(port, VERSIONS.kafka))
    ),
    ask("dynamodb", addresses.dynamodbEndpoint, () => whenOpen(PORTS.dynamodb, VERSIONS.dynamodbLocal)),
    ask("s3", addresses.s3Endpoint, () => whenOpen(PORTS.s3, `moto ${VERSIONS.moto}`)),
    ask("toxiproxy", addresses.toxiproxyUrl, () => whenOpen(PORTS.toxiproxy, VERSIONS.toxiproxy)),
    ask("chromium", addresses.chromiumPath || "-", chromiumVersion),
    ask("compose", composeCommand().join(" "), () => whenInstalled(composePackage, composeVersion())),
    ask("cfn-lint", cfnLintProgram(), () => whenInstalled(cfnLintPackage, VERSIONS.cfnLint)),
    ask("promtool", promtoolProgram(), () => whenInstalled(prometheusPackage, "")),
    ask("schemathesis", schemathesisProgram(), () => whenInstalled(schemathesisPackage, VERSIONS.schemathesis)),
    ask("hadolint", hadolintProgram(), () => whenInstalled(hadolintPackage, VERSIONS.hadolintWheel.split("==")[1]!)),
  ]);
}

async function ask(engine: string, address: string, version: () => Promise<string>): Promise<EngineStatus> {
  try {
    return { engine, address, up: true, version: await version() };
  } catch {
    return { engine, address, up: false, version: "" };
  }
}

/** Throws unless all nodes are up and all slots are served. */
async function clusterVersion(): Promise<string> {
  const versions = await Promise.all(PORTS.redisCluster.map(redisVersion));
  if (!await clusterReady(PORTS.redisCluster[0], versions.length)) throw new Error("the cluster has not formed");
  return [...new Set(versions)].join(" ");
}

/** For engines without a cheap version query: the installed version. */
async function whenOpen(port: number, version: string): Promise<string> {
  if (!await portOpen(port)) throw new Error(`nothing listens on port ${port}`);
  return version;
}

function composeVersion(): string {
  return hasDockerCompose() ? "" : VERSIONS.composeGo;
}

function whenInstalled(tool: Package, version: string): Promise<string> {
  return tool.installed() ? Promise.resolve(version) : Promise.reject(new Error(`${tool.title} is not installed`));
}

async function chromiumVersion(): Promise<string> {
  const path = findChromium();
  if (!path) throw new Error("there is no Chromium");
  return /\d[\d.]*/.exec(await runCommand([path, "--version"]))?.[0] ?? "";
}
