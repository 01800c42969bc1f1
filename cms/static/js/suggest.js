/* Suggestions while typing, as an ARIA combobox; without JavaScript the box is a plain one. */
const WAIT = 120; // milliseconds after the last key

for (const box of document.querySelectorAll("[data-suggest]")) suggestIn(box);

function suggestIn(box) {
    const list = document.createElement("ul");
    const spoken = document.createElement("span");
    let timer = 0;
    let asked = 0;
    let shown = [];
    let chosen = -1;

    list.id = `${box.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.labels[0].textContent);
    spoken.className = "visually-hidden";
    spoken.setAttribute("role", "status");
    box.form.append(list, spoken);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
        box.setAttribute(name, value);
    }

    box.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(ask, WAIT);
    });
    box.addEventListener("blur", close);
    box.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !list.hidden) {
            event.preventDefault();
            close();
        } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && shown.length) {
            event.preventDefault();
            choose((chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1) + shown.length) % shown.length);
        } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
            event.preventDefault();
            take(shown[chosen]);
        }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) take(shown[[...list.children].indexOf(option)]);
    });

    async function ask() {
        const turn = ++asked;
        const words = box.value.trimStart();
        if (words.length < 2) return close();
        try {
            const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: words })}`);
            const found = answer.ok ? (await answer.json()).suggestions : [];
            if (turn === asked && document.activeElement === box) show(found);
        } catch {
            close();
        }
    }

    function show(found) {
        shown = found;
        chosen = -1;
        box.removeAttribute("aria-activedescendant");
        list.replaceChildren(...found.map(option));
        list.hidden = !found.length;
        box.setAttribute("aria-expanded", String(!list.hidden));
        spoken.textContent = found.length ? `${found.length} ${box.dataset.suggestCount}` : "";
    }

    function option(one, place) {
        const item = document.createElement("li");
        item.id = `${list.id}-${place}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.append(one.text);
        if (one.note) {
            const note = document.createElement("small");
            note.textContent = one.note;
            item.append(" ", note);
        }
        return item;
    }

    function choose(place) {
        if (list.hidden) list.hidden = false;
        list.children[chosen]?.setAttribute("aria-selected", "false");
        chosen = place;
        list.children[chosen].setAttribute("aria-selected", "true");
        list.children[chosen].scrollIntoView({ block: "nearest" });
        box.setAttribute("aria-activedescendant", list.children[chosen].id);
        box.setAttribute("aria-expanded", "true");
    }

    function take(one) {
        if (one.kind !== "word") {
            location.assign(one.url);
            return;
        }
        box.value = one.text;
        close();
        box.form.requestSubmit();
    }

    function close() {
        asked++;
        list.hidden = true;
        chosen = -1;
        box.setAttribute("aria-expanded", "false");
        box.removeAttribute("aria-activedescendant");
    }
}
