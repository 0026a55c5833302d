import { assertEquals, assertThrows } from "@std/assert";
import { PartnerRegistry } from "../../../adapters/partners/registry.ts";
import type { PartnerAddress } from "../../../adapters/partners/protocol.ts";
import { jsonProtocol } from "../../../adapters/partners/json/protocol.ts";
import { parseConfig } from "../config/config.ts";
import { WrongSettings } from "../config/settings.ts";
import { openPartners } from "./partners.ts";

const CONFIG = parseConfig({ MARKET_TOKENS: "shop@https://api.example.com=s3cret" });

function opened(feedUrl: string, credential: string | null): PartnerAddress[] {
  const addresses: PartnerAddress[] = [];
  const feed: typeof jsonProtocol.feed = (address) => {
    addresses.push(address);
    return jsonProtocol.feed(address);
  };
  openPartners(CONFIG, new PartnerRegistry({ json: { ...jsonProtocol, feed } })).benchmarkFeed({ feedUrl, credential });
  return addresses;
}

Deno.test("openPartners sends a token to the origin of its setting and to no other", () => {
  assertEquals(opened("https://api.example.com/v1", "shop").map(({ token }) => token), ["s3cret"]);
  assertEquals(opened("https://elsewhere.example/v1", null).map(({ token }) => token), [null]);
  for (
    const url of [
      "https://elsewhere.example/v1",
      "http://api.example.com/v1",
      "https://api.example.com:8443/v1",
      "https://api.example.com.elsewhere.example/v1",
      "http://127.0.0.1:8194/evil",
    ]
  ) {
    const { message } = assertThrows(() => opened(url, "shop"), WrongSettings);
    assertEquals([message.includes("https://api.example.com alone"), message.includes("s3cret")], [true, false], url);
  }
});
