import { element } from "./dom.js";
import { cells, inline } from "./markdown.js";

const LONG_LINE = 60;
const RULER = /^\|[\s:|-]+\|$/;

/**
 * A document to read, with the numbers of its lines. The lines of a passage stand together in one section.
 * Passages begin and end with paragraphs, tables and lists, so a paragraph that is broken into lines can flow.
 */
export function layOut(lines, passage, label) {
  const root = [];
  let hit = null;
  let inHit = false;
  let open = null;
  let code = false;
  let before = null;
  let inTable = false;
  for (const { number, text } of lines) {
    const within = passage !== null && number >= passage.firstLine && number <= passage.lastLine;
    if (within !== inHit) open = null;
    inHit = within;
    if (within && !hit) {
      hit = element("section", { class: "hit", tabindex: "-1", "aria-label": label });
      root.push(hit);
    }
    const add = (made) => (within ? hit.append(made) : root.push(made));
    const shown = number === before ? "" : String(number);
    before = number;

    if (text.trimStart().startsWith("```")) {
      code = !code;
      open = null;
    } else if (code) {
      add(line("fixed", shown, text));
    } else if (!text.trim()) {
      open = null;
    } else if (text.startsWith("|")) {
      open = row(open, shown, text, add, inTable);
    } else if (text.startsWith("#")) {
      open = null;
      add(title(shown, text));
    } else if (open?.flows && open.length > LONG_LINE && !/^\s*([-*•>]|\d+[.)])\s/.test(text)) {
      open.text.append(" ", ...inline(text.trim(), reference));
      open.length = text.length;
    } else {
      const made = line(/^\s*([-*•>]|\d+[.)])\s/.test(text) ? "item" : "", shown, ...inline(text.trim(), reference));
      add(made);
      open = { flows: true, length: text.length, text: made.lastChild };
    }
    inTable = !code && text.startsWith("|");
  }
  return { elements: root, hit };
}

/** What looks like a citation in a document is just text. */
export const reference = (number) => `[${number}]`;

function line(kind, number, ...content) {
  return element(
    "div",
    { class: `line ${kind}` },
    element("span", { class: "at", "aria-hidden": "true" }, number),
    element("span", { class: "content" }, ...content),
  );
}

function title(number, text) {
  const [, hashes, words] = /^(#+)\s*(.*)$/.exec(text);
  const level = Math.min(hashes.length, 4);
  const made = line(`title level-${level}`, number, words);
  made.lastChild.setAttribute("role", "heading");
  made.lastChild.setAttribute("aria-level", String(level + 2));
  return made;
}

/** The rows of a table that follow each other; the end of a passage does not make a head of the next. */
function row(open, number, text, add, inTable) {
  if (RULER.test(text.trim()) && text.includes("-")) return open;
  let table = open?.table;
  const tag = table || inTable ? "td" : "th";
  if (!table) {
    table = element("tbody");
    add(element("div", { class: "grid", tabindex: "0" }, element("table", {}, table)));
  }
  const made = cells(text).map((cell) => element(tag, tag === "th" ? { scope: "col" } : {}, ...inline(cell, reference)));
  table.append(element("tr", {}, element("td", { class: "at", "aria-hidden": "true" }, number), ...made));
  return { table };
}
