// What stands around a slide: the decision at its foot, what waits or went wrong, and the clock.

function foot(deck, slide) {
  const { taken } = deck;
  const head = node("div", "decided");
  if (slide.choices.length || slide.decided) head.append(node("b", "", deck.words.decision));
  if (slide.decided) head.append(line("span", "line", slide.decided));
  deck.state = node("span", "state");
  head.append(deck.state);
  const keys = node("div", "choices");
  for (const choice of slide.choices) {
    const made = button("choice", () => deck.decide(choice), choice.step === taken ? icon("check") : null,
      node("span", "", choice.word), node("span", "key", choice.key));
    made.setAttribute("aria-pressed", String(choice.step === taken));
    keys.append(made);
  }
  return node("footer", slide.choices.length || slide.decided ? "" : "bare", head, keys);
}

// The line under the slide: what waits, what went wrong, who leads.
function status(deck) {
  if (!deck.data || !deck.state) return;
  const { words } = deck;
  const own = deck.chosen[deck.at];
  const waits = deck.line.waits("decide", deck.at);
  const told = [];
  if (own?.error) told.push(own.error);
  if (deck.line.cut && !deck.tv) told.push(waits ? words.waits : words.offline);
  deck.state.replaceChildren(...told.map((text) => line("span", "", text)));
  if (deck.astray) deck.state.append(button("choice", () => deck.rejoin(), node("span", "", words.follow), node("span", "key", "R")));
  const old = deck.data.stale || (deck.tv && performance.now() - deck.line.heardAt > 60000 ? words.silent : "");
  const stale = deck.live.querySelector(".stale");
  if (stale.title !== old) {
    stale.replaceChildren(...(old ? [chip({ verdict: "watch", icon: "change_history", word: words.stale })] : []));
    stale.title = old;
    deck.fit();
  }
  deck.dialog.dataset.line = deck.line.cut ? "cut" : deck.line.waiting.length ? "waits" : "heard";
}

function second(deck) {
  if (!deck.data || !deck.clock) return;
  if (deck.tv) {
    deck.entered ??= performance.now();
    if (performance.now() - deck.entered > CYCLE) deck.turn(1);
    status(deck);
    return;
  }
  const item = deck.item;
  const spent = (deck.spent[item] ?? 0) + (deck.counted === item ? 1 : 0);
  deck.counted = item;
  deck.spent[item] = spent;
  const time = `${Math.floor(spent / 60)}:${String(spent % 60).padStart(2, "0")}`;
  const minutes = deck.data.slides.find((slide) => slide.key === item)?.minutes ?? 0;
  deck.clock.textContent = minutes ? `${time}${deck.words.of}${minutes}:00` : time;
  deck.clock.classList.toggle("over", minutes > 0 && spent > minutes * 60);
}
