// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { withQuery } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { format, language, t, tValue } from "../app/state.js";
import { Section } from "../app/widgets.js";
import { sayFactor } from "../reasons.js";

/** @typedef {{ score: number, factors: import("../wire.js").Factor[] }} Selection */

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const EVENTS = ["birthday", "payday", "wedding", "new_baby", "moving", "new_term", "family_month", "need"];

/** How likely this customer is to be drawn now, and would be at another age, hour or event. @param {{ user: any }} props */
export function WhatIf({ user }) {
  const [asked, setAsked] = useState(/** @type {Record<string, string>} */ ({}));
  const path = `/v1/users/${encodeURIComponent(user.userId)}/propensity`;
  const read = useResource(withQuery(path, asked));
  const [shown, setShown] = useState(/** @type {any} */ (null));
  // The last answer stays while the next is on its way, so that nothing jumps.
  if (read.data && read.data !== shown) setShown(read.data);
  const change = (/** @type {Event} */ event) => {
    const form = /** @type {HTMLElement} */ (event.target).closest("form");
    if (form?.reportValidity()) {
      setAsked(/** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form))));
    }
  };
  return html`<${Section} id="what-if-title" title=${t("whatIf")} note=${t("whatIfNote")}>
    <form class="row" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()} onChange=${change}>
      <label for="if-age">${t("ageName")}</label>
      <input id="if-age" name="age" type="number" min="0" max="150" class="short"
        placeholder=${user.age ?? "–"} />
      <label for="if-hour">${t("hour")}</label>
      <select id="if-hour" name="hour">
        <option value="">${t("nowHour")}</option>
        ${HOURS.map((hour) => html`<option value=${hour}>${t("atHour", { hour })}</option>`)}
      </select>
      <label for="if-event">${t("lifeEvent")}</label>
      <select id="if-event" name="event">
        <option value="">${t("asItIs")}</option>
        <option value="none">${t("noEvent")}</option>
        ${EVENTS.map((name) => html`<option value=${name}>${tValue("factor", name)}</option>`)}
      </select>
    </form>
    ${shown && html`<${Scores} read=${shown} user=${user} age=${asked.age} />`}
  </${Section}>`;
}

/** @param {{ read: { current: Selection, supposed: Selection }, user: any, age: string | undefined }} props */
function Scores({ read: { current, supposed }, user, age }) {
  const { factor } = format.value;
  const times = supposed.score / current.score;
  const names = [...new Set([...current.factors, ...supposed.factors].map(({ name }) => name))];
  return html`
    <p role="status" class="score">
      ${t("scoreNow", { score: factor(current.score) })}
      ${" → "}<b>${factor(supposed.score)}</b>${" "}
      <span class=${times >= 1 ? "up" : "down"}>${t("timesAsLikely", { times: factor(times) })}</span>
    </p>
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">${t("factor")}</th>
          <th scope="col" class="number">${t("now")}</th>
          <th scope="col" class="number">${t("supposed")}</th>
        </tr>
      </thead>
      <tbody>
        ${names.map((name) => {
          const [before, after] = [valueOf(current, name), valueOf(supposed, name)];
          return html`
            <tr key=${name} class=${before === after ? undefined : "changed"}>
              <th scope="row">${nameOf(name, after, user, age)}</th>
              <td class="number">×${factor(before)}</td>
              <td class="number">×${factor(after)}</td>
            </tr>
          `;
        })}
      </tbody>
    </table>
  `;
}

/** Factors of 1 are left out. @param {Selection} selection @param {string} name */
function valueOf({ factors }, name) {
  return factors.find((each) => each.name === name)?.value ?? 1;
}

/** As purchases say it, of the member. @param {string} name @param {number} value @param {any} user @param {string | undefined} age */
function nameOf(name, value, { gender, address }, age) {
  const order = /** @type {import("../wire.js").Order} */ (/** @type {unknown} */ ({
    userGender: gender,
    userRegion: address.split(" ")[0] || null,
    userAgeGroup: null,
  }));
  return name === "age_group" && age ? t("aged", { age }) : sayFactor({ name, value }, order, language.value);
}
