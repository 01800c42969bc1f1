"""What gunicorn takes from a request: whole requests of a bounded size, and of their heads nothing but what HTTP says.

It is read wherever gunicorn starts here.

By default gunicorn lets every client on loopback, and so a proxy's client, name the path of the site (SCRIPT_NAME,
PATH_INFO) and the scheme. Of the proxy's headers only `X-Forwarded-Proto` is read, by Django, with BEHIND_TLS.
"""

forwarded_allow_ips = ""  # no peer is trusted, whatever FORWARDED_ALLOW_IPS says
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
header_map = "drop"  # names with an underscore could pass for others
proxy_protocol = "off"

worker_class = "delivery.gunicorn_worker.BufferingWorker"  # slow clients wait outside of the threads
limit_request_line = 8190  # bytes; above delivery.query_limits, whose page tells readers what is wrong
limit_request_fields = 50
limit_request_field_size = 8190
# One line a request, without the address of the client, the query (`q` says what somebody looks for) and the referrer,
# which holds the query of the page before. Where it goes, if anywhere, the command says: --access-logfile.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(D)sus"

worker_connections = 800  # fewer than the 1,024 files that a process may have open by default
keepalive = 5
