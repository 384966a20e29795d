"""What the workers of gunicorn load: the program named in the environment."""

from __future__ import annotations

import os

from bench.subjects import subject

application = subject(
    os.environ["BENCH_SUBJECT"], os.environ["BENCH_URL"], os.environ["BENCH_SIZE"]
).app
