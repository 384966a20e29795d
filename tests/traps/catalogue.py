"""Every known trap of stock Flask-AppBuilder, with the test that shows it and ours that closes it.

A trap is closed by tests of ours, or by a reason why nothing here could fall into it.
The first part of an id says where the trap belongs: 2 permissions and life of a plugin, 3 rows and
security, 4 forms, 12 the rest; `sec` are findings of the security review beside them.
"""

from .catalogue_forms import FORMS
from .catalogue_permissions import PERMISSIONS
from .catalogue_rest import REST
from .catalogue_rows import ROWS
from .catalogue_security import BESIDE, SECURITY

TRAPS = PERMISSIONS + ROWS + SECURITY + FORMS + REST + BESIDE
