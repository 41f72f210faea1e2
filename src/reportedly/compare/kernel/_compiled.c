/* The hot loops of comparing: words, fingerprints, candidate pairs, alignment.
 *
 * Each function gives byte for byte what plain.py gives (tests/compare/test_kernel.py); that file says why, this
 * one only does it fast. Columns come as buffers and go as bytes, in the machine's byte order and Arrow's layout
 * (one flat column, offsets beside it). Nothing is kept between calls.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct { void *at; size_t count, room, size; } Column; /* grows; `at` is NULL until something is in it */

static void *added(Column *c) {
    if (c->count == c->room) {
        size_t room = c->room ? 2 * c->room : 64;
        void *at = realloc(c->at, room * c->size);
        if (!at) return PyErr_NoMemory(), NULL;
        c->at = at;
        c->room = room;
    }
    return (char *)c->at + c->count++ * c->size;
}

static PyObject *as_bytes(const void *at, size_t size) { return PyBytes_FromStringAndSize(at, (Py_ssize_t)size); }

static PyObject *column_bytes(const Column *c) { return as_bytes(c->at ? c->at : "", c->count * c->size); }

static PyObject *refused(const char *what) { return PyErr_SetString(PyExc_ValueError, what), NULL; }

/* One column of `n` rows that are `stride` bytes each. */
static PyObject *column_of(const void *rows, size_t n, size_t stride, size_t offset, size_t size) {
    PyObject *given = as_bytes(NULL, n * size);
    for (size_t k = 0; given && k < n; k++)
        memcpy(PyBytes_AS_STRING(given) + k * size, (const char *)rows + k * stride + offset, size);
    return given;
}

/* For qsort: rows that begin with a number. */
static int by_key(const void *one, const void *other) {
    const uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
    return (a > b) - (a < b);
}

static void release(Py_buffer *held, size_t n) {
    while (n--) PyBuffer_Release(&held[n]);
}

static const uint64_t ODD[5] = {0x9E3779B97F4A7C15u, 0xC2B2AE3D27D4EB4Fu, 0x165667B19E3779F9u, 0xD6E8FEB86659FD93u,
                                0xA0761D6478BD642Fu};

/* -- words ---------------------------------------------------------------------------------------------------- */

#define BASIS 0xCBF29CE484222325u

static uint8_t FOLDED[128]; /* letters and digits of ASCII, letters small; 0 for what separates words */

static uint64_t finished(uint64_t h) {
    h = (h ^ (h >> 32)) * ODD[3];
    return h ^ (h >> 32);
}

/* The id of a word with letters beyond ASCII: over its case-folded form, as str.casefold gives it. */
static int folded_id(PyObject *text, Py_ssize_t start, Py_ssize_t end, uint64_t *id) {
    PyObject *word = PyUnicode_Substring(text, start, end);
    PyObject *fold = word ? PyObject_CallMethod(word, "casefold", NULL) : NULL;
    uint64_t h = BASIS;
    Py_XDECREF(word);
    if (!fold) return -1;
    for (Py_ssize_t k = 0; k < PyUnicode_GET_LENGTH(fold); k++) h = (h ^ PyUnicode_READ_CHAR(fold, k)) * ODD[0];
    Py_DECREF(fold);
    *id = finished(h);
    return 0;
}

typedef struct { uint64_t id; uint32_t start, end; } Word;

static inline int find_words_of(PyObject *text, const int kind, Column *found) {
    const void *at = PyUnicode_DATA(text);
    const Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    for (Py_ssize_t i = 0, start; i < size; i++) {
        uint64_t h = BASIS;
        int ascii = 1;
        for (start = i; i < size; i++) {
            Py_UCS4 c = PyUnicode_READ(kind, at, i);
            if (c < 128) {
                if (!(c = FOLDED[c])) break;
                h = (h ^ c) * ODD[0];
            } else {
                if (!Py_UNICODE_ISALNUM(c)) break;
                ascii = 0;
            }
        }
        if (i == start) continue;
        Word *word = added(found);
        if (!word) return -1;
        *word = (Word){finished(h), (uint32_t)start, (uint32_t)i};
        if (!ascii && folded_id(text, start, i, &word->id)) return -1;
    }
    return 0;
}

