// Reads calendars as Thunderbird's parser does: a JSON list of .ics texts comes in, their events go out as JSON.
import ICAL from "ical.js";

let text = "";
for await (const part of process.stdin) text += part;

const events = JSON.parse(text).map((ics) => {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const zone = calendar.getFirstSubcomponent("vtimezone");
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      method: calendar.getFirstPropertyValue("method"),
      status: component.getFirstPropertyValue("status"),
      starts: event.startDate.toJSDate().toISOString(),
      ends: event.endDate.toJSDate().toISOString(),
    };
  });
});
process.stdout.write(JSON.stringify(events));
