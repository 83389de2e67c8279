// What every page needs: the document's language, Streamlit's own words in Polish, and a loader for our components.

const POLISH = {
  "Skip to main content": "Przejdź do treści",
  "Skip to sidebar": "Przejdź do menu",
  "Open sidebar": "Otwórz menu",
  "Close sidebar": "Zamknij menu",
  "Expand sidebar": "Otwórz menu",
  "Collapse sidebar": "Zamknij menu",
  "Choose an option": "Wybierz",
  "Choose options": "Wybierz",
  "Select all": "Zaznacz wszystkie",
  "Clear all": "Wyczyść",
  "No results": "Brak wyników",
  "No options to select": "Nie ma czego wybrać",
  "Connecting": "Łączenie",
  "Running...": "Wczytywanie…",
  "Stop": "Zatrzymaj",
  "Rerun": "Odśwież",
  "Main menu": "Ustawienia",
  "Connection error": "Błąd połączenia",
  "Connection lost": "Utracono połączenie",
  "Sidebar": "Menu",
  "Open": "Rozwiń",
  "Selected values": "Wybrane",
  "Upload": "Wczytaj plik",
  "1MB per file": "do 1 MB",
  "Remove file": "Usuń plik",
};
const polish = (words) => POLISH[words] ?? (words?.startsWith("Remove ") ? words.replace("Remove", "Usuń:") : undefined);
const SPOKEN = ["aria-label", "title", "placeholder"];

function translateNode(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const words = polish(node.data.trim());
    if (words && !node.parentElement?.closest(".lat-own")) node.data = node.data.replace(node.data.trim(), words);
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.closest(".lat-own")) return;
  for (const name of SPOKEN) {
    const words = polish(node.getAttribute(name));
    if (words) node.setAttribute(name, words);
  }
  for (const child of node.childNodes) translateNode(child);
}

// Streamlit writes the start page's link as "?lang=…", which means the page one is on; and it does not say which is current.
function mendMenu() {
  for (const link of document.querySelectorAll('a[data-testid="stPageLink-NavLink"]')) {
    if (link.getAttribute("href").startsWith("?")) link.setAttribute("href", `./${link.getAttribute("href")}`);
    else if (link.getAttribute("href") === "") link.setAttribute("href", "./");
    const current = new URL(link.href).pathname === location.pathname;
    if (current && !link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
    if (!current && link.hasAttribute("aria-current")) link.removeAttribute("aria-current");
  }
}

function watch() {
  const follow = () => {
    mendMenu();
    const marker = document.querySelector("[data-page-language]");
    if (marker && document.documentElement.lang !== marker.dataset.pageLanguage) {
      document.documentElement.lang = marker.dataset.pageLanguage;
    }
  };
  new MutationObserver((changes) => {
    follow();
    if (document.documentElement.lang !== "pl") return;
    for (const change of changes) {
      if (change.target.closest?.(".lat-own")) continue; // our own cards are in the right language, and charts change a lot
      if (change.type === "childList") change.addedNodes.forEach(translateNode);
      else translateNode(change.target);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SPOKEN });
  if (document.documentElement.lang === "pl") translateNode(document.body);
}

// A filter may have changed since the server wrote the link: the other language shows what the reader sees now.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.lat-language");
  if (!link) return;
  const query = new URLSearchParams(location.search);
  query.set("lang", link.hreflang);
  link.setAttribute("href", `?${query}`);
}, true);

// Streamlit would look for its server below the page's own address first; ours is always beside the pages.
const root = new URL("./", document.baseURI).href;
window.__streamlit = { BACKEND_BASE_URL: root, MAIN_PAGE_BASE_URL: root };

// Components ask for their code by name; Streamlit hands them over before the module may have arrived.
const kit = new URL(document.querySelector('meta[name="latarnia-kit"]').content, document.baseURI);
// The card that the address names is noted at once: Streamlit rewrites the address without it.
window.latarnia = { load: (name) => import(new URL(name, kit).href), wanted: decodeURIComponent(location.hash.slice(1)) };

watch();
