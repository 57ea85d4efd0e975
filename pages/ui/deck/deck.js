// One screen of a review after the other. Slides are all here from the start, so that turning
// needs no network; what is told to the server goes through the line.

const TURN = 150; // ms in which several turns become one message
const PAUSE = 700; // ms after a letter of a note until it is on its way
const CYCLE = 12000; // ms a slide of the screen on the wall stays

class Deck {
  constructor(root) {
    this.line = new Line(() => status(this));
    this.at = null;
    this.astray = false;
    this.typed = {};
    this.spent = {};
    this.chosen = {};
    this.overlay = null;
    this.dialog = node("dialog", "deck");
    this.stage = node("div", "stage");
    this.live = node("section", "slide");
    this.live.setAttribute("aria-live", "polite");
    this.stage.append(this.live);
    this.dialog.append(this.stage);
    this.dialog.tabIndex = -1;
    this.dialog.autofocus = true; // else the first button has the focus, and space presses it
    this.dialog.addEventListener("cancel", (event) => event.preventDefault());
    root.append(this.dialog);
    this.dialog.showModal();
    // Keys that end elsewhere, because nothing here has the focus, are meant for the deck too.
    this.onKey = (event) => event.composedPath().includes(this.dialog) || press(this, event);
    this.dialog.addEventListener("keydown", (event) => press(this, event));
    this.onSize = () => this.fit();
    // The screen as a whole lies above this dialog once it is full: open it again, above that.
    // Who was about to press or to write something goes on there.
    this.onFull = () => {
      const had = this.dialog.getRootNode().activeElement;
      this.dialog.close();
      this.dialog.showModal();
      had?.focus();
      this.fit();
    };
    window.addEventListener("keydown", this.onKey, true);
    window.addEventListener("resize", this.onSize);
    document.addEventListener("fullscreenchange", this.onFull);
    document.fonts.ready.then(() => this.fit());
    this.tick = setInterval(() => second(this), 1000);
  }

  close() {
    clearInterval(this.tick);
    this.line.close();
    window.removeEventListener("keydown", this.onKey, true);
    window.removeEventListener("resize", this.onSize);
    document.removeEventListener("fullscreenchange", this.onFull);
    this.dialog.remove();
  }

  // What the server says: everything, each time; only what changed is drawn anew.
  async told(data, send) {
    this.data = data;
    this.words = data.words;
    this.tv = data.mode === "tv";
    this.line.send = send;
    this.pen ??= this.tv ? Promise.resolve("tv") : takePen("lodestar-pen");
    this.line.pen = await this.pen;
    if (data !== this.data) return; // newer words came meanwhile
    this.line.heard(data.heard ?? 0);
    this.settle(data.heard ?? 0, new Map(data.refused ?? []));
    const theme = sessionStorage.getItem("lodestar-deck-theme") ?? data.theme;
    this.dialog.dataset.theme = theme;
    this.dialog.lang = data.lang === "zh" ? "zh-Hant-TW" : "en";
    this.dialog.setAttribute("aria-label", data.name);
    if (this.at === null) {
      const known = data.slides.some((slide) => slide.key === data.first);
      this.at = known ? data.first : data.meeting?.item ?? data.slides[0]?.key;
      this.since = known ? data.meeting?.since : undefined;
    }
    this.follow();
    if (!this.slide) this.at = data.slides[0]?.key;
    if (this.shown !== this.signature()) this.draw();
    else status(this);
    if (this.overlay?.name === "note") othersSaid(this);
  }

  signature() {
    return JSON.stringify([this.slide, this.at, this.data.slides.length, this.data.stale,
      this.data.words, this.chosen[this.at] ?? ""]);
  }

  get slide() {
    return this.data?.slides.find((slide) => slide.key === this.at);
  }

  // A long item goes on over several slides: core, core~2, …; its notes and its time are one.
  get item() {
    return this.at.split("~")[0];
  }

  get index() {
    return this.data.slides.indexOf(this.slide);
  }

  get leads() {
    const meeting = this.data.meeting;
    return Boolean(this.pressed) || !meeting || meeting.free || meeting.lead === this.line.pen;
  }

  // Who writes is not turned away from it: the rest would be taken for keys.
  get writes() {
    return ["note", "reason", "who"].includes(this.overlay?.name);
  }

