/*
 * powercut.c: a layer between a program and its file system that remembers how to undo
 * what has not been synced, so that a test can show what a power cut may take.
 *
 * Preloaded into a program, it writes a record to a log before each change that the program
 * makes through the C library to a file below POWERCUT_DIR, and a record after each fsync.
 * The log is POWERCUT_LOG, outside that folder. After the program was killed the test reads
 * the log and undoes what no sync covered.
 *
 * What it does not see, and what the test therefore must rule out or allow for:
 *   - writes through mmap: SQLite maps only its -shm file, which it rebuilds after a crash;
 *   - system calls made without the C library, as Go's own os package makes them;
 *   - names that change: a rename or removal is logged as unmodelled.
 *
 * A record: kind (1 byte), length of the path (2 bytes), then six 8-byte numbers (sequence,
 * covered, offset, file size before, bytes before, bytes after) in the machine's order, the
 * path, the bytes before, the bytes after.
 *   W  the bytes before at offset became the bytes after
 *   T  the file was cut to offset; the bytes before stood behind it
 *   C  the file was created
 *   S  the file or folder was synced: records of it with a sequence below covered are safe
 *   X  something happened that the layer does not model
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

/* One lock over "log, then change", so that the log's order is the order of changes. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char dir[PATH_MAX];
static size_t dirlen;
static int logfd = -1;
static uint64_t seq = 1;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_pread)(int, void *, size_t, off64_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_open)(const char *, int, ...);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);

static void fatal(const char *what)
{
	fprintf(stderr, "powercut: %s: %s\n", what, strerror(errno));
	abort();
}

static void *find(const char *name)
{
	void *f = dlsym(RTLD_NEXT, name);
	if (f == NULL)
		fatal(name);
	return f;
}

static void start(void)
{
	real_write = find("write");
	real_pwrite = find("pwrite64");
	real_pread = find("pread64");
	real_writev = find("writev");
	real_ftruncate = find("ftruncate64");
	real_fsync = find("fsync");
	real_fdatasync = find("fdatasync");
	real_open = find("open64");
	real_rename = find("rename");
	real_unlink = find("unlink");

	const char *d = getenv("POWERCUT_DIR"), *l = getenv("POWERCUT_LOG");
	if (d == NULL || l == NULL || realpath(d, dir) == NULL)
		fatal("POWERCUT_DIR and POWERCUT_LOG must be set");
	dirlen = strlen(dir);
	logfd = real_open(l, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (logfd < 0)
		fatal(l);
}

static int ends(const char *s, const char *tail)
{
	size_t n = strlen(s), m = strlen(tail);
	return n >= m && strcmp(s + n - m, tail) == 0;
}

/* watched tells whether the path is ours to follow. */
static int watched(const char *path)
{
	return strncmp(path, dir, dirlen) == 0 && (path[dirlen] == '/' || path[dirlen] == 0)
		&& !ends(path, "-shm");
}

/* name finds the path of an open file; 0 when it is not watched. */
static int name(int fd, char *path)
{
	char link[64];
	pthread_once(&once, start);
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, PATH_MAX - 1);
	if (n <= 0)
		return 0;
	path[n] = 0;
	return watched(path);
}

static void record(char kind, const char *path, uint64_t covered, uint64_t offset, uint64_t size,
	const void *before, size_t nbefore, const void *after, size_t nafter)
{
	uint16_t len = strlen(path);
	uint64_t numbers[6] = {seq++, covered, offset, size, nbefore, nafter};
	struct iovec v[] = {{&kind, 1}, {&len, 2}, {numbers, sizeof numbers}, {(void *)path, len},
		{(void *)before, nbefore}, {(void *)after, nafter}};
	size_t want = 3 + sizeof numbers + len + nbefore + nafter;
	if (real_writev(logfd, v, 6) != (ssize_t)want)
		fatal("write the log");
}

/* old reads what stands in [offset, offset+n) of a file of this size. */
static char *old(int fd, uint64_t offset, uint64_t n, uint64_t size, size_t *got)
{
	*got = 0;
	if (offset >= size || n == 0)
		return NULL;
	if (n > size - offset)
		n = size - offset;
	char *b = malloc(n);
	/* Writers of SQLite open for reading too; a file that is not cannot be undone. */
	if (b == NULL || real_pread(fd, b, n, offset) != (ssize_t)n)
		fatal("read what is to be overwritten");
	*got = n;
	return b;
}

static uint64_t size_of(int fd)
{
	struct stat64 st;
	if (fstat64(fd, &st) != 0)
		fatal("fstat");
	return st.st_size;
}

