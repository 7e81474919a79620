// One or two pages with the places of a finding lit. Zoom and rotation happen here, without asking the server.
// Words go in with textContent; pictures are data addresses that our own server drew.
const WITHOUT_MARGINS = 0.82; // share of the width of a page

function make(tag, name, text) {
  const node = document.createElement(tag);
  node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

function paper(page) {
  const node = make("div", "paper");
  const image = document.createElement("img");
  image.alt = page.name;
  image.decoding = "sync";
  image.src = page.picture;
  node.append(image);
  for (const [left, top, right, bottom] of page.boxes) {
    const box = make("div", "box");
    const pad = 3;
    box.style.left = `${(100 * (left - pad)) / page.width}%`;
    box.style.top = `${(100 * (top - pad)) / page.height}%`;
    box.style.width = `${(100 * (right - left + 2 * pad)) / page.width}%`;
    box.style.height = `${(100 * (bottom - top + 2 * pad)) / page.height}%`;
    node.append(box);
  }
  return node;
}

function centre(page, frame, scale, turn) {
  // Bring the first lit place into view.
  const first = page.boxes[0];
  if (!first) { frame.scrollTop = 0; frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2; return; }
  const x = ((first[0] + first[2]) / 2) * scale, y = ((first[1] + first[3]) / 2) * scale;
  const w = page.width * scale, h = page.height * scale;
  const [px, py] = { 0: [x, y], 90: [h - y, x], 180: [w - x, h - y], 270: [y, w - x] }[turn];
  frame.scrollTop = py - frame.clientHeight / 2;
  const whole = turn % 180 === 0 ? w : h, half = frame.clientWidth / 2;
  frame.scrollLeft = Math.abs(px - whole / 2) < half * 0.8 ? whole / 2 - half : px - half;
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".viewer");
  const memory = (root.memory ??= { zoom: 1, turn: 0, shown: "" });
  if (memory.shown !== data.id) { memory.turn = 0; memory.shown = data.id; }
  root.dataset.shown = data.id;
  root.replaceChildren();
  if (!data.pages.length) { root.append(make("div", "none", data.none)); return; }

  const bar = make("div", "bar");
  const row = make("div", "pages");
  root.append(bar, row);
  const sheets = data.pages.map((page) => {
    const sheet = make("div", "sheet"), frame = make("div", "frame");
    frame.style.height = `${data.height}px`;
    const turned = make("div", "turned"), leaf = paper(page);
    turned.append(leaf); frame.append(turned);
    sheet.append(make("div", "name", page.name), frame);
    row.append(sheet);
    return { page, frame, turned, leaf };
  });

  function lay(toPlace) {
    for (const { page, frame, turned, leaf } of sheets) {
      const lying = memory.turn % 180 !== 0;
      const room = Math.max(frame.clientWidth - 2, 50);
      const byWidth = room / (lying ? page.height : page.width);
      // Beside each other whole pages would be too small to read: their white margins are left out of the frame.
      const scale = (sheets.length > 1 ? byWidth / WITHOUT_MARGINS : byWidth) * memory.zoom;
      const w = page.width * scale, h = page.height * scale;
      leaf.style.width = `${w}px`;
      leaf.style.height = `${h}px`;
      turned.style.width = `${lying ? h : w}px`;
      turned.style.height = `${lying ? w : h}px`;
      const move = { 0: "", 90: `translate(${h}px, 0) rotate(90deg)`,
        180: `translate(${w}px, ${h}px) rotate(180deg)`, 270: `translate(0, ${w}px) rotate(270deg)` };
      leaf.style.transform = move[memory.turn];
      if (toPlace) centre(page, frame, scale, memory.turn);
    }
  }

  function button(text, title, act) {
    const node = make("button", "", text);
    node.title = title;
    node.setAttribute("aria-label", title);
    node.onclick = () => { act(); lay(true); };
    bar.append(node);
  }
  button("＋", data.words.larger, () => { memory.zoom = Math.min(memory.zoom * 1.25, 6); });
  button("－", data.words.smaller, () => { memory.zoom = Math.max(memory.zoom / 1.25, 0.3); });
  button("⤢", data.words.fit, () => { memory.zoom = 1; });
  button("↺", data.words.left, () => { memory.turn = (memory.turn + 270) % 360; });
  button("↻", data.words.right, () => { memory.turn = (memory.turn + 90) % 360; });
  if (data.where) bar.append(make("span", "where", data.where));
  lay(true);
  root.watch?.disconnect();
  root.watch = new ResizeObserver(() => lay(false));
  root.watch.observe(root);
  return () => root.watch.disconnect();
}
