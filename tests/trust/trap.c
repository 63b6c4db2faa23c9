/* A trap for file operations, preloaded into a test process: it counts every operation on paths below one prefix and
 * makes the chosen one fail, write only a part, wait, or kill the process. See trap.py, which builds and loads it.
 *
 * Only calls that go through the C library are seen; Python and SQLite make all of theirs so. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { LOOK = 'l', OPEN = 'o', CREATE = 'c', READ = 'r', WRITE = 'w', SYNC = 's', CUT = 't', NAME = 'n' };
enum { PASS = 0, FAIL = 1, PART = 2 };

#define MOST 60000
#define LONGEST 240
#define FILES 4096

static char prefix[4096];
static size_t prefix_length;
static volatile int armed;
static long seen, wanted, hits;
static char mode; /* 'c' count, 'e' error, 'p' part of a write, 'k' kill, 'h' kill within a write, 'd' delay */
static int error_number, sticky, full_after;
static long delay_microseconds;
static char kinds[64];
static char opened[FILES][LONGEST];
static struct { char kind; char call[16]; char path[LONGEST]; } list[MOST];

void trap_arm(const char *below, long at, int what, int error, int sticks, const char *of_kinds, long delay) {
    snprintf(prefix, sizeof prefix, "%s", below);
    prefix_length = strlen(prefix);
    seen = hits = 0;
    wanted = at;
    mode = (char)what;
    error_number = error;
    sticky = sticks;
    full_after = 0;
    delay_microseconds = delay;
    snprintf(kinds, sizeof kinds, "%s", of_kinds);
    memset(opened, 0, sizeof opened);
    armed = 1;
}
void trap_disarm(void) { armed = 0; }
long trap_seen(void) { return seen; }
long trap_hits(void) { return hits; }
int trap_kind(long number) { return number <= seen && number <= MOST ? list[number - 1].kind : 0; }
const char *trap_call(long number) { return list[number - 1].call; }
const char *trap_path(long number) { return list[number - 1].path; }

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Say what becomes of an operation: PASS, FAIL with errno set, or PART for a write. */
static int judge(char kind, const char *call, const char *path) {
    long number = ++seen;
    if (number <= MOST) {
        list[number - 1].kind = kind;
        snprintf(list[number - 1].call, sizeof list[0].call, "%s", call);
        snprintf(list[number - 1].path, LONGEST, "%s", path);
    }
    int due = sticky ? number >= wanted : number == wanted;
    if (!due || mode == 'c' || (kinds[0] && !strchr(kinds, kind))) return PASS;
    if (full_after) {
        errno = ENOSPC;
        return FAIL;
    }
    if ((mode == 'p' || mode == 'h') && kind != WRITE) return PASS;
    hits++;
    if (mode == 'k') die();
    if (mode == 'p' || mode == 'h') return PART;
    if (mode == 'd') {
        struct timespec pause_for = {delay_microseconds / 1000000, (delay_microseconds % 1000000) * 1000};
        nanosleep(&pause_for, NULL);
        return PASS;
    }
    errno = error_number;
    return FAIL;
}

