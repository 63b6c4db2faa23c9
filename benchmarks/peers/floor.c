/* The floor of a merge: what a C program needs for the same ballot texts.
 *
 * floor TARGET BALLOT... reads every file, takes its SHA-256 and compares it with the ten digits in the file's name,
 * checks that all ballots list the same entries in the same order and that every cell has its one legal spelling (a
 * mark of 0 to 10 by a quarter, right-aligned, decimal comma; or R throughout a line; the count of remarks a plain
 * number), adds up, ranks by the exact mean, and writes all texts and the ranking durably into one new file. Prints
 * the digest of the answer. Head and notes are only counted, and the signature is not checked (50 of them: 3 ms).
 *
 * SHA-256 is libcrypto's where it is linked (-DLIBCRYPTO -lcrypto; it uses the processor's SHA instructions), else the
 * plain one below.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef LIBCRYPTO
/* Declared here, so that the headers need not be installed; the context is at most 128 bytes. */
typedef union { uint8_t room[128]; uint64_t aligned; } Context;
int SHA256_Init(Context *);
int SHA256_Update(Context *, const void *, size_t);
int SHA256_Final(uint8_t *, Context *);
static void sha256(const uint8_t *data, size_t size, uint8_t *out) {
    Context context;
    SHA256_Init(&context);
    SHA256_Update(&context, data, size);
    SHA256_Final(out, &context);
}
#else
static uint32_t K[64];
static uint32_t turn(uint32_t x, int by) { return x >> by | x << (32 - by); }

/* The constants are the first bits of the fractions of cube roots of primes (FIPS 180-4): found by whole numbers. */
static uint32_t cube_root_bits(uint32_t prime) {
    unsigned __int128 low = 0, high = (unsigned __int128)8 << 32;
    while (high - low > 1) {
        unsigned __int128 middle = (low + high) / 2;
        if (middle * middle * middle <= (unsigned __int128)prime << 96) low = middle; else high = middle;
    }
    return (uint32_t)low;
}

static void constants(void) {
    int found = 0;
    for (uint32_t n = 2; found < 64; n++) {
        int prime = 1;
        for (uint32_t d = 2; d * d <= n; d++) if (n % d == 0) prime = 0;
        if (prime) K[found++] = cube_root_bits(n);
    }
}

static void block(uint32_t *h, const uint8_t *p) {
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++) w[i] = (uint32_t)p[4 * i] << 24 | p[4 * i + 1] << 16 | p[4 * i + 2] << 8 | p[4 * i + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7]
             + (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(s, h, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t a = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) + K[i] + w[i];
        uint32_t b = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += a;
        s[0] = a + b;
    }
    for (int i = 0; i < 8; i++) h[i] += s[i];
}

