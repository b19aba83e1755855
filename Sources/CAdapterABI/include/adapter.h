// The line between the host and an adapter library: plain C, no Swift type crosses it.
//
// A library exports ONE function, named by DRAGOMAN_ADAPTER_SYMBOL, of the type dragoman_adapter_function. It returns a
// table that stays valid, and never changes, for as long as the process lives. Plugins/README.md documents the frames.
//
// Ownership
//   Bytes that go in (options, frames) belong to the host; the library reads them during the call and keeps no pointer.
//   Bytes that come out (dragoman_buffer) belong to the library; the host reads them and gives each non-null buffer
//   back through `release`, once, before it calls `destroy`. A null `release` says that buffers are never freed.
//   An instance belongs to the host from `create` to `destroy`.
// Threads
//   Any entry may be called from any thread, several at once, for the same instance. `destroy` is the last call.
// Purity
//   The same message in gives the same message out: no clock, no socket, no state.
#ifndef DRAGOMAN_ADAPTER_H
#define DRAGOMAN_ADAPTER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Grows only when an entry changes its meaning. A new entry goes to the end of the table and grows `size` instead.
#define DRAGOMAN_ADAPTER_VERSION 1u
#define DRAGOMAN_ADAPTER_SYMBOL "dragoman_adapter"

// What create, normalize and render return; any other number is read as DRAGOMAN_ERROR.
#define DRAGOMAN_OK 0         // `out` holds the new message (after create: `instance` is set)
#define DRAGOMAN_UNCHANGED 1  // the message stays as it is; `out` is untouched, nothing is copied
#define DRAGOMAN_ERROR 2      // `out` holds the reason as UTF-8 text (after create: JSON {"option":…,"message":…})

// Bytes that the library hands out.
typedef struct dragoman_buffer {
  uint8_t *bytes;  // null when count is 0
  size_t count;
} dragoman_buffer;

// Entries are only ever appended. A null function means the identity: the message stays as it is.
typedef struct dragoman_adapter_table {
  uint32_t size;         // sizeof(dragoman_adapter_table) as the library was built
  uint32_t version;      // DRAGOMAN_ADAPTER_VERSION as the library was built
  const char *stamp;     // Swift compiler and target the library was built with; null in a library without Swift
  const char *manifest;  // JSON object: {"name":…,"version":…}; never null. With "readsBodiesAlone":true normalize isn't
                         // called for requests without a body
  void *context;         // the library's own; handed to create as it is

  // Makes an instance from JSON {"options":{name: value},"schemas":[the provider's schemas, RFC 7643 §7]}.
  int32_t (*create)(void *context, const uint8_t *json, size_t count, void **instance, dragoman_buffer *out);

  // Turns a request of the dialect into RFC 7644: one request frame in, one request frame out.
  int32_t (*normalize)(void *instance, const uint8_t *request, size_t count, dragoman_buffer *out);

  // Turns the RFC's answer into the dialect's: a response frame and the normalised request in, a response frame out.
  int32_t (*render)(void *instance, const uint8_t *response, size_t response_count, const uint8_t *request,
                    size_t request_count, dragoman_buffer *out);

  // Ends an instance.
  void (*destroy)(void *instance);

  // Takes back what `out` held.
  void (*release)(dragoman_buffer buffer);
} dragoman_adapter_table;

// The type of the one exported function. It is called once, after the file's owner and mode were checked.
typedef const dragoman_adapter_table *(*dragoman_adapter_function)(void);

#ifdef __cplusplus
}
#endif

#endif