static int find_words(PyObject *text, Column *found) { /* one loop for each width of character */
    switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND: return find_words_of(text, PyUnicode_1BYTE_KIND, found);
    case PyUnicode_2BYTE_KIND: return find_words_of(text, PyUnicode_2BYTE_KIND, found);
    default: return find_words_of(text, PyUnicode_4BYTE_KIND, found);
    }
}

static PyObject *words(PyObject *self, PyObject *text) {
    Column found = {.size = sizeof(Word)};
    PyObject *given = NULL;
    if (!PyUnicode_Check(text)) return refused("words: expected a text");
    if (PyUnicode_READY(text)) return NULL;
    if ((uint64_t)PyUnicode_GET_LENGTH(text) > UINT32_MAX) return refused("words: text too long");
    if (!find_words(text, &found)) {
        const size_t n = found.count, each = sizeof(Word);
        given = Py_BuildValue("(NNN)", column_of(found.at, n, each, offsetof(Word, id), 8),
                              column_of(found.at, n, each, offsetof(Word, start), 4),
                              column_of(found.at, n, each, offsetof(Word, end), 4));
    }
    free(found.at);
    return given;
}

/* -- fingerprints --------------------------------------------------------------------------------------------- */

typedef struct { uint64_t gram; uint32_t place, pad; } Seed;

static uint64_t gram_at(const uint64_t *ids, size_t k, int words) {
    uint64_t h = 0;
    for (int w = 0; w < words; w++) h += ids[k + (size_t)w] * ODD[w];
    return h;
}

static size_t last_smallest(const uint64_t *grams, size_t start, size_t end) {
    size_t kept = start;
    for (size_t k = start + 1; k < end; k++)
        if (grams[k] <= grams[kept]) kept = k;
    return kept;
}

static int winnow(const uint64_t *grams, size_t n, size_t width, Column *found) {
    size_t kept = last_smallest(grams, 0, width < n ? width : n);
    for (size_t end = width < n ? width : n;; end++) {
        Seed *seed = added(found);
        if (!seed) return -1;
        *seed = (Seed){grams[kept], (uint32_t)kept, 0};
        for (; end < n; end++) {
            if (kept + width <= end) kept = last_smallest(grams, end + 1 - width, end + 1);
            else if (grams[end] < grams[kept]) kept = end;
            else continue;
            break;
        }
        if (end >= n) return 0;
    }
}

static PyObject *split_seeds(Column *found) {
    Seed *seed = found->at;
    size_t n = 0;
    if (found->count) qsort(seed, found->count, sizeof(Seed), by_key);
    for (size_t k = 0; k < found->count; k++) {
        if (!n || seed[k].gram != seed[n - 1].gram) seed[n++] = seed[k];
        else if (seed[k].place < seed[n - 1].place) seed[n - 1].place = seed[k].place;
    }
    return Py_BuildValue("(NN)", column_of(seed, n, sizeof(Seed), offsetof(Seed, gram), 8),
                         column_of(seed, n, sizeof(Seed), offsetof(Seed, place), 4));
}

static PyObject *prints(PyObject *self, PyObject *args) {
    Py_buffer ids;
    Py_ssize_t width;
    Column found = {.size = sizeof(Seed)};
    PyObject *given = NULL;
    if (!PyArg_ParseTuple(args, "y*n", &ids, &width)) return NULL;
    size_t n = (size_t)ids.len / 8 >= 5 ? (size_t)ids.len / 8 - 4 : 0;
    uint64_t *grams = malloc(8 * n + 8);
    if (!grams) PyErr_NoMemory();
    else if (width < 1) refused("prints: a window has at least one gram");
    else {
        for (size_t k = 0; k < n; k++) grams[k] = gram_at(ids.buf, k, 5);
        if (!n || !winnow(grams, n, (size_t)width, &found)) given = split_seeds(&found);
    }
    free(grams);
    free(found.at);
    PyBuffer_Release(&ids);
    return given;
}

/* -- candidates ----------------------------------------------------------------------------------------------- */

