// <form data-passkey="create|get" data-options="{…}">: its button asks the browser for a passkey and sends the answer.
// data-options-url fetches the challenge first. Without script, or without passkeys in the browser, the form stays hidden.
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const bytes = (words) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const listed = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

async function optionsOf(form) {
  if (!form.dataset.optionsUrl) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { accept: "application/json" } });
  return { request_options: await answer.json() };
}

async function create({ creation_options: { publicKey } }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: listed(publicKey.excludeCredentials),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  });
  const { clientDataJSON, attestationObject } = made.response;
  return said(made, {
    clientDataJSON: text(clientDataJSON),
    attestationObject: text(attestationObject),
    transports: made.response.getTransports?.() ?? [],
  });
}

async function get({ request_options: { publicKey } }) {
  const shown = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: listed(publicKey.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response;
  return said(shown, {
    clientDataJSON: text(clientDataJSON),
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

function said(credential, response) {
  const results = credential.getClientExtensionResults();
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: results };
}

async function send(form) {
  const failed = form.querySelector("[data-failed]");
  try {
    const options = await optionsOf(form);
    form.elements.credential.value = JSON.stringify(await (form.dataset.passkey === "create" ? create : get)(options));
    form.submit();
  } catch {
    if (failed) failed.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}
