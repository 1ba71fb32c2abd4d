// Without a network: a page of ours in place of the browser's own.

const PAGE = "/offline";

addEventListener("install", (event) => {
  event.waitUntil(caches.open("pandu").then((kept) => kept.add(PAGE)).then(() => skipWaiting()));
});

addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)));
});
