import { findProgram } from "../find_program.ts";
import { runCommand } from "../run_command.ts";
import { VERSIONS } from "../versions.ts";
import type { Missing } from "./missing.ts";

/** A library on Maven Central; `without` excludes dependencies that are unpublished or unwanted. */
interface Artifact {
  readonly group: string;
  readonly name: string;
  readonly version: string;
  readonly without?: readonly { readonly group: string; readonly name: string }[];
}

/** The lowest Java version for Kafka 4. */
const JAVA = 17;

/** The reasons why Java programs cannot run here. */
export async function missingForJava(purpose: string): Promise<Missing[]> {
  return await javaVersion() >= JAVA
    ? []
    : [{ what: `java ${JAVA} or newer`, purpose, install: `sudo apt-get install openjdk-${JAVA}-jre-headless` }];
}

/** The reasons why Maven Central cannot be used here. */
export function missingForMaven(purpose: string): Missing[] {
  return findProgram("mvn") ? [] : [{ what: "mvn", purpose, install: "sudo apt-get install maven" }];
}

/** Fetches the libraries and their runtime dependencies into `<directory>/libs`. */
export async function fetchJars(directory: string, artifacts: readonly Artifact[]): Promise<void> {
  await Deno.mkdir(directory, { recursive: true });
  await Deno.writeTextFile(`${directory}/pom.xml`, pom(artifacts));
  const goal = `org.apache.maven.plugins:maven-dependency-plugin:${VERSIONS.mavenDependencyPlugin}:copy-dependencies`;
  await runCommand(["mvn", "-B", "-q", "-ntp", goal, "-DoutputDirectory=libs", "-DincludeScope=runtime"], {
    cwd: directory,
  });
}

/** Java's major version, 0 without Java. `java` prints its properties to standard error. */
async function javaVersion(): Promise<number> {
  if (!findProgram("java")) return 0;
  const { stderr } = await new Deno.Command("java", { args: ["-XshowSettings:properties", "-version"] }).output();
  return Number(/java\.specification\.version = (\d+)/.exec(new TextDecoder().decode(stderr))?.[1] ?? 0);
}

function pom(artifacts: readonly Artifact[]): string {
  const dependencies = artifacts.map(({ group, name, version, without = [] }) => `
    <dependency>
      <groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version>
      <exclusions>${
    without.map((out) => `<exclusion><groupId>${out.group}</groupId><artifactId>${out.name}</artifactId></exclusion>`)
      .join("")
  }</exclusions>
    </dependency>`);
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tillstream</groupId><artifactId>engine</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${dependencies.join("")}
  </dependencies>
</project>
`;
}
