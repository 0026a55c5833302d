import { assertEquals, assertRejects } from "@std/assert";
import { installPackages } from "./install_packages.ts";
import { MissingPrerequisites } from "../../../../testing/engines/packages/missing.ts";
import type { Package } from "../../../../testing/engines/packages/package.ts";

const java = { what: "java", purpose: "runs Kafka", install: "sudo apt-get install java" };
const go = { what: "go", purpose: "builds Toxiproxy", install: "sudo apt-get install golang-go" };

Deno.test("MissingPrerequisites lists everything at once, in columns", () => {
  assertEquals(new MissingPrerequisites([java, go]).message.split("\n").slice(0, 3), [
    "Cannot start the engines: 2 programs are missing",
    "  java  runs Kafka        sudo apt-get install java",
    "  go    builds Toxiproxy  sudo apt-get install golang-go",
  ]);
});

/** A package that records when its installation begins and ends. */
function made(title: string, events: string[], more: Partial<Package>): Package {
  const install = async () => {
    events.push(`${title} begins`);
    await new Promise((resolve) => setTimeout(resolve, 10));
    events.push(`${title} ends`);
  };
  return { title, through: "maven", installed: () => false, missing: () => Promise.resolve([]), install, ...more };
}

Deno.test("installPackages installs nothing while something is missing, and names it once", async () => {
  const events: string[] = [];
  const missing = () => Promise.resolve([java]);
  const packages = [made("kafka", events, { missing }), made("dynamodb", events, { missing }), made("go", events, {})];
  const error = await assertRejects(() => installPackages(() => {}, packages), MissingPrerequisites);
  assertEquals(error.missing, [java]);
  assertEquals(events, []);
});

Deno.test("installPackages fetches through one door one after the other, and skips what is there", async () => {
  const events: string[] = [];
  const packages = [
    made("kafka", events, {}),
    made("dynamodb", events, {}),
    made("redis", events, { through: "apt", installed: () => true }),
  ];
  await installPackages(() => {}, packages);
  assertEquals(events, ["kafka begins", "kafka ends", "dynamodb begins", "dynamodb ends"]);
});
