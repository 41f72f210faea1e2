"""The reader: trained layers over kept lower ones, a cue tagger, and for each cue a tagger of its source and content.

Cue-centred, so that one word may belong to several statements: nesting and shared sources need no special case.
"""

from __future__ import annotations

import torch
from encoder import CUT, HIDDEN, additive, load
from torch import Tensor, nn

CUE_TAGS, ROLE_TAGS = 3, 5
ROLE_HIDDEN, REACH = 256, 64
"""Width of the role tagger; tokens of distance from the cue that are told apart."""


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
                    forbidden[before, inside] = -1e4
        self.register_buffer("forbidden", forbidden)
        first = torch.zeros(tags)
        first[2::2] = -1e4
        self.register_buffer("never_first", first)

    def weights(self) -> tuple[Tensor, Tensor]:
        """Transition and start scores with the forbidden ones ruled out."""
        return self.transition + self.forbidden, self.start + self.never_first

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log likelihood per sequence; mask [batch, tokens] true where there is a token."""
        transition, start = self.weights()
        alpha = scores[:, 0] + start
        gold = alpha.gather(1, tags[:, :1]).squeeze(1)
        for t in range(1, scores.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + transition, 1) + scores[:, t]
            on = mask[:, t]
            alpha = torch.where(on[:, None], step, alpha)
            move = transition[tags[:, t - 1], tags[:, t]] + scores[:, t].gather(
                1, tags[:, t : t + 1]
            ).squeeze(1)
            gold = gold + torch.where(on, move, torch.zeros_like(move))
        return (torch.logsumexp(alpha, 1) - gold).mean()


class Reader(nn.Module):
    """See the module. Inputs: lower [batch, tokens, 384] (outputs of the frozen layers), case and quoted [batch, tokens]."""

    def __init__(self) -> None:
        super().__init__()
        _, layers = load()
        self.layers = nn.ModuleList(layers[CUT:])
        self.case = nn.Embedding(6, HIDDEN)
        self.quoted = nn.Embedding(3, HIDDEN)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.quoted.weight, std=0.02)
        self.cue = nn.Sequential(nn.Dropout(0.1), nn.Linear(HIDDEN, CUE_TAGS))
        self.role_in = nn.Linear(3 * HIDDEN, ROLE_HIDDEN)
        self.place = nn.Embedding(2 * REACH + 2, ROLE_HIDDEN)
        self.role_layer = nn.TransformerEncoderLayer(
            ROLE_HIDDEN, 4, 2 * ROLE_HIDDEN, 0.1, "gelu", batch_first=True
        )
        self.role_out = nn.Linear(ROLE_HIDDEN, ROLE_TAGS)
        self.cue_crf, self.role_crf = Crf(CUE_TAGS), Crf(ROLE_TAGS)

    def encode(self, lower: Tensor, case: Tensor, quoted: Tensor, mask: Tensor) -> Tensor:
        """Hidden states [batch, tokens, 384]."""
        x = lower + self.case(case) + self.quoted(quoted)
        add = additive(mask)
        for layer in self.layers:
            x = layer(x, add)
        return x

    def roles(self, hidden: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Role scores [cues, tokens, 5] for cues marked in ``marks`` [cues, tokens] over their windows' ``hidden``."""
        m = marks.float()
        cue = (hidden * m[:, :, None]).sum(1, keepdim=True) / m.sum(1).clamp(min=1)[:, None, None]
        cue = cue.expand_as(hidden)
        z = self.role_in(torch.cat([hidden, cue, hidden * cue], -1)) + self.place(self.places(m))
        z = self.role_layer(nn.functional.gelu(z), src_key_padding_mask=~mask.bool())
        scores: Tensor = self.role_out(z)
        return scores

    def places(self, m: Tensor) -> Tensor:
        """Signed distance of each token from the cue's tokens, clipped; the cue itself has a place of its own."""
        t = m.shape[1]
        at = torch.arange(t, device=m.device)[None]
        first = m.argmax(1, keepdim=True)
        last = t - 1 - m.flip(1).argmax(1, keepdim=True)
        away = torch.where(at < first, at - first, torch.where(at > last, at - last, torch.zeros_like(at)))
        return away.clamp(-REACH, REACH) + REACH
