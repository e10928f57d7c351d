// Answers an invitation as Thunderbird does: reads it from standard input, prints the REPLY with the status asked for.
import fs from 'node:fs';
import ICAL from '../../node_modules/ical.js/dist/ical.js';

const [status, stamp] = process.argv.slice(2);
const invitation = new ICAL.Component(ICAL.parse(fs.readFileSync(0, 'utf8')));
const event = invitation.getFirstSubcomponent('vevent');
const reply = new ICAL.Component('vcalendar');
reply.updatePropertyWithValue('prodid', '-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN');
reply.updatePropertyWithValue('version', '2.0');
reply.updatePropertyWithValue('method', 'REPLY');
const answered = new ICAL.Component('vevent');
for (const name of ['uid', 'sequence', 'dtstart', 'dtend', 'summary', 'organizer', 'attendee']) {
  answered.addProperty(ICAL.Property.fromString(event.getFirstProperty(name).toICALString()));
}
answered.updatePropertyWithValue('dtstamp', ICAL.Time.fromDateTimeString(stamp));
const attendee = answered.getFirstProperty('attendee');
attendee.setParameter('partstat', status);
attendee.removeParameter('rsvp');
reply.addSubcomponent(answered);
console.log(reply.toString());
