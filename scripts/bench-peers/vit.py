"""A plain ViT in PyTorch with its own scaled_dot_product_attention.

usage: vit.py weights.safetensors batch side threads [device [type]]; needs torch and safetensors. A type such as float16
is that of autocast, PyTorch's mixed precision.
"""
import sys

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from turns import serve


def network(path, device="cpu"):
    """The network of a file: images (B, 3, H, W) to features (B, cells, C)."""
    w = load_file(path, device)
    width, patch = w["patch_embed.proj.weight"].shape[0], w["patch_embed.proj.weight"].shape[2]
    depth = 1 + max(int(k.split(".")[1]) for k in w if k.startswith("blocks."))
    heads = width // 64

    def linear(x, name):
        return F.linear(x, w[name + ".weight"], w[name + ".bias"])

    def norm(x, name):
        return F.layer_norm(x, (width,), w[name + ".weight"], w[name + ".bias"], 1e-6)

    def forward(x):
        x = F.conv2d(x, w["patch_embed.proj.weight"], w["patch_embed.proj.bias"], stride=patch)
        x = x.flatten(2).transpose(1, 2)
        x = torch.cat([w["cls_token"].expand(len(x), -1, -1), x], 1) + w["pos_embed"]
        for i in range(depth):
            b = f"blocks.{i}."
            qkv = linear(norm(x, b + "norm1"), b + "attn.qkv")
            q, k, v = qkv.reshape(*x.shape[:2], 3, heads, -1).permute(2, 0, 3, 1, 4)
            o = F.scaled_dot_product_attention(q, k, v)
            x = x + linear(o.transpose(1, 2).reshape(x.shape), b + "attn.proj")
            x = x + linear(F.gelu(linear(norm(x, b + "norm2"), b + "mlp.fc1")), b + "mlp.fc2")
        return norm(x, "norm")[:, 1:]

    return forward


def main(path, batch, side, threads, device="cpu", dtype="float32"):
    torch.set_num_threads(threads)
    forward = network(path, device)
    mixed = torch.autocast(device, getattr(torch, dtype), enabled=dtype != "float32")
    finish = torch.cuda.synchronize if device == "cuda" else lambda: None
    with torch.inference_mode(), mixed:
        images = torch.rand(batch, 3, side, side, device=device)
        serve(lambda: forward(images), finish)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]), *sys.argv[5:])
