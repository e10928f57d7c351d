// Reads a calendar from standard input as Thunderbird does, and prints its events as JSON.
import fs from 'node:fs';
import ICAL from '../../node_modules/ical.js/dist/ical.js';

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const events = calendar.getAllSubcomponents('vevent').map(component => {
  const event = new ICAL.Event(component);
  return [event.uid, event.startDate.toJSDate().toISOString(), event.endDate.toJSDate().toISOString(), event.summary];
});
console.log(JSON.stringify(events));
