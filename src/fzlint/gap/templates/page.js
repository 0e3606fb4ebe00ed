"use strict";
(() => {
  const table = document.getElementById("matrix");
  if (!table) return;
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.querySelectorAll("th[data-col]")];
  const by = (id) => document.getElementById(id);
  const [search, level, year, item, status] = ["f-name", "f-level", "f-year", "f-item", "f-status"].map(by);
  const shown = by("f-shown");
  const template = shown.dataset.template;
  const value = (row, col) => row.cells[col].dataset.v ?? row.cells[col].textContent.trim();
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const sort = (head) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const col = Number(head.dataset.col);
    const sign = up ? 1 : -1;
    const order = new Map(rows.map((row, index) => [row, index]));
    rows.slice().sort((a, b) => sign * collator.compare(value(a, col), value(b, col)) || order.get(a) - order.get(b))
      .forEach((row) => table.tBodies[0].append(row));
  };

  const filter = () => {
    const words = search.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      const wanted = status.value ? status.value.split(" ") : [];
      const cells = item.value ? [row.cells[Number(item.value)]] : [...row.querySelectorAll("td[data-s]")];
      const fits = (!words || row.dataset.name.toLowerCase().includes(words))
        && (!level.value || row.dataset.level === level.value)
        && (!year.value || row.dataset.year === year.value)
        && (!wanted.length || cells.some((cell) => wanted.includes(cell.dataset.s)));
      row.hidden = !fits;
      const section = by(row.dataset.section);
      if (section) section.hidden = !fits;
      count += fits;
    }
    shown.textContent = template.replace("{shown}", count).replace("{total}", rows.length);
  };

  for (const head of heads) head.querySelector("button").addEventListener("click", () => sort(head));
  for (const control of [search, level, year, item, status]) control.addEventListener("input", filter);
  by("f-reset").addEventListener("click", () => {
    for (const control of [search, level, year, item, status]) control.value = "";
    filter();
    search.focus();
  });
  by("tools").hidden = false;
  filter();
})();
