import { nearest } from "./api.js";
import { attachCard } from "./card.js";
import { element } from "./dom.js";
import { against, count, dollars, range, seconds, trail } from "./format.js";
import { blocks, plain, render } from "./markdown.js";
import { openDocument, openPassage } from "./reader.js";

/** A question and its answer on the page, from the first event to the last. */
export class AnswerView {
  #session;
  #announce;
  #text = "";
  #sources = [];
  #drawn = [];
  #announced = 0;
  #scheduled = false;
  #notes = element("div", { class: "notes" });
  #route = element("p", { class: "route" });
  #body = element("div", { class: "text", "aria-busy": "true" });
  #after = element("div", { class: "after" });
  #again;

  /**
   * @param announce tells a screen reader
   * @param again asks the question once more
   * @param image the name of the one that goes with the question, if there is one
   */
  constructor(question, session, { announce, again, image }) {
    this.#session = session;
    this.#announce = announce;
    this.#again = again;
    if (image) this.#notes.append(note("info", `With the image ${image}.`));
    this.heading = element("h2", { tabindex: "-1" }, question);
    this.#body.append(element("p", { class: "waiting" }, "Reading …"));
    this.element = element("li", {}, element("article", {}, this.heading, this.#notes, this.#route, this.#body, this.#after));
  }

  on(event) {
    switch (event.type) {
      case "rewritten":
        this.#note("info", `Understood as: ${event.question}`);
        break;
      case "decided":
        this.#showRoute(event.decision);
        this.#announce(this.#route.textContent);
        break;
      case "retrieved":
        this.#sources = event.sources;
        break;
      case "fellBack":
        this.#note("warning", `${event.from} ${event.why}; ${event.to}${event.weaker ? ", a weaker model," : ""} answers.`);
        break;
      case "thinking":
        this.#waiting("Thinking …");
        break;
      case "text":
        this.#text += event.text;
        this.#drawSoon();
        break;
      case "done":
        this.#done(event.answer);
        break;
      case "stopped":
        this.stopped();
        break;
      case "failed":
        this.failed(event);
        break;
    }
  }

  stopped() {
    this.#end();
    this.#after.append(note("info", "Stopped. What was written until then may be billed; it is not in the total."), this.#actions());
    this.#announce("Stopped.");
  }

  failed({ message, nextStep }) {
    this.#end();
    this.#after.append(problem(message, nextStep), this.#actions());
    this.#announce(`No answer. ${message} ${nextStep}`);
  }

  #done(answer) {
    this.#text = answer.text;
    this.#sources = answer.sources;
    this.#showRoute(answer.decision);
    this.#end();
    const warned = warnings(answer);
    this.#after.append(...warned, ...sources(answer));
    if (!answer.found) this.#refusal(answer);
    this.#after.append(this.#actions(answer), this.#facts(answer), this.#details(answer));
    warned.forEach((warning) => this.#announce(warning.textContent));
    const cited = answer.citations.valid.length;
    this.#announce(`End of the answer. ${cited} ${cited === 1 ? "passage" : "passages"} cited.`);
  }

  /** Where to look on, and where nobody has looked. */
  #refusal(answer) {
    const { leftOut } = this.#session;
    if (leftOut) this.#after.append(note("warning", `The answer may stand where nobody has looked. ${leftOut}`));
    const place = element("div");
    this.#after.append(place);
    nearest(answer.searchedFor).then(
      (passages) => {
        const items = passages.map((passage) => element("li", {}, passageButton(passage, () => openDocument(passage.file, passage))));
        place.append(element("h3", { class: "label" }, "Nearest passages"), element("ul", { class: "sources" }, ...items));
      },
      () => {},
    );
  }

  #actions(answer) {
    const copy = element("button", { type: "button", class: "small" }, "Copy");
    copy.addEventListener("click", async () => {
      const list = answer.sources
        .filter((source) => answer.citations.valid.includes(source.number))
        .map(({ number, passage }) => `[${number}] ${passage.file}, ${range(passage)}`);
      await navigator.clipboard.writeText([answer.text, ...list].join("\n"));
      copy.textContent = "Copied";
      this.#announce("Copied.");
    });
    return element(
      "p",
      { class: "actions" },
      answer && navigator.clipboard ? copy : null,
      element("button", { type: "button", class: "small", onclick: this.#again }, "Try again"),
    );
  }

  #end() {
    this.#draw();
    this.#body.querySelector(".waiting")?.remove();
    this.#body.removeAttribute("aria-busy");
    this.#announceBlocks(this.#drawn.length);
  }

  #note(kind, text) {
    this.#notes.append(note(kind, text));
    this.#announce(text);
  }

