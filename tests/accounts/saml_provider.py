"""A SAML provider that says in a signed response who somebody is, as the browser would bring it."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from onelogin.saml2.utils import OneLogin_Saml2_Utils

ISSUER, SIGN_IN_PAGE = "https://inloggning.kommun.example/idp", "https://inloggning.kommun.example/sso"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
RESPONSE = """
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"
    ID="_r1" Version="2.0" IssueInstant="{now}" Destination="{acs}" InResponseTo="{request}">
  <saml:Issuer>{issuer}</saml:Issuer>
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
  <saml:Assertion ID="_a1" Version="2.0" IssueInstant="{now}">
    <saml:Issuer>{issuer}</saml:Issuer>
    <saml:Subject>
      <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">person-1</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <saml:SubjectConfirmationData NotOnOrAfter="{later}" Recipient="{acs}" InResponseTo="{request}"/>
      </saml:SubjectConfirmation>
    </saml:Subject>
    <saml:Conditions NotBefore="{earlier}" NotOnOrAfter="{later}">
      <saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>
    </saml:Conditions>
    <saml:AuthnStatement AuthnInstant="{now}" SessionIndex="_s1">
      <saml:AuthnContext>
        <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
      </saml:AuthnContext>
    </saml:AuthnStatement>
    <saml:AttributeStatement>
      <saml:Attribute Name="{mail}"><saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute>
    </saml:AttributeStatement>
  </saml:Assertion>
</samlp:Response>
"""


@dataclass
class SamlProvider:
    """Has a key of its own and a certificate that says so."""

    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def app(self, **settings: Any) -> dict[str, Any]:
        """The provider for `SAML_APPS`."""
        idp = {"entity_id": ISSUER, "sso_url": SIGN_IN_PAGE, "x509cert": self.certificate()}
        return {"name": "Kommunen", "client_id": "kommun", "provider_id": ISSUER, "settings": {"idp": idp, **settings}}

    def certificate(self) -> str:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "inloggning.kommun.example")])
        now = datetime.now(UTC)
        built = x509.CertificateBuilder(name, name, self.key.public_key(), x509.random_serial_number())
        signed = built.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        return signed.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()

    def answer(self, location: str, email: str, **changes: str) -> dict[str, str]:
        """The form that the browser sends back after it was led to the provider's page."""
        request = asked(location)
        now = datetime.now(UTC)
        times = {"now": now, "earlier": now - timedelta(minutes=1), "later": now + timedelta(minutes=5)}
        values = {
            **{name: f"{moment:%Y-%m-%dT%H:%M:%SZ}" for name, moment in times.items()},
            "acs": request.attrib["AssertionConsumerServiceURL"],
            "audience": request.findtext("{urn:oasis:names:tc:SAML:2.0:assertion}Issuer") or "",
            "request": request.attrib["ID"],
            "issuer": ISSUER,
            "mail": MAIL,
            "email": email,
            **changes,
        }
        return {"SAMLResponse": base64.b64encode(self.sign(RESPONSE.format(**values).strip())).decode()}

    def sign(self, response: str) -> bytes:
        encoding, layout = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        key = self.key.private_bytes(encoding, layout, serialization.NoEncryption()).decode()
        return bytes(OneLogin_Saml2_Utils.add_sign(response, key, self.certificate()))


def asked(location: str) -> ET.Element:
    """The request in the address that the browser is led to."""
    compressed = base64.b64decode(parse_qs(urlsplit(location).query)["SAMLRequest"][0])
    return ET.fromstring(zlib.decompress(compressed, -15))
