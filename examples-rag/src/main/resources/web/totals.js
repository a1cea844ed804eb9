import { byId, element } from "./dom.js";
import { against, dollars } from "./format.js";

/** What all answers of this page cost, beside the same tokens at the price of the baseline model. */
export class Totals {
  #cost = 0;
  #baseline = 0;
  #session;

  constructor(session) {
    this.#session = session;
  }

  add(answer) {
    this.#cost += answer.cost.answer + answer.cost.overhead;
    this.#baseline += answer.cost.baseline;
    this.#show();
  }

  clear() {
    this.#cost = 0;
    this.#baseline = 0;
    byId("totals").hidden = true;
  }

  #show() {
    const most = Math.max(this.#cost, this.#baseline) || 1;
    byId("totals").hidden = false;
    byId("totals-short").textContent = `${dollars(this.#cost)} so far`;
    byId("totals-long").replaceChildren(
      row("So far", this.#cost, most, "mine"),
      row(`Always ${this.#session.baselineModel}`, this.#baseline, most, "baseline"),
      element(
        "p",
        { class: "verdict" },
        element("strong", {}, against(this.#cost, this.#baseline)),
        this.#session.kind === "STAND_IN" ? ", at Mistral’s prices. Nothing is billed." : `, prices of ${this.#session.pricesOf}`,
      ),
    );
  }
}

function row(label, amount, most, kind) {
  const bar = element("span", { class: `bar ${kind}`, "aria-hidden": "true" });
  bar.style.setProperty("--share", amount / most);
  return element("p", {}, element("span", { class: "label" }, label), bar, element("span", { class: "amount" }, dollars(amount)));
}