  #waiting(text) {
    const line = this.#body.querySelector(".waiting");
    if (line) line.textContent = text;
  }

  #showRoute(decision) {
    this.#route.replaceChildren(
      element("span", { class: "task" }, decision.task),
      element("span", { "aria-hidden": "true" }, " → "),
      element("span", { class: "chosen" }, decision.model),
      this.#session.kind === "STAND_IN" ? ", played by the stand-in" : "",
      element("span", { class: "why" }, decision.reason),
    );
  }

  #drawSoon() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#draw();
      this.#announceBlocks(this.#drawn.length - 1);
    });
  }

  /** Draws the blocks that have changed, so that the focus on a mark above them is not lost. */
  #draw() {
    const now = blocks(this.#text);
    const keys = now.map((block) => JSON.stringify(block));
    let same = 0;
    while (same < keys.length && this.#drawn[same]?.key === keys[same]) same++;
    this.#drawn.splice(same).forEach(({ made }) => made.remove());
    for (let at = same; at < now.length; at++) {
      const made = render(now[at], (number) => this.#mark(number));
      this.#body.append(made);
      if (made.scrollWidth > made.clientWidth) made.tabIndex = 0;
      this.#drawn.push({ key: keys[at], made, block: now[at] });
    }
    if (now.length) this.#body.querySelector(".waiting")?.remove();
  }

  #announceBlocks(until) {
    for (; this.#announced < until; this.#announced++) {
      this.#announce(plain(this.#drawn[this.#announced].block));
    }
  }

  #mark(number) {
    const source = this.#sources.find((one) => one.number === number);
    if (!source) {
      const title = "No passage has this number.";
      return element("span", { class: "mark nothing", title }, String(number), element("span", { class: "hidden" }, ` ${title}`));
    }
    const label = `Passage ${number}, ${source.passage.file}, ${range(source.passage)}`;
    const made = element("button", { type: "button", class: "mark", "aria-label": label }, String(number));
    attachCard(made, source, () => openPassage(source));
    return made;
  }

  #facts(answer) {
    if (!answer.answeredBy) {
      const needed = this.#session.minPassageScore.toFixed(2);
      return note("info", `No passage reaches the score ${needed}, so no model was asked. ${seconds(answer.timings.total)}.`);
    }
    const cost = answer.cost.answer + answer.cost.overhead;
    const about = this.#session.kind === "STAND_IN" ? "about " : "";
    return element(
      "dl",
      { class: "facts" },
      ...fact("First token", seconds(answer.timings.firstToken)),
      ...fact("Total time", seconds(answer.timings.total)),
      ...fact("Tokens", `${about}${count(answer.inputTokens)} in, ${count(answer.outputTokens)} out`),
      ...fact("Cost", dollars(cost), this.#session.kind === "STAND_IN" ? "not billed" : ""),
    );
  }

  #details(answer) {
    const { decision } = answer;
    const rows = [
      ["Task", `${decision.task}: ${decision.reason}`],
      ["Score", decision.score === null ? null : `${decision.score.toFixed(2)}, ${decision.margin.toFixed(2)} ahead of ${decision.runnerUp}`],
      ["Wording", decision.words || null],
      ["Asked", decision.model],
      ["Answered by", answer.answeredBy || "nobody, see above"],
      ["Searched for", answer.searchedFor],
      ["Prompt", `${count(answer.promptCharacters)} characters`],
      [`Always ${this.#session.baselineModel}`, `${dollars(answer.cost.baseline)}, this is ${against(answer.cost.answer + answer.cost.overhead, answer.cost.baseline)}`],
    ];
    const used = answer.sources.map((source) =>
      element(
        "li",
        {},
        element("span", { class: "score" }, source.score.toFixed(2)),
        ` ${source.passage.file}, ${range(source.passage)}`,
        answer.citations.valid.includes(source.number) ? " (cited)" : "",
      ),
    );
    return element(
      "details",
      {},
      element("summary", {}, "Why this model, and what it read"),
      element("dl", { class: "why-list" }, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
      used.length ? element("ol", { class: "read" }, ...used) : null,
    );
  }
}

function note(kind, text) {
  return element("p", { class: `note ${kind}` }, text);
}

function problem(message, nextStep) {
  return element("div", { class: "note error" }, element("strong", {}, "No answer. "), message, element("p", {}, nextStep));
}

function passageButton(passage, open) {
  return element(
    "button",
    { type: "button", onclick: open },
    element(
      "span",
      { class: "what" },
      element("span", { class: "file" }, element("strong", {}, passage.file), ` ${range(passage)}`),
      element("span", { class: "heading" }, trail(passage)),
    ),
  );
}

function fact(name, value, remark) {
  return [element("div", {}, element("dt", {}, name), element("dd", {}, value, remark ? element("small", {}, remark) : null))];
}

function warnings(answer) {
  const found = [];
  const { valid, invalid } = answer.citations;
  if (invalid.length) {
    found.push(`${invalid.map((number) => `[${number}]`).join(" ")} points to no passage. Do not trust what stands before it.`);
  }
  if (answer.found && answer.sources.length && !valid.length) {
    found.push("The answer names no passage. It may not come from the documents.");
  }
  const orders = answer.sources.filter((source) => source.suspicious).map(({ passage }) => `${passage.file}, ${range(passage)}`);
  if (orders.length) {
    found.push(`${orders.join("; ")}: holds orders to language models. They were passed on as text to read.`);
  }
  return found.map((text) => note("warning", text));
}

function sources(answer) {
  const cited = answer.sources.filter((source) => answer.citations.valid.includes(source.number));
  if (!cited.length) return [];
  const items = cited.map((source) =>
    element(
      "li",
      {},
      element(
        "button",
        { type: "button", onclick: () => openPassage(source) },
        element("span", { class: "number" }, String(source.number)),
        element(
          "span",
          { class: "what" },
          element("span", { class: "file" }, element("strong", {}, source.passage.file), ` ${range(source.passage)}`),
          element("span", { class: "heading" }, trail(source.passage)),
        ),
        element("span", { class: "score" }, `score ${source.score.toFixed(2)}`),
      ),
    ),
  );
  return [element("h3", { class: "label" }, "Sources"), element("ol", { class: "sources" }, ...items)];
}
