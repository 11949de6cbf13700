// Files that people attach.

/**
 * A PDF of one page that carries its name, so that two of them are not the same file.
 * @param {string} name
 * @param {{ bytes?: number, line?: string }} [more] how large it is at least, and what stands in it
 */
export function pdf(name, { bytes = 0, line = "Annual action plan" } = {}) {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    stream(`BT /F1 28 Tf 72 740 Td (e-MES) Tj 0 -36 Td (${line}) Tj ET`),
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    // Nothing leads to it: it is there to be sent.
    stream("0".repeat(bytes)),
  ];
  let text = `%PDF-1.7\n%${encodeURIComponent(name)}\n`;
  const places = objects.map((object, i) => {
    const place = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const begin = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) text += `${String(place).padStart(10, "0")} 00000 n \n`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${begin}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(text) };
}

function stream(content) {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** A table as a spreadsheet program writes it. */
export function csv(name, rows) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(rows.map((row) => row.join(",")).join("\n")) };
}
