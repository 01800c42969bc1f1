// Filters the checkboxes of themes by what is written in the field above them. Checked ones stay in view.
const fold = (text) => text.trim().toLocaleLowerCase("sv");

for (const box of document.querySelectorAll("[data-theme-checkboxes]")) {
  const line = box.querySelector(".theme-checkboxes__filter");
  const field = line.querySelector("input");
  const status = line.querySelector("[role=status]");

  field.addEventListener("input", (event) => {
    event.stopPropagation(); // nothing of the page has changed
    const wanted = fold(field.value);
    let found = 0;
    for (const group of box.querySelectorAll("details")) {
      let shown = 0;
      for (const label of group.querySelectorAll("label")) {
        const matches = fold(label.textContent).includes(wanted);
        label.hidden = !matches && !label.querySelector("input").checked;
        if (matches) shown += 1;
      }
      if (wanted) group.open = shown > 0 || group.querySelector(":checked") !== null;
      found += shown;
    }
    status.textContent = found ? "" : status.dataset.none;
  });
  field.addEventListener("change", (event) => event.stopPropagation());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // would send the form
  });
  line.hidden = false;
}
