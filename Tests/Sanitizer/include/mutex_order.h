// Nothing to call: the functions take the place of the standard library's when they are linked in.
#ifndef DRAGOMAN_MUTEX_ORDER_H
#define DRAGOMAN_MUTEX_ORDER_H

#include <stdint.h>

#endif
