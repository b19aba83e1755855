#pragma once
/* TLS for the HTTP edge; gnutls_memcmp compares secrets without telling by its timing where they differ. */
#include <gnutls/gnutls.h>
/* gnutls_hash_fast and gnutls_hmac_fast: SHA-256 and HMAC-SHA-256 in one call each. */
#include <gnutls/crypto.h>
/* A TLS client for `provider test`: gnutls.h has the session and the verification of the peer's chain, and
   gnutls_x509_crt_* read what certificates say: names, signer, times, and whether one is for a host. */
#include <gnutls/x509.h>
