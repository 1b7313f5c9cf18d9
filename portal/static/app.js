// Online inzage – progressive enhancement only. Every page works without this file.
document.documentElement.classList.remove("no-js");
const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];

// print
$$("[data-print]").forEach(b => b.addEventListener("click", () => window.print()));

// a form that came back with errors: their list takes the focus
$("[data-focus]")?.focus();

// a file that takes a while: say that it is being made
$$("[data-wait]").forEach(form => form.addEventListener("submit", () => { const out = document.getElementById(form.dataset.wait); out.textContent = out.dataset.text; }));

// before a session ends: the server decides, this only warns; every tab of the portal hears of the others
const dlg = $("#session-dialog");
if (dlg) {
  const total = +dlg.dataset.timeout * 1000, warn = +dlg.dataset.warn * 1000, tabs = new BroadcastChannel("session");
  let warning, end;
  const arm = () => {
    clearTimeout(warning); clearTimeout(end); if (dlg.open) dlg.close();
    warning = setTimeout(() => dlg.showModal(), total - warn);
    end = setTimeout(() => location.replace(dlg.dataset.expired), total);
  };
  arm(); tabs.postMessage("active"); tabs.addEventListener("message", arm);
  const stay = async () => { try { await fetch(dlg.dataset.ping, { redirect: "error" }); arm(); tabs.postMessage("active"); } catch { location.replace(dlg.dataset.expired); } };
  $("[data-stay]", dlg)?.addEventListener("click", stay); dlg.addEventListener("cancel", e => { e.preventDefault(); stay(); });
}

// a page that the browser had kept whole, after logging out: the server says what may be seen
addEventListener("pageshow", e => { if (e.persisted && dlg) location.reload(); });

// bulk select on worklists
$$("[data-bulk]").forEach(form => {
  const all = $("[data-all]", form), boxes = $$("[data-one]", form), out = $("[data-count]", form), ok = $("[data-count-ok]", form);
  const sync = () => { const n = boxes.filter(b => b.checked).length; out.textContent = n; if (ok) ok.textContent = boxes.filter(b => b.checked && b.hasAttribute("data-ok")).length; all.checked = n === boxes.length; all.indeterminate = n > 0 && n < boxes.length; };
  all.addEventListener("change", () => { boxes.forEach(b => { if (!b.disabled) b.checked = all.checked; }); sync(); });
  boxes.forEach(b => b.addEventListener("change", sync)); sync();
});

// worklist keyboard: j/k move, x tick, Enter opens (only when focus is not in a field); can be switched off per user (WCAG 2.1.4)
const list = $("[data-keys]");
if (list && list.dataset.keys !== "off") {
  const rows = $$("tbody tr", list); let i = -1;
  document.addEventListener("keydown", e => {
    if (e.target.closest("input:not([type=checkbox]),textarea,select,dialog") || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "j" || e.key === "k") { i = Math.max(0, Math.min(rows.length - 1, i + (e.key === "j" ? 1 : -1))); rows.forEach((r, n) => r.classList.toggle("is-cursor", n === i)); $("a", rows[i])?.focus(); e.preventDefault(); }
    if (e.key === "x" && rows[i]) { $("[data-one]", rows[i])?.click(); }
  });
}

// template texts: put the chosen text in the box, never overwrite without asking
$$("[data-template-for]").forEach(sel => sel.addEventListener("change", () => {
  const box = document.getElementById(sel.dataset.templateFor), t = sel.selectedOptions[0].dataset.text; if (!t) return;
  box.value = box.value.trim() ? box.value.trimEnd() + "\n" + t : t; box.dispatchEvent(new Event("input")); box.focus();
}));

// live mirror for the preview (text only, no HTML)
$$("[data-mirror]").forEach(src => { const dst = document.getElementById(src.dataset.mirror); if (!dst) return; const f = () => { dst.textContent = src.value.trim() || dst.dataset.empty || ""; }; src.addEventListener("input", f); f(); });

// episode ticks drive the preview rows
$$("[data-toggles]").forEach(box => { const f = () => $$(`[data-row="${CSS.escape(box.dataset.toggles)}"]`).forEach(r => { r.hidden = !box.checked; }); box.addEventListener("change", f); f(); });

// the button says what the chosen act does (without this file it says "Bevestigen")
const actTarget = $("[data-act-target]");
if (actTarget) { const acts = $$("[data-act-label]"); const f = () => { const on = acts.find(a => a.checked); if (on) actTarget.textContent = on.dataset.actLabel; }; acts.forEach(a => a.addEventListener("change", f)); f(); }
