"""Every property is tested under the profile that `strategies` loads: no deadline, for machines are busy at times."""

import strategies  # noqa: F401
