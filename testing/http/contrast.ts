/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** WCAG 2.2 contrast of an element's text against the nearest background behind it. */
export async function contrastOf(page: Page, selector: string): Promise<number> {
  await page.locator(selector).first().waitFor();
  // At once: figures are replaced every second.
  const [ink, paper] = await page.evaluate((selector) => {
    const element = document.querySelector(selector)!;
    let behind: Element | null = element;
    let paper = "rgba(0, 0, 0, 0)";
    while (behind && /, 0\)$/.test(paper)) {
      paper = getComputedStyle(behind).backgroundColor;
      behind = behind.parentElement;
    }
    return [getComputedStyle(element).color, paper] as const;
  }, selector);
  const [light, dark] = [luminance(ink), luminance(paper)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Relative luminance of `rgb(r, g, b)`, 0 to 1 (WCAG 2.2). */
export function luminance(color: string): number {
  const channels = color.match(/[\d.]+/g)!.slice(0, 3).map((value) => {
    const share = Number(value) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * channels[0]! + 0.7152 * channels[1]! + 0.0722 * channels[2]!;
}
