// Passkeys: ask the server what to sign, let the device sign it, put the answer in the form.
// Without this file, or without a passkey, the codes of the app and on paper are there.
const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), sign => sign.charCodeAt(0));
const written = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const listed = (found = []) => found.map(one => ({ ...one, id: bytes(one.id) }));

const signed = async (options, adds) => {
  options.challenge = bytes(options.challenge);
  if (adds) {
    options.user.id = bytes(options.user.id); options.excludeCredentials = listed(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: options });
  }
  options.allowCredentials = listed(options.allowCredentials);
  return navigator.credentials.get({ publicKey: options });
};

const sent = credential => {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[part]) response[part] = written(credential.response[part]);
  return JSON.stringify({ id: credential.id, rawId: written(credential.rawId), type: credential.type, response });
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-button]"), field = form.elements.credential;
  const say = what => form.querySelectorAll("[data-passkey-told]").forEach(one => { one.hidden = one.dataset.passkeyTold !== what; });
  // A passkey belongs to a name: no browser makes one for an address of numbers.
  if (!window.PublicKeyCredential || /^[\d.]+$|:/.test(location.hostname)) { button.disabled = true; say("absent"); continue; }
  button.addEventListener("click", async () => {
    say(""); button.disabled = true;
    try {
      const body = new URLSearchParams();
      form.querySelectorAll("input[type=hidden]").forEach(one => body.append(one.name, one.value));
      const answer = await fetch(form.dataset.asks, { method: "POST", body, redirect: "error" });
      if (!answer.ok) throw new Error("refused");
      field.value = sent(await signed(await answer.json(), form.dataset.passkey === "add"));
      if (form.dataset.waits === undefined) form.requestSubmit(); else say("ready");
    } catch { say("failed"); }
    button.disabled = false;
  });
}
