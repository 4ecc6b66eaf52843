"""A STEGO training step in PyTorch on features that are there.

usage: step.py threads channels [device]; needs torch. Written from the formulas of the paper: head with channel dropout,
correspondence loss with 11 x 11 samples and 5 negatives, cluster probe, one Adam each.
"""
import sys

import torch
import torch.nn.functional as F

from turns import serve

B, K, S, NEG, N_CLASSES, SIDE = 16, 70, 11, 5, 4, 28
WEIGHTS, SHIFTS = (0.67, 0.25, 0.63), (0.18, 0.12, 0.46)


def sample(t, coords):
    return F.grid_sample(t, coords.permute(0, 2, 1, 3), padding_mode="border", align_corners=True)


def term(f1, f2, c1, c2, shift):
    with torch.no_grad():
        fd = torch.einsum("nchw,ncij->nhwij", F.normalize(f1, dim=1, eps=1e-10), F.normalize(f2, dim=1, eps=1e-10))
        mean = fd.mean()
        fd = fd - fd.mean([3, 4], keepdim=True)
        fd = fd - fd.mean() + mean
    cd = torch.einsum("nchw,ncij->nhwij", F.normalize(c1, dim=1, eps=1e-10), F.normalize(c2, dim=1, eps=1e-10))
    return -cd.clamp(0) * (fd - shift)


def trainer(channels):
    """A function that takes features (B, C, h, w) of tiles and of their positives and does a step."""
    torch.manual_seed(1)
    linear = torch.nn.Conv2d(channels, K, 1)
    mlp = torch.nn.Sequential(torch.nn.Conv2d(channels, channels, 1), torch.nn.ReLU(), torch.nn.Conv2d(channels, K, 1))
    drop = torch.nn.Dropout2d(0.1)
    centres = torch.nn.Parameter(torch.randn(N_CLASSES, K))
    head_adam = torch.optim.Adam([*linear.parameters(), *mlp.parameters()], lr=5e-4)
    probe_adam = torch.optim.Adam([centres], lr=5e-3)

    def head(x):
        return drop(x), linear(drop(x)) + mlp(drop(x))

    def step(x, y):
        f, c = head(x)
        fp, cp = head(y)
        p1, p2 = torch.rand(B, S, S, 2) * 2 - 1, torch.rand(B, S, S, 2) * 2 - 1
        f1, c1 = sample(f, p1), sample(c, p1)
        loss = WEIGHTS[0] * term(f1, f1, c1, c1, SHIFTS[0]).mean()
        loss = loss + WEIGHTS[1] * term(f1, sample(fp, p2), c1, sample(cp, p2), SHIFTS[1]).mean()
        neg = []
        for _ in range(NEG):
            perm = torch.randperm(B)
            perm = torch.where(perm == torch.arange(B), (perm + 1) % B, perm)
            neg.append(term(f1, sample(f[perm], p2), c1, sample(c[perm], p2), SHIFTS[2]))
        loss = loss + WEIGHTS[2] * torch.cat(neg).mean()
        ip = torch.einsum("bchw,nc->bnhw", F.normalize(c.detach(), dim=1), F.normalize(centres, dim=1))
        one_hot = F.one_hot(ip.argmax(1), N_CLASSES).permute(0, 3, 1, 2).float()
        loss = loss - (one_hot * ip).sum(1).mean()
        head_adam.zero_grad()
        probe_adam.zero_grad()
        loss.backward()
        head_adam.step()
        probe_adam.step()

    return step


if __name__ == "__main__":
    threads, channels = map(int, sys.argv[1:3])
    device = sys.argv[3] if len(sys.argv) > 3 else "cpu"
    torch.set_num_threads(threads)
    torch.set_default_device(device)
    step = trainer(channels)
    x, y = torch.randn(B, channels, SIDE, SIDE), torch.randn(B, channels, SIDE, SIDE)
    serve(lambda: step(x, y), torch.cuda.synchronize if device == "cuda" else lambda: None)
