// A power cut for one process: loaded before libc, it notes what each change under POWERCUT_DIR overwrote, and when it
// was synced. After a kill -9 the notes in POWERCUT_LOG tell how to put the files back to what a disk would have held:
// everything synced, nothing else. Names count too: a file made or removed is so for good once its folder is synced.
// The disk is played, so that no real sync is waited for. What else the environment may ask for:
//   POWERCUT_LIE=1            a sync makes nothing durable, which is what `synchronous=OFF` comes to
//   POWERCUT_SYNCHRONOUS=OFF  SQLite itself is set so, behind the back of whoever asserted that it isn't
//   POWERCUT_KILL_AT=n        the process is killed in the place of its n-th change or sync
//   POWERCUT_FAIL_SYNC_AT=n   the n-th sync of a file fails with EIO, once
//   POWERCUT_FULL=path        while that file exists no file grows: ENOSPC
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static int notes = -1;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

// Not by a signal: whoever handles it writes, which would wait for the gate.
static void give_up(const char *why) {
  fprintf(stderr, "powercut: %s\n", why);
  _exit(70);
}

// The part of a path below POWERCUT_DIR, or null for what isn't the store's: of recordings nothing is promised, and
// SQLite makes its -shm anew by itself.
static const char *below(const char *path) {
  const char *root = getenv("POWERCUT_DIR");
  size_t length = root ? strlen(root) : 0;
  if (!length || strncmp(path, root, length) != 0 || (path[length] && path[length] != '/')) return 0;
  if (strstr(path, "/lock") || strstr(path, "/admin.json") || strstr(path, "/recordings")) return 0;
  return path[length] ? path + length + 1 : path + length;
}

static int is_index(const char *name) { return strstr(name, "-shm") != 0; }

static const char *name_of(int fd, char *path, size_t size) {
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = getenv("POWERCUT_DIR") ? readlink(link, path, size - 1) : -1;
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, " (deleted)") ? 0 : below(path);
}

// Counts the changes and syncs, and dies in the place of the one that was asked for.
static void count_change(void) {
  static long changes = 0;
  if (++changes == number("POWERCUT_KILL_AT")) kill(getpid(), SIGKILL);
}

