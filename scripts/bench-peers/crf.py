"""Dense CRF of Krähenbühl and Koltun by pydensecrf, with STEGO's values.

usage: crf.py input.safetensors [labels.safetensors]; with a second file it writes the labels and does no turns. Needs
pydensecrf, numpy and safetensors.
"""
import sys

import numpy as np
import pydensecrf.densecrf as dcrf
from safetensors.numpy import load_file, save_file

from turns import serve

data = load_file(sys.argv[1])
logits, guide = data["logits"], np.ascontiguousarray(data["guide"].astype(np.uint8))
classes, height, width = logits.shape


def marginals():
    p = np.exp(logits - logits.max(0))
    unary = -np.log(np.clip(p / p.sum(0), 1e-5, 1)).reshape(classes, -1).astype(np.float32)
    crf = dcrf.DenseCRF2D(width, height, classes)
    crf.setUnaryEnergy(np.ascontiguousarray(unary))
    crf.addPairwiseGaussian(sxy=1, compat=3)
    crf.addPairwiseBilateral(sxy=67, srgb=3, rgbim=guide, compat=4)
    return np.array(crf.inference(10)).reshape(classes, height, width)


if len(sys.argv) > 2:
    save_file({"labels": marginals().argmax(0).astype(np.float32)}, sys.argv[2])
else:
    serve(marginals)
