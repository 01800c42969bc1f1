/* Similar proposals while typing; without JavaScript they are shown before the form is sent. */
const WAIT = 400; // milliseconds after the last key
const SHORTEST = 4; // letters

for (const place of document.querySelectorAll("[data-similar]")) {
    const field = document.getElementById(place.dataset.similarField);
    let timer = 0;
    let asked = 0;

    field.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(show, WAIT);
    });

    async function show() {
        const turn = ++asked;
        const words = field.value.trim();
        if (words.length < SHORTEST) return place.replaceChildren();
        try {
            const answer = await fetch(`${place.dataset.similar}?${new URLSearchParams({ q: words })}`);
            const found = answer.ok && !answer.redirected ? await answer.text() : "";
            if (turn === asked) place.innerHTML = found;
        } catch {
            place.replaceChildren();
        }
    }
}
