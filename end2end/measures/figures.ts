/** Figures of a measurement: a line for people, and one of JSON for whoever keeps them. */

export function figure(subject: string, name: string, value: number, unit: string): void {
  console.log(`${subject.padStart(12)}  ${name.padEnd(56)} ${value} ${unit}`);
  console.log(JSON.stringify({ subject, name, value, unit }));
}
