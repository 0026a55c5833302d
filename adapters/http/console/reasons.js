// @ts-check
import { regionName } from "./places.js";
import { say, wordsIn } from "./words.js";

/**
 * @typedef {import("./wire.js").Order} Order
 * @typedef {import("./words.js").Language} Language
 */

/**
 * The strongest reasons for the choice of a customer: those that changed the score most.
 *
 * @param {Order} order
 * @param {number} limit
 */
export function reasonsOf(order, limit) {
  const factors = order.selection?.factors ?? [];
  return factors
    .filter(({ value }) => value > 0 && value !== 1)
    .sort((a, b) => Math.abs(Math.log(b.value)) - Math.abs(Math.log(a.value)))
    .slice(0, limit);
}

/**
 * A factor in plain words, with the customer data of the order. An unknown factor is shown by its name.
 *
 * @param {import("./wire.js").Factor} factor
 * @param {Order} order
 * @param {Language} language
 */
export function sayFactor({ name, value }, order, language) {
  if (name === "age_group" && order.userAgeGroup) return sayInAge(order.userAgeGroup, language);
  if (name === "gender" && order.userGender) return capital(sayGender(order.userGender, language));
  if (name === "region" && order.userRegion) {
    return say(language, "livesIn", { region: regionName(order.userRegion, language) });
  }
  const words = wordsIn(language);
  const known = (value < 1 ? words[`factor_${name}_low`] : undefined) ?? words[`factor_${name}`];
  return known ?? capital(name.replaceAll("_", " "));
}

/** "30s · woman · Seoul" @param {Order} order @param {Language} language */
export function sayCustomer({ userAgeGroup, userGender, userRegion }, language) {
  const parts = [
    userAgeGroup && sayAge(userAgeGroup, language, "age"),
    userGender && sayGender(userGender, language),
    userRegion && regionName(userRegion, language),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** @param {string} group @param {Language} language */
function sayInAge(group, language) {
  return capital(sayAge(group, language, "inTheirAge"));
}

/** @param {string} group @param {Language} language @param {"age" | "inTheirAge"} word */
function sayAge(group, language, word) {
  if (group === "10s") return say(language, "ageUnder20");
  if (group === "60s+") return say(language, "age60");
  return say(language, word, { decade: group.slice(0, 2) });
}

/** @param {"M" | "F"} gender @param {Language} language */
function sayGender(gender, language) {
  return say(language, gender === "F" ? "woman" : "man");
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
