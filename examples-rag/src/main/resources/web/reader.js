import { documentText } from "./api.js";
import { byId, element } from "./dom.js";
import { range } from "./format.js";
import { layOut } from "./layout.js";

const BESIDE = matchMedia("(min-width: 68rem)");

const reader = byId("reader");
let openedFrom = null;
let wanted = 0;

/** Shows a passage in its document: beside the answer where there is room, else over it. */
export const openPassage = ({ number, passage }) => openDocument(passage.file, passage, `Passage ${number}, ${range(passage)}`);

/** @param passage to be marked, null for none */
export async function openDocument(name, passage = null, place = passage ? `The passage, ${range(passage)}` : "") {
  const mine = ++wanted;
  begin(name, place, element("p", { class: "loading" }, "Opening …"));
  let text;
  try {
    text = await documentText(name);
  } catch (problem) {
    if (mine === wanted) notice(`${problem.message} ${problem.nextStep}`);
    return;
  }
  if (mine !== wanted) return;
  if (text.changed) notice("The file has changed since it was read, so the lines may be off. Read the folder again, under Documents.");
  const { elements, hit } = layOut(text.lines, passage, place);
  byId("reader-lines").replaceChildren(...elements);
  if (hit) bringIntoView(hit);
  else byId("reader-lines").focus({ preventScroll: true });
}

/** All documents, and the way to read the folder again. */
export function openList(session, readAgain) {
  wanted++;
  const again = element("button", { type: "button", class: "small" }, "Read the folder again");
  again.addEventListener("click", async () => {
    again.disabled = true;
    again.textContent = "Reading …";
    try {
      openList(await readAgain(), readAgain);
    } catch (problem) {
      again.disabled = false;
      again.textContent = "Read the folder again";
      notice(`${problem.message} ${problem.nextStep}`);
    }
  });
  const items = session.documents.map(({ name, label, passages }) =>
    element(
      "li",
      {},
      element("button", { type: "button", onclick: () => openDocument(name) }, element("strong", {}, label), element("span", { class: "score" }, String(passages), element("span", { class: "hidden" }, " passages"))),
    ),
  );
  begin("Documents", `${session.documents.length} documents, with the number of their passages`, element("ul", { class: "documents" }, ...items), element("p", {}, again));
  if (session.leftOut) notice(session.leftOut);
  byId("reader-lines").querySelector("button").focus({ preventScroll: true });
}

function begin(title, place, ...content) {
  byId("reader-title").textContent = title;
  byId("reader-place").textContent = place;
  byId("reader-notice").hidden = true;
  byId("reader-lines").replaceChildren(...content);
  byId("reader-lines").scrollTop = 0;
  show();
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
