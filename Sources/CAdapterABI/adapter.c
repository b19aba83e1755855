#include "adapter.h"

// The first version's layout is fixed for good: what is checked before anything is called stands first.
_Static_assert(offsetof(dragoman_adapter_table, size) == 0, "size is read before all else");
_Static_assert(offsetof(dragoman_adapter_table, version) == 4, "version is read next");
_Static_assert(offsetof(dragoman_adapter_table, stamp) == 8, "stamp is read before any call");
