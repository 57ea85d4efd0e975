// What opens over a slide, one key away: the agenda, the channels, the keys, a note, a reason, who and when.

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

// A line of fields, kept by Enter; what is missing is said below.
function asking(title, fields, wanted, words, send, back) {
  const told = node("span", "told");
  const done = () => (fields.every((one) => one.value.trim()) ? send(fields.map((one) => one.value.trim())) : (told.textContent = wanted));
  for (const field of fields) field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) done();
  });
  return node("section", "reason", node("h2", "", title), node("div", "row", ...fields,
    button("choice", done, words.keep), button("choice", back, words.back)), told);
}

function field(label, value = "", type = "text") {
  const made = node("input", type);
  made.type = type;
  made.value = value;
  made.maxLength = 200;
  made.placeholder = label;
  made.setAttribute("aria-label", label);
  return made;
}

function reasonPanel(words, send, back) {
  return asking(words.reason, [field(words.reason)], words.reason_wanted, words, ([why]) => send(why), back);
}

function whoPanel(words, slide, send, back) {
  const fields = [field(words.owner, slide.owner), field(words.due, slide.due, "date")];
  return asking(words.who, fields, words.who_wanted, words, ([owner, due]) => send({ owner, due }), back);
}
