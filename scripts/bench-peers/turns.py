"""The peers' side of a comparison in turns: work once for each line that comes in, answer with the seconds."""
import sys
import time


def serve(work):
    for _ in sys.stdin:
        start = time.perf_counter()
        work()
        print(f"{time.perf_counter() - start:.6f}", flush=True)
