import { servicesDirectory } from "../directory.ts";
import { VERSIONS } from "../versions.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";
import { fetchJars, missingForJava, missingForMaven } from "./maven.ts";

export const dynamodbPackage: Package = {
  title: "DynamoDB Local",
  through: "maven",
  installed: () => isFile(`${dynamodbHome()}/installed`),
  async missing() {
    const fetching = dynamodbPackage.installed() ? [] : missingForMaven("fetches Kafka and DynamoDB Local");
    return [...await missingForJava("runs Kafka and DynamoDB Local"), ...fetching];
  },
  async install() {
    await fetchJars(dynamodbHome(), [
      { group: "com.amazonaws", name: "DynamoDBLocal", version: VERSIONS.dynamodbLocal },
    ]);
    await Deno.writeTextFile(`${dynamodbHome()}/installed`, "");
  },
};

export function dynamodbHome(): string {
  return `${servicesDirectory()}/packages/dynamodb-local-${VERSIONS.dynamodbLocal}`;
}
