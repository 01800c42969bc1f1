/* What the search page gains with JavaScript: copying its link. */
for (const button of document.querySelectorAll("[data-copy-link]")) {
    if (!navigator.clipboard) break;
    button.hidden = false;
    button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(location.href);
        button.textContent = button.dataset.done;
    });
}