typedef struct { uint64_t gram; uint32_t head, count; } Slot; /* count 0: empty; head: its newest posting */
typedef struct { uint32_t article, next; } Posting;
typedef struct { uint64_t key; uint32_t shared, pad; } Pair; /* key: lower article, higher article */
typedef struct {
    const uint64_t *grams;   /* sorted within an article */
    const int64_t *offsets;
    Slot *slots;
    Posting *postings;
    uint32_t posted, crowd;
    uint64_t mask, crowded;
    uint32_t *shared, *touched, touching, *leaders;
    Column pairs;
} Index;

static Slot *slot_of(Index *x, uint64_t gram) {
    uint64_t k = finished(gram) & x->mask;
    while (x->slots[k].count && x->slots[k].gram != gram) k = (k + 1) & x->mask;
    return &x->slots[k];
}

static int holds(const Index *x, uint32_t article, uint64_t gram) {
    int64_t low = x->offsets[article], high = x->offsets[article + 1];
    while (low < high) {
        int64_t mid = low + (high - low) / 2;
        if (x->grams[mid] < gram) low = mid + 1;
        else high = mid;
    }
    return low < x->offsets[article + 1] && x->grams[low] == gram;
}

static void count_shared(Index *x, uint32_t article) {
    x->touching = 0;
    for (int64_t k = x->offsets[article]; k < x->offsets[article + 1]; k++)
        __builtin_prefetch(&x->slots[finished(x->grams[k]) & x->mask]);
    for (int64_t k = x->offsets[article]; k < x->offsets[article + 1]; k++) {
        Slot *slot = slot_of(x, x->grams[k]);
        uint32_t left = slot->count < x->crowd ? slot->count : x->crowd;
        for (uint32_t p = slot->head; left; left--, p = x->postings[p].next)
            if (!x->shared[x->postings[p].article]++) x->touched[x->touching++] = x->postings[p].article;
    }
}

/* Emits the pairs that share enough, and gives the leader that covers the article (itself where none does). */
static int take_pairs(Index *x, uint32_t article, uint32_t least, double covered) {
    double size = (double)(x->offsets[article + 1] - x->offsets[article]);
    uint32_t leader = article, most = 0;
    if (size < least) least = (uint32_t)size;
    for (uint32_t t = 0; t < x->touching; t++) {
        uint32_t other = x->touched[t], n = x->shared[other];
        x->shared[other] = 0;
        if (n >= least) {
            Pair *pair = added(&x->pairs);
            if (!pair) return -1;
            *pair = (Pair){other < article ? (uint64_t)other << 32 | article : (uint64_t)article << 32 | other, n, 0};
        }
        if (x->leaders[other] == other && n >= covered * size && (n > most || (n == most && other < leader)))
            leader = other, most = n;
    }
    x->leaders[article] = leader;
    return 0;
}

static void post(Index *x, uint32_t article, uint64_t gram) {
    Slot *slot = slot_of(x, gram);
    if (slot->count >= x->crowd) { /* one more than there is room for: counted once, never reached again */
        x->crowded += slot->count == x->crowd;
        slot->count = x->crowd + 1;
        return;
    }
    x->postings[x->posted] = (Posting){article, slot->head};
    *slot = (Slot){gram, x->posted++, slot->count + 1};
}

static int index_all(Index *x, const uint32_t *order, size_t n, uint32_t least, double covered) {
    for (size_t k = 0; k < n; k++) {
        uint32_t article = order[k];
        count_shared(x, article);
        if (take_pairs(x, article, least, covered)) return -1;
        uint32_t leader = x->leaders[article];
        for (int64_t g = x->offsets[article]; g < x->offsets[article + 1]; g++)
            if (leader == article || !holds(x, leader, x->grams[g])) post(x, article, x->grams[g]);
    }
    return 0;
}

