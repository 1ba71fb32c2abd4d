// The demo's table: which phone is in hand, and which one rings.

const phones = [...document.querySelectorAll(".phone")];
const tabs = [...document.querySelectorAll("[role=tab]")];
const narrow = matchMedia("(max-width: 800px)");
let here = "pemilik";

function take(seat, focus) {
  here = seat;
  for (const phone of phones) phone.classList.toggle("here", phone.id === seat);
  for (const tab of tabs) {
    const mine = tab.getAttribute("aria-controls") === seat;
    tab.setAttribute("aria-selected", mine);
    tab.tabIndex = mine ? 0 : -1;
    if (mine && focus) tab.focus();
  }
  badge(seat, false);
}

function badge(seat, on) {
  for (const mark of document.querySelectorAll(`#${seat} .new, #tab-${seat} .new`)) mark.hidden = !on;
  if (!on) document.getElementById(seat).classList.remove("ringing");
}

function ring(seat) {
  const phone = document.getElementById(seat);
  if (narrow.matches ? here === seat : phone.contains(document.activeElement)) return;
  badge(seat, true);
  phone.classList.remove("ringing");
  void phone.offsetWidth; // begin the ring anew
  phone.classList.add("ringing");
}

addEventListener("message", ({ origin, data }) => {
  if (origin !== location.origin || !phones.some((phone) => phone.id === data?.seat)) return;
  if (data.pandu === "new") ring(data.seat);
  if (data.pandu === "taken") take(data.seat);
});

for (const tab of tabs) {
  tab.addEventListener("click", () => take(tab.getAttribute("aria-controls")));
  tab.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowLeft" || key === "ArrowRight") take(phones.find((phone) => phone.id !== here).id, true);
  });
}
take(here);
