/* Shows the text of a page of a plan beside the field that names it, and takes words from it. Admin only. */
(() => {
    const { StructBlockDefinition } = window.wagtailStreamField.blocks;

    class PlanPageBlockDefinition extends StructBlockDefinition {
        render(placeholder, prefix, initialState, initialError) {
            const block = super.render(placeholder, prefix, initialState, initialError);
            const page = document.getElementById(`${prefix}-page`);
            if (page) addReader(page, prefix, this.meta.pageText);
            return block;
        }
    }

    function button(label, onClick) {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "button button-small button-secondary";
        made.textContent = label;
        made.addEventListener("click", onClick);
        return made;
    }

    function addReader(page, prefix, { url, show, take }) {
        const text = document.createElement("div");
        text.className = "plan-page";
        text.tabIndex = 0;
        text.hidden = true;
        text.setAttribute("role", "region");
        text.setAttribute("aria-live", "polite");
        text.setAttribute("aria-label", show);
        const words = document.getElementById(`${prefix}-words`);
        const taking = button(take, () => {
            const marked = String(window.getSelection()).trim();
            if (marked) words.value = marked;
            words.focus();
        });
        taking.hidden = true;
        const showing = button(show, async () => {
            const edition = document.getElementById(`${prefix}-edition`).value;
            const answer = await fetch(`${url}?${new URLSearchParams({ edition, page: page.value })}`);
            const { texts = [], error } = await answer.json();
            text.replaceChildren(...(error ? [error] : texts).map((passage) => {
                const line = document.createElement("p");
                line.textContent = passage;
                return line;
            }));
            text.hidden = false;
            taking.hidden = Boolean(error) || !words;
            text.focus();
        });
        /* A marked text is kept when the button is pressed with the mouse. */
        taking.addEventListener("mousedown", (event) => event.preventDefault());
        page.after(showing, text, taking);
    }

    window.telepath.register("library_plans.citations.blocks.PlanPageBlock", PlanPageBlockDefinition);
})();