static PyObject *pairs(PyObject *self, PyObject *args) {
    Py_buffer in[3], *grams = in, *offsets = in + 1, *order = in + 2;
    unsigned int least, crowd;
    double covered;
    PyObject *given = NULL;
    if (!PyArg_ParseTuple(args, "y*y*y*dII", grams, offsets, order, &covered, &least, &crowd)) return NULL;
    size_t n = (size_t)order->len / 4, total = (size_t)grams->len / 8;
    Index x = {.grams = grams->buf, .offsets = offsets->buf, .crowd = crowd, .mask = 63, .pairs.size = sizeof(Pair)};
    while (x.mask + 1 < total + total / 4) x.mask = 2 * x.mask + 1;
    int fits = (size_t)offsets->len == 8 * (n + 1) && total < UINT32_MAX && crowd && crowd < UINT32_MAX;
    fits = fits && x.offsets[0] == 0 && x.offsets[n] == (int64_t)total;
    for (size_t k = 0; fits && k < n; k++)
        fits = ((const uint32_t *)order->buf)[k] < n && x.offsets[k] <= x.offsets[k + 1];
    x.slots = calloc(x.mask + 1, sizeof(Slot));
    x.postings = malloc((total + 1) * sizeof(Posting));
    x.shared = calloc(n + 1, 4);
    x.touched = malloc(4 * n + 4);
    x.leaders = malloc(4 * n + 4);
    if (!fits) refused("pairs: columns do not fit each other");
    else if (!x.slots || !x.postings || !x.shared || !x.touched || !x.leaders) PyErr_NoMemory();
    else {
        for (size_t k = 0; k < n; k++) x.leaders[k] = (uint32_t)k;
        if (!index_all(&x, order->buf, n, least, covered)) {
            const size_t found = x.pairs.count, each = sizeof(Pair);
            if (found) qsort(x.pairs.at, found, each, by_key);
            given = Py_BuildValue("(NNNK)", column_of(x.pairs.at, found, each, offsetof(Pair, key), 8),
                                  column_of(x.pairs.at, found, each, offsetof(Pair, shared), 4),
                                  as_bytes(x.leaders, 4 * n), (unsigned long long)x.crowded);
        }
    }
    void *owned[] = {x.slots, x.postings, x.shared, x.touched, x.leaders, x.pairs.at};
    for (size_t k = 0; k < sizeof owned / sizeof *owned; k++) free(owned[k]);
    release(in, 3);
    return given;
}

/* -- alignment ------------------------------------------------------------------------------------------------ */

typedef struct { int32_t pair, chain, a, b, length; } Run;
typedef struct { uint64_t gram; int32_t first, last, count, at, met, met_last, pair; } Entry; /* a gram in text a */
typedef struct {
    const uint64_t *a, *b;
    int64_t size_a, size_b, surplus, gap, look_back, drop;
    double cost, least;
    Entry *entries; /* of text a: count 0 is empty */
    uint64_t mask;
    int32_t *next, *told_a, *told_b, pair, chains; /* next place of the same gram in a; last pair that told a word */
    Column met, hits, runs, out;
} Task;

static int by_place(const void *one, const void *other) {
    const Run *p = one, *q = other;
    return p->a != q->a ? (p->a > q->a) - (p->a < q->a) : (p->b > q->b) - (p->b < q->b);
}

static Entry *entry_of(const Task *t, uint64_t gram) {
    uint64_t k = finished(gram) & t->mask;
    while (t->entries[k].count && t->entries[k].gram != gram) k = (k + 1) & t->mask;
    return &t->entries[k];
}

static int index_text(Task *t) {
    for (t->mask = 63; (int64_t)t->mask < 2 * t->size_a;) t->mask = 2 * t->mask + 1;
    free(t->entries);
    t->entries = calloc(t->mask + 1, sizeof(Entry));
    if (!t->entries) return PyErr_NoMemory(), -1;
    for (int64_t i = t->size_a - 3; i >= 0; i--) {
        uint64_t gram = gram_at(t->a, (size_t)i, 3);
        Entry *e = entry_of(t, gram);
        if (!e->count++) *e = (Entry){.gram = gram, .last = (int32_t)i, .count = 1, .pair = -1};
        else t->next[i] = e->first;
        e->first = (int32_t)i;
    }
    return 0;
}

/* Keeps diagonal and index of a shared gram in one number; not of one that goes on with the gram kept before. */
static int put_hit(Task *t, int64_t i, int64_t j, int64_t before[2]) {
    int goes_on = i == before[0] + 1 && j == before[1] + 1;
    before[0] = i;
    before[1] = j;
    if (memcmp(t->a + i, t->b + j, 24)) return before[0] = -9, 0;
    if (goes_on) return 0;
    uint64_t *hit = added(&t->hits);
    return hit ? (*hit = (uint64_t)(i - j + INT32_MAX) << 32 | (uint64_t)i, 0) : -1;
}

