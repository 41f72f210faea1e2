"""The reader: trained upper layers, a cue tagger, and for each cue a tagger of its source and content with its labels.

Cue-centred, so that one word may belong to several statements: nesting and shared sources need no special case.
"""

from __future__ import annotations

import torch
from encoder import HIDDEN, Layer, additive, load
from prepare import KINDS, STANCES
from torch import Tensor, nn

CUE_TAGS, ROLE_TAGS = 3, 5
ROLE_HIDDEN, REACH = 256, 64
"""Width of the role tagger; word-pieces of distance from the cue that are told apart."""
NEVER = -1e4
"""Score of what can't be; far below any other, and finite so that gradients stay so."""


class Crf(nn.Module):
    """A linear-chain CRF over BIO tags; impossible transitions are forbidden. scores [batch, tokens, tags]."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.transition = nn.Parameter(torch.zeros(tags, tags))
        self.start = nn.Parameter(torch.zeros(tags))
        forbidden = torch.zeros(tags, tags)
        for inside in range(2, tags, 2):
            for before in range(tags):
                if before not in (inside, inside - 1):
                    forbidden[before, inside] = NEVER
        self.register_buffer("forbidden", forbidden)
        first = torch.zeros(tags)
        first[2::2] = NEVER
        self.register_buffer("never_first", first)

    def weights(self) -> tuple[Tensor, Tensor]:
        """Transition and start scores with the forbidden ones ruled out."""
        return self.transition + self.forbidden, self.start + self.never_first

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of each sequence [batch]; where a tag is -1 any is right, where it is -2 any but "inside"."""
        transition, start = self.weights()
        scores = scores.float()
        tag, given = torch.arange(scores.shape[-1]), tags[..., None]
        inside = (tag > 0) & (tag % 2 == 0)
        right = (tag == given) | (given == -1) | ((given == -2) & ~inside)
        open_ = torch.where(right, 0.0, NEVER)
        both = torch.stack([scores, scores + open_])  # all paths; the paths that agree with the tags
        alpha = both[:, :, 0] + start
        for t in range(1, scores.shape[1]):
            step = torch.logsumexp(alpha[..., None] + transition, -2) + both[:, :, t]
            alpha = torch.where(mask[None, :, t, None], step, alpha)
        whole, gold = torch.logsumexp(alpha, -1)
        return whole - gold


class Reader(nn.Module):
    """See the module. Inputs: lower [batch, tokens, 384] (the kept layers' outputs), case and quoted [batch, tokens]."""

    def __init__(self, cut: int = 3, others: bool = True) -> None:
        super().__init__()
        _, layers = load()
        self.layers = nn.ModuleList(layers[cut:])
        self.case = nn.Embedding(8, HIDDEN)
        self.quoted = nn.Embedding(3, HIDDEN)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.quoted.weight, std=0.02)
        self.cue = nn.Linear(HIDDEN, CUE_TAGS)
        self.hints = nn.Linear(HIDDEN, 3)
        self.role_in = nn.Linear(3 * HIDDEN, ROLE_HIDDEN)
        self.place = nn.Embedding(2 * REACH + 1, ROLE_HIDDEN)
        self.other = nn.Embedding(2, ROLE_HIDDEN)
        self.see_others = others
        self.role_layer = Layer(ROLE_HIDDEN, 4, 2 * ROLE_HIDDEN)
        self.role_out = nn.Linear(ROLE_HIDDEN, ROLE_TAGS)
        self.label = nn.Linear(ROLE_HIDDEN, 1 + len(KINDS) + len(STANCES))
        self.cue_crf, self.role_crf = Crf(CUE_TAGS), Crf(ROLE_TAGS)
        self.drop = nn.Dropout(0.1)

    def encode(self, lower: Tensor, case: Tensor, quoted: Tensor, mask: Tensor | None = None) -> Tensor:
        """Hidden states [batch, tokens, 384]; without a mask every word-piece is one."""
        x = lower + self.case(case) + self.quoted(quoted)
        add = 0.0 if mask is None else additive(mask)
        for layer in self.layers:
            x = layer(x, add)
        return self.drop(x)

    def roles(
        self, hidden: Tensor, marks: Tensor, others: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """For cues marked in ``marks`` [cues, tokens] over their windows' ``hidden``: role scores [cues, tokens, 5] and labels.

        ``others`` marks the word-pieces of the window's other cues. Labels [cues, 15]: attributes or not, kinds, stances.
        """
        m = marks.to(hidden.dtype)[:, :, None]
        cue = ((hidden * m).sum(1, keepdim=True) / m.sum(1, keepdim=True).clamp(min=1)).expand_as(hidden)
        z = self.role_in(torch.cat([hidden, cue, hidden * cue], -1)) + self.place(self.places(marks.float()))
        if self.see_others:
            z = z + self.other(others)
        z = self.role_layer(self.drop(nn.functional.gelu(z)), 0.0 if mask is None else additive(mask))
        at = (z * m).sum(1) / m.sum(1).clamp(min=1)
        return self.role_out(z), self.label(at)

    def places(self, m: Tensor) -> Tensor:
        """Signed distance of each token from the cue's tokens, clipped; the cue itself has a place of its own."""
        t = m.shape[1]
        at = torch.arange(t, device=m.device)[None]
        first = m.argmax(1, keepdim=True)
        last = t - 1 - m.flip(1).argmax(1, keepdim=True)
        away = torch.where(at < first, at - first, torch.where(at > last, at - last, torch.zeros_like(at)))
        return away.clamp(-REACH, REACH) + REACH