static void sha256(const uint8_t *data, size_t size, uint8_t *out) {
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint8_t end[128] = {0};
    size_t whole = size / 64 * 64, rest = size - whole, last = rest < 56 ? 64 : 128;
    if (!K[0]) constants();
    for (size_t at = 0; at < whole; at += 64) block(h, data + at);
    memcpy(end, data + whole, rest);
    end[rest] = 0x80;
    for (int i = 0; i < 8; i++) end[last - 1 - i] = (uint8_t)((uint64_t)size * 8 >> 8 * i);
    for (size_t at = 0; at < last; at += 64) block(h, end + at);
    for (int i = 0; i < 32; i++) out[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
}
#endif

enum { CODE = 7, CELL = 5, COUNT = 8, MOST = 41 };

static void fail(const char *why, const char *where) {
    fprintf(stderr, "%s: %s\n", where, why);
    exit(1);
}

/* Read one cell: steps of a quarter, -1 for R, -2 for anything else. A cell is five characters and has one spelling. */
static int cell(const uint8_t *p) {
    static const int8_t quarter[100] = {[0] = 1, [25] = 2, [50] = 3, [75] = 4};
    if (p[2] == ',' && p[0] == ' ' && p[1] >= '0' && p[1] <= '9' && p[3] >= '0' && p[3] <= '9' && p[4] >= '0' && p[4] <= '9') {
        int part = quarter[(p[3] - '0') * 10 + p[4] - '0'];
        return part ? (p[1] - '0') * 4 + part - 1 : -2;
    }
    if (!memcmp(p, "10,00", 5)) return 40;
    return memcmp(p, "    R", 5) ? -2 : -1;
}

static int plain_number(const uint8_t *p) {
    int at = 0;
    while (at < COUNT - 1 && p[at] == ' ') at++;
    if (p[at] == '0' && at != COUNT - 1) return 0;
    for (; at < COUNT; at++) if (p[at] < '0' || p[at] > '9') return 0;
    return 1;
}

typedef struct { const uint8_t *code; int64_t sum; int ballots; int rank; } Entry;
static Entry *entries;
static size_t count, width, columns;

static const uint8_t *line_after(const uint8_t *p, const uint8_t *end, const char *where) {
    const uint8_t *next = memchr(p, '\n', (size_t)(end - p));
    if (!next) fail("cut short", where);
    return next + 1;
}

static void take_row(const uint8_t *row, Entry *entry, const char *where) {
    int sum = 0, bad = 0, recused = 0;
    const uint8_t *p = row + CODE;
    if (entry->code ? memcmp(entry->code, row, CODE) != 0 : 0) fail("other entries", where);
    for (size_t at = 0; at < columns; at++, p += CELL + 1) {
        int steps = cell(p + 1);
        bad |= p[0] != ' ' || steps < -1;
        recused += steps == -1;
        sum += steps;
    }
    if (bad || (recused && recused != (int)columns) || p[0] != ' ' || !plain_number(p + 1) || p[1 + COUNT] != '\n')
        fail("not in its one legal form", where);
    if (!recused) {
        entry->sum += sum;
        entry->ballots++;
    }
}

static void take(const uint8_t *data, size_t size, const char *where, int first) {
    const uint8_t *p = data, *end = data + size, *head;
    size_t rows = 0;
    for (int line = 0; line < 14; line++) p = line_after(p, end, where);
    for (const uint8_t *digit = memchr(p, ':', 40); *++digit != '\n';)
        if (*digit >= '0' && *digit <= '9') rows = rows * 10 + *digit - '0';
    head = line_after(p, end, where);
    p = line_after(head, end, where);
    if (first) {
        count = rows;
        width = (size_t)(line_after(p, end, where) - p);
        columns = (width - CODE - COUNT - 2) / (CELL + 1);
        entries = calloc(count, sizeof *entries);
        if (!entries || width != CODE + columns * (CELL + 1) + COUNT + 2) fail("other columns", where);
    }
    if (rows != count || (size_t)(end - p) < rows * width) fail("cut short", where);
    for (size_t at = 0; at < count; at++, p += width) {
        take_row(p, entries + at, where);
        if (first) entries[at].code = p;
    }
}

static int better(const void *a, const void *b) {
    const Entry *x = *(Entry *const *)a, *y = *(Entry *const *)b;
    int64_t left = x->sum * y->ballots, right = y->sum * x->ballots;
    return left < right ? 1 : left > right ? -1 : 0;
}

static void rank(void) {
    Entry **order = malloc(count * sizeof *order);
    for (size_t at = 0; at < count; at++) order[at] = entries + at;
    qsort(order, count, sizeof *order, better);
    for (size_t at = 0; at < count; at++)
        order[at]->rank = at && !better(order + at - 1, order + at) ? order[at - 1]->rank : (int)at + 1;
    free(order);
}

static void store(int file, const void *data, size_t size, const char *where) {
    for (size_t done = 0; done < size;) {
        ssize_t now = write(file, (const char *)data + done, size - done);
        if (now < 0) fail("cannot write", where);
        done += (size_t)now;
    }
}

int main(int argc, char **argv) {
    uint8_t hash[32], **texts = calloc((size_t)argc, sizeof *texts);
    char hex[65], *answer, *p;
    int target = open(argv[1], O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (target < 0) fail("cannot make", argv[1]);
    for (int at = 2; at < argc; at++) {
        struct stat about;
        int file = open(argv[at], O_RDONLY);
        if (file < 0 || fstat(file, &about)) fail("cannot open", argv[at]);
        uint8_t *text = texts[at] = malloc((size_t)about.st_size);
        if (read(file, text, (size_t)about.st_size) != about.st_size) fail("cannot read", argv[at]);
        close(file);
        sha256(text, (size_t)about.st_size, hash);
        for (int i = 0; i < 32; i++) sprintf(hex + 2 * i, "%02x", hash[i]);
        hex[10] = 0;
        if (!strstr(argv[at], hex)) fail("altered", argv[at]);
        take(text, (size_t)about.st_size, argv[at], at == 2);
        store(target, text, (size_t)about.st_size, argv[1]);
        if (at > 2) free(text);
    }
    rank();
    answer = p = malloc(count * 64 + 1);
    for (size_t at = 0; at < count; at++) {
        Entry *each = entries + at;
        int code = each->code[CODE - 1] == ' ' ? each->code[CODE - 2] == ' ' ? 5 : 6 : 7;
        if (each->ballots) p += sprintf(p, "%.*s %ld %d %d\n", code, each->code, (long)each->sum, each->ballots, each->rank);
    }
    sha256((uint8_t *)answer, (size_t)(p - answer), hash);
    store(target, answer, (size_t)(p - answer), argv[1]);
    if (fsync(target) || close(target)) fail("cannot flush", argv[1]);
    for (int i = 0; i < 8; i++) printf("%02x", hash[i]);
    printf("\n");
    return 0;
}
