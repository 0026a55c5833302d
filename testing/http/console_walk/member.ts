import { assert, assertEquals } from "@std/assert";
import { type Console, onPage, violations } from "./console_page.ts";

export async function eraseMember(shop: Console): Promise<void> {
  const { api, base } = shop;
  await onPage(shop, "", async (page) => {
    const { userId } = await api("POST", "/v1/users?direct=true", { name: "지울손님", age: 34, gender: "F" });
    await page.goto(`${base}/customers/${userId}`);
    await page.getByText("The grade has not changed yet.").waitFor();
    await page.getByText("To SILVER, ₩500,000 and 5 orders are missing.").waitFor();
    await page.getByLabel("Hour", { exact: true }).selectOption("22");
    await page.getByLabel("Event", { exact: true }).selectOption("moving");
    await page.locator(".score", { hasText: "times as likely" }).waitFor();
    const answer = await api("GET", `/v1/users/${userId}/propensity?hour=22&event=moving`);
    const score = answer.supposed.score.toLocaleString("en-GB", { maximumFractionDigits: 2 });
    await page.locator(".score b", { hasText: score }).waitFor();
    assertEquals(await violations(page), []);
    const erase = page.getByRole("button", { name: "Erase for good" });
    assert(await erase.isDisabled());
    await page.getByLabel(/^Type .* to confirm$/).fill(userId);
    await erase.click();
    await page.getByRole("table", { name: "Certificate of erasure" }).getByText("Postgres: users").waitFor();
    assertEquals(await violations(page), []);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the certificate" }).click();
    const certificate = JSON.parse(await Deno.readTextFile(await (await download).path()));
    assert(certificate.records >= 1 && certificate.userDigest.length === 64);
    assertEquals((await api("GET", `/v1/users/${userId}`)).code, "unknown_user");
  });
}
