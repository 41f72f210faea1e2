// Words selected in the text become the places of a role. Sent are UTF-16 units of the text shown; the server counts anew.
const body = document.querySelector(".body.selectable");
const paragraphs = [...body.querySelectorAll("p")];
const form = document.querySelector("form.editing");
const roles = [...form.querySelectorAll(".role")];

// Units of the text before a boundary point; each paragraph keeps its line ends, so joined they are the text.
function unitsBefore(node, offset) {
  let units = 0;
  for (const paragraph of paragraphs) {
    const whole = document.createRange();
    whole.selectNodeContents(paragraph);
    if (whole.comparePoint(node, offset) > 0) {
      units += paragraph.textContent.length;
    } else if (whole.comparePoint(node, offset) === 0) {
      whole.setEnd(node, offset);
      return units + whole.toString().length;
    } else return units;
  }
  return units;
}

function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(body)) return null;
  const text = paragraphs.map((one) => one.textContent).join("");
  let start = unitsBefore(range.startContainer, range.startOffset);
  let end = unitsBefore(range.endContainer, range.endOffset);
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return start < end ? { start, end, words: text.slice(start, end) } : null;
}

function take(role, add) {
  const found = selected();
  if (!found) return;
  const field = role.querySelector("[name$=_selected]");
  const words = role.querySelector(".words");
  const before = add && field.value;
  field.value = `${before ? `${field.value}, ` : ""}${found.start}-${found.end}`;
  const shown = found.words.replace(/\s+/g, " ");
  words.textContent = before ? `${words.textContent} … ${shown}` : shown;
  role.classList.add("changed");
}

for (const role of roles) {
  const button = role.querySelector(".take");
  button.hidden = false;
  // The press must not take the selection away from the text.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", (event) => take(role, event.shiftKey));
  role.querySelector(`[name=${role.dataset.role}]`).addEventListener("input", () => {
    role.querySelector("[name$=_selected]").value = "";
  });
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.altKey || event.metaKey) return;
  const at = ["Digit1", "Digit2", "Digit3"].indexOf(event.code);
  if (at < 0) return;
  event.preventDefault();
  take(roles[at], event.shiftKey);
});
