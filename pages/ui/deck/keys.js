// What a key does: those of a keyboard, and those that a presenter's remote sends.

const SPEAKS = new Set(["n", "l", "o", "r", "w", "1–7", "0"]); // keys that speak to a meeting: none on a wall
// A presenter's remote sends PageDown and PageUp, and for its other buttons ".", "b", F5, Escape.
const KEYS = {
  ArrowRight: (deck) => deck.turn(1),
  PageDown: (deck) => deck.turn(1),
  " ": (deck) => deck.turn(1),
  ArrowLeft: (deck) => deck.turn(-1),
  PageUp: (deck) => deck.turn(-1),
  Home: (deck) => deck.turn(-deck.index),
  End: (deck) => deck.turn(deck.data.slides.length - 1 - deck.index),
  a: (deck) => deck.open("agenda"),
  m: (deck) => deck.open("agenda"),
  n: (deck) => deck.data.open && deck.open("note"),
  w: (deck) => deck.acts && deck.open("who"),
  o: (deck) => deck.open("eye"),
  l: (deck) => deck.lead(),
  r: (deck) => deck.astray && deck.rejoin(),
  d: (deck) => deck.paint(),
  f: (deck) => deck.full(),
  F5: (deck) => deck.full(),
  ".": (deck) => (deck.dialog.dataset.dark = "yes"),
  b: (deck) => (deck.dialog.dataset.dark = "yes"),
  "?": (deck) => deck.open("keys"),
  Escape: (deck) => {
    if (deck.dialog.dataset.dark) delete deck.dialog.dataset.dark;
    else if (deck.overlay) deck.open(deck.overlay.name);
    else deck.leave();
  },
};

function press(deck, event) {
  event.stopPropagation(); // Streamlit has shortcuts of its own
  if (!deck.slide || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.composedPath()[0].matches?.("textarea, input");
  const act = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
  const choice = deck.slide?.choices.find((one) => one.key === event.key);
  const moves = ["PageDown", "PageUp", "Escape", "F5"].includes(event.key);
  if (typing && !moves) return;
  if (deck.dialog.dataset.dark && event.key !== "Escape") {
    delete deck.dialog.dataset.dark;
    return event.preventDefault();
  }
  const list = deck.stage.querySelector(".panel .list");
  const walks = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (list && walks) walk(list, walks);
  else if ([" ", "Enter"].includes(event.key) && event.composedPath()[0].matches?.("button")) return;
  else if (choice) deck.decide(choice);
  else if (act && !(deck.tv && SPEAKS.has(event.key.toLowerCase()))) act(deck);
  else return;
  event.preventDefault();
}
