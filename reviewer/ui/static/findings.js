// The list of findings and the keyboard of the review screen.
// Every word goes in with textContent, so that nothing a case says is ever read as markup.
// The selection moves here at once; each key and click is an event that names the finding it was meant for, and the
// last fifty stay in the state, so that quick keys are neither lost nor applied to another finding.
const KEPT = 50;

function make(tag, name, text) {
  const node = document.createElement(tag);
  node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

function typing(event) {
  const at = event.composedPath()[0];
  return event.isComposing || event.ctrlKey || event.metaKey || event.altKey ||
    (at instanceof HTMLElement && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName) ||
      at.getAttribute("role") === "combobox"));
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".list");
  const memory = (root.memory ??= { events: [], last: 0, selected: null });

  function tell(action, finding) {
    memory.last = Math.max(Date.now(), memory.last + 1);
    memory.events = [...memory.events, { at: memory.last, action, finding: finding ?? null }].slice(-KEPT);
    setStateValue("events", memory.events);
  }

  function light() {
    for (const row of root.querySelectorAll(".row")) {
      const on = row.dataset.finding === memory.selected;
      row.classList.toggle("on", on);
      row.setAttribute("aria-selected", on ? "true" : "false");
      if (on) row.scrollIntoView({ block: "nearest" });
    }
  }

  function select(finding) {
    if (!finding) return;
    memory.selected = finding;
    light();
    tell("select", finding);
  }

  function step(by) {
    const ids = data.rows.map((row) => row.id);
    const at = ids.indexOf(memory.selected);
    select(ids[Math.min(Math.max(at + by, 0), ids.length - 1)]);
  }

  // The server's choice counts once it has seen everything that happened here.
  if (data.handled >= memory.last) memory.selected = data.selected;
  root.replaceChildren();
  root.setAttribute("role", "listbox");
  root.setAttribute("aria-label", data.label);
  for (const row of data.rows) {
    const node = make("div", `row ${row.severity} ${row.state}`);
    node.dataset.finding = row.id;
    node.setAttribute("role", "option");
    const state = make("span", `state ${row.state}`, row.state_name);
    node.append(make("span", "bar"), make("span", "title", row.title), state);
    if (row.message) node.append(make("span", "message", row.message));
    node.onclick = () => select(row.id);
    root.append(node);
  }
  if (!data.rows.length) root.append(make("div", "none", data.none));
  light();

  const press = (event) => {
    if (typing(event)) return;
    const action = data.keys[event.key];
    if (!action) return;
    event.preventDefault();
    if (action === "next") step(1);
    else if (action === "previous") step(-1);
    else tell(action, memory.selected);
  };
  // Drawing again does not clean up after the drawing before, so the listener before goes here.
  if (root.press) document.removeEventListener("keydown", root.press);
  root.press = press;
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", root.press);
}
