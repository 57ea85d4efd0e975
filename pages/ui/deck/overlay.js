// What lies over a slide for a while: the agenda, the eyes, the keys, a note, a reason, who and when.

function panel(deck) {
  deck.stage.querySelector(".panel, .note, .reason")?.remove();
  const { data, words } = deck;
  const name = deck.overlay?.name;
  if (!name) return deck.dialog.focus();
  let made;
  if (name === "agenda") {
    const items = data.slides.filter((slide) => !slide.key.includes("~"));
    const entries = items.map((slide) => ({ key: slide.key, word: slide.title,
      icon: slide.decided ? "check" : slide.chip?.icon }));
    made = choosing(words.agenda, entries, deck.item, (key) => deck.go(key));
  } else if (name === "eye") {
    made = choosing(words.eye, data.eyes, data.eye, (key) => {
      deck.open("eye");
      deck.line.say({ kind: "eye", item: key });
    });
  } else if (name === "keys") made = keysPanel(words, deck.tv ? SPEAKS : new Set());
  else if (name === "reason") {
    const skip = deck.slide.choices.find((one) => one.key === "0");
    made = reasonPanel(words, (why) => deck.decide(skip, why), () => deck.open("reason"));
  } else if (name === "who") {
    const { acts, slide } = deck;
    made = whoPanel(words, slide, (whom) => deck.decide(acts, "", whom), () => deck.open("who"));
  } else made = notes(deck);
  deck.stage.append(made);
  (made.querySelector("textarea, input, [aria-current=true]") ?? made.querySelector("button"))?.focus();
}

function notes(deck) {
  const item = deck.item;
  const mine = deck.data.notes.find((one) => one.item === item && one.pen === deck.line.pen);
  return notePanel(deck.words, deck.typed[item] ?? mine?.text ?? "", others(deck), (text) => {
    deck.typed[item] = text;
    deck.line.say({ kind: "note", item, text }, PAUSE);
  });
}

function others(deck) {
  return deck.data.notes.filter((one) => one.item === deck.item && one.pen !== deck.line.pen).slice(-4);
}

function othersSaid(deck) {
  const box = deck.stage.querySelector(".others");
  const told = others(deck).map((one) => node("p", "line", node("b", "", one.by), ` ${one.text}`));
  if (box && box.textContent !== told.map((one) => one.textContent).join("")) box.replaceChildren(...told);
}
