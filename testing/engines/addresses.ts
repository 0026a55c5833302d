import { findChromium } from "./chromium.ts";
import { cfnLintProgram } from "./packages/cfn_lint_package.ts";
import { composeCommand } from "./packages/compose_package.ts";
import { hadolintProgram } from "./packages/hadolint_package.ts";
import { promtoolProgram } from "./packages/prometheus_package.ts";
import { schemathesisProgram } from "./packages/schemathesis_package.ts";

/** The listening address of every engine except DynamoDB Local, which cannot be configured so. */
export const HOST = "127.0.0.1";

/**
 * The engines' ports: different from the usual ones, so that a developer's databases are never touched, and below
 * 32768, where Linux's ephemeral ports begin.
 */
export const PORTS = {
  postgres: 25432,
  redis: 26379,
  redisCluster: [27101, 27102, 27103, 27104, 27105, 27106],
  /** The cluster bus; the default would be the port plus 10,000. */
  redisClusterBus: [27111, 27112, 27113, 27114, 27115, 27116],
  kafka: [29581, 29582, 29583],
  /** A second listener of each broker, which advertises the addresses below. */
  kafkaBehindProxy: [29781, 29782, 29783],
  /** Where Toxiproxy listens during tests that disturb the connections to the brokers. */
  kafkaProxied: [29881, 29882, 29883],
  /** The KRaft quorum; containers keep theirs inside. */
  kafkaControllers: [29681, 29682, 29683],
  dynamodb: 28000,
  s3: 28500,
  toxiproxy: 28474,
} as const;

export interface Addresses {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly redisClusterNodes: readonly string[];
  readonly kafkaBrokers: readonly string[];
  readonly dynamodbEndpoint: string;
  readonly s3Endpoint: string;
  readonly toxiproxyUrl: string;
  /** The browser's path; empty without a browser. Looked up on use. */
  readonly chromiumPath: string;
}

export const addresses: Addresses = {
  postgresUrl: `postgres://postgres@${HOST}:${PORTS.postgres}/postgres`,
  redisUrl: `redis://${HOST}:${PORTS.redis}`,
  redisClusterNodes: PORTS.redisCluster.map((port) => `${HOST}:${port}`),
  kafkaBrokers: PORTS.kafka.map((port) => `${HOST}:${port}`),
  dynamodbEndpoint: `http://${HOST}:${PORTS.dynamodb}`,
  s3Endpoint: `http://${HOST}:${PORTS.s3}`,
  toxiproxyUrl: `http://${HOST}:${PORTS.toxiproxy}`,
  get chromiumPath() {
    return findChromium() ?? "";
  },
};

export function testEnvironment(): Record<string, string> {
  return {
    TEST_POSTGRES_URL: addresses.postgresUrl,
    TEST_REDIS_URL: addresses.redisUrl,
    TEST_REDIS_CLUSTER: addresses.redisClusterNodes.join(","),
    TEST_KAFKA_BROKERS: addresses.kafkaBrokers.join(","),
    TEST_DYNAMODB_ENDPOINT: addresses.dynamodbEndpoint,
    TEST_S3_ENDPOINT: addresses.s3Endpoint,
    TEST_TOXIPROXY_URL: addresses.toxiproxyUrl,
    TEST_CHROMIUM: addresses.chromiumPath,
    TEST_COMPOSE: composeCommand().join(" "),
    TEST_HADOLINT: hadolintProgram(),
    TEST_PROMTOOL: promtoolProgram(),
    TEST_CFN_LINT: cfnLintProgram(),
    TEST_SCHEMATHESIS: schemathesisProgram(),
  };
}
