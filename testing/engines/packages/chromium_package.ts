import { findChromium } from "../chromium.ts";
import type { Package } from "./package.ts";
import { aptInstall, missingForApt } from "./apt.ts";

/** The browser that the test of the live page drives; Chrome will do where it is installed. */
export const chromiumPackage: Package = {
  title: "Chromium",
  through: "apt",
  installed: () => findChromium() !== undefined,
  missing: () =>
    Promise.resolve(chromiumPackage.installed() ? [] : missingForApt("chromium", "the browser test of the live page")),
  install: () => aptInstall("chromium"),
};
