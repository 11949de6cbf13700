// What people typed into a form, as a list of [name, value]; and putting it back.

// Hidden fields are the server's, files cannot be put back, passwords are not kept.
const NOT_FILLED = new Set(["hidden", "file", "password", "submit", "button", "reset", "image"]);

function filled(form) {
  return [...form.elements].filter((field) => field.name && field.matches("input, select, textarea") && !NOT_FILLED.has(field.type));
}

export function readFields(form) {
  const values = [];
  for (const field of filled(form)) {
    if (field.matches("[type=radio], [type=checkbox]")) {
      if (field.checked) values.push([field.name, field.value]);
    } else if (field.matches("select")) {
      for (const option of field.selectedOptions) values.push([field.name, option.value]);
    } else {
      values.push([field.name, field.value]);
    }
  }
  return values;
}

export function writeFields(form, values) {
  // A name may stand several times, one value each in the order of the page.
  const left = new Map();
  for (const [name, value] of values) left.set(name, [...(left.get(name) ?? []), value]);
  for (const field of filled(form)) {
    const own = left.get(field.name) ?? [];
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = own.includes(field.value);
    else if (field.matches("select")) for (const option of field.options) option.selected = own.includes(option.value);
    else if (own.length > 0) field.value = own.shift();
    else continue;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function sameFields(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
