"""The network addresses of a host: only public ones, so that no link makes this site ask its own network."""

from __future__ import annotations

import socket
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

from link_monitor.choices import Outcome
from link_monitor.errors import VisitFailed

NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def resolve(host: str, port: int) -> list[str]:
    """The public addresses of a host, in the order in which the system would try them.

    A request goes to one of these and looks up no name again, so a name that changes in between changes nothing.

    Raises:
        VisitFailed: The host has no address, or none that is public.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise VisitFailed(Outcome.NO_HOST) from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    allowed = [address for address in addresses if is_public(address) or is_exempt(address)]
    if addresses and not allowed:
        raise VisitFailed(Outcome.PRIVATE)
    return allowed


def is_exempt(address: str) -> bool:
    """Whether an address lies in a network that the settings exempt."""
    return any(ip_address(address) in ip_network(network) for network in settings.LINK_MONITOR_OWN_NETWORKS)


def is_public(text: str) -> bool:
    """Whether an address belongs to one machine on the internet, also where IPv6 only wraps IPv4.

    Source:
        The registries of special-purpose addresses (RFC 6890), as `ipaddress` knows them.
    """
    address = ip_address(text.partition("%")[0])  # a zone says that it is local
    if isinstance(address, IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in NAT64:
            wrapped = ip_address(int(address) & 0xFFFFFFFF)  # type: ignore[assignment]
        if wrapped is not None:
            return is_public(str(wrapped))
    return "%" not in text and address.is_global and not address.is_multicast and not address.is_reserved
