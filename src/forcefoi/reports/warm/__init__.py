"""Warm kernels: real ones, each forked from one process that has already imported everything.

`start.warm_server` starts that process (`server`), `provisioner.WarmProvisioner` lets Jupyter ask it for kernels,
and `child` makes an ordinary kernel of what was forked. Linux only; elsewhere the ordinary kernel serves.

One difference stays: a module that is already imported is there as an attribute of its package, so that
`import matplotlib; matplotlib.pyplot` works here without the import that an ordinary kernel would miss.
"""

import sys

# macOS has `fork`, but its own libraries don't bear it.
AVAILABLE = sys.platform == "linux"
