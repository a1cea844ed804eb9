import { byId } from "./dom.js";

const LARGEST = 8 << 20;

const input = byId("image");
let image = null;

/** The image that goes with the next question, null for none. */
export const attached = () => image;

export function clearImage() {
  image = null;
  input.value = "";
  byId("attached").hidden = true;
}

function attach(file) {
  if (file.size > LARGEST || !input.accept.split(",").includes(file.type)) {
    clearImage();
    show(`${file.name} is not attached: only png, jpg, webp and gif of at most 8 MB are.`, "error");
    return;
  }
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    image = { name: file.name, mediaType: file.type, base64: reader.result.split(",", 2)[1] };
    show(file.name);
  });
  reader.readAsDataURL(file);
}

function show(text, kind = "") {
  byId("attached").className = `attached ${kind}`;
  byId("attached-name").textContent = text;
  byId("attached").hidden = false;
}

byId("attach").addEventListener("click", () => input.click());
byId("detach").addEventListener("click", () => {
  clearImage();
  byId("attach").focus();
});
input.addEventListener("change", () => input.files[0] && attach(input.files[0]));
byId("question").addEventListener("paste", (event) => {
  const file = [...event.clipboardData.files].find(({ type }) => type.startsWith("image/"));
  if (file) attach(file);
});
