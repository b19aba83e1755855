// The thread sanitizer sees a Mutex that is free being taken, but not one that changes hands: that happens in the
// standard library and the kernel, where nothing is instrumented, and each such turn looked like a race. These two stand
// before the library's functions of the same names and tell the sanitizer what they do.
#include "mutex_order.h"

#include <dlfcn.h>
#include <stdlib.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define HANDLE void *handle __attribute__((swift_context))
#define SWIFT __attribute__((swiftcall))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

static void *next(const char *name) {
  void *function = dlsym(RTLD_NEXT, name);
  if (!function) abort();
  return function;
}

SWIFT void lock(uint32_t thread, HANDLE) __asm__(LOCK);
SWIFT void unlock(HANDLE) __asm__(UNLOCK);

SWIFT void lock(uint32_t thread, HANDLE) {
  ((SWIFT void (*)(uint32_t, HANDLE))next(LOCK))(thread, handle);
  __tsan_acquire(handle);
}

SWIFT void unlock(HANDLE) {
  __tsan_release(handle);
  ((SWIFT void (*)(HANDLE))next(UNLOCK))(handle);
}
