/* What the menu of narrow screens gains with JavaScript: Escape closes it, and so does a press beside it. */
for (const menu of document.querySelectorAll("details.menu")) {
    menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        menu.open = false;
        menu.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
        if (!menu.contains(event.target)) menu.open = false;
    });
}
