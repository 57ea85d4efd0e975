// Notes when the main part of the page last changed before the eye, and how long after a click.
(() => {
  let clicked = 0, changed = 0, painted = 0, waiting = false;
  const paint = () => {
    if (waiting) return;
    waiting = true;
    // a message posted in a frame's callback arrives after that frame is on the screen
    requestAnimationFrame(() => {
      const line = new MessageChannel();
      line.port1.onmessage = () => { painted = performance.now(); waiting = false; };
      line.port2.postMessage(0);
    });
  };
  const seen = (records) => {
    const main = document.querySelector('[data-testid="stMain"]');
    if (records.some((r) => main && main.contains(r.target))) {
      changed = performance.now();
      paint();
    }
  };
  new MutationObserver(seen).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ['d', 'x', 'y', 'transform', 'width', 'height'],
  });
  document.addEventListener('click', (event) => { clicked = clicked || event.timeStamp; }, true);
  const idle = () => document.querySelector('[data-test-script-state="notRunning"]');
  window.repaint = {
    arm: () => { clicked = 0; changed = painted = 0; },
    still: (ms) => Boolean(painted && idle() && performance.now() - changed > ms),
    took: () => painted - clicked,
  };
})();
