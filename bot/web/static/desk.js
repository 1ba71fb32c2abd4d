// What the desk does better with scripts: it looks again by itself, and an undo goes
// away when it is too late for it. All else are links and forms.
const LOOK_EVERY = 15_000;
const live = document.querySelector("[data-live]");

async function lookAgain() {
  if (document.hidden || live.contains(document.activeElement) && live.querySelector(":focus")) return;
  try {
    const answer = await fetch(location.href, { headers: { "X-Look-Again": "1" } });
    if (answer.status === 401) return location.reload();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["[data-live]", ".top nav"]) {
      const [here, there] = [document, page].map((each) => each.querySelector(part));
      if (here && there && here.innerHTML !== there.innerHTML) here.innerHTML = there.innerHTML;
    }
  } catch { /* no network just now: there will be a next time */ }
}

if (live) {
  setInterval(lookAgain, LOOK_EVERY);
  document.addEventListener("visibilitychange", lookAgain);
  document.querySelector(".again")?.remove();
}

for (const form of document.querySelectorAll("form[data-seconds]")) {
  setTimeout(() => form.remove(), form.dataset.seconds * 1000);
}
