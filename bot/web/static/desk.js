// What the desk does better with scripts: it looks again by itself, an undo goes away
// when it is too late for it, and photos open side by side, turn and come nearer. All
// else are links and forms.
const LOOK_EVERY = 15_000;
const ASK_EVERY = 2_000;

// Whoever is in the middle of something is not disturbed.
function busy(part) {
  const fields = [...part.querySelectorAll("textarea, input:not([type=hidden])")];
  return part.contains(document.activeElement) || part.querySelector("details[open]")
    || fields.some((each) => each.value !== each.defaultValue);
}

async function lookAgain() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.pathname + location.search, { headers: { "X-Look-Again": "1" } });
    if (answer.status === 401) return location.reload();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = [...page.querySelectorAll("[data-live]")];
    for (const here of document.querySelectorAll("[data-live]")) {
      if (busy(here)) continue;
      const there = news.find((each) => each.dataset.live === here.dataset.live);
      if (there && there.outerHTML !== here.outerHTML) here.replaceWith(document.importNode(there, true));
    }
  } catch { /* no network just now: there will be a next time */ }
}

// Of a case it is asked often whether anything happened; only then all of it is read.
async function lookForNews(where) {
  if (document.hidden) return;
  try {
    const answer = await fetch(where, { headers: { "X-Look-Again": "1" } });
    const newest = answer.ok ? await answer.text() : known;
    if (newest !== known) lookAgain();
    known = newest;
  } catch { /* no network just now */ }
}
const asks = document.querySelector("[data-news]");
let known = asks?.dataset.newest;
if (asks) setInterval(lookForNews, ASK_EVERY, asks.dataset.news);

if (document.querySelector("main [data-live]")) {
  setInterval(lookAgain, LOOK_EVERY);
  document.addEventListener("visibilitychange", lookAgain);
  for (const each of document.querySelectorAll(".again")) each.remove();
}

// On a narrow screen the menu scrolls: where one is stands in view.
const menu = document.querySelector(".top nav");
const current = menu?.querySelector("[aria-current]");
if (current) menu.scrollLeft = current.offsetLeft - menu.offsetLeft - 12;

for (const form of document.querySelectorAll("form[data-seconds]")) {
  setTimeout(() => form.remove(), form.dataset.seconds * 1000);
}

// A second click while the first is on its way would be a second act.
document.addEventListener("submit", ({ target }) => {
  if ("gives" in target.dataset) return; // a file comes, and the page stays
  for (const button of target.querySelectorAll("button")) setTimeout(() => { button.disabled = true; });
});
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form button:disabled")) button.disabled = false;
});

// What is picked goes where one writes, in place of what stands there or amid it.
for (const pick of document.querySelectorAll("[data-pick]")) {
  pick.addEventListener("click", (event) => {
    event.preventDefault();
    const words = pick.closest("form").querySelector("textarea");
    words.value = pick.previousElementSibling.textContent;
    words.focus();
  });
}
for (const name of document.querySelectorAll("[data-call]")) {
  const call = document.createElement("button");
  Object.assign(call, { type: "button", className: "link", textContent: name.textContent });
  call.addEventListener("click", () => {
    const words = call.closest("form").querySelector("textarea");
    words.setRangeText(`${call.textContent} `, words.selectionStart, words.selectionEnd, "end");
    words.focus();
  });
  name.replaceWith(call);
}

// Too large is said before it is sent, not after.
const LARGEST = 20 * 1024 * 1024;
for (const field of document.querySelectorAll("input[type=file]")) {
  field.addEventListener("change", () => {
    const large = [...field.files].some((each) => each.size > LARGEST);
    field.setCustomValidity(large ? field.dataset.large : "");
    field.reportValidity();
  });
}

const viewer = document.querySelector("dialog.viewer");
const table = viewer?.querySelector(".table");

function put(link) {
  const place = document.createElement("div");
  const photo = new Image();
  photo.src = link.href;
  photo.alt = link.dataset.what;
  Object.assign(photo.dataset, { turn: 0, near: 1 });
  place.tabIndex = 0;
  place.append(photo);
  table.append(place);
  while (table.children.length > 2) table.firstElementChild.remove();
  viewer.querySelector(".what").textContent = [...table.querySelectorAll("img")].map((each) => each.alt).join(" | ");
}

function show(photo, turn, near) {
  Object.assign(photo.dataset, { turn, near });
  photo.style.transform = `rotate(${turn}deg)`;
  photo.style.maxWidth = photo.style.maxHeight = near > 1 ? "none" : "";
  photo.style.width = near > 1 ? `${near * 100}%` : "";
}

const TOOLS = {
  turn: (photo) => show(photo, (+photo.dataset.turn + 90) % 360, +photo.dataset.near),
  near: (photo) => show(photo, +photo.dataset.turn, Math.min(4, +photo.dataset.near * 1.5)),
  far: (photo) => show(photo, +photo.dataset.turn, Math.max(1, +photo.dataset.near / 1.5)),
};
const KEYS = { r: "turn", "+": "near", "=": "near", "-": "far" };

function use(tool) {
  const chosen = document.activeElement.closest?.(".table > div");
  for (const photo of (chosen ?? table).querySelectorAll("img")) TOOLS[tool](photo);
}

if (viewer?.showModal) {
  const photos = [...document.querySelectorAll("a.photo")];
  const beside = viewer.querySelector("select");
  for (const [number, each] of photos.entries()) beside.append(new Option(each.dataset.what, number));
  beside.hidden = photos.length < 2;
  beside.addEventListener("change", () => {
    if (beside.value) put(photos[beside.value]);
    beside.value = "";
  });
  // Heard at the page: what is looked at again has new links.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.photo");
    if (!link) return;
    event.preventDefault();
    table.replaceChildren();
    put(link);
    viewer.showModal();
  });
  for (const button of viewer.querySelectorAll("[data-tool]")) {
    button.addEventListener("click", () => use(button.dataset.tool));
  }
  viewer.addEventListener("keydown", ({ key, target }) => {
    if (target !== beside && KEYS[key]) use(KEYS[key]);
  });
  viewer.querySelector("[data-close]").addEventListener("click", () => viewer.close());
}