  follow() {
    const meeting = this.data.meeting;
    if (!meeting) return;
    if (meeting.lead === this.line.pen) {
      this.pressed = false;
      this.astray = false;
      this.since = meeting.since;
    } else if (meeting.since !== this.since && !this.writes) {
      // somebody else has turned, and with that leads, unless this screen's own turn is under way
      if (this.line.waits("turn", this.at)) return;
      this.pressed = false;
      this.since = meeting.since;
      if (!this.astray) this.go(meeting.item, true);
    }
  }

  go(key, following = false) {
    if (!this.data.slides.some((slide) => slide.key === key)) return;
    this.overlay = null;
    if (!following && !this.leads) this.astray = true;
    if (key === this.at && following) return;
    this.at = key;
    if (!this.tv) {
      if (!following && this.leads) this.pressed = true;
      this.line.say({ kind: "turn", item: key, alone: following || !this.leads }, TURN);
    }
    this.entered = performance.now();
    this.draw();
  }

  turn(by) {
    const count = this.data.slides.length;
    const next = this.tv ? (this.index + by + count) % count : Math.max(0, Math.min(count - 1, this.index + by));
    if (next !== this.index) this.go(this.data.slides[next].key);
  }

  lead() {
    this.astray = false;
    this.pressed = true;
    this.line.say({ kind: "turn", item: this.at, take: true });
  }

  rejoin() {
    this.astray = false;
    this.go(this.data.meeting.item, true);
    status(this);
  }

  decide(choice, why = "", whom = {}) {
    if (choice.key === "0" && this.slide.asks_why && !why) return this.open("reason");
    this.overlay = null;
    const n = this.line.say({ kind: "decide", item: this.at, step: choice.step, why, was: this.taken, ...whom });
    this.chosen[this.at] = { n, step: choice.step };
    this.draw();
  }

  // The choice that is taken, where it is one that somebody has to act on.
  get acts() {
    return this.slide.choices.find((one) => one.key !== "0" && one.step === this.taken);
  }

  // The step that is chosen on this slide, by this screen or by whoever was heard last.
  get taken() {
    const own = this.chosen[this.at];
    return own && !own.error ? own.step : this.slide.choices.find((one) => one.chosen)?.step ?? "";
  }

  // What was heard stands on the slides themselves by now; what was refused says why.
  settle(heard, refused) {
    for (const [item, one] of Object.entries(this.chosen)) {
      if (refused.has(one.n)) this.chosen[item] = { ...one, error: refused.get(one.n) };
      else if (one.n <= heard) delete this.chosen[item];
    }
  }

  draw() {
    const slide = this.slide;
    if (!slide) return;
    this.shown = this.signature();
    this.live.setAttribute("aria-label", slide.title);
    this.clock = node("span", "clock");
    const place = node("span", "place", `${this.index + 1}${this.words.of}${this.data.slides.length}`);
    const stale = node("span", "stale");
    const head = node("header", "", line("h1", "", slide.title), line("span", "when", slide.note),
      stale, this.clock, place);
    this.live.replaceChildren(head, slideBody(slide, this.words.verdicts), foot(this, slide));
    if (!this.writes) panel(this);
    status(this);
    second(this);
    this.fit();
  }

  open(name) {
    this.overlay = this.overlay?.name === name ? null : { name };
    panel(this);
  }

  fit() {
    if (this.data && this.slide) fit(this.stage, this.slide, this.words.more);
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  paint() {
    const theme = this.dialog.dataset.theme === "dark" ? "light" : "dark";
    sessionStorage.setItem("lodestar-deck-theme", theme);
    this.dialog.dataset.theme = theme;
  }

  leave() {
    window.location.assign(this.data.leave);
  }
}

const DECKS = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  let deck = DECKS.get(parentElement);
  if (!deck) {
    deck = new Deck(parentElement);
    DECKS.set(parentElement, deck);
  }
  deck.told(data, (said) => setStateValue("said", said));
  // Streamlit also cleans up when newer data overtake older ones; the deck then stays.
  return () => setTimeout(() => {
    if (parentElement.host.isConnected) return;
    DECKS.delete(parentElement);
    deck.close();
  });
}
