"""A STEGO training step in PyTorch as published: the backbone is run at each step, for the tiles and their positives.

usage: train.py weights.safetensors threads; needs torch and safetensors
"""
import sys

import torch

from step import B, SIDE, trainer
from turns import serve
from vit import network

TILES, PATCH = 200, 8


def main(path, threads):
    torch.set_num_threads(threads)
    forward = network(path)
    images = torch.rand(TILES, 3, SIDE * PATCH, SIDE * PATCH)

    def features(x):
        with torch.no_grad():
            cells = forward(x)
        return cells.transpose(1, 2).reshape(len(x), -1, SIDE, SIDE)

    width = features(images[:1]).shape[1]
    step = trainer(width)

    def work():
        chosen = torch.randperm(TILES)[: 2 * B]
        step(features(images[chosen[:B]]), features(images[chosen[B:]]))

    serve(work)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
