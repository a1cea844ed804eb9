// The conversation of this tab, so that a reload does not lose it. It ends with the tab.

const key = (id) => `conversation ${id}`;

/** @param id of the documents: others have other answers */
export function load(id) {
  try {
    return JSON.parse(sessionStorage.getItem(key(id))) ?? [];
  } catch {
    return [];
  }
}

export function add(id, exchange) {
  try {
    sessionStorage.setItem(key(id), JSON.stringify([...load(id), exchange]));
  } catch {
    // Full, or not allowed here: the page works without.
  }
}

export function clear(id) {
  try {
    sessionStorage.removeItem(key(id));
  } catch {
    // As above.
  }
}