/* Shared grams: the k-th occurrence with the k-th, surplus ones with the other text's last. */
static int find_hits(Task *t) {
    int64_t before[2] = {-9, -9};
    t->hits.count = t->met.count = 0;
    for (int64_t j = 0; j + 3 <= t->size_b; j++) {
        Entry *e = entry_of(t, gram_at(t->b, (size_t)j, 3));
        if (!e->count) continue;
        if (e->pair != t->pair) {
            uint32_t *met = added(&t->met);
            if (!met) return -1;
            *met = (uint32_t)(e - t->entries);
            e->pair = t->pair, e->met = 0, e->at = e->first;
        }
        if (e->met < e->count + t->surplus && put_hit(t, e->met < e->count ? e->at : e->last, j, before)) return -1;
        if (++e->met < e->count) e->at = t->next[e->at];
        e->met_last = (int32_t)j;
    }
    for (size_t m = 0; m < t->met.count; m++) {
        const Entry *e = &t->entries[((uint32_t *)t->met.at)[m]];
        int64_t most = e->met + t->surplus < e->count ? e->met + t->surplus : e->count;
        for (int64_t k = e->met, i = e->at; k < most; k++, i = t->next[i]) {
            if (put_hit(t, i, e->met_last, before)) return -1;
            if (k + 1 == most) break;
        }
    }
    if (t->hits.count) qsort(t->hits.at, t->hits.count, 8, by_key);
    return 0;
}

static int put_run(const Task *t, Column *out, int64_t a, int64_t b, int64_t length) {
    Run *run = added(out);
    return run ? (*run = (Run){t->pair, t->chains, (int32_t)a, (int32_t)b, (int32_t)length}, 0) : -1;
}

static int find_runs(Task *t) {
    const uint64_t *hit = t->hits.at;
    int64_t on = 0, end = 0;
    t->runs.count = 0;
    for (size_t k = 0; k < t->hits.count; k++) {
        int64_t d = (int64_t)(hit[k] >> 32) - INT32_MAX, start = (int64_t)(hit[k] & UINT32_MAX);
        if (!k || d != on) on = d, end = d > 0 ? d : 0;
        if (start < end) continue;
        int64_t floor = end, limit = t->size_a < t->size_b + d ? t->size_a : t->size_b + d;
        for (end = start; end < limit && t->a[end] == t->b[end - d]; end++) {}
        while (start > floor && t->a[start - 1] == t->b[start - 1 - d]) start--;
        if (put_run(t, &t->runs, start, start - d, end - start)) return -1;
    }
    if (t->runs.count) qsort(t->runs.at, t->runs.count, sizeof(Run), by_place);
    return 0;
}

/* What a run adds to a chain that ends with an earlier one; a large negative number where it cannot follow. */
static double gain(const Task *t, const Run *earlier, const Run *run) {
    int64_t leap_a = (int64_t)run->a - earlier->a - earlier->length;
    int64_t leap_b = (int64_t)run->b - earlier->b - earlier->length;
    int64_t overlap = 0, leap;
    if (-leap_a > overlap) overlap = -leap_a;
    if (-leap_b > overlap) overlap = -leap_b;
    leap = (leap_a > leap_b ? leap_a : leap_b) + overlap;
    if (overlap >= run->length || leap > t->gap || run->b <= earlier->b) return -1e18;
    return (double)(run->length - overlap) - t->cost * (double)leap;
}

typedef struct { double score; int32_t before, used; } Link;
typedef struct { double score; int32_t run; } Ending; /* runs are in order, so that equal scores are too */

static int by_score(const void *one, const void *other) {
    const Ending *p = one, *q = other;
    if (p->score != q->score) return p->score > q->score ? -1 : 1;
    return (p->run > q->run) - (p->run < q->run);
}

static void link_runs(const Task *t, const Run *run, Link *link, Ending *ending, size_t n) {
    for (size_t k = 0; k < n; k++) {
        link[k] = (Link){run[k].length, -1, 0};
        for (int64_t e = (int64_t)k - 1; e >= 0 && e >= (int64_t)k - t->look_back; e--) {
            double score = link[e].score + gain(t, &run[e], &run[k]);
            if (score > link[k].score) link[k].score = score, link[k].before = (int32_t)e;
        }
        ending[k] = (Ending){link[k].score, (int32_t)k};
    }
    qsort(ending, n, sizeof(Ending), by_score);
}

