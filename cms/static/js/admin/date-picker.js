// A calendar beside the text of a date field. It writes the day in front of what may stand there as the time.
class DatePicker extends window.StimulusModule.Controller {
  static values = { label: String };

  connect() {
    const calendar = document.createElement("input");
    calendar.type = "date";
    calendar.className = "date-picker__calendar";
    calendar.tabIndex = -1;
    calendar.setAttribute("aria-hidden", "true");
    calendar.addEventListener("change", () => this.write(calendar.value));

    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary date-picker__button";
    button.textContent = this.labelValue;
    button.setAttribute("aria-label", [this.labelValue, ...this.labels].join(": "));
    button.addEventListener("click", () => calendar.showPicker());

    this.element.after(button, calendar);
    this.added = [button, calendar];
  }

  disconnect() {
    this.added.forEach((element) => element.remove());
  }

  get labels() {
    return Array.from(this.element.labels, (label) => label.firstChild.textContent.trim());
  }

  write(day) {
    const [time = ""] = this.element.value.match(/\d{1,2}[.:]\d\d$/) ?? [];
    this.element.value = `${day} ${time}`.trim();
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

window.wagtail.app.register("date-picker", DatePicker);
