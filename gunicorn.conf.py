"""What gunicorn takes from the head of a request: nothing but what HTTP says. It is read wherever gunicorn starts here.

By default gunicorn lets every client on loopback, and so a proxy's client, name the path of the site (SCRIPT_NAME,
PATH_INFO) and the scheme. Of the proxy's headers only `X-Forwarded-Proto` is read, by Django, with BEHIND_TLS.
"""

forwarded_allow_ips = ""  # no peer is trusted, whatever FORWARDED_ALLOW_IPS says
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
header_map = "drop"  # names with an underscore could pass for others
proxy_protocol = "off"
