"""Warm kernels: real ones, each forked from one process that has already imported everything.

`start.warm_server` starts that process (`server`), `provisioner.WarmProvisioner` lets Jupyter ask it for kernels,
and `child` makes an ordinary kernel of what was forked. Linux only; elsewhere the ordinary kernel serves.
"""

import sys

# macOS has `fork`, but its own libraries don't bear it.
AVAILABLE = sys.platform == "linux"
