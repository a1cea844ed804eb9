/** What went wrong, and what to do about it. */
export class Problem extends Error {
  constructor(message, nextStep) {
    super(message);
    this.nextStep = nextStep;
  }
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem("The server does not answer.", "Check that `rag serve` is still running.");
  }
  if (response.ok) return response;
  const { message, nextStep } = await response.json().catch(() => ({}));
  throw new Problem(message ?? `The server answered with status ${response.status}.`, nextStep ?? "Reload the page.");
}

export const session = async () => (await request("api/session")).json();

/** Reads the folder again; resolves to the session as it is then. */
export const readFolder = async () => (await request("api/folder", { method: "POST" })).json();

export const nearest = async (question) => (await (await request(`api/nearest?question=${encodeURIComponent(question)}`)).json()).passages;

export const documentText = async (name) => (await request(`api/document?name=${encodeURIComponent(name)}`)).json();

export const stop = (id) => fetch(`api/answers/${id}`, { method: "DELETE", keepalive: true }).catch(() => {});

/** The events of an answer, as they arrive: a JSON object a line; empty lines are signs of life. */
export async function* ask(question, signal) {
  const response = await request("api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
    signal,
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  while (true) {
    let piece;
    try {
      piece = await reader.read();
    } catch (failure) {
      if (signal.aborted) throw failure;
      throw new Problem("The connection was cut.", "Check that `rag serve` is still running, and ask again.");
    }
    if (piece.done) return;
    const lines = (rest + piece.value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (line) yield JSON.parse(line);
    }
  }
}
