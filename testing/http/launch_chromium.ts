import { type Browser, chromium } from "playwright-core";

const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser that calls nobody by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: Deno.env.get("TEST_CHROMIUM") ?? "/usr/bin/chromium", args: ARGS });
}
