// What opens over a slide, one key away: the agenda, the channels, the keys, a note, a reason.

// A list one walks with the arrows and leaves with Escape.
function choosing(title, entries, now, act) {
  const list = node("div", entries.length < 12 ? "list few" : "list");
  entries.forEach((entry, i) => {
    const made = button("entry line", () => act(entry.key), node("span", "nr", entry.nr ?? `${i + 1}`),
      node("span", "word line", entry.word), entry.icon ? icon(entry.icon) : null);
    made.title = entry.word;
    if (entry.key === now) made.setAttribute("aria-current", "true");
    list.append(made);
  });
  const panel = node("section", "panel", node("h2", "", title), list);
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", title);
  return panel;
}

function walk(panel, by) {
  const all = [...panel.querySelectorAll("button")];
  const at = all.indexOf(panel.getRootNode().activeElement);
  all[(at + by + all.length) % all.length]?.focus();
}

function keysPanel(words, without) {
  const list = node("dl", "keys");
  const told = words.keys.filter(([key]) => !without.has(key.toLowerCase()));
  for (const [key, word] of told) list.append(node("dt", "", key), node("dd", "", word));
  const panel = node("section", "panel", node("h2", "", words.keys_title), list);
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", words.keys_title);
  return panel;
}

function notePanel(words, mine, others, typed) {
  const field = node("textarea", "");
  field.value = mine;
  field.maxLength = 2000;
  field.placeholder = words.note_hint;
  field.setAttribute("aria-label", words.note);
  field.addEventListener("input", () => typed(field.value));
  const said = node("div", "others");
  for (const one of others) said.append(node("p", "line", node("b", "", one.by), ` ${one.text}`));
  return node("section", "note", node("h2", "", words.note), said, field);
}

function reasonPanel(words, send, back) {
  const field = node("input", "");
  field.setAttribute("aria-label", words.reason);
  field.maxLength = 200;
  const told = node("span", "told");
  const done = () => (field.value.trim() ? send(field.value.trim()) : (told.textContent = words.reason_wanted));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) done();
  });
  return node("section", "reason", node("h2", "", words.reason), node("div", "row", field,
    button("choice", done, words.keep), button("choice", back, words.back)), told);
}
