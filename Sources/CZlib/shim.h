// zlib.h's deflateInit2 is a macro; deflateInit2_ is what it stands for.
#include <zlib.h>
