import { AnswerView } from "./answer.js";
import * as api from "./api.js";
import { hideCard } from "./card.js";
import { byId, element } from "./dom.js";
import { attached, clearImage } from "./image.js";
import { closeReader, openList } from "./reader.js";
import * as saved from "./saved.js";
import { Totals } from "./totals.js";

const question = byId("question");
/** The events that end an answer. */
const LAST = ["done", "stopped", "failed"];

const history = [];
let running = null;
let session;
let totals;

async function start() {
  try {
    session = await api.session();
  } catch (problem) {
    banner(problem.message, ` ${problem.nextStep}`, "error");
    return;
  }
  totals = new Totals(session);
  showCorpus();
  if (session.kind === "STAND_IN") {
    banner(
      "No language model is running.",
      " There is no API key, so a stand-in on this machine answers by quoting the documents. Set MISTRAL_API_KEY and start again to ask Mistral.",
    );
  }
  for (const model of session.models) {
    const price = `$${model.input.toFixed(2)} in, $${model.output.toFixed(2)} out a million`;
    const text = `${model.name} (${model.offered ? price : "not offered"})`;
    byId("model").append(element("option", { value: model.name, disabled: !model.offered }, text));
  }
  byId("suggestions").append(
    ...session.suggestions.map((text) => element("li", {}, element("button", { type: "button", onclick: () => ask(text) }, text))),
  );
  byId("documents").disabled = false;
  saved.load(session.id).forEach(showAgain);
  question.focus({ preventScroll: true });
}

function showCorpus() {
  const passages = session.documents.reduce((sum, { passages }) => sum + passages, 0);
  const who = { STAND_IN: ", no language model", OWN_SERVER: `, answered by ${session.server}` }[session.kind] ?? "";
  byId("corpus").textContent = `${session.documents.length} documents, ${passages} passages${who}`;
}

/** What was there before the page was loaded anew. */
function showAgain({ text, image, event }) {
  const view = new AnswerView(text, session, { announce: () => {}, again: () => ask(text), image });
  byId("welcome").hidden = true;
  byId("fresh").hidden = false;
  byId("conversation").append(view.element);
  view.on(event);
  remember(event);
}

function remember(event) {
  if (event.type !== "done") return;
  history.push({ question: event.answer.searchedFor, answer: event.answer.text });
  totals.add(event.answer);
}

async function ask(text, image = null) {
  if (running || !session) return;
  byId("announcer").replaceChildren();
  const view = new AnswerView(text, session, { announce, again: () => ask(text, image), image: image?.name });
  const controller = new AbortController();
  const mine = { controller, id: null };
  running = mine;
  byId("welcome").hidden = true;
  byId("conversation").append(view.element);
  showRunning(true);
  announce("Answering.");
  view.element.scrollIntoView({ block: "start" });
  try {
    const sent = image && { mediaType: image.mediaType, base64: image.base64 };
    const request = { question: text, model: byId("model").value, history: history.slice(-6), image: sent };
    let last = null;
    for await (const event of api.ask(request, controller.signal)) {
      last = event;
      if (event.type === "started") mine.id = event.id;
      else view.on(event);
      if (LAST.includes(event.type)) break;
    }
    if (last && LAST.includes(last.type)) {
      remember(last);
      saved.add(session.id, { text, image: image?.name, event: last });
    }
    if (!LAST.includes(last?.type)) {
      view.failed({ message: "The answer was cut.", nextStep: "Check that `rag serve` is still running, and ask again." });
    }
  } catch (problem) {
    if (controller.signal.aborted) view.stopped();
    else view.failed(problem);
  } finally {
    running = null;
    showRunning(false);
  }
}

/** Ends the call on the server at once; closing the connection would end it, too, a moment later. */
function stop() {
  if (!running) return;
  if (running.id) api.stop(running.id);
  running.controller.abort();
}

function showRunning(now) {
  const hadFocus = [byId("send"), byId("stop")].includes(document.activeElement);
  byId("send").hidden = now;
  byId("stop").hidden = !now;
  byId("fresh").hidden = now || !byId("conversation").childElementCount;
  if (hadFocus) (now ? byId("stop") : question).focus({ preventScroll: true });
}

function banner(title, text, kind = "") {
  byId("banner").className = `banner ${kind}`;
  byId("banner").replaceChildren(element("strong", {}, title), text);
  byId("banner").hidden = false;
}

function announce(text) {
  byId("announcer").append(element("p", {}, text));
}

function resize() {
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight}px`;
}

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = question.value.trim();
  if (!text || running || !session) return;
  question.value = "";
  resize();
  ask(text, attached());
  clearImage();
});

question.addEventListener("input", resize);
question.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    byId("composer").requestSubmit();
  }
});

byId("stop").addEventListener("click", stop);
byId("fresh").addEventListener("click", () => {
  history.length = 0;
  saved.clear(session.id);
  totals.clear();
  closeReader();
  byId("conversation").replaceChildren();
  byId("welcome").hidden = false;
  byId("fresh").hidden = true;
  announce("New conversation.");
  question.focus();
});

byId("documents").addEventListener("click", () =>
  openList(session, async () => {
    session = await api.readFolder();
    showCorpus();
    announce("The folder was read.");
    return session;
  }),
);

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !hideCard()) closeReader();
});

start();