/* Equal words beside a run, in a given direction and within a limit: as far as they outnumber the changed ones. */
static int64_t reach(const Task *t, int64_t i, int64_t j, int64_t step, int64_t limit) {
    int64_t score = 0, best = 0, far = 0;
    for (int64_t k = 0; k < limit && score > best - t->drop; k++) {
        score += t->a[i + step * k] == t->b[j + step * k] ? 1 : -1;
        if (score > best) best = score, far = k + 1;
    }
    return far;
}

static int put_equal(Task *t, int64_t i, int64_t j, int64_t n) {
    for (int64_t k = 0, start; k < n; k++) {
        if (t->a[i + k] != t->b[j + k]) continue;
        for (start = k; k < n && t->a[i + k] == t->b[j + k]; k++) {}
        if (put_run(t, &t->out, i + start, j + start, k - start)) return -1;
    }
    return 0;
}

/* Equal words from [i, j) up to the next run's start: those that go on with the run to the left or to the right. */
static int fill(Task *t, int64_t i, int64_t j, int64_t to_i, int64_t to_j, int left, int right) {
    int64_t room = to_i - i < to_j - j ? to_i - i : to_j - j;
    int64_t on = left ? reach(t, i, j, 1, room) : 0;
    int64_t back = right ? reach(t, to_i - 1, to_j - 1, -1, room - on) : 0;
    return put_equal(t, i, j, on) || put_equal(t, to_i - back, to_j - back, back) ? -1 : 0;
}

/* The chain that ends with a run, back to its start or to a run that another has taken: its score, its runs backwards. */
static double trace(const Run *run, Link *link, int32_t last, Run *taken, size_t *n) {
    double rest = 0;
    *n = 0;
    for (int32_t k = last; k >= 0; k = link[k].before) {
        if (link[k].used) {
            rest = link[k].score;
            break;
        }
        link[k].used = 1;
        taken[(*n)++] = run[k];
    }
    return link[last].score - rest;
}

static int put_chain(Task *t, const Run *taken, size_t n) {
    int64_t i = 0, j = 0;
    for (size_t k = n; k-- > 0;) {
        int64_t cut = 0, a = taken[k].a, b = taken[k].b, length = taken[k].length;
        if (i - a > cut) cut = i - a;
        if (j - b > cut) cut = j - b;
        if (cut >= length) continue;
        if (fill(t, i, j, a + cut, b + cut, k + 1 < n, 1)) return -1;
        if (put_equal(t, a + cut, b + cut, length - cut)) return -1;
        i = a + length;
        j = b + length;
    }
    return fill(t, i, j, t->size_a, t->size_b, 1, 0);
}

/* Takes the rows of a chain back where better chains told most of its words, on either side. */
static void weigh_chain(Task *t, size_t from) {
    const Run *run = t->out.at;
    int64_t words = 0, old_a = 0, old_b = 0, mark = t->pair + 1;
    for (size_t r = from; r < t->out.count; r++) {
        words += run[r].length;
        for (int32_t k = 0; k < run[r].length; k++) {
            old_a += t->told_a[run[r].a + k] == mark;
            old_b += t->told_b[run[r].b + k] == mark;
        }
    }
    if (2 * (old_a > old_b ? old_a : old_b) > words) {
        t->out.count = from;
        return;
    }
    for (size_t r = from; r < t->out.count; r++)
        for (int32_t k = 0; k < run[r].length; k++)
            t->told_a[run[r].a + k] = t->told_b[run[r].b + k] = (int32_t)mark;
    t->chains++;
}

static int find_chains(Task *t) {
    size_t n = t->runs.count, taking;
    const Run *run = t->runs.at;
    Link *link = malloc((n + 1) * sizeof(Link));
    Ending *ending = malloc((n + 1) * sizeof(Ending));
    Run *taken = malloc((n + 1) * sizeof(Run));
    int failed = !link || !ending || !taken;
    if (failed) PyErr_NoMemory();
    else link_runs(t, run, link, ending, n);
    for (size_t k = 0, from = t->out.count; !failed && k < n && ending[k].score >= t->least; k++, from = t->out.count)
        if (trace(run, link, ending[k].run, taken, &taking) >= t->least) {
            failed = put_chain(t, taken, taking);
            if (!failed) weigh_chain(t, from);
        }
    free(link);
    free(ending);
    free(taken);
    return failed ? -1 : 0;
}