static int below(const char *path) {
    return armed && path && strncmp(path, prefix, prefix_length) == 0;
}
static const char *held(int file) {
    return armed && file >= 0 && file < FILES && opened[file][0] ? opened[file] : NULL;
}
static void hold(int file, const char *path) {
    if (file >= 0 && file < FILES) snprintf(opened[file], LONGEST, "%s", path);
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        mode_t bits = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            bits = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        if (!below(path)) return real(path, flags, bits); \
        if (judge(flags & O_CREAT ? CREATE : OPEN, #name, path) == FAIL) return -1; \
        int file = real(path, flags, bits); \
        hold(file, path); \
        return file; \
    }
OPENING(open)
OPENING(open64)

int close(int file) {
    REAL(close);
    if (file >= 0 && file < FILES) opened[file][0] = 0;
    return real(file);
}

#define ON_FILE(kind, type, name, declared, passed) \
    type name declared { \
        REAL(name); \
        const char *path = held(file); \
        if (path && judge(kind, #name, path) == FAIL) return -1; \
        return real passed; \
    }
ON_FILE(READ, ssize_t, read, (int file, void *data, size_t size), (file, data, size))
ON_FILE(READ, ssize_t, pread, (int file, void *data, size_t size, off_t at), (file, data, size, at))
ON_FILE(READ, ssize_t, pread64, (int file, void *data, size_t size, off64_t at), (file, data, size, at))
ON_FILE(SYNC, int, fsync, (int file), (file))
ON_FILE(SYNC, int, fdatasync, (int file), (file))
ON_FILE(CUT, int, ftruncate, (int file, off_t size), (file, size))
ON_FILE(CUT, int, ftruncate64, (int file, off64_t size), (file, size))
ON_FILE(LOOK, int, fstat, (int file, struct stat *status), (file, status))
ON_FILE(LOOK, int, fstat64, (int file, struct stat64 *status), (file, status))

/* A part of a write is a real one: half the bytes are on the disk. A disk that is full afterwards stays so. */
#define WRITING(name, declared, whole, half) \
    ssize_t name declared { \
        REAL(name); \
        const char *path = held(file); \
        if (!path) return real whole; \
        int found = judge(WRITE, #name, path); \
        if (found == FAIL) return -1; \
        if (found == PASS) return real whole; \
        ssize_t done = real half; \
        if (mode == 'h') die(); \
        if (sticky) full_after = 1; \
        return done; \
    }
WRITING(write, (int file, const void *data, size_t size), (file, data, size), (file, data, (size + 1) / 2))
WRITING(pwrite, (int file, const void *data, size_t size, off_t at), (file, data, size, at),
        (file, data, (size + 1) / 2, at))
WRITING(pwrite64, (int file, const void *data, size_t size, off64_t at), (file, data, size, at),
        (file, data, (size + 1) / 2, at))

#define COPYING(name, declared, passed) \
    ssize_t name declared { \
        REAL(name); \
        const char *path = held(to); \
        if (path && judge(WRITE, #name, path) == FAIL) return -1; \
        return real passed; \
    }
ssize_t sendfile(int, int, off_t *, size_t);
ssize_t sendfile64(int, int, off64_t *, size_t);
COPYING(sendfile, (int to, int from, off_t *at, size_t size), (to, from, at, size))
COPYING(sendfile64, (int to, int from, off64_t *at, size_t size), (to, from, at, size))
COPYING(copy_file_range, (int from, off64_t *at, int to, off64_t *place, size_t size, unsigned flags),
        (from, at, to, place, size, flags))

#define ON_PATH(kind, name, declared, passed) \
    int name declared { \
        REAL(name); \
        if (below(path) && judge(kind, #name, path) == FAIL) return -1; \
        return real passed; \
    }
ON_PATH(LOOK, stat, (const char *path, struct stat *status), (path, status))
ON_PATH(LOOK, stat64, (const char *path, struct stat64 *status), (path, status))
ON_PATH(LOOK, lstat, (const char *path, struct stat *status), (path, status))
ON_PATH(LOOK, lstat64, (const char *path, struct stat64 *status), (path, status))
ON_PATH(LOOK, access, (const char *path, int how), (path, how))
ON_PATH(LOOK, statvfs, (const char *path, struct statvfs *status), (path, status))
ON_PATH(LOOK, statvfs64, (const char *path, struct statvfs64 *status), (path, status))
ON_PATH(NAME, unlink, (const char *path), (path))
ON_PATH(NAME, rmdir, (const char *path), (path))
ON_PATH(NAME, mkdir, (const char *path, mode_t bits), (path, bits))
ON_PATH(NAME, chmod, (const char *path, mode_t bits), (path, bits))
ON_PATH(NAME, rename, (const char *path, const char *other), (path, other))
ON_PATH(NAME, link, (const char *path, const char *other), (path, other))

DIR *opendir(const char *path) {
    REAL(opendir);
    if (below(path) && judge(LOOK, "opendir", path) == FAIL) return NULL;
    return real(path);
}
