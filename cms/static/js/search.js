/* What the search page gains with JavaScript: addresses without empty values, and copying its link. */
for (const form of document.querySelectorAll("form.results__filters")) {
    form.addEventListener("formdata", ({ formData }) => {
        for (const name of new Set(formData.keys())) {
            const values = formData.getAll(name).filter(Boolean);
            formData.delete(name);
            for (const value of values) formData.append(name, value);
        }
    });
}

for (const button of document.querySelectorAll("[data-copy-link]")) {
    if (!navigator.clipboard) break;
    button.hidden = false;
    button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(location.href);
        button.textContent = button.dataset.done;
    });
}
