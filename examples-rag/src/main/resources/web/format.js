/** As on the terminal: six digits for what a single answer costs. */
export const dollars = (amount) => (amount === 0 ? "$0" : `$${amount.toFixed(amount < 0.01 ? 6 : 4)}`);

export const seconds = (millis) => `${(millis / 1000).toFixed(2)} s`;

export const count = (number) => number.toLocaleString("en");

/** "lines 12 to 30"; a PDF has pages. */
export function range(passage) {
  const unit = passage.paged ? "page" : "line";
  return passage.firstLine === passage.lastLine
    ? `${unit} ${passage.firstLine}`
    : `${unit}s ${passage.firstLine}–${passage.lastLine}`;
}

/** The headings above a passage. */
export const trail = (passage) => passage.heading.replaceAll(" > ", " › ");

/** How much less than the baseline, in words. */
export function against(cost, baseline) {
  if (baseline <= 0 || cost === baseline) return "the same";
  const percent = Math.round((1 - cost / baseline) * 100);
  return percent >= 0 ? `${percent}% less` : `${-percent}% more`;
}
