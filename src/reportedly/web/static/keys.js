// Keys and highlighting. Everything here can also be reached by links; reading works without it.
const search = document.getElementById("q") ?? document.getElementById("find");
const dialog = document.getElementById("keys");
const cards = [...document.querySelectorAll(".card")];
const rows = [...document.querySelectorAll(".row")];
const layers = [...document.querySelectorAll(".legend input")];
let current = cards.findIndex((card) => card.classList.contains("selected"));

const marksOf = (key) => [...document.querySelectorAll(".mark[data-s]")].filter((mark) => mark.dataset.s.split(" ").includes(key));

function light(key) {
  for (const mark of document.querySelectorAll(".mark.lit")) mark.classList.remove("lit");
  for (const mark of marksOf(key)) mark.classList.add("lit");
}

function select(card, { text = true } = {}) {
  current = cards.indexOf(card);
  for (const other of cards) other.classList.toggle("selected", other === card);
  card.closest("details.own")?.setAttribute("open", "");
  light(card.dataset.key);
  const address = new URL(location.href);
  address.searchParams.set("s", decodeURIComponent(card.dataset.key));
  address.hash = "";
  history.replaceState(null, "", address);
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  if (text) marksOf(card.dataset.key)[0]?.scrollIntoView({ block: "center" });
}

function step(by) {
  if (cards.length) {
    const reachable = cards.filter((card, n) => n === current || card.checkVisibility());
    const at = reachable.indexOf(cards[current]);
    const next = reachable[at < 0 ? (by > 0 ? 0 : reachable.length - 1) : at + by];
    if (next) select(next);
  } else if (rows.length) {
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    rows[at < 0 ? 0 : at + by]?.querySelector("h3 a, h2 a, .who a")?.focus();
  }
}

const follow = (rel) => {
  const link = document.querySelector(`link[rel="${rel}"]`);
  if (!link) return;
  const address = new URL(link.href);
  const hidden = new URL(location.href).searchParams.get("hide");
  if (hidden && layers.length) address.searchParams.set("hide", hidden);
  location.assign(address);
};

const keys = {
  "/": () => { search.focus(); search.select(); },
  j: () => step(1),
  k: () => step(-1),
  n: () => follow("next"),
  p: () => follow("prev"),
  "?": () => dialog.showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.ctrlKey || event.altKey || event.metaKey || typing || dialog.open) return;
  const act = Object.hasOwn(keys, event.key) && keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("chosen", (event) => { current = cards.indexOf(event.detail); });

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.lead, .go a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const key = link.closest(".card")?.dataset.key ?? link.hash.slice("#s-".length);
  const card = cards.find((one) => one.dataset.key === key);
  if (!card) return;
  event.preventDefault();
  select(card, { text: !link.classList.contains("lead") });
});

for (const card of [...cards, ...document.querySelectorAll(".fact")]) {
  card.addEventListener("mouseenter", () => light(card.dataset.key));
  card.addEventListener("mouseleave", () => light(cards[current]?.dataset.key));
}

const list = document.querySelector(".cards");
document.querySelector(".text")?.addEventListener("mouseover", (event) => {
  const over = event.target.closest(".mark[data-s]")?.dataset.s.split(" ") ?? [];
  const near = cards.filter((card) => over.includes(card.dataset.key));
  for (const card of cards) card.classList.toggle("near", near.includes(card));
  // Only where the list scrolls by itself: a page that moves under the pointer cannot be read.
  if (near[0]?.checkVisibility() && getComputedStyle(list).overflowY === "auto") near[0].scrollIntoView({ block: "nearest" });
});

for (const box of layers) {
  box.addEventListener("change", () => {
    const address = new URL(location.href);
    const keep = (name, boxes) => {
      if (boxes.length) address.searchParams.set(name, boxes.map((one) => one.value).join(","));
      else address.searchParams.delete(name);
    };
    keep("hide", layers.filter((one) => !one.checked && !("extra" in one.dataset)));
    keep("show", layers.filter((one) => one.checked && "extra" in one.dataset));
    history.replaceState(null, "", address);
  });
}
