// The app's service worker. The server prepends VERSION, OFFLINE_PAGE and FILES.
//
// It caches the files that pages load, and the offline page. Pages, and their requests to the server, are never cached:
// they contain personal data, and every request is authorized again.
//
// A new version takes over at once. Nothing becomes stale: every page comes from the network and names the files of its
// own version, and a file that is not cached is fetched normally. It is installed completely or not at all: during a
// rolling deploy a file may be missing, and the browser tries again later.

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

/** Some files change without changing their names, so they are revalidated. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll([OFFLINE_PAGE, ...FILES].map((address) => new Request(address, { cache: "no-cache" })));
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

/** The browser has started the request already, while this was starting. */
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
