import { describe, test } from "vitest";
import { MEANINGS } from "../../../src/policy/vocabulary/meaning.ts";
import { clientSubcode, soapMeaning } from "../../../src/policy/vocabulary/soap.ts";

describe("soapMeaning", () => {
  test.for([
    { from: "SOAP 1.1", code: "Client", meaning: MEANINGS.invalid },
    { from: "SOAP 1.2", code: "soap:Sender", meaning: MEANINGS.invalid },
    { from: "SOAP 1.1", code: "SOAP-ENV:Server", meaning: MEANINGS.unknown },
    { from: "SOAP 1.1", code: "MustUnderstand", meaning: MEANINGS.invalid },
    { from: "WS-Security", code: "wsse:FailedAuthentication", meaning: MEANINGS.unauthorized },
    { from: "WS-Security", code: "InvalidSecurityToken", meaning: MEANINGS.unauthorized },
    { from: "WS-Security", code: "InvalidSecurity", meaning: MEANINGS.invalid },
    { from: "WS-Addressing", code: "a:ActionNotSupported", meaning: MEANINGS.method },
    { from: "an application", code: "ORDER_NOT_FOUND", meaning: undefined },
    { from: "an application", code: "Clients", meaning: undefined },
    { from: "nobody", code: "", meaning: undefined },
  ])("$code ($from)", ({ code, meaning }, { expect }) => {
    expect(soapMeaning(code)).toBe(meaning);
  });
});

describe("clientSubcode", () => {
  test.for([
    { code: "Client.NoSOAPAction", subcode: "NoSOAPAction" },
    { code: "soap:Sender", subcode: "" },
    { code: "Server.userException", subcode: undefined },
    { code: "ClientError", subcode: undefined },
  ])("$code", ({ code, subcode }, { expect }) => {
    expect(clientSubcode(code)).toBe(subcode);
  });
});
