/* Material's drawer for those without a mouse: its labels become buttons, what is closed has no stops, Escape closes it.
 * (Its links are hidden while it is closed by archive.css.) And the address on paper. */
(function () {
  "use strict";
  // From a disk the address would tell where the reader keeps the files; there the path in the archive stays.
  const address = document.querySelector(".imprint .address");
  if (address && /^https?:$/.test(location.protocol)) address.textContent = location.href.split(/[?#]/)[0];

  const toggle = document.getElementById("__drawer"), drawer = document.querySelector(".md-sidebar--primary");
  const label = document.querySelector(".md-header label[for=__drawer]");
  if (!toggle || !drawer || !label) return;

  /* A label becomes a button that does the same: a label is no button to those who hear the page. */
  function made(from) {
    const button = document.createElement("button");
    button.type = "button";
    button.id = from.id;
    button.className = from.className;
    button.dataset.opens = from.htmlFor;
    button.append(...from.childNodes);
    from.replaceWith(button);
    return button;
  }

  drawer.id = drawer.id || "menu";
  const button = made(label);
  button.removeAttribute("id");
  const told = { "aria-controls": drawer.id, "aria-label": "菜单", "data-en-aria-label": "Menu" };
  for (const name in told) button.setAttribute(name, told[name]);
  if (document.documentElement.dataset.ui === "en") button.setAttribute("aria-label", told["data-en-aria-label"]);
  const lists = [...drawer.querySelectorAll("label[tabindex]")].map(made);

  function tell() {
    [button, ...lists].forEach((one) => one.setAttribute("aria-expanded", String(document.getElementById(one.dataset.opens).checked)));
  }

  /* The first link of what has just been opened. */
  function first(part) {
    const link = part.querySelector("ul a, ul button");
    requestAnimationFrame(() => link && link.focus({ preventScroll: true }));
  }

  function press(one, part) {
    const box = document.getElementById(one.dataset.opens);
    box.click(); // so that Material hears of it
    tell();
    if (box.checked && part) first(part);
  }

  const inside = (list) => list.parentElement.querySelector("nav");
  button.addEventListener("click", () => {
    const list = lists.find((one) => document.getElementById(one.dataset.opens).checked); // that of this page lies on top
    press(button, list ? inside(list) : drawer);
  });
  lists.forEach((one) => one.addEventListener("click", () => press(one, inside(one))));

  function close() {
    if (toggle.checked) toggle.click();
    tell();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked || !(drawer.contains(event.target) || event.target === button)) return;
    const list = lists.find((one) => document.getElementById(one.dataset.opens).checked && one.parentElement.contains(event.target));
    if (list) press(list);
    else close();
    (list || button).focus();
  });
  // An open list lies over its button: who comes back to that has left the list.
  lists.forEach((one) => one.addEventListener("focus", () => document.getElementById(one.dataset.opens).checked && press(one)));
  toggle.addEventListener("change", tell);
  drawer.addEventListener("change", tell);
  drawer.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (next && next !== button && toggle.checked && !drawer.contains(next)) close(); // never behind the drawer
  });
  tell();
})();
