// Makes one slide fit its screen: text shrinks to the least that is read from eight metres, then
// it is cut with an ellipsis, and rows that have no room are counted.

const LEAST_FIGURE = 17.6; // of the screen's height: its capitals are then 12.3 % tall
const MOST_FIGURE = 31;

// The length --u in pixels: a head is 3.5 of it.
const unitOf = (stage) => parseFloat(getComputedStyle(stage.querySelector("header")).fontSize) / 3.5;
const tooTall = (box) => box.scrollHeight > box.clientHeight + 1;
const tooWide = (box) => box.scrollWidth > box.clientWidth + 1;

// The title shrinks, then what stands beside it goes under it, then the title is cut.
function fitHead(head) {
  const title = head.querySelector("h1");
  const note = head.querySelector(".when");
  for (const two of [false, true]) {
    head.classList.toggle("two", two);
    for (let size = 5.4; size >= 3.8; size -= 0.2) {
      title.style.setProperty("--title", size);
      if (!tooWide(title) && (two || !tooWide(note))) return;
    }
  }
}

// A long figure gets more of the width, then all of it, before it is cut.
function fitFigure(body) {
  const box = body.querySelector(".figure");
  if (!box) return;
  const most = /\d/.test(box.textContent) ? MOST_FIGURE : LEAST_FIGURE;
  for (const kind of ["", "wide", "whole"]) {
    body.classList.remove("wide", "whole");
    if (kind) body.classList.add(kind);
    for (let size = most; size >= LEAST_FIGURE; size -= 0.7) {
      box.style.setProperty("--figure", size);
      if (!tooWide(box)) return;
    }
  }
}

function fitRows(body, moreText) {
  for (const list of body.querySelectorAll("tbody, ul.said")) {
    for (const row of list.children) row.hidden = false;
    list.querySelector(".more")?.remove();
    const rows = [...list.children];
    let left = rows.length;
    while (left > 1 && isFull(body)) {
      rows[--left].hidden = true;
      const told = moreText.replace("{n}", rows.length - left);
      let more = list.querySelector(".more");
      if (!more) {
        more = list.tagName === "UL" ? node("li", "more") : node("tr", "more", node("td", ""));
        if (more.firstChild) more.firstChild.colSpan = 99;
        list.append(more);
      }
      (more.firstChild?.nodeType === Node.ELEMENT_NODE ? more.firstChild : more).textContent = told;
    }
  }
}

const isFull = (part) => [part, ...part.querySelectorAll(".left, .right, .under")].some(tooTall) || tooWide(part);

// Whether text is cut that a smaller size would show in full.
function isCut(part, size) {
  if (size > 0.62 && [...part.querySelectorAll(".said li, .facts div")].some(tooTall)) return true;
  return size > 0.74 && [...part.querySelectorAll(".bars .name")].some(tooWide);
}

// A few sentences alone grow; anything else begins at its own size. Weeks get room to be seen.
function fitPart(part, box, unit, listing) {
  const figure = part.querySelector(".figure");
  const drawn = () => parseFloat(figure.style.getPropertyValue("--figure"));
  while (figure && isFull(part) && drawn() > 23) figure.style.setProperty("--figure", drawn() - 1);
  const flat = (size) => box && part.contains(box) && size > 0.8 && box.clientHeight < 15 * unit;
  const most = listing && !part.querySelector("table, .bars") ? 1.4 : 1;
  for (let size = most; size > 0.58; size -= 0.04) {
    part.style.setProperty("--fit", size);
    if (!isFull(part) && !flat(size) && !isCut(part, size)) return;
  }
}

function fit(stage, slide, moreText) {
  const body = stage.querySelector(".body");
  if (!body) return;
  const unit = unitOf(stage);
  const upright = matchMedia("(orientation: portrait)").matches;
  for (const row of body.querySelectorAll("[hidden]")) row.hidden = false;
  body.querySelectorAll(".more").forEach((one) => one.remove());
  if (!upright) fitHead(stage.querySelector("header"));
  fitFigure(body);
  const box = body.querySelector(".spark");
  const columns = [...body.querySelectorAll(".left, .right")];
  const parts = columns.length && !body.classList.contains("whole") ? columns : [body];
  for (const part of [body, ...columns]) part.style.removeProperty("--fit");
  for (const part of upright ? [] : parts) fitPart(part, box, unit, body.classList.contains("listing"));
  if (!upright && isFull(body)) fitRows(body, moreText);
  if (box) fillSpark(box, slide.spark, unit);
}
