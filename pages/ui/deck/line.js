// The line to the server. What a person did waits here until the server says it has heard it, and
// is said again until then: a line that was cut, or a server that starts anew, loses nothing.

const AGAIN = 2000; // ms until what was not heard is said again
const SILENT = 7000; // ms without a word from the server, after which the line counts as cut

class Line {
  constructor(changed) {
    this.changed = changed;
    this.waiting = [];
    this.last = Date.now(); // grows also over a reload, so that no number is used twice
    this.tries = 0;
    this.heardAt = performance.now();
    this.send = () => {};
    this.clock = setInterval(() => this.look(), 500);
    this.saidAt = 0;
    this.wasCut = false;
  }

  close() {
    clearInterval(this.clock);
    clearTimeout(this.soon);
  }

  get cut() {
    return !navigator.onLine || performance.now() - this.heardAt > SILENT;
  }

  // A turn or a note replaces the one before it that was not heard yet; a decision never does.
  say(entry, after = 0) {
    const same = (one) => one.kind === entry.kind && entry.kind !== "decide"
      && (entry.kind !== "note" || one.item === entry.item);
    const take = entry.take || this.waiting.some((one) => same(one) && one.take); // the lead, too
    this.waiting = this.waiting.filter((one) => !same(one));
    this.waiting.push({ ...entry, take, n: ++this.last });
    if (after === 0 || !this.soon) {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.tell(), after);
    }
    this.changed();
    return this.last;
  }

  tell() {
    this.soon = undefined;
    if (!this.waiting.length) return;
    this.saidAt = performance.now();
    this.send({ pen: this.pen, tries: ++this.tries, entries: this.waiting });
  }

  look() {
    if (this.waiting.length && !this.soon && performance.now() - this.saidAt > AGAIN) this.tell();
    if (this.cut !== this.wasCut) {
      this.wasCut = this.cut;
      this.changed();
    }
  }

  heard(n) {
    this.heardAt = performance.now();
    this.waiting = this.waiting.filter((one) => one.n > n);
    this.wasCut = this.cut;
  }

  waits(kind, item) {
    return this.waiting.find((one) => one.kind === kind && one.item === item);
  }
}

// A pen is one open page: it stays over a reload. A tab that was duplicated brings its copy of the
// token along; the lock then belongs to the first, and the copy takes a pen of its own.
async function takePen(name) {
  const fresh = () => [...crypto.getRandomValues(new Uint8Array(9))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const kept = sessionStorage.getItem(name);
  const reload = performance.getEntriesByType("navigation")[0]?.type === "reload";
  const own = (pen) => new Promise((done) => {
    if (!navigator.locks) return done(true);
    navigator.locks.request(`${name}-${pen}`, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    });
  });
  const pen = kept && (reload || (await own(kept))) ? kept : fresh();
  if (pen !== kept) await own(pen);
  sessionStorage.setItem(name, pen);
  return pen;
}
