// A power cut for one process: loaded before libc, it notes what each write to a file under POWERCUT_DIR overwrote, and
// forgets that once the file is synced. After a kill -9 the notes in POWERCUT_LOG tell how to put the files back to what
// a disk would have held: everything synced, nothing else. With POWERCUT_LIE set a sync forgets nothing, which is what
// `synchronous=OFF` comes to.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef ssize_t (*pwrite_call)(int, const void *, size_t, off_t);

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static int notes = -1;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int is_watched(int fd, struct stat *status) {
  const char *directory = getenv("POWERCUT_DIR");
  char link[64] = "/proc/self/fd/", path[4096];
  char digits[12];
  int at = sizeof digits - 1;
  unsigned value = (unsigned)fd;
  digits[at] = 0;
  do { digits[--at] = (char)('0' + value % 10); } while (value /= 10);
  strcat(link, digits + at);
  ssize_t length = directory ? readlink(link, path, sizeof path - 1) : -1;
  if (length < 0) return 0;
  path[length] = 0;
  if (strncmp(path, directory, strlen(directory)) != 0 || strstr(path, "-shm") || strstr(path, "/lock")) return 0;
  return fstat(fd, status) == 0 && S_ISREG(status->st_mode);
}

// One note: inode, kind ('w' or 's'), offset, size before, length, the bytes before.
static void note(uint64_t inode, char kind, uint64_t offset, uint64_t size, const void *bytes, uint64_t length) {
  if (notes < 0) notes = open(getenv("POWERCUT_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  uint64_t head[5] = {inode, (uint64_t)kind, offset, size, length};
  char *record = malloc(sizeof head + length);
  memcpy(record, head, sizeof head);
  if (length) memcpy(record + sizeof head, bytes, length);
  ssize_t written = ((ssize_t(*)(int, const void *, size_t))real("write"))(notes, record, sizeof head + length);
  if (written != (ssize_t)(sizeof head + length)) abort();
  free(record);
}

static void before_change(int fd, uint64_t offset, uint64_t length) {
  struct stat status;
  if (!is_watched(fd, &status)) return;
  uint64_t size = (uint64_t)status.st_size;
  uint64_t there = offset >= size ? 0 : (offset + length > size ? size - offset : length);
  char *bytes = malloc(there ? there : 1);
  if (there && pread(fd, bytes, there, (off_t)offset) != (ssize_t)there) abort();
  note(status.st_ino, 'w', offset, size, bytes, there);
  free(bytes);
}

static ssize_t watched_pwrite(const char *name, int fd, const void *bytes, size_t length, off_t offset) {
  pthread_mutex_lock(&gate);
  before_change(fd, (uint64_t)offset, length);
  ssize_t done = ((pwrite_call)real(name))(fd, bytes, length, offset);
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
  struct stat status;
  pthread_mutex_lock(&gate);
  if (is_watched(fd, &status)) before_change(fd, (uint64_t)lseek(fd, 0, SEEK_CUR), length);
  ssize_t done = ((ssize_t(*)(int, const void *, size_t))real("write"))(fd, bytes, length);
  pthread_mutex_unlock(&gate);
  return done;
}

static int watched_truncate(const char *name, int fd, off_t size) {
  struct stat status;
  pthread_mutex_lock(&gate);
  if (is_watched(fd, &status) && size < status.st_size) before_change(fd, (uint64_t)size, (uint64_t)(status.st_size - size));
  int done = ((int (*)(int, off_t))real(name))(fd, size);
  pthread_mutex_unlock(&gate);
  return done;
}

int ftruncate(int fd, off_t size) { return watched_truncate("ftruncate", fd, size); }
int ftruncate64(int fd, off64_t size) { return watched_truncate("ftruncate64", fd, size); }

static int watched_sync(const char *name, int fd) {
  struct stat status;
  pthread_mutex_lock(&gate);
  int done = ((int (*)(int))real(name))(fd);
  if (done == 0 && !getenv("POWERCUT_LIE") && is_watched(fd, &status)) note(status.st_ino, 's', 0, 0, 0, 0);
  pthread_mutex_unlock(&gate);
  return done;
}

int fsync(int fd) { return watched_sync("fsync", fd); }
int fdatasync(int fd) { return watched_sync("fdatasync", fd); }
