// Prints, as JSON, what ical.js makes of the calendar on standard input: an object for each event, in its order.
// `node tests/services/ical_js/read_calendar.mjs FOLDER`, where FOLDER holds node_modules.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(`${process.argv[2]}/node_modules/ical.js/dist/ical.js`));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
const when = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());

console.log(JSON.stringify(calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
        uid: event.uid,
        summary: event.summary,
        status: component.getFirstPropertyValue("status"),
        starts: when(event.startDate),
        ends: when(event.endDate),
    };
})));
