/* Material's drawer for those without a mouse: its label is a button, what is closed has no stops, Escape closes it.
 * (Its links are hidden while it is closed by archive.css.) And the address on paper. */
(function () {
  "use strict";
  // From a disk the address would tell where the reader keeps the files; there the path in the archive stays.
  const address = document.querySelector(".imprint .address");
  if (address && /^https?:$/.test(location.protocol)) address.textContent = location.href.split(/[?#]/)[0];

  const toggle = document.getElementById("__drawer"), drawer = document.querySelector(".md-sidebar--primary");
  const button = document.querySelector(".md-header label[for=__drawer]");
  if (!toggle || !drawer || !button) return;

  function tell() {
    button.setAttribute("aria-expanded", String(toggle.checked));
    drawer.querySelectorAll("label[tabindex]").forEach((label) => {
      label.setAttribute("role", "button");
      const own = document.getElementById(label.htmlFor);
      label.setAttribute("aria-expanded", String(Boolean(own && own.checked)));
    });
  }

  function set(open) {
    if (toggle.checked !== open) toggle.click(); // so that Material hears of it
    tell();
  }

  drawer.id = drawer.id || "menu";
  const told = { role: "button", tabindex: "0", "aria-controls": drawer.id, "aria-label": "菜单", "data-en-aria-label": "Menu" };
  for (const name in told) button.setAttribute(name, told[name]);
  if (document.documentElement.dataset.ui === "en") button.setAttribute("aria-label", told["data-en-aria-label"]);
  tell();

  // Before Material, whose Enter would press the label a second time.
  document.addEventListener("keydown", (event) => {
    const label = event.target.closest && event.target.closest("label[role=button]");
    if (label && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      event.stopPropagation();
      label.click();
      tell();
      if (label === button && toggle.checked) first(drawer);
      else if (label !== button) first(label.parentElement.querySelector("nav"));
    } else if (event.key === "Escape" && toggle.checked && (drawer.contains(event.target) || label === button)) {
      set(false);
      button.focus();
    }
  }, true);

  /* The first link of what has just been opened; it can be focused when it is shown. */
  function first(part) {
    const link = part.querySelector("ul a, ul label[tabindex]");
    requestAnimationFrame(() => link && link.focus({ preventScroll: true }));
  }

  toggle.addEventListener("change", tell);
  drawer.addEventListener("change", tell);
  drawer.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (next && toggle.checked && !drawer.contains(next)) set(false); // never behind the drawer
  });
})();
