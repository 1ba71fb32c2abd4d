// The chat page: joins the log, the outbox, the stream and the composer.

import { Log } from "./log.js";
import { Outbox, number } from "./outbox.js";
import { small } from "./photo.js";
import { listen } from "./stream.js";
import { able, record } from "./voice.js";

const { seat, history: past, last, officer, lang, words } = JSON.parse(document.getElementById("data").textContent);
const at = (path) => `/chat/${seat}/${path}`;
const find = (id) => document.getElementById(id);
const framed = window.parent !== window;
const composer = find("composer"), text = find("text"), file = find("file");
const LARGEST = 20 * 2 ** 20;
const MOST = 10; // files of one album

document.body.classList.toggle("framed", framed);

const log = new Log({ log: find("log"), list: find("list"), below: find("below"), older: find("older") }, words, lang, at, {
  pick: (id, label) => say({ pick: id }, label),
  retry: () => outbox.drain(),
  older: (first) => fetch(at(`older?before=${encodeURIComponent(first)}`)).then((page) => page.ok && page.json()).catch(() => null),
});
const outbox = new Outbox(seat, at("messages") + (lang === "id" ? "" : `?lang=${lang}`), {
  kept: (entry) => log.settle(entry.id),
  waiting: (entry) => log.mark(entry.id, "waiting"),
  refused: (entry, why) => log.mark(entry.id, "failed", why || words.not_taken),
});

// An answer to the person's own words is no reason to ring, for a moment after it came.
let hush;
function awaiting(on, wait) {
  clearTimeout(hush);
  document.body.toggleAttribute("data-awaiting", on);
  if (on) hush = setTimeout(() => awaiting(false), wait);
}

function put(entry, sent) {
  awaiting(true, 8_000);
  outbox.put(entry, sent);
}

function tell(what) {
  if (framed) parent.postMessage({ pandu: what, seat }, location.origin);
}

// --- what the person does ---------------------------------------------------

function say(message, label, photo) {
  const entry = { id: number(), label, ...message };
  log.pending(entry, photo);
  put(entry);
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = text.value.trim();
  if (!said) return text.focus();
  const meant = log.narrow(said);
  text.value = "";
  if (meant) meant.click();
  else say({ text: said }, said);
  text.focus();
});

text.addEventListener("input", () => log.narrow(text.value));

document.addEventListener("click", ({ target }) => {
  const way = target.closest("header button");
  if (way) say({ text: way.value }, way.textContent);
});

// Who becomes an officer, or is one no more, has other ways out of the page.
let headed = officer;
async function head(now) {
  if (now === headed) return;
  headed = now;
  const page = await fetch(location.href).then((answer) => answer.text()).catch(() => "");
  const made = new DOMParser().parseFromString(page, "text/html").querySelector("header");
  if (made) document.querySelector("header").replaceWith(made);
}

text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

// A digit presses that button of the newest bubble, unless it is being typed.
document.addEventListener("keydown", (event) => {
  if (event.target === text || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[1-9]$/.test(event.key)) log.chips().filter((chip) => !chip.hidden)[event.key - 1]?.click();
});

// Files that are chosen together are one answer: they are sent as one album.
async function attach(chosen) {
  const files = [...chosen].slice(0, MOST), album = files.length > 1 ? number() : undefined;
  for (const each of files) {
    const photo = each.type.startsWith("image/");
    const sent = photo ? await small(each) : each;
    const caption = text.value.trim();
    const entry = { id: number(), label: caption || (photo ? "" : each.name), kind: photo ? "photo" : "document", name: each.name, caption, album };
    log.pending(entry, photo ? URL.createObjectURL(sent) : "");
    text.value = "";
    if (sent.size > LARGEST) log.mark(entry.id, "failed", words.too_large);
    else put(entry, sent);
  }
}

file.addEventListener("change", () => { const chosen = [...file.files]; file.value = ""; attach(chosen); });
text.addEventListener("paste", (event) => {
  const pasted = event.clipboardData.files;
  if (pasted.length) { event.preventDefault(); attach(pasted); }
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    document.body.classList.toggle("dropping", kind === "dragover");
    if (kind === "drop") attach(event.dataTransfer.files);
  });
}

const mic = find("mic"), recording = find("recording");
let ended;
mic.hidden = !able;
mic.addEventListener("click", async () => {
  const length = find("length");
  try {
    ended = await record((seconds) => { length.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`; });
  } catch {
    return announce(words.no_microphone);
  }
  recording.hidden = false;
  find("keep").focus();
});
for (const [id, keep] of [["keep", true], ["drop", false]]) {
  find(id).addEventListener("click", async () => {
    recording.hidden = true;
    mic.focus();
    const made = await ended?.(keep);
    ended = undefined;
    if (made?.size) attach([made]);
  });
}

// --- what the house says ----------------------------------------------------

const state = find("state");
function announce(said) {
  state.hidden = !said;
  state.textContent = said;
}

log.past(past);
log.ready();
const stream = listen(at("stream"), last, {
  shown: (bubble, caughtUp) => {
    log.show(bubble);
    if (bubble.echo) outbox.forget(bubble.echo);
    if (bubble.mine) return;
    if (document.body.hasAttribute("data-awaiting")) awaiting(true, 300);
    else if (caughtUp) tell("new");
  },
  officer: head,
  ready: () => outbox.drain(),
  joined: (well) => announce(well ? "" : words.reconnecting),
});

// What was not yet taken when the page closed goes out again, under its old number.
for (const entry of outbox.all()) if (entry.start === undefined) log.pending(entry, outbox.preview(entry));

// A link may carry a payload; it counts once, and does not stay in the address bar.
const payload = new URLSearchParams(location.hash.slice(1)).get("mulai");
const told = `pandu.started.${seat}`;
if (payload !== null) history.replaceState(null, "", location.pathname + location.search);
if (payload && localStorage.getItem(told) !== payload) {
  localStorage.setItem(told, payload);
  put({ id: number(), start: payload });
} else if (!past.bubbles.length && !outbox.all().length) {
  // The same number each time: a second tab, or a reload, does not greet twice.
  put({ id: "0".repeat(26), start: "" });
}
outbox.drain();

addEventListener("focus", () => tell("taken"));
addEventListener("online", () => { stream.again(true); outbox.drain(); });
// A browser opens few lines to one house: a page that nobody looks at gives its own back.
let unseen;
document.addEventListener("visibilitychange", () => {
  clearTimeout(unseen);
  if (document.hidden) unseen = setTimeout(stream.close, 30_000);
  else stream.again();
});
addEventListener("pagehide", () => stream.close());
addEventListener("pageshow", (event) => event.persisted && stream.again(true));
if (!framed) navigator.serviceWorker?.register("/chat/worker.js", { scope: "/chat" }).catch(() => {});
if (!framed && matchMedia("(hover: hover)").matches) text.focus();
