// Puts the words that Streamlit itself says in English into the language of the session.
// Only whole texts that are on our list are replaced, and never in an element that shows text of a case.
const CASE_TEXT = '[data-testid="stText"], input, textarea, [contenteditable]';

function pattern(words) {
  const parts = words.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.+?)")}$`);
}

export default function (component) {
  const { data } = component;
  const page = document.body;
  page.frameWatch?.disconnect();
  const plain = new Map(Object.entries(data.words).filter(([from]) => !from.includes("{}")));
  const open = Object.entries(data.words).filter(([from]) => from.includes("{}")).map(([from, to]) => [pattern(from), to]);

  function translated(text) {
    const found = plain.get(text);
    if (found !== undefined) return found;
    if (text.length > 80) return undefined;
    for (const [from, to] of open) {
      const match = from.exec(text);
      if (match) { let at = 1; return to.replace(/\{\}/g, () => match[at++] ?? ""); }
    }
    return undefined;
  }

  function text(node) {
    if (!node.parentElement || node.parentElement.closest(CASE_TEXT)) return;
    const found = translated(node.nodeValue);
    if (found !== undefined) node.nodeValue = found;
  }

  function all(node) {
    if (node.nodeType === Node.TEXT_NODE) { text(node); return; }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) text(walker.currentNode);
    for (const field of node.querySelectorAll("input[placeholder]")) {
      const found = plain.get(field.placeholder);
      if (found !== undefined) field.placeholder = found;
    }
  }

  if (!plain.size) return;
  all(page);
  page.frameWatch = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") text(change.target);
      else change.addedNodes.forEach(all);
    }
  });
  page.frameWatch.observe(page, { childList: true, characterData: true, subtree: true });
}
