// Draws one slide. Data reach the screen as text nodes and attributes only, never as markup.

const SVG = "http://www.w3.org/2000/svg";
// The four verdicts and the check mark, as paths of a 24 × 24 square: no font has to be there.
const ICONS = {
  check_circle: ["M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19z", "M7.5 12.3l3.1 3.1l6-6.3"],
  change_history: ["M12 4L2.8 19.5H21.2z"],
  error: ["M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19z", "M12 7v6.2", "M12 16.6v.4"],
  help: [
    "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19z",
    "M9.2 9.4a2.8 2.8 0 1 1 4.2 2.5c-.9.5-1.4 1.1-1.4 2.1",
    "M12 17.2v.3",
  ],
  check: ["M4.5 12.5l5 5L19.5 7"],
};

function node(tag, name, ...inside) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

function shape(tag, told, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(told)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// A line that may end in an ellipsis says itself in full to those who point at it.
function line(tag, name, text) {
  const made = node(tag, `${name} line`, text);
  made.title = text;
  return made;
}

function fact(text, name = "") {
  const made = node("div", name, text);
  made.title = text;
  return made;
}

function button(name, act, ...inside) {
  const made = node("button", name, ...inside);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function icon(name) {
  const drawn = shape("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" });
  for (const d of ICONS[name] ?? []) drawn.append(shape("path", { d }));
  return drawn;
}

function chip(told) {
  return told && node("span", `chip ${told.verdict}`, icon(told.icon), node("span", "", told.word));
}

// What stands round a figure's digits, NT$ and 萬, is smaller: as tall it would raise the line.
function figure(text) {
  const [, before, number, after] = /^([^\d–−+]*)(.*?[\d–%])\s*([^\d–%]*)$/.exec(text) ?? [null, "", text, ""];
  const unit = (told, side) => told && node("span", `unit ${side}`, told.trim());
  const made = node("div", "figure", unit(before, "before"), node("span", "number", number),
    unit(after, after > "⺀" ? "after wide" : "after"));
  made.title = text;
  return made;
}

// Limits break between one another only.
function limits(text) {
  const parts = text.split(/(?<=｜| \| )/);
  const made = node("span", "limits", ...parts.map((part) => node("span", "", part)));
  made.title = text;
  return made;
}

// A unit that the title says stands there alone, and leaves its room to the bars.
function bare(slide) {
  const units = new Set(slide.bars.map((bar) => /[^\d]*$/.exec(bar.text)[0]));
  const [unit] = units;
  const said = units.size === 1 && unit && slide.bars_title.includes(unit);
  return slide.bars.map((bar) => (said ? bar.text.slice(0, -unit.length) : bar.text));
}

// How wide a text is, in its own size: 中文 letters are as wide as they are tall.
const em = (text) => [...text].reduce((sum, c) => sum + (c > "⺀" ? 1 : 0.62), 0);

function bars(slide) {
  const texts = bare(slide);
  const effects = slide.bars.map((bar) => bar.effect);
  const [low, high] = [Math.min(0, ...effects), Math.max(0, ...effects)];
  const across = high - low || 1;
  const made = node("div", "bars");
  const room = (side) => Math.max(0, ...texts.filter((_, i) => side(slide.bars[i].effect)).map((text) => em(text) + 0.45));
  made.style.setProperty("--left", `${room((effect) => effect < 0)}em`);
  made.style.setProperty("--right", `${room((effect) => effect >= 0)}em`);
  slide.bars.forEach((bar, i) => {
    const [from, to] = [Math.min(0, bar.effect), Math.max(0, bar.effect)];
    const drawn = node("div", bar.effect < 0 ? "bar loss" : "bar gain", node("i", ""), node("b", "", texts[i]));
    drawn.style.left = `${((from - low) / across) * 100}%`;
    drawn.style.width = `${((to - from) / across) * 100}%`;
    made.append(line("span", "name", bar.name), node("div", "plot", node("div", "axis", drawn)));
  });
  return node("div", "why", line("h2", "", slide.bars_title), made);
}

// A verdict in a table is drawn as one: with its icon and its colour.
function table(slide, verdicts) {
  const made = node("table", "");
  const head = node("tr", "");
  const isFigure = (cell) => /^(–|[+−]?(NT\$)?[\d,.]+ ?[^\d/]*)$/.test(cell);
  const figures = slide.titles.map((_, i) => i > 0 && slide.rows.every((row) => isFigure(row[i])));
  slide.titles.forEach((title, i) => head.append(node("th", figures[i] ? "num" : "", title)));
  made.append(node("thead", "", head));
  const body = node("tbody", "");
  for (const row of slide.rows) {
    const drawn = node("tr", "");
    row.forEach((cell, i) => {
      const told = node("td", figures[i] ? "num" : "", chip(verdicts[cell]) ?? node("span", "", cell));
      told.title = cell;
      drawn.append(told);
    });
    body.append(drawn);
  }
  made.append(body);
  return made;
}

function points(values, x, y) {
  let path = "";
  values.forEach((value, i) => {
    if (value === null) return;
    const first = i === 0 || values[i - 1] === null;
    path += `${first ? "M" : "L"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  return path;
}

// Labels in the right margin, pushed apart so that none lies on another.
function apart(labels, gap, least, most) {
  labels.sort((a, b) => a.y - b.y);
  labels.forEach((one, i) => (one.y = Math.max(one.y, i ? labels[i - 1].y + gap : least)));
  for (let i = labels.length - 1; i >= 0; i--) {
    labels[i].y = Math.min(labels[i].y, i < labels.length - 1 ? labels[i + 1].y - gap : most);
  }
  return labels;
}

function fillSpark(box, spark, unit) {
  box.replaceChildren();
  const [wide, tall] = [box.clientWidth, box.clientHeight];
  if (tall < 10 * unit || wide < 30 * unit) return;
  const size = 2.6 * unit;
  const known = [...spark.values, ...spark.previous, spark.target, spark.guardrail];
  const told = known.filter((value) => value !== null && value !== undefined);
  if (!told.length) return;
  const [low, high] = [Math.min(...told), Math.max(...told)];
  const last = spark.values.findLastIndex((value) => value !== null);
  const labels = [];
  const tag = (value, text, kind) =>
    value !== null && value !== undefined && text && labels.push({ value, text, kind });
  tag(spark.target, spark.target_text, "limit");
  tag(spark.guardrail, spark.guardrail_text, "limit");
  if (last >= 0) tag(spark.values[last], spark.texts[last] ?? "", "now");
  const margin = Math.max(...labels.map((one) => em(one.text) * size), 0) + 2.5 * unit;
  const floor = tall - 1.5 * size;
  const steps = Math.max(spark.values.length - 1, 1);
  const x = (i) => unit + (i / steps) * (wide - margin - 2 * unit);
  const y = (v) => size + ((high - v) / (high - low || 1)) * (floor - 2 * size);
  const drawn = shape("svg", { width: wide, height: tall, role: "img", "aria-label": spark.alt });
  const rule = (value, kind) =>
    value !== null && value !== undefined &&
    drawn.append(shape("line", { x1: x(0), x2: wide - margin, y1: y(value), y2: y(value), class: kind }));
  rule(spark.target, "target");
  rule(spark.guardrail, "guardrail");
  drawn.append(shape("path", { d: points(spark.previous, x, y), class: "before" }));
  drawn.append(shape("path", { d: points(spark.values, x, y), class: "actual" }));
  if (last >= 0) drawn.append(shape("circle", { cx: x(last), cy: y(spark.values[last]), r: 0.9 * unit }));
  const put = (text, at, kind, anchor) =>
    drawn.append(shape("text", { x: at[0], y: at[1], class: kind, "text-anchor": anchor, "font-size": size }, text));
  labels.forEach((one) => (one.y = y(one.value) + size * 0.35));
  for (const one of apart(labels, size * 1.2, size, floor)) {
    put(one.text, [wide - margin + 1.5 * unit, one.y], one.kind, "start");
  }
  const end = spark.days.length - 1;
  if (end >= 0) put(spark.days[0], [x(0), tall - 0.3 * size], "day", "start");
  if (end > 0) put(spark.days[end], [x(end), tall - 0.3 * size], "day", "end");
  box.append(drawn);
}

function slideBody(slide, verdicts) {
  const body = node("div", "body");
  const said = () => {
    const list = node("ul", "said");
    for (const text of slide.sentences) {
      const told = node("li", "", text);
      told.title = text;
      list.append(told);
    }
    return list;
  };
  const spark = slide.spark && node("div", "spark");
  if (!slide.figure) {
    body.classList.add("listing");
    if (slide.facts.length) body.append(node("div", "facts", ...slide.facts.map((text) => fact(text))));
    if (slide.sentences.length) body.append(said());
    if (slide.rows.length) body.append(table(slide, verdicts));
    if (slide.bars.length) body.append(bars(slide));
    if (spark) body.append(spark);
    return body;
  }
  const verdict = node("div", "verdict", chip(slide.chip), slide.limits && limits(slide.limits));
  const facts = node("div", "facts", slide.flag && fact(slide.flag, "flag"));
  facts.append(...slide.facts.map((text) => fact(text)));
  const right = node("div", "right", slide.bars.length ? bars(slide) : null, spark);
  if (slide.rows.length) right.append(table(slide, verdicts));
  if (slide.sentences.length) right.append(said());
  body.append(node("div", "left", figure(slide.figure), node("div", "under", verdict, facts)), right);
  return body;
}
