/* Test only, never shipped: Windows 10 has its own icuuc.dll, Wine 8 has none. */
#include <stddef.h>
#define OUT __declspec(dllexport)
#define UNSUPPORTED 16
typedef int Code;
OUT void *ucnv_open(const char *name, Code *code) { if (code) *code = UNSUPPORTED; return NULL; }
OUT void ucnv_close(void *c) {}
OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
OUT void ucnv_reset(void *c) {}
OUT signed char ucnv_getMaxCharSize(const void *c) { return 1; }
OUT const char *ucnv_getName(const void *c, Code *code) { if (code) *code = UNSUPPORTED; return ""; }
OUT void ucnv_getToUCallBack(void) {}
OUT void ucnv_getFromUCallBack(void) {}
OUT void ucnv_setToUCallBack(void) {}
OUT void ucnv_setFromUCallBack(void) {}
OUT void ucnv_cbToUWriteUChars(void) {}
OUT void ucnv_cbFromUWriteUChars(void) {}
OUT void ucnv_toUnicode(void) {}
OUT void ucnv_fromUnicode(void) {}
OUT int ucnv_toUCountPending(void) { return 0; }
OUT int ucnv_fromUCountPending(void) { return 0; }
OUT const char *ucnv_getStandardName(void) { return NULL; }
OUT const char *ucnv_getAvailableName(int n) { return NULL; }
OUT int ucnv_countAvailable(void) { return 0; }
