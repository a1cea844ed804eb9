import { documentText } from "./api.js";
import { byId, element } from "./dom.js";
import { range } from "./format.js";

const BESIDE = matchMedia("(min-width: 68rem)");

const reader = byId("reader");
let openedFrom = null;
let wanted = 0;

/** Shows a passage in its document: beside the answer where there is room, else over it. */
export async function openPassage({ number, passage }) {
  const mine = ++wanted;
  byId("reader-title").textContent = passage.file;
  byId("reader-place").textContent = `Passage ${number}, ${range(passage)}`;
  byId("reader-notice").hidden = true;
  byId("reader-lines").replaceChildren(element("p", { class: "loading" }, "Opening …"));
  show();
  let text;
  try {
    text = await documentText(passage.file);
  } catch (problem) {
    if (mine === wanted) notice(`${problem.message} ${problem.nextStep}`);
    return;
  }
  if (mine !== wanted) return;
  if (text.changed) notice("The file has changed since it was indexed, so the lines may be off. Start the server again.");
  const { elements, hit } = lines(text, passage);
  byId("reader-lines").replaceChildren(...elements);
  hit?.focus({ preventScroll: true });
  hit?.scrollIntoView({ block: "center" });
}

/** Gives the focus back to where the document was opened. */
export function closeReader() {
  if (!reader.open) return false;
  reader.close();
  return true;
}

function show() {
  if (!reader.contains(document.activeElement)) openedFrom = document.activeElement;
  document.body.classList.add("reading");
  if (reader.open) return;
  if (BESIDE.matches) reader.show();
  else reader.showModal();
}

function notice(text) {
  byId("reader-notice").textContent = text;
  byId("reader-notice").hidden = false;
  byId("reader-lines").querySelector(".loading")?.remove();
}

function lines(text, passage) {
  const elements = [];
  let hit = null;
  let code = false;
  let before = 0;
  for (const { number, text: line } of text.lines) {
    const fence = line.startsWith("```");
    const made = element(
      "div",
      { class: `line ${kind(line, code || fence)}` },
      element("span", { class: "at", "aria-hidden": "true" }, number === before ? "" : String(number)),
      element("span", { class: "text" }, line || "\u00a0"),
    );
    before = number;
    if (fence) code = !code;
    if (number >= passage.firstLine && number <= passage.lastLine) {
      if (!hit) {
        hit = element("section", { class: "hit", tabindex: "-1", "aria-label": `The passage, ${range(passage)}` });
        elements.push(hit);
      }
      hit.append(made);
    } else {
      elements.push(made);
    }
  }
  return { elements, hit };
}

function kind(line, code) {
  if (code || line.startsWith("|")) return "fixed";
  return line.startsWith("#") ? "title" : "";
}

reader.addEventListener("close", () => {
  document.body.classList.remove("reading");
  openedFrom?.focus({ preventScroll: true });
});
byId("reader-close").addEventListener("click", closeReader);
