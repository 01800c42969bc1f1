// A form that saves itself is sent by hand only when no save of its own is under way, and saves nothing afterwards.
// It says which version it has saved itself, so that it is not taken for somebody else's.
// Each new page has a key, by which the server knows it again when the answer to its first save is lost.
// The faults of Wagtail that this mends: docs/wagtail-autosave.md.
const PATIENCE = 20000; // milliseconds

const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
const savesItself = (form) => form.matches("form[data-controller~='w-autosave']");

let creationKey = newKey();
let ownRevision = "";
let autosaving = false;
let sent = false;
let waiting = null;

const send = () => {
  const { form, timer } = waiting ?? {};
  if (!form) return;
  clearTimeout(timer);
  form.submit();
};

document.addEventListener("w-autosave:success", ({ detail }) => {
  ownRevision = detail.response.revision_id ?? "";
});

document.addEventListener("w-autosave:save", (event) => {
  if (sent) event.preventDefault();
  else autosaving = true;
});

for (const name of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(name, () => {
    autosaving = false;
    send();
  });
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!savesItself(form) || event.defaultPrevented) return;
  if (sent) return event.preventDefault();
  sent = true;
  if (!autosaving) return;
  event.preventDefault();
  waiting = { form, submitter, timer: setTimeout(send, PATIENCE) };
});

document.addEventListener("formdata", ({ target: form, formData }) => {
  if (!savesItself(form)) return;
  if (form.action.includes("/pages/add/")) formData.set("creation_key", creationKey);
  if (sent) formData.set("own_revision_id", ownRevision);
  if (waiting?.submitter?.name) formData.set(waiting.submitter.name, waiting.submitter.value);
});

// The browser shows a form that was sent when its reader goes back.
window.addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  [creationKey, autosaving, sent, waiting] = [newKey(), false, false, null];
});
