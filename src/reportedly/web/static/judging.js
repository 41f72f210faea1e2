// Judging by key or button, at once; without this script the same forms lead to the next page.
const told = document.getElementById("told");
const tell = (words) => { if (told) told.textContent = words; };
const chosen = () => document.querySelector(".card.selected") ?? document.querySelector(".task");

// Asks the server; null where it sent us elsewhere or refused, which was told.
async function send(action, fields) {
  let answer;
  try {
    answer = await fetch(action, { method: "POST", body: new URLSearchParams(fields), headers: { accept: "application/json" } });
  } catch {
    tell("The workbench cannot be reached; nothing was kept.");
    return null;
  }
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  if (said.to) location.assign(said.to);
  else tell(`Not kept: ${said.error ?? answer.status}`);
  return null;
}

function show(card, verdict, label) {
  const badge = card.querySelector(".badge");
  badge.hidden = !label;
  badge.replaceChildren();
  if (label) {
    const name = document.createElement("span");
    name.className = `label judged ${verdict}`;
    name.textContent = label;
    badge.append(name, " you");
  }
  card.classList.toggle("done", Boolean(label) && card.classList.contains("task"));
}

function choose(card) {
  for (const other of document.querySelectorAll(".card.selected")) other.classList.remove("selected");
  card.classList.add("selected");
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  document.dispatchEvent(new CustomEvent("chosen", { detail: card }));
}

async function judge(card, verdict) {
  const form = card.querySelector("form.judge");
  if (!form) return;
  const said = await send(form.action, [...new FormData(form), ["verdict", verdict]]);
  if (!said) return;
  show(card, said.review.verdict, said.label);
  tell(`Kept: ${said.label}. z takes it back.`);
  const tasks = [...document.querySelectorAll(".task")];
  const next = tasks.slice(tasks.indexOf(card) + 1).find((task) => !task.classList.contains("done"));
  if (card.classList.contains("task") && next) choose(next);
}

async function undo() {
  const said = await send("/review/undo", [["back", location.pathname + location.search]]);
  if (!said) return;
  const card = document.querySelector(`.card[data-key="${encodeURIComponent(said.taken_back.target)}"]`);
  if (card) {
    show(card, "", said.now);
    choose(card);
  }
  tell(`Taken back: ${said.label}${card ? "" : ", given on another page"}.`);
}

function comment() {
  const field = chosen()?.querySelector("details.comment");
  if (!field) return;
  field.open = true;
  field.querySelector("textarea").focus();
}

const acts = {
  y: () => judge(chosen(), "right"),
  x: () => judge(chosen(), "wrong"),
  u: () => judge(chosen(), "unsure"),
  z: undo,
  c: comment,
  e: () => { const link = chosen()?.querySelector("a.edit"); if (link) location.assign(link.href); },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key === "Escape" && typing?.name === "reason") typing.closest(".card")?.focus();
  const busy = event.ctrlKey || event.altKey || event.metaKey || event.repeat || typing || document.querySelector("dialog[open]");
  if (busy || !Object.hasOwn(acts, event.key)) return;
  if ("yxu".includes(event.key) && !chosen()) return;
  event.preventDefault();
  acts[event.key]();
});

document.addEventListener("submit", (event) => {
  const card = event.target.closest(".card");
  if (event.target.matches("form.undo")) {
    event.preventDefault();
    undo();
  } else if (card && event.target.matches("form.judge") && event.submitter) {
    event.preventDefault();
    judge(card, event.submitter.value);
  }
});
