"""The peers' side of a comparison in turns: work once for each line that comes in, answer with the seconds."""
import sys
import time


def serve(work, finish=lambda: None):
    """finish waits until the work is done, where work() only orders it."""
    for _ in sys.stdin:
        start = time.perf_counter()
        work()
        finish()
        print(f"{time.perf_counter() - start:.6f}", flush=True)
