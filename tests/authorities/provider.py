"""A certified OpenID provider as a process of its own: `python -m tests.authorities.provider PORT CALLBACK …`.

Whoever is named to `/sit` sits before it and is signed in without a question, with the claims that were handed over.
"""

import json
import sys
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.simple_server import WSGIRequestHandler, make_server

from cryptojwt.key_jar import init_key_jar
from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration

CLIENT, SECRET = "portal", "secret-of-the-portal-at-its-authority-in-tests"
OIDC = "idpyoidc.server.oidc"
CLAIMS = ("email", "name", "tid", "wids", "roles")
KEYS = [{"type": "RSA", "key": "", "use": ["sig"]}, {"type": "EC", "crv": "P-256", "use": ["sig"]}]
SEAL = {"kwargs": {"keys": {"key_defs": [{"type": "OCT", "use": ["enc"], "kid": kid} for kid in ("password", "salt")]}}}
ENDPOINTS = {
    "provider_config": (".well-known/openid-configuration", "provider_config.ProviderConfiguration", {}),
    "authorization": ("authorization", "authorization.Authorization", {}),
    "token": ("token", "token.Token", {"client_authn_method": ["client_secret_post"]}),
}


def configuration(issuer: str) -> dict[str, Any]:
    id_token = {"class": "idpyoidc.server.token.id_token.IDToken", "kwargs": {"base_claims": dict.fromkeys(CLAIMS)}}
    anybody = {"acr": "none", "class": "idpyoidc.server.user_authn.user.NoAuthn", "kwargs": {"user": ""}}
    pkce = "idpyoidc.server.oauth2.add_on.pkce.add_support"
    return {
        "issuer": issuer,
        "key_conf": {"key_defs": KEYS, "uri_path": "jwks.json"},
        "token_handler_args": {
            "code": {"lifetime": 600, "kwargs": {"crypt_conf": SEAL}},
            "token": {"class": "idpyoidc.server.token.jwt_token.JWTToken", "kwargs": {"lifetime": 600}},
            "id_token": id_token,
        },
        "endpoint": {
            name: {"path": path, "class": f"{OIDC}.{kind}", "kwargs": more}
            for name, (path, kind, more) in ENDPOINTS.items()
        },
        "userinfo": {"class": "idpyoidc.server.user_info.UserInfo", "kwargs": {"db": {}}},
        "authentication": {"anybody": anybody},
        "add_on": {"pkce": {"function": pkce, "kwargs": {"essential": True, "code_challenge_methods": {"S256": True}}}},
        "session_params": {"encrypter": SEAL},
        "preference": {"id_token_signing_alg_values_supported": ["RS256"]},
    }


class Provider:
    """The library's server behind a few lines of WSGI."""

    def __init__(self, issuer: str, callbacks: list[str]) -> None:
        keys = init_key_jar(key_defs=KEYS)
        keys.import_jwks(keys.export_jwks(private=True), issuer)
        keys.add_symmetric(CLIENT, SECRET)
        config = OPConfiguration(configuration(issuer), base_path=".")
        self.server = Server(config, cwd=".", keyjar=keys)
        self.context, self.keys, self.issuer = self.server.context, keys, issuer
        self.context.cdb[CLIENT] = {
            "client_secret": SECRET,
            "redirect_uris": [(callback, {}) for callback in callbacks],
            "token_endpoint_auth_method": "client_secret_post",
            "response_types_supported": ["code"],
            "allowed_scopes": ["openid", "email", "profile"],
            "id_token_signed_response_alg": "RS256",
        }

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        asked = dict(parse_qsl(body or environ["QUERY_STRING"]))
        status, headers, content = self.answer(environ["PATH_INFO"], asked)
        start(status, headers)
        return [content.encode()]

    def answer(self, path: str, asked: dict[str, str]) -> tuple[str, list[tuple[str, str]], str]:
        if path == "/sit":
            self.context.userinfo.db[asked["person"]] = json.loads(asked["claims"])
            self.context.authn_broker.db["anybody"]["method"].user = asked["person"]
            return "204 No Content", [], ""
        json_type = [("Content-Type", "application/json")]
        if path == "/jwks.json":
            return "200 OK", json_type, self.keys.export_jwks_as_json()
        status, content = self.call(path.strip("/"), asked)
        if content.startswith("http"):
            return "302 Found", [("Location", content)], ""
        return status, json_type, content

    def call(self, path: str, asked: dict[str, str]) -> tuple[str, str]:
        """What the library's endpoint answers."""
        name = next(name for name, (where, _kind, _more) in ENDPOINTS.items() if where == path)
        endpoint = self.server.get_endpoint(name)
        about = {"headers": {"authorization": ""}, "method": "POST", "url": f"{self.issuer}/{path}"}
        request = endpoint.parse_request(asked, http_info=about)
        found = request if "error" in request else endpoint.process_request(request, http_info=about)
        if "error" in found:
            return "400 Bad Request", json.dumps({"error": found["error"]})
        return "200 OK", str(endpoint.do_response(**found)["response"])


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Says nothing."""


if __name__ == "__main__":
    port = int(sys.argv[1])
    provider = Provider(f"http://127.0.0.1:{port}", sys.argv[2:])
    make_server("127.0.0.1", port, provider, handler_class=Quiet).serve_forever()
