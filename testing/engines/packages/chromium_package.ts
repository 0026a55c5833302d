import { findChromium } from "../chromium.ts";
import type { Package } from "./package.ts";
import { aptInstall, missingForApt } from "./apt.ts";

export const chromiumPackage: Package = {
  title: "Chromium",
  through: "apt",
  installed: () => findChromium() !== undefined,
  missing: () =>
    Promise.resolve(chromiumPackage.installed() ? [] : missingForApt("chromium", "the browser test of the live page")),
  install: () => aptInstall("chromium"),
};
