/* What the reader gains with JavaScript: copying a citation, and the arrow keys. All of it works without. */
const quote = document.querySelector("[data-quote]");

if (quote && navigator.clipboard) {
    const words = quote.querySelector("[data-quote-words]");
    const button = quote.querySelector("[data-copy]");
    const label = button.textContent;
    button.hidden = false;
    quote.querySelector("[data-hint]").hidden = false;

    document.addEventListener("selectionchange", () => {
        const selection = document.getSelection();
        const chosen = selection.toString().replace(/\s+/g, " ").trim();
        const text = document.querySelector(".text");
        if (chosen && text.contains(selection.anchorNode) && text.contains(selection.focusNode)) {
            words.textContent = chosen;
            button.textContent = label;
        }
    });

    button.addEventListener("click", async () => {
        const parts = [...quote.querySelector("[data-quote-text]").children];
        await navigator.clipboard.writeText(parts.map((part) => part.textContent.trim()).join("\n"));
        button.textContent = button.dataset.done;
    });
}

document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target !== document.body) return;
    document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`)?.click();
});