// One note: kind, lengths of name and bytes, offset, size of the file before, bytes that change, name, bytes before.
static void note(
  char kind, const char *name, uint64_t offset, uint64_t size, uint64_t changes, const void *bytes, uint64_t length
) {
  if (notes < 0) {
    int (*opening)(const char *, int, ...) = real("open");
    notes = opening(getenv("POWERCUT_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
  uint64_t head[6] = {(uint64_t)kind, strlen(name), length, offset, size, changes};
  size_t all = sizeof head + head[1] + length;
  char *record = malloc(all);
  memcpy(record, head, sizeof head);
  memcpy(record + sizeof head, name, head[1]);
  if (length) memcpy(record + sizeof head + head[1], bytes, length);
  if (((ssize_t(*)(int, const void *, size_t))real("write"))(notes, record, all) != (ssize_t)all) {
    give_up("a note can't be written");
  }
  free(record);
}

// Notes what a write of `length` bytes at `offset` overwrites; whether there is room for it.
static int before_change(int fd, uint64_t offset, uint64_t length) {
  char path[4096];
  struct stat status;
  const char *name = name_of(fd, path, sizeof path);
  if (!name || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return 1;
  uint64_t size = (uint64_t)status.st_size;
  const char *full = getenv("POWERCUT_FULL");
  if (full && offset + length > size && access(full, F_OK) == 0) {
    errno = ENOSPC;
    return 0;
  }
  if (is_index(name)) return 1;
  count_change();
  uint64_t there = offset >= size ? 0 : (offset + length > size ? size - offset : length);
  char *bytes = malloc(there ? there : 1);
  if (there && pread(fd, bytes, there, (off_t)offset) != (ssize_t)there) give_up("what is there can't be read");
  note('w', name, offset, size, length, bytes, there);
  free(bytes);
  return 1;
}

static ssize_t watched_pwrite(const char *call, int fd, const void *bytes, size_t length, off_t offset) {
  ssize_t (*writing)(int, const void *, size_t, off_t) = real(call);
  pthread_mutex_lock(&gate);
  ssize_t done = before_change(fd, (uint64_t)offset, length) ? writing(fd, bytes, length, offset) : -1;
  pthread_mutex_unlock(&gate);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  return watched_pwrite("pwrite", fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  return watched_pwrite("pwrite64", fd, bytes, length, offset);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  ssize_t (*writing)(int, const void *, size_t) = real("write");
  off_t offset = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
  if (offset < 0) return writing(fd, bytes, length);
  pthread_mutex_lock(&gate);
  ssize_t done = before_change(fd, (uint64_t)offset, length) ? writing(fd, bytes, length) : -1;
  pthread_mutex_unlock(&gate);
  return done;
}

// A truncation notes what it cuts off; one that makes the file longer notes its size.
static int watched_truncate(const char *call, int fd, off_t size) {
  int (*truncating)(int, off_t) = real(call);
  struct stat status;
  pthread_mutex_lock(&gate);
  int has_room = 1;
  if (fstat(fd, &status) == 0) {
    off_t from = size < status.st_size ? size : status.st_size;
    off_t to = size < status.st_size ? status.st_size : size;
    has_room = before_change(fd, (uint64_t)from, (uint64_t)(to - from));
  }
  int done = has_room ? truncating(fd, size) : -1;
  pthread_mutex_unlock(&gate);
  return done;
}

int ftruncate(int fd, off_t size) { return watched_truncate("ftruncate", fd, size); }
int ftruncate64(int fd, off64_t size) { return watched_truncate("ftruncate64", fd, size); }

static int watched_sync(const char *call, int fd) {
  static long syncs = 0;
  char path[4096];
  struct stat status;
  const char *name = name_of(fd, path, sizeof path);
  if (!name || fstat(fd, &status) != 0) return ((int (*)(int))real(call))(fd);
  int isFolder = S_ISDIR(status.st_mode), done = 0;
  pthread_mutex_lock(&gate);
  count_change();
  usleep(500);
  if (!isFolder && ++syncs == number("POWERCUT_FAIL_SYNC_AT")) {
    errno = EIO;
    done = -1;
  } else if (!getenv("POWERCUT_LIE")) {
    note(isFolder ? 'd' : 's', name, 0, 0, 0, 0, 0);
  }
  pthread_mutex_unlock(&gate);
  return done;
}

int fsync(int fd) { return watched_sync("fsync", fd); }
int fdatasync(int fd) { return watched_sync("fdatasync", fd); }

static int watched_open(const char *call, const char *path, int flags, mode_t mode) {
  int (*opening)(const char *, int, ...) = real(call);
  const char *name = flags & O_CREAT ? below(path) : 0;
  if (!name || is_index(name)) return opening(path, flags, mode);
  pthread_mutex_lock(&gate);
  if (access(path, F_OK) != 0) {
    count_change();
    note('c', name, 0, 0, 0, 0, 0);
  }
  int fd = opening(path, flags, mode);
  pthread_mutex_unlock(&gate);
  return fd;
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return watched_open("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return watched_open("open64", path, flags, mode);
}

// A removed file comes back with all that it held unless its folder was synced.
int unlink(const char *path) {
  int (*removing)(const char *) = real("unlink");
  const char *name = below(path);
  if (!name || is_index(name)) return removing(path);
  pthread_mutex_lock(&gate);
  int fd = ((int (*)(const char *, int, ...))real("open"))(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (fd >= 0 && fstat(fd, &status) == 0) {
    count_change();
    char *bytes = malloc((size_t)status.st_size + 1);
    if (pread(fd, bytes, (size_t)status.st_size, 0) != status.st_size) give_up("what is removed can't be read");
    note('u', name, 0, 0, 0, bytes, (uint64_t)status.st_size);
    free(bytes);
  }
  if (fd >= 0) close(fd);
  int done = removing(path);
  pthread_mutex_unlock(&gate);
  return done;
}

int mkdir(const char *path, mode_t mode) {
  int (*making)(const char *, mode_t) = real("mkdir");
  const char *name = below(path);
  if (!name) return making(path, mode);
  pthread_mutex_lock(&gate);
  if (access(path, F_OK) != 0) {
    count_change();
    note('m', name, 0, 0, 0, 0, 0);
  }
  int done = making(path, mode);
  pthread_mutex_unlock(&gate);
  return done;
}

// The host sets its hook last, when every setting was read back.
void *sqlite3_wal_hook(void *database, void *hook, void *context) {
  const char *mode = getenv("POWERCUT_SYNCHRONOUS");
  if (mode) {
    char statement[64];
    snprintf(statement, sizeof statement, "PRAGMA synchronous=%s", mode);
    int (*execute)(void *, const char *, void *, void *, void *) = real("sqlite3_exec");
    if (execute(database, statement, 0, 0, 0) != 0) give_up("synchronous can't be set");
  }
  return ((void *(*)(void *, void *, void *))real("sqlite3_wal_hook"))(database, hook, context);
}
