#pragma once
/* yaml_parser_parse gives events with their marks; yaml_parser_set_encoding keeps it from guessing UTF-16. */
#include <yaml.h>
