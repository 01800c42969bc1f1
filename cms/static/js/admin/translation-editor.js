// Two texts of wagtail-localize's translation form do not pass through gettext: they are put in Swedish as they appear.
const { gettext, interpolate } = window;

function inSwedish(text) {
  if (text === "More actions") return gettext("More actions");
  const languages = text.match(/^(?<source>.+) to (?<target>.+) translation$/);
  return languages ? interpolate(gettext("%(source)s to %(target)s"), languages.groups, true) : text;
}

function translate(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.data;
    if (inSwedish(text) !== text) texts.currentNode.data = inSwedish(text);
  }
}

const editor = document.querySelector(".js-translation-editor");
if (editor) new MutationObserver(() => translate(editor)).observe(editor, { childList: true, subtree: true });
