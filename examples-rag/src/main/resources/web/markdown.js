import { element } from "./dom.js";

// Models write Markdown. The part of it that answers use is read here; everything else stays the text it is. Links and images stay
// text on purpose: a document must not be able to make the page load something or send the reader somewhere.

const FENCE = /^\s*```/;
const HEADING = /^#{1,6}\s+(.*)$/;
const ITEM = /^(\s*)(?:[-*•]|(\d+)[.)])\s+(.*)$/;
const RULER = /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/;
const INLINE = /(`[^`\n]+`)|(\*\*(?=\S)[^*]+\*\*)|(\[\d{1,3}(?:\s*,\s*\d{1,3})*\])/;

/** Cuts a text into blocks. All but the last stay as they are when more text comes. */
export function blocks(text) {
  const lines = text.split("\n");
  const found = [];
  let at = 0;
  const takeWhile = (test) => {
    const from = at;
    while (at < lines.length && test(lines[at])) at++;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    if (!lines[at].trim()) {
      at++;
    } else if (FENCE.test(lines[at])) {
      at++;
      const code = takeWhile((line) => !FENCE.test(line));
      at++;
      found.push({ kind: "code", lines: code });
    } else if (HEADING.test(lines[at])) {
      found.push({ kind: "heading", lines: [HEADING.exec(lines[at++])[1]] });
    } else if (lines[at].trim().startsWith("|") && RULER.test(lines[at + 1] ?? "")) {
      found.push({ kind: "table", lines: takeWhile((line) => line.trim().startsWith("|")) });
    } else if (ITEM.test(lines[at])) {
      found.push({ kind: "list", lines: takeWhile((line) => ITEM.test(line) || /^\s{2,}\S/.test(line)) });
    } else {
      found.push({ kind: "paragraph", lines: takeWhile((line) => line.trim() && !startsBlock(line)) });
    }
  }
  return found;
}

/** @param mark makes the element for a citation mark from its number */
export function render(block, mark) {
  switch (block.kind) {
    case "code":
      return element("pre", {}, element("code", {}, block.lines.join("\n")));
    case "heading":
      return element("h3", {}, ...inline(block.lines[0], mark));
    case "table":
      return table(block.lines, mark);
    case "list":
      return list(block.lines, mark);
    default:
      return element("p", {}, ...inline(block.lines.join("\n"), mark));
  }
}

/** What a screen reader says: marks as words, no asterisks. */
export const plain = (block) =>
  block.lines
    .join("\n")
    .replace(/\[(\d[\d,\s]*)\]/g, " (passage $1)")
    .replace(/\*\*|`/g, "");

/** Of a row of a table. */
export const cells = (row) =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

const startsBlock = (line) => FENCE.test(line) || HEADING.test(line) || ITEM.test(line);

export function inline(text, mark) {
  const parts = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    const [whole, code, bold] = match;
    parts.push(rest.slice(0, match.index));
    if (code) parts.push(element("code", {}, code.slice(1, -1)));
    else if (bold) parts.push(element("strong", {}, ...inline(bold.slice(2, -2), mark)));
    else parts.push(...whole.match(/\d+/g).map((number) => mark(Number(number))));
    rest = rest.slice(match.index + whole.length);
  }
  parts.push(rest);
  return parts.filter((part) => part !== "");
}

function list(lines, mark) {
  const items = [];
  for (const line of lines) {
    const match = ITEM.exec(line);
    if (match) items.push({ depth: match[1].length, number: match[2], text: match[3] });
    else items[items.length - 1].text += `\n${line.trim()}`;
  }
  return nested(items, mark);
}

/** The items at the depth of the first; deeper ones become lists inside the item before them. */
function nested(items, mark) {
  const { depth, number } = items[0];
  const made = number ? element("ol", { start: number }) : element("ul");
  for (let at = 0; at < items.length; ) {
    const item = element("li", {}, ...inline(items[at].text, mark));
    let next = at + 1;
    while (next < items.length && items[next].depth > depth) next++;
    if (next > at + 1) item.append(nested(items.slice(at + 1, next), mark));
    made.append(item);
    at = next;
  }
  return made;
}

function table(lines, mark) {
  const row = (line, tag) =>
    element("tr", {}, ...cells(line).map((cell) => element(tag, tag === "th" ? { scope: "col" } : {}, ...inline(cell, mark))));
  const body = lines.slice(2).map((line) => row(line, "td"));
  return element(
    "div",
    { class: "table" },
    element("table", {}, element("thead", {}, row(lines[0], "th")), element("tbody", {}, ...body)),
  );
}
