"""How links to other websites are visited."""

import os

from cms.settings.environment import flag

# Whether links to other websites are visited at night (`link_monitor`). The demo's lead to hosts that do not exist.
LINK_MONITOR = flag("LINK_MONITOR", default=not flag("DEMO"))
# Seconds between two requests to one host, and the nights after which what is wrong with a link is somebody's work.
LINK_MONITOR_DELAY = float(os.environ.get("LINK_MONITOR_DELAY", "5"))
LINK_MONITOR_NIGHTS = int(os.environ.get("LINK_MONITOR_NIGHTS", "3"))
# Networks that are not public and may be asked all the same, as 127.0.0.0/8: the tests' alone. Nobody's link shall make
# the site ask its own network.
LINK_MONITOR_OWN_NETWORKS: list[str] = []
