// Stands between the app's pages and the network. Above this the server writes VERSION, OFFLINE_PAGE and FILES.
//
// Kept on the device: the files that pages are made with, and one page that says that there is no connection. Pages, and
// what they ask the server for, never are: they hold personal data, and whether one may still see them is decided anew
// on every request.
//
// A new version takes over at once. Nothing becomes stale by that: every page comes from the network and names the files
// of its own version, and a file that is not kept (any more) is asked for as if this were not here. It is installed whole
// or not at all: while some servers are new and some are old a file may be missing, and the browser tries again later.

const OURS = "app-";
const CACHE = OURS + VERSION;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([dropOthers(), self.registration.navigationPreload?.enable(), self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate") event.respondWith(page(event));
  else if (FILES.includes(pathname)) event.respondWith(file(event.request));
});

/** Some files keep their names while they change, so the network is asked whether they have. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll([OFFLINE_PAGE, ...FILES].map((address) => new Request(address, { cache: "no-cache" })));
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

/** The browser has asked the network already, while this was being woken. */
async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await kept(OFFLINE_PAGE)) ?? Response.error();
  }
}

async function file(request) {
  return (await kept(request)) ?? fetch(request);
}

async function kept(request) {
  return (await caches.open(CACHE)).match(request);
}
