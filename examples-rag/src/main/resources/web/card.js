import { byId, element } from "./dom.js";
import { range, trail } from "./format.js";
import { reference } from "./layout.js";
import { blocks, render } from "./markdown.js";

const GAP = 8;

const card = byId("card");
let shownFor = null;
let open = () => {};
let leaving;

/** The passage of a mark beside the mark: on hover, on focus, and on the first tap. */
export function attachCard(mark, source, openPassage) {
  const show = () => showCard(mark, source, openPassage);
  mark.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show());
  mark.addEventListener("pointerleave", hideSoon);
  mark.addEventListener("focus", show);
  mark.addEventListener("blur", hideSoon);
  let readBeforeTap = false;
  mark.addEventListener("pointerdown", () => {
    readBeforeTap = shownFor === mark;
  });
  mark.addEventListener("click", (event) => {
    if (event.pointerType === "touch" && !readBeforeTap) show();
    else openFrom(openPassage);
  });
}

export function hideCard() {
  clearTimeout(leaving);
  if (!shownFor) return false;
  shownFor.removeAttribute("aria-describedby");
  shownFor = null;
  card.hidden = true;
  return true;
}

function showCard(mark, source, openPassage) {
  clearTimeout(leaving);
  if (shownFor === mark) return;
  hideCard();
  shownFor = mark;
  open = openPassage;
  card.replaceChildren(...content(source));
  card.hidden = false;
  mark.setAttribute("aria-describedby", card.id);
  place(mark);
}

function content({ number, passage, score, suspicious }) {
  return [
    element(
      "p",
      { class: "where" },
      element("span", { class: "number", "aria-hidden": "true" }, String(number)),
      element("strong", {}, passage.file),
      element("span", {}, ` ${range(passage)}`),
      element("span", { class: "score" }, `score ${score.toFixed(2)}`),
    ),
    passage.heading ? element("p", { class: "heading" }, trail(passage)) : null,
    element("div", { class: "excerpt" }, ...blocks(passage.text).map((block) => render(block, reference))),
    suspicious ? element("p", { class: "warning" }, "This passage gives orders to language models.") : null,
    element("p", { class: "hint", "aria-hidden": "true" }, "Open in the document →"),
  ].filter(Boolean);
}

/** Below the mark, above it where there is no room; on a narrow screen the style sheet puts it at the bottom. */
function place(mark) {
  const at = mark.getBoundingClientRect();
  const width = card.offsetWidth;
  const height = card.offsetHeight;
  const left = Math.max(GAP, Math.min(at.left - 24, document.documentElement.clientWidth - width - GAP));
  const below = at.bottom + GAP;
  const composer = document.querySelector(".composer").getBoundingClientRect().top;
  const top = below + height < composer ? below : Math.max(GAP, at.top - height - GAP);
  card.style.setProperty("--left", `${left}px`);
  card.style.setProperty("--top", `${top}px`);
}

/** Long enough to move the pointer from the mark onto the card. */
function hideSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hideCard, 250);
}

function openFrom(openPassage) {
  hideCard();
  openPassage();
}

card.addEventListener("pointerenter", () => clearTimeout(leaving));
card.addEventListener("pointerleave", hideSoon);
card.addEventListener("pointerdown", (event) => event.preventDefault());
card.addEventListener("click", () => openFrom(open));
/** Whoever came by keyboard has not moved a pointer away: the card follows its mark. */
function follow() {
  if (shownFor?.matches(":focus-visible")) place(shownFor);
  else hideCard();
}

addEventListener("scroll", follow, { passive: true });
addEventListener("resize", follow);
