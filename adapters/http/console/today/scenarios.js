// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf } from "../app/api.js";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { view } from "../app/router.js";
import { format, language, t } from "../app/state.js";
import { Section, Trouble } from "../app/widgets.js";

const MINUTES = [5, 10, 30, 60];

/** What drives the shop now, with a switch for each scenario that somebody started. */
export function Scenarios() {
  const scenarios = useResource(view.value === "today" ? "/v1/scenarios" : null, 10_000);
  const { failure, send } = useChanges();
  const all = itemsOf(scenarios.data);
  const active = all.filter(({ holdsNow, runningUntil }) => holdsNow || runningUntil !== null);

  /** @param {string} method @param {string} name @param {object} [body] */
  async function change(method, name, body) {
    await send(method, `/v1/scenarios/${name}/run`, body);
    scenarios.reload();
  }

  /** @param {SubmitEvent} event */
  function start(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    change("PUT", String(fields.get("scenario")), { minutes: Number(fields.get("minutes")) });
  }

  return html`<${Section} id="scenarios-title" title=${t("scenarios")} of=${[scenarios]}>
    ${failure && html`<${Trouble} failure=${failure} />`}
    <ul class="scenarios">
      ${active.length === 0 && html`<li class="quiet">${t("ordinaryDay")}</li>`}
      ${
    active.map((scenario) =>
      html`<li key=${scenario.name}>
        ${
        scenario.runningUntil === null ? html`<b>${titleOf(scenario)}</b>` : html`
          <button role="switch" aria-checked="true" class="switch"
            onClick=${() => change("DELETE", scenario.name)}>${titleOf(scenario)}</button>
        `
      }${" "}
        <span class="quiet">${
        scenario.runningUntil === null
          ? t("byCalendar")
          : t("untilTime", { time: format.value.timeOfDay(scenario.runningUntil) })
      }</span>
      </li>`
    )
  }
    </ul>
    <form class="row" onSubmit=${start}>
      <label for="scenario">${t("startScenario")}</label>
      <select id="scenario" name="scenario">
        ${
    all.map((scenario) => html`<option key=${scenario.name} value=${scenario.name}>${titleOf(scenario)}</option>`)
  }
      </select>
      <select name="minutes" aria-label=${t("howLong")}>
        ${MINUTES.map((minutes) => html`<option key=${minutes} value=${minutes}>${t("minutes", { minutes })}</option>`)}
      </select>
      <button>${t("start")}</button>
    </form>
  </${Section}>`;
}

/** @param {{ title: string, koreanTitle: string }} scenario */
function titleOf({ title, koreanTitle }) {
  return language.value === "ko" ? koreanTitle : title;
}
