// @ts-check
import { COMMERCE } from "./commerce.js";
import { IMPORTS } from "./imports.js";
import { MEMBERS } from "./members.js";
import { OPERATIONS } from "./operations.js";
import { SAID } from "./said.js";
import { SHELL } from "./shell.js";
import { SHOP } from "./shop.js";
import { SOURCING } from "./sourcing.js";
import { STORES } from "./stores.js";
import { TODAY } from "./today.js";

/** @typedef {keyof typeof EN} Word */

const EN = {
  ...SHELL.en,
  ...STORES.en,
  ...SOURCING.en,
  ...COMMERCE.en,
  ...OPERATIONS.en,
  ...TODAY.en,
  ...MEMBERS.en,
  ...IMPORTS.en,
  ...SHOP.en,
  ...SAID.en,
};

/** @type {Record<Word, string>} */
const KO = {
  ...SHELL.ko,
  ...STORES.ko,
  ...SOURCING.ko,
  ...COMMERCE.ko,
  ...OPERATIONS.ko,
  ...TODAY.ko,
  ...MEMBERS.ko,
  ...IMPORTS.ko,
  ...SHOP.ko,
  ...SAID.ko,
};

/** Of both languages; a browser loads its reader's alone. */
export const WORDS = { en: EN, ko: KO };