static int align_all(Task *t, const uint64_t *ids, const int64_t *from, const uint64_t *keys, size_t n) {
    for (size_t k = 0; k < n; k++) {
        size_t a = keys[k] >> 32, b = keys[k] & UINT32_MAX;
        t->a = ids + from[a], t->size_a = from[a + 1] - from[a];
        t->b = ids + from[b], t->size_b = from[b + 1] - from[b];
        t->pair = (int32_t)k;
        if ((!k || keys[k - 1] >> 32 != a) && index_text(t)) return -1;
        if (find_hits(t) || find_runs(t) || (t->runs.count && find_chains(t))) return -1;
    }
    return 0;
}

static PyObject *align(PyObject *self, PyObject *args) {
    Py_buffer in[3], *ids = in, *offsets = in + 1, *keys = in + 2;
    Py_ssize_t surplus, gap, look_back, drop;
    double cost, least;
    if (!PyArg_ParseTuple(args, "y*y*y*nnnndd", ids, offsets, keys, &surplus, &gap, &look_back, &drop, &cost, &least))
        return NULL;
    Task t = {.surplus = surplus, .gap = gap, .look_back = look_back, .drop = drop, .cost = cost, .least = least,
              .met.size = 4, .hits.size = 8, .runs.size = sizeof(Run), .out.size = sizeof(Run)};
    const size_t n = (size_t)keys->len / 8, texts = (size_t)offsets->len / 8;
    const int64_t *from = offsets->buf;
    int64_t longest = 0;
    int fits = n < INT32_MAX && surplus >= 0;
    for (size_t k = 0; fits && k < n; k++)
        fits = (((uint64_t *)keys->buf)[k] >> 32) + 1 < texts && (((uint64_t *)keys->buf)[k] & UINT32_MAX) + 1 < texts;
    for (size_t k = 0; fits && k + 1 < texts; k++) {
        fits = from[k] >= 0 && from[k] <= from[k + 1] && from[k + 1] <= ids->len / 8 && from[k + 1] - from[k] < INT32_MAX;
        if (from[k + 1] - from[k] > longest) longest = from[k + 1] - from[k];
    }
    PyObject *given = NULL;
    if (!fits) refused("align: columns do not fit each other");
    else {
        t.next = malloc((size_t)longest * 4 + 4);
        t.told_a = calloc((size_t)longest + 1, 4);
        t.told_b = calloc((size_t)longest + 1, 4);
        if (!t.next || !t.told_a || !t.told_b) PyErr_NoMemory();
        else if (!align_all(&t, ids->buf, from, keys->buf, n)) given = column_bytes(&t.out);
    }
    void *owned[] = {t.entries, t.next, t.told_a, t.told_b, t.met.at, t.hits.at, t.runs.at, t.out.at};
    for (size_t k = 0; k < sizeof owned / sizeof *owned; k++) free(owned[k]);
    release(in, 3);
    return given;
}

static PyMethodDef FUNCTIONS[] = {
    {"words", words, METH_O, "Text -> ids, starts, ends of its words."},
    {"prints", prints, METH_VARARGS, "Word ids, window -> winnowed 5-grams, sorted, and their first places."},
    {"pairs", pairs, METH_VARARGS, "Fingerprints -> pairs that share enough, leaders, crowded grams."},
    {"align", align, METH_VARARGS, "Texts' word ids and pairs of texts -> equal runs, by pair and chain."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef MODULE = {PyModuleDef_HEAD_INIT, "_compiled", "Hot loops of comparing; see plain.py.", -1,
                                    FUNCTIONS, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__compiled(void) {
    for (int c = 0; c < 26; c++) FOLDED['A' + c] = FOLDED['a' + c] = (uint8_t)('a' + c);
    for (int c = '0'; c <= '9'; c++) FOLDED[c] = (uint8_t)c;
    return PyModule_Create(&MODULE);
}
