// @ts-check
/// <reference lib="dom" />
import { html, render } from "htm/preact";
import { Attention } from "./today/attention.js";
import { TodaySales } from "./today/sales.js";
import { Scenarios } from "./today/scenarios.js";

/** What a shopkeeper looks at first. @param {HTMLElement} box */
export function mountTodayPanel(box) {
  render(
    html`
      <${TodaySales} />
      <div class="pair">
        <${Attention} />
        <${Scenarios} />
      </div>
    `,
    box,
  );
}
