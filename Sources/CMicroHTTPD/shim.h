#pragma once
#include <microhttpd.h>
#include <string.h>

/// What a server is started with; the texts and the context must outlive the daemon.
struct dragoman_http_settings {
  MHD_AccessHandlerCallback answer;
  void *(*target)(void *, const char *, struct MHD_Connection *);
  MHD_RequestCompletedCallback completed;
  MHD_NotifyConnectionCallback connection;
  void *context;
  size_t memory;
  unsigned int connections;
  unsigned int idle_seconds;
  unsigned int threads;
  const char *key;
  const char *certificate;
  const char *priorities;
};

/// The library would decode `%00` and cut the target there: this leaves it as it was sent.
static size_t dragoman_http_leave_raw(void *context, struct MHD_Connection *connection, char *text) {
  (void)context;
  (void)connection;
  return strlen(text);
}

/// 0.9 refuses less than our own guard and words it in HTML, so the guard is left to it; 1.0 refuses what the guard
/// can't see there.
static inline int dragoman_http_strictness(void) { return 0 == strncmp(MHD_get_version(), "0.", 2) ? 0 : 1; }

/// Exists because `MHD_start_daemon` is variadic, which Swift can't call.
static inline struct MHD_Daemon *dragoman_http_start(const struct dragoman_http_settings *s) {
  struct MHD_OptionItem tls[] = {
    {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)s->key},
    {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)s->certificate},
    {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)s->priorities},
    {MHD_OPTION_END, 0, NULL},
  };
  struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_NO_LISTEN_SOCKET;
  if (NULL != s->key) flags |= MHD_USE_TLS;
  return MHD_start_daemon(
    flags, 0, NULL, NULL, s->answer, s->context,
    MHD_OPTION_STRICT_FOR_CLIENT, dragoman_http_strictness(),
    MHD_OPTION_URI_LOG_CALLBACK, s->target, s->context,
    MHD_OPTION_UNESCAPE_CALLBACK, &dragoman_http_leave_raw, NULL,
    MHD_OPTION_NOTIFY_COMPLETED, s->completed, s->context,
    MHD_OPTION_NOTIFY_CONNECTION, s->connection, s->context,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, s->memory,
    MHD_OPTION_CONNECTION_LIMIT, s->connections,
    MHD_OPTION_CONNECTION_TIMEOUT, s->idle_seconds,
    MHD_OPTION_THREAD_POOL_SIZE, s->threads,
    MHD_OPTION_ARRAY, (NULL != s->key) ? tls : none,
    MHD_OPTION_END);
}

/// The socket of a connection, or -1. Exists because `MHD_get_connection_info` is variadic, as the next three.
static inline int dragoman_http_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return NULL == info ? -1 : info->connect_fd;
}

/// What the connection's notification stored for the socket, or NULL.
static inline void *dragoman_http_socket_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return NULL == info ? NULL : info->socket_context;
}

/// The bytes from the request line to the empty line, both included.
static inline size_t dragoman_http_head_size(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  return NULL == info ? 0 : info->header_size;
}

/// The GnuTLS session of a connection, or NULL when it speaks plain HTTP.
static inline void *dragoman_http_tls_session(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
  return NULL == info ? NULL : info->tls_session;
}

/// Calls `take` for each header field. Exists because Swift sees the kinds, which are flags, as a closed set of cases.
static inline int dragoman_http_fields(struct MHD_Connection *connection, MHD_KeyValueIteratorN take, void *context) {
  return MHD_get_connection_values_n(connection, MHD_HEADER_KIND, take, context);
}

/// Whether the library leaves the head it parsed where it was received: so does 0.9, which we check byte by byte because
/// it takes bare line feeds, U+0000 and folded lines without a word.
static inline int dragoman_http_head_in_place(void) { return 0 == dragoman_http_strictness(); }

/// Ends the target at its `?`, so that the library doesn't make a record of each item of a query that only we read: 16 KiB
/// of `&` would fill the connection's memory.
static inline void dragoman_http_drop_query(const char *target) {
  const char *mark = strchr(target, '?');
  if (NULL != mark) ((char *)mark)[1] = '\0';
}

/// Keeps an answer of unknown length from being sent in chunks, of which the library sends the last even to `HEAD`.
/// Exists because `MHD_set_response_options` is variadic.
static inline void dragoman_http_without_chunks(struct MHD_Response *response) {
  MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
}