static ssize_t change(int fd, const char *path, const void *b, size_t n, off64_t offset, int positioned)
{
	size_t nold;
	pthread_mutex_lock(&lock);
	uint64_t size = size_of(fd);
	if (!positioned)
		offset = fcntl(fd, F_GETFL) & O_APPEND ? (off64_t)size : lseek64(fd, 0, SEEK_CUR);
	char *was = old(fd, offset, n, size, &nold);
	record('W', path, 0, offset, size, was, nold, b, n);
	free(was);
	ssize_t done = positioned ? real_pwrite(fd, b, n, offset) : real_write(fd, b, n);
	int e = errno;
	pthread_mutex_unlock(&lock);
	errno = e;
	return done;
}

ssize_t write(int fd, const void *b, size_t n)
{
	char path[PATH_MAX];
	return name(fd, path) ? change(fd, path, b, n, 0, 0) : real_write(fd, b, n);
}

ssize_t pwrite64(int fd, const void *b, size_t n, off64_t offset)
{
	char path[PATH_MAX];
	return name(fd, path) ? change(fd, path, b, n, offset, 1) : real_pwrite(fd, b, n, offset);
}

ssize_t pwrite(int fd, const void *b, size_t n, off_t offset)
{
	return pwrite64(fd, b, n, offset);
}

int ftruncate64(int fd, off64_t to)
{
	char path[PATH_MAX];
	size_t nold;
	if (!name(fd, path))
		return real_ftruncate(fd, to);
	pthread_mutex_lock(&lock);
	uint64_t size = size_of(fd);
	char *was = old(fd, to, size, size, &nold);
	record('T', path, 0, to, size, was, nold, NULL, 0);
	free(was);
	int rc = real_ftruncate(fd, to);
	int e = errno;
	pthread_mutex_unlock(&lock);
	errno = e;
	return rc;
}

int ftruncate(int fd, off_t to)
{
	return ftruncate64(fd, to);
}

/* A sync covers what was written before it began, not what came while it ran. */
static int sync_with(int (*real)(int), int fd)
{
	char path[PATH_MAX];
	if (!name(fd, path))
		return real(fd);
	pthread_mutex_lock(&lock);
	uint64_t covered = seq;
	pthread_mutex_unlock(&lock);
	int rc = real(fd), e = errno;
	if (rc == 0) {
		pthread_mutex_lock(&lock);
		record('S', path, covered, 0, 0, NULL, 0, NULL, 0);
		pthread_mutex_unlock(&lock);
	}
	errno = e;
	return rc;
}

int fsync(int fd)
{
	pthread_once(&once, start);
	return sync_with(real_fsync, fd);
}

int fdatasync(int fd)
{
	pthread_once(&once, start);
	return sync_with(real_fdatasync, fd);
}

int open64(const char *p, int flags, ...)
{
	mode_t mode = 0;
	char path[PATH_MAX];
	pthread_once(&once, start);
	if (flags & O_CREAT) {
		va_list ap;
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	if (!(flags & (O_CREAT | O_TRUNC)))
		return real_open(p, flags, mode);
	pthread_mutex_lock(&lock);
	int there = access(p, F_OK) == 0;
	int fd = real_open(p, flags, mode), e = errno;
	if (fd >= 0 && name(fd, path)) {
		if (!there)
			record('C', path, 0, 0, 0, NULL, 0, NULL, 0);
		else if (flags & O_TRUNC)
			record('X', path, 0, 0, 0, NULL, 0, NULL, 0);
	}
	pthread_mutex_unlock(&lock);
	errno = e;
	return fd;
}

int open(const char *p, int flags, ...)
{
	mode_t mode = 0;
	if (flags & O_CREAT) {
		va_list ap;
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	return open64(p, flags, mode);
}

static void unmodelled(const char *p)
{
	char path[PATH_MAX], *slash;
	if (strlen(p) >= sizeof path)
		fatal(p);
	strcpy(path, p);
	/* The file is gone by now; its folder tells whether it was ours. */
	if ((slash = strrchr(path, '/')) == NULL)
		return;
	*slash = 0;
	char real[PATH_MAX + NAME_MAX];
	if (realpath(path, real) == NULL)
		return;
	strcat(strcat(real, "/"), slash + 1);
	if (!watched(real))
		return;
	pthread_mutex_lock(&lock);
	record('X', real, 0, 0, 0, NULL, 0, NULL, 0);
	pthread_mutex_unlock(&lock);
}

int rename(const char *from, const char *to)
{
	pthread_once(&once, start);
	int rc = real_rename(from, to), e = errno;
	if (rc == 0) {
		unmodelled(from);
		unmodelled(to);
	}
	errno = e;
	return rc;
}

int unlink(const char *p)
{
	pthread_once(&once, start);
	int rc = real_unlink(p), e = errno;
	if (rc == 0)
		unmodelled(p);
	errno = e;
	return rc;
}
