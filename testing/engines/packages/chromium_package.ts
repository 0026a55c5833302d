import { findChromium } from "../chromium.ts";
import type { Package } from "./package.ts";
import { aptInstall, missingForApt } from "./apt.ts";

/** The browser for the live page's test; an installed Chrome is accepted. */
export const chromiumPackage: Package = {
  title: "Chromium",
  through: "apt",
  installed: () => findChromium() !== undefined,
  missing: () =>
    Promise.resolve(chromiumPackage.installed() ? [] : missingForApt("chromium", "the browser test of the live page")),
  install: () => aptInstall("chromium"),
};
