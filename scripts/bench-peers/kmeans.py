"""Spherical k-means of faiss from given centres on all vectors.

usage: kmeans.py rows centres length iterations threads; files of raw float32; needs faiss and numpy
"""
import sys

import faiss
import numpy as np

from turns import serve

length, iterations, threads = map(int, sys.argv[3:])
rows, centres = (np.fromfile(f, np.float32).reshape(-1, length) for f in sys.argv[1:3])
faiss.omp_set_num_threads(threads)


def work():
    # Goes on where nothing improves any more, as ours does.
    kmeans = faiss.Kmeans(length, len(centres), niter=iterations, spherical=True, max_points_per_centroid=len(rows),
                          early_stop_threshold=-1)
    kmeans.train(rows, init_centroids=centres)
    return kmeans.obj


if __name__ == "__main__":
    serve(work)
