import { documentText } from "./api.js";
import { byId, element } from "./dom.js";
import { range } from "./format.js";
import { layOut } from "./layout.js";

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
  const { elements, hit } = layOut(text.lines, passage, `The passage, ${range(passage)}`);
  byId("reader-lines").replaceChildren(...elements);
  if (hit) bringIntoView(hit);
}

/** Gives the focus back to where the document was opened. */
export function closeReader() {
  if (!reader.open) return false;
  reader.close();
  return true;
}

/** Scrolls the document only; scrollIntoView would move the answer, too. */
function bringIntoView(hit) {
  const box = byId("reader-lines");
  const above = Math.max(24, (box.clientHeight - hit.offsetHeight) / 3);
  box.scrollTop += hit.getBoundingClientRect().top - box.getBoundingClientRect().top - above;
  hit.focus({ preventScroll: true });
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

reader.addEventListener("close", () => {
  document.body.classList.remove("reading");
  openedFrom?.focus({ preventScroll: true });
});
byId("reader-close").addEventListener("click", closeReader);
