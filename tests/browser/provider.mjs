// A real OpenID Connect provider for the tests. Its accounts, and what each showed there, come as JSON:
// node provider.mjs '{"client": {...}, "accounts": {"subject": {"claims": {...}, "amr": ["pwd"], "acr": "..."}}}'
// Its version 8 runs on the Node of Debian 12; version 9 wants Node 22.
// It says where it is on its first line, asks a browser for an account, and lets in whoever names one.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const { client, accounts } = JSON.parse(process.argv[2]);
const server = createServer().listen(0, "127.0.0.1", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [client],
    claims: { openid: ["sub", "acr", "amr"], email: ["email", "email_verified"], profile: ["name"] },
    acrValues: Object.values(accounts).flatMap(({ acr }) => acr ?? []),
    cookies: { keys: ["the tests' own"] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx, accountId) =>
      accountId in accounts && { accountId, claims: () => ({ sub: accountId, ...accounts[accountId].claims }) },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    // Nobody is asked whether the site may know who they are: it is the council's own.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith("/interaction/")) return next();
    const accountId = ctx.query.as;
    if (accountId === undefined) {
      ctx.type = "html";
      ctx.body =
        '<!DOCTYPE html><html lang="en"><title>The council</title><link rel="icon" href="data:,"><main><h1>Larkshire Council</h1><form>' +
        '<label>Account <input name="as"></label><button>Sign in</button></form></main></html>';
      return;
    }
    const { amr, acr } = accounts[accountId] ?? {};
    const result = accountId ? { login: { accountId, amr, acr } } : { error: "access_denied" };
    await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
    ctx.respond = false;
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
