// A certified OpenID provider for the tests: node provider.mjs PORT REDIRECT_URI. Whoever is named last at /as/NAME?amr=… is signed in
// without being asked; everything else is the provider's own.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
let person = { name: "nobody", amr: [] };

const provider = new Provider(issuer, {
  clients: [{ client_id: "emes", client_secret: "a-secret-of-the-test", redirect_uris: [redirect] }],
  claims: { openid: ["sub", "amr"], email: ["email", "email_verified"] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => ({
    accountId: id,
    // "doubtful" has an address that the provider did not confirm.
    claims: () => ({ sub: id, email: `${id}@example.go.th`, email_verified: id !== "doubtful" }),
  }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
});

async function interact(request, response) {
  const details = await provider.interactionDetails(request, response);
  if (details.prompt.name === "login") {
    const login = { accountId: person.name, amr: person.amr, remember: false };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({ accountId: details.session.accountId, clientId: details.params.client_id });
  grant.addOIDCScope("openid email");
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

const own = provider.callback();
createServer((request, response) => {
  const address = new URL(request.url, issuer);
  if (address.pathname.startsWith("/as/")) {
    person = { name: address.pathname.slice("/as/".length), amr: address.searchParams.getAll("amr") };
    response.end();
  } else if (address.pathname.startsWith("/interaction/")) {
    interact(request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  } else {
    own(request, response);
  }
}).listen(Number(port), "127.0.0.1", () => console.log("ready"));
