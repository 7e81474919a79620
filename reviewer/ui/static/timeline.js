// The time-line of a case as a drawing; choosing an act tells its number. Words go in with textContent.
const SPACE = "http://www.w3.org/2000/svg";

function draw(tag, attributes, text) {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".line");
  const svg = draw("svg", { width: data.width, height: data.height, role: "img", "aria-label": data.label });
  const axis = 118;
  svg.append(draw("line", { x1: axis, x2: axis, y1: 10, y2: data.height - 14, class: "axis" }));
  for (const gap of data.gaps) svg.append(draw("text", { x: 6, y: gap.y + 6, class: "faint" }, gap.words));
  for (const bar of data.bars) {
    const height = Math.max(bar.y1 - bar.y0, 6);
    svg.append(draw("rect", { x: bar.x + 6, y: bar.y0, width: 10, height, rx: 3, class: bar.state }));
    if (bar.due !== null)
      svg.append(draw("line", { x1: bar.x, x2: bar.x + 22, y1: bar.due, y2: bar.due, class: "due" }));
    if (bar.beyond)
      svg.append(draw("path", { d: `M${bar.x + 5} ${bar.y1 + 2} l6 8 l6 -8 z`, class: bar.state }));
    svg.append(draw("text", { x: bar.x + 7, y: bar.y0 - 4, class: "faint" }, String(bar.number)));
  }
  data.rows.forEach((row, index) => {
    const act = draw("g", { class: "act" + (index === data.selected ? " on" : ""), tabindex: "0", role: "button" });
    act.append(draw("rect", { x: data.text_x - 4, y: row.y - 11, width: data.width - data.text_x, height: 22, rx: 3 }));
    if (row.day) act.append(draw("text", { x: 6, y: row.y + 5, class: "day" }, row.day));
    act.append(draw("circle", { cx: axis, cy: row.y, r: 4, class: "dot" }));
    act.append(draw("text", { x: data.text_x, y: row.y + 5, class: "faint" }, row.time));
    act.append(draw("text", { x: data.text_x + 84, y: row.y + 5 }, row.label));
    act.onclick = () => setStateValue("act", index);
    act.onkeydown = (event) => { if (event.key === "Enter") setStateValue("act", index); };
    svg.append(act);
  });
  root.replaceChildren(svg);
}
